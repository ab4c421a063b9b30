"""The bank of statements: balance, wording, evidence, and the same verdict whatever the seed."""

import re
from collections import Counter

import pytest

from scripts.computing.answer_key import read_key, verdict_and_fingerprint
from scripts.paths import ANSWER_KEY, EXERCISES
from snippets import multiple_choice
from snippets.answers import publications
from snippets.multiple_choice import questions, seeds
from snippets.statements import Statement

BANK = {name: item for name, item in publications(multiple_choice) if isinstance(item, Statement)}
KEY = {name: verdict_and_fingerprint(typed)[0] for name, typed in read_key(ANSWER_KEY / "multiple_choice.toml").items()}
TASK = multiple_choice.TASKS["exam"]
BOLD, QUANTIFIER = re.compile(r"\*\*.*?\*\*"), re.compile(r"\b(every|always|never|only)\b")


@pytest.mark.untraced
@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("name", BANK)
def test_the_verdict_is_the_key_s_whatever_the_seed(name, seed, monkeypatch):
    monkeypatch.setattr(seeds, "SEED", seed)
    holds, evidence = BANK[name].verdict()
    assert holds is KEY[name]
    assert 0 < len(evidence) <= 120


def test_there_are_enough_statements():
    assert len(BANK) >= 130


def test_about_half_of_the_bank_and_of_each_topic_is_true():
    topics = Counter(item.topic for item in BANK.values())
    true = Counter(item.topic for name, item in BANK.items() if KEY[name])
    for topic, count in topics.items():
        if count >= 8:
            assert 0.45 <= true[topic] / count <= 0.55, topic
    assert 0.45 <= sum(true.values()) / len(BANK) <= 0.55


@pytest.mark.parametrize("name", BANK)
def test_a_statement_names_its_topic_and_its_quantifiers_are_bold(name):
    statement = BANK[name]
    assert re.fullmatch(rf"{statement.topic}_\d\d", name)
    assert statement.function.__module__ == f"snippets.multiple_choice.{statement.topic}"
    assert not QUANTIFIER.search(BOLD.sub("", statement.text)), statement.text
    assert statement.reason.endswith((".", "$", ")")), statement.reason


def test_no_two_statements_say_the_same():
    assert len({statement.text for statement in BANK.values()}) == len(BANK)


def test_hardly_a_claim_is_just_a_truth_value():
    assert sum(isinstance(statement.claim, bool) for statement in BANK.values()) <= len(BANK) / 10


def test_the_page_shows_each_topic_once():
    shown = re.findall(r"<!-- statements: (\w+) -->", (EXERCISES / "multiple_choice.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted({statement.topic for statement in BANK.values()})


@pytest.mark.parametrize(("side", "kernel"), [(3, 3), (2, 3), (9, 2), (10, 4)])
def test_the_pooled_side_holds_for_other_sizes(side, kernel):
    task = multiple_choice.Task(kernel=kernel, side=side)
    by_counting = questions.pooled_side_by_counting(task)
    assert questions.pooled_side(task) == by_counting
    assert side < kernel or questions.pooled_side_by_running(task) == by_counting

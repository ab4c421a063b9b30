"""The bank of statements: balance, wording, evidence, and the same verdict whatever the seed."""

import re
from collections import Counter

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneOut, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from scripts.checking.check_cues import CUES
from scripts.computing.answer_key import read_key, verdict_and_fingerprint
from scripts.model.paths import ANSWER_KEY, EXERCISES
from snippets import multiple_choice
from snippets.answers import publications
from snippets.multiple_choice import questions, seeds
from snippets.statements import Choice, Statement

BANK = {name: item for name, item in publications(multiple_choice) if isinstance(item, Statement)}
CHOICES = {name: item for name, item in publications(multiple_choice) if isinstance(item, Choice)}
LINES = read_key(ANSWER_KEY / "multiple_choice.toml")
KEY = {name: verdict_and_fingerprint(typed)[0] for name, typed in LINES.items()}
TASK = multiple_choice.TASKS["exam"]
BOLD, QUANTIFIER = re.compile(r"\*\*.*?\*\*"), re.compile(r"\b(every|always|never|only)\b")


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.untraced) for seed in (1, 2))])
@pytest.mark.parametrize("name", BANK)
def test_the_verdict_is_the_key_s_whatever_the_seed(name, seed, monkeypatch):
    monkeypatch.setattr(seeds, "SEED", seed)
    holds, evidence = BANK[name].verdict()
    assert holds is KEY[name]
    assert 0 < len(evidence) <= 120


def test_there_are_enough_statements():
    assert len(BANK) >= 180


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
    shown = re.findall(
        r"<!-- view: statements (\w+) -->", (EXERCISES / "multiple_choice.md").read_text(encoding="utf-8")
    )
    assert sorted(shown) == sorted({statement.topic for statement in BANK.values()})


@pytest.mark.parametrize(("side", "kernel"), [(3, 3), (2, 3), (9, 2), (10, 4)])
def test_the_pooled_side_holds_for_other_sizes(side, kernel):
    task = multiple_choice.Task(kernel=kernel, side=side)
    by_counting = questions.pooled_side_by_counting(task)
    assert questions.pooled_side(task) == by_counting
    assert side < kernel or questions.pooled_side_by_running(task) == by_counting


@pytest.mark.untraced
@pytest.mark.parametrize("C", [0.01, 0.1, 1, 10])
def test_no_cue_learnt_from_the_other_statements_helps(C):
    """The rules of the build look at one cue each; this one weighs all of them, and is asked for the one left out."""
    statements = list(BANK.values())
    cues = np.array([[cue(statement.text) for cue in CUES.values()] for statement in statements], dtype=float)
    verdicts = np.array([KEY[statement.name] for statement in statements])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=C, max_iter=1000))
    guesses = cross_val_predict(model, cues, verdicts, cv=LeaveOneOut())
    assert (guesses == verdicts).mean() <= 0.58


def test_the_right_options_do_not_stand_in_one_place():
    letters = [verdict_and_fingerprint(typed)[0] for name, typed in LINES.items() if name in CHOICES]
    assert len(letters) == len(CHOICES) >= 4
    assert len(set(letters)) >= 3


@pytest.mark.parametrize("name", CHOICES)
def test_a_question_has_the_letter_of_the_key_whatever_the_seed_and_a_reason_for_each_option(name, monkeypatch):
    for seed in (0, 1, 2):
        monkeypatch.setattr(seeds, "SEED", seed)
        assert CHOICES[name].verdict()[0] == verdict_and_fingerprint(LINES[name])[0]
    assert all(option.reason.endswith((".", "$", ")")) for option in CHOICES[name].options)
    assert re.fullmatch(rf"{CHOICES[name].topic}_\d\d", name)


@pytest.mark.parametrize("name", BANK)
def test_a_statement_is_short(name):
    assert len(BANK[name].text.split()) <= 45

"""The bank of statements: the same verdict whatever the seed, and nothing in the words that gives it away."""

import re

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


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.untraced) for seed in (1, 2))])
@pytest.mark.parametrize("name", BANK)
def test_the_verdict_is_the_key_s_whatever_the_seed(name, seed, monkeypatch):
    monkeypatch.setattr(seeds, "SEED", seed)
    assert BANK[name].verdict()[0] is KEY[name]


def test_there_are_enough_statements():
    assert len(BANK) >= 180


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
def test_a_question_has_the_letter_of_the_key_whatever_the_seed(name, monkeypatch):
    for seed in (0, 1, 2):
        monkeypatch.setattr(seeds, "SEED", seed)
        assert CHOICES[name].verdict()[0] == verdict_and_fingerprint(LINES[name])[0]

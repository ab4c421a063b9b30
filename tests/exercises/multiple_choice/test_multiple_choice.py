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
from scripts.model.paths import here
from snippets import multiple_choice
from snippets.answers import publications
from snippets.multiple_choice import questions, seeds
from snippets.statements import Choice, Statement
from tests.some import some

BANK = {name: item for name, item in publications(multiple_choice) if isinstance(item, Statement)}
CHOICES = {name: item for name, item in publications(multiple_choice) if isinstance(item, Choice)}
LINES = read_key(here().answer_key / "multiple_choice.toml")
KEY = {name: verdict_and_fingerprint(typed)[0] for name, typed in LINES.items()}
TASK = multiple_choice.TASKS["exam"]


@pytest.mark.parametrize("seed", some([0, 1, 2], [0]))
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
        r"<!-- view: statements (\w+) -->", (here().exercises / "multiple_choice.md").read_text(encoding="utf-8")
    )
    assert sorted(shown) == sorted({statement.topic for statement in BANK.values()})


@pytest.mark.parametrize(("side", "kernel"), [(3, 3), (2, 3), (9, 2), (10, 4)])
def test_the_pooled_side_holds_for_other_sizes(side, kernel):
    task = multiple_choice.Task(kernel=kernel, side=side)
    by_counting = questions.pooled_side_by_counting(task)
    assert questions.pooled_side(task) == by_counting
    assert side < kernel or questions.pooled_side_by_running(task) == by_counting


@pytest.mark.parametrize("C", [0.01, 0.1, 1, 10])
def test_no_cue_learnt_from_the_other_statements_helps(C):
    """The rules of the build look at one cue each; this one weighs all of them, and is asked for the one left out."""
    statements = list(BANK.values())
    cues = np.array([[cue(statement.text) for cue in CUES.values()] for statement in statements], dtype=float)
    verdicts = np.array([KEY[statement.name] for statement in statements])
    assert (guesses_from_the_others(cues, verdicts, C) == verdicts).mean() <= 0.58


def guesses_from_the_others(cues, verdicts, C):
    """Logistic regression as scikit-learn has it, of every row from all others, all at once: Newton's steps."""
    others = 1.0 - np.eye(len(cues))
    mean = others @ cues / (len(cues) - 1)
    spread = np.sqrt(np.maximum(others @ cues**2 / (len(cues) - 1) - mean**2, 0))
    X = (cues - mean[:, None]) / np.where(spread > 1e-6, spread, 1)[:, None]
    X = np.concatenate([X, np.ones((*X.shape[:2], 1))], axis=2)
    weights, decay = np.zeros((len(cues), X.shape[2])), np.diag([1 / C] * cues.shape[1] + [0])
    for _ in range(12):
        says = 1 / (1 + np.exp(-np.einsum("rni,ri->rn", X, weights)))
        slope = np.einsum("rn,rni->ri", others * (says - verdicts), X) + weights @ decay
        bend = X.transpose(0, 2, 1) @ (X * (others * says * (1 - says))[:, :, None]) + decay
        weights -= np.linalg.solve(bend, slope[:, :, None])[:, :, 0]
    assert np.abs(slope).max() < 1e-6
    return np.einsum("rri,ri->r", X, weights) > 0


def test_what_is_learnt_from_the_others_is_what_scikit_learn_learns():
    random = np.random.default_rng(0)
    cues = random.normal(size=(30, 4)) * [1, 10, 0.1, 0] + [0, 3, 0, 5]
    verdicts = cues[:, 0] + random.normal(size=30) > 0.2
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1, tol=1e-8))
    learnt = cross_val_predict(model, cues, verdicts, cv=LeaveOneOut())
    found = guesses_from_the_others(cues, verdicts, 1)
    assert found.tolist() == learnt.tolist()
    assert (found == verdicts).mean() > 0.58


def test_the_right_options_do_not_stand_in_one_place():
    letters = [verdict_and_fingerprint(typed)[0] for name, typed in LINES.items() if name in CHOICES]
    assert len(letters) == len(CHOICES) >= 4
    assert len(set(letters)) >= 3


@pytest.mark.parametrize("name", CHOICES)
def test_a_question_has_the_letter_of_the_key_whatever_the_seed(name, monkeypatch):
    for seed in (0, 1, 2):
        monkeypatch.setattr(seeds, "SEED", seed)
        assert CHOICES[name].verdict()[0] == verdict_and_fingerprint(LINES[name])[0]

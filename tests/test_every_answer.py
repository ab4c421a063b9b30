"""For every answer of every exercise: its witnesses agree, its key agrees, its slips differ, it can be published.

New exercises are found by themselves. One computation of each value serves all tests.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from scripts.checking.check_structure import exercise_modules
from scripts.computing.answer_key import agrees
from scripts.computing.claims import judge_claim
from scripts.computing.examine import DIFFERENT, Examination, hear
from scripts.computing.independence import shared_functions
from snippets.answers import Answer
from snippets.values import Estimate, deviation, kind_of

EXAMS = {slug: Examination(slug) for slug in sorted(exercise_modules())}


def instances(exam: Examination, answer: Answer) -> tuple[str, ...]:
    return answer.instances or tuple(exam.tasks)


VALUES = [
    (slug, name, instance)
    for slug, exam in EXAMS.items()
    for name, answer in exam.answers.items()
    for instance in instances(exam, answer)
]
WITNESSES = [
    (slug, name, witness.name)
    for slug, exam in EXAMS.items()
    for name in exam.answers
    for witness in exam.answers[name].witnesses
]
SLIPS = [
    (slug, name, slip.function.__name__)
    for slug, exam in EXAMS.items()
    for name in exam.answers
    for slip in exam.answers[name].slips
]


def label(case: tuple[str, ...]) -> str:
    return " ".join([".".join(case[:2]), *case[2:]])


def cases(found: list[tuple[str, ...]], *names: str) -> Callable[..., Any]:
    return pytest.mark.parametrize(("slug", "name", *names), found, ids=map(label, found))


@cache
def value(slug: str, name: str, instance: str) -> Any:
    """The answer itself, computed once."""
    return EXAMS[slug].answers[name](EXAMS[slug].tasks[instance])


@cases(VALUES, "instance")
def test_the_value_can_be_published(slug, name, instance):
    assert kind_of(value(slug, name, instance), infinite=EXAMS[slug].answers[name].infinite)


@cases(
    [
        (*case[:3], instance)
        for case in WITNESSES
        for instance in instances(EXAMS[case[0]], EXAMS[case[0]].answers[case[1]])
    ],
    "witness",
    "instance",
)
def test_the_witness_agrees(slug, name, witness, instance):
    exam = EXAMS[slug]
    found = next(item for item in exam.answers[name].witnesses if item.name == witness)
    said, apart, within = hear(found, exam.tasks[instance], value(slug, name, instance))
    assert isinstance(said, Estimate) == witness.startswith("Monte Carlo")  # the name chooses the test after this one
    assert apart <= within, (value(slug, name, instance), said)


@pytest.mark.untraced
@cases([case for case in WITNESSES if case[2].startswith("Monte Carlo")], "witness")
def test_a_witness_by_chance_knows_how_far_off_it_is(slug, name, witness, monkeypatch):
    """Drawn anew, it scatters about the answer by its standard error, and by so little that it tells values apart."""
    exam, instance, draw = EXAMS[slug], instances(EXAMS[slug], EXAMS[slug].answers[name])[0], np.random.default_rng
    found = next(item.function for item in exam.answers[name].witnesses if item.name == witness)
    right = np.asarray(value(slug, name, instance), float)
    apart = []
    for again in range(20):
        monkeypatch.setattr(np.random, "default_rng", lambda seed, again=again: draw([seed, again]))
        mean, error = (np.asarray(item, float) for item in found(exam.tasks[instance]))
        chance = error > 1e-9 * right  # not where noise of variance 0 leaves nothing to chance
        assert np.max(error) < 0.04 * np.max(right)
        apart.append((mean - right)[chance] / error[chance])
    assert 0.85 < np.sqrt(np.mean(np.square(apart))) < 1.2


@cases(WITNESSES, "witness")
def test_the_witness_shares_nothing_with_its_answer(slug, name, witness):
    exam = EXAMS[slug]
    found = next(item for item in exam.answers[name].witnesses if item.name == witness)
    assert shared_functions(exam.answers[name].function, found.function, exam.tasks.values()) == []


@cases([(slug, name) for slug, exam in EXAMS.items() for name in exam.answers])
def test_the_answer_has_two_witnesses(slug, name):
    assert len(EXAMS[slug].answers[name].witnesses) >= 2


@cases(SLIPS, "slip")
def test_the_slip_differs_from_the_truth_somewhere(slug, name, slip):
    exam = EXAMS[slug]
    function = next(item.function for item in exam.answers[name].slips if item.function.__name__ == slip)
    wrong = {instance: function(exam.tasks[instance]) for instance in instances(exam, exam.answers[name])}
    assert any(deviation(value(slug, name, instance), said) > DIFFERENT for instance, said in wrong.items())


@cases([(slug, name) for slug, exam in EXAMS.items() for name in exam.claims])
def test_the_claim_comes_out_as_its_key_says(slug, name):
    (entry,) = judge_claim(EXAMS[slug], EXAMS[slug].claims[name])
    assert entry["agreed"], [fault for fault in EXAMS[slug].faults if name in str(fault)]


KEYS = [
    (slug, *line.partition("@")[::2])
    for slug, exam in EXAMS.items()
    for line in exam.key
    if line not in {*exam.statements, *exam.claims}  # judged in test_multiple_choice.py, and while a claim is tried
]


@cases(KEYS, "instance")
def test_the_key_agrees(slug, name, instance):
    exam = EXAMS[slug]
    line = f"{name}@{instance}" if instance else name
    assert agrees(exam.key[line], value(slug, name, instance or exam.first(exam.answers[name])))


@pytest.mark.parametrize("slug", EXAMS)
def test_the_key_is_readable_and_written_by_hand_for_most_answers(slug):
    assert EXAMS[slug].key_is_readable
    known = {**EXAMS[slug].answers, **EXAMS[slug].statements, **EXAMS[slug].claims}
    assert {line.partition("@")[0] for line in EXAMS[slug].key} <= known.keys()


def test_there_is_an_exercise():
    assert EXAMS

"""For every exercise: the build examined each answer, witness, slip and claim, and found no fault; and each says today
what it said then.

New exercises are found by themselves, and imported only when their test runs. Judging is tested in
computing/test_judge_answers.py; here its result is counted against what the snippet publishes, and each way runs again.
"""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from scripts.checking.check_structure import exercise_modules
from scripts.computing.answer_key import AnswerKey
from scripts.computing.declare import Published
from scripts.computing.encode import encode
from scripts.computing.run import run
from scripts.computing.runs import Run
from scripts.model.entries import Answer as Computed
from scripts.model.evidence import Exercise, read_exercise
from scripts.model.paths import here
from scripts.store.intact import is_intact
from snippets.answers import Answer
from tests.some import some

# Trainings, of which the witnesses repeat each step: they run ten steps here, and all hundred in a build.
SHORTER = {"autoencoder.quiet_mistakes": {"few_steps": 10}}

DEAR = {"autoencoder", "error_function", "optimization"}  # seconds each
of_every_exercise = pytest.mark.parametrize("slug", sorted(exercise_modules()))


@cache
def exam(slug: str) -> Published:
    return Published(slug)


@cache
def evidence(slug: str) -> Exercise:
    """What the build found, by the hash that it noted."""
    file = here().evidence / f"{slug}.json"
    assert is_intact(file), f"{slug} is not computed; run `make check SLUG={slug}` first"
    return read_exercise(slug)


def entries(slug: str, published: dict[str, Any]) -> list[Any]:
    return [entry for entry in evidence(slug).entries if entry.name in published]


def instances(slug: str, published: Any) -> tuple[str, ...]:
    return exam(slug).instances(published)


@of_every_exercise
def test_no_fault_was_found_and_nothing_left_without_agreement(slug):
    assert evidence(slug).faults == []
    assert not evidence(slug).raised
    assert [entry.id for entry in evidence(slug).entries if not entry.agreed] == []


@of_every_exercise
def test_every_answer_was_examined_on_every_instance_with_all_its_witnesses_and_slips(slug):
    answers = exam(slug).answers
    found = [
        (entry.name, entry.instance, [one.name for one in entry.witnesses], [slip.name for slip in entry.slips])
        for entry in entries(slug, answers)
    ]
    assert found == [
        (name, instance, [one.name for one in answer.witnesses], [one.function.__name__ for one in answer.slips])
        for name, answer in answers.items()
        for instance in instances(slug, answer)
    ]
    assert all(len(witnesses) >= 2 for _, _, witnesses, _ in found)


@of_every_exercise
def test_every_witness_was_near_enough_and_every_slip_is_wrong_somewhere(slug):
    wrong = set()
    for entry in entries(slug, exam(slug).answers):
        assert all(float(one.deviation) <= one.within for one in entry.witnesses), entry.id
        wrong |= {slip.name for slip in entry.slips if slip.differs}
    assert wrong == {slip.function.__name__ for answer in exam(slug).answers.values() for slip in answer.slips}


@of_every_exercise
def test_every_claim_was_tried_on_every_instance_and_every_statement_judged(slug):
    claims = exam(slug).claims
    assert {claim.name: (claim.tested, claim.proofs) for claim in entries(slug, claims)} == {
        name: (list(instances(slug, claim)), len(claim.proofs)) for name, claim in claims.items()
    }
    judged = [entry.name for entry in entries(slug, exam(slug).statements)]  # in an order drawn by lot
    assert sorted(judged) == sorted(exam(slug).statements)


@of_every_exercise
def test_the_key_is_readable_and_about_what_there_is(slug):
    known = {**exam(slug).answers, **exam(slug).statements, **exam(slug).claims}
    key = AnswerKey(here().answer_key / f"{slug}.toml")
    assert not key.unreadable
    assert {line.partition("@")[0] for line in key.values} <= known.keys()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("slug", some(sorted(exercise_modules()), {*exercise_modules()} - DEAR))
def test_every_way_says_today_what_was_stored(slug):
    """On the first instance of each answer; a claim's sides and proofs are evaluated there too."""
    for name, answer in exam(slug).answers.items():
        entry = next(entry for entry in entries(slug, {name: answer}))
        task, short = exam(slug).tasks[entry.instance], SHORTER.get(f"{slug}.{name}")
        if short:
            assert_same(encode(answer(task)), entry.value, entry.id)
            assert_near_enough(run(answer, replace(task, **short)), entry)
        else:
            assert_as_stored(run(answer, task), entry)
    for claim in exam(slug).claims.values():
        claim(exam(slug).tasks[instances(slug, claim)[0]])
        for proof in claim.proofs:
            proof()


def assert_near_enough(found: Run, entry: Computed) -> None:
    """Each witness agrees with the value found beside it."""
    for said, stored in zip(found["witnesses"], entry.witnesses, strict=True):
        assert said["deviation"] <= stored.within, (entry.id, stored.name, found["value"], said)


def assert_as_stored(found: Run, entry: Computed) -> None:
    """Each witness agrees, and value, witnesses and slips are what they were."""
    assert_near_enough(found, entry)
    assert_same(found["value"], entry.value, entry.id)
    for said, stored in zip(found["witnesses"], entry.witnesses, strict=True):
        assert (said["kind"] == "estimate") == stored.name.startswith("Monte Carlo")  # chooses the last test
        assert_same(said["value"], stored.value, stored.name)
    for slip, stored in zip(found["slips"], entry.slips, strict=True):
        assert_same(slip["value"], stored.value, stored.id)


def assert_same(now: Any, stored: Any, what: str) -> None:
    """Two trees alike, numbers as nearly as two machines agree."""
    if isinstance(stored, float) or isinstance(now, float):
        assert now == pytest.approx(stored, rel=1e-6, abs=1e-9), what
    elif isinstance(stored, (list, dict)):
        assert len(now) == len(stored), what
        for key in stored if isinstance(stored, dict) else range(len(stored)):
            assert_same(now[key], stored[key], what)
    else:
        assert now == stored, what


BY_CHANCE = "Monte Carlo"


@pytest.mark.untraced
@pytest.mark.parametrize("slug", some(sorted(exercise_modules()), {*exercise_modules()} - DEAR))
def test_a_witness_by_chance_knows_how_far_off_it_is(slug, monkeypatch):
    """Drawn anew, it scatters about the answer by its standard error, and by so little that it tells values apart."""
    for answer in exam(slug).answers.values():
        for witness in answer.witnesses:
            if witness.name.startswith(BY_CHANCE):
                assert 0.85 < scatter(slug, answer, witness.function, monkeypatch) < 1.2, witness.name


def scatter(slug: str, answer: Answer, witness: Any, monkeypatch: pytest.MonkeyPatch) -> float:
    """How far twenty draws are from the answer, in standard errors, on average."""
    task, draw, apart = exam(slug).tasks[instances(slug, answer)[0]], np.random.default_rng, []
    right = np.asarray(answer(task), float)
    for again in range(20):
        with monkeypatch.context() as patch:
            patch.setattr(np.random, "default_rng", lambda seed, again=again: draw([seed, again]))
            mean, error = (np.asarray(item, float) for item in witness(task))
        chance = error > 1e-9 * right  # not where noise of variance 0 leaves nothing to chance
        assert np.max(error) < 0.04 * np.max(right)
        apart.append((mean - right)[chance] / error[chance])
    return float(np.sqrt(np.mean(np.square(apart))))


def test_there_is_an_exercise():
    assert exercise_modules()

"""Exercise 3 (second list): every relation holds off the given data too, and no sign of it could be turned."""

from itertools import pairwise

import pytest

import snippets.error_function as exercise
from scripts.computing.compare import compare
from scripts.model.relations import relations
from snippets.answers import publications
from snippets.claims import Claim
from snippets.error_function import TASKS
from tests.exercises.error_function.test_error_function_witnesses import ASKEW

pytestmark = pytest.mark.untraced  # test_every_answer.py runs every line of these ways

CLAIMS = {name: item for name, item in publications(exercise) if isinstance(item, Claim)}
ELSEWHERE = {name for name, claim in CLAIMS.items() if claim.holds and claim.instances != ("exam",)}
OPPOSITE = {"=": "!=", "<": ">=", ">": "<=", "<=": ">=", ">=": "<=", "<<": ">>", ">>": "<<"}


def signs_between(claim, task):
    """Each sign of a claim with the values of its two sides on a task."""
    values = iter(claim(task).values)
    for chain in relations(claim.tex):
        for sign, sides in zip(chain.signs, pairwise([next(values) for _ in chain.sides])):
            yield sign, *sides


@pytest.mark.parametrize("name", sorted(ELSEWHERE))
def test_a_claim_holds_on_a_task_without_symmetry(name):
    assert all(compare(sign, left, right, 0.0)[0] for sign, left, right in signs_between(CLAIMS[name], ASKEW))


@pytest.mark.parametrize("name", sorted(name for name, claim in CLAIMS.items() if claim.holds))
def test_a_turned_sign_fails_somewhere(name):
    claim = CLAIMS[name]
    tried = [list(signs_between(claim, TASKS[instance])) for instance in claim.instances or TASKS]
    for everywhere in zip(*tried):
        assert not all(compare(OPPOSITE[sign], left, right, 0.0)[0] for sign, left, right in everywhere)

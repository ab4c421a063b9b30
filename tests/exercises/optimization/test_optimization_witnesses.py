"""Exercise 3: the ways to the answers, where the exam's own data would forgive a wrong one.

The Hessian of `exam` has equal diagonal entries, its populations are diagonal, and descent starts at the origin.
"""

import dataclasses
import math

import numpy as np
import pytest
import sympy

import snippets.optimization as o
from snippets.answers import Answer, publications
from snippets.optimization.centring import helps, never_larger
from snippets.optimization.curvature import bends_nowhere_down, has_no_negative_root, lies_under_its_chords
from snippets.optimization.descent import count_steps, steps_equal_kappa
from snippets.optimization.input_noise import noise_adding_s
from snippets.optimization.second_ways import exact_eigenvalues, torch_steps
from snippets.optimization.spectrum import descending
from snippets.optimization.task import TASKS, Population
from tests.ways import assert_all_agree

EXAM = TASKS["exam"]

# H = (11, 4; 4, 6)/4: norms that agree on the exam's Hessian are apart on this one.
ASKEW = dataclasses.replace(
    EXAM,
    X=((1, 0), (3, 1), (0, 2), (1, 1)),
    t=(1, 0, 2, -1),
    variances=(0, 0.5, 2),
    labels=(1, 1, -1, 1),
    step_sizes=(0.2, 0.55, 0.65),
    run=30,
    shapes=(("askew", ((3, 1), (1, 2))),),
    populations=(Population("askew", (1, 2), ((2, 1), (1, 3)), 2),),
)
ANSWERS = {name: item for name, item in publications(o) if isinstance(item, Answer) and name != "centring_always_helps"}


@pytest.mark.untraced
@pytest.mark.parametrize("name", ANSWERS)
def test_every_way_agrees_on_a_task_without_symmetry(name):
    assert_all_agree(ANSWERS[name], ASKEW)


@pytest.mark.parametrize(
    ("name", "instance"), [("step_limit", "line"), ("condition_number", "singular"), ("noise", "singular")]
)
def test_every_way_agrees_where_the_data_have_one_direction(name, instance):
    """A gap between two descents closes at once, and a condition number is infinite."""
    assert_all_agree(ANSWERS[name], TASKS[instance])


# Truths: each way has to say no where no is right


@pytest.mark.parametrize(("number", "right"), [(0, True), (1, False), (2, True), (3, True)])
def test_every_way_finds_the_one_population_that_centring_harms(number, right):
    task = dataclasses.replace(EXAM, populations=EXAM.populations[number : number + 1])
    ways = (o.centring_always_helps, *(witness.function for witness in o.centring_always_helps.witnesses))
    assert [way(task) for way in ways] == [right] * 3


def test_one_row_that_grows_is_enough_to_say_no():
    better, worse = {"raw": 2, "centred": 1, "raw_bias": 1, "centred_bias": 1}, {"raw": 1, "centred": 1.5}
    assert helps([better])
    assert helps([better], "_bias")
    assert not helps([better, worse])
    assert never_larger([(2, 1), (1, 1)])
    assert not never_larger([(2, 1), (1, 1.5)])


@pytest.mark.parametrize(("diagonal", "right"), [((2, 1), True), ((1, 0), True), ((1, -1), False)])
def test_a_saddle_is_not_positive_semidefinite_in_any_way(diagonal, right):
    assert bends_nowhere_down(np.diag(np.array(diagonal, float))) is right
    assert has_no_negative_root(sympy.diag(*diagonal)) is right
    # 10 below, so that too high a chord does not hide behind the sign of the values
    assert lies_under_its_chords(lambda w: np.dot(diagonal, w**2) - 10, 2) is right


# Slips: each is wrong in what it names, and in nothing else


def test_adding_s_to_the_eigenvalues_leaves_the_variance_that_was_given():
    assert [row["variance"] for row in noise_adding_s(ASKEW)] == list(ASKEW.variances)


def test_as_many_steps_as_kappa_says_is_a_whole_number():
    # kappa = (17 + sqrt(89))/(17 - sqrt(89)) = 3.49
    assert steps_equal_kappa(ASKEW) == 3


def test_a_step_size_between_the_limits_that_does_not_converge_breaks_its_claim(monkeypatch):
    monkeypatch.setattr("snippets.optimization.claims_of_descent.converges", lambda task, eta: eta > 0.1)
    with pytest.raises(ValueError, match="these converge"):
        o.stable_etas(EXAM)


# Tools


def test_repeated_eigenvalues_are_listed_each_time():
    assert exact_eigenvalues(sympy.diag(1, 2, 2)) == [2, 2, 1]


def test_what_is_zero_up_to_rounding_depends_on_the_scale():
    assert descending(np.diag([1e6, 1e-8])).tolist() == [1e6, 0]
    assert descending(np.diag([1e-6, 1e-9])).tolist() == [1e-6, 1e-9]


def test_steps_are_counted_from_any_start():
    # From (3, 1) to (1, 1) the step size 2/(3 + 1) halves the error in each step: 1/16 is the first below a tenth.
    assert count_steps(np.diag([3.0, 1.0]), np.array([3.0, 1.0]), np.array([3.0, 1.0]), 0.1) == 4


def test_the_best_step_size_of_the_askew_task_by_hand():
    # trace (11 + 6)/4, determinant (66 - 16)/16: lambda = (17 +- sqrt(289 - 200))/8
    largest, smallest = (17 + math.sqrt(89)) / 8, (17 - math.sqrt(89)) / 8
    np.testing.assert_allclose(o.eigenvalues(ASKEW), [largest, smallest])
    assert o.best_step_size(ASKEW) == pytest.approx(8 / 17)
    assert o.contraction(ASKEW) == pytest.approx(math.sqrt(89) / 17)


def test_a_descent_that_has_not_arrived_takes_infinitely_many_steps():
    assert torch_steps(np.eye(2), np.ones(2), np.array([1.0, 2.0]), 1e-9, patience=3) == np.inf

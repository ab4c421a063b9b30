"""Exercise 3 (second list): the ways to the answers, where the exam's own data would forgive a wrong one.

In `exam` all inputs lie in one quadrant, beta is 1, no margin lies between 1 and 2.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import snippets.error_function as exercise
from snippets.answers import Answer, publications
from snippets.error_function import TASKS, condition
from snippets.error_function.gradient_bound import supremum_by_directions, supremum_far_out
from snippets.error_function.network import reachable_patterns
from snippets.error_function.single_precision import LARGEST, largest_float32
from snippets.error_function.value_bounds import bounds_with_maximum, bounds_without_beta, bounds_without_log2
from tests.ways import assert_all_agree

pytestmark = pytest.mark.untraced  # test_every_answer.py runs every line of these ways

EXAM, SHARP = TASKS["exam"], TASKS["sharp"]

ASKEW = replace(
    EXAM,
    X=((1, 0), (3, 1), (0, 2), (-1, 1)),
    t=(1, 0, 2, -1),
    w=(0.5, -0.25),
    beta=1.5,
    zs=(0.3, 1.2, 3),
    far=(0.25, 3),
    floats=(0.001, 1.5, 50),
    runaways=(1, -7),
    scales=(1.5, 3),
    start=(1, -2),
    steps=20,
    W=((2, -1, -1), (1, 2, -3)),  # all three units are active in a triangle, and only there the gradient is longest
    b=(1, 0.5, 1),
    s=(1, 1, -1),
    point=(1, 2),
    labels=(1, 1, -1, 1),
    margins=(-1.5, 0.25, 1.5, 3),
)
ANSWERS = {name: item for name, item in publications(exercise) if isinstance(item, Answer)}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_way_agrees_on_a_task_without_symmetry(name):
    assert_all_agree(ANSWERS[name], ASKEW)


PLANE = st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)).filter(any), min_size=2, max_size=6)


@settings(deadline=None, max_examples=40)
@given(PLANE)
def test_every_way_finds_the_supremum_of_inputs_in_any_direction(X):
    task = replace(EXAM, X=tuple(X), t=(0,) * len(X))
    supremum, by_directions = (way(task) for way in (exercise.gradient_supremum, supremum_by_directions))
    assert by_directions == pytest.approx(supremum, rel=1e-12)


def test_no_direction_but_those_between_the_normals_finds_every_supremum():
    # The signs +, -, -: (-1, -1), (2, 0), (2, -5) add up to (3, -6), over 3.
    task = replace(EXAM, X=((-1, -1), (-2, 0), (-2, 5)), t=(0, 0, 0))
    assert supremum_by_directions(task) == pytest.approx(np.sqrt(5))


def test_the_supremum_is_found_far_out_in_the_sector_where_it_lies():
    # Three unit vectors at 70, 100, 130 degrees are added only from 40 to 160 degrees, and opposite.
    fan = tuple((np.cos(angle), np.sin(angle)) for angle in np.radians([70, 100, 130]))
    task = replace(EXAM, X=fan, t=(0, 0, 0))
    assert supremum_far_out(task) == pytest.approx((1 + 2 * np.cos(np.radians(30))) / 3)


def test_a_margin_of_zero_counts_as_an_error_in_every_way():
    ways = (exercise.margin_table, *(witness.function for witness in exercise.margin_table.witnesses))
    assert [way(replace(EXAM, margins=(0.0,)))[0]["zero_one"] for way in ways] == [1, 1, 1]


def test_the_hinge_has_no_slope_from_margin_one_on():
    (row,) = exercise.margin_table(replace(EXAM, margins=(1.5,)))
    assert row["slopes"] == pytest.approx((0, 0, -1 / (1 + np.exp(1.5))))


def test_the_wrong_upper_bounds_by_hand_where_beta_is_two():
    # w = 0: |z| = 1, 2, 3, 0. beta z^2/2 = 1, 4, 9, 0 and z^2/2 = 0.5, 2, 4.5, 0; the lower bound is 1.5 - log(2)/2.
    points = {"X": ((1, 2), (3, 2), (2, 3), (2, 1)), "t": (1, 2, 3, 0), "beta": 2}
    task, near = (replace(SHARP, **points, w=w) for w in ((0, 0), (0.5, 0.5)))
    assert bounds_without_log2(near)[2] == pytest.approx((3 * 0.25 + 1.5) / 4)  # 1.5 < 1.5^2
    assert bounds_without_log2(task)[::2] == pytest.approx([1.5, (1 + 2 + 3) / 4])
    assert bounds_with_maximum(task)[::2] == pytest.approx([1.5 - np.log(2) / 2, (1 + 4 + 9) / 4])
    assert bounds_without_beta(task)[::2] == pytest.approx([1.5 - np.log(2) / 2, (0.5 + 2 + 3) / 4])


def test_the_wrong_condition_numbers_by_hand_where_the_variances_differ():
    # stretched: mu = (0, 2), Sigma = diag(6.25, 2.25)
    stretched = TASKS["stretched"]
    assert condition.condition_of_covariance(stretched) == pytest.approx(6.25 / 2.25)
    assert condition.condition_bound_without_square(stretched) == pytest.approx((6.25 + 2) / 2.25)
    assert condition.condition_bound_exchanged(stretched) == pytest.approx((2.25 + 4) / 6.25)


@pytest.mark.parametrize("task", [EXAM, ASKEW])
def test_the_reachable_patterns_are_those_of_a_fine_grid(task):
    """Three lines in general position, as those of ASKEW, cut the plane into seven regions and not eight."""
    W, b, axis = np.array(task.W), np.array(task.b), np.linspace(-10, 10, 201) + 0.0123
    x = np.array(np.meshgrid(axis, axis)).reshape(2, -1).T
    seen = set(map(tuple, (x @ W + b > 0).astype(int).tolist()))
    assert reachable_patterns(W, b) == seen
    assert task is not ASKEW or len(seen) == 7


def test_the_largest_float32_from_its_bits_is_that_of_numpy():
    assert largest_float32() == int(LARGEST)

"""Exercise 3 (second list): the bounds of the loss itself, and its forms in single precision."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import snippets.error_function as exercise
from snippets.error_function import TASKS
from snippets.error_function.single_precision import naive_log_cosh, safe_log_cosh, usual_log_cosh

pytestmark = pytest.mark.untraced  # test_every_answer.py runs every line of these ways

EXAM = TASKS["exam"]
SLACK = 1 + 1e-9  # for rounding


def loss_of(z, beta):
    """1/beta log cosh(beta z) from the form that is right everywhere."""
    return safe_log_cosh(np.array([beta * z], float))[0] / beta


def huber(z, beta):
    return beta * z**2 / 2 if abs(z) < 1 / beta else abs(z) - 1 / (2 * beta)


@settings(deadline=None, max_examples=300)
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e3))
def test_the_loss_lies_between_its_bounds(z, beta):
    loss, rounding = loss_of(z, beta), 1e-12 * (abs(z) + 1 / beta)
    upper, least = min(abs(z), beta * z**2 / 2), 1e-300  # below that doubles lose digits
    assert abs(z) - math.log(2) / beta <= loss + rounding
    assert loss <= huber(z, beta) * SLACK + least
    assert huber(z, beta) <= upper * SLACK + least
    assert abs(z) - loss <= math.log(2) / beta + rounding
    assert huber(z, beta) - loss <= (math.log(2) - 1 / 2) / beta + rounding


def test_the_bounds_are_tight_where_the_page_says():
    assert loss_of(50, 1) == pytest.approx(50 - math.log(2), rel=1e-14)  # the lower one, far out
    assert loss_of(1e-6, 1) == pytest.approx(1e-12 / 2, rel=1e-9)  # the parabola, near 0
    assert loss_of(0, 1) == 0


@pytest.mark.parametrize("name", ["exam", "sharp"])
def test_every_row_of_the_table_keeps_the_order(name):
    task = TASKS[name]
    for row in exercise.scalar_table(task):
        assert row["lower"] < row["loss"] < row["upper"] or row["z"] == task.zs[-1]
        assert 0 < row["slope"] <= 1
        assert 0 < row["curvature"] < task.beta


def test_the_factorials_compare_as_the_proof_says():
    for k in range(200):
        product = math.prod(range(1, 2 * k, 2))  # of the odd numbers up to 2k - 1
        assert math.factorial(2 * k) == product * 2**k * math.factorial(k)


@settings(deadline=None, max_examples=300)
@given(st.floats(2.0**-60, 2.0**100, width=32))
def test_the_safe_form_is_right_in_float32_everywhere(z):
    z = np.array([z], np.float32)
    assert safe_log_cosh(z).dtype == np.float32
    true = safe_log_cosh(z.astype(np.float64))
    np.testing.assert_allclose(safe_log_cosh(z), true, rtol=1e-6)
    np.testing.assert_array_equal(safe_log_cosh(-z), safe_log_cosh(z))


def test_the_naive_form_overflows_and_the_usual_one_loses_small_numbers():
    z = np.array([1e-4, 88, 90, 100], np.float32)
    assert np.isinf(naive_log_cosh(z)).tolist() == [False, False, True, True]
    assert naive_log_cosh(z)[0] == 0
    assert np.isfinite(usual_log_cosh(z)).all()
    assert abs(usual_log_cosh(z)[0] - 5e-9) > 2e-9
    exp, cosh = (row["z"] for row in exercise.overflow(EXAM))
    assert cosh - exp == pytest.approx(math.log(2))
    assert 88 < exp < cosh < 90

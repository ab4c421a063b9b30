"""A relation is tested entry by entry, up to rounding and not further."""

import math

import numpy as np
import pytest
import sympy

from scripts.computing.compare import brief, compare
from snippets.answers import AnswerError

ONE, EPS = np.array([1.0, 2.0]), 1e-15
X = sympy.Symbol("x")


@pytest.mark.parametrize(
    ("sign", "left", "right", "holds", "differ"),
    [
        ("=", 0.1 + 0.2, 0.3, True, False),
        ("=", 1.0, 1.0 + 1e-6, False, True),
        ("=", 10**18, 10**18 + 1, False, True),  # whole numbers are compared exactly
        ("=", sympy.Rational(1, 4), 0.25, True, False),
        ("=", math.inf, math.inf, True, False),
        ("=", np.array([1.0, EPS]), np.array([1.0, 0.0]), True, False),  # what cancels
        ("=", np.array([1.0, 1e-6]), np.array([1.0, -1e-6]), False, True),  # a small entry has its sign
        ("=", (X + 1) ** 2, X**2 + 2 * X + 1, True, False),
        ("!=", (X + 1) ** 2, X**2 + 1, True, True),
        ("!=", np.eye(2), np.array([[1.0, 0.0], [0.0, 2.0]]), True, True),
        ("!=", ONE, np.array([1.0, 3.0]), False, True),  # a function that differs somewhere does not differ everywhere
        ("<", ONE, ONE + EPS * 4, True, False),
        ("<", ONE, ONE, False, False),
        ("<=", ONE + EPS, ONE, True, False),
        ("<=", ONE, 2 * ONE, True, True),
        ("<=", 2 * ONE, ONE, False, True),
        (">=", 2 * ONE, ONE, True, True),
        (">", 3, ONE, True, True),
        ("<<", np.eye(2), 2 * np.eye(2), True, True),
        ("<<", np.diag([1.0, 3.0]), np.diag([3.0, 1.0]), False, True),
        (">>", np.diag([1.0, 3.0]), np.diag([1.0, 3.0]), True, False),
    ],
)
def test_a_sign_between_two_values(sign, left, right, holds, differ):
    assert compare(sign, left, right, 0.0) == (holds, differ)


def test_approximate_equality_has_the_tolerance_that_is_stated():
    assert compare("~", 1.0, 1.01, 0.02)[0]
    assert not compare("~", 1.0, 1.01, 0.001)[0]


@pytest.mark.parametrize("bad", [math.nan, "three", None, []])
def test_what_cannot_be_compared_is_refused(bad):
    with pytest.raises(AnswerError, match="a side is"):
        compare("=", bad, 1.0, 0.0)


def test_a_value_in_a_message_is_short():
    assert brief(17) == "17"
    assert brief(None) == "None"
    assert len(brief(np.arange(1000))) == 120

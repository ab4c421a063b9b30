"""Half up on the exact decimal, and digits that could flip."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.model.rounding import digit_could_flip, exact, round_half_up, rounds_to


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (0.125, 2, "0.13"),
        (2.675, 2, "2.67"),  # the double lies below
        (-0.0, 1, "0.0"),
        (-0.04, 1, "0.0"),
        (17, 0, "17"),
        (17, 2, "17.00"),
        (10**40 + 1, 0, "1" + "0" * 39 + "1"),
        (1e300, 0, f"{int(1e300)}"),
        (1e-300, 2, "0.00"),
        ("1/3", 4, "0.3333"),
        ("2/3", 40, "0." + "6" * 39 + "7"),
        ("-1/8", 2, "-0.13"),
        (sympy.Rational(1, 3), 3, "0.333"),
        (sympy.sqrt(2), 4, "1.4142"),
        (np.int64(3), 1, "3.0"),
        (np.float64(0.25), 1, "0.3"),
    ],
)
def test_rounding_is_half_up_on_the_exact_value(value, decimals, shown):
    assert f"{round_half_up(value, decimals):f}" == shown


@given(st.fractions(-1000, 1000, max_denominator=10**6), st.integers(0, 6))
@settings(max_examples=50, deadline=None)
def test_rounding_is_at_most_half_a_unit_off(value, decimals):
    rounded = Fraction(round_half_up(str(value), decimals))
    assert abs(rounded - value) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("value", "typed", "agrees"),
    [
        (0.2137, "0.21", True),
        (0.2157, "0.21", False),
        (17, "17", True),
        (17, "17.0", True),
        (17.4, "17", True),
        (17.4, "17.0", False),
        (120.0, "1.2e2", True),
        (math.inf, "inf", True),
        (-math.inf, "inf", False),
        (1.0, "inf", False),
        (math.inf, "1", False),
        (sympy.Rational(1, 3), "0.33", True),
        (-0.0, "0", True),
    ],
)
def test_a_typed_number_agrees_to_its_own_digits(value, typed, agrees):
    assert rounds_to(value, Decimal(typed)) is agrees


def test_a_float_is_exact_to_its_last_bit():
    assert str(exact(0.1)).startswith("0.1000000000000000055511151231257827")


@pytest.mark.parametrize(
    ("value", "decimals", "flips"),
    [
        (0.125, 2, True),
        (0.125, 3, False),
        (0.125 + 1e-13, 2, True),
        (0.126, 2, False),
        (0.5, 0, True),
        (3.0, 0, False),
        (3, 0, False),
        ("1/8", 2, False),
        (1e300, 2, False),
        (1e-300, 2, False),
        (-0.125, 2, True),
    ],
)
def test_a_digit_at_its_rounding_boundary_could_flip(value, decimals, flips):
    assert digit_could_flip(value, decimals) is flips


def test_an_infinite_formula_is_an_infinite_decimal():
    assert exact(sympy.oo) == Decimal("Infinity")

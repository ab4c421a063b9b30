"""Variants of exercise 3B: three of them worked out on paper, and that there are enough."""

from fractions import Fraction
from math import inf

import pytest
from sympy import Abs, Piecewise, log

from snippets.error_function.practice import PRACTISED, TASKS
from snippets.error_function.practice_losses import Z


def worked_out(number):
    return {answer.name: answer(TASKS[number]) for answer in PRACTISED}


def test_there_are_at_least_sixty_variants():
    assert len(TASKS) >= 60


def test_variant_1_on_paper():
    """9 log(1 + z^2/9), w = (-1, 1); points (0, -1), (-3, 0), (8, -6), (3, 4); targets 2, 4, -15, 10; at z = 3."""
    first, second, third, fourth = Fraction(-54, 18), Fraction(-18, 10), Fraction(18, 10), Fraction(-162, 90)
    assert worked_out("1") == {
        "loss": 9 * log(1 + Z**2 / 9),
        "residuals": [-1 - 2, 3 - 4, -14 + 15, 1 - 10],
        "slope": 18 * Z / (9 + Z**2),
        "slopes": [first, second, third, fourth],
        "gradient": [(-3 * second + 8 * third + 3 * fourth) / 4, (-first - 6 * third + 4 * fourth) / 4],
        "slope_bound": Fraction(18 * 3, 9 + 9),  # at z = 3, where the slope stops growing
        "places_of_bound": 1,
        "gradient_bound": 3 * Fraction(1 + 3 + 10 + 5, 4),
        "curvature": 0,  # 18 (9 - z^2) / (9 + z^2)^2
        "curvature_bound": Fraction(18 * 9, 81),  # at z = 0
        "convex": False,
        "trace_bound": 2 * Fraction(1 + 9 + 100 + 25, 4),
    }


def test_variant_5_on_paper():
    """z^2 up to |z| = 1, then 2 |z| - 1; w = (-2, -1); (-4, -3), (-3, 4), (0, 5), (-3, -4); 15, 0, -3, 6; at z = 3."""
    assert worked_out("5") == {
        "loss": Piecewise((2 * Abs(Z) - 1, Abs(Z) > 1), (Z**2, True)),
        "residuals": [11 - 15, 2 - 0, -5 + 3, 10 - 6],
        "slope": Piecewise((2, Z > 1), (-2, Z < -1), (2 * Z, True)),
        "slopes": [-2, 2, -2, 2],
        "gradient": [Fraction(8 - 6 + 0 - 6, 4), Fraction(6 + 8 - 10 - 8, 4)],
        "slope_bound": 2,
        "places_of_bound": inf,  # from z = 1 on
        "gradient_bound": 2 * Fraction(5 + 5 + 5 + 5, 4),
        "curvature": 0,
        "curvature_bound": 2,
        "convex": True,
        "trace_bound": 2 * Fraction(25 + 25 + 25 + 25, 4),
    }


def test_variant_10_on_paper():
    """2 (|z| - log(1 + |z|)), w = (-2, 2); points (-5, 0), (3, -4); targets 11, -16; at z = 2."""
    assert worked_out("10") == {
        "loss": 2 * (Abs(Z) - log(1 + Abs(Z))).expand(),
        "residuals": [10 - 11, -14 + 16],
        "slope": 2 * Z / (1 + Abs(Z)),
        "slopes": [-1, Fraction(4, 3)],
        "gradient": [Fraction(5 + 4, 2), Fraction(-16, 3) / 2],
        "slope_bound": 2,  # the limit of 2 z / (1 + z)
        "places_of_bound": 0,
        "gradient_bound": 2 * Fraction(5 + 5, 2),
        "curvature": Fraction(2, 9),  # 2 / (1 + |z|)^2
        "curvature_bound": 2,
        "convex": True,
        "trace_bound": 2 * Fraction(25 + 25, 2),
    }


@pytest.mark.parametrize("number", TASKS)
def test_no_residual_stands_at_a_kink(number):
    task = TASKS[number]
    if type(task.loss).__name__ == "Huber":
        assert task.loss.c not in {abs(z) for z in (*worked_out(number)["residuals"], task.z)}

"""Variants of exercise 3A: three of them worked out on paper, and that there are enough."""

from fractions import Fraction

from sympy import Matrix, Rational

from snippets.optimization.practice import PRACTISED, TASKS

W = TASKS["1"].notation.w(2)


def worked_out(number):
    return {answer.name: answer(TASKS[number]) for answer in PRACTISED}


def test_there_are_at_least_sixty_variants():
    assert len(TASKS) >= 60


def test_variant_1_on_paper():
    """Points (-4, -2), (1, 2), (-2, 2) with targets 1, -4, 0; the variance of the noise is 12."""
    h11, h12, h22 = Fraction(16 + 1 + 4, 3), Fraction(8 + 2 - 4, 3), Fraction(4 + 4 + 4, 3)  # 7, 2, 4
    assert worked_out("1") == {
        "gradient": Matrix([7 * W[0] + 2 * W[1] + Rational(8, 3), 2 * W[0] + 4 * W[1] + Rational(10, 3)]),
        "hessian": [[h11, h12], [h12, h22]],
        "mean_product": [Fraction(-4 - 4 + 0, 3), Fraction(-2 - 8 + 0, 3)],
        "minimiser": [Fraction(4 * -8 - 2 * -10, 3 * 24), Fraction(7 * -10 - 2 * -8, 3 * 24)],  # Cramer, det = 28 - 4
        "half_trace_and_determinant": [Fraction(7 + 4, 2), 7 * 4 - 2 * 2],
        "eigenvalues": [Fraction(11, 2) + Fraction(5, 2), Fraction(11, 2) - Fraction(5, 2)],  # 121/4 - 24 = 25/4
        "condition_number": Fraction(8, 3),
        "step_limit": Fraction(2, 8),
        "best_step_size": Fraction(2, 8 + 3),
        "contraction": Fraction(8 - 3, 8 + 3),
        "noisy_hessian": [[7 + 12, 2], [2, 4 + 12]],
        "noisy_condition_number": Fraction(8 + 12, 3 + 12),
    }


def test_variant_17_on_paper():
    """Points (-3, 0), (1, 2), (1, 0), (-3, -2) with targets 2, 2, -4, -2; the variance of the noise is 5."""
    h11, h12, h22 = Fraction(9 + 1 + 1 + 9, 4), Fraction(0 + 2 + 0 + 6, 4), Fraction(0 + 4 + 0 + 4, 4)  # 5, 2, 2
    assert worked_out("17") == {
        "gradient": Matrix([5 * W[0] + 2 * W[1] + Rational(1, 2), 2 * W[0] + 2 * W[1] - 2]),
        "hessian": [[h11, h12], [h12, h22]],
        "mean_product": [Fraction(-6 + 2 - 4 + 6, 4), Fraction(0 + 4 + 0 + 4, 4)],
        "minimiser": [Fraction(2 * -1 - 2 * 4, 2 * 6), Fraction(5 * 4 - 2 * -1, 2 * 6)],  # Cramer, det = 10 - 4
        "half_trace_and_determinant": [Fraction(7, 2), 6],
        "eigenvalues": [Fraction(7, 2) + Fraction(5, 2), Fraction(7, 2) - Fraction(5, 2)],  # 49/4 - 6 = 25/4
        "condition_number": 6,
        "step_limit": Fraction(2, 6),
        "best_step_size": Fraction(2, 6 + 1),
        "contraction": Fraction(6 - 1, 6 + 1),
        "noisy_hessian": [[5 + 5, 2], [2, 2 + 5]],
        "noisy_condition_number": Fraction(6 + 5, 1 + 5),
    }


def test_variant_50_on_paper():
    """Points (-4, 2), (-2, 4), (-1, -1) with targets -4, 0, 4; the variance of the noise is 4."""
    h11, h12, h22 = Fraction(16 + 4 + 1, 3), Fraction(-8 - 8 + 1, 3), Fraction(4 + 16 + 1, 3)  # 7, -5, 7
    assert worked_out("50") == {
        "gradient": Matrix([7 * W[0] - 5 * W[1] - 4, -5 * W[0] + 7 * W[1] + 4]),
        "hessian": [[h11, h12], [h12, h22]],
        "mean_product": [Fraction(16 + 0 - 4, 3), Fraction(-8 + 0 - 4, 3)],  # 4, -4
        "minimiser": [Fraction(7 * 4 - -5 * -4, 24), Fraction(7 * -4 - -5 * 4, 24)],  # Cramer, det = 49 - 25
        "half_trace_and_determinant": [7, 24],
        "eigenvalues": [7 + 5, 7 - 5],
        "condition_number": 6,
        "step_limit": Fraction(2, 12),
        "best_step_size": Fraction(2, 12 + 2),
        "contraction": Fraction(12 - 2, 12 + 2),
        "noisy_hessian": [[7 + 4, -5], [-5, 7 + 4]],
        "noisy_condition_number": Fraction(12 + 4, 2 + 4),
    }

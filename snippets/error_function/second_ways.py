"""Second ways for the witnesses: exact fractions, many digits, a loss that does not overflow. No answer uses them."""

import numpy as np
import sympy


def exact(values):
    """Numbers as fractions, so that SymPy computes without rounding until the digits are asked for."""
    return [exact(value) if isinstance(value, (tuple, list)) else sympy.Rational(value) for value in values]


def digits(formula, count=50):
    """The value of a formula from fifty digits (mpmath, through SymPy), rounded once."""
    return float(sympy.N(formula, count))


def stable_loss(task, z, xp=np):
    """1/beta log cosh(beta z) from logaddexp(u, -u) = log(e^u + e^-u), which survives large u."""
    return (xp.logaddexp(task.beta * z, -task.beta * z) - float(np.log(2))) / task.beta

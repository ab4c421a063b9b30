"""Decimal digits of a value: half up on the exact decimal, and whether they could flip."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

SLACK = 1e-9  # the relative numerical error that a published digit must survive
EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # no published number shows more digits than this


def exact(value: Any) -> Decimal:
    """The value as an exact decimal; a fraction or a root to four hundred digits."""
    if isinstance(value, (int, float)):
        return Decimal(value)
    if getattr(value, "is_infinite", False):
        return Decimal(float(value))
    if getattr(value, "is_number", False) and not value.is_Rational:  # SymPy's sqrt(2) or pi
        return Decimal(str(value.evalf(EXACT.prec)))
    fraction = Fraction(str(value))  # a SymPy rational prints as p/q
    return EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))


def round_half_up(value: Any, decimals: int) -> Decimal:
    """The value with so many decimals; -0 is written 0."""
    rounded = exact(value).quantize(Decimal(1).scaleb(-decimals), context=EXACT)
    return rounded if rounded else abs(rounded)


def rounds_to(value: Any, typed: Decimal) -> bool:
    """Whether the value shown with the typed number of decimals is the typed number."""
    if not (typed.is_finite() and exact(value).is_finite()):
        return exact(value) == typed
    return round_half_up(value, max(0, -int(typed.as_tuple().exponent))) == typed


def digit_could_flip(value: Any, decimals: int) -> bool:
    """Whether a relative error of SLACK changes the digits shown; whole numbers and fractions have none."""
    if not isinstance(value, float) or value.is_integer():
        return False
    slack = EXACT.multiply(Decimal(abs(value)), Decimal(SLACK))
    low, high = EXACT.subtract(Decimal(value), slack), EXACT.add(Decimal(value), slack)
    quantum = Decimal(1).scaleb(-decimals)
    return low.quantize(quantum, context=EXACT) != high.quantize(quantum, context=EXACT)

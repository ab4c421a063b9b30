"""Whether a relation holds between two values, entry by entry."""

from typing import Any

import numpy as np
import sympy

from scripts.computing.encode import encode
from scripts.model.tree import display
from snippets.answers import AnswerError
from snippets.claims import WITHIN
from snippets.values import Estimate, deviation

SMALL = 1e-12  # of the largest entry: what cancels to nothing has this much rounding error


def compare(sign: str, left: Any, right: Any, within: float) -> tuple[bool, bool]:
    """Whether the sign holds between all entries, and whether the two sides differ in any.

    Numbers and arrays are broadcast against each other; `<<` and `>>` compare symmetric matrices. `within` is the
    relative tolerance of the sign `~`. Raises AnswerError for NaN, and for an inequality between formulas.
    """
    if is_formula(left) or is_formula(right):
        return _compare_formulas(sign, left, right)
    if sign == ">=" or sign == ">" or sign == ">>":
        return compare(sign.replace(">", "<"), right, left, within)
    here, there = _arrays(left, right)
    if sign == "<<":
        slack = np.linalg.eigvalsh(there - here)
        return bool(np.all(slack >= -_rounding(here, there))), bool(np.max(slack) > _rounding(here, there))
    equal = _are_equal(here, there, within if sign == "~" else WITHIN)
    holds = {
        "=": equal,
        "~": equal,
        "!=": ~equal if np.ndim(here) < 2 else np.any(~equal),
        "<": here < there,
        "<=": (here < there) | equal,
    }[sign]
    return bool(np.all(holds)), bool(np.any(~equal))


def same_value(left: Any, right: Any) -> bool:
    """Whether two values are equal in every entry, up to rounding."""
    return compare("=", left, right, 0.0)[0]


def is_formula(value: Any) -> bool:
    """Whether a value is a SymPy expression that is no number."""
    return isinstance(value, (sympy.Basic, sympy.MatrixBase)) and not isinstance(value, sympy.Number)


def _compare_formulas(sign: str, left: Any, right: Any) -> tuple[bool, bool]:
    if sign not in ("=", "!="):
        raise AnswerError("an inequality needs numbers or arrays; return values on a grid, and a proof for all")
    left, right = (sympy.sympify(side) for side in (left, right))
    equal = deviation(left, right) == 0
    return equal == (sign == "="), not equal


def _arrays(left: Any, right: Any) -> tuple[np.ndarray, np.ndarray]:
    """Both sides as arrays of one shape; whole numbers stay whole."""
    try:
        here, there = np.broadcast_arrays(*(_array(side) for side in (left, right)))
    except ValueError:
        shapes = " and ".join(str(np.shape(side)) for side in (left, right))
        raise AnswerError(f"two sides have the shapes {shapes}, which do not fit each other") from None
    return here, there


def _array(side: Any) -> np.ndarray:
    side = float(side) if isinstance(side, sympy.Number) else side
    array = np.asarray(side)
    if array.dtype.kind not in "biuf" or not array.size:
        raise AnswerError(
            f"a side is a {type(side).__name__}; return a number, an array of numbers or a SymPy expression"
        )
    if np.any(np.isnan(array)):
        raise AnswerError("a side is NaN")
    return array if array.dtype.kind == "i" else array.astype(float)


def _are_equal(here: np.ndarray, there: np.ndarray, within: float) -> np.ndarray:
    """Entry by entry: relative to the entry, but not finer than the rounding error of the largest one."""
    if here.dtype.kind == there.dtype.kind == "i":
        return here == there
    with np.errstate(invalid="ignore"):  # infinity is equal to itself, though their difference is NaN
        near = abs(here - there) <= np.maximum(within * np.maximum(abs(here), abs(there)), _rounding(here, there))
    return (here == there) | near


def _rounding(here: np.ndarray, there: np.ndarray) -> float:
    sizes = np.concatenate([abs(here).ravel(), abs(there).ravel()]).astype(float)
    return SMALL * float(np.max(sizes[np.isfinite(sizes)], initial=0.0))


def brief(value: Any) -> str:
    """A value on one line of a message."""
    try:
        text = display(encode(list(value) if isinstance(value, Estimate) else value))
    except AttributeError:  # no value that can be published
        text = str(value)
    return text if len(text) <= 120 else f"{text[:117]}..."

"""Values that can be published: their kinds, and how far two of them are apart."""

import math
import random
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import sympy
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanAtom
from sympy.matrices.exceptions import ShapeError

__all__ = ["AnswerError", "Estimate", "deviation", "kind_of", "unit_of"]

SMALL = 1e-3  # of the largest entry of an array
VAGUE = 0.1  # of the largest entry: a standard error above it confirms nothing
WHOLE = 2**53  # up to here each whole number has a float of its own; beyond, a whole float is a rounded one


class AnswerError(Exception):
    """A publication that breaks the data model; the message names the function and the mend."""


class Estimate(NamedTuple):
    """What a Monte Carlo witness returns; it agrees within four standard errors (answers.STANDARD_ERRORS)."""

    value: Any
    standard_error: Any


def kind_of(value: Any, *, infinite: bool = False) -> str:
    """The kind of a value: truth, number, vector, matrix, formula, table or program.

    Raises AnswerError for NaN, for infinity unless declared, and for anything that cannot be published.
    """
    if isinstance(value, (bool, np.bool_)):
        return "truth"
    if isinstance(value, (int, float, np.integer, np.floating, sympy.Number)):
        return _finite(value, infinite)
    if isinstance(value, (sympy.Basic, sympy.MatrixBase)):
        if value.has(sympy.nan, sympy.zoo) or (value.has(sympy.oo) and not infinite):
            raise AnswerError(f"the formula {value} contains NaN or an undeclared infinity")
        return "formula"
    if isinstance(value, (list, tuple)) and value and all(isinstance(row, dict) for row in value):
        return _table(value, infinite)
    if isinstance(value, np.ndarray) and not value.ndim:
        raise AnswerError("an array without dimension cannot be published; return value.item()")
    if isinstance(value, (list, tuple, np.ndarray)) and len(value):
        return _array(value, infinite)
    if callable(value):
        return "program"
    raise AnswerError(f"a {type(value).__name__} cannot be published; {_instead_of(value)}")


def _instead_of(value: Any) -> str:
    """What to return where a value has no kind."""
    if hasattr(value, "detach"):
        return "return its .numpy(), or .item() of a single number"
    if hasattr(value, "__next__"):
        return "return the list of what it yields"
    instead = {
        "NoneType": "the function ends without return",
        "complex": "return the real and the imaginary part as a vector",
        "complexfloating": "return the real and the imaginary part as a vector",
        "Fraction": "return a sympy.Rational",
        "Decimal": "return a float, or a sympy.Rational",
        "str": "text stands in a table only",
        "dict": "return a list of rows, [{...}]",
        "set": "return a sorted list",
        "frozenset": "return a sorted list",
        **dict.fromkeys(("list", "tuple", "ndarray"), "it is empty"),
    }
    kinds = "return a truth, a number, a vector, a matrix, a formula, a table or a program"
    return next((instead[kind.__name__] for kind in type(value).__mro__ if kind.__name__ in instead), kinds)


def _finite(value: Any, infinite: bool) -> str:
    if isinstance(value, (int, np.integer, sympy.Integer)):
        return "number"  # however large, which no float need hold
    if math.isnan(float(value)):
        raise AnswerError("the value is NaN")
    if math.isinf(float(value)) and not infinite:
        raise AnswerError("the value is infinite; declare it with @answer(infinite=True)")
    return "number"


def _array(value: Any, infinite: bool) -> str:
    kinds = {kind_of(item, infinite=infinite) for item in value}
    if kinds == {"number"}:
        return "vector"
    if kinds == {"vector"} and len({len(row) for row in value}) == 1:
        return "matrix"
    raise AnswerError(f"an array of {', '.join(sorted(kinds))} cannot be published; rows must be numbers of one length")


def _table(rows: Any, infinite: bool) -> str:
    if not rows[0] or any(row.keys() != rows[0].keys() for row in rows):
        raise AnswerError("the rows of a table differ in their columns")
    for cell in (cell for row in rows for cell in row.values() if not isinstance(cell, str)):
        if kind_of(cell, infinite=infinite) in ("table", "program"):
            raise AnswerError("a cell of a table must be text, a truth, numbers or a formula")
    return "table"


def deviation(value: Any, other: Any) -> float:
    """How far `other` is from `value`: relative for numbers, 0 or infinity for everything else.

    Each entry of an array is measured relative to itself. An entry below a thousandth of the largest is measured
    relative to that thousandth: after cancellation only rounding error is left in it. Whole numbers and fractions are
    equal or infinitely far apart. Against an `Estimate` the unit is its standard error.
    """
    if isinstance(other, Estimate):
        return _standard_errors(value, other)
    kind = kind_of(value, infinite=True)
    kinds = {kind, kind_of(other, infinite=True)}
    if kinds == {"formula", "number"}:  # a formula may simplify to a number
        return 0.0 if _same_formula(value, other) else math.inf
    if len(kinds) > 1:
        return math.inf
    if kind in ("number", "vector", "matrix"):
        return _array_deviation(value, other)
    if kind == "table":
        return _table_deviation(value, other)
    if kind == "formula":
        return 0.0 if _same_formula(value, other) else math.inf
    return 0.0 if value == other else math.inf


def unit_of(value: Any, other: Any) -> str:
    """What `deviation` counts in: `standard errors`, `relative`, or `exact` where nothing but equality agrees."""
    if isinstance(other, Estimate):
        return "standard errors"
    if isinstance(value, str) or isinstance(other, str):
        return "exact"
    kind = kind_of(value, infinite=True)
    if kind != kind_of(other, infinite=True):
        return "exact"
    if kind == "table":
        cells = [(row[key], said.get(key, "")) for row, said in zip(value, other) for key in row]
        return "relative" if "relative" in (unit_of(*pair) for pair in cells) else "exact"
    if kind not in ("number", "vector", "matrix"):
        return "exact"
    return "exact" if all(a is not None and b is not None for a, b in _exact_pairs(value, other)) else "relative"


def _standard_errors(value: Any, estimate: Estimate) -> float:
    """An estimate whose standard error is large beside the value, or no number, agrees with nothing."""
    value, mean, error = (np.asarray(item, float) for item in (value, *estimate))
    if value.shape != mean.shape or error.shape not in ((), mean.shape) or not np.all(np.isfinite(error)):
        return math.inf
    if np.max(error) > VAGUE * np.max(abs(value)) > 0:
        return math.inf
    return float(np.max(np.divide(abs(value - mean), error, where=error > 0, out=np.where(value == mean, 0.0, np.inf))))


def _array_deviation(value: Any, other: Any) -> float:
    """Numbers, vectors and matrices; entries that both sides know exactly have to be equal."""
    pairs = _exact_pairs(value, other)
    if any(a is not None and b is not None and a != b for a, b in pairs):
        return math.inf
    if pairs and all(a is not None and a == b for a, b in pairs):
        return 0.0  # of whole numbers that no float holds, too
    return _relative(np.asarray(value, float), np.asarray(other, float))


def _exact_pairs(value: Any, other: Any) -> list[tuple[Fraction | None, Fraction | None]]:
    """Entry by entry what both sides are exactly; two floats say nothing exactly. Nothing where shapes differ."""
    mine, theirs = np.asarray(value, object), np.asarray(other, object)
    if mine.shape != theirs.shape:
        return []
    return [(None, None) if _are_floats(a, b) else (_exact(a), _exact(b)) for a, b in zip(mine.flat, theirs.flat)]


def _are_floats(*numbers: Any) -> bool:
    return all(isinstance(number, (float, np.floating, sympy.Float)) for number in numbers)


def _exact(number: Any) -> Fraction | None:
    """A whole number or a fraction; a float only if it is whole and could be no other whole number."""
    if isinstance(number, (int, np.integer)):
        return Fraction(int(number))
    if isinstance(number, sympy.Rational):
        return Fraction(int(number.p), int(number.q))
    rounded = float(number)
    return Fraction(int(rounded)) if abs(rounded) <= WHOLE and rounded.is_integer() else None


def _relative(value: np.ndarray, other: np.ndarray) -> float:
    if value.shape != other.shape:
        return math.inf
    finite = np.isfinite(value)
    if not np.array_equal(value[~finite], other[~finite]):
        return math.inf
    size = abs(value[finite])
    unit = np.maximum(size, SMALL * np.max(size, initial=0.0))
    return float(np.max(abs(value[finite] - other[finite]) / np.where(unit, unit, 1.0), initial=0.0))


def _table_deviation(rows: Any, others: Any) -> float:
    if len(rows) != len(others) or rows[0].keys() != others[0].keys():
        return math.inf
    pairs = [(row[key], other[key]) for row, other in zip(rows, others) for key in row]
    return max(
        (0.0 if a == b else math.inf) if isinstance(a, str) or isinstance(b, str) else deviation(a, b) for a, b in pairs
    )


def _same_formula(value: Any, other: Any) -> bool:
    return bool(value == other) or _simplify_alike(_frozen(value), _frozen(other))


def _frozen(formula: Any) -> Any:
    return formula.as_immutable() if hasattr(formula, "as_immutable") else formula


@cache  # the same pair comes again on other instances, and simplifying is slow
def _simplify_alike(value: Any, other: Any) -> bool:
    try:
        difference = sympy.expand(value - other)
    except (TypeError, ShapeError):  # conditions, sets and matrices of two shapes have no difference
        return not _differ_somewhere(value, other) and bool(sympy.simplify(value) == sympy.simplify(other))
    if difference != 0:
        if _differ_somewhere(value, other):
            return False
        difference = sympy.simplify(difference)
    return difference == 0 or getattr(difference, "is_zero_matrix", None) is True


def _differ_somewhere(value: Any, other: Any) -> bool:
    """Whether two formulas or conditions come out differently at one of forty points; False says nothing.

    Most slips do, which is seen ten times sooner than by simplifying.
    """
    sides = [sympy.sympify(side) for side in (value, other)]
    if all(side.is_Matrix for side in sides):
        return any(map(_differ_somewhere, *sides))
    unknowns = sorted(set().union(*(side.free_symbols for side in sides)), key=str)
    functions = set().union(*(side.atoms(AppliedUndef) for side in sides))
    if any(side.has(sympy.MatrixExpr, sympy.Derivative, sympy.Subs) for side in sides):
        return False
    if any(x.is_integer or x.is_nonpositive or x.is_real is False for x in (*unknowns, *functions)):
        return False
    if functions:  # formulas alike for any function are alike for this one
        sides = [side.replace(AppliedUndef, lambda *arguments: 1 + sum(arguments) ** 2) for side in sides]
    draw = random.Random(0)
    for size in 20 * (97, 299):  # up to 3.1, and up to 1: conditions often differ near the origin
        at = {x: sympy.Rational(draw.choice((-1, 1)) * draw.randint(1, 299), size) for x in unknowns}  # never 0, a kink
        here, there = (
            _seen(side.subs({x: abs(r) if x.is_nonnegative else r for x, r in at.items()})) for side in sides
        )
        if here is not None and there is not None and abs(here - there) > 1e-9 * (1 + abs(here)):
            return True
    return False


def _seen(value: Any) -> complex | None:
    """The number that a formula has become, 1 or 0 for a condition; None for anything else."""
    try:
        return complex(bool(value) if isinstance(value, BooleanAtom) else sympy.N(value))
    except (TypeError, ValueError):
        return None

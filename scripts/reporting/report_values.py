"""How far two published values are apart, entry by entry; imports mathematics only where two formulas differ."""

import ast
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from scripts.model.rounding import SLACK
from scripts.model.tree import Tree

SMALL = 1e-3  # of the largest entry: what is smaller is measured by it, as between an answer and its witness
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SIGNIFICANT = 3  # digits, from which the last one may be another on another machine
WITH_TEXT = ("Symbol", "Dummy", "Float", "Function", "Str", "MatrixSymbol")  # constructors that keep a text as a name


class Difference(NamedTuple):
    """One entry that differs: where it stands, `[2].kappa`, both values, and how far they are apart, relatively."""

    steps: str
    before: Tree
    after: Tree
    deviation: float


def differences(before: Tree, after: Tree, within: float) -> list[Difference]:
    """The entries of two values that are further apart than `within`, relatively; what is exact has to be equal."""
    return [found for found in _compared("", before, after, _unit_of(before, 0.0)) if found.deviation > within]


def _compared(steps: str, before: Tree, after: Tree, unit: float) -> Iterator[Difference]:
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after)):
            yield from _compared(f"{steps}[{index}]", *pair, unit)
    elif isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for key in before:
            yield from _compared(f"{steps}.{key}", before[key], after[key], _unit_of(before[key], unit))
    else:
        yield Difference(steps, before, after, apart(before, after, unit))


def _unit_of(cell: Tree, unit: float) -> float:
    """A column of a table has nothing to do with the size of the one beside it."""
    return SMALL * max((abs(leaf) for leaf in _leaves(cell) if _is_finite(leaf)), default=unit)


def _leaves(tree: Tree) -> Iterator[Tree]:
    """Every single value of a tree."""
    if isinstance(tree, list | dict):
        for item in tree if isinstance(tree, list) else tree.values():
            yield from _leaves(item)
    else:
        yield tree


def apart(before: Tree, after: Tree, unit: float = 0.0) -> float:
    """The relative distance of two single values: 0 or infinity where one is no number; whole numbers are exact."""
    if before == after and isinstance(before, bool) == isinstance(after, bool):
        return 0.0
    if isinstance(before, str) and isinstance(after, str):
        return 0.0 if same_formula(before, after) else math.inf
    if not (_is_finite(before) and _is_finite(after)) or (isinstance(before, int) and isinstance(after, int)):
        return math.inf
    return abs(before - after) / (max(abs(before), unit) or 1.0)


def _is_finite(leaf: Any) -> bool:
    return isinstance(leaf, (int, float)) and not isinstance(leaf, bool)


def same_formula(before: str, after: str) -> bool:
    """Whether two texts are SymPy's names of one formula; whatever is no such name is not evaluated."""
    try:
        trees = [ast.parse(text, mode="eval").body for text in (before, after)]
        if not all(isinstance(tree, ast.Call) for tree in trees):
            return False
        from snippets.values import deviation

        return deviation(*map(_formula, trees)) == 0
    except Exception:  # the texts may come from anywhere, and so may what SymPy says of them
        return False


def _formula(node: ast.expr, *, may_be_text: bool = False) -> Any:
    """The formula that a `srepr` names, from SymPy's own constructors alone: `sympify` would run what it is given."""
    import sympy

    match node:
        case ast.Constant(value=value) if may_be_text or not isinstance(value, str):
            return value
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_formula(item) for item in items]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_formula(operand)
        case ast.Name(id=name) if isinstance(found := getattr(sympy, name), sympy.Basic):
            return found
        case ast.Call(func=function, args=arguments, keywords=named):
            is_name = isinstance(function, ast.Name) and function.id in WITH_TEXT
            values = [_formula(item, may_be_text=is_name) for item in arguments]
            return _constructor(function)(*values, **{str(item.arg): _formula(item.value) for item in named})
    raise ValueError(ast.dump(node))


def _constructor(node: ast.expr) -> Any:
    """A class of SymPy's expressions, or a function's name that was itself written as a call."""
    import sympy

    if isinstance(node, ast.Call):
        return _formula(node)
    found = getattr(sympy, node.id) if isinstance(node, ast.Name) else None
    if not (isinstance(found, type) and issubclass(found, sympy.Basic | sympy.MatrixBase)):
        raise ValueError(ast.dump(node))
    return found


def tolerance_of(*entries: dict[str, Tree]) -> float:
    """How far a value may move and be the same: as far as the witness that is held the closest allows."""
    allowed = [
        witness["within"]
        for entry in entries
        for witness in entry.get("witnesses", ())
        if witness.get("unit", "") != "standard errors" and "within" in witness
    ]
    return max(SLACK, min(allowed, default=SLACK))


def alike(before: str, after: str, within: float = 0.0) -> bool:
    """The same text, but for the last digit of decimals, or decimals a relative `within` apart."""
    mine, theirs = NUMBER.findall(before), NUMBER.findall(after)
    if NUMBER.sub("?", before) != NUMBER.sub("?", after):
        return False
    return all(a == b or _near(a, b, within) for a, b in zip(mine, theirs))


def _near(before: str, after: str, within: float) -> bool:
    """Two decimals, one of which is the other rounded on another machine."""
    places = len(before.partition(".")[2])
    if not places or places != len(after.partition(".")[2]):
        return False
    distance = abs(float(before) - float(after))
    last = 10.0**-places if len(before.replace(".", "").lstrip("0")) >= SIGNIFICANT else 0.0
    return distance <= max(1.001 * last, within * abs(float(before)))

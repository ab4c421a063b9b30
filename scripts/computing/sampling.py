"""Formulas as numbers: an answer and its mistakes at a few points, for a field to compare what is typed with.

`python -m scripts.computing.sampling SLUG` is a computation of the build, in a process of its own. Every variant of an
answer has the same names and points. No point is near a kink, a pole or a jump of any of its formulas, and there is
one in each piece that they have.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import sympy
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from scripts.computing.key_formulas import formula_of
from scripts.model.entries import Answer
from scripts.model.evidence import read_exercise
from scripts.model.paths import here, write_if_changed
from scripts.model.tree import Tree

LEAST, MOST, TRIES = 5, 16, 400  # points: of a formula, where it has many pieces, and looked at
AWAY, LARGEST = 0.02, 1e4  # from a kink; of a value, beyond which a pole is near
DIGITS = 9
KNOWN = {"ReLU": lambda z: sympy.Max(z, 0), "max": sympy.Max}  # functions that exercises write as such
DERIVATIVE = re.compile(r"\\frac\{\\partial (\w)\}\{\\partial (\w)\}")
COUNTER = re.compile(r"_\{t(?:-1)?\}$")  # the index that runs
Formulas = list[Any]  # the entries of a value


def typed_name(symbol: sympy.Symbol) -> str:
    """A symbol as one types it: `beta`, `w_1`, `g_theta(3)`, `dL/dy`, `h` for the old state."""
    name = DERIVATIVE.sub(r"d\1/d\2", COUNTER.sub("", symbol.name))
    return re.sub(r"[\\{}']", "", name)


def formulas(tree: Tree) -> Formulas | None:
    """The entries of a value as SymPy's formulas; nothing for what is none, such as a mistake of another shape."""
    if isinstance(tree, (bool, str, list)) or (isinstance(tree, dict) and "srepr" not in tree):
        return None
    value = formula_of(tree["srepr"]) if isinstance(tree, dict) else sympy.sympify(tree)
    return [known(entry) for entry in (value if value.is_Matrix else [value])]


def known(formula: Any) -> Any:
    """With the functions that SymPy has, in place of those that exercises name."""
    for function in formula.atoms(AppliedUndef):
        formula = formula.replace(function.func, KNOWN[function.func.__name__])
    return formula


def edges(formula: Any) -> Iterator[Any]:
    """What is zero where a formula has a kink or jumps."""
    for part in formula.atoms(sympy.Abs, sympy.sign):
        yield part.args[0]
    for part in formula.atoms(sympy.Max, sympy.Min):
        yield from (one - other for one in part.args for other in part.args if one != other)
    for part in formula.atoms(Relational):
        yield part.lhs - part.rhs


def drawn(symbol: sympy.Symbol) -> list[float]:
    """Numbers for a name, the same on every machine: in turn small and larger ones, of both signs where both may be."""
    draw = random.Random(symbol.name)
    signs = (1,) if symbol.is_nonnegative else (1, -1)
    return [draw.choice(signs) * draw.randint(300, (2300, 9000)[turn % 2]) / 1000 for turn in range(TRIES)]


class Samples:
    """All formulas of one answer: the value of each variant, then those of its mistakes."""

    def __init__(self, answers: list[Answer]) -> None:
        trees = {item.instance: [item.value, *(slip.value for slip in item.slips)] for item in answers}
        self.found = {instance: [formulas(tree) for tree in of_one] for instance, of_one in trees.items()}
        every = [one for found in self.found.values() for value in found for one in value or ()]
        self.every = list(dict.fromkeys(every))
        self.symbols = sorted(set().union(*(one.free_symbols for one in self.every)), key=typed_name)

    def at(self, formula: Any, points: list[list[float]]) -> np.ndarray:
        """The values of a formula at points given name by name; shape (number of points,)."""
        with np.errstate(all="ignore"):
            value = sympy.lambdify(self.symbols, formula, "numpy")(*map(np.array, points))
        return np.broadcast_to(np.asarray(value, float), len(points[0]))

    def points(self) -> list[list[float]]:
        """Out of a long list the first ones that are far from all edges, one on each side of them."""
        numbers = [drawn(symbol) for symbol in self.symbols]
        borders = dict.fromkeys(edge for formula in self.every for edge in edges(formula))
        values = [self.at(formula, numbers) for formula in self.every]
        sides = [self.at(edge, numbers) for edge in borders]
        good = np.all([*(abs(side) > AWAY for side in sides), *(abs(value) < LARGEST for value in values)], axis=0)
        pieces: dict[Any, int] = {}
        for place in np.flatnonzero(good):
            pieces.setdefault(tuple(side[place] > 0 for side in sides), int(place))
        several = [*pieces.values()][:MOST]
        chosen = [*dict.fromkeys([*several, *np.flatnonzero(good)])][: max(LEAST, len(several))]
        return [[of_name[place] for place in chosen] for of_name in numbers]

    def tree(self) -> Tree:
        """The names with their points, how many entries a value has, and the values of each variant."""
        points = self.points()
        numbers = {one: [float(f"{n:.{DIGITS}g}") for n in self.at(one, points)] for one in self.every}
        told = {
            instance: [None if value is None else [n for one in value for n in numbers[one]] for value in found]
            for instance, found in self.found.items()
        }
        names = [typed_name(symbol) for symbol in self.symbols]
        count = len(next(iter(self.found.values()))[0] or ())
        return {"points": dict(zip(names, points)), "entries": count, "values": told}


def samples(answers: list[Answer]) -> Tree:
    """Every answer that is a formula on some variant, by name."""
    names = dict.fromkeys(answer.name for answer in answers if answer.kind == "formula")
    found = {name: Samples([answer for answer in answers if answer.name == name]) for name in names}
    return {name: of_one.tree() for name, of_one in found.items() if of_one.symbols}


def main(slug: str) -> int:
    """Write the samples of a slug; nothing where nothing was computed."""
    exercise = read_exercise(slug)
    if exercise:
        text = json.dumps(samples(exercise.of(Answer)), ensure_ascii=False)
        write_if_changed(here().samples / f"{slug}.json", text)
    return 0 if exercise else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""What an explorable computes in the reader's browser: formulas that SymPy prints as JavaScript, and given data.

An exercise publishes them in a table `IN_BROWSER` of its module `live` (of its one file if it has no other):

    IN_BROWSER = {
        "slope": Live((beta, z), tanh(beta * z), slope_of_one_point, around((0.5, 2), (-4, 4), edges=[(1, 0)])),
        "task": given,  # a function without arguments: what it returns is written out as data
    }
"""

from collections.abc import Callable, Iterable
from itertools import product
from random import Random
from typing import Any, NamedTuple

from sympy import Symbol

DRAWN = 60  # points at random, so that each formula is compared at more than fifty


class Live(NamedTuple):
    """A function for the browser: SymPy expressions, and Python's own way to the same values.

    `gives` is an expression or nested lists of them in the symbols `arguments`. `by_python` takes numbers in their
    place and goes through the exercise's answers, never through `gives`; both are compared at `points`.
    """

    arguments: tuple[Symbol, ...]
    gives: Any
    by_python: Callable[..., Any]
    points: list[tuple[float, ...]]


def around(*ranges: tuple[float, float], edges: Iterable[tuple[float, ...]] = ()) -> list[tuple[float, ...]]:
    """Points to compare at: at random within a range for each argument, all corners, and the edges that are named."""
    random = Random(0)
    drawn = [tuple(random.uniform(*ends) for ends in ranges) for _ in range(DRAWN)]
    return [*edges, *product(*ranges), *drawn]

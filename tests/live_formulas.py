"""How far two results of a formula of an explorable are apart: numbers, or nested lists of them."""

from collections.abc import Iterator
from math import inf, isfinite
from typing import Any

from scripts.computing.javascript import leaves, plain


def apart(wanted: Any, found: Any) -> float:
    """The largest difference, relative to its vector; a tiny vector is measured by a thousandth of the largest.

    Vectors that cancel out would differ by all of themselves.
    """
    wanted, found = plain(wanted), plain(found)
    largest = max(abs(number) for number in leaves(wanted))
    return max(
        difference(list(leaves(row)), list(leaves(said)), largest / 1000)
        for row, said in zip(vectors(wanted), vectors(found), strict=True)
    )


def difference(row: list[float], said: list[float], least: float) -> float:
    if len(row) != len(said) or not all(map(isfinite, [*row, *said])):
        return inf
    scale = max(least, *map(abs, row)) or 1
    return max(abs(one - other) / scale for one, other in zip(row, said))


def vectors(value: Any) -> Iterator[Any]:
    """The innermost lists, and numbers beside lists."""
    if isinstance(value, list) and any(isinstance(item, list) for item in value):
        for item in value:
            yield from vectors(item)
    else:
        yield value

"""The third way, by inequalities: Fourier-Motzkin elimination decides what can hold at the same point.

No polygon is drawn and no point is tried.
"""

from itertools import combinations, pairwise, product
from typing import NamedTuple

from sympy import And, Rational, oo

from snippets.linear_regions.task import Affine


class Case(NamedTuple):
    """Winners of all maxima, the affine functions that are then positive, and what y is then."""

    winners: tuple
    bounds: list
    function: Affine


def choices(node):
    """Every choice of winners at a node and inside it, possible or not."""
    if not node.arguments:
        return [Case((), [], node)]
    return [
        Case(
            (*(winner for case in inside for winner in case.winners), winner),
            [bound for case in inside for bound in case.bounds] + margins([case.function for case in inside], winner),
            inside[winner].function,
        )
        for inside in product(*map(choices, node.arguments))
        for winner in range(len(inside))
    ]


def margins(values, winner):
    """By how much the winner beats the others; it need not beat a later one that is the same function."""
    best, earlier, later = values[winner], values[:winner], values[winner + 1 :]
    return [best - value for value in earlier] + [best - value for value in later if value != best]


def feasible(bounds):
    """Whether all bounds can be positive together: eliminate x2, then x1."""
    for k in (1, 0):
        lower, upper = [g for g in bounds if g[k] > 0], [g for g in bounds if g[k] < 0]
        pairs = [[p * -v[k] + q * u[k] for p, q in zip(u, v)] for u, v in product(lower, upper)]
        bounds = [g for g in bounds if g[k] == 0] + pairs
    return all(constant > 0 for _, _, constant in bounds)


def cases(task):
    """The choices of winners that contradict nothing."""
    return [case for case in choices(task.y) if feasible(case.bounds)]


def region(case):
    """A bound is needed if the others can hold without it."""
    sides = {bound.positive(): bound for bound in case.bounds if bound.a or bound.b}
    return And(
        *(
            side
            for side, bound in sides.items()
            if feasible([-bound, *(other for other in sides.values() if other != bound)])
        )
    )


def span(line, bounds, *, closed):
    """The part of a line on which all bounds hold, as its two ends (None: no end), or nothing."""
    foot = [Rational(-line.c * n, line.a**2 + line.b**2) for n in (line.a, line.b)]
    ahead = max((line.b, -line.a), (-line.b, line.a))
    low, high = [-oo], [oo]
    for bound in bounds:
        value, speed = bound(foot), bound.a * ahead[0] + bound.b * ahead[1]
        if speed:
            (low if speed > 0 else high).append(Rational(-value, speed))
        elif value < 0 or (value == 0 and not closed):
            return None
    if max(low) >= min(high):
        return None
    return [None if t in (-oo, oo) else tuple(f + t * a for f, a in zip(foot, ahead)) for t in (max(low), min(high))]


def borders_solved(task):
    """Two closed pieces meet on the line of a bound that is positive in the one and nowhere positive in the other."""
    found = []
    for (i, one), (j, other) in combinations(enumerate(cases(task)), 2):
        walls = {g.solved(): g for g in one.bounds if (g.a or g.b) and not feasible([g, *other.bounds])}
        for line in walls.values():
            if ends := span(line, one.bounds + other.bounds, closed=True):
                found.append((i, j, line, *ends))
    return found


def level_solved(case, level):
    """Where the affine function of a case has the level, inside the open piece: a line and its two ends, or nothing."""
    line = case.function.below(level)
    ends = span(line, case.bounds, closed=False) if line.a or line.b else None
    return (line, *ends) if ends else None


def area_by_slices(case, half_width):
    """The integral of the length of vertical slices, which is linear between the crossings of the bounds."""
    walls = [case.function._make((*side, half_width)) for side in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    bounds = [g for g in case.bounds if g.a or g.b] + walls
    determinants = [(f, g, f.a * g.b - g.a * f.b) for f, g in combinations(bounds, 2)]
    cuts = sorted({Rational(f.b * g.c - g.b * f.c, d) for f, g, d in determinants if d})
    return sum((b - a) * slice_length(bounds, (a + b) / 2) for a, b in pairwise(cuts))


def slice_length(bounds, x):
    """The length of the slice at x1 = x."""
    if any(g.b == 0 and g.a * x + g.c < 0 for g in bounds):
        return 0
    low = max(-(g.a * x + g.c) / g.b for g in bounds if g.b > 0)
    high = min(-(g.a * x + g.c) / g.b for g in bounds if g.b < 0)
    return max(high - low, 0)

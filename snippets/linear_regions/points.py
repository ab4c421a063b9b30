"""The second way, by points: nothing but the values of the nested maxima at rational points is used.

Grid points lie on none of the lines where pieces meet, because the two offsets are no multiples of the step.
"""

from itertools import combinations, pairwise

from sympy import And, Rational

from snippets.linear_regions.task import X

STEP, OFFSETS = Rational(1, 4), (Rational(1, 7), Rational(1, 11))
ASIDE = Rational(1, 1000)  # far smaller than any piece


def winners(task, x):
    """The index of the largest argument at each maximum."""
    values = [[argument(x) for argument in node.arguments] for node in task.nodes()]
    return tuple(row.index(max(row)) for row in values)


def grid(task):
    """Rational points over the window and a margin of one."""
    steps = range(int(-(task.half_width + 1) / STEP), int((task.half_width + 1) / STEP))
    return [(i * STEP + OFFSETS[0], j * STEP + OFFSETS[1]) for i in steps for j in steps]


def patterns(task):
    """Each pattern of winners that is seen on the grid, with the points where it is seen."""
    found = {}
    for x in grid(task):
        found.setdefault(winners(task, x), []).append(x)
    return dict(sorted(found.items()))


def plane(task, where):
    """The coefficients (a, b, c) of the affine function through y at a point and its two neighbours."""
    p, right, above = next(
        (p, right, above)
        for p in where
        if (right := (p[0] + STEP, p[1])) in where and (above := (p[0], p[1] + STEP)) in where
    )
    a, b = ((task.y(neighbour) - task.y(p)) / STEP for neighbour in (right, above))
    return a, b, task.y(p) - a * p[0] - b * p[1]


def fitted(task, where):
    """The affine function through y, as a formula."""
    a, b, c = plane(task, where)
    return a * X[0] + b * X[1] + c


def lines(task):
    """Every line where two of the affine functions are equal, each once."""
    differences = (f - g for f, g in combinations(task.leaves(), 2))
    return list({line.solved(): line for line in differences if line.a or line.b}.values())


def region(task, found, pattern):
    """A line bounds a piece if the piece is on one side of it, and some point outside is wrong only about this line."""
    inside, outside = found[pattern], [x for other in found if other != pattern for x in found[other]]
    sides = [line if line(inside[0]) > 0 else -line for line in lines(task)]
    sides = [side for side in sides if all(side(x) > 0 for x in inside)]
    wrong = [[side for side in sides if side(x) < 0] for x in outside]
    return And(*(side.positive() for side in sides if [side] in wrong))


def parts(task, line):
    """The parts into which all other lines cut a line: start, a point inside, end (None: no end)."""
    foot = [Rational(-line.c * n, line.a**2 + line.b**2) for n in (line.a, line.b)]
    ahead = max((line.b, -line.a), (-line.b, line.a))
    speeds = [(other, other.a * ahead[0] + other.b * ahead[1]) for other in lines(task)]
    cuts = sorted({Rational(-other(foot), speed) for other, speed in speeds if speed})
    times = [cuts[0] - 1, *((s + t) / 2 for s, t in pairwise(cuts)), cuts[-1] + 1] if cuts else [0]
    ends = [None, *(_at(foot, ahead, t) for t in cuts), None]
    return [(start, _at(foot, ahead, t), end) for start, t, end in zip(ends, times, ends[1:])]


def _at(foot, ahead, t):
    return foot[0] + t * ahead[0], foot[1] + t * ahead[1]


def joined(stretches):
    """Stretches (what, line, start, end) in one piece where one begins as the one before ends."""
    result = []
    for what, line, start, end in stretches:
        if result and result[-1][:2] == (what, line) and result[-1][3] == start:
            start = result.pop()[2]
        result.append((what, line, start, end))
    return sorted(result, key=lambda stretch: stretch[0])


def borders_walked(task):
    """Walk along every line and look aside: is the pattern on the left that on the right?"""
    found = []
    for line in lines(task):
        for start, (s, t), end in parts(task, line):
            sides = [(s + side * line.a, t + side * line.b) for side in (-ASIDE, ASIDE)]
            pair = tuple(sorted(winners(task, x) for x in sides))
            if pair[0] != pair[1]:
                found.append((pair, line, start, end))
    return joined(found)


def levels_walked(task, level):
    """Walk along every line on which an affine function has the level; does y have it too, and who wins?"""
    found = []
    for line in (f.below(level) for f in task.leaves() if f.a or f.b):
        for start, x, end in parts(task, line):
            if task.y(x) == level and not tie(task, x):
                found.append((winners(task, x), line, start, end))
    return joined(found)


def tie(task, x):
    """Whether two arguments of some maximum share the first place."""
    values = [[argument(x) for argument in node.arguments] for node in task.nodes()]
    return any(row.count(max(row)) > 1 for row in values)


def bends(task, line, start, end):
    """Whether y is not straight across a stretch: a second difference that is not 0, in its first or last part."""
    x = next(x for a, x, b in parts(task, line) if (a == start if start else end in (None, b)))
    sides = [(x[0] + side * line.a, x[1] + side * line.b) for side in (-ASIDE, ASIDE)]
    return sum(task.y(side) for side in sides) != 2 * task.y(x)

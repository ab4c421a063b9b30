"""Exact plane geometry: convex polygons as lists of rational corners, cut by half-planes."""

from itertools import combinations

from sympy import Rational


def square(half_width):
    """The corners of the square |x1|, |x2| <= half_width, counter-clockwise."""
    return [(-half_width, -half_width), (half_width, -half_width), (half_width, half_width), (-half_width, half_width)]


def clip(polygon, bound):
    """The part of a convex polygon on which an affine function is not negative."""
    corners = []
    for p, q in zip(polygon, polygon[1:] + polygon[:1]):
        at_p, at_q = bound(p), bound(q)
        if at_p >= 0:
            corners.append(p)
        if at_p * at_q < 0:
            corners.append(between(p, q, Rational(at_p, at_p - at_q)))
    return corners


def between(p, q, share):
    """The point that lies the given share of the way from p to q."""
    return tuple(a + share * (b - a) for a, b in zip(p, q))


def area(polygon):
    """Gauss's shoelace formula; zero for a polygon without interior."""
    return sum(Rational(p[0] * q[1] - q[0] * p[1], 2) for p, q in zip(polygon, polygon[1:] + polygon[:1]))


def extent(polygon):
    """The two ends of a polygon that has shrunk to a segment, or nothing if it has shrunk to less."""
    ends = min(polygon, default=None), max(polygon, default=None)
    return ends if ends[0] != ends[1] else None


def lines(task):
    """Every line on which pieces can meet, or on which y can cross the level 0 or that of the task."""
    differences = [f - g for f, g in combinations(task.leaves(), 2)]
    contours = [f.below(level) for f in task.leaves() for level in (0, task.level)]
    return [line for line in dict.fromkeys(differences + contours) if line.a or line.b]


def crossing(f, g):
    """The point where two lines cross, by Cramer's rule, or nothing if they are parallel."""
    determinant = f.a * g.b - g.a * f.b
    if determinant == 0:
        return None
    return Rational(f.b * g.c - g.b * f.c, determinant), Rational(g.a * f.c - f.a * g.c, determinant)


def far(task):
    """Half the width of a square so large that nothing new happens outside it.

    A convex piece without a corner is a strip or half-plane, and every other one has a corner. So a square with
    all crossings of lines, and of every line its point next to the origin, inside meets the interior of each piece,
    and an edge that reaches the rim of the square goes on for ever.
    """
    crossings = [crossing(f, g) for f, g in combinations(lines(task), 2)]
    feet = [tuple(Rational(-f.c * n, f.a**2 + f.b**2) for n in (f.a, f.b)) for f in lines(task)]
    return 1 + max(abs(x) for point in [*crossings, *feet, (task.half_width,)] if point for x in point)

"""Part (b): the boundary of each piece, as exact segments, rays and lines."""

from functools import reduce
from itertools import combinations

from snippets.answers import answer
from snippets.linear_regions import algebra, points
from snippets.linear_regions.geometry import clip, extent, far
from snippets.linear_regions.patterns import linear_pieces


def shared_edge(piece, other):
    """Two closed pieces are convex, so what they share is convex: an edge, a corner or nothing."""
    return extent(reduce(clip, other.bounds, piece.polygon))


def as_drawn(task, line, ends, *, closed):
    """An edge in words and as conditions; an end on the rim of the far square is no end."""
    rim = far(task)
    start, end = (None if max(map(abs, point)) == rim else point for point in ends)
    return line.stretch(start, end, closed=closed)


def border(task, piece, other, edge):
    """A row of the answer: where two pieces meet, and what the gradient does on the way from one to the other."""
    line = next(bound for bound in piece.bounds if (bound.a or bound.b) and bound(edge[0]) == bound(edge[1]) == 0)
    jump = other.function - piece.function
    return {
        "between": f"{piece.name} and {other.name}",
        **as_drawn(task, line, edge, closed=True),
        "jump": [jump.a, jump.b],
        "kink": jump != (0, 0, 0),
    }


def borders_of(task, found):
    """Every pair of pieces that share an edge."""
    pairs = ((piece, other, shared_edge(piece, other)) for piece, other in combinations(found, 2))
    return [border(task, piece, other, edge) for piece, other, edge in pairs if edge]


@answer
def borders(task):
    """Two pieces meet where one winner changes; it is a kink only if the gradient changes too."""
    return borders_of(task, linear_pieces(task))


@borders.witness("walk along every line and look aside")
def borders_by_points(task):
    found = points.patterns(task)
    names, planes = list(found), {winners: points.plane(task, where) for winners, where in found.items()}
    rows = []
    for (one, other), line, start, end in points.borders_walked(task):
        edge = line.stretch(start, end, closed=True)
        jump = [b - a for a, b in zip(planes[one][:2], planes[other][:2])]
        between = " and ".join(chr(ord("A") + names.index(winners)) for winners in (one, other))
        rows.append({"between": between, **edge, "jump": jump, "kink": any(jump)})
    return rows


@borders.witness("inequalities of two closed pieces together")
def borders_by_elimination(task):
    found = algebra.cases(task)
    rows = []
    for i, j, line, start, end in algebra.borders_solved(task):
        edge = line.stretch(start, end, closed=True)
        f, g = found[i].function, found[j].function
        between = f"{chr(ord('A') + i)} and {chr(ord('A') + j)}"
        jump = [g.a - f.a, g.b - f.b]
        rows.append({"between": between, **edge, "jump": jump, "kink": f[:2] != g[:2]})
    return rows


@borders.slip("x2 is compared with x1 on both sides, so the diagonal goes on for x1 < 0")
def borders_diagonal_everywhere(task):
    return borders_of(task, linear_pieces(task, believed=dict.fromkeys(task.nodes(), 0)))


@borders.slip("x2 is compared with 0 on both sides, so the horizontal axis goes on for x1 > 0")
def borders_axis_everywhere(task):
    return borders_of(task, linear_pieces(task, believed=dict.fromkeys(task.nodes(), 1)))


@borders.slip("every border is taken for a kink, because a winner changes there")
def borders_all_kinks(task):
    return [{**row, "kink": True} for row in borders_of(task, linear_pieces(task))]


@answer
def number_of_kinks(task):
    """Only the borders between different affine functions are kinks."""
    return sum(row["kink"] for row in borders_of(task, linear_pieces(task)))


@number_of_kinks.witness("second differences across every border")
def number_of_kinks_by_points(task):
    return sum(points.bends(task, line, start, end) for _, line, start, end in points.borders_walked(task))


@number_of_kinks.witness("inequalities of two closed pieces together")
def number_of_kinks_by_elimination(task):
    found = algebra.cases(task)
    return sum(found[i].function != found[j].function for i, j, *_ in algebra.borders_solved(task))


@number_of_kinks.slip("every border is counted")
def number_of_kinks_all_borders(task):
    return len(borders_of(task, linear_pieces(task)))

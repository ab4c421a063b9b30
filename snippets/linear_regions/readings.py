"""The other readings of "decision boundary": the zero set of y, its level set y = c, the zero line of each model."""

from functools import reduce
from itertools import combinations

from sympy import solve

from snippets.answers import answer
from snippets.linear_regions import algebra, points
from snippets.linear_regions.edges import as_drawn, borders_of
from snippets.linear_regions.geometry import area, clip, extent
from snippets.linear_regions.patterns import linear_pieces, without_repetition
from snippets.linear_regions.task import X

NO_LINE = {"shape": "none", "input": "-", "equals": "-"}
NOTHING = {**NO_LINE, "where": "-"}


def contour(piece, level):
    """The two ends of the part of an open piece on which y has the level, or nothing."""
    line = piece.function.below(level)
    ends = extent(reduce(clip, [line, -line], piece.polygon)) if line.a or line.b else None
    middle = ends and [(p + q) / 2 for p, q in zip(*ends)]
    return ends if ends and all(bound(middle) > 0 for bound in piece.bounds) else None


def level_rows(task, level):
    """For each open piece, where y has the level."""
    rows = []
    for piece in linear_pieces(task):
        part = NOTHING
        if piece.function == (0, 0, level):
            part = {**NOTHING, "shape": "the whole piece", "where": without_repetition(piece)}
        elif ends := contour(piece, level):
            part = as_drawn(task, piece.function.below(level), ends, closed=False)
        rows.append({"piece": piece.name, **part})
    return rows


def level_rows_by_points(task, level):
    walked = {winners: ends for winners, *ends in points.levels_walked(task, level)}
    found, rows = points.patterns(task), []
    for number, (winners, where) in enumerate(found.items()):
        part = NOTHING
        if all(task.y(x) == level for x in where):
            part = {**NOTHING, "shape": "the whole piece", "where": points.region(task, found, winners)}
        elif winners in walked:
            line, start, end = walked[winners]
            part = line.stretch(start, end, closed=False)
        rows.append({"piece": chr(ord("A") + number), **part})
    return rows


def level_rows_by_elimination(task, level):
    rows = []
    for number, case in enumerate(algebra.cases(task)):
        part = NOTHING
        if case.function == (0, 0, level):
            part = {**NOTHING, "shape": "the whole piece", "where": algebra.region(case)}
        elif found := algebra.level_solved(case, level):
            line, start, end = found
            part = line.stretch(start, end, closed=False)
        rows.append({"piece": chr(ord("A") + number), **part})
    return rows


@answer
def zero_set(task):
    """Reading 2: inside each open piece, the points where y = 0."""
    return level_rows(task, 0)


@zero_set.witness("walk along every line of level 0")
def zero_set_by_points(task):
    return level_rows_by_points(task, 0)


@zero_set.witness("inequalities on the line of level 0")
def zero_set_by_elimination(task):
    return level_rows_by_elimination(task, 0)


@zero_set.slip("the zero line of each affine function is drawn without asking whether it lies in the piece")
def zero_set_unclipped(task):
    rows = []
    for piece, row in zip(linear_pieces(task), level_rows(task, 0)):
        flat = not (piece.function.a or piece.function.b)
        part = row if flat else piece.function.stretch(None, None, closed=False)
        rows.append({"piece": piece.name, **part})
    return rows


@answer(instances=("exam", "trough"))
def zero_border(task):
    """The border between y > 0 and y = 0: the edges between pieces with y = 0 and the others."""
    found = linear_pieces(task)
    zero = {piece.name for piece in found if piece.function == (0, 0, 0)}
    rows = borders_of(task, found)
    return [
        {key: row[key] for key in ("between", "shape", "input", "equals", "where")}
        for row in rows
        if len(zero & set(row["between"].split(" and "))) == 1
    ]


@zero_border.witness("walk along every line and look aside")
def zero_border_by_points(task):
    found = points.patterns(task)
    names, zero = list(found), [winners for winners, where in found.items() if not any(map(task.y, where))]
    return [
        {
            "between": " and ".join(chr(ord("A") + names.index(winners)) for winners in pair),
            **line.stretch(start, end, closed=True),
        }
        for pair, line, start, end in points.borders_walked(task)
        if (pair[0] in zero) != (pair[1] in zero)
    ]


@zero_border.witness("inequalities of two closed pieces together")
def zero_border_by_elimination(task):
    zero = [not any(case.function) for case in algebra.cases(task)]
    return [
        {
            "between": f"{chr(ord('A') + i)} and {chr(ord('A') + j)}",
            **line.stretch(start, end, closed=True),
        }
        for i, j, line, start, end in algebra.borders_solved(task)
        if zero[i] != zero[j]
    ]


@answer
def negative_somewhere(task):
    """Whether y < 0 anywhere, so that sign(y) would have a region of class -1."""
    return any(piece.function(corner) < 0 for piece in linear_pieces(task) for corner in piece.polygon)


@negative_somewhere.witness("brute force over points")
def negative_somewhere_by_points(task):
    return any(task.y(x) < 0 for x in points.grid(task))


@negative_somewhere.witness("Fourier-Motzkin elimination")
def negative_somewhere_by_elimination(task):
    return any(algebra.feasible([*case.bounds, -case.function]) for case in algebra.cases(task))


@negative_somewhere.slip(
    "the ReLU inside is forgotten: in the third quadrant y would be the larger of two negative inputs"
)
def negative_without_relu(task):
    believed = [leaf for leaf in task.leaves() if leaf.a or leaf.b]
    return bool(area(reduce(clip, [-leaf for leaf in believed], linear_pieces(task)[-1].polygon)) > 0)


@answer
def level_set(task):
    """Reading 3: inside each open piece, the points where y = c."""
    return level_rows(task, task.level)


@level_set.witness("walk along every line of level c")
def level_set_by_points(task):
    return level_rows_by_points(task, task.level)


@level_set.witness("inequalities on the line of level c")
def level_set_by_elimination(task):
    return level_rows_by_elimination(task, task.level)


@level_set.slip("the line of each affine function is drawn on through the other pieces")
def level_set_unclipped(task):
    rows = []
    for piece, row in zip(linear_pieces(task), level_rows(task, task.level)):
        line = piece.function.below(task.level)
        part = line.stretch(None, None, closed=False) if line.a or line.b else row
        rows.append({"piece": piece.name, **part})
    return rows


@answer
def level_corners(task):
    """The level set turns where it passes from one affine function to another."""
    drawn = [(piece.function, contour(piece, task.level)) for piece in linear_pieces(task)]
    drawn = [(function, ends) for function, ends in drawn if ends]
    turns = {p for (f, ends), (g, others) in combinations(drawn, 2) if f != g for p in ends if p in others}
    return [list(p) for p in sorted(turns)]


@level_corners.witness("two affine functions share the level, and y with them")
def level_corners_by_points(task):
    found = {points.plane(task, where) for where in points.patterns(task).values()}
    corners = set()
    for (a, b, c), (p, q, r) in combinations(found, 2):
        if determinant := a * q - b * p:
            u, v = task.level - c, task.level - r
            corners.add(((u * q - b * v) / determinant, (a * v - u * p) / determinant))
    return [list(x) for x in sorted(corners) if task.y(x) == task.level]


@level_corners.witness("inequalities on the line of level c")
def level_corners_by_elimination(task):
    drawn = [(case.function, algebra.level_solved(case, task.level)) for case in algebra.cases(task)]
    ends = {(function, x) for function, found in drawn if found for x in found[1:] if x}
    return [list(x) for x in sorted({x for _, x in ends}) if len({f for f, y in ends if y == x}) > 1]


def whole_line(line):
    """A line in words and as an equation; a model that does not depend on the inputs has none."""
    if not (line.a or line.b):
        return NO_LINE
    solved, equals = line.solved()
    return {"shape": "line", "input": solved, "equals": equals}


@answer
def model_lines(task):
    """Reading 4: the whole line on which the affine model of a piece is zero, orthogonal to its gradient."""
    return [{"piece": piece.name, **whole_line(piece.function)} for piece in linear_pieces(task)]


@model_lines.witness("the plane through three values of y, set to zero")
def model_lines_by_points(task):
    rows = []
    for number, where in enumerate(points.patterns(task).values()):
        a, b, c = points.plane(task, where)
        line = solve(a * X[0] + b * X[1] + c, X[1] if b else X[0])
        row = {"shape": "line", "input": X[1] if b else X[0], "equals": line[0]} if line else NO_LINE
        rows.append({"piece": chr(ord("A") + number), **row})
    return rows


@model_lines.witness("inequalities: the whole line of level 0")
def model_lines_by_elimination(task):
    rows = []
    for number, case in enumerate(algebra.cases(task)):
        found = algebra.level_solved(case._replace(bounds=[]), 0)
        stretch = found[0].stretch(*found[1:], closed=False) if found else NO_LINE
        rows.append({"piece": chr(ord("A") + number), **{key: stretch[key] for key in NO_LINE}})
    return rows


@model_lines.slip("the line drawn along the gradient, not orthogonal to it")
def model_lines_along_the_gradient(task):
    found = linear_pieces(task)
    return [{"piece": p.name, **whole_line(p.function._replace(a=-p.function.b, b=p.function.a))} for p in found]

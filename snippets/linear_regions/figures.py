"""The drawings: every corner in them is a corner of an exact polygon."""

import itertools
from functools import reduce

import matplotlib.pyplot as plt
from sympy import Rational, latex, sqrt

from snippets.answers import figure
from snippets.linear_regions.geometry import area, clip, extent, square
from snippets.linear_regions.patterns import as_the_exam_writes, linear_pieces
from snippets.linear_regions.readings import level_corners

HATCHES = ["////", "..", "\\\\\\\\", "xxx", "ooo", "---", "+++", "|||"]
BORDER = {True: "solid", False: (0, (5, 3))}  # a kink, or a border without one


def axes_of_window(task, axes):
    """The window with thin coordinate axes, both inputs named."""
    axes.axhline(0, color="C5", linewidth=0.8, zorder=0)
    axes.axvline(0, color="C5", linewidth=0.8, zorder=0)
    limits, ticks = (-task.half_width, task.half_width), range(-task.half_width, task.half_width + 1)
    axes.set(xlim=limits, ylim=limits, xticks=ticks, yticks=ticks, aspect="equal")
    axes.set_xlabel("$x_1$", size="large")
    axes.set_ylabel("$x_2$", rotation=0, size="large")


def visible(task):
    """Every piece with its part inside the window."""
    window = square(task.half_width)
    found = [(piece, reduce(clip, piece.bounds, window)) for piece in linear_pieces(task)]
    return [(piece, polygon) for piece, polygon in found if polygon]


def edges(task):
    """The edges inside the window: two pieces and the two ends."""
    shown = visible(task)
    pairs = [
        (p, q, extent(reduce(clip, q.bounds, inside))) for i, (p, inside) in enumerate(shown) for q, _ in shown[:i]
    ]
    return [(p, q, ends) for p, q, ends in pairs if ends]


def centre(polygon):
    """The centre of mass: that of the triangles on the first corner, weighted by area."""
    triangles = [[polygon[0], p, q] for p, q in itertools.pairwise(polygon)]
    return [float(sum(area(t) * sum(p[k] for p in t) for t in triangles) / (3 * area(polygon))) for k in (0, 1)]


def columns(corners):
    """Points as one list for each coordinate, in floating point."""
    return [[float(x) for x in column] for column in zip(*corners)]


def hatch(axes, corners, number):
    """A polygon in a colour and a hatching of its own, faint enough for a label to be read on it."""
    axes.fill(*columns(corners), facecolor=f"C{number % 5}", alpha=0.12, linewidth=0)
    axes.fill(
        *columns(corners), fill=False, hatch=HATCHES[number % 8], edgecolor=f"C{number % 5}", alpha=0.4, linewidth=0
    )


def write(axes, polygon, text, right=0):
    """A label in the middle of a polygon, or somewhat to the right of it."""
    x, y = centre(polygon)
    axes.text(x + right, y, text, ha="center", va="center", linespacing=1.1, size="large")


def draw_edge(axes, edge, **style):
    one, other, ends = edge
    kink = one.function != other.function
    return axes.plot(*columns(ends), **{"color": "black", "linestyle": BORDER[kink], **style})


@figure
def regions(task):
    """Part (a): the pieces, each with its name and y, the given one marked."""
    fig, axes = plt.subplots(figsize=(4.0, 4.0))
    axes_of_window(task, axes)
    for number, (piece, polygon) in enumerate(visible(task)):
        hatch(axes, polygon, number)
        given = " (given)" if number == 0 else ""
        conditions = latex(as_the_exam_writes(piece)).split(r" \wedge ")  # a line each: the pieces are narrow
        lines = [f"{piece.name}{given}", *(f"${line}$" for line in (*conditions, f"y = {latex(piece.function.label)}"))]
        write(axes, polygon, "\n".join(lines), right=-0.1 if len(polygon) == 3 else 0)  # its last line needs the room
    for edge in edges(task):
        draw_edge(axes, edge)
    told = "; ".join(f"{p.name} with y = {p.function.label}" for p, _ in visible(task))
    width = task.half_width
    return (
        fig,
        f"The window from -{width} to {width} in both inputs, cut into {len(visible(task))} hatched pieces: {told}.",
    )


def name_edge(axes, piece, ends):
    """The equation of an edge, beside its middle and outside the piece."""
    wall = next(bound for bound in piece.bounds if bound(ends[0]) == bound(ends[1]) == 0)
    away = [-float(n / sqrt(wall.a**2 + wall.b**2)) for n in (wall.a, wall.b)]
    x, y = (float(p + q) / 2 + 0.2 * n for p, q, n in zip(*ends, away))
    across, up = (round(n) for n in away)  # the text must not run back over its edge
    solved, equals = wall.solved()
    style = {"ha": ("center", "left", "right")[across], "va": ("center", "bottom", "top")[up]}
    axes.text(x, y, f"${latex(solved)} = {latex(equals)}$", size="large", **style)


@figure
def boundaries(task):
    """Part (b): each piece alone with its edges, kinks solid and other borders dashed."""
    shown = visible(task)
    rows = -(-len(shown) // 2)
    fig, panels = plt.subplots(rows, 2, sharex=True, sharey=True, figsize=(4.0, 2.1 * rows + 0.4), squeeze=False)
    for number, (axes, (piece, polygon)) in enumerate(zip(panels.flat, shown)):
        axes_of_window(task, axes)
        hatch(axes, polygon, number)
        for edge in edges(task):
            if piece in edge[:2]:
                draw_edge(axes, edge, linewidth=3)
                name_edge(axes, piece, edge[2])
        axes.set_title(f"{piece.name}: $y = {latex(piece.function.label)}$", size="large")
        axes.label_outer()
    for axes in panels.flat[len(shown) :]:
        axes.set_axis_off()
    kinks = sum(one.function != other.function for one, other, _ in edges(task))
    borders = len(edges(task))
    return fig, (
        f"One panel for each of the {len(shown)} pieces with its edges: solid where y has a kink, "
        f"{kinks} of the {borders} borders, dashed where it has none, {borders - kinks} of them."
    )


@figure
def levels(task):
    """Reading 3: contour lines of y, and the corners of the one the task asks for."""
    fig, axes = plt.subplots(figsize=(4.0, 4.0))
    axes_of_window(task, axes)
    found = [Rational(task.half_width * quarter, 4) for quarter in (1, 2, 3)]
    for number, (piece, polygon) in enumerate(visible(task)):
        if not (piece.function.a or piece.function.b):
            hatch(axes, polygon, number)
            write(axes, polygon, f"{piece.name}: $y = {latex(piece.function.label)}$")
        for level, style in zip(found, ["dashed", "solid", "dashdot"]):
            draw_contour(axes, piece.function.below(level), polygon, linestyle=style)
    for level in found:
        axes.text(0.05 - task.half_width, float(level) + 0.04, f"$y = {float(level):g}$", va="bottom")
    corners = [corner for corner in level_corners(task) if max(map(abs, corner)) <= task.half_width]
    for x, y in corners:
        axes.plot([float(x)], [float(y)], "o", color="black")
        axes.text(float(x) + 0.08, float(y) + 0.06, f"$({latex(x)}, {latex(y)})$", va="bottom")
    zero = [edge for edge in edges(task) if (edge[0].function == (0, 0, 0)) != (edge[1].function == (0, 0, 0))]
    for edge in zero:
        draw_edge(axes, edge, linewidth=3)
    told = " and ".join(f"({x}, {y})" for x, y in corners)
    return fig, (
        f"Contour lines of y for the levels {', '.join(f'{float(level):g}' for level in found)}; that of level "
        f"{task.level} turns at {told}. {len(zero)} thick edges bound the hatched piece where y is 0."
    )


def draw_contour(axes, line, polygon, **style):
    """The part of a line inside a polygon, if there is any."""
    if (line.a or line.b) and (ends := extent(reduce(clip, [line, -line], polygon))):
        axes.plot(*columns(ends), color="C0", **style)


def projected(function, corners):
    """Points of the graph as seen from above the corner where both inputs are smallest."""
    return [(x - y, (x + y) / 2 + function((x, y)) * Rational(9, 10)) for x, y in corners]


@figure
def surface(task):
    """The graph of y over the window: one flat polygon for each piece, joined along the edges."""
    fig, axes = plt.subplots(figsize=(4.0, 3.4))
    axes.set_aspect("equal")
    axes.set_axis_off()
    shown = visible(task)
    floor = projected(lambda x: 0, square(task.half_width))
    axes.plot(*columns([*floor, floor[0]]), color="C5", linewidth=1, linestyle=(0, (1, 2)))
    for number, (piece, polygon) in enumerate(shown):
        corners = projected(piece.function, polygon)
        hatch(axes, corners, number)
        axes.plot(*columns([*corners, corners[0]]), color=f"C{number % 5}", linewidth=1)
        write(axes, corners, f"{piece.name}\n$y = {latex(piece.function.label)}$")
    for one, other, ends in edges(task):
        draw_edge(axes, (one, other, projected(one.function, ends)))
    for number, name in enumerate(("$x_1$", "$x_2$")):
        name_side(axes, task.half_width, number, name)
    highest = max(piece.function(x) for piece, polygon in shown for x in polygon)
    axes.text(0, float(task.half_width * Rational(19, 10)) + 0.25, f"$y = {highest}$", ha="center", va="bottom")
    lowest = min(piece.function(x) for piece, polygon in shown for x in polygon)
    faces = len({piece.function for piece, _ in shown})
    told = f"{len(shown)} pieces on {faces} flat faces, rising from {lowest} to {highest}"
    return fig, f"The graph of y over the window: {told}."


def name_side(axes, half_width, number, name):
    """The name of an input at the front side of the floor along which it grows, with both its ends."""
    for along, text in ((-half_width, f"${-half_width}$"), (0, name), (half_width, f"${half_width}$")):
        x, y = (along, -half_width) if number == 0 else (-half_width, along)
        shift = 0.36 if number == 0 else -0.36
        axes.text(x - y + shift, (x + y) / 2 - 0.22, text, ha="center", va="center", size="large")

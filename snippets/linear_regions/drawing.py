"""The right drawing of a variant, as an SVG of a few hundred letters: it stands in the page of each variant.

It is as wide as all pieces and borders need, so that what is to be counted can be seen.
"""

from dataclasses import replace
from itertools import count

from snippets.answers import figure
from snippets.linear_regions.figures import centre, edges, visible
from snippets.linear_regions.geometry import area, far, square
from snippets.linear_regions.patterns import linear_pieces

SIZE, MARGIN, LINE = 260, 12, 20  # pixels: the window, what stands around it, a line of words
LEAST = 0.012  # of the window is as much as a letter needs
SIGNS = {"*": "", "x1": "x₁", "x2": "x₂", "-": "\N{MINUS SIGN}"}


@figure
def drawing(task):
    """The pieces with what y is on each, borders with a kink solid and others dashed."""
    wide = widened(task)
    pieces, borders = visible(wide), [(one.function != other.function, ends) for one, other, ends in edges(wide)]
    lines = [*grid(wide), *(border(wide, ends, kink) for kink, ends in borders)]
    functions = [f"{piece.name}: y = {written(piece.function)}" for piece, _ in pieces]
    below = [*functions, "solid: the gradient jumps"] + ["dashed: it does not"] * (not all(kink for kink, _ in borders))
    if wide.half_width > task.half_width:
        lines, below = [*lines, window(wide, task.half_width)], [*below, "dotted: the window"]
    words = [*names(wide), *(letter(wide, polygon, piece.name) for piece, polygon in pieces), *written_below(below)]
    alt = described(wide, functions, sum(kink for kink, _ in borders), len(borders))
    return svg(lines, words, len(below), alt), alt


def widened(task):
    """The task with the narrowest window, of its own width at least, that shows every piece and border."""
    pieces, borders = len(linear_pieces(task)), len(edges(replace(task, half_width=far(task))))
    wider = (replace(task, half_width=half_width) for half_width in count(task.half_width))
    return next(wide for wide in wider if len(shares(wide)) == pieces and len(edges(wide)) == borders)


def shares(task):
    """How much of the window each piece has in which a letter has room."""
    found = [area(polygon) / (2 * task.half_width) ** 2 for _, polygon in visible(task)]
    return [share for share in found if share > LEAST]


def pixels(task, point):
    """Where a point is drawn."""
    return [MARGIN + SIZE * (float(x) / (2 * task.half_width) + 0.5) for x in (point[0], -point[1])]


def path(task, strokes, style):
    """One line through the points of each stroke."""
    drawn = (
        "L".join(" ".join(f"{x:.1f}".removesuffix(".0") for x in pixels(task, point)) for point in points)
        for points in strokes
    )
    return f'<path d="M{"M".join(drawn)}" {style}/>'


def border(task, ends, kink):
    return path(task, [ends], 'stroke-width="2.5"' if kink else 'stroke-width="2" stroke-dasharray="7 5"')


def window(task, half_width):
    """The window of the task inside a wider one."""
    corners = square(half_width)
    return path(task, [[*corners, corners[0]]], 'stroke-width="1.5" stroke-dasharray="1.5 4"')


def grid(task):
    """A faint line at each whole number, and the axes stronger."""
    width = task.half_width
    for opacity, numbers in ((0.2, [k for k in range(-width, width + 1) if k]), (0.6, [0])):
        upright = [((k, -width), (k, width)) for k in numbers]
        level = [((-width, k), (width, k)) for k in numbers]
        yield path(task, upright + level, f'opacity="{opacity}"')


def names(task):
    """Those of the inputs, and how far the window reaches."""
    (right, middle), (_, top) = pixels(task, (task.half_width, 0)), pixels(task, (0, task.half_width))
    yield text(right - 18, middle + 16, "x₁")
    yield text(right - 12, middle - 5, task.half_width)
    yield text(MARGIN + SIZE / 2 + 5, top + 14, "x₂")


def letter(task, polygon, name):
    """The name of a piece in the middle of it."""
    x, y = pixels(task, centre(polygon))
    return text(x, y + 5, name, ' font-weight="bold" text-anchor="middle"')


def written_below(lines):
    for number, line in enumerate(lines):
        yield text(MARGIN, SIZE + 2 * MARGIN + LINE * (number + 0.7), line)


def text(x, y, words, style=""):
    return f'<text x="{x:.0f}" y="{y:.0f}"{style}>{words}</text>'


def written(function):
    """An affine function as it is typed."""
    found = str(function.label)
    for typed, sign in SIGNS.items():
        found = found.replace(typed, sign)
    return found


def described(task, functions, kinks, borders):
    reach = f"from {-task.half_width} to {task.half_width} in both inputs"
    return f"The pieces {reach}. {'; '.join(functions)}. At {kinks} of the {borders} borders the gradient jumps."


def svg(lines, words, count, alt):
    """In the colour of the words around it; `count` lines of words stand below the window."""
    width, height = SIZE + 2 * MARGIN, SIZE + 2 * MARGIN + LINE * count + 4
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    drawn = f'<g fill="none" stroke="currentColor">{"".join(lines)}</g>'
    named = f'<g fill="currentColor" font-size="15">{"".join(words)}</g>'
    return f'<svg role="img" aria-label="{alt}" {size}>{drawn}{named}</svg>'

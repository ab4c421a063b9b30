"""Points on exercise 2: y = max(x2, h) with h = max(0, x1)."""

from itertools import chain, product

import torch

from snippets.statements import point

PIECES = {
    "A": lambda x1, x2, h: x1 > 0 and x2 > h,  # the one that is given
    "B": lambda x1, x2, h: x1 > 0 and x2 < h,
    "C": lambda x1, x2, h: x1 < 0 and x2 > h,
    "D": lambda x1, x2, h: x1 < 0 and x2 < h,
}
GRID = [(x1 / 2, x2 / 2) for x1, x2 in product(range(-4, 5), repeat=2)]  # every half unit of the window


FUNCTIONS = {
    "y": lambda x1, x2: torch.maximum(x2, torch.relu(x1)),
    "h": lambda x1, x2: torch.relu(x1) + 0 * x2,
    "y as a network": lambda x1, x2: torch.relu(x1) + torch.relu(x2 - torch.relu(x1)),
}


def gradient(x1, x2, name="y"):
    """The slopes of y, or of another function, as PyTorch returns them."""
    x = torch.tensor([x1, x2], dtype=torch.double, requires_grad=True)
    return tuple(torch.autograd.grad(FUNCTIONS[name](*x), x)[0].tolist())


def pieces_at(x1, x2):
    """The names of the pieces whose strict conditions hold."""
    return [name for name, holds in PIECES.items() if holds(x1, x2, max(0, x1))]


def inside():
    """The points of the grid that lie in a piece."""
    return [x for x in GRID if pieces_at(*x)]


@point("ambiguous", "linear_regions#task", topic="linear_regions", claim=("y", "h"), rival=("y", "y as a network"))
def point_30(readings):
    """$f(x_1, x_2)$ is the function to be drawn.

    We take $f$ to be $y$; say so in one line.

    The notes define $h$ and $y$, and never say what $f$ is. The piece that they give has a condition on $x_2$, on which
    $h$ does not depend.
    """
    drawn = {name: [gradient(*x, name) for x in inside()] for name in FUNCTIONS}
    counts = ", ".join(f"for $f = {name}$ {len(set(drawn[name]))}" for name in ("y", "h"))
    return len({tuple(drawn[name]) for name in readings}) == 1, f"different linear functions to draw: {counts}"


@point(
    "ambiguous",
    "linear_regions#d",
    topic="linear_regions",
    claim=lambda x: gradient(*x),
    rival=lambda x: (x[0] > 0, x[1] > max(0, x[0])),
)
def point_31(kind_of_piece):
    """There are four linear pieces.

    Four regions by the conditions, but three different functions.

    Where $x_2$ is largest, the sign of $x_1$ changes the condition and not the function.
    """
    regions, kinds = {name for x in inside() for name in pieces_at(*x)}, {kind_of_piece(x) for x in inside()}
    slopes = sorted({gradient(*x) for x in inside()})
    shown = ", ".join(f"$({a:g}, {b:g})$" for a, b in slopes)
    return len(kinds) == len(regions), f"{len(regions)} regions, and {len(slopes)} different gradients: {shown}"


def crossed(value):
    """The edges between neighbours of a fine grid on which something changes."""
    columns, rows = ([(k + shift) / 4 for k in range(-8, 8)] for shift in (0.5, 0.25))  # no point lies on a border
    found = {(x1, x2): value(x1, x2) for x1, x2 in product(columns, rows)}
    return {
        (here, there)
        for here in found
        for there in ((here[0] + 0.25, here[1]), (here[0], here[1] + 0.25))
        if there in found and found[here] != found[there]
    }


def y(x1, x2):
    return max(x2, max(0, x1))


BOUNDARIES = {
    "where a condition switches": lambda x1, x2: pieces_at(x1, x2),
    "where $y$ leaves 0": lambda x1, x2: y(x1, x2) > 0,
    "where $y = 1$": lambda x1, x2: y(x1, x2) > 1,
    "where the function changes": gradient,
}


@point(
    "ambiguous",
    "linear_regions#b",
    topic="linear_regions",
    claim=tuple(BOUNDARIES),
    rival=("where $y$ leaves 0",) * 2,
)
def point_32(readings):
    """ "Decision boundary for all four pieces".

    Write down your reading, then draw. We draw where the conditions switch.

    A class is decided by a level of $y$, a piece by its conditions. To compare the lines we count how many pairs of
    neighbours each of them parts, on a grid of quarter steps.
    """
    lines = {name: crossed(BOUNDARIES[name]) for name in dict.fromkeys((*readings, *BOUNDARIES))}
    same = all(lines[name] == lines[readings[0]] for name in readings)
    sizes = ", ".join(f"{len(edges)} {name}" for name, edges in lines.items())
    return same, f"pairs of neighbours that a line parts: {sizes}. Other numbers, other lines"


def strict(x1, x2):
    return len(pieces_at(x1, x2))


def closed(x1, x2):
    """The number of pieces if each border belongs to the piece below or to the left of it."""
    h = max(0, x1)
    return sum((x1 > 0) == right and (x2 > h) == above for right, above in product((True, False), repeat=2))


@point("ambiguous", "linear_regions#a", topic="linear_regions", claim=strict, rival=closed)
def point_33(pieces_of):
    """Pieces are given by strict inequalities, as $(x_1 > 0) \\wedge (x_2 > h)$.

    Keep the inequalities strict, or give each border to one side: both are right. $y$ has the same value either way,
    because it is continuous. Only the pieces differ, by their borders.

    On a border neither $<$ nor $>$ holds. What a library returns as a gradient there is a convention.
    """
    counts = [pieces_of(*x) for x in GRID]
    on_borders = sum(strict(*x) == 0 for x in GRID)
    spelled = (gradient(1, 1, name) for name in ("y", "y as a network"))
    slopes = "$({:g}, {:g})$ for `maximum(x2, h)`, $({:g}, {:g})$ for `h + relu(x2 - h)`".format(*chain(*spelled))
    evidence = (
        f"of {len(GRID)} points of a grid, {on_borders} lie in no piece. On one, $(1, 1)$, PyTorch's slopes: {slopes}"
    )
    return all(count == 1 for count in counts), evidence

"""Statements about linear pieces."""

import sympy as sp
import torch
from torch import nn

from snippets.multiple_choice.tools import by_sign, grid, network, relu, sample, short
from snippets.statements import statement


def y(x1, x2):
    """The function of the exam."""
    return torch.maximum(x2, torch.relu(x1))


def smaller(x1, x2):
    """The same with the smaller of the two at the end."""
    return torch.minimum(x2, torch.relu(x1))


def gradient(x1, x2):
    """Of the exam's function, away from its kinks."""
    point = torch.tensor([x1, x2], dtype=torch.double, requires_grad=True)
    return tuple(int(part) for part in torch.autograd.grad(y(*point), point)[0])


def zigzag(x):
    """Three units with slopes 0, 1, -1, 1."""
    return torch.relu(x) - 2 * torch.relu(x - 1) + 2 * torch.relu(x - 2)


def count_pieces(function, x):
    """One more than the changes of slope between neighbouring grid points, which must not be kinks."""
    x = x.clone().requires_grad_()
    slopes = torch.autograd.grad(function(x[:, None]).sum(), x)[0]
    return 1 + int((slopes.diff().abs() > 1e-9).sum())


@statement(topic="pieces", claim=1, rival=-1)
def pieces_01(sign):
    r"""With $h = \mathrm{ReLU}(x_1)$, the function $\max(x_2, \max(0, x_1))$ equals $h + \mathrm{ReLU}(x_2 - h)$ for
    **all** $x_1$ and $x_2$, so two ReLUs suffice.

    If $x_2 > h$, the second ReLU adds $x_2 - h$ and the sum is $x_2$; otherwise it adds 0 and the sum is $h$.
    """
    h, difference = sp.Symbol("h", nonnegative=True), sp.Symbol("d", real=True)  # d = x2 - h
    cases = by_sign(sp.Max(h + difference, h) - (h + relu(sign * difference)), difference)
    axis = grid(-2, 2, 41)
    x1, x2 = torch.cartesian_prod(axis, axis).T
    first = torch.relu(x1)
    largest = (y(x1, x2) - first - torch.relu(sign * (x2 - first))).abs().max().item()
    return cases == [0, 0, 0] and largest < 1e-9, (
        f"the largest difference on {len(x1)} points of $[{short(axis[0])}, {short(axis[-1])}]^2$, "
        f"to nine decimals: ${short(round(largest, 9))}$"
    )


@statement(topic="pieces", claim=4, rival=3)
def pieces_02(functions):
    r"""On its four activation patterns ($x_1 > 0$ or $x_1 < 0$, $x_2 > h$ or $x_2 < h$) the function $y = \max(x_2,
    h)$ with $h = \max(0, x_1)$ is given by four different affine functions.

    For $x_2 > h$ it is $y = x_2$, whatever the sign of $x_1$, so only $x_2$, $x_1$ and $0$ are different.
    """
    found = [gradient(*point) for point in ((1.0, 2.0), (2.0, 1.0), (-1.0, 1.0), (-1.0, -1.0))]
    different = len(set(found))
    return different == functions, f"the gradients are ${', '.join(map(str, found))}$: {different} different ones"


@statement(topic="pieces", claim=(1.0, -1.0), rival=(-1.0, -2.0))
def pieces_03(heights):
    r"""The function $y = \max(x_2, \max(0, x_1))$ has a kink at **every** point of the line $x_1 = 0$, where $\max(0,
    x_1)$ has one.

    For $x_1 = 0$ and $x_2 > 0$ it is $y = x_2$ on both sides of the line: the pattern changes, the slope does not.
    """
    left, right = ([gradient(x1, x2) for x2 in heights] for x1 in (-0.01, 0.01))
    return all(a != b for a, b in zip(left, right)), (
        f"next to $(0, {heights[0]:.0f})$ the gradient is ${left[0]}$ on the left and ${right[0]}$ on the right"
    )


@statement(topic="pieces", claim=y, rival=smaller)
def pieces_04(function):
    r"""The function $y = \max(x_2, \max(0, x_1))$ is convex.

    It is the maximum $\max(0, x_1, x_2)$ of three affine functions, and a maximum of affine functions is convex.
    """
    points = torch.cartesian_prod(grid(-2, 2, 9), grid(-2, 2, 9))
    a, b = points[:, None], points[None]
    gap = (function(*a.unbind(-1)) + function(*b.unbind(-1))) / 2 - function(*((a + b) / 2).unbind(-1))
    return gap.min() >= 0, (
        f"the middles of {gap.numel()} chords lie between ${short(gap.min())}$ and ${short(gap.max())}$ above the graph"
    )


@statement(topic="pieces", claim=-1, rival=1)
def pieces_05(label):
    r"""The classifier that outputs the sign of $y = \max(x_2, \max(0, x_1))$ gives the class $-1$ at **some**
    inputs (the sign of 0 counts as 0 or 1).

    $y \ge \max(0, x_1) \ge 0$ everywhere, so without a bias the class $-1$ never occurs.
    """
    x1, x2 = sp.symbols("x1 x2", real=True)
    value = sp.Max(x2, sp.Max(0, x1))
    possible = value.is_negative if label < 0 else value.is_positive  # None: it depends on the input
    axis = grid(-2, 2, 41)
    smallest = y(*torch.cartesian_prod(axis, axis).T).min()
    return possible is not False, (
        f"on a grid over $[{short(axis[0])}, {short(axis[-1])}]^2$ the smallest $y$ is ${short(smallest)}$"
    )


@statement(topic="pieces", claim=1, rival=0)
def pieces_06(extra):
    r"""A ReLU network $\mathbb{R} \to \mathbb{R}$ with one hidden layer of $n$ units has at most $n + 1$ linear
    pieces.

    Each unit has at most one kink, where its pre-activation $wx + b$ changes sign, and $n$ points cut the line into
    $n + 1$ parts.
    """

    x = grid(-8.005, 8.005, 1602)
    counts = [count_pieces(zigzag, x), count_pieces(network(1, 3, 1), x)]
    return max(counts) <= 3 + extra, f"three units with kinks at $0, 1, 2$ give {counts[0]} pieces"


@statement(topic="pieces", claim=7, rival=16)
def pieces_07(bound):
    r"""A ReLU network $\mathbb{R} \to \mathbb{R}$ with two hidden layers of three units (six in total) has at most
    $2 \cdot 3 + 1 = 7$ linear pieces.

    Depth multiplies: each rising or falling piece of the first layer can run through all kinks of the second layer
    again.
    """

    found = count_pieces(lambda x: zigzag(4 * zigzag(x) - 1), grid(-4.005, 4.005, 802))
    return found <= bound, (
        rf"3 + 3 = 6 units: for $g(x) = \max(0, x) - 2\max(0, x - 1) + 2\max(0, x - 2)$, $g(4g(x) - 1)$ has {found}"
    )


@statement(topic="pieces", claim=nn.ReLU, rival=nn.Tanh)
def pieces_08(activation):
    r"""The Hessian of the scalar output of a ReLU network (affine layers and ReLUs, nothing else) with respect to
    its input is zero almost everywhere.

    The output is affine on each of finitely many linear regions, and the borders between them have measure zero.
    """
    net = network(2, 16, 16, 1, activation=activation)
    hessians = [torch.autograd.functional.hessian(lambda x: net(x).sum(), x) for x in sample(10, 2)]
    largest = max(H.abs().max().item() for H in hessians)
    return largest == 0, f"at 10 random inputs the largest entry of the Hessian is ${short(largest)}$"

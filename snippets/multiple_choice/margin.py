"""Statements about the perceptron loss and losses with a margin."""

import sympy as sp
import torch
from torch.nn import functional

from snippets.multiple_choice.tools import grid, samples, short, slope
from snippets.statements import statement


def margin_loss(margin, yt):
    """max(0, margin - yt): the perceptron loss for margin 0, the hinge loss for margin 1."""
    return torch.relu(margin - yt)


def perceptron(yt):
    return margin_loss(0, yt)


def hinge(yt):
    return margin_loss(1, yt)


def zero_one(yt):
    """1 for a misclassified point, else 0."""
    return (yt < 0).double()


@statement(topic="margin", claim=0, rival=1)
def margin_01(margin):
    r"""The perceptron loss $\max(0, -yt)$ has **no** margin: it is 0 as soon as $yt \ge 0$, so for a linear model
    $y = w^\top x$ even the constant model $w = 0$ minimises it on **every** data set.

    The loss is never negative, and $w = 0$ gives $y = 0$, hence loss 0 at each point. This is its main problem:
    points next to the boundary, and even a constant model, cost nothing.
    """
    X, t = samples((50, 3), 50)
    loss = margin_loss(margin, (X @ torch.zeros(3, dtype=torch.double)) * t.sign()).mean().item()
    near = margin_loss(margin, torch.tensor(0.01)).item()
    return loss == near == 0, (
        f"the mean loss of $w = 0$ on 50 random points is ${short(loss)}$, the loss at $yt = 0.01$ is ${short(near)}$"
    )


@statement(topic="margin", claim=0, rival=1)
def margin_02(margin):
    r"""The perceptron loss $\max(0, -yt)$ is positive for correctly classified points, $yt > 0$, that lie close
    enough to the decision boundary.

    A correctly classified point has $yt > 0$, so $-yt < 0$ and the maximum is 0, however close the boundary is.
    """
    losses = [margin_loss(margin, torch.tensor(yt)).item() for yt in (0.1, 0.01, 0.001)]
    return min(losses) > 0, f"at $yt = 0.001$ the loss is ${short(losses[-1])}$"


@statement(topic="margin", claim=0, rival=1)
def margin_03(margin):
    r"""The perceptron loss $\max(0, -yt)$ is an upper bound of the 0/1 loss, which is 1 for $yt < 0$ and 0 for $yt
    \ge 0$, so a small mean loss means a small share of errors.

    For $-1 < yt < 0$ it is $-yt < 1$; the hinge loss $\max(0, 1 - yt)$ is a bound: above 1 for $yt < 0$, and nowhere
    negative.
    """
    yt = grid(-3, 3, 601)
    near = torch.tensor(-0.1)
    return (margin_loss(margin, yt) >= zero_one(yt)).all(), (
        f"at $yt = -0.1$ it is ${short(margin_loss(margin, near))}$, the 0/1 loss is ${short(zero_one(near))}$"
    )


@statement(topic="margin", claim=-1, rival=0)
def margin_04(factor):
    r"""A point with $0 < yt < 1$, $t \in \{-1, 1\}$, is classified correctly, and still the derivative of its hinge
    loss $\max(0, 1 - yt)$ with respect to $y$ is $-t$.

    For $yt < 1$ the maximum is $1 - yt$, whose derivative is $-t$: the hinge loss asks for a margin.
    """
    points = (_, (y, t), (y2, t2)) = [(0.1, 1), (0.9, 1), (-0.5, -1)]
    found = [slope(lambda y, t=t: hinge(y * t), at=y) for y, t in points]
    loss = short(hinge(torch.tensor(y * t)))
    return found == [factor * t for _, t in points], (
        f"at $y = {y}$, $t = {t}$ the loss is ${loss}$, the derivative ${short(found[1])}$; "
        f"at $y = {y2}$, $t = {t2}$ it is ${short(found[2])}$"
    )


@statement(topic="margin", claim=-1, rival=1)
def margin_05(factor):
    r"""For a misclassified point ($yt < 0$) the derivative of the perceptron loss $\max(0, -yt)$ with respect to $y$
    is $-t$.

    There $-yt > 0$, so the maximum is $-yt$, whose derivative is $-t$.
    """
    points = ((y, t), _, (y2, t2)) = [(-0.7, 1), (-5, 1), (0.7, -1)]
    found = [slope(lambda y, t=t: perceptron(y * t), at=y) for y, t in points]
    return found == [factor * t for _, t in points], (
        f"at $y = {y}$, $t = {t}$ it is ${short(found[0])}$; at $y = {y2}$, $t = {t2}$ it is ${short(found[2])}$"
    )


@statement(topic="margin", claim=1, rival=2)
def margin_06(power):
    r"""For misclassified points ($yt < 0$) with $t \in \{-1, 1\}$, the size $|\partial L/\partial y|$ for the
    perceptron loss $L = \max(0, -yt)$ grows with $|y|$.

    It is $|{-t}| = 1$ for each misclassified point, whether it lies just beyond the boundary or far beyond.
    """
    near, far = (abs(slope(lambda y: perceptron(y) ** power, at=y)) for y in (-0.1, -10))
    return far > near, f"for $t = 1$ it is ${short(near)}$ at $y = -0.1$ and ${short(far)}$ at $y = -10$"


@statement(topic="margin", claim=perceptron, rival=zero_one)
def margin_07(loss):
    r"""The perceptron loss $\max(0, -yt)$ is convex in $y$.

    It is the maximum of $0$ and $-yt$, both affine in $y$, and a maximum of affine functions is convex.
    """
    a, b = grid(-5, 5, 101)[:, None], grid(-5, 5, 101)
    gap = (loss(a) + loss(b)) / 2 - loss((a + b) / 2)
    return gap.min() > -1e-12, (
        f"for $t = 1$ the middles of {gap.numel()} chords lie between ${short(round(gap.min().item(), 9))}$ and "
        f"${short(gap.max())}$ above the graph"
    )


@statement(topic="margin", claim=(0.001, 1.0, 1000.0), rival=(-1.0, 1.0))
def margin_08(factors):
    r"""For a linear model $y = w^\top x$: if $w$ has perceptron loss 0 on the training data, so has $cw$ for
    **every** $c > 0$, because it classifies the points alike.

    $y$ is multiplied by $c > 0$, so the sign of each $yt$ stays; the loss fixes neither a scale nor a margin.
    """
    X, w = samples((50, 3), 3)
    t = (X @ w).sign()
    losses = [perceptron((X @ (c * w)) * t).mean().item() for c in factors]
    return losses == [0] * len(factors), (
        f"on 50 points classified by $w$, $c = {short(factors[0])}$ and $c = {factors[-1]:.0f}$ give the losses "
        f"${short(losses[0])}$ and ${short(losses[-1])}$"
    )


@statement(topic="margin", claim=0, rival=1)
def margin_09(margin):
    r"""For **every** finite data set with two features that a linear model $y = w^\top x$ separates, there is
    **exactly one** direction $w/\|w\|$ with perceptron loss 0.

    If $y_it_i > 0$ at all of finitely many points, each $w$ turned by little enough still satisfies it, so a whole
    cone of $w$ has loss 0.
    """
    X, t = torch.tensor([[1.0, 0], [-1, 0]], dtype=torch.double), torch.tensor([1.0, -1])
    angles = torch.arange(0, 360, 4, dtype=torch.double).deg2rad()
    directions = torch.stack([angles.cos(), angles.sin()])
    zero = (margin_loss(margin, (X @ directions) * t[:, None]).sum(0) == 0).sum().item()
    return zero == 1, rf"for $x = (\pm1, 0)$ with $t = \pm1$, {zero} of {len(angles)} directions have the loss 0"


@statement(topic="margin", claim=functional.softplus, rival=torch.relu)
def margin_10(function):
    r"""The derivative of the log-loss $\log(1 + e^{-yt})$ with respect to $y$ is 0 for **every** correctly classified
    point, $yt > 0$, so training ends as soon as none is misclassified.

    It is $-t\,\sigma(-yt)$ with the logistic sigmoid $\sigma > 0$: small for large $yt$, but 0 nowhere.
    """
    found = [slope(lambda y: function(-y), at=yt) for yt in (0.5, 2, 5)]
    return not any(found), f"for $t = 1$ it is ${short(found[1])}$ at $y = 2$ and ${short(found[2])}$ at $y = 5$"


@statement(topic="margin", claim=2, rival=1)
def margin_11(factor):
    r"""The kernel $(1 + x^\top z)^2$ of two vectors in the plane is the inner product of six features of $x$ and of
    $z$: $1$, $\sqrt2x_1$, $\sqrt2x_2$, $x_1^2$, $\sqrt2x_1x_2$, $x_2^2$.

    $(1 + x_1z_1 + x_2z_2)^2$, multiplied out, has the squares of the three summands and twice each product of two.
    """
    x1, x2, z1, z2 = sp.symbols("x1 x2 z1 z2", real=True)

    def features(a, b):
        root = sp.sqrt(factor)
        return sp.Matrix([1, root * a, root * b, a**2, root * a * b, b**2])

    kernel, product = (1 + x1 * z1 + x2 * z2) ** 2, features(x1, x2).dot(features(z1, z2))
    at = {x1: 1, x2: 2, z1: 3, z2: 1}
    return sp.expand(kernel - product) == 0, (
        f"$x = (1, 2)$, $z = (3, 1)$: the kernel is ${kernel.subs(at)}$, the six products are "
        f"${', '.join(str(sp.simplify(a * b).subs(at)) for a, b in zip(features(x1, x2), features(z1, z2)))}$"
    )


@statement(topic="margin", claim=2, rival=1)
def margin_12(moved):
    r"""Moving a training point that already lies far beyond the margin, on its right side, even further away shifts the
    boundary of a support vector machine (separable data, hard margin).

    Its condition $t(w^\top x + b) \ge 1$ stays satisfied with room to spare, so the shortest $w$ stays: only support
    vectors count.
    """
    t = torch.tensor([-1.0, 1.0, 1.0], dtype=torch.double)

    def boundary(x):
        w, b = torch.cartesian_prod(grid(0.1, 2, 20), grid(-4, 4, 161)).T
        allowed = (t * (w[:, None] * x + b[:, None]) >= 1 - 1e-9).all(1)
        best = w[allowed].argmin()
        return round((-b[allowed][best] / w[allowed][best]).item(), 9)

    before = torch.tensor([-1.0, 1.0, 3.0], dtype=torch.double)
    after, further = before.clone(), before.clone()
    after[moved] += 0.5
    further[2] += 6
    stays = boundary(before), boundary(further)
    return abs(boundary(after) - stays[0]) > 1e-6, (
        f"$x = -1$ against $1, 3$: the boundary is ${short(stays[0])}$, with 9 in place of 3 it is ${short(stays[1])}$"
    )

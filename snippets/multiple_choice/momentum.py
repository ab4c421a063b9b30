"""Statements on momentum and on schedules of the step size."""

import torch
from torch import nn

from snippets.multiple_choice.tools import sample, short
from snippets.statements import statement


def steps(gradient, count, start=0.0, **options):
    """The weights that `torch.optim.SGD` runs through."""
    w = nn.Parameter(torch.tensor(start, dtype=torch.double))
    optimiser, seen = torch.optim.SGD([w], **options), [start]
    for k in range(count):
        w.grad = gradient(w.detach(), k)
        optimiser.step()
        seen.append(w.item())
    return seen


@statement(topic="momentum", claim=10, rival=9)
def momentum_01(factor):
    r"""With momentum 0.9 and a gradient that stays the same, the steps of `torch.optim.SGD` approach ten times the
    length of those without momentum, because the velocity is a geometric series.

    $v\leftarrow0.9v + g$ adds up to $g(1 + 0.9 + 0.9^2 + \dots) = g/(1 - 0.9) = 10g$.
    """
    w = steps(lambda w, k: torch.ones_like(w), 300, lr=0.1, momentum=0.9)
    first, last = w[0] - w[1], w[-2] - w[-1]
    return abs(
        last / first - factor
    ) < 1e-6, f"$\\eta = 0.1$, $g = 1$: the first step is ${short(first)}$, the 300th ${short(last)}$"


@statement(topic="momentum", claim=0.9, rival=0.0)
def momentum_02(momentum):
    r"""With the step size 0.1, at which plain gradient descent lowers $J(w) = \frac12w^2$ in **every** step, momentum
    0.9 lowers it in **every** step too.

    The velocity carries $w$ past the minimum and up the other side, so $J$ rises there until the velocity turns.
    """
    w = torch.tensor(steps(lambda w, k: w, 60, start=1.0, lr=0.1, momentum=momentum), dtype=torch.double)
    loss = w.square() / 2
    rises = int((loss.diff() > 0).sum())
    return rises == 0, f"from $w = 1$, 60 steps: the loss rises in {rises} of them"


@statement(topic="momentum", claim=lambda k: 1 / k, rival=lambda k: 0.1)
def momentum_03(schedule):
    r"""For the loss $\frac12(w - t_k)^2$ of a single example in step $k$, stochastic gradient descent with the step
    sizes $\eta_k = \frac1k$ makes $w$ the mean of the targets seen so far.

    $w - \frac1k(w - t_k) = \frac{(k - 1)w + t_k}k$: if $w$ is the mean of $k - 1$ targets, this is the mean of $k$.
    The first step makes $w = t_1$.
    """
    t, w = sample(50), torch.zeros((), dtype=torch.double)
    for k, target in enumerate(t, 1):
        w = w - schedule(k) * (w - target)
    apart = abs(w.item() - t.mean().item())
    return apart < 1e-9, f"50 random targets: $w$ and their mean differ by ${short(round(apart, 9))}$, to nine decimals"


@statement(topic="momentum", claim=(1.0, -1.0), rival=(0.0, 0.0))
def momentum_04(targets):
    r"""Whatever the data are, stochastic gradient descent that takes the examples in turn ends in the minimum of the
    mean loss exactly, if its constant step size is small enough.

    At the minimum the *mean* of the gradients is 0; a single example still pulls, so $w$ keeps moving to and fro.
    """
    w = steps(lambda w, k: w - targets[k % 2], 1001, start=0.5, lr=0.1)
    apart = max(abs(value) for value in w[-2:])
    return apart < 1e-6, (
        rf"$\frac12(w - t)^2$ with $t = 1, -1$ in turn, $\eta = 0.1$: $w$ ends up between ${short(min(w[-2:]))}$ and "
        f"${short(max(w[-2:]))}$"
    )

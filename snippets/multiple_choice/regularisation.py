"""Statements about regularisation."""

import sympy as sp
import torch
from torch import nn

from snippets.multiple_choice.seeds import generator
from snippets.multiple_choice.tools import expectation, grid, samples, short
from snippets.statements import statement


def dropped(p, count):
    """What `nn.Dropout(p)` makes of so many ones in training mode; the global random state is left as it was."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(generator().initial_seed())
        return nn.Dropout(p)(torch.ones(count, dtype=torch.double))


def without_data(optimiser, weight):
    """A weight after one step with step size 0.1, weight decay 0.5 and a data gradient of 0."""
    parameter = nn.Parameter(torch.tensor(weight, dtype=torch.double))
    parameter.grad = torch.zeros_like(parameter)
    optimiser([parameter], lr=0.1, weight_decay=0.5).step()
    return parameter.item()


@statement(topic="regularisation", claim=0.5, rival=1.0)
def regularisation_01(factor):
    """In evaluation mode (`model.eval()`) the layer `torch.nn.Dropout(0.5)` multiplies **every** activation by 0.5,
    which makes up for those that it set to zero in training.

    PyTorch scales during training instead (kept activations are divided by $1 - p$); in evaluation mode the layer is
    the identity.
    """
    x, layer = torch.tensor([1.0, 2.0, 3.0]), nn.Dropout(0.5).eval()
    found = layer(x)
    return torch.equal(found, factor * x), (
        f"with $p = {layer.p}$, $(1, 2, 3)$ becomes $({', '.join(map(short, found.tolist()))})$"
    )


@statement(topic="regularisation", claim=1.0, rival=0.75)
def regularisation_02(mean):
    r"""In training mode `torch.nn.Dropout(p)` with $p < 1$ leaves the expected value of **every** activation
    that it is applied to unchanged.

    An activation $a$ becomes $a/(1-p)$ with probability $1 - p$, else 0, so its expected value is $(1 - p)\,a/(1 -
    p) = a$.
    """
    p, out = 0.25, dropped(0.25, 100_000)
    kept = out.max().item()
    exact = abs((1 - p) * kept - mean) < 1e-9
    return exact and abs(out.mean().item() - mean) < 0.02, (
        rf"$p = {p}$: a kept 1 becomes ${short(kept, 4)}$, "
        rf"the expected value is ${1 - p} \cdot {short(kept, 4)} = {short((1 - p) * kept)}$"
    )


@statement(topic="regularisation", claim=(1, 1), rival=(0, 1))
def regularisation_03(powers):
    r"""In `torch.optim.SGD` without momentum, the option `weight_decay` $= \lambda$ at step size $\eta$ multiplies
    **every** weight that has a gradient by $1 - \eta\lambda$ at **every** step, besides the step along the data
    gradient.

    The option adds $\lambda w$ to the gradient $g$: $w - \eta(g + \lambda w) = (1 - \eta\lambda)w - \eta g$.
    """
    said = 1 - 0.1 ** powers[0] * 0.5 ** powers[1]
    found = [without_data(torch.optim.SGD, weight) for weight in (4.0, -2.0)]
    return all(abs(a - b) < 1e-9 for a, b in zip(found, (4 * said, -2 * said))), (
        rf"$\eta = 0.1$, $\lambda = 0.5$, $g = 0$: $4$ becomes ${short(found[0])}$, $-2$ becomes ${short(found[1])}$"
    )


@statement(topic="regularisation", claim=torch.optim.Adam, rival=torch.optim.AdamW)
def regularisation_04(optimiser):
    r"""In `torch.optim.Adam`, as in SGD, the option `weight_decay` $= \lambda$ at step size $\eta$ multiplies
    **every** weight that has a gradient by $1 - \eta\lambda$ at **every** step, besides the step along the data
    gradient.

    Adam adds $\lambda w$ to the gradient and then divides by its size, so without a data gradient the decay is a step
    of about $\eta$, whatever the weight; `AdamW` multiplies.
    """
    found = without_data(optimiser, 4.0)
    return abs(found - 4 * (1 - 0.1 * 0.5)) < 1e-6, (
        rf"$\eta = 0.1$, $\lambda = 0.5$, data gradient 0: $4$ becomes ${short(found)}$, "
        rf"but $(1 - \eta\lambda) \cdot 4 = {short(4 * 0.95)}$"
    )


@statement(topic="regularisation", claim=sp.Rational(1, 2), rival=0, says=r"\sqrt{h}\,")
def regularisation_05(power):
    r"""For $f(x) = \sum_{j=1}^h s_j\max(0, w_j^\top x + b_j)$ with $s_j = \pm1$ and the $w_j$ as columns of $W$,
    the gradient satisfies $\|\partial f/\partial x\| \le \sqrt{h}\,\|W\|_F$ (Frobenius norm) wherever $f$ is
    differentiable.

    The gradient is a sum of some $\pm w_j$, and $\sum_j\|w_j\| \le \sqrt{h}\,\|W\|_F$ (triangle inequality,
    Cauchy–Schwarz).
    """

    def sides(W, b, s, x):
        gradient = W @ (s * (W.T @ x + b > 0))
        return gradient.norm().item(), W.shape[1] ** float(power) * W.norm().item()

    W, b, s, x = samples((5, 7), 7, 7, 5)
    equal = torch.tensor([[1.0] * 4, [0.0] * 4])  # four equal units, all active
    pairs = [sides(W, b, s.sign(), x), sides(equal, torch.ones(4), torch.ones(4), torch.zeros(2))]
    return all(left <= right + 1e-9 for left, right in pairs), (
        f"four equal active units $w_j = (1, 0)$: the gradient has norm ${short(pairs[1][0])}$, "
        f"the bound is ${short(pairs[1][1])}$"
    )


@statement(topic="regularisation", claim=sp.Rational(1, 2), rival=1)
def regularisation_06(factor):
    r"""For $y = w^\top x$ and the loss $\frac12(y - t)^2$, independent input noise $\mathcal{N}(0, s^2I)$ adds, in
    expectation, the penalty $\frac{s^2}{2}\|w\|^2$.

    $\frac12\mathbb{E}(w^\top(x + \varepsilon) - t)^2 = \frac12(w^\top x - t)^2 + \frac{s^2}{2}\|w\|^2$: the cross
    term has mean 0.
    """
    w, x, e = (sp.Matrix(sp.symbols(f"{name}1:3", real=True)) for name in "wxe")
    t, s = sp.symbols("t s", real=True)
    noisy = expectation((w.dot(x + e) - t) ** 2 / 2, list(e), s**2)
    extra = sp.factor(sp.expand(noisy - (w.dot(x) - t) ** 2 / 2))
    return sp.expand(extra - factor * s**2 * w.dot(w)) == 0, f"for two inputs the noise adds ${sp.latex(extra)}$"


@statement(topic="regularisation", claim=0.3, rival=0.0, says="**always**")
def regularisation_07(noise):
    """The epoch with the lowest training loss **always** has the lowest loss on new data too, so early stopping can
    do without a validation set of its own.

    With enough steps training also fits the noise in the targets, and then the training loss still falls while the
    loss on new data rises.
    """
    X, t = torch.tensor([[1.0, 0], [0, 0.3]], dtype=torch.double), torch.tensor([1, noise], dtype=torch.double)
    w, training, new = torch.zeros(2, dtype=torch.double), [], []
    for _ in range(200):
        w = w - 0.1 * X.T @ (X @ w - t)
        training.append((X @ w - t).square().sum().item())
        new.append((w[0] - 1).square().item() + w[1].square().item())  # the truth is w = (1, 0)
    chosen, best = training.index(min(training)), new.index(min(new))
    return chosen == best, (
        f"training loss lowest in epoch {chosen + 1} (new data: ${short(new[chosen])}$), "
        f"new data best in epoch {best + 1} (${short(new[best])}$)"
    )


@statement(topic="regularisation", claim=2, rival=1)
def regularisation_08(power):
    r"""An L2 penalty can switch a weight off: for $a \ne 0$ the minimum of $\frac12(w - a)^2 + \lambda w^2$ lies at
    $w = 0$ for **some** $\lambda > 0$.

    It lies at $w = a/(1 + 2\lambda) \ne 0$, small but never 0; the L1 penalty $\lambda|w|$ puts it at 0 as soon as
    $\lambda \ge |a|$.
    """
    w = grid(-1, 1, 20001)
    best = [w[((w - 0.5) ** 2 / 2 + size * w.abs() ** power).argmin()].item() for size in (1, 10, 100)]
    return abs(best[-1]) < 1e-9, (
        rf"$a = 0.5$: $\lambda = 1, 10, 100$ give $w = {short(best[0])}$, ${short(best[1])}$ and ${short(best[2])}$"
    )

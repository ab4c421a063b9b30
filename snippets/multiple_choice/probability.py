"""Statements about probabilities and the losses made from them."""

import math
import operator

import sympy as sp
import torch
from torch.nn import functional

from snippets.multiple_choice.tools import grid, short
from snippets.statements import statement

LOGITS = sp.Matrix(sp.symbols("z1:4", real=True))


def softmax(z):
    return z.applyfunc(sp.exp) / sum(z.applyfunc(sp.exp))


def cross_entropy(z):
    """Of the softmax of the logits, when the second class is right."""
    return -sp.log(softmax(z)[1])


def numbers(vector):
    """A vector as text."""
    return f"({', '.join(short(part) for part in vector)})"


def kl(p, q):
    return (p * (p / q).log()).sum().item()


def squared_distance(p, q):
    return (p - q).square().sum().item()


def plus_to_one(t):
    """Label 1 for t = 1, label 0 for t = -1."""
    return (t + 1) / 2


def plus_to_zero(t):
    return (1 - t) / 2


@statement(topic="probability", claim=1, rival=-1)
def probability_01(sign):
    r"""The gradient of the softmax cross-entropy with respect to the logits $z$ is $p - e_t$: the predicted
    probabilities $p$ minus the one-hot vector $e_t$ of the right class $t$.

    The loss is $\log\sum_k e^{z_k} - z_t$; the first term has the gradient $e^{z_j}/\sum_k e^{z_k} = p_j$, the
    second $-e_t$.
    """
    gradient = sp.Matrix([sp.diff(cross_entropy(LOGITS), z) for z in LOGITS])
    difference = gradient - sign * (softmax(LOGITS) - sp.Matrix([0, 1, 0]))
    equal_logits = gradient.subs(dict.fromkeys(LOGITS, 0))
    return difference.applyfunc(sp.cancel).is_zero_matrix, (
        r"three equal logits, the second class is right: $p = (\frac13, \frac13, \frac13)$, gradient "
        f"${numbers(equal_logits)}$"
    )


@statement(topic="probability", claim=(1, 1, 1), rival=(1, 0, 0))
def probability_02(direction):
    r"""Adding the same constant $c \ne 0$ to **all** logits changes the softmax cross-entropy.

    Numerator and denominator of each softmax probability are multiplied by $e^c$, which cancels.
    """
    c = sp.Symbol("c", real=True)
    change = sp.cancel(sp.diff(cross_entropy(LOGITS + c * sp.Matrix(direction)), c).expand())
    logits, right = torch.tensor([1.0, 2, 3], dtype=torch.double), torch.tensor(1)
    before = functional.cross_entropy(logits, right)
    after = functional.cross_entropy(logits + 7 * torch.tensor(direction), right)
    return change != 0, (
        f"logits $(1, 2, 3)$, the second class is right: the loss is ${short(before)}$, "
        f"with $c = 7$ it is ${short(after)}$"
    )


@statement(topic="probability", claim=plus_to_one, rival=plus_to_zero)
def probability_03(label):
    r"""For $t \in \{-1, 1\}$ the log-loss $\log(1 + e^{-yt})$ equals the binary cross-entropy of the logit $y$ with
    the label $\frac{t + 1}{2}$.

    Both are $-\log\sigma(yt)$: the label 1 gives $-\log\sigma(y)$, the label 0 gives $-\log(1 - \sigma(y)) =
    -\log\sigma(-y)$.
    """
    y, t = torch.cartesian_prod(grid(-5, 5, 41), torch.tensor([-1.0, 1.0], dtype=torch.double)).T
    log_loss = functional.softplus(-y * t)
    entropy = functional.binary_cross_entropy_with_logits(y, label(t), reduction="none")
    at = int(((y == 2) & (t == 1)).nonzero())
    return torch.allclose(log_loss, entropy), (
        f"at $y = 2$, $t = 1$ the two are ${short(log_loss[at])}$ and ${short(entropy[at])}$"
    )


@statement(topic="probability", claim=math.e, rival=2, says="the natural logarithm")
def probability_04(base):
    r"""With the natural logarithm, $\log(1 + e^{-yt})$ is an upper bound of the 0/1 loss that counts $yt \le 0$ as an
    error, so its mean over $N$ points is at least the share of errors.

    At $yt = 0$ it is $\log 2 < 1$; with a base of at most 2 it is a bound, usually 2.
    """
    yt = grid(-3, 3, 601)
    yt[300] = 0
    loss, errors = functional.softplus(-yt) / math.log(base), (yt <= 0).double()
    holds = (loss >= errors - 1e-12).all()
    return holds, f"at $yt = 0$ it is ${short(loss[300])}$, but the 0/1 loss is ${short(errors[300])}$"


@statement(topic="probability", claim=2, rival=1)
def probability_05(power):
    r"""If the data are independent and normally distributed with mean $y$ and a fixed variance, then the $y$ of
    largest likelihood for given data is the one with the smallest squared error.

    $-\log p(t \mid y) = \frac{(t - y)^2}{2\sigma^2} + \text{const}$, so the negative log-likelihood is an increasing
    function of the squared error.
    """
    y, t, s = sp.Symbol("y", real=True), sp.Symbol("t", real=True), sp.Symbol("sigma", positive=True)
    density = sp.exp(-((t - y) ** 2) / (2 * s**2)) / sp.sqrt(2 * sp.pi * s**2)
    likelihood = sp.expand_log(-sp.log(density), force=True)  # its negative logarithm
    normal = sp.integrate(density.subs(y, 0), (t, -sp.oo, sp.oo)) == 1
    constant = sp.expand(sp.diff(likelihood - abs(t - y) ** power / (2 * s**2), y)) == 0
    pair = (formula.subs({t: 3, s: 1}) for formula in (likelihood, (t - y) ** 2 / 2))
    growth = [formula.subs(y, 1) - formula.subs(y, 3) for formula in pair]
    return normal and constant, (
        rf"$t = 3$, $\sigma = 1$, $y$ from 3 to 1: $-\log p$ grows by ${short(growth[0])}$, "
        rf"half the squared error by ${short(growth[1])}$"
    )


@statement(topic="probability", claim=operator.mul, rival=operator.add)
def probability_06(operation):
    """If **all** logits are multiplied by the same factor $c > 0$, the softmax probabilities stay as they were, as
    they do when a constant is added.

    The ratio of two probabilities is $e^{c(z_i - z_j)}$, which depends on $c$ unless $z_i = z_j$; only their order
    stays.
    """
    logits = torch.tensor([0.0, 1.0], dtype=torch.double)
    before, after = logits.softmax(0), operation(logits, 3).softmax(0)
    return torch.allclose(before, after), (
        f"logits $(0, 1)$ give the probabilities ${numbers(before)}$, with $c = 3$ ${numbers(after)}$"
    )


@statement(topic="probability", claim=kl, rival=squared_distance)
def probability_07(distance):
    r"""The Kullback–Leibler divergence $\sum_k p_k\log\frac{p_k}{q_k}$ is symmetric: exchanging the distributions $p$
    and $q$ **never** changes it, as with a distance.

    It weights the logarithms with $p$ only; exchanging $p = (0.5, 0.5)$ and $q = (0.9, 0.1)$ gives another number.
    """
    p, q = (torch.tensor(values, dtype=torch.double) for values in ((0.5, 0.5), (0.9, 0.1)))
    there, back = distance(p, q), distance(q, p)
    return abs(there - back) < 1e-9, (
        f"$p = (0.5, 0.5)$ and $q = (0.9, 0.1)$ give ${short(there)}$, exchanged ${short(back)}$"
    )


@statement(topic="probability", claim="squared error", rival="cross-entropy")
def probability_08(loss):
    r"""With a sigmoid output $\sigma(z)$ and the label 1, the gradient of the squared error $\frac12(\sigma(z) -
    1)^2$ with respect to $z$ tends to 0 for $z \to -\infty$, although the answer is then completely wrong.

    It is $(\sigma - 1)\,\sigma(1 - \sigma)$ with $\sigma \to 0$; the cross-entropy's gradient $\sigma - 1$ tends to
    $-1$ and keeps the training going.
    """
    z = sp.Symbol("z", real=True)
    sigmoid = sp.exp(z) / (1 + sp.exp(z))
    losses = {"squared error": (sigmoid - 1) ** 2 / 2, "cross-entropy": -sp.log(sigmoid)}
    gradient = sp.cancel(sp.diff(losses[loss], z))
    at_zero, at_ten = short(gradient.subs(z, 0)), short(gradient.subs(z, -10), 2)
    return sp.limit(gradient, z, -sp.oo) == 0, (
        f"the gradient of the {loss} is ${at_zero}$ at $z = 0$ and ${at_ten}$ at $z = -10$"
    )

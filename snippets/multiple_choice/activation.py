"""Statements about activations other than ReLU."""

import sympy as sp
import torch
from torch import nn
from torch.nn import functional

from snippets.multiple_choice.tools import grid, network, sample, short, slope, vanishes
from snippets.statements import statement


@statement(topic="activation", claim=sp.Rational(1, 4), rival=sp.Rational(1, 5))
def activation_01(bound):
    r"""The derivative of the logistic sigmoid $\sigma(z) = 1/(1 + e^{-z})$ is at most $\frac14$ for **every** $z$.

    $\sigma' = \sigma(1 - \sigma) = \frac14 - (\sigma - \frac12)^2 \le \frac14$, with equality at $z = 0$.
    """
    z, s = sp.symbols("z s", real=True)
    sigmoid = 1 / (1 + sp.exp(-z))
    logistic = vanishes(sp.diff(sigmoid, z) - sigmoid * (1 - sigmoid))
    below = sp.discriminant(bound - s * (1 - s), s) <= 0  # a parabola that opens upwards and never gets below 0
    return logistic and below, rf"the largest value is $\sigma'(0) = {short(sp.diff(sigmoid, z).subs(z, 0))}$"


@statement(topic="activation", claim=sp.Rational(1, 4), rival=1)
def activation_02(bound):
    r"""The derivative of $\tanh$ is at most $\frac14$ for **every** $z$.

    $\tanh' = 1 - \tanh^2$ reaches 1 at $z = 0$; the bound $\frac14$ belongs to the sigmoid.
    """
    z, s = sp.symbols("z s", real=True)
    rule = sp.diff(sp.tanh(z), z) == 1 - sp.tanh(z) ** 2
    below = sp.discriminant(bound - (1 - s**2), s) <= 0  # a parabola that opens upwards and never gets below 0
    return rule and below, rf"$\tanh'(0) = {short(slope(torch.tanh, at=0))}$"


@statement(topic="activation", claim=0.0, rival=0.01)
def activation_03(derivative):
    r"""For negative inputs, $z < 0$, the derivative of the leaky ReLU $\max(0.01z, z)$ is 0, as for ReLU.

    For $z < 0$ the maximum is $0.01z$, whose derivative is 0.01: small, but not 0.
    """
    found = [slope(lambda z: functional.leaky_relu(z, 0.01), at) for at in (-0.1, -2, -50)]
    return set(found) == {derivative}, f"at $z = -2$ the derivative is ${short(found[1])}$"


@statement(topic="activation", claim=nn.Identity, rival=nn.ReLU)
def activation_04(activation):
    r"""If **all** ReLUs of a network built from affine layers and ReLUs are replaced by the identity, it can
    represent **only** affine functions.

    $W_2(W_1x + b_1) + b_2 = (W_2W_1)x + (W_2b_1 + b_2)$ is affine again, and so on for each further layer.
    """
    net = network(3, 9, 9, 2, activation=activation)
    x, d = sample(2, 50, 3)
    bend = (net(x + d) + net(x - d) - 2 * net(x)).abs().max().item()
    return bend < 1e-9, (
        f"largest $|f(x + d) + f(x - d) - 2f(x)|$ at 50 random $x$ and $d$, to nine decimals: ${short(round(bend, 9))}$"
    )


@statement(topic="activation", claim=1, rival=2)
def activation_05(factor):
    r"""$\tanh z = 2\sigma(z) - 1$ for **every** $z$, where $\sigma(z) = 1/(1 + e^{-z})$ is the logistic sigmoid and
    $\tanh$ the hyperbolic tangent.

    Dividing $\sinh z$ and $\cosh z$ by $e^z$ gives $\tanh z = \frac{1 - e^{-2z}}{1 + e^{-2z}} = 2\sigma(2z) - 1$, and
    $\sigma(2z) \ne \sigma(z)$ for $z \ne 0$.
    """
    z = sp.Symbol("z", real=True)
    right = 2 / (1 + sp.exp(-factor * z)) - 1
    at_one = short(sp.tanh(1)), short(2 / (1 + sp.exp(-1)) - 1)
    return vanishes(sp.tanh(z) - right), rf"at $z = 1$: $\tanh z = {at_one[0]}$, but $2\sigma(z) - 1 = {at_one[1]}$"


@statement(topic="activation", claim=4, rival=5)
def activation_06(base):
    r"""In a chain of ten sigmoid units, $h_k = \sigma(h_{k-1})$, the gradient satisfies $0 < dh_{10}/dh_0 \le
    4^{-10} < 10^{-6}$ for **every** $h_0$.

    By the chain rule it is a product of ten derivatives $\sigma'(h_{k-1})$, and each lies in $(0, \frac14]$.
    """
    start = grid(-20, 20).requires_grad_()
    h = start
    for _ in range(10):
        h = torch.sigmoid(h)
    gradients = torch.autograd.grad(h.sum(), start)[0]
    smallest, largest = gradients.min().item(), gradients.max().item()
    return smallest > 0 and largest <= base**-10 < 1e-6, (
        rf"for $|h_0| \le 20$ the gradient lies between ${short(smallest, 2)}$ and ${short(largest, 2)}$"
    )

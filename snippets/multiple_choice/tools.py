"""Shared by the statements: proofs by cases, expectations over noise, small networks, slopes, numbers as text."""

from itertools import pairwise

import sympy as sp
import torch
from torch import nn

from snippets.multiple_choice.seeds import generator


def relu(z):
    """ReLU as a SymPy formula."""
    return sp.Max(0, z)


def by_sign(expression, symbol):
    """The expression for a positive, a zero and a negative symbol: together all real numbers."""
    size = sp.Symbol("p", positive=True)
    return [sp.expand(expression.subs(symbol, case)) for case in (size, 0, -size)]


def vanishes(expression):
    """Whether a formula of exponentials and hyperbolic functions is 0 everywhere, as a fraction in powers of e."""
    return sp.cancel(expression.rewrite(sp.exp)) == 0


def expectation(expression, noise, variance):
    """Over independent noise of mean 0, for a polynomial of degree two in it: squares give the variance, the rest 0."""
    terms = sp.Poly(expression, *noise).terms()
    return sum(factor * variance ** (sum(powers) // 2) for powers, factor in terms if not any(p % 2 for p in powers))


def network(*widths, activation=nn.ReLU, bias=True):
    """Affine layers of these widths with the activation between them; double precision, random parameters."""
    source, layers = generator(), []
    source.manual_seed(source.initial_seed() + 1)  # not the numbers that `samples` returns
    for inputs, outputs in pairwise(widths):
        layers += [nn.utils.skip_init(nn.Linear, inputs, outputs, bias=bias, dtype=torch.double), activation()]
    net = nn.Sequential(*layers[:-1])  # no activation after the last layer
    for parameter in net.parameters():
        nn.init.normal_(parameter, generator=source)
    return net


def samples(*shapes):
    """Tensors of these shapes with independent standard normal numbers, in double precision."""
    source = generator()
    return [torch.randn(shape, generator=source, dtype=torch.double) for shape in shapes]


def sample(*shape):
    """One tensor of this shape with independent standard normal numbers, in double precision."""
    return samples(shape)[0]


def grid(low=-5, high=5, count=1001):
    """Equally spaced numbers in double precision."""
    return torch.linspace(low, high, count, dtype=torch.double)


def slope(function, at):
    """The derivative of a function of one number, by autograd."""
    z = torch.tensor(float(at), dtype=torch.double, requires_grad=True)
    return torch.autograd.grad(function(z), z)[0].item()


def condition(H):
    """Largest over smallest eigenvalue of a symmetric matrix."""
    eigenvalues = torch.linalg.eigvalsh(H)
    return (eigenvalues[-1] / eigenvalues[0]).item()


def short(value, digits=3):
    r"""A number with so many significant digits, as TeX: 0.25, 7, 9.5 \cdot 10^{-7}."""
    mantissa, _, exponent = f"{float(value) + 0.0:.{digits}g}".partition("e")  # + 0.0 makes 0 of -0
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa

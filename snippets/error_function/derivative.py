"""(a) The derivative of the log-cosh loss, then of the error: chain rule through cosh, z and w."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact
from snippets.second_ways import by_autograd, by_differences

__all__ = ["derivatives", "error", "gradient", "output_derivatives", "residuals"]


@answer
def residuals(task):
    """z_i = w.x_i - t_i: output minus target."""
    return np.asarray(task.X) @ task.w - task.t


@residuals.witness("exact fractions")
def residuals_by_fractions(task):
    return [float(sum(map(sympy.Mul, exact(task.w), exact(x))) - t) for x, t in zip(task.X, exact(task.t))]


@residuals.witness("autograd: the slope of (y - t)^2 / 2 in y")
def residuals_by_squared_error(task):
    return by_autograd(lambda y: sum((a - t) ** 2 / 2 for a, t in zip(y, task.t)), task.outputs())


@residuals.slip("target minus output")
def residuals_reversed(task):
    return np.subtract(task.t, task.outputs())


@answer
def error(task):
    """E(w): the mean of 1/beta log cosh(beta z_i), computed as |z| + (log(1 + e^(-2 beta |z|)) - log 2) / beta."""
    z = abs(np.asarray(task.X) @ task.w - task.t)
    return np.mean(z + (np.log1p(np.exp(-2 * task.beta * z)) - math.log(2)) / task.beta)


@error.witness("fifty digits")
def error_by_digits(task):
    return digits(task.E(exact(task.w), sympy))


@error.witness("integral of tanh(beta s) from 0 to z")
def error_by_integral(task):
    # The derivative of part (a), integrated back by Gauss's rule with 40 nodes.
    nodes, weights = np.polynomial.legendre.leggauss(40)
    zs = np.subtract(task.outputs(), task.t)
    return np.mean([z / 2 * weights @ np.tanh(task.beta * z * (nodes + 1) / 2) for z in zs])


@error.slip("the factor 1/beta forgotten")
def error_without_factor(task):
    return np.mean([np.log(np.cosh(task.beta * (y - t))) for y, t in zip(task.outputs(), task.t)])


@answer(instances=("exam",))
def derivatives(task):
    """d/dy of 1/beta log cosh(beta z) is tanh(beta z); d/dt is its negative; d/dw_j is that slope times x_j."""
    beta, z, x_j = task.notation.beta, task.notation.z, task.notation.x_j
    tanh = sympy.tanh(beta * z)
    return [{"by": "y", "derivative": tanh}, {"by": "t", "derivative": -tanh}, {"by": "w_j", "derivative": x_j * tanh}]


@derivatives.witness("SymPy: derivative of log(cosh)")
def derivatives_by_sympy(task):
    n, w_j = task.notation, sympy.Symbol("w_j")
    rest = n.y - w_j * n.x_j  # what the other weights add to y
    loss = task.loss(n.y - n.t, sympy, n.beta)
    by_w = loss.subs(n.y, w_j * n.x_j + sympy.Symbol("r")).diff(w_j).subs(sympy.Symbol("r"), rest)
    formulas = {"y": loss.diff(n.y), "t": loss.diff(n.t), "w_j": by_w}
    return [{"by": by, "derivative": sympy.simplify(f.subs(n.y, n.t + n.z))} for by, f in formulas.items()]


@derivatives.witness("SymPy: exponentials, and the inverse function of tanh")
def derivatives_by_exponentials(task):
    # A slope p = (e^u - e^-u) / (e^u + e^-u) satisfies log((1 + p) / (1 - p)) / 2 = u, which defines p = tanh u.
    n, q = task.notation, sympy.Symbol("q", positive=True)  # q = e^u
    u = sympy.log(q)
    by_z = sympy.simplify((sympy.log((q + 1 / q) / 2) / n.beta).diff(q) / (u / n.beta).diff(q))
    assert sympy.simplify((1 + by_z) / (1 - by_z) - q**2) == 0
    slope = sympy.tanh(n.beta * n.z)
    inner = {"y": 1, "t": -1, "w_j": n.x_j}  # the derivatives of z = w.x - t
    return [{"by": by, "derivative": factor * slope} for by, factor in inner.items()]


@derivatives.slip("beta tanh: the factor 1/beta does not meet the inner derivative beta")
def derivatives_times_beta(task):
    return [row | {"derivative": task.notation.beta * row["derivative"]} for row in derivatives(task)]


@answer
def output_derivatives(task):
    """tanh(beta z_i): how the loss of each point changes with its output, always between -1 and 1."""
    return np.tanh(task.beta * (np.asarray(task.X) @ task.w - task.t))


@output_derivatives.witness("autograd")
def output_derivatives_by_autograd(task):
    return by_autograd(lambda y: sum(task.loss(a - t, torch) for a, t in zip(y, task.t)), task.outputs())


@output_derivatives.witness("central differences", within=1e-6)
def output_derivatives_by_differences(task):
    return by_differences(lambda y: sum(task.loss(a - t) for a, t in zip(y, task.t)), task.outputs())


@output_derivatives.slip("beta forgotten inside: tanh(z)")
def output_derivatives_without_beta(task):
    return [math.tanh(y - t) for y, t in zip(task.outputs(), task.t)]


@answer
def gradient(task):
    """grad E(w) = 1/N sum_i tanh(beta z_i) x_i: a mean of the inputs, each weighted by a number between -1 and 1."""
    X = np.asarray(task.X)
    return np.tanh(task.beta * (X @ task.w - task.t)) @ X / len(X)


@gradient.witness("autograd")
def gradient_by_autograd(task):
    return by_autograd(lambda w: task.E(w, torch), task.w)


@gradient.witness("central differences", within=1e-6)
def gradient_by_differences(task):
    return by_differences(task.E, task.w)


@gradient.witness("SymPy: derivative of E, then fifty digits")
def gradient_by_sympy(task):
    w = sympy.symbols(f"w:{len(task.w)}")
    error = task.E(w, sympy)
    return [digits(error.diff(w_j).subs(list(zip(w, exact(task.w))))) for w_j in w]


@gradient.slip("the sign: differentiated with respect to the target")
def gradient_by_target(task):
    return -np.mean([math.tanh(task.beta * (y - t)) * np.array(x) for y, t, x in _points(task)], axis=0)


@gradient.slip("x_i forgotten: a number where a vector belongs")
def gradient_without_x(task):
    return np.mean([math.tanh(task.beta * (y - t)) for y, t, _ in _points(task)])


@gradient.slip("the sum in place of the mean")
def gradient_as_sum(task):
    return np.sum([math.tanh(task.beta * (y - t)) * np.array(x) for y, t, x in _points(task)], axis=0)


@gradient.slip("beta tanh: the factor 1/beta forgotten")
def gradient_times_beta(task):
    return np.mean([task.beta * math.tanh(task.beta * (y - t)) * np.array(x) for y, t, x in _points(task)], axis=0)


def _points(task):
    return zip(task.outputs(), task.t, task.X)

"""(a) The gradient of J is H w - E[x t], and its Hessian is H = E[x x^T] = Sigma + mu mu^T."""

from fractions import Fraction

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.optimization.second_ways import autograd_hessian, second_derivatives, symbolic_hessian
from snippets.second_ways import tensor

__all__ = ["general_hessian", "gradient", "hessian", "is_positive_semidefinite", "minimiser"]


@answer(instances=("exam",))
def general_hessian(task):
    """The Hessian is E[x x^T] = Sigma + mu mu^T; it contains neither w nor t."""
    symbols = task.notation
    return [{"d": d, "hessian": symbols.covariance(d) + symbols.mu(d) * symbols.mu(d).T} for d in (2, 3)]


@general_hessian.witness("SymPy: the expected loss, differentiated twice")
def general_hessian_by_derivatives(task):
    return [
        {"d": d, "hessian": second_derivatives(expected_loss(task.notation, d), task.notation.w(d))} for d in (2, 3)
    ]


def expected_loss(symbols, d):
    """J = E[(w.x - t)^2 / 2] with x = mu + u, t = tau + v: by definition E[u u^T] = Sigma, and u and v have mean 0."""
    w, mu, covariance = symbols.w(d), symbols.mu(d), symbols.covariance(d)
    u, (v, tau, variance) = sympy.symbols(f"u:{d}"), sympy.symbols("v tau V")
    products = {(i, j): covariance[i, j] for i in range(d) for j in range(d)}
    products |= {(i, d): sympy.Symbol(f"c{i}") for i in range(d)} | {(d, d): variance}
    loss = sympy.Poly((w.dot(mu + sympy.Matrix(u)) - tau - v) ** 2 / 2, *u, v)
    total = 0
    for powers, coefficient in loss.terms():
        factors = [index for index, power in enumerate(powers) for _ in range(power)]
        if len(factors) != 1:  # E[u] = E[v] = 0
            total += coefficient * products.get(tuple(factors), 1)
    return total


@general_hessian.witness("SymPy: moment generating function of a Gaussian")
def general_hessian_by_generating_function(task):
    def second_moments(d):
        k, mu, covariance = sympy.Matrix(sympy.symbols(f"k:{d}")), task.notation.mu(d), task.notation.covariance(d)
        generating = sympy.exp(k.dot(mu) + k.dot(covariance * k) / 2)
        return second_derivatives(generating, k).subs(dict.fromkeys(k, 0))

    return [{"d": d, "hessian": second_moments(d)} for d in (2, 3)]


@general_hessian.slip("H = Sigma: the mean is dropped, although E[x x^T] is not the covariance unless mu = 0")
def general_hessian_covariance(task):
    return [{"d": d, "hessian": task.notation.covariance(d)} for d in (2, 3)]


@answer
def gradient(task):
    """The gradient of J is the mean of (w.x_i - t_i) x_i, that is H w - E[x t]."""
    w, X, t = task.notation.w(task.d), sympy.Matrix(task.X), sympy.Matrix(task.t)
    return (X.T * (X * w - t) / task.N).expand()


@gradient.witness("SymPy: partial derivatives of J")
def gradient_by_derivatives(task):
    w = task.notation.w(task.d)
    return sympy.Matrix([task.loss(w).diff(component) for component in w]).expand()


@gradient.witness("autograd at d + 1 points")
def gradient_by_autograd(task):
    """The gradient is affine in w: its values at 0 and at the unit vectors tell everything."""

    def at(point):
        found = torch.func.grad(task.loss)(tensor(point))
        return sympy.Matrix([sympy.Rational(Fraction(value).limit_denominator(1000)) for value in found.tolist()])

    origin = at(np.zeros(task.d))
    columns = [at(unit) - origin for unit in np.eye(task.d)]
    return origin + sum((c * w for c, w in zip(columns, task.notation.w(task.d))), sympy.zeros(task.d, 1))


@gradient.slip("the sign: target minus output, but the inner derivative of -y is forgotten")
def gradient_wrong_sign(task):
    w, X, t = task.notation.w(task.d), sympy.Matrix(task.X), sympy.Matrix(task.t)
    return (X.T * (t - X * w) / task.N).expand()


@gradient.slip("factor 2: the half in front of the square is there to cancel it")
def gradient_doubled(task):
    w, X, t = task.notation.w(task.d), sympy.Matrix(task.X), sympy.Matrix(task.t)
    return (2 * X.T * (X * w - t) / task.N).expand()


@answer
def hessian(task):
    """H = X^T X / N, the mean of the outer products x_i x_i^T; shape (d, d)."""
    X = task.inputs
    return X.T @ X / task.N


@hessian.witness("autograd")
def hessian_by_autograd(task):
    return autograd_hessian(task.loss, task.d)


@hessian.witness("SymPy: second derivatives of J")
def hessian_by_derivatives(task):
    return symbolic_hessian(task).tolist()


@hessian.witness("central second differences", within=1e-6)
def hessian_by_differences(task):
    step, units = 1e-3, np.eye(task.d)
    w = np.linspace(-1, 1, task.d)

    def entry(a, b):
        corners = ((i * j, task.loss(w + step * (i * a + j * b))) for i in (1, -1) for j in (1, -1))
        return sum(sign * value for sign, value in corners) / (4 * step**2)

    return [[entry(a, b) for b in units] for a in units]


@hessian.slip("H = Sigma: the mean is subtracted first, so mu mu^T is missing")
def hessian_covariance(task):
    X = task.inputs - task.inputs.mean(axis=0)
    return X.T @ X / task.N


@hessian.slip("factor 2: the half in the loss is forgotten")
def hessian_doubled(task):
    return 2 * task.inputs.T @ task.inputs / task.N


@hessian.slip("half of it: the derivative of the square is forgotten, only the half is kept")
def hessian_halved(task):
    return task.inputs.T @ task.inputs / (2 * task.N)


@hessian.slip("the sum instead of the mean: 1/N is forgotten")
def hessian_summed(task):
    return task.inputs.T @ task.inputs


@hessian.slip("X X^T instead of X^T X: one row per point, not per feature")
def hessian_gram(task):
    return task.inputs @ task.inputs.T / task.N


@hessian.slip("the target is kept in the second derivative: t_i^2 x_i x_i^T")
def hessian_with_targets(task):
    X = task.inputs * task.targets[:, None]
    return X.T @ X / task.N


@answer
def is_positive_semidefinite(task):
    """v^T H v = E[(v.x)^2] >= 0 for every v, so H is positive semi-definite and J is convex."""
    return bends_nowhere_down(hessian(task))


def bends_nowhere_down(H):
    return bool(np.linalg.eigvalsh(H).min() >= -1e-12)


@is_positive_semidefinite.witness("SymPy: no negative coefficient in the characteristic polynomial at -x")
def is_positive_semidefinite_by_signs(task):
    return has_no_negative_root(symbolic_hessian(task))


def has_no_negative_root(H):
    """det(H + x I) has coefficients >= 0 if and only if the symmetric matrix H has no negative eigenvalue."""
    x = sympy.Symbol("x")
    return all(coefficient >= 0 for coefficient in sympy.Poly((H + x * sympy.eye(H.rows)).det(), x).coeffs())


@is_positive_semidefinite.witness("midpoints of J lie under its chords")
def is_positive_semidefinite_by_chords(task):
    return lies_under_its_chords(task.loss, task.d)


def lies_under_its_chords(f, d):
    ends = np.random.default_rng(3).normal(size=(200, 2, d))
    return all(f((a + b) / 2) <= (f(a) + f(b)) / 2 + 1e-9 for a, b in ends)


@answer
def minimiser(task):
    """w* = H^{-1} E[x t]; where H is singular, the shortest of all minimisers."""
    X, t = sympy.Matrix(task.X), sympy.Matrix(task.t)
    return list((X.T * X / task.N).pinv() * X.T * t / task.N)


@minimiser.witness("least squares by singular values")
def minimiser_by_least_squares(task):
    return np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]


@minimiser.witness("one Newton step with autograd")
def minimiser_by_newton(task):
    start = tensor(task.start)
    slope = torch.func.grad(task.loss)(start).numpy()
    return -np.linalg.pinv(autograd_hessian(task.loss, task.d), rcond=1e-12) @ slope


@minimiser.slip("E[x t] without H^{-1}")
def minimiser_without_inverse(task):
    return task.inputs.T @ task.targets / task.N

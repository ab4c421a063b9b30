"""(b) Eigenvalues and condition number: along mu the curvature is sigma^2 + |mu|^2, across it sigma^2."""

import math

import numpy as np
import sympy

from snippets.answers import answer
from snippets.optimization.curvature import hessian
from snippets.optimization.second_ways import condition_of, exact_condition, exact_eigenvalues, symbolic_hessian

__all__ = [
    "condition",
    "condition_number",
    "descending",
    "eigenvalues",
    "is_invertible",
    "isotropic_spectrum",
    "plane_eigenvalues",
    "positive",
    "quotient",
    "smallest_positive",
    "trace_bound",
]


@answer(instances=("exam",))
def isotropic_spectrum(task):
    """sigma^2 I + mu mu^T has the eigenvalue sigma^2 + |mu|^2 once, along mu, and sigma^2 for the rest."""
    s, m = task.notation.sigma**2, task.notation.norm_mu**2
    return [{"d": d, "largest": s + m, "smallest": s, "times": d - 1, "kappa": 1 + m / s} for d in (2, 3)]


@isotropic_spectrum.witness("SymPy: roots of the characteristic polynomial")
def isotropic_by_roots(task):
    def row(d):
        x, mu, s = sympy.Symbol("x"), task.notation.mu(d), task.notation.sigma**2
        roots = sympy.roots((s * sympy.eye(d) + mu * mu.T).charpoly(x).as_expr(), x)
        (smallest, times), (largest, _) = sorted(roots.items(), key=lambda item: sympy.count_ops(item[0]))
        rest = sum(component**2 for component in mu[1:])
        largest = sympy.expand(largest.subs(mu[0], sympy.sqrt(task.notation.norm_mu**2 - rest)))
        return {"d": d, "largest": largest, "smallest": smallest, "times": times, "kappa": largest / smallest}

    return [row(d) for d in (2, 3)]


@isotropic_spectrum.witness("SymPy: an orthogonal frame that starts with mu makes H diagonal")
def isotropic_by_frame(task):
    def row(d):
        mu, s = task.notation.mu(d), task.notation.sigma**2
        a, b = mu[0], mu[1]
        across = [sympy.Matrix([-b, a, *([0] * (d - 2))])]
        across += [mu.cross(across[0])] if d == 3 else []
        H = s * sympy.eye(d) + mu * mu.T
        curvatures = [sympy.simplify(v.dot(H * v) / v.dot(v)) for v in (mu, *across)]
        largest = curvatures[0].subs(a, sympy.sqrt(task.notation.norm_mu**2 - sum(c**2 for c in mu[1:])))
        smallest, times = curvatures[1], curvatures[1:].count(curvatures[1])
        largest = sympy.simplify(largest)
        return {"d": d, "largest": largest, "smallest": smallest, "times": times, "kappa": largest / smallest}

    return [row(d) for d in (2, 3)]


@isotropic_spectrum.slip("the mean is dropped: all eigenvalues are sigma^2")
def isotropic_without_mean(task):
    return [row | {"largest": row["smallest"], "kappa": sympy.Integer(1)} for row in isotropic_spectrum(task)]


def without_rounding(values):
    """Numbers with the largest first; what is zero up to rounding becomes 0."""
    return np.where(abs(values) <= 1e-12 * abs(values[0]), 0.0, values)


def quotient(values):
    """The first over the last one, infinite if the last is 0."""
    return values[0] / values[-1] if values[-1] > 0 else math.inf


def descending(H):
    """The eigenvalues of a symmetric matrix, largest first."""
    return without_rounding(np.linalg.eigvalsh(H)[::-1])


def positive(values):
    """Those of the values that are above 0."""
    return values[values > 0]


def condition(H):
    """lambda_1 / lambda_d, infinite for a singular matrix."""
    return quotient(descending(H))


@answer
def eigenvalues(task):
    """The eigenvalues of H, largest first: the curvatures of J along its main axes."""
    return descending(hessian(task))


@eigenvalues.witness("SymPy: characteristic polynomial of the second derivatives")
def eigenvalues_by_roots(task):
    return exact_eigenvalues(symbolic_hessian(task))


@eigenvalues.witness("singular values of X, squared, over N")
def eigenvalues_by_singular_values(task):
    return np.linalg.svd(task.inputs, compute_uv=False) ** 2 / task.N


@eigenvalues.slip("the singular values of X themselves")
def eigenvalues_of_x(task):
    return np.linalg.svd(task.inputs, compute_uv=False)


@answer(instances=("exam",))
def plane_eigenvalues(task):
    """A symmetric 2 x 2 matrix with half trace m and determinant p has the eigenvalues m +- sqrt(m^2 - p)."""
    m, p = task.notation.half_trace, task.notation.determinant
    return [{"largest": m + sympy.sqrt(m**2 - p), "smallest": m - sympy.sqrt(m**2 - p)}]


@plane_eigenvalues.witness("SymPy: roots of the characteristic polynomial of any symmetric matrix")
def plane_eigenvalues_by_roots(task):
    m, p, q, x = task.notation.half_trace, task.notation.determinant, sympy.Symbol("q"), sympy.Symbol("x")
    corner = sympy.sqrt(m**2 - q**2 - p)  # so that the determinant is p
    H = sympy.Matrix([[m + q, corner], [corner, m - q]])
    smallest, largest = sorted(sympy.solve(H.charpoly(x).as_expr(), x), key=lambda root: root.subs({m: 1, p: 0}))
    return [{"largest": largest, "smallest": smallest}]


@plane_eigenvalues.witness("SymPy: trace and determinant of a turned diagonal matrix, solved for its entries")
def plane_eigenvalues_by_invariants(task):
    m, p, (a, b, angle) = task.notation.half_trace, task.notation.determinant, sympy.symbols("a b phi", real=True)
    turn = sympy.Matrix([[sympy.cos(angle), -sympy.sin(angle)], [sympy.sin(angle), sympy.cos(angle)]])
    H = turn * sympy.diag(a, b) * turn.T
    pairs = sympy.solve([sympy.simplify(H.trace()) - 2 * m, sympy.simplify(H.det()) - p], [a, b])
    smallest, largest = sorted((pair[0] for pair in pairs), key=lambda root: root.subs({m: 1, p: 0}))
    return [{"largest": largest, "smallest": smallest}]


@plane_eigenvalues.slip("the whole trace in place of half of it, as if x^2 - m x + p had the roots m +- sqrt(m^2 - p)")
def plane_eigenvalues_of_whole_trace(task):
    m, p = 2 * task.notation.half_trace, task.notation.determinant
    return [{"largest": m + sympy.sqrt(m**2 - p), "smallest": m - sympy.sqrt(m**2 - p)}]


@answer
def is_invertible(task):
    """H is invertible if and only if no direction is orthogonal to all inputs: they span the whole space."""
    return bool(descending(hessian(task))[-1] > 0)


@is_invertible.witness("rank of the inputs, by exact elimination")
def is_invertible_by_rank(task):
    return sympy.Matrix(task.X).rank() == task.d


@is_invertible.witness("SymPy: determinant of the second derivatives")
def is_invertible_by_determinant(task):
    return symbolic_hessian(task).det() != 0


@is_invertible.slip("as many points as features are enough")
def is_invertible_by_count(task):
    return task.d <= task.N


@answer
def smallest_positive(task):
    """The smallest positive eigenvalue of H: it sets the pace of descent, also where H is singular."""
    return positive(descending(hessian(task)))[-1]


@smallest_positive.witness("smallest singular value of X that is not 0, squared, over N")
def smallest_positive_by_singular_values(task):
    return 1 / (np.linalg.norm(np.linalg.pinv(task.inputs), 2) ** 2 * task.N)


@smallest_positive.witness("SymPy: characteristic polynomial with its zero roots divided out")
def smallest_positive_by_roots(task):
    x = sympy.Symbol("x")
    _, factors = sympy.factor_list(symbolic_hessian(task).charpoly(x).as_expr(), x)
    return min(float(sympy.N(root)) for factor, _ in factors if factor != x for root in sympy.roots(factor, x))


@smallest_positive.slip("0 is counted, although nothing has to move along that direction")
def smallest_with_zero(task):
    return descending(hessian(task))[-1]


@answer
def trace_bound(task):
    """lambda_1 <= tr H = E|x|^2, which needs no eigenvalues."""
    return np.trace(hessian(task))


@trace_bound.witness("mean squared length of the inputs")
def trace_bound_by_lengths(task):
    return np.mean(np.sum(task.inputs**2, axis=1))


@trace_bound.witness("SymPy: sum of the roots of the characteristic polynomial")
def trace_bound_by_roots(task):
    return sum(exact_eigenvalues(symbolic_hessian(task)))


@answer(infinite=True)
def condition_number(task):
    """kappa = lambda_1 / lambda_d >= 1; with one feature it is 1, for a singular H it is infinite."""
    return condition(hessian(task))


@condition_number.witness("singular values of X, squared")
def condition_number_by_singular_values(task):
    return condition_of(task.inputs)


@condition_number.witness("SymPy: exact rank and eigenvalues of the second derivatives")
def condition_number_by_roots(task):
    return exact_condition(symbolic_hessian(task))


@condition_number.slip("turned over: lambda_d / lambda_1")
def condition_number_inverted(task):
    values = descending(hessian(task))
    return values[-1] / values[0]


@condition_number.slip("largest over smallest singular value of X: that is the square root")
def condition_number_of_x(task):
    return quotient(without_rounding(eigenvalues_of_x(task)))


@condition_number.slip("the mean is dropped: the condition number of the covariance")
def condition_number_of_covariance(task):
    return condition(np.atleast_2d(np.cov(task.inputs.T, bias=True)))

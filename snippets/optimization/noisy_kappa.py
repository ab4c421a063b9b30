"""(d) The condition number under noise as a formula: how far it falls, and where it ends."""

import sympy

from snippets.answers import answer
from snippets.optimization.second_ways import condition_of, shifted_copies

__all__ = ["isotropic_noisy_kappa", "kappa_drop", "kappa_limit", "noisy_kappa"]


@answer(instances=("exam",))
def noisy_kappa(task):
    """Every eigenvalue moves up by s^2, so kappa becomes (lambda_1 + s^2) / (lambda_d + s^2)."""
    symbols = task.notation
    return (symbols.largest + symbols.s**2) / (symbols.smallest + symbols.s**2)


def turned(task):
    """Any symmetric 2 x 2 matrix with the eigenvalues lambda_1, lambda_d, plus s^2 I; and its first eigenvector."""
    symbols, angle = task.notation, sympy.Symbol("phi", real=True)
    along, across = (
        sympy.Matrix([sympy.cos(angle), sympy.sin(angle)]),
        sympy.Matrix([-sympy.sin(angle), sympy.cos(angle)]),
    )
    H = symbols.largest * along * along.T + symbols.smallest * across * across.T
    return H + symbols.s**2 * sympy.eye(2), along, across


@noisy_kappa.witness("SymPy: roots of the characteristic polynomial, axes turned by any angle")
def noisy_kappa_by_roots(task):
    x, (H, *_) = sympy.Symbol("x"), turned(task)
    roots = sympy.roots(sympy.factor(sympy.simplify(H.charpoly(x).as_expr())), x)
    larger, smaller = sorted(roots, key=lambda root: not root.has(task.notation.largest))
    return larger / smaller


@noisy_kappa.witness("SymPy: curvatures along the turned axes")
def noisy_kappa_by_curvatures(task):
    H, along, across = turned(task)
    return sympy.simplify(along.dot(H * along)) / sympy.simplify(across.dot(H * across))


@noisy_kappa.slip("s instead of s^2")
def noisy_kappa_with_s(task):
    symbols = task.notation
    return (symbols.largest + symbols.s) / (symbols.smallest + symbols.s)


@noisy_kappa.slip("only the denominator grows")
def noisy_kappa_smallest_only(task):
    return task.notation.largest / (task.notation.smallest + task.notation.s**2)


@answer(instances=("exam",))
def kappa_drop(task):
    """The old kappa minus the new one is never negative, and positive if kappa > 1 and s > 0."""
    largest, smallest, s = task.notation.largest, task.notation.smallest, task.notation.s
    return s**2 * (largest - smallest) / (smallest * (smallest + s**2))


@kappa_drop.witness("SymPy: the slope of kappa, integrated over the variance")
def kappa_drop_by_integral(task):
    largest, smallest, s = task.notation.largest, task.notation.smallest, task.notation.s
    v = sympy.Symbol("v", nonnegative=True)
    slope = sympy.simplify(sympy.diff((largest + v) / (smallest + v), v))
    return -sympy.integrate(slope, (v, 0, s**2))


@kappa_drop.witness("SymPy: kappa - 1 before and after")
def kappa_drop_by_excess(task):
    largest, smallest, s = task.notation.largest, task.notation.smallest, task.notation.s
    return (largest - smallest) / smallest - (largest - smallest) / (smallest + s**2)


@kappa_drop.slip("taken the other way round: negative, as if kappa had grown")
def kappa_drop_reversed(task):
    largest, smallest, s = task.notation.largest, task.notation.smallest, task.notation.s
    return s**2 * (smallest - largest) / (smallest * (smallest + s**2))


@answer(instances=("exam",))
def kappa_limit(task):
    """However strong the noise, kappa falls towards 1 and not below."""
    return 1


@kappa_limit.witness("SymPy: limit for s to infinity")
def kappa_limit_by_sympy(task):
    largest, smallest, s = task.notation.largest, task.notation.smallest, task.notation.s
    return sympy.limit((largest + s**2) / (smallest + s**2), s, sympy.oo)


@kappa_limit.witness("singular values of our four points, each in shifted copies, with very strong noise", within=1e-6)
def kappa_limit_by_strong_noise(task):
    X, _ = shifted_copies(task.inputs, task.targets, 1e9)
    return condition_of(X)


@kappa_limit.slip("0: only the denominator is seen to grow")
def kappa_limit_zero(task):
    return 0


@answer(instances=("exam",))
def isotropic_noisy_kappa(task):
    """For Sigma = sigma^2 I noise acts like a larger variance of the data: kappa = 1 + |mu|^2 / (sigma^2 + s^2)."""
    symbols = task.notation
    return 1 + symbols.norm_mu**2 / (symbols.sigma**2 + symbols.s**2)


@isotropic_noisy_kappa.witness("SymPy: roots of the characteristic polynomial in three dimensions")
def isotropic_noisy_by_roots(task):
    x, mu, symbols = sympy.Symbol("x"), task.notation.mu(3), task.notation
    H = (symbols.sigma**2 + symbols.s**2) * sympy.eye(3) + mu * mu.T
    roots = sympy.roots(H.charpoly(x).as_expr(), x)
    (smaller, _), (larger, _) = sorted(roots.items(), key=lambda item: -item[1])
    norm = sympy.sqrt(symbols.norm_mu**2 - mu[1] ** 2 - mu[2] ** 2)
    return sympy.expand(larger.subs(mu[0], norm)) / smaller


@isotropic_noisy_kappa.witness("SymPy: trace and determinant in two dimensions")
def isotropic_noisy_by_invariants(task):
    symbols = task.notation
    mu = sympy.Matrix([symbols.norm_mu, 0])  # turn the axes so that the first one is mu
    H = (symbols.sigma**2 + symbols.s**2) * sympy.eye(2) + mu * mu.T
    smaller, larger = (
        H.trace() / 2 + sign * sympy.sqrt(sympy.factor(H.trace() ** 2 / 4 - H.det())) for sign in (-1, 1)
    )
    return sympy.simplify(larger / smaller)


@isotropic_noisy_kappa.slip("sigma and s are added instead of their squares")
def isotropic_noisy_added(task):
    symbols = task.notation
    return 1 + symbols.norm_mu**2 / (symbols.sigma + symbols.s) ** 2

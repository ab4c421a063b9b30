"""Tools of the witnesses: none of the answers uses them."""

import itertools

import numpy as np
import sympy
import torch

from snippets.second_ways import tensor

__all__ = [
    "autograd_hessian",
    "condition_of",
    "exact_condition",
    "exact_eigenvalues",
    "gauss_hermite",
    "second_derivatives",
    "shifted_copies",
    "symbolic_hessian",
    "torch_steps",
]


def autograd_hessian(f, d):
    """The Hessian of f at a point where nothing is zero."""
    point = torch.linspace(0.3, 1.1, d, dtype=torch.float64)
    return torch.autograd.functional.hessian(f, point).numpy()


def second_derivatives(f, w):
    """The Hessian of a formula by its symbols w."""
    return sympy.hessian(f, w)


def symbolic_hessian(task):
    """The Hessian of the task's own loss, by SymPy."""
    w = task.notation.w(task.d)
    return second_derivatives(task.loss(w), w)


def exact_eigenvalues(matrix):
    """Roots of the characteristic polynomial in exact arithmetic, as floats, largest first."""
    roots = sympy.Matrix(matrix).eigenvals(multiple=True)
    return sorted((float(sympy.re(sympy.N(root, 30))) for root in roots), reverse=True)


def exact_condition(matrix):
    """Largest over smallest root; the rank is exact, so a singular matrix is recognised without a tolerance."""
    matrix = sympy.Matrix(matrix)
    roots = exact_eigenvalues(matrix)
    return roots[0] / roots[-1] if matrix.rank() == matrix.rows else np.inf


def condition_of(X):
    """The condition number of X^T X from the singular values of X."""
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return np.inf
    values = np.linalg.svd(X, compute_uv=False)
    return (values[0] / values[-1]) ** 2


def shifted_copies(X, t, variance):
    """Noise without chance: each point in 2d copies, moved by +-sqrt(d) s along each axis.

    The shifts have mean 0 and covariance s^2 I, and for a quadratic loss nothing else of the noise counts.
    """
    d = X.shape[1]
    shifts = np.sqrt(d * variance) * np.vstack([np.eye(d), -np.eye(d)])
    return (X[:, None] + shifts).reshape(-1, d), np.repeat(t, 2 * d)


def gauss_hermite(variance, d):
    """Nodes (n, d) and weights (n,) that integrate polynomials of degree 5 against N(0, s^2 I) exactly."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(3)
    grid = np.array(list(itertools.product(nodes, repeat=d)))
    products = np.array([np.prod(row) for row in itertools.product(weights, repeat=d)])
    return np.sqrt(variance) * grid, products / products.sum()


def torch_steps(X, t, target, tolerance, patience=500):
    """Steps of torch.optim.SGD from 0 until the error is small; infinite if that does not happen.

    The step size is 2 / (lambda_1 + lambda_+) of autograd's Hessian, lambda_+ its smallest positive eigenvalue.
    """
    X, t, target = tensor(X), tensor(t), tensor(target)
    curvatures = np.linalg.eigvalsh(autograd_hessian(lambda w: ((X @ w - t) ** 2).mean() / 2, X.shape[1]))
    curvatures = curvatures[-torch.linalg.matrix_rank(X) :]
    w = torch.zeros_like(target, requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=2 / (curvatures[0] + curvatures[-1]))
    for steps in range(patience):
        if (w.detach() - target).norm() <= tolerance * target.norm():
            return steps
        optimiser.zero_grad()
        (((X @ w - t) ** 2).mean() / 2).backward()
        optimiser.step()
    return np.inf

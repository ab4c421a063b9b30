"""(f) Reading C: the condition number of the error's Hessian, and upper bounds for it."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact
from snippets.second_ways import tensor

__all__ = ["condition_bound", "condition_number", "log_cosh_condition", "log_cosh_condition_bound"]

DATA = ("exam", "stretched")


@answer(instances=DATA)
def condition_number(task):
    """kappa of H = 1/N sum_i x_i x_i^T, the Hessian of 1/2N sum z_i^2: largest over smallest eigenvalue."""
    X = np.asarray(task.X)
    smallest, *_, largest = np.linalg.eigvalsh(X.T @ X / len(X))
    return largest / smallest


@condition_number.witness("SymPy: exact eigenvalues of the covariance plus mu mu^T")
def condition_by_sympy(task):
    values = (covariance(task) + data_mean(task) * data_mean(task).T).eigenvals()
    return digits(max(values, key=sympy.N) / min(values, key=sympy.N))


@condition_number.witness("squared quotient of the singular values of X")
def condition_by_svd(task):
    singular = np.linalg.svd(np.asarray(task.X, float), compute_uv=False)
    return (singular[0] / singular[-1]) ** 2


@condition_number.slip("the covariance taken for the Hessian: mu mu^T dropped")
def condition_of_covariance(task):
    values = np.linalg.eigvalsh(np.array(covariance(task), float))
    return values[-1] / values[0]


@condition_number.slip("smallest over largest eigenvalue")
def condition_upside_down(task):
    return 1 / condition_by_svd(task)


@condition_number.slip("singular values of X not squared")
def condition_of_inputs(task):
    return math.sqrt(condition_by_svd(task))


def data_mean(task):
    return sum((sympy.Matrix(x) for x in exact(task.X)), sympy.zeros(2, 1)) / len(task.X)


def covariance(task):
    deviations = [sympy.Matrix(x) - data_mean(task) for x in exact(task.X)]
    return sum((v * v.T for v in deviations), sympy.zeros(2)) / len(deviations)


@answer(instances=DATA)
def condition_bound(task):
    """kappa <= (lambda_max(Sigma) + |mu|^2) / lambda_min(Sigma), from Weyl's inequalities for H = Sigma + mu mu^T."""
    X = np.asarray(task.X)
    mu = X.mean(axis=0)
    smallest, *_, largest = np.linalg.eigvalsh(X.T @ X / len(X) - np.outer(mu, mu))
    return (largest + mu @ mu) / smallest


@condition_bound.witness("SymPy: exact eigenvalues of the covariance")
def condition_bound_by_sympy(task):
    values = covariance(task).eigenvals()
    return digits((max(values, key=sympy.N) + data_mean(task).dot(data_mean(task))) / min(values, key=sympy.N))


@condition_bound.witness("the worst position of the mean, by turning it")
def condition_bound_by_turning(task):
    # The same covariance and |mu|, the mean in every direction: one of them is the worst, and attains the bound.
    Sigma, length = np.cov(np.asarray(task.X).T, bias=True), math.hypot(*np.mean(task.X, axis=0))

    def kappas(turns):
        mus = length * np.array([np.cos(turns), np.sin(turns)]).T
        values = np.linalg.eigvalsh(Sigma + mus[:, :, None] * mus[:, None, :])
        return values[:, -1] / values[:, 0]

    turns = np.linspace(0, np.pi, 3601)
    return np.max(kappas(turns[np.argmax(kappas(turns))] + np.linspace(-1e-3, 1e-3, 3601)))


@condition_bound.slip("|mu| in place of |mu|^2")
def condition_bound_without_square(task):
    values = np.linalg.eigvalsh(np.cov(np.asarray(task.X).T, bias=True))
    return (values[-1] + math.hypot(*np.mean(task.X, axis=0))) / values[0]


@condition_bound.slip("smallest and largest eigenvalue of Sigma exchanged")
def condition_bound_exchanged(task):
    values = np.linalg.eigvalsh(np.cov(np.asarray(task.X).T, bias=True))
    return (values[0] + np.sum(np.mean(task.X, axis=0) ** 2)) / values[-1]


@answer(instances=("exam", "sharp"))
def log_cosh_condition(task):
    """kappa of the log-cosh Hessian at the given w."""
    X = np.asarray(task.X)
    weights = 1 - np.tanh(task.beta * (X @ task.w - task.t)) ** 2
    smallest, *_, largest = np.linalg.eigvalsh(X.T * weights @ X)
    return largest / smallest


@log_cosh_condition.witness("autograd Hessian")
def log_cosh_condition_by_autograd(task):
    H = torch.autograd.functional.hessian(lambda w: task.E(w, torch), tensor(task.w))
    return torch.linalg.cond(H).item()


@log_cosh_condition.witness("SymPy: trace and determinant of the exact Hessian, fifty digits")
def log_cosh_condition_by_sympy(task):
    w = sympy.symbols("w:2")
    H = sympy.hessian(task.E(w, sympy), w).subs(list(zip(w, exact(task.w))))
    half, root = H.trace() / 2, sympy.sqrt(H.trace() ** 2 / 4 - H.det())
    return digits((half + root) / (half - root))


@answer(instances=("exam", "sharp"))
def log_cosh_condition_bound(task):
    """kappa(H(w)) <= kappa(X^T X) times the largest over the smallest curvature of a point; equal if all |z_i| are."""
    X = np.asarray(task.X)
    curvatures = 1 - np.tanh(task.beta * (X @ task.w - task.t)) ** 2
    return np.linalg.cond(X) ** 2 * max(curvatures) / min(curvatures)


@log_cosh_condition_bound.witness("SymPy: cosh^2 of the residuals, fifty digits")
def log_cosh_condition_bound_by_sympy(task):
    values = (covariance(task) + data_mean(task) * data_mean(task).T).eigenvals()
    squares = [sympy.cosh(task.beta * (y - t)) ** 2 for y, t in zip(task.outputs(exact(task.w)), exact(task.t))]
    extremes = [(max(items, key=sympy.N), min(items, key=sympy.N)) for items in (list(values), squares)]
    return digits(sympy.Mul(*(largest / smallest for largest, smallest in extremes)))


@log_cosh_condition_bound.witness(
    "autograd: curvature of each point, Rayleigh quotients over 3600 directions", within=1e-5
)
def log_cosh_condition_bound_by_directions(task):
    y = tensor(task.outputs())
    bends = torch.func.vmap(torch.func.hessian(lambda z: task.loss(z, torch)))(y - tensor(task.t))
    turns = np.linspace(0, np.pi, 3600)
    squares = np.mean((np.asarray(task.X) @ np.array([np.cos(turns), np.sin(turns)])) ** 2, axis=0)
    return (bends.max() / bends.min()).item() * squares.max() / squares.min()


@log_cosh_condition_bound.slip("smallest over largest curvature")
def log_cosh_condition_bound_exchanged(task):
    squares = [math.cosh(task.beta * (y - t)) ** 2 for y, t in zip(task.outputs(), task.t)]
    return condition_by_svd(task) * min(squares) / max(squares)

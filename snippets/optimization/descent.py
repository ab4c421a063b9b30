"""(c) Gradient descent on a quadratic: along each eigenvector the error is multiplied by 1 - eta lambda per step."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.optimization.curvature import hessian
from snippets.optimization.second_ways import autograd_hessian, symbolic_hessian, tensor, torch_steps
from snippets.optimization.spectrum import condition, descending

__all__ = ["best_rate", "contraction", "count_steps", "largest_rate", "path", "stability", "steps"]


@answer
def largest_rate(task):
    """Descent is stable for every learning rate below 2 / lambda_1."""
    return 2 / descending(hessian(task))[0]


@largest_rate.witness("bisection on real descents: do two of them approach each other?", within=1e-6)
def largest_rate_by_bisection(task):
    X = task.inputs

    def is_stable(rate):
        gap = X.T @ task.targets  # between two runs; free of directions in which all inputs vanish
        for _ in range(150):  # until only its slowest part is left
            gap = gap / np.linalg.norm(gap)
            gap = gap - rate * X.T @ (X @ gap) / task.N
            if np.linalg.norm(gap) < 1e-9:
                return True  # closed at once
        return np.linalg.norm(gap) < 1

    low, high = 0.0, 2 * task.d * task.N / np.sum(X**2)  # lambda_1 is at least the mean eigenvalue
    for _ in range(32):
        middle = (low + high) / 2
        low, high = (middle, high) if is_stable(middle) else (low, middle)
    return low


@largest_rate.witness("SymPy: the smallest rate at which I - eta H has the eigenvalue -1")
def largest_rate_by_determinant(task):
    rate = sympy.Symbol("eta")
    return float(min(sympy.roots((2 * sympy.eye(task.d) - rate * symbolic_hessian(task)).det(), rate)))


@largest_rate.slip("2 / lambda_d: the flattest direction decides")
def largest_rate_from_smallest(task):
    smallest = descending(hessian(task))[-1]
    return 2 / smallest if smallest > 0 else math.inf


@largest_rate.slip("1 / lambda_1: that is stable, but twice as much would be too")
def largest_rate_halved(task):
    return 1 / descending(hessian(task))[0]


@answer(instances=("exam", "line"))
def best_rate(task):
    """For positive definite H the best constant rate is 2 / (lambda_1 + lambda_d): both ends shrink equally fast."""
    values = descending(hessian(task))
    return 2 / (values[0] + values[-1])


@best_rate.witness("ternary search for the smallest spectral norm of I - eta H", within=1e-6)
def best_rate_by_search(task):
    H = autograd_hessian(task.loss, task.d)
    low, high = 0.0, 2 / np.linalg.norm(H, 2)
    for _ in range(60):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        worse = np.linalg.norm(np.eye(task.d) - a * H, 2) > np.linalg.norm(np.eye(task.d) - b * H, 2)
        low, high = (a, high) if worse else (low, b)
    return (low + high) / 2


@best_rate.witness("SymPy: the rate at which I - eta H has two opposite eigenvalues")
def best_rate_by_trace(task):
    # Trace 0 means opposite eigenvalues in two dimensions; in one, that the only eigenvalue is 0.
    rate = sympy.Symbol("eta")
    iteration = sympy.eye(task.d) - rate * symbolic_hessian(task)
    return float(sympy.solve(iteration.trace(), rate)[0])


@answer
def contraction(task):
    """With the best rate the error is multiplied by at most (kappa - 1)/(kappa + 1) per step; by 1 if H is singular."""
    values = descending(hessian(task))
    return (values[0] - values[-1]) / (values[0] + values[-1])


@contraction.witness("spectral norm of I - eta H")
def contraction_by_norm(task):
    H = autograd_hessian(task.loss, task.d)
    rate = 2 / (np.linalg.norm(H, 2) + np.linalg.norm(H, -2))
    return np.linalg.norm(np.eye(task.d) - rate * H, 2)


@contraction.witness("worst error after one real step, over many starts", within=1e-6)
def contraction_by_steps(task):
    """The step maps errors linearly, so starts on the unit circle around the minimiser are all we need."""
    X, lengths = task.inputs, np.linalg.svd(task.inputs, compute_uv=False) ** 2 / task.N
    rate = 2 / (lengths[0] + lengths[-1])
    angles = np.linspace(0, 2 * np.pi, 3601)
    errors = np.column_stack([np.cos(angles), np.sin(angles)]) if task.d == 2 else np.eye(task.d)
    return np.linalg.norm(errors - rate * errors @ X.T @ X / task.N, axis=1).max()


@contraction.slip("1 - 1/kappa: the factor of the rate 1/lambda_1, not of the best one")
def contraction_of_slower_rate(task):
    values = descending(hessian(task))
    return 1 - values[-1] / values[0]


def path(H, b, start, rate, length):
    """w_0, w_1, ...: descent along the gradient H w - b; shape (length + 1, d)."""
    points = [start]
    for _ in range(length):
        points.append(points[-1] - rate * (H @ points[-1] - b))
    return np.array(points)


def count_steps(H, b, start, tolerance, patience=100_000):
    """How many steps with the rate 2/(lambda_1 + lambda_d) take |w - w*| down to `tolerance` times its first value."""
    values = descending(H)
    if values[-1] == 0:
        return math.inf  # the rate becomes 2/lambda_1: w jumps to and fro between two points
    rate, w, target = 2 / (values[0] + values[-1]), start, np.linalg.solve(H, b)
    for steps in range(patience):
        if np.linalg.norm(w - target) <= tolerance * np.linalg.norm(start - target):
            return steps
        w = w - rate * (H @ w - b)
    raise RuntimeError(f"no arrival within {patience} steps")


@answer(infinite=True)
def steps(task):
    """Steps with the rate 2/(lambda_1 + lambda_d) to a millionth of the first error; infinite for singular H."""
    return count_steps(hessian(task), task.inputs.T @ task.targets / task.N, task.start, task.tolerance)


@steps.witness("torch.optim.SGD on the loss, counted")
def steps_by_torch(task):
    target = np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]
    return torch_steps(task.inputs, task.targets, target, task.tolerance)


@steps.witness("closed form: the logarithm of the millionth over that of the factor")
def steps_by_logarithm(task):
    """Exact in one or two dimensions: with the best rate every direction shrinks by the same factor."""
    values = np.linalg.svd(task.inputs, compute_uv=False)
    factor = (values[0] ** 2 - values[-1] ** 2) / (values[0] ** 2 + values[-1] ** 2)
    if np.linalg.matrix_rank(task.inputs) < task.d:
        return math.inf
    return math.ceil(math.log(task.tolerance) / math.log(factor)) if factor > 0 else 1


@steps.slip("as many steps as the condition number says")
def steps_equal_kappa(task):
    kappa = condition(hessian(task))
    return round(kappa) if kappa < math.inf else kappa


@answer(instances=("exam",))
def stability(task):
    """Below 2 / lambda_1 the error shrinks, above it grows; the factor per step is the largest |1 - eta lambda|."""
    H, b = hessian(task), task.inputs.T @ task.targets / task.N
    target = np.linalg.solve(H, b)

    def row(rate):
        errors = np.linalg.norm(path(H, b, task.start, rate, task.run) - target, axis=1)
        factor = abs(1 - rate * descending(H)).max()
        return {
            "rate": rate,
            "factor": factor,
            "error": errors[-1] / errors[0],
            "shrinks": bool(errors[-1] < errors[0]),
        }

    return [row(rate) for rate in task.rates]


@stability.witness("closed form along the eigenvectors")
def stability_by_eigenvectors(task):
    H = autograd_hessian(task.loss, task.d)
    values, vectors = np.linalg.eigh(H)
    first = vectors.T @ np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]

    def row(rate):
        error = np.linalg.norm((1 - rate * values) ** task.run * first) / np.linalg.norm(first)
        factor = np.linalg.norm(np.eye(task.d) - rate * H, 2)
        return {"rate": rate, "factor": factor, "error": error, "shrinks": bool(factor < 1)}

    return [row(rate) for rate in task.rates]


@stability.witness("torch.optim.SGD, with the factor read off the last steps", within=1e-5)
def stability_by_torch(task):
    X, t = tensor(task.inputs), tensor(task.targets)
    target = torch.linalg.lstsq(X, t[:, None]).solution[:, 0]

    def row(rate):
        w, sizes = tensor(task.start).requires_grad_(), []
        optimiser = torch.optim.SGD([w], lr=rate)
        for _ in range(task.run + 1):
            sizes.append(float((w.detach() - target).norm()))
            optimiser.zero_grad()
            (((X @ w - t) ** 2).mean() / 2).backward()
            optimiser.step()
        last = {"factor": sizes[-1] / sizes[-2], "error": sizes[-1] / sizes[0], "shrinks": sizes[-1] < sizes[-2]}
        return {"rate": rate, **last}

    return [row(rate) for rate in task.rates]

"""(c) Gradient descent on a quadratic: along each eigenvector the error is multiplied by 1 - eta lambda per step."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.optimization.curvature import hessian
from snippets.optimization.second_ways import autograd_hessian, symbolic_hessian, torch_steps
from snippets.optimization.spectrum import condition, descending, positive
from snippets.second_ways import tensor

__all__ = ["best_step_size", "contraction", "count_steps", "path", "stability", "step_limit", "steps"]


@answer
def step_limit(task):
    """Descent is stable for every positive step size below 2 / lambda_1, and not at 2 / lambda_1 itself."""
    return 2 / descending(hessian(task))[0]


@step_limit.witness("bisection on real descents: do two of them approach each other?", within=1e-6)
def step_limit_by_bisection(task):
    X = task.inputs

    def is_stable(eta):
        gap = X.T @ task.targets  # between two runs; free of directions in which all inputs vanish
        for _ in range(150):  # until only its slowest part is left
            gap = gap / np.linalg.norm(gap)
            gap = gap - eta * X.T @ (X @ gap) / task.N
            if np.linalg.norm(gap) < 1e-9:
                return True  # closed at once
        return np.linalg.norm(gap) < 1

    low, high = 0.0, 2 * task.d * task.N / np.sum(X**2)  # lambda_1 is at least the mean eigenvalue
    for _ in range(32):
        middle = (low + high) / 2
        low, high = (middle, high) if is_stable(middle) else (low, middle)
    return low


@step_limit.witness("SymPy: the smallest step size at which I - eta H has the eigenvalue -1")
def step_limit_by_determinant(task):
    eta = sympy.Symbol("eta")
    return float(min(sympy.roots((2 * sympy.eye(task.d) - eta * symbolic_hessian(task)).det(), eta)))


@step_limit.slip("2 / lambda_d: the flattest direction decides")
def step_limit_from_smallest(task):
    smallest = descending(hessian(task))[-1]
    return 2 / smallest if smallest > 0 else math.inf


@step_limit.slip("1 / lambda_1: that is stable, but twice as much would be too")
def step_limit_halved(task):
    return 1 / descending(hessian(task))[0]


@answer
def best_step_size(task):
    """The best constant step size is 2 / (lambda_1 + lambda_+), with the smallest positive eigenvalue lambda_+ of H."""
    values = positive(descending(hessian(task)))
    return 2 / (values[0] + values[-1])


@best_step_size.witness("ternary search for the smallest spectral norm of I - eta H", within=1e-6)
def best_step_size_by_search(task):
    H, seen = autograd_hessian(task.loss, task.d), seen_part(task)
    low, high = 0.0, 2 / np.linalg.norm(H, 2)
    for _ in range(60):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        worse = np.linalg.norm(seen - a * H, 2) > np.linalg.norm(seen - b * H, 2)
        low, high = (a, high) if worse else (low, b)
    return (low + high) / 2


def seen_part(task):
    """The projection onto the directions in which some input has a part: the others have no curvature."""
    return np.linalg.pinv(task.inputs) @ task.inputs


@best_step_size.witness(
    "SymPy: the step size that gives the steepest and the flattest curved direction opposite factors"
)
def best_step_size_by_opposite_factors(task):
    eta = sympy.Symbol("eta")
    values = [value for value in symbolic_hessian(task).eigenvals(multiple=True) if value != 0]
    return float(sympy.solve((1 - eta * max(values)) + (1 - eta * min(values)), eta)[0])


@best_step_size.slip("lambda_d = 0 put into 2/(lambda_1 + lambda_d): that is the limit itself, and w jumps to and fro")
def best_step_size_with_zero(task):
    values = descending(hessian(task))
    return 2 / (values[0] + values[-1])


@answer
def contraction(task):
    """The best step size leaves at most (lambda_1 - lambda_+)/(lambda_1 + lambda_+) of the distance per step."""
    values = positive(descending(hessian(task)))
    return (values[0] - values[-1]) / (values[0] + values[-1])


@contraction.witness("spectral norm of I - eta H, where the inputs see something")
def contraction_by_norm(task):
    H = autograd_hessian(task.loss, task.d)
    eta = 2 / (np.linalg.norm(H, 2) + 1 / np.linalg.norm(np.linalg.pinv(H, rcond=1e-12), 2))
    return np.linalg.norm(seen_part(task) - eta * H, 2)


@contraction.witness("worst error after one real step, over many starts", within=1e-6)
def contraction_by_steps(task):
    """The step maps errors linearly, so starts on the unit circle around a minimiser are all we need."""
    X, lengths = task.inputs, np.linalg.svd(task.inputs, compute_uv=False) ** 2 / task.N
    eta = 2 / (lengths[0] + lengths[np.linalg.matrix_rank(X) - 1])
    angles = np.linspace(0, 2 * np.pi, 3601)
    starts = np.column_stack([np.cos(angles), np.sin(angles)]) if task.d == 2 else np.eye(task.d)
    errors = starts @ np.linalg.pinv(X) @ X  # to the nearest minimiser
    errors = errors[np.linalg.norm(errors, axis=1) > 0.1]
    after = errors - eta * errors @ X.T @ X / task.N
    return (np.linalg.norm(after, axis=1) / np.linalg.norm(errors, axis=1)).max()


@contraction.slip("1 - 1/kappa: the factor of the step size 1/lambda_1, not of the best one")
def contraction_of_shorter_step(task):
    values = descending(hessian(task))
    return 1 - values[-1] / values[0]


@contraction.slip("lambda_d = 0 put into (lambda_1 - lambda_d)/(lambda_1 + lambda_d), as if nothing ever shrank")
def contraction_with_zero(task):
    values = descending(hessian(task))
    return (values[0] - values[-1]) / (values[0] + values[-1])


def path(H, b, start, eta, length):
    """w_0, w_1, ...: descent along the gradient H w - b; shape (length + 1, d)."""
    points = [start]
    for _ in range(length):
        points.append(points[-1] - eta * (H @ points[-1] - b))
    return np.array(points)


def count_steps(H, b, start, tolerance, patience=100_000):
    """Steps of the best size until |w - w*| is `tolerance` times the first."""
    values = positive(descending(H))
    eta, w = 2 / (values[0] + values[-1]), start
    nearest = start + np.linalg.pinv(H, rcond=1e-12) @ (b - H @ start)
    enough = tolerance * np.linalg.norm(start - nearest)
    for steps in range(patience):
        if np.linalg.norm(w - nearest) <= enough:
            return steps
        w = w - eta * (H @ w - b)
    raise RuntimeError(f"no arrival within {patience} steps")


@answer
def steps(task):
    """Steps of the best constant size from w = 0 to a millionth of the first distance to the minimisers."""
    return count_steps(hessian(task), task.inputs.T @ task.targets / task.N, task.start, task.tolerance)


@steps.witness("torch.optim.SGD on the loss, counted")
def steps_by_torch(task):
    target = np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]
    return torch_steps(task.inputs, task.targets, target, task.tolerance)


@steps.witness("closed form: the logarithm of the millionth over that of the factor")
def steps_by_logarithm(task):
    """Exact in one or two dimensions: with the best step size every direction shrinks by the same factor."""
    values = np.linalg.svd(task.inputs, compute_uv=False)[: np.linalg.matrix_rank(task.inputs)]
    factor = (values[0] ** 2 - values[-1] ** 2) / (values[0] ** 2 + values[-1] ** 2)
    return math.ceil(math.log(task.tolerance) / math.log(factor)) if factor > 0 else 1


@steps.slip("as many steps as the condition number says")
def steps_equal_kappa(task):
    kappa = condition(hessian(task))
    return round(kappa) if kappa < math.inf else kappa


@steps.slip("where H is singular the error never shrinks: but no flat direction has to be walked along")
def steps_never(task):
    return steps(task) if descending(hessian(task))[-1] > 0 else math.inf


@answer(instances=("exam",))
def stability(task):
    """Below 2 / lambda_1 the error shrinks, above it grows; the factor per step is the largest |1 - eta lambda|."""
    H, b = hessian(task), task.inputs.T @ task.targets / task.N
    target = np.linalg.solve(H, b)

    def row(eta):
        errors = np.linalg.norm(path(H, b, task.start, eta, task.run) - target, axis=1)
        factor = abs(1 - eta * descending(H)).max()
        return {
            "step_size": eta,
            "factor": factor,
            "error": errors[-1] / errors[0],
            "shrinks": bool(errors[-1] < errors[0]),
        }

    return [row(eta) for eta in task.step_sizes]


@stability.witness("closed form along the eigenvectors")
def stability_by_eigenvectors(task):
    H = autograd_hessian(task.loss, task.d)
    values, vectors = np.linalg.eigh(H)
    first = vectors.T @ np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]

    def row(eta):
        error = np.linalg.norm((1 - eta * values) ** task.run * first) / np.linalg.norm(first)
        factor = np.linalg.norm(np.eye(task.d) - eta * H, 2)
        return {"step_size": eta, "factor": factor, "error": error, "shrinks": bool(factor < 1)}

    return [row(eta) for eta in task.step_sizes]


@stability.witness("torch.optim.SGD, with the factor read off the last steps", within=1e-5)
def stability_by_torch(task):
    X, t = tensor(task.inputs), tensor(task.targets)
    target = torch.linalg.lstsq(X, t[:, None]).solution[:, 0]

    def row(eta):
        w, sizes = tensor(task.start).requires_grad_(), []
        optimiser = torch.optim.SGD([w], lr=eta)
        for _ in range(task.run + 1):
            sizes.append(float((w.detach() - target).norm()))
            optimiser.zero_grad()
            (((X @ w - t) ** 2).mean() / 2).backward()
            optimiser.step()
        last = {"factor": sizes[-1] / sizes[-2], "error": sizes[-1] / sizes[0], "shrinks": sizes[-1] < sizes[-2]}
        return {"step_size": eta, **last}

    return [row(eta) for eta in task.step_sizes]

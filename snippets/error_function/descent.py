"""(d) Gradient descent itself: which steps reach the minimum."""

import decimal
import math
from decimal import Decimal
from operator import mul

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import stable_loss
from snippets.second_ways import by_autograd, tensor

__all__ = ["descents", "minimiser", "minimum"]


def path(task, step):
    """The weights w_0, w_1, ... of gradient descent with a constant step."""
    X, weights = np.asarray(task.X), [np.array(task.start, float)]
    for _ in range(task.steps):
        slopes = np.tanh(task.beta * (X @ weights[-1] - task.t))
        weights.append(weights[-1] - step * slopes @ X / len(X))
    return weights


def errors(task, weights):
    """E along a path, in the form that does not overflow."""
    z = abs(np.asarray(weights) @ np.asarray(task.X).T - task.t)
    return np.mean(z + (np.log1p(np.exp(-2 * task.beta * z)) - math.log(2)) / task.beta, axis=1)


def steps_tried(task):
    """Steps below and above 2/L, and one chosen from the curvature at the start alone."""
    X = np.asarray(task.X)
    slopes = np.tanh(task.beta * (X @ task.start - task.t))
    everywhere, local = (
        task.beta / len(X) * np.linalg.eigvalsh(X.T * weights @ X)[-1] for weights in (np.ones(len(X)), 1 - slopes**2)
    )
    return {"1.9 / L": 1.9 / everywhere, "2.1 / L": 2.1 / everywhere, "1.9 / local": 1.9 / local}


@answer(instances=("exam", "sharp", "centred"))
def descents(task):
    """The error after the last two steps of gradient descent: a step below 2/L settles, one above need not."""
    rows = []
    for name, step in steps_tried(task).items():
        before, last = errors(task, path(task, step))[-2:]
        rows.append({"step": name, "eta": step, "before": before, "last": last})
    return rows


@descents.witness("torch: autograd and torch.optim.SGD")
def descents_by_torch(task):
    return [row_by_torch(task, name, step) for name, step in steps_by_torch(task).items()]


def steps_by_torch(task):
    def curvature(targets):
        H = torch.func.hessian(lambda w: task.loss(tensor(task.X) @ w - targets, torch).mean())(tensor(task.start))
        return torch.linalg.eigvalsh(H)[-1].item()

    # with the targets on the outputs, the curvature is L
    everywhere, local = (curvature(tensor(targets)) for targets in (task.outputs(task.start), task.t))
    return {"1.9 / L": 1.9 / everywhere, "2.1 / L": 2.1 / everywhere, "1.9 / local": 1.9 / local}


def row_by_torch(task, name, step):
    w, seen = tensor(task.start).requires_grad_(), []
    X, t, optimizer = tensor(task.X), tensor(task.t), torch.optim.SGD([w], lr=step)
    for _ in range(task.steps + 1):
        optimizer.zero_grad()
        error = stable_loss(task, X @ w - t, torch).mean()
        seen.append(error.item())
        error.backward()
        optimizer.step()
    return {"step": name, "eta": step, "before": seen[-2], "last": seen[-1]}


@descents.witness("Python's decimal numbers, thirty digits")
def descents_by_digits(task):
    # Thirty digits rule out that rounding decides where a path ends.
    with decimal.localcontext(prec=30):
        return [row_by_digits(task, name, step) for name, step in steps_by_torch(task).items()]


def row_by_digits(task, name, step):
    X, t, w = ([list(map(Decimal, x)) for x in task.X], *(list(map(Decimal, v)) for v in (task.t, task.start)))
    seen = []
    for _ in range(task.steps + 1):
        powers = [(2 * Decimal(task.beta) * (sum(map(mul, w, x)) - target)).exp() for x, target in zip(X, t)]  # e^(2u)
        seen.append(powers)
        slopes = [(q - 1) / (q + 1) for q in powers]
        w = [v - Decimal(step) * sum(p * x[j] for p, x in zip(slopes, X)) / len(X) for j, v in enumerate(w)]
    # cosh u = (e^(2u) + 1) / (2 e^u)
    losses = [[((q + 1) / (2 * q.sqrt())).ln() / Decimal(task.beta) for q in powers] for powers in seen[-2:]]
    before, last = (float(sum(loss) / len(X)) for loss in losses)
    return {"step": name, "eta": step, "before": before, "last": last}


@answer(instances=("exam", "sharp", "centred"))
def minimiser(task):
    """w*, where the gradient vanishes; there is one, because H is positive definite when the inputs span the plane."""
    X, w = np.asarray(task.X), np.array(task.w, float)
    for _ in range(30):  # Newton's method
        slopes = np.tanh(task.beta * (X @ w - task.t))
        w = w - np.linalg.solve(task.beta * X.T * (1 - slopes**2) @ X, slopes @ X)
    return w


@minimiser.witness("gradient descent with a small step")
def minimiser_by_descent(task):
    w = np.array(task.w, float)
    for _ in range(600):
        w = w - 0.2 * by_autograd(lambda v: task.E(v, torch), w)
    return w


@minimiser.witness("SymPy: root of the gradient with fifty digits")
def minimiser_by_root(task):
    w = sympy.symbols(f"w:{len(task.w)}")
    error = task.E(w, sympy)
    start = np.linalg.lstsq(np.asarray(task.X, float), np.asarray(task.t, float))[0]  # of the squared error
    root = sympy.nsolve([error.diff(w_j) for w_j in w], w, list(start + 0.01), prec=50)
    return [float(value) for value in root]


@answer(instances=("exam", "sharp"))
def minimum(task):
    """The smallest error."""
    return errors(task, [minimiser(task)])[0]


@minimum.witness("SymPy: the error at the root of the gradient")
def minimum_by_root(task):
    return float(task.E(minimiser_by_root(task), sympy))


@minimum.witness("descent with a small step, then the definition")
def minimum_by_descent(task):
    return task.E(minimiser_by_descent(task))

"""Where the claims are tried: weights around the given ones, arguments on a grid, directions."""

import numpy as np
import torch

from snippets.error_function.second_ways import stable_loss
from snippets.second_ways import by_autograd, tensor

U = np.linspace(-6, 6, 41)  # arguments u = beta z of cosh and tanh; zero is one of them
TRIALS = 20


def weights(task, seed=0):
    """Weights at random, (TRIALS, d)."""
    return np.random.default_rng(seed).normal(0, 2, (TRIALS, len(task.w)))


def residuals_at(task, w):
    """The residuals z_i at each of many weights, (TRIALS, N)."""
    return w @ np.asarray(task.X, float).T - task.t


def gradients_at(task, w):
    """The gradient of E at each of many weights by autograd, (TRIALS, d)."""
    return np.array([by_autograd(lambda v: task.E(v, torch), row) for row in w])


def errors_at(task, w):
    """E at each of many weights, (TRIALS,), in a form that does not overflow."""
    return stable_loss(task, residuals_at(task, w)).mean(axis=1)


def hessians_at(task, w):
    """The Hessian of E at each of many weights by autograd, (TRIALS, d, d)."""
    hessian = torch.func.hessian(lambda v: stable_loss(task, tensor(task.X) @ v - tensor(task.t), torch).mean())
    return torch.func.vmap(hessian)(tensor(w)).numpy()


def lengths(task):
    """The lengths of the inputs, (N,)."""
    return np.linalg.norm(task.X, axis=1)

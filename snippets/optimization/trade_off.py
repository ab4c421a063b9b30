"""(e) What noise buys and what it costs, measured."""

import numpy as np
import torch

from snippets.answers import Estimate, answer
from snippets.optimization.curvature import hessian
from snippets.optimization.input_noise import solution
from snippets.optimization.second_ways import autograd_hessian, gauss_hermite, shifted_copies
from snippets.second_ways import tensor

__all__ = ["gradient_noise", "trade_off"]


def noisy_solution(task, s2):
    """The minimiser (H + s^2 I)^{-1} E[x t] of the loss with noise."""
    return solution(task, hessian(task) + s2 * np.eye(task.d))


@answer
def trade_off(task):
    """Trained with noise, w is shorter and worse on clean inputs, and better than w* on noisy ones."""
    clean = noisy_solution(task, 0)

    def noisy_loss(w, s2):
        return task.loss(w) + s2 * w @ w / 2

    def row(s2):
        w = noisy_solution(task, s2)
        losses = {"untrained": noisy_loss(clean, s2), "trained": noisy_loss(w, s2)}
        return {"variance": s2, "length": np.linalg.norm(w) / np.linalg.norm(clean), **losses}

    return [row(s2) for s2 in task.variances]


@trade_off.witness("noise as data: least squares on 2d shifted copies of each point")
def trade_off_by_copies(task):
    clean = np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]

    def row(s2):
        X, t = shifted_copies(task.inputs, task.targets, s2)
        w = np.linalg.lstsq(X, t, rcond=None)[0]
        losses = {name: np.mean((X @ v - t) ** 2) / 2 for name, v in (("untrained", clean), ("trained", w))}
        return {"variance": s2, "length": np.sqrt(w @ w / (clean @ clean)), **losses}

    return [row(s2) for s2 in task.variances]


@trade_off.witness("Gauss-Hermite quadrature, minimised by Newton's method with autograd")
def trade_off_by_quadrature(task):
    def newton(s2):
        nodes, weights = (tensor(part) for part in gauss_hermite(s2, task.d))
        noisy = tensor(task.inputs)[:, None] + nodes

        def loss(w):
            return (weights * (noisy @ w - tensor(task.targets)[:, None]) ** 2).sum() / (2 * task.N)

        curvature = tensor(autograd_hessian(loss, task.d))
        return -torch.linalg.pinv(curvature, rtol=1e-12) @ torch.func.grad(loss)(tensor(task.start)), loss

    clean, _ = newton(0)

    def row(s2):
        w, loss = newton(s2)
        losses = {"untrained": loss(clean).item(), "trained": loss(w).item()}
        return {"variance": s2, "length": (w.norm() / clean.norm()).item(), **losses}

    return [row(s2) for s2 in task.variances]


@trade_off.slip("the noise counts once: s^2/2 |w|^2 is left out of the loss on noisy inputs")
def trade_off_without_penalty(task):
    clean = task.loss(noisy_solution(task, 0))
    return [
        row | {"untrained": clean, "trained": task.loss(noisy_solution(task, row["variance"]))}
        for row in trade_off(task)
    ]


@answer
def gradient_noise(task):
    """Root mean square of one noisy sample's gradient at the minimiser, where the mean gradient is 0; for each s^2."""

    def row(s2):
        w = noisy_solution(task, s2)
        r, outputs, squares = task.inputs @ w - task.targets, task.inputs @ w, np.sum(task.inputs**2, axis=1)
        # (r + w.e)(x + e) for normal e: E[(w.e)^2] = s^2 |w|^2, E[(w.e)^2 |e|^2] = (d + 2) s^4 |w|^2
        independent = (r**2 + s2 * w @ w) * (squares + task.d * s2)
        return np.sqrt(np.mean(independent + 4 * r * s2 * outputs + 2 * s2**2 * w @ w))

    return [row(s2) for s2 in task.variances]


@gradient_noise.witness("Gauss-Hermite quadrature")
def gradient_noise_by_quadrature(task):
    def row(s2):
        X, t = shifted_copies(task.inputs, task.targets, s2)
        w = np.linalg.lstsq(X, t, rcond=None)[0]
        nodes, weights = gauss_hermite(s2, task.d)
        noisy = task.inputs[:, None] + nodes
        gradients = (noisy @ w - task.targets[:, None])[..., None] * noisy
        return np.sqrt(np.einsum("n,inj,inj->", weights, gradients, gradients) / task.N)

    return [row(s2) for s2 in task.variances]


@gradient_noise.witness("Monte Carlo: 100,000 noisy samples of each point")
def gradient_noise_by_sampling(task):
    generator = np.random.default_rng(16)

    def row(s2):
        X, t = shifted_copies(task.inputs, task.targets, s2)
        w = np.linalg.lstsq(X, t, rcond=None)[0]
        noisy = task.inputs + np.sqrt(s2) * generator.normal(size=(100_000, task.N, task.d))
        squares = np.mean((noisy @ w - task.targets) ** 2 * np.sum(noisy**2, axis=2), axis=1)
        # Without noise every draw is the same: then the error is that of rounding.
        return np.sqrt(squares.mean()), max(
            squares.std() / np.sqrt(len(squares)) / (2 * np.sqrt(squares.mean()) or 1), 1e-12
        )

    values, errors = zip(*map(row, task.variances))
    return Estimate(values, errors)


@gradient_noise.slip("at the minimum the gradient is 0, with or without noise: that holds for its mean only")
def gradient_noise_zero(task):
    return [0.0 for _ in task.variances]

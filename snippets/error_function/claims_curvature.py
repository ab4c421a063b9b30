"""Claims of parts (d) and (f): the Hessian between its bounds, safe steps, condition numbers."""

import numpy as np
import torch

from snippets.claims import claim, sides
from snippets.error_function.samples import (
    TRIALS,
    U,
    errors_at,
    gradients_at,
    hessians_at,
    lengths,
    residuals_at,
    weights,
)
from snippets.error_function.second_ways import stable_loss
from snippets.second_ways import tensor

__all__ = [
    "below_its_parabola",
    "bend_is_bounded",
    "condition_is_bounded",
    "curvature_is_bounded",
    "descent_lemma",
    "hessian_between",
    "hessian_between_multiples",
    "hessian_splits",
    "log_cosh_condition_is_bounded",
    "longer_steps_grow",
    "mean_adds_a_square",
    "quadratic_form_is_bounded",
    "second_derivative_is_bounded",
    "trace_bounds_the_largest",
    "weyl",
]

DATA = ("exam", "stretched")  # where the mean is not zero
DIRECTIONS = np.array([[np.cos(a), np.sin(a)] for a in np.linspace(0, 3, TRIALS)])


def sum_of_squares(task):
    """The sum of x_i x_i^T, point by point."""
    return sum(np.outer(x, x) for x in task.X)


def bends_at(task, w):
    """The factors 1 - tanh^2(beta z_i) at each of many weights, (TRIALS, N)."""
    return 1 - np.tanh(task.beta * residuals_at(task, w)) ** 2


def smoothness_of(task):
    """L, from the largest singular value of X."""
    return task.beta * np.linalg.svd(np.asarray(task.X, float), compute_uv=False)[0] ** 2 / len(task.X)


@claim(
    r"\begin{aligned} &0 \preceq H(w) \\ &= \frac\beta N \sum_i \big(1 - \tanh^2(\beta z_i)\big)\, x_i x_i^\top \\ "
    r"&\preceq B \end{aligned}"
)
def hessian_between(task):
    """The Hessian is a sum of squares with weights between zero and one, so it lies between zero and B."""
    w, X = weights(task), np.asarray(task.X, float)
    total = np.einsum("kn,ni,nj->kij", bends_at(task, w), X, X)
    named = {"N": len(X), r"\beta": task.beta, r"\sum_i \big(1 - \tanh^2(\beta z_i)\big)\, x_i x_i^\top": total}
    B = task.beta * sum_of_squares(task) / len(X)
    return sides(np.zeros((2, 2)), hessians_at(task, w), task.beta * total / len(X), B, named)


@claim(r"\lambda_1(H(w)) \le L \le \frac\beta N \sum_i \lVert x_i \rVert^2")
def curvature_is_bounded(task):
    """The largest curvature is at most L, and L at most the trace of B."""
    total = np.sum(lengths(task) ** 2)
    largest = np.linalg.eigvalsh(hessians_at(task, weights(task)))[:, -1]
    named = {r"\beta": task.beta, "N": len(task.X), r"\sum_i \lVert x_i \rVert^2": total}
    return sides(largest, smoothness_of(task), task.beta * total / len(task.X), named)


@claim(r"0 < 1 - \tanh^2 u \le 1")
def bend_is_bounded(task):
    """The slope of tanh is positive and at most one."""
    return sides(0, 1 / np.cosh(U) ** 2, 1, {r"\tanh^2 u": np.tanh(U) ** 2})


@claim(r"0 < \frac{\partial^2}{\partial y^2}\, \frac1\beta \log\cosh(\beta z) \le \beta")
def second_derivative_is_bounded(task):
    """The second derivative of the loss is positive and at most beta."""
    bend = torch.func.vmap(torch.func.hessian(lambda z: stable_loss(task, z, torch)))
    return sides(0, bend(tensor(U / task.beta)).numpy(), task.beta)


@claim(
    r"\begin{aligned} &0 \le v^\top H v \\ &= \frac\beta N \sum_i \big(1 - \tanh^2(\beta z_i)\big) (v^\top x_i)^2 "
    r"\\ &\le \frac\beta N \sum_i (v^\top x_i)^2 = v^\top B v \end{aligned}"
)
def quadratic_form_is_bounded(task):
    """Along every direction the curvature lies between zero and that of B."""
    w, N, beta = weights(task), len(task.X), task.beta
    H, along = hessians_at(task, w), DIRECTIONS @ np.transpose(task.X)
    weighted, total = np.sum(bends_at(task, w) * along**2, axis=1), np.sum(along**2, axis=1)
    named = {r"\sum_i \big(1 - \tanh^2(\beta z_i)\big) (v^\top x_i)^2": weighted, r"\sum_i (v^\top x_i)^2": total}
    bent = np.einsum("ki,kij,kj->k", DIRECTIONS, H, DIRECTIONS)
    bound = np.einsum("ki,ij,kj->k", DIRECTIONS, beta * sum_of_squares(task) / N, DIRECTIONS)
    return sides(0, bent, beta * weighted / N, beta * total / N, bound, {r"\beta": beta, "N": N, **named})


@claim(r"\begin{aligned} &E(w + p) \\ &\quad \le E(w) + p^\top \nabla E(w) + \frac L2 \lVert p \rVert^2 \end{aligned}")
def below_its_parabola(task):
    """After any step the error is at most that of a parabola with the curvature L."""
    w, p = weights(task), weights(task, seed=1)
    L, along, square = smoothness_of(task), np.sum(p * gradients_at(task, w), axis=1), np.sum(p**2, axis=1)
    there, here = errors_at(task, w + p), errors_at(task, w)
    named = {"E(w)": here, "E(w + p)": there, "L": L, r"\lVert p \rVert": np.sqrt(square)}
    return sides(there, here + along + L / 2 * square, {r"p^\top \nabla E(w)": along, **named})


@claim(
    r"\begin{aligned} &E(w - \eta \nabla E(w)) \\ &\le E(w) - \eta \Big(1 - \frac{\eta L}{2}\Big) \lVert \nabla "
    r"E(w) \rVert^2 \end{aligned}"
)
def descent_lemma(task):
    """A step of gradient descent lowers the error by at least a share of the squared gradient."""
    w, L = weights(task), smoothness_of(task)
    eta, slope = np.linspace(0.1, 1.9, TRIALS) / L, gradients_at(task, w)
    there, here, length = errors_at(task, w - eta[:, None] * slope), errors_at(task, w), np.linalg.norm(slope, axis=1)
    named = {r"E(w - \eta \nabla E(w))": there, r"\eta": eta, "L": L, r"\lVert \nabla E(w) \rVert": length}
    return sides(there, here - eta * (1 - eta * L / 2) * length**2, {"E(w)": here, **named})


@claim(r"1 - \eta L < -1")
def longer_steps_grow(task):
    """Beyond 2/L a step turns an error along the top eigenvector round, and makes it longer."""
    B = task.beta * sum_of_squares(task) / len(task.X)
    values, vectors = np.linalg.eigh(B)
    eta = np.linspace(2.01, 5, TRIALS) / smoothness_of(task)
    left = [vectors[:, -1] @ (np.eye(2) - step * B) @ vectors[:, -1] for step in eta]
    return sides(np.array(left), -1, {r"\eta": eta, "L": values[-1]})


def mean_and_covariance(task):
    """mu and Sigma, and the Hessian of the squared error by autograd, which depends on no target."""
    X = tensor(task.X)
    H = torch.func.hessian(lambda w: ((X @ w) ** 2).mean() / 2)(tensor(task.w)).numpy()
    return np.mean(task.X, axis=0), np.cov(np.transpose(task.X), bias=True), H


@claim(r"H = \frac1N \sum_i x_i x_i^\top = \Sigma + \mu\mu^\top")
def hessian_splits(task):
    """The Hessian of the squared error is the covariance plus the outer product of the mean."""
    mu, Sigma, H = mean_and_covariance(task)
    total, N = sum_of_squares(task), len(task.X)
    named = {r"\sum_i x_i x_i^\top": total, "N": N, r"\Sigma": Sigma, r"\mu\mu^\top": np.outer(mu, mu)}
    return sides(H, total / N, Sigma + np.outer(mu, mu), named)


@claim(r"\kappa(H) \le \frac{\lambda_{\max}(\Sigma) + \lVert \mu \rVert^2}{\lambda_{\min}(\Sigma)}", instances=DATA)
def condition_is_bounded(task):
    """The condition number is at most that of the worst position of the mean."""
    mu, Sigma, H = mean_and_covariance(task)
    smallest, largest = np.linalg.eigvalsh(Sigma)
    names = r"\lambda_{\max}(\Sigma)", r"\lVert \mu \rVert", r"\lambda_{\min}(\Sigma)"
    named = dict(zip(names, (largest, np.linalg.norm(mu), smallest)))
    return sides(np.linalg.cond(H), (largest + mu @ mu) / smallest, named)


@claim(r"v^\top H v = v^\top \Sigma v + (v^\top \mu)^2", instances=DATA)
def mean_adds_a_square(task):
    """Along every direction the mean adds its squared share to the variance."""
    mu, Sigma, H = mean_and_covariance(task)
    bent, spread = (np.sum(DIRECTIONS @ M * DIRECTIONS, axis=1) for M in (H, Sigma))
    named = {r"v^\top \Sigma v": spread, r"v^\top \mu": DIRECTIONS @ mu}
    return sides(bent, spread + (DIRECTIONS @ mu) ** 2, named)


@claim(
    r"\begin{aligned} \lambda_1(H) &\le \lambda_{\max}(\Sigma) + \lVert \mu \rVert^2, \\ \lambda_d(H) &\ge "
    r"\lambda_{\min}(\Sigma) \end{aligned}",
    instances=DATA,
)
def weyl(task):
    """The mean raises the largest eigenvalue by at most its squared length, and lowers none."""
    mu, Sigma, H = mean_and_covariance(task)
    (smallest, largest), (least, most) = np.linalg.eigvalsh(H), np.linalg.eigvalsh(Sigma)
    named = {r"\lambda_{\max}(\Sigma)": most, r"\lVert \mu \rVert": np.linalg.norm(mu)}
    return sides(largest, most + mu @ mu, smallest, least, named)


@claim(r"\lambda_1(H) \le \frac1N \sum_i \lVert x_i \rVert^2")
def trace_bounds_the_largest(task):
    """The largest eigenvalue of the squared error's Hessian is at most its trace."""
    total = np.sum(lengths(task) ** 2)
    largest = np.linalg.eigvalsh(mean_and_covariance(task)[2])[-1]
    return sides(largest, total / len(task.X), {"N": len(task.X), r"\sum_i \lVert x_i \rVert^2": total})


@claim(
    r"\begin{aligned} &\frac\beta N \min_i c_i \sum_i x_i x_i^\top \\ &\quad \preceq H(w) \preceq \frac\beta N "
    r"\max_i c_i \sum_i x_i x_i^\top \end{aligned}"
)
def hessian_between_multiples(task):
    """The Hessian lies between multiples of the squared error's, by the smallest and the largest bend."""
    w, total, N = weights(task), sum_of_squares(task), len(task.X)
    low, high = (extreme(bends_at(task, w), axis=1)[:, None, None] for extreme in (np.min, np.max))
    named = {r"\min_i c_i": low, r"\max_i c_i": high, r"\sum_i x_i x_i^\top": total, r"\beta": task.beta, "N": N}
    below, above = (task.beta / N * c * total for c in (low, high))
    return sides(below, hessians_at(task, w), above, named)


@claim(r"\kappa(H(w)) \le \kappa\, \frac{\max_i c_i}{\min_i c_i}")
def log_cosh_condition_is_bounded(task):
    """The condition number grows at most by the quotient of the largest and the smallest bend."""
    w = weights(task) / 4  # near zero, where no bend is lost to rounding
    low, high = (extreme(bends_at(task, w), axis=1) for extreme in (np.min, np.max))
    kappa = np.linalg.cond(task.X) ** 2
    named = {r"\kappa": kappa, r"\min_i c_i": low, r"\max_i c_i": high}
    return sides(np.linalg.cond(hessians_at(task, w)), kappa * high / low, named)

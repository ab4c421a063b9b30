"""(a) and (b) The relations of the Hessian and its eigenvalues, each beside what decides it."""

import numpy as np
import sympy

from snippets.claims import claim, sides
from snippets.optimization.curvature import expected_loss, hessian
from snippets.optimization.second_ways import autograd_hessian, second_derivatives
from snippets.optimization.task import Notation

__all__ = [
    "across_the_mean",
    "along_the_mean",
    "gradient_is_affine",
    "gram_squares_kappa",
    "hessian_is_covariance",
    "hessian_splits",
    "kappa_bounds",
    "kappa_is_ratio",
    "minimiser_solves",
    "objective_is_mean",
    "outer_product_acts",
    "output_is_linear",
    "quadratic_form",
    "quadratic_form_splits",
    "ridge_is_added",
    "smallest_eigenvalue_bound",
    "steepest_eigenvalue_bound",
    "trace_is_mean_square",
]


def covariance(task):
    return np.atleast_2d(np.cov(task.inputs.T, bias=True))


def mean(task):
    return task.inputs.mean(axis=0)


def correlation_with_targets(task):
    """E[x t]."""
    return task.inputs.T @ task.targets / task.N


def samples(task, count=6):
    """Vectors of d numbers in all directions, the last one along (1, -1, ...); shape (count, d)."""
    drawn = np.random.default_rng(21).normal(size=(count, task.d))
    drawn[-1] = (-1.0) ** np.arange(task.d)
    return drawn


@claim(r"y = w^\top x")
def output_is_linear(task):
    """The output is the scalar product of weights and input: from the losses with the targets 0 and 1, product."""
    W, X = samples(task), task.inputs
    outputs = [[task.loss(w, [x], [0]) - task.loss(w, [x], [1]) + 0.5 for x in X] for w in W]
    return sides(np.array(outputs), W @ X.T)


@claim(r"J(w) = \mathbb E\big[\tfrac12 (w^\top x - t)^2\big]")
def objective_is_mean(task):
    """The objective is the mean of half the squared residual."""
    W = samples(task)
    residuals = W @ task.inputs.T - task.targets
    return sides(np.array([task.loss(w) for w in W]), np.mean(residuals**2 / 2, axis=1))


@claim(r"\kappa = \lambda_1 / \lambda_d", instances=("exam", "line"))
def kappa_is_ratio(task):
    """The condition number is the largest eigenvalue of the Hessian over the smallest."""
    values = np.linalg.eigvalsh(hessian(task))
    named = {r"\lambda_1": values[-1], r"\lambda_d": values[0]}
    return sides(np.linalg.cond(hessian(task)), values[-1] / values[0], named)


@claim(r"(w^\top x)\, x = x x^\top w")
def outer_product_acts(task):
    """The input times the output is the outer product of the input applied to the weights."""
    w, X = samples(task)[0], task.inputs
    return sides((X @ w)[:, None] * X, np.array([np.outer(x, x) @ w for x in X]))


@claim(r"H = \nabla^2 J = \mathbb E[x x^\top] = \Sigma + \mu \mu^\top")
def hessian_splits(task):
    """The Hessian is the mean outer product, that is the covariance plus the outer product of the mean."""
    outer = np.mean([np.outer(x, x) for x in task.inputs], axis=0)
    named = {r"\Sigma": covariance(task), r"\mu \mu^\top": np.outer(mean(task), mean(task))}
    return sides(hessian(task), autograd_hessian(task.loss, task.d), outer, sum(named.values()), named)


@hessian_splits.proof
def hessian_splits_for_all_moments():
    symbols = Notation()
    mu, H = symbols.mu(3), second_derivatives(expected_loss(symbols, 3), symbols.w(3))
    return sides(H, symbols.covariance(3) + mu * mu.T)


@claim(r"H = \Sigma", holds=False)
def hessian_is_covariance(task):
    """The Hessian is the covariance, as if the mean had been subtracted."""
    return sides(hessian(task), covariance(task))


@claim(r"\nabla J = \mathbb E\big[(w^\top x - t)\, x\big] = H w - \mathbb E[x t]")
def gradient_is_affine(task):
    """The gradient is the mean of residual times input, which is affine in w: slopes of J, mean, formula."""
    W, X, b = samples(task), task.inputs, correlation_with_targets(task)
    step = 0.5  # exact for a quadratic
    slopes = [[(task.loss(w + step * e) - task.loss(w - step * e)) / (2 * step) for e in np.eye(task.d)] for w in W]
    means = (W @ X.T - task.targets) @ X / task.N
    named = {"H w": W @ hessian(task), r"\mathbb E[x t]": b + 0 * W}
    return sides(np.array(slopes), means, named["H w"] - b, named)


@claim(r"v^\top H v = \mathbb E[(v^\top x)^2] \ge 0")
def quadratic_form(task):
    """The curvature along v is the mean of the squared (v.x), so never negative."""
    V = samples(task)
    return sides(np.einsum("ni,ij,nj->n", V, hessian(task), V), np.mean((V @ task.inputs.T) ** 2, axis=1), 0)


@quadratic_form.proof
def quadratic_form_of_any_two_points():
    v, *points = (sympy.Matrix(sympy.symbols(f"{name}:3", real=True)) for name in "vxy")
    H = sum((x * x.T for x in points), sympy.zeros(3)) / 2
    return sympy.expand(v.dot(H * v) - sum(v.dot(x) ** 2 for x in points) / 2)


@claim(r"w^* = H^{-1}\, \mathbb E[xt]", instances=("exam", "line"))
def minimiser_solves(task):
    """Where H is invertible, the minimiser is its inverse times E[x t]: least squares, solved equations."""
    found = np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]
    return sides(found, np.linalg.inv(hessian(task)) @ correlation_with_targets(task))


@claim(r"H \mu = \sigma^2 \mu + \mu (\mu^\top \mu) = (\sigma^2 + \lVert\mu\rVert^2)\, \mu", instances=("exam",))
def along_the_mean(task):
    """For isotropic inputs the mean is an eigenvector of H, with the eigenvalue sigma^2 + |mu|^2."""
    mu, variance = mean(task), covariance(task)[0, 0]
    named = {r"\mu (\mu^\top \mu)": mu * (mu @ mu), r"\mu": mu, r"\sigma^2": variance, r"\lVert\mu\rVert^2": mu @ mu}
    length = np.hypot(*mu) ** 2
    return sides(hessian(task) @ mu, variance * mu + np.outer(mu, mu) @ mu, (variance + length) * mu, named)


@along_the_mean.proof
def along_any_mean():
    symbols = Notation()
    mu, variance = symbols.mu(4), symbols.sigma**2
    return sides((variance * sympy.eye(4) + mu * mu.T) * mu, (variance + mu.dot(mu)) * mu)


@claim(r"H v = \sigma^2 v", instances=("exam",))
def across_the_mean(task):
    """For isotropic inputs every v across the mean is an eigenvector of H, with the eigenvalue sigma^2."""
    v, variance = np.array([-mean(task)[1], mean(task)[0]]), covariance(task)[0, 0]
    return sides(hessian(task) @ v, variance * v, {r"\sigma^2": variance, "v": v})


@across_the_mean.proof
def across_any_mean():
    symbols = Notation()
    mu, variance = symbols.mu(3), symbols.sigma**2
    v = mu.cross(sympy.Matrix(sympy.symbols("a b c", real=True)))  # any vector across mu
    return sides((variance * sympy.eye(3) + mu * mu.T) * v, variance * v)


@claim(r"\kappa(X^\top X) = \kappa(X)^2", instances=("exam", "line"))
def gram_squares_kappa(task):
    """The condition number of X^T X is that of X squared."""
    values = np.linalg.svd(task.inputs, compute_uv=False)
    kappa = values[0] / values[-1]
    return sides(np.linalg.cond(task.inputs.T @ task.inputs), kappa**2, {r"\kappa(X)": kappa})


@claim(r"\nabla^2 \big( J + \tfrac\alpha2 \lVert w \rVert^2 \big) = H + \alpha I", instances=("exam",))
def ridge_is_added(task):
    """A ridge penalty adds its parameter to the diagonal of the Hessian: autograd of the penalised loss, sum."""

    def penalised(w):
        return task.loss(w) + task.ridge * (w @ w) / 2

    H, lift = hessian(task), task.ridge * np.eye(task.d)
    return sides(autograd_hessian(penalised, task.d), H + lift, {"H": H, r"\alpha I": lift})


# Beyond the exam: any covariance


def moments_at_random(d=3, count=40):
    """Pairs of a positive definite covariance and a mean; the last covariance is isotropic."""
    generator = np.random.default_rng(22)
    roots = generator.normal(size=(count, d, d)) + np.eye(d)
    roots[-1] = 2 * np.eye(d)
    return [(root @ root.T, 2 * mu) for root, mu in zip(roots, generator.normal(size=(count, d)))]


def over_all(function):
    """The values of a function of covariance and mean, as arrays, one for each number that it returns."""
    return np.array([function(sigma, mu) for sigma, mu in moments_at_random()]).T


@claim(
    r"\begin{aligned} \kappa &\ge \frac{\lambda_d(\Sigma) + \lVert\mu\rVert^2}{\lambda_{d-1}(\Sigma)},"
    r" \\ \kappa &\le \frac{\lambda_1(\Sigma) + \lVert\mu\rVert^2}{\lambda_d(\Sigma)} \end{aligned}",
    instances=("exam",),
)
def kappa_bounds(task):
    """For d >= 2 the condition number lies between two bounds by the eigenvalues of the covariance."""
    kappa = over_all(lambda sigma, mu: [np.linalg.cond(sigma + np.outer(mu, mu))])[0]
    smallest, second, largest = over_all(lambda sigma, mu: np.linalg.eigvalsh(sigma))
    square = over_all(lambda sigma, mu: [mu @ mu])[0]
    named = {r"\lambda_d(\Sigma)": smallest, r"\lambda_{d-1}(\Sigma)": second, r"\lambda_1(\Sigma)": largest}
    low, high = (smallest + square) / second, (largest + square) / smallest
    return sides(kappa, low, kappa, high, {**named, r"\lVert\mu\rVert^2": square})


@claim(r"v^\top H v = v^\top \Sigma v + (\mu^\top v)^2")
def quadratic_form_splits(task):
    """The curvature along v is that of the covariance plus the square of (mu.v)."""
    V = samples(task)
    spread, along = np.var(V @ task.inputs.T, axis=1), V @ mean(task)
    named = {r"v^\top \Sigma v": spread, r"\mu^\top v": along}
    return sides(np.einsum("ni,ij,nj->n", V, hessian(task), V), spread + along**2, named)


@claim(r"\lambda_1(H) \ge v^\top H v \ge \lambda_d(\Sigma) + \lVert\mu\rVert^2", instances=("exam",))
def steepest_eigenvalue_bound(task):
    """Along the mean, v = mu/|mu|, the curvature is at least the smallest eigenvalue of the covariance plus |mu|^2."""

    def values(sigma, mu):
        H, v = sigma + np.outer(mu, mu), mu / np.linalg.norm(mu)
        return np.linalg.eigvalsh(H)[-1], v @ H @ v, np.linalg.eigvalsh(sigma)[0], mu @ mu

    steepest, along, smallest, square = over_all(values)
    return sides(steepest, along, smallest + square, {r"\lambda_d(\Sigma)": smallest, r"\lVert\mu\rVert^2": square})


@claim(r"\lambda_d(H) \le v^\top H v = v^\top \Sigma v \le \lambda_{d-1}(\Sigma)", instances=("exam",))
def smallest_eigenvalue_bound(task):
    """Some v across the mean bends no more than the second smallest eigenvalue of the covariance; H is flatter."""

    def values(sigma, mu):
        spread, vectors = np.linalg.eigh(sigma)
        a, b = vectors[:, :2].T @ mu
        v = vectors[:, :2] @ np.array([-b, a]) / np.hypot(a, b)
        H = sigma + np.outer(mu, mu)
        return np.linalg.eigvalsh(H)[0], v @ H @ v, v @ sigma @ v, spread[1]

    return sides(*over_all(values))


@claim(r"\lambda_1 \le \operatorname{tr} H = \mathbb E\lVert x \rVert^2")
def trace_is_mean_square(task):
    """The largest eigenvalue is at most the trace, which is the mean squared length of the inputs."""
    H = hessian(task)
    return sides(np.linalg.norm(H, 2), np.trace(H), np.mean(np.linalg.norm(task.inputs, axis=1) ** 2))

"""(d) and (e) The relations of noise and of its rivals, each beside what decides it."""

import numpy as np
import sympy

from snippets.claims import claim, sides
from snippets.optimization.centring import standardise
from snippets.optimization.claims import correlation_with_targets, over_all, samples
from snippets.optimization.curvature import hessian
from snippets.optimization.second_ways import autograd_hessian, gauss_hermite, shifted_copies
from snippets.optimization.task import Notation

__all__ = [
    "bias_entry_of_inverse",
    "centred_isotropic_kappa",
    "eigenvectors_stay",
    "four_products",
    "gradient_at_clean_minimiser",
    "inverse_with_border",
    "mean_raises_largest",
    "noise_is_a_penalty",
    "noisy_covariance",
    "noisy_gradient",
    "noisy_hessian_is_lifted",
    "noisy_minimiser",
    "ridge_parameter",
    "shaped_noise_is_added",
    "shaped_penalty",
    "spread_of_entries",
    "standardised_kappa",
    "target_noise_lifts_loss",
    "targets_along_eigenvectors",
]


def expected(task, variance, function):
    """The mean of a function of the noise (n, d) over N(0, s^2 I), exact for polynomials up to degree 5."""
    nodes, weights = gauss_hermite(variance, task.d)
    return np.tensordot(weights, function(nodes), 1)


def lifted(task, variance):
    return hessian(task) + variance * np.eye(task.d)


@claim(r"\tilde H = H + s^2 I")
def noisy_hessian_is_lifted(task):
    """Noise of variance s^2 adds s^2 to the diagonal of the Hessian: autograd on shifted copies, sum."""

    def measured(variance):
        X, t = shifted_copies(task.inputs, task.targets, variance)
        return autograd_hessian(lambda w: task.loss(w, X.tolist(), t.tolist()), task.d)

    H, lift = hessian(task), np.array([variance * np.eye(task.d) for variance in task.variances])
    return sides(np.array([measured(variance) for variance in task.variances]), H + lift, {"H": H, "s^2 I": lift})


@claim(
    r"\begin{aligned} &\mathbb E[(x + \varepsilon)(x + \varepsilon)^\top]"
    r" \\ &= H + \mu\, \mathbb E[\varepsilon]^\top + \mathbb E[\varepsilon]\, \mu^\top"
    r" + \mathbb E[\varepsilon\varepsilon^\top] \\ &= H + s^2 I \end{aligned}"
)
def four_products(task):
    """Of the four mean products the two mixed ones vanish: quadrature of the whole, of the parts, sum."""
    s2, X, mu = task.variances[-1], task.inputs, task.inputs.mean(axis=0)
    noisy = expected(task, s2, lambda e: np.einsum("nij,nik->njk", X + e[:, None], X + e[:, None]) / task.N)
    noise, square = expected(task, s2, lambda e: e), expected(task, s2, lambda e: np.einsum("nj,nk->njk", e, e))
    named = {
        "H": hessian(task),
        r"\mu\, \mathbb E[\varepsilon]^\top": np.outer(mu, noise),
        r"\mathbb E[\varepsilon]\, \mu^\top": np.outer(noise, mu),
        r"\mathbb E[\varepsilon\varepsilon^\top]": square,
    }
    lift = {"s^2 I": s2 * np.eye(task.d)}
    return sides(noisy, sum(named.values()), lifted(task, s2), named | lift)


@claim(r"(H + s^2 I)\, v = (\lambda + s^2)\, v")
def eigenvectors_stay(task):
    """An eigenvector of H is one of H + s^2 I, with its eigenvalue lifted by s^2."""
    s2, (values, vectors) = task.variances[-1], np.linalg.eigh(hessian(task))
    return sides(lifted(task, s2) @ vectors, (values + s2) * vectors, {r"\lambda": values, "s^2": s2, "v": vectors})


@claim(
    r"\mathbb E[(w^\top\varepsilon)^2] = w^\top\, \mathbb E[\varepsilon\varepsilon^\top]\, w = s^2 \lVert w \rVert^2"
)
def noise_is_a_penalty(task):
    """The mean square of (w.noise) is s^2 |w|^2: quadrature of the square, of the covariance, formula."""
    s2, W = task.variances[-1], samples(task)
    outer = expected(task, s2, lambda e: np.einsum("nj,nk->njk", e, e))
    square, length = expected(task, s2, lambda e: (e @ W.T) ** 2), np.sum(W**2, axis=1)
    return sides(square, np.einsum("nj,jk,nk->n", W, outer, W), s2 * length, {"s^2": s2, r"\lVert w \rVert^2": length})


@claim(r"\tilde w = (H + s^2 I)^{-1}\, \mathbb E[xt]")
def noisy_minimiser(task):
    """The minimiser under noise is that of a ridge penalty: least squares on shifted copies, solved equations."""
    found, solved = [], []
    for variance in task.variances[1:]:
        found.append(np.linalg.lstsq(*shifted_copies(task.inputs, task.targets, variance), rcond=None)[0])
        solved.append(np.linalg.inv(lifted(task, variance)) @ correlation_with_targets(task))
    return sides(np.array(found), np.array(solved))


@claim(r"\tilde\Sigma = \Sigma + s^2 I")
def noisy_covariance(task):
    """Independent noise adds its variance to the covariance of the inputs: covariance of shifted copies, sum."""
    s2 = task.variances[-1]
    X, _ = shifted_copies(task.inputs, task.targets, s2)
    spread, lift = np.atleast_2d(np.cov(task.inputs.T, bias=True)), s2 * np.eye(task.d)
    return sides(np.atleast_2d(np.cov(X.T, bias=True)), spread + lift, {r"\Sigma": spread, "s^2 I": lift})


@claim(r"\alpha = s^2")
def ridge_parameter(task):
    """The ridge parameter to which noise amounts is its variance: twice the growth of the loss over |w|^2."""
    s2, W = task.variances[-1], samples(task)
    X, t = shifted_copies(task.inputs, task.targets, s2)
    growth = np.array([task.loss(w, X, t) - task.loss(w) for w in W])
    return sides(2 * growth / np.sum(W**2, axis=1), s2, {"s^2": s2})


@claim(r"\nabla \tilde J = (H + s^2 I)\, w - \mathbb E[xt]")
def noisy_gradient(task):
    """The gradient of the expected loss has H + s^2 I in place of H: mean over shifted copies, formula."""
    s2, W, b = task.variances[-1], samples(task), correlation_with_targets(task)
    X, t = shifted_copies(task.inputs, task.targets, s2)
    product = W @ lifted(task, s2)
    named = {r"(H + s^2 I)\, w": product, r"\mathbb E[xt]": b}
    return sides((W @ X.T - t) @ X / len(X), product - b, named)


@claim(r"\nabla \tilde J(w^*) = s^2 w^*", instances=("exam", "line"))
def gradient_at_clean_minimiser(task):
    """At the minimiser without noise the gradient with noise is s^2 w*: mean over shifted copies, product."""
    s2, w = task.variances[-1], np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]
    X, t = shifted_copies(task.inputs, task.targets, s2)
    return sides((X @ w - t) @ X / len(X), s2 * w, {"s^2": s2, "w^*": w})


@claim(r"\mathbb E[xt] = \tfrac72\, (1, 1)^\top - \tfrac14\, (1, -1)^\top", instances=("exam",))
def targets_along_eigenvectors(task):
    """In exam E[x t] has the parts 7/2 and -1/4 along the two eigenvectors."""
    along, across = np.array([1.0, 1]), np.array([1.0, -1])
    parts = [correlation_with_targets(task) @ v / (v @ v) for v in (along, across)]
    total = parts[0] * along + parts[1] * across
    named = {"(1, 1)^\\top": along, "(1, -1)^\\top": across}
    return sides(correlation_with_targets(task), total, named)


# Beyond the exam


@claim(r"\tilde H = H + S", instances=("exam",))
def shaped_noise_is_added(task):
    """Noise with any covariance S adds S to the Hessian: points moved along a root of S, sum."""

    def measured(S):
        values, vectors = np.linalg.eigh(S)
        shifts = np.sqrt(task.d * np.maximum(values, 0))[:, None] * vectors.T
        moved = (task.inputs[:, None] + np.vstack([shifts, -shifts])).reshape(-1, task.d)
        return moved.T @ moved / len(moved)

    S = np.array([shape for _, shape in task.shapes], float)
    return sides(np.array(list(map(measured, S))), hessian(task) + S, {"H": hessian(task), "S": S})


@claim(r"\tfrac12\, \mathbb E[(w^\top\varepsilon)^2] = \tfrac12\, w^\top S w", instances=("exam",))
def shaped_penalty(task):
    """Noise with covariance S adds half of w^T S w to the loss: quadrature over turned noise, quadratic form."""
    W, S = samples(task), np.array(task.shapes[1][1], float)
    nodes, weights = gauss_hermite(1, task.d)
    values, vectors = np.linalg.eigh(S)
    square = weights @ ((nodes * np.sqrt(values)) @ vectors.T @ W.T) ** 2
    form = np.einsum("nj,jk,nk->n", W, S, W)
    return sides(square / 2, form / 2, {r"\mathbb E[(w^\top\varepsilon)^2]": square, r"w^\top S w": form})


@claim(r"\operatorname{Var} \hat H_{ij} = \frac1N \big( s^2 (H_{ii} + H_{jj}) + s^4 \big)", instances=("exam",))
def spread_of_entries(task):
    """An entry of a fixed copy's Hessian off the diagonal has this variance, and one on it twice as much."""
    s2, H, (nodes, weights) = task.variances[-1], hessian(task), gauss_hermite(task.variances[-1], task.d)
    noisy = task.inputs[:, None] + nodes
    products = np.stack([noisy[..., 0] * noisy[..., 1], noisy[..., 0] ** 2])  # (0, 1) and (0, 0), point by point
    variances = (products**2 @ weights - (products @ weights) ** 2).mean(axis=1) / task.N / [1, 2]
    i, j = H[0, 0], np.array([H[1, 1], H[0, 0]])
    named = {"N": task.N, "s^2": s2, "s^4": s2**2, "H_{ii}": i, "H_{jj}": j}
    return sides(variances, (s2 * (i + j) + s2**2) / task.N, named)


@claim(r"\tilde J(w) = J(w) + \tfrac{s^2}2")
def target_noise_lifts_loss(task):
    """Noise of variance s^2 on the targets adds half of it to the loss, for every w: targets moved up and down."""
    s2, W = task.variances[-1], samples(task)
    moved = [[task.loss(w, t=task.targets + e) for e in (s2**0.5, -(s2**0.5))] for w in W]
    clean = np.array([task.loss(w) for w in W])
    return sides(np.mean(moved, axis=1), clean + s2 / 2, {"J(w)": clean, "s^2": s2})


@claim(r"\kappa = \max(\sigma^2, 1/\sigma^2)", instances=("exam",))
def centred_isotropic_kappa(task):
    """With a bias, centred isotropic inputs have the blocks sigma^2 I and 1."""
    variances = np.array([0.1, 0.5, 1, 4])
    kappas = [np.linalg.cond(np.diag([variance, variance, 1])) for variance in variances]
    return sides(np.array(kappas), np.maximum(variances, 1 / variances), {r"\sigma^2": variances})


@claim(r"\kappa = \frac{1 + \lvert\rho\rvert}{1 - \lvert\rho\rvert}", instances=("exam",))
def standardised_kappa(task):
    """Two standardised features have a condition number that depends on their correlation alone."""
    rho = np.linspace(-0.9, 0.9, 7)
    kappas = [np.linalg.cond(standardise(np.array([[9, 6 * r], [6 * r, 4]]))) for r in rho]
    return sides(np.array(kappas), (1 + abs(rho)) / (1 - abs(rho)), {r"\rho": rho})


@standardised_kappa.proof
def standardised_kappa_for_all_correlations():
    rho = sympy.Symbol("rho", positive=True)
    values = sympy.Matrix([[1, rho], [rho, 1]]).eigenvals(multiple=True)
    return {*values} == {1 + rho, 1 - rho}


@claim(r"\lambda_{\max}(\Sigma + \mu\mu^\top) \ge \lambda_{\max}(\Sigma)", instances=("exam",))
def mean_raises_largest(task):
    """Adding the outer product of the mean never lowers the largest eigenvalue."""
    with_mean, without = over_all(
        lambda sigma, mu: (np.linalg.norm(sigma + np.outer(mu, mu), 2), np.linalg.eigvalsh(sigma)[-1])
    )
    return sides(with_mean, without)


@claim(r"1 + \mu^\top \Sigma^{-1} \mu \ge 1", instances=("exam",))
def bias_entry_of_inverse(task):
    """The bias entry of the inverse of the raw Hessian is at least 1."""
    entry = over_all(lambda sigma, mu: [np.linalg.inv(bordered(sigma, mu))[-1, -1]])[0]
    square = over_all(lambda sigma, mu: [mu @ np.linalg.solve(sigma, mu)])[0]
    return sides(entry, 1, {r"\mu^\top \Sigma^{-1} \mu": square})


def bordered(sigma, mu):
    """The raw Hessian with a bias: the mean as a border."""
    return np.block([[sigma + np.outer(mu, mu), mu[:, None]], [mu[None], np.ones((1, 1))]])


@claim(
    r"\begin{pmatrix} \Sigma + \mu\mu^\top & \mu \\ \mu^\top & 1 \end{pmatrix}^{-1}"
    r" = \begin{pmatrix} \Sigma^{-1} & -\Sigma^{-1}\mu \\ -\mu^\top \Sigma^{-1}"
    r" & 1 + \mu^\top \Sigma^{-1} \mu \end{pmatrix}",
    instances=("exam",),
)
def inverse_with_border(task):
    """The inverse of the raw Hessian, block by block."""

    def blocks(sigma, mu):
        inverse = np.linalg.inv(sigma)
        solved = inverse @ mu
        return np.block([[inverse, -solved[:, None]], [-solved[None], np.array([[1 + mu @ solved]])]])

    return sides(over_all(lambda *given: np.linalg.inv(bordered(*given))), over_all(blocks))


@inverse_with_border.proof
def inverse_of_the_raw_hessian():
    symbols = Notation()
    mu, sigma = symbols.mu(2), symbols.covariance(2)
    solved = sigma.inv() * mu
    raw = (sigma + mu * mu.T).row_join(mu).col_join(mu.T.row_join(sympy.ones(1, 1)))
    inverse = sigma.inv().row_join(-solved).col_join((-solved.T).row_join(sympy.Matrix([[1 + mu.dot(solved)]])))
    return sides((raw * inverse).applyfunc(sympy.simplify), sympy.eye(3))

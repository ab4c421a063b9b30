"""(d) Other noises: one whose entries are not alike, one noisy copy that stays fixed, and noise on the targets."""

import numpy as np
import sympy

from snippets.answers import Estimate, answer
from snippets.optimization.curvature import hessian
from snippets.optimization.second_ways import autograd_hessian, exact_condition, exact_eigenvalues, gauss_hermite
from snippets.optimization.spectrum import condition, descending

__all__ = ["fixed_copies", "fixed_spread", "shaped_noise", "target_noise_floor", "target_noise_hessian"]

FRESH = "fresh noise of the same strength"


@answer(instances=("exam",))
def shaped_noise(task):
    """Noise with any covariance S makes H + S of H: kappa may fall to 1, and may grow."""
    return [shaped_row(task, name, np.array(S, float), hessian(task)) for name, S in task.shapes]


def shaped_row(task, name, S, H):
    """One row of the table: the noise, and what becomes of the Hessian H."""
    return {
        "noise": name,
        "covariance": sympy.Matrix(S).applyfunc(sympy.Integer),
        "hessian": H + S,
        "eigenvalues": descending(H + S),
        "kappa": condition(H + S),
    }


@shaped_noise.witness("noise as data: each point in 2d copies, moved along a root of S; autograd")
def shaped_noise_by_copies(task):
    def row(name, S):
        values, vectors = np.linalg.eigh(np.array(S, float))
        shifts = np.sqrt(task.d) * (vectors * np.sqrt(np.maximum(values, 0))).T
        moved = (task.inputs[:, None] + np.vstack([shifts, -shifts])).reshape(-1, task.d)
        H = autograd_hessian(lambda w: task.loss(w, moved.tolist(), np.repeat(task.targets, 2 * task.d)), task.d)
        spread = np.linalg.svd(H, compute_uv=False)
        given = {"noise": name, "covariance": sympy.Matrix(S), "hessian": H}
        return {**given, "eigenvalues": spread, "kappa": np.linalg.cond(H)}

    return [row(*shape) for shape in task.shapes]


@shaped_noise.witness("SymPy: exact eigenvalues")
def shaped_noise_exactly(task):
    X = sympy.Matrix(task.X)

    def row(name, S):
        H = X.T * X / task.N + sympy.Matrix(S)
        given = {"noise": name, "covariance": sympy.Matrix(S), "hessian": H.tolist()}
        return {**given, "eigenvalues": exact_eigenvalues(H), "kappa": exact_condition(H)}

    return [row(*shape) for shape in task.shapes]


@shaped_noise.slip("only the total variance of the noise counts, so its mean is added to each entry of the diagonal")
def shaped_noise_by_total(task):
    even = np.eye(task.d) / task.d
    rows = [shaped_row(task, name, np.trace(S) * even, hessian(task)) for name, S in task.shapes]
    return [row | {"covariance": sympy.Matrix(S)} for row, (_, S) in zip(rows, task.shapes)]


@answer(infinite=True, instances=("exam",))
def fixed_copies(task):
    """A fixed noisy copy has a Hessian of its own: H + s^2 I is only the mean over all copies."""

    s2 = np.mean(np.square(task.copies[0][1]))

    def row(name, H):
        return {"copy": name, "variance": s2, "eigenvalues": descending(H), "kappa": condition(H)}

    copies = [(name, task.inputs + np.array(shift)) for name, shift in task.copies]
    return [row(name, X.T @ X / task.N) for name, X in copies] + [row(FRESH, hessian(task) + s2 * np.eye(task.d))]


@fixed_copies.witness("SymPy: exact rank and eigenvalues")
def fixed_copies_exactly(task):
    clean = sympy.Matrix(task.X)
    shifts = [sympy.Matrix(shift).applyfunc(sympy.Rational) for _, shift in task.copies]
    s2 = shifts[0].norm() ** 2 / (task.N * task.d)
    hessians = [(clean + shift).T * (clean + shift) / task.N for shift in shifts]
    hessians += [clean.T * clean / task.N + s2 * sympy.eye(task.d)]
    names = [*(name for name, _ in task.copies), FRESH]
    return [
        {"copy": name, "variance": s2, "eigenvalues": exact_eigenvalues(H), "kappa": exact_condition(H)}
        for name, H in zip(names, hessians)
    ]


@fixed_copies.witness("autograd on each copy, singular values")
def fixed_copies_by_autograd(task):
    def curvature(shift):
        moved = task.inputs + shift
        return autograd_hessian(lambda w: task.loss(w, moved.tolist()), task.d)

    shifts = np.array([shift for _, shift in task.copies])
    # Fresh noise of this size: the signs of the two features are independent, so all four are equally likely.
    signs = np.array([(1, 1), (-1, -1), (1, -1), (-1, 1)])
    hessians = [*map(curvature, shifts), np.mean([curvature(shifts[0] * flip) for flip in signs], axis=0)]
    values = np.linalg.svd(hessians, compute_uv=False)
    kappas = [np.inf if value[-1] < 1e-9 else value[0] / value[-1] for value in values]
    names = [*(name for name, _ in task.copies), FRESH]
    return [
        {"copy": name, "variance": np.var(shifts), "eigenvalues": value, "kappa": kappa}
        for name, value, kappa in zip(names, values, kappas)
    ]


@fixed_copies.slip("every noisy copy has the Hessian H + s^2 I")
def fixed_copies_all_equal(task):
    last = fixed_copies(task)[-1]
    return [last | {"copy": row["copy"]} for row in fixed_copies(task)]


@answer(instances=("exam",))
def fixed_spread(task):
    """Standard deviation of each entry of a fixed copy's Hessian around H + s^2 I, for the strongest noise."""
    s2, squares = task.variances[-1], np.mean(task.inputs**2, axis=0)
    # Entry jk is the mean of N independent products (x_j + e_j)(x_k + e_k).
    variance = s2 * (squares[:, None] + squares) + s2**2
    variance += np.diag(2 * s2 * squares + s2**2)  # e_j with itself: 4 x^2 s^2 + 2 s^4
    return np.sqrt(variance / task.N)


@fixed_spread.witness("Monte Carlo: 50,000 fixed copies")
def fixed_spread_by_sampling(task):
    generator = np.random.default_rng(12)
    noisy = task.inputs + np.sqrt(task.variances[-1]) * generator.normal(size=(50_000, task.N, task.d))
    squares = (np.einsum("nij,nik->njk", noisy, noisy) / task.N - noisy_mean(task)) ** 2
    spread = np.sqrt(squares.mean(axis=0))
    return Estimate(spread, squares.std(axis=0) / np.sqrt(len(squares)) / (2 * spread))


def noisy_mean(task):
    return task.inputs.T @ task.inputs / task.N + task.variances[-1] * np.eye(task.d)


@fixed_spread.witness("Gauss-Hermite quadrature over the noise of one point after another")
def fixed_spread_by_quadrature(task):
    nodes, weights = gauss_hermite(task.variances[-1], task.d)
    noisy = task.inputs[:, None] + nodes
    products = np.einsum("inj,ink->injk", noisy, noisy)
    means = np.einsum("n,injk->ijk", weights, products)
    variances = np.einsum("n,injk->ijk", weights, products**2) - means**2
    return np.sqrt(variances.sum(axis=0)) / task.N


@fixed_spread.slip("no spread at all: the noise is taken for its expectation")
def fixed_spread_none(task):
    return np.zeros((task.d, task.d))


@answer(instances=("exam",))
def target_noise_hessian(task):
    """Noise on the targets leaves the Hessian, and so kappa, exactly as it is."""
    return hessian(task)


@target_noise_hessian.witness("autograd with targets drawn anew")
def target_noise_hessian_by_autograd(task):
    t = task.targets + np.random.default_rng(13).normal(size=task.N)
    return autograd_hessian(lambda w: task.loss(w, t=t), task.d)


@target_noise_hessian.witness("singular vectors of X")
def target_noise_hessian_by_singular_vectors(task):
    _, values, rows = np.linalg.svd(task.inputs)
    return (rows.T * values**2 / task.N) @ rows


@target_noise_hessian.slip("s^2 I is added as for noise on the inputs")
def target_noise_like_input_noise(task):
    return hessian(task) + task.variances[-1] * np.eye(task.d)


@answer(instances=("exam",))
def target_noise_floor(task):
    """Noise of variance s^2 on the targets raises the expected loss by s^2/2 for every w: the minimiser stays."""
    w = np.linalg.solve(hessian(task), task.inputs.T @ task.targets / task.N)
    return task.loss(w) + task.variances[-1] / 2


@target_noise_floor.witness("Monte Carlo: targets drawn 50,000 times, at the clean minimiser")
def target_noise_floor_by_sampling(task):
    w = np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]
    noise = np.sqrt(task.variances[-1]) * np.random.default_rng(14).normal(size=(50_000, task.N))
    losses = np.mean((task.inputs @ w - task.targets - noise) ** 2, axis=1) / 2
    return Estimate(losses.mean(), losses.std() / np.sqrt(len(losses)))


@target_noise_floor.witness("least squares on two copies with targets t + s and t - s")
def target_noise_floor_by_copies(task):
    s = np.sqrt(task.variances[-1])
    X, t = np.vstack([task.inputs, task.inputs]), np.concatenate([task.targets + s, task.targets - s])
    return np.linalg.lstsq(X, t, rcond=None)[1][0] / (2 * len(X))


@target_noise_floor.slip("the minimum stays: noise of mean 0 costs nothing")
def target_noise_floor_unchanged(task):
    return task.loss(np.linalg.solve(hessian(task), task.inputs.T @ task.targets / task.N))

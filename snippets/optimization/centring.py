"""(e) The rivals of noise: centring, standardising, whitening, without a bias and with one; and noise with a bias."""

import numpy as np
import sympy

from snippets.answers import answer
from snippets.optimization.second_ways import autograd_hessian, exact_condition, exact_eigenvalues
from snippets.optimization.spectrum import condition

__all__ = ["bias_and_noise", "centring_always_helps", "centring_always_helps_with_bias", "preprocessing"]


def moments(mean, covariance):
    """E[x x^T] = Sigma + mu mu^T."""
    return covariance + np.outer(mean, mean)


def moments_with_bias(mean, covariance):
    """E[(x, 1)(x, 1)^T]: the mean as a border."""
    return np.block([[moments(mean, covariance), mean[:, None]], [mean[None], np.ones((1, 1))]])


def whiten(covariance):
    """The covariance of L^{-1} (x - mu) with Sigma = L L^T."""
    root = np.linalg.cholesky(covariance)
    return np.linalg.solve(root, np.linalg.solve(root, covariance).T)


def standardise(covariance):
    """The covariance of (x_j - mu_j) / sigma_j: the correlations, with 1 on the diagonal."""
    deviations = np.sqrt(np.diag(covariance))
    return covariance / np.outer(deviations, deviations)


@answer(instances=("exam",))
def preprocessing(task):
    """Centring removes mu mu^T, standardising also the units, whitening also the correlation: kappa after each."""

    def row(population):
        mean, covariance = population.mu, population.sigma
        zero, white = np.zeros_like(mean), whiten(covariance)
        return {
            "population": population.name,
            "mean": sympy.Matrix([population.mean]),
            "covariance": sympy.Matrix(population.covariance),
            "raw": condition(moments(mean, covariance)),
            "centred": condition(moments(zero, covariance)),
            "standardised": condition(moments(zero, standardise(covariance))),
            "whitened": condition(moments(zero, white)),
            "raw_bias": condition(moments_with_bias(mean, covariance)),
            "centred_bias": condition(moments_with_bias(zero, covariance)),
            "standardised_bias": condition(moments_with_bias(zero, standardise(covariance))),
            "whitened_bias": condition(moments_with_bias(zero, white)),
            "lower": lower_bound(mean, covariance),
            "upper": upper_bound(mean, covariance),
        }

    return [row(population) for population in task.populations]


def lower_bound(mean, covariance):
    """kappa is at least (lambda_d(Sigma) + |mu|^2) / lambda_{d-1}(Sigma), for two features or more."""
    values = np.linalg.eigvalsh(covariance)
    return (values[0] + mean @ mean) / values[1]


def upper_bound(mean, covariance):
    """kappa is at most (lambda_1(Sigma) + |mu|^2) / lambda_d(Sigma)."""
    values = np.linalg.eigvalsh(covariance)
    return (values[-1] + mean @ mean) / values[0]


def sample(population):
    """Four points with exactly this mean and covariance."""
    values, vectors = np.linalg.eigh(population.sigma)
    steps = np.sqrt(len(values) * values) * vectors
    return population.mu + np.vstack([steps.T, -steps.T])


def measured(X, bias):
    """kappa of the squared loss on these points, by autograd."""

    def loss(v):
        outputs = [sum(v[j] * x[j] for j in range(len(x))) + (v[len(x)] if bias else 0) for x in X]
        return sum(y**2 for y in outputs) / (2 * len(X))

    return np.linalg.cond(autograd_hessian(loss, X.shape[1] + bias))


@preprocessing.witness("four points with these moments, moved and turned; autograd")
def preprocessing_by_points(task):
    def row(population):
        X = sample(population)
        centred = X - X.mean(axis=0)
        left, _, _ = np.linalg.svd(centred, full_matrices=False)
        white = left * np.sqrt(len(X))
        spread = np.linalg.svd(centred, compute_uv=False) ** 2 / len(X)
        kappas = {
            name + suffix: measured(points, bias)
            for bias, suffix in ((False, ""), (True, "_bias"))
            for name, points in (
                ("raw", X),
                ("centred", centred),
                ("standardised", centred / centred.std(axis=0)),
                ("whitened", white),
            )
        }
        given = {"mean": sympy.Matrix([population.mean]), "covariance": sympy.Matrix(population.covariance)}
        length = np.sum(X.mean(axis=0) ** 2)
        bounds = {"lower": (spread[-1] + length) / spread[-2], "upper": (spread[0] + length) / spread[-1]}
        return reorder({"population": population.name, **given, **kappas, **bounds})

    return [row(population) for population in task.populations]


def reorder(row):
    kinds = [kind + suffix for suffix in ("", "_bias") for kind in ("raw", "centred", "standardised", "whitened")]
    return {name: row[name] for name in ("population", "mean", "covariance", *kinds, "lower", "upper")}


@preprocessing.witness("SymPy: exact eigenvalues")
def preprocessing_exactly(task):
    def row(population):
        mean, covariance = sympy.Matrix(population.mean), sympy.Matrix(population.covariance)
        raw, one = covariance + mean * mean.T, sympy.ones(1, 1)
        values = exact_eigenvalues(covariance)
        scale = sympy.diag(*(1 / sympy.sqrt(covariance[j, j]) for j in range(covariance.rows)))
        alike = scale * covariance * scale
        return {
            "population": population.name,
            "mean": mean.T,
            "covariance": covariance,
            "raw": exact_condition(raw),
            "centred": exact_condition(covariance),
            "standardised": exact_condition(alike),
            "whitened": exact_condition(covariance.inv() * covariance),
            "raw_bias": exact_condition(sympy.BlockMatrix([[raw, mean], [mean.T, one]]).as_explicit()),
            "centred_bias": exact_condition(sympy.diag(covariance, 1)),
            "standardised_bias": exact_condition(sympy.diag(alike, 1)),
            "whitened_bias": exact_condition(sympy.diag(covariance.inv() * covariance, 1)),
            "lower": float(values[-1] + mean.dot(mean)) / values[-2],
            "upper": float(values[0] + mean.dot(mean)) / values[-1],
        }

    return [row(population) for population in task.populations]


@preprocessing.slip("centring gives kappa = 1 as soon as there is a bias: the scale of the features is forgotten")
def preprocessing_without_scale(task):
    return [row | {"centred_bias": 1.0} for row in preprocessing(task)]


@preprocessing.slip("standardising makes kappa 1 like whitening: the correlation of the features is forgotten")
def preprocessing_without_correlation(task):
    return [row | {"standardised": row["whitened"]} for row in preprocessing(task)]


@answer(instances=("exam",))
def centring_always_helps(task):
    """Without a bias centring can make kappa larger: mu mu^T may have been what balanced Sigma."""
    return helps(preprocessing(task))


def helps(rows, suffix=""):
    """Whether centring makes kappa larger in no row, without a bias or (with a suffix) with one."""
    return all(row["centred" + suffix] <= row["raw" + suffix] + 1e-9 for row in rows)


@centring_always_helps.witness("autograd on points with these moments")
def centring_always_helps_by_points(task):
    return never_larger(kappas_of_points(task, False))


def never_larger(pairs):
    """Whether kappa after is above kappa before in no pair, but for rounding."""
    return all(after <= before * (1 + 1e-6) for before, after in pairs)


def kappas_of_points(task, bias):
    """kappa before and after centring, measured for each of the populations."""
    X = [sample(population) for population in task.populations]
    return [(measured(x, bias), measured(x - x.mean(axis=0), bias)) for x in X]


@centring_always_helps.witness("SymPy: exact eigenvalues")
def centring_always_helps_exactly(task):
    data = [(sympy.Matrix(each.mean), sympy.Matrix(each.covariance)) for each in task.populations]
    return never_larger((exact_condition(sigma + mu * mu.T), exact_condition(sigma)) for mu, sigma in data)


@centring_always_helps.slip("tried on Sigma = sigma^2 I only, where it is true")
def centring_always_helps_isotropic(task):
    return helps(row for row in preprocessing(task) if row["covariance"][0, 0] == row["covariance"][1, 1])


@answer(instances=("exam",))
def centring_always_helps_with_bias(task):
    """With a bias centring never makes kappa of the whole Hessian larger."""
    return helps(preprocessing(task), "_bias")


@centring_always_helps_with_bias.witness("3,000 random means and covariances")
def centring_with_bias_by_chance(task):
    generator = np.random.default_rng(15)

    def kappas():
        d = generator.integers(1, 5)
        root, mean = generator.normal(size=(d, d)), 3 * generator.normal(size=d)
        shift = np.block([[np.eye(d), mean[:, None]], [np.zeros((1, d)), np.ones((1, 1))]])
        centred = np.block([[root @ root.T, np.zeros((d, 1))], [np.zeros((1, d)), np.ones((1, 1))]])
        return np.linalg.cond(shift @ centred @ shift.T), np.linalg.cond(centred)

    return never_larger(kappas() for _ in range(3000))


@centring_always_helps_with_bias.witness("autograd on points with these moments")
def centring_with_bias_by_points(task):
    return never_larger(kappas_of_points(task, True))


@answer(instances=("exam",))
def bias_and_noise(task):
    """With a bias noise reaches the x-block only, so kappa of the whole Hessian may fall or grow."""
    return [noise_with_bias(each, np.diag([*np.ones(len(each.mean)), 0])) for each in task.populations]


def noise_with_bias(population, where):
    """A row of the table: the variance of the noise is added to the whole Hessian where a matrix says."""
    H = moments_with_bias(population.mu, population.sigma)
    before, after = condition(H), condition(H + population.variance * where)
    given = {"population": population.name, "variance": population.variance}
    return {**given, "before": before, "after": after, "grows": bool(after > before)}


@bias_and_noise.witness("noise as data: each of the points in four shifted copies; autograd")
def bias_and_noise_by_points(task):
    def row(population):
        X, d = sample(population), len(population.mean)
        shifts = np.sqrt(d * population.variance) * np.vstack([np.eye(d), -np.eye(d)])
        before, after = measured(X, True), measured((X[:, None] + shifts).reshape(-1, d), True)
        given = {"population": population.name, "variance": population.variance}
        return {**given, "before": before, "after": after, "grows": bool(after > before)}

    return [row(population) for population in task.populations]


@bias_and_noise.witness("SymPy: exact eigenvalues")
def bias_and_noise_exactly(task):
    def row(population):
        extended = sympy.Matrix([*population.mean, 1])
        clean = extended * extended.T + sympy.diag(sympy.Matrix(population.covariance), 0)
        noisy = clean + population.variance * sympy.diag(*([1] * len(population.mean)), 0)
        before, after = exact_condition(clean), exact_condition(noisy)
        given = {"population": population.name, "variance": population.variance}
        return {**given, "before": before, "after": after, "grows": bool(after > before)}

    return [row(population) for population in task.populations]


@bias_and_noise.slip("s^2 is added to the entry of the bias too, although its input 1 has no noise")
def bias_and_noise_everywhere(task):
    return [noise_with_bias(each, np.eye(len(each.mean) + 1)) for each in task.populations]

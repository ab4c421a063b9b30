"""(c) The relations of gradient descent, each beside what decides it."""

import numpy as np
import sympy
import torch

from snippets.claims import claim, sides
from snippets.optimization.claims import correlation_with_targets, samples
from snippets.optimization.curvature import hessian
from snippets.optimization.second_ways import autograd_hessian
from snippets.optimization.task import Notation
from snippets.second_ways import tensor

__all__ = [
    "axes_of_level_sets",
    "best_eta",
    "best_factor",
    "both_ends_equally_bad",
    "error_is_mapped",
    "error_shrinks_at_least",
    "factors_below_one",
    "gradient_at_distance",
    "log_of_factor",
    "normal_equations",
    "stable_etas",
    "steps_grow_with_kappa",
]


def nearest_minimiser(task):
    """The shortest minimiser, where there are several."""
    return np.linalg.lstsq(task.inputs, task.targets, rcond=None)[0]


def slopes(task, W):
    """The gradient of J at each row of W, by autograd."""
    return np.array([torch.func.grad(task.loss)(tensor(w)).numpy() for w in W])


def curvatures(task):
    """The eigenvalues of H, the largest first."""
    return np.linalg.eigvalsh(autograd_hessian(task.loss, task.d))[::-1]


@claim(r"H w^* = \mathbb E[xt]")
def normal_equations(task):
    """At a minimiser H w is E[x t], also where H is singular."""
    return sides(hessian(task) @ nearest_minimiser(task), correlation_with_targets(task))


@claim(r"\nabla J = H(w - w^*)")
def gradient_at_distance(task):
    """The gradient is the Hessian times the distance to a minimiser: autograd, product."""
    W = samples(task)
    return sides(slopes(task, W), (W - nearest_minimiser(task)) @ hessian(task))


@claim(r"w_{k+1} - w^* = (I - \eta H)(w_k - w^*)")
def error_is_mapped(task):
    """A step of descent multiplies the error by I - eta H: a real step along autograd's gradient, product."""
    W, eta, target = samples(task), 0.1, nearest_minimiser(task)
    stepped = W - eta * slopes(task, W)
    return sides(stepped - target, (W - target) @ (np.eye(task.d) - eta * hessian(task)))


@claim(r"0 < \eta < 2/\lambda_1", instances=("exam", "line"))
def stable_etas(task):
    """The step sizes with which real descents converge from every start are those between 0 and 2 / lambda_1."""
    limit = 2 / curvatures(task)[0]
    tried = limit * np.array([-0.5, -0.01, 0, 0.05, 0.3, 0.7, 0.99, 1, 1.01, 1.5])
    stable = [eta for eta in tried if converges(task, eta)]
    if len(stable) != 4:  # the other direction: between the two they all converge
        raise ValueError(f"of {tried} these converge: {stable}")
    return sides(0, np.array(stable), limit, {r"\lambda_1": curvatures(task)[0]})


def converges(task, eta):
    """Whether the gap between descents from 0 and from each unit vector closes."""
    X, gaps = task.inputs, np.eye(task.d)
    for _ in range(1500):
        gaps = gaps - eta * gaps @ X.T @ X / task.N
        if np.linalg.norm(gaps) > 1e3:
            return False
    return np.linalg.norm(gaps) < 0.01


@claim(r"\lvert 1 - \eta\lambda_i \rvert < 1", instances=("exam", "line"))
def factors_below_one(task):
    """Between 0 and 2 / lambda_1 the step size shrinks the error along every eigenvector."""
    etas = np.linspace(0.01, 0.99, 50)[:, None] * 2 / curvatures(task)[0]
    eta, curvature = np.broadcast_arrays(etas, curvatures(task))
    return sides(abs(1 - eta * curvature), 1, {r"\eta": eta, r"\lambda_i": curvature})


@claim(r"1 - \eta\lambda_d = -(1 - \eta\lambda_1)", instances=("exam",))
def both_ends_equally_bad(task):
    """With the best step size the flattest and the steepest direction have opposite factors."""
    (largest, smallest), eta = curvatures(task), narrowest(task)
    return sides(
        1 - eta * smallest, -(1 - eta * largest), {r"\eta": eta, r"\lambda_d": smallest, r"\lambda_1": largest}
    )


def narrowest(task):
    """The step size where the largest factor is smallest: the crossing of the rising and the falling branch."""
    eta, H = sympy.Symbol("eta"), sympy.Matrix(task.X).T * sympy.Matrix(task.X) / task.N
    values = sorted(H.eigenvals(multiple=True))
    return float(sympy.solve((eta * values[-1] - 1) - (1 - eta * values[0]), eta)[0])


@claim(r"\eta = \frac2{\lambda_1 + \lambda_d}", instances=("exam", "line"))
def best_eta(task):
    """The best constant step size is 2 over the sum of the largest and the smallest eigenvalue."""
    values = curvatures(task)
    named = {r"\lambda_1": values[0], r"\lambda_d": values[-1]}
    return sides(narrowest(task), 2 / (values[0] + values[-1]), named)


@best_eta.proof
def no_step_size_beats_the_best_one():
    """At the best one the two branches of the largest factor cross: below it one is larger, above it the other."""
    largest, smallest = Notation.largest, Notation.smallest
    gap, best = sympy.Symbol("h", real=True), 2 / (largest + smallest)
    crawl, overshoot = 1 - (best - gap) * smallest, (best + gap) * largest - 1
    at_best = (largest - smallest) / (largest + smallest)
    rise = sympy.Matrix([gap * smallest, gap * largest])
    return sides(sympy.Matrix([crawl - at_best, overshoot - at_best]), rise)


@claim(
    r"\frac{\lambda_1 - \lambda_d}{\lambda_1 + \lambda_d} = \frac{\kappa - 1}{\kappa + 1}", instances=("exam", "line")
)
def best_factor(task):
    """With the best step size the largest factor is the norm of I - eta H, and (kappa - 1)/(kappa + 1)."""
    values, H = curvatures(task), hessian(task)
    norm, kappa = np.linalg.norm(np.eye(task.d) - narrowest(task) * H, 2), np.linalg.cond(H)
    named = {r"\lambda_1": values[0], r"\lambda_d": values[-1], r"\kappa": kappa}
    return sides(norm, (kappa - 1) / (kappa + 1), named)


@best_factor.proof
def best_factor_by_kappa_alone():
    kappa, smallest = sympy.symbols("kappa lambda_d", positive=True)
    return (kappa * smallest - smallest) / (kappa * smallest + smallest) - (kappa - 1) / (kappa + 1)


@claim(r"\lVert w_{k+1} - w^* \rVert \le \frac{\kappa - 1}{\kappa + 1}\, \lVert w_k - w^* \rVert", instances=("exam",))
def error_shrinks_at_least(task):
    """With the best step size the error is multiplied by at most (kappa - 1)/(kappa + 1); tried with a bias, d = 3."""
    X = np.column_stack([task.inputs, np.ones(task.N)])  # in two dimensions both directions shrink alike
    H, errors = X.T @ X / task.N, np.random.default_rng(23).normal(size=(50, 3))
    spread = np.linalg.eigvalsh(H)
    after = errors - 2 / (spread[0] + spread[-1]) * (errors @ X.T) @ X / task.N
    kappa, before = np.linalg.cond(H), np.linalg.norm(errors, axis=1)
    named = {r"\kappa": kappa, r"\lVert w_k - w^* \rVert": before}
    return sides(np.linalg.norm(after, axis=1), (kappa - 1) / (kappa + 1) * before, named)


@claim(r"\frac ab = \sqrt\kappa", instances=("exam",))
def axes_of_level_sets(task):
    """The long axis of a level set over its short one is the root of kappa: where J has risen by 1, eigenvalues."""
    centre, (_, directions) = nearest_minimiser(task), np.linalg.eigh(hessian(task))
    a, b = (1 / np.sqrt(task.loss(centre + v) - task.loss(centre)) for v in directions.T)
    kappa = np.linalg.cond(hessian(task))
    return sides(a / b, np.sqrt(kappa), {"a": a, "b": b, r"\kappa": kappa})


KAPPAS = np.array([17.0, 50, 200, 1000])


@claim(r"\frac{\ln r}{\ln\frac{\kappa-1}{\kappa+1}} \approx \frac\kappa2 \ln\frac1r", within=2e-3, instances=("exam",))
def steps_grow_with_kappa(task):
    """The steps to the part r of the first error are about kappa/2 times ln(1/r), for large kappa."""
    r = task.tolerance
    by_factor = [np.log(r) / np.log((kappa - 1) / (kappa + 1)) for kappa in KAPPAS]
    return sides(np.array(by_factor), KAPPAS / 2 * np.log(1 / r), {"r": r, r"\kappa": KAPPAS})


@steps_grow_with_kappa.proof
def ratio_of_the_steps_tends_to_one():
    kappa = sympy.Symbol("kappa", positive=True)
    return sympy.limit(-2 / (kappa * sympy.log((kappa - 1) / (kappa + 1))), kappa, sympy.oo) - 1


@claim(r"\ln\frac{\kappa-1}{\kappa+1} \approx -\frac2\kappa", within=2e-3, instances=("exam",))
def log_of_factor(task):
    """The logarithm of the factor is about -2/kappa, for large kappa."""
    return sides(np.log1p(-2 / (KAPPAS + 1)), -2 / KAPPAS, {r"\kappa": KAPPAS})

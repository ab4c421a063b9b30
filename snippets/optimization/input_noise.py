"""(d) Fresh noise on the inputs: H becomes H + s^2 I, and the loss gets a penalty s^2/2 |w|^2."""

import numpy as np
import sympy

from snippets.answers import Estimate, answer
from snippets.optimization.curvature import hessian
from snippets.optimization.descent import count_steps
from snippets.optimization.second_ways import (
    autograd_hessian,
    exact_eigenvalues,
    gauss_hermite,
    shifted_copies,
    torch_steps,
)
from snippets.optimization.spectrum import condition, descending, quotient
from snippets.second_ways import tensor

__all__ = ["noise", "noise_penalty", "noisy_hessian", "solution"]


@answer(instances=("exam",))
def noise_penalty(task):
    """Expected over the noise, the loss of a point grows by s^2/2 |w|^2: noise on the inputs is a ridge penalty."""
    symbols = task.notation
    return [{"d": d, "penalty": symbols.s**2 * symbols.w(d).dot(symbols.w(d)) / 2} for d in (2, 3)]


def growth(task, d, expect):
    """The expectation of the loss at x + e minus the loss at x, for any x and target."""
    w, x, e = task.notation.w(d), *(sympy.Matrix(sympy.symbols(f"{name}:{d}", real=True)) for name in "xe")
    residual = w.dot(x) - sympy.Symbol("t")
    difference = sympy.expand((residual + w.dot(e)) ** 2 / 2 - residual**2 / 2)
    return sympy.factor_terms(expect(difference, e))


@noise_penalty.witness("SymPy: integral over the normal density")
def noise_penalty_by_integral(task):
    s = task.notation.s

    def expect(f, e):
        for variable in e:
            density = sympy.exp(-(variable**2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))
            moments = [sympy.integrate(variable**k * density, (variable, -sympy.oo, sympy.oo)) for k in range(3)]
            f = sum(f.coeff(variable, k) * moment for k, moment in enumerate(moments))
        return f

    return [{"d": d, "penalty": growth(task, d, expect)} for d in (2, 3)]


@noise_penalty.witness("SymPy: mean over 2d opposite shifts")
def noise_penalty_by_shifts(task):
    def expect(f, e):
        d, length = len(e), task.notation.s * sympy.sqrt(len(e))
        shifts = [sign * length * sympy.eye(d)[:, k] for k in range(d) for sign in (1, -1)]
        return sympy.expand(sum(f.subs(dict(zip(e, shift)), simultaneous=True) for shift in shifts) / (2 * d))

    return [{"d": d, "penalty": growth(task, d, expect)} for d in (2, 3)]


@noise_penalty.slip("the noise has mean 0, so it averages out: its square does not")
def noise_penalty_zero(task):
    return [{"d": d, "penalty": sympy.Integer(0)} for d in (2, 3)]


@noise_penalty.slip("s |w|^2 / 2: the standard deviation in place of the variance")
def noise_penalty_with_s(task):
    symbols = task.notation
    return [{"d": d, "penalty": symbols.s * symbols.w(d).dot(symbols.w(d)) / 2} for d in (2, 3)]


@answer
def noisy_hessian(task):
    """The expected Hessian under the strongest of the noises is H + s^2 I: only the diagonal grows."""
    return hessian(task) + task.variances[-1] * np.eye(task.d)


@noisy_hessian.witness("Monte Carlo: fresh noise, 50,000 times on every point")
def noisy_hessian_by_sampling(task):
    generator = np.random.default_rng(11)
    noise = np.sqrt(task.variances[-1]) * generator.normal(size=(50_000, task.N, task.d))
    noisy = task.inputs + noise
    drawn = np.einsum("nij,nik->njk", noisy, noisy) / task.N
    return Estimate(drawn.mean(axis=0), drawn.std(axis=0) / np.sqrt(len(drawn)))


@noisy_hessian.witness("autograd on 2d shifted copies of each point")
def noisy_hessian_by_copies(task):
    X, t = map(tensor, shifted_copies(task.inputs, task.targets, task.variances[-1]))
    return autograd_hessian(lambda w: ((X @ w - t) ** 2).mean() / 2, task.d)


@noisy_hessian.witness("Gauss-Hermite quadrature over the noise")
def noisy_hessian_by_quadrature(task):
    nodes, weights = gauss_hermite(task.variances[-1], task.d)
    noisy = task.inputs[:, None] + nodes
    return np.einsum("n,inj,ink->jk", weights, noisy, noisy) / task.N


@noisy_hessian.slip("s instead of s^2 is added")
def noisy_hessian_with_s(task):
    return hessian(task) + np.sqrt(task.variances[-1]) * np.eye(task.d)


@noisy_hessian.slip("s^2 is added to every entry, although the noises of two features are independent")
def noisy_hessian_everywhere(task):
    return hessian(task) + task.variances[-1]


@noisy_hessian.slip("the noise has mean 0, so H stays as it is")
def noisy_hessian_unchanged(task):
    return hessian(task)


@noisy_hessian.slip("2 s^2 is added: the half in the loss is forgotten for the noise")
def noisy_hessian_doubled(task):
    return hessian(task) + 2 * task.variances[-1] * np.eye(task.d)


def solution(task, H):
    """The minimiser H^{-1} E[x t] of a loss with the Hessian H; where it is not unique, the shortest one."""
    return np.linalg.pinv(H, rcond=1e-12) @ task.inputs.T @ task.targets / task.N


def noise_row(task, s2, H):
    """One row of the table: what (b), (c) and the solution become with the Hessian H."""
    values, w = descending(H), solution(task, H)
    return {
        "variance": s2,
        "eigenvalues": values,
        "kappa": condition(H),
        "minimiser": w,
        "clean_loss": task.loss(w),
        "steps": count_steps(H, H @ w, task.start, task.tolerance),
        "step_limit": 2 / values[0],
    }


@answer(infinite=True)
def noise(task):
    """Noise lifts every eigenvalue by s^2: kappa falls, so does the limit of the step size, and the solution moves."""
    return [noise_row(task, s2, hessian(task) + s2 * np.eye(task.d)) for s2 in task.variances]


@noise.witness("noise as data: torch on 2d shifted copies of each point")
def noise_by_copies(task):
    def row(s2):
        X, t = shifted_copies(task.inputs, task.targets, s2)
        values = np.linalg.svd(X, compute_uv=False) ** 2 / len(X)
        w = np.linalg.lstsq(X, t, rcond=None)[0]
        singular = np.linalg.matrix_rank(X) < task.d
        return {
            "variance": s2,
            "eigenvalues": values,
            "kappa": np.inf if singular else values[0] / values[-1],
            "minimiser": w,
            "clean_loss": np.mean((task.inputs @ w - task.targets) ** 2) / 2,
            "steps": torch_steps(X, t, w, task.tolerance),
            "step_limit": 2 / values[0],
        }

    return [row(s2) for s2 in task.variances]


@noise.witness("SymPy: ridge regression in exact arithmetic, steps from the eigenvectors")
def noise_by_ridge(task):
    X, t = sympy.Matrix(task.X), sympy.Matrix(task.t)

    def row(s2):
        penalised = (X.T * X / task.N + sympy.Rational(s2) * sympy.eye(task.d)).applyfunc(sympy.nsimplify)
        w = penalised.pinv() * X.T * t / task.N
        values, vectors = np.linalg.eigh(np.array(penalised, float))
        rank = penalised.rank()
        parts = vectors.T @ np.array(w, float)[:, 0]
        return {
            "variance": s2,
            "eigenvalues": exact_eigenvalues(penalised),
            "kappa": np.inf if rank < task.d else values[-1] / values[0],
            "minimiser": list(w),
            "clean_loss": (X * w - t).dot(X * w - t) / (2 * task.N),
            "steps": spectral_steps(values[-rank:], parts[-rank:], task.tolerance),
            "step_limit": 2 / values[-1],
        }

    return [row(s2) for s2 in task.variances]


def spectral_steps(values, parts, tolerance):
    """The first k with |(1 - eta lambda)^k parts| small enough, for all k at once."""
    powers = (1 - 2 / (values[0] + values[-1]) * values) ** np.arange(1000)[:, None]
    return int(np.argmax(np.linalg.norm(powers * parts, axis=1) <= tolerance * np.linalg.norm(parts)))


@noise.slip("s instead of s^2 is added to the eigenvalues")
def noise_adding_s(task):
    return [noise_row(task, s2, hessian(task) + np.sqrt(s2) * np.eye(task.d)) for s2 in task.variances]


@noise.slip("noise does not change the solution, it only helps the descent")
def noise_same_solution(task):
    clean = noise(task)[0]
    return [row | {"minimiser": clean["minimiser"], "clean_loss": clean["clean_loss"]} for row in noise(task)]


@noise.slip("only the smallest eigenvalue grows, so kappa goes to 0")
def noise_lifting_one(task):
    largest, *_ = descending(hessian(task))
    return [row | {"kappa": quotient([largest, row["eigenvalues"][-1]])} for row in noise(task)]


@noise.slip("kappa falls, so the step size may at least stay as it is")
def noise_same_limit(task):
    clean = noise(task)[0]
    return [row | {"step_limit": clean["step_limit"]} for row in noise(task)]

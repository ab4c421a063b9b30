"""What the explorable of the page computes: the quadratic of the exam's inputs with another mean, and noise.

The deviations from the mean stay, and so do the targets. Nothing here is imported by the exercise, whose answers it is
held against.
"""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import sympy

from snippets.live import Live, around
from snippets.optimization.curvature import general_hessian, gradient, hessian_covariance
from snippets.optimization.descent import best_step_size
from snippets.optimization.input_noise import noise, noise_penalty, noisy_hessian
from snippets.optimization.noisy_kappa import isotropic_noisy_kappa
from snippets.optimization.second_ways import shifted_copies
from snippets.optimization.spectrum import isotropic_spectrum
from snippets.optimization.task import TASKS
from snippets.second_ways import by_autograd

EXAM, NOTATION = TASKS["exam"], TASKS["exam"].notation
MEAN = tuple(Fraction(sum(column), EXAM.N) for column in zip(*EXAM.X))
place = mu1, mu2, variance = *sympy.symbols("mu1:3", real=True), sympy.Symbol("variance", nonnegative=True)
weights = sympy.symbols("w1:3", real=True)
step_size = sympy.Symbol("stepSize", positive=True)


def moved(*mean):
    """The exam's task with its inputs moved to another mean."""
    return replace(EXAM, X=tuple(tuple(x + new - old for x, new, old in zip(row, mean, MEAN)) for row in EXAM.X))


# The answers, for symbols

spread = sympy.nsimplify(hessian_covariance(EXAM)[0, 0])  # sigma^2: the covariance of the inputs is sigma^2 I
length = sympy.sqrt(mu1**2 + mu2**2)


def in_place(formula):
    """A formula of the page, of this mean and this noise."""
    roots = {NOTATION.sigma: sympy.sqrt(spread), NOTATION.s: sympy.sqrt(variance)}
    names = dict(zip((*NOTATION.mu(2), *NOTATION.w(2)), (mu1, mu2, *weights)))
    return formula.xreplace(names).subs({**roots, NOTATION.norm_mu: length})


def noisy_curvature():
    """The rows of Sigma + mu mu^T where Sigma is (sigma^2 + s^2) I."""
    covariance = dict(zip(NOTATION.covariance(2), (spread + variance) * sympy.eye(2)))
    return in_place(general_hessian(EXAM)[0]["hessian"].xreplace(covariance)).tolist()


spectrum = isotropic_spectrum(EXAM)[0]
eigenvalues = largest, smallest = [in_place(spectrum[name]) + variance for name in ("largest", "smallest")]
penalty = in_place(noise_penalty(EXAM)[0]["penalty"])
penalty_slopes = sympy.Matrix([penalty.diff(weight) for weight in weights])
slopes = list((in_place(gradient(moved(mu1, mu2))) + penalty_slopes).applyfunc(sympy.factor_terms))
minimiser = sympy.Matrix(noisy_curvature()).inv() * -sympy.Matrix(slopes).subs(dict.fromkeys(weights, 0))


# Held against


def noisy(*place):
    """The moved task under one noise."""
    *mean, variance = map(float, place)
    return replace(moved(*mean), variances=(variance,))


def row(name):
    """A cell of the page's table of noises."""
    return lambda *place: noise(noisy(*place))[0][name]


def as_data(*place):
    """Noise as data: the task with shifted copies of its points."""
    task = noisy(*place)
    X, t = shifted_copies(task.inputs, task.targets, task.variances[0])
    return replace(task, X=tuple(map(tuple, X.tolist())), t=tuple(t.tolist()))


def factors_by_eigenvalues(*numbers):
    *place, eta = numbers
    return 1 - eta * row("eigenvalues")(*place)


def given():
    """The cloud around its mean, where the descent begins, and what counts as arrived."""
    deviations = np.array(EXAM.X, float) - np.array(MEAN, float)
    return {"mean": MEAN, "deviations": deviations, "start": EXAM.start, "tolerance": EXAM.tolerance}


def slopes_by_autograd(w1, w2, *place):
    """Those of the loss on shifted copies, which knows no formula of noise."""
    return by_autograd(as_data(*place).loss, (w1, w2))


RANGES = (-3, 3), (-3, 3), (0, 6)
EDGES = [(2, 2, 0), (2, 2, 4), (0, 0, 0), (0, 0, 4), (0, 1, 0), (-3, 0, 0)]  # those of exam; mean zero, so kappa is 1
PLACES = around(*RANGES, edges=EDGES)
WITH_STEPS = around(*RANGES, (0.02, 5), edges=[(*edge, 0.5) for edge in EDGES])
WITH_WEIGHTS = around((-2, 3), (-2, 3), *RANGES, edges=[(0, 0, *edge) for edge in EDGES])
IN_BROWSER = {
    "hessian": Live(place, noisy_curvature(), lambda *place: noisy_hessian(noisy(*place)), PLACES),
    "eigenvalues": Live(place, eigenvalues, row("eigenvalues"), PLACES),
    "kappa": Live(place, in_place(isotropic_noisy_kappa(EXAM)), row("kappa"), PLACES),
    "stepLimit": Live(place, 2 / largest, row("step_limit"), PLACES),
    "bestStepSize": Live(place, 2 / (largest + smallest), lambda *place: best_step_size(as_data(*place)), PLACES),
    "minimiser": Live(place, list(map(sympy.simplify, minimiser)), row("minimiser"), PLACES),
    "factors": Live(
        (*place, step_size), [1 - step_size * value for value in eigenvalues], factors_by_eigenvalues, WITH_STEPS
    ),
    "gradient": Live((*weights, *place), slopes, slopes_by_autograd, WITH_WEIGHTS),
    "given": given,
}

"""What the explorable of the page computes: three losses, their slopes, and their gradients as a target runs away.

Nothing here is imported by the exercise, whose answers it is held against.
"""

from dataclasses import replace

import numpy as np
import sympy
import torch
from sympy import Abs, Max, Min, Piecewise, Rational, Symbol, exp, log, sinh, symbols, tanh
from sympy.codegen.cfunctions import log1p

from snippets.error_function.derivative import gradient
from snippets.error_function.gradient_bound import gradient_bound
from snippets.error_function.second_ways import digits, exact, stable_loss
from snippets.error_function.task import TASKS
from snippets.live import Live, around
from snippets.second_ways import by_autograd, tensor

EXAM = TASKS["exam"]
beta = Symbol("beta", positive=True)
z, *targets = symbols(f"z t_1:{len(EXAM.t) + 1}", real=True)

# Near zero and far out in different forms, of which none loses digits there.
near, far = log1p(2 * sinh(beta * z / 2) ** 2), beta * Abs(z) + log1p(exp(-2 * beta * Abs(z))) - log(2)
losses = [
    Piecewise((near, beta * Abs(z) < 1), (far, True)) / beta,
    Piecewise((beta * z**2 / 2, beta * Abs(z) < 1), (Abs(z) - 1 / (2 * beta), True)),
    z**2 / 2,
]
slopes = [tanh(beta * z), Max(-1, Min(1, beta * z)), z]


def mean_gradient(slope):
    """The gradient of the mean loss at the given w, for any targets."""
    residuals = [y - target for y, target in zip(EXAM.outputs(exact(EXAM.w)), targets)]
    pulls = [[slope.subs(z, residual) * x_j for x_j in x] for residual, x in zip(residuals, EXAM.X)]
    return [sum(column) * Rational(1, len(EXAM.X)) for column in zip(*pulls)]


# Held against


def huber(z, beta):
    """PyTorch's own, which counts from where its two branches meet."""
    return beta * torch.nn.functional.huber_loss(z, torch.zeros_like(z), delta=1 / beta, reduction="none")


def losses_of_residual(beta, z):
    beta_, z_ = exact((beta, z))
    return [digits(EXAM.loss(z_, sympy, beta_)), huber(tensor(z), beta).item(), z * z / 2]


def slopes_of_residual(beta, z):
    task = replace(EXAM, beta=beta)
    functions = [lambda z: stable_loss(task, z, torch), lambda z: huber(z, beta), lambda z: z**2 / 2]
    return [by_autograd(function, z) for function in functions]


def gradients_of_errors(beta, *targets):
    task = replace(EXAM, beta=beta, t=targets)

    def mean(loss):
        return lambda w: sum(loss(y - target) for y, target in zip(task.outputs(w), task.t)) / len(task.X)

    others = [by_autograd(mean(loss), task.w) for loss in (lambda z: huber(z, beta), lambda z: z**2 / 2)]
    return np.array([gradient(task), *others])


def given():
    """The data of the task, the outputs at the given w, and the bound of the gradient's length."""
    names = {"X": EXAM.X, "w": EXAM.w, "t": EXAM.t, "beta": EXAM.beta, "outputs": EXAM.outputs()}
    return {**names, "bound": gradient_bound(EXAM), "pulls": np.linalg.norm(EXAM.X, axis=1) / len(EXAM.X)}


STEEP = (0.25, 4)
IN_BROWSER = {
    "losses": Live(
        (beta, z), losses, losses_of_residual, around(STEEP, (-12, 12), edges=[(1, 0), (2, 0.5), (1, 1e-6), (4, -300)])
    ),
    "slopes": Live(
        (beta, z), slopes, slopes_of_residual, around(STEEP, (-12, 12), edges=[(1, 0), (2, 0.25), (4, 300)])
    ),
    "gradients": Live(
        (beta, *targets),
        [mean_gradient(slope) for slope in slopes],
        gradients_of_errors,
        around(STEEP, *[(-12, 12)] * len(EXAM.t), edges=[(1, *EXAM.t[:-1], t) for t in EXAM.runaways]),
    ),
    "given": given,
}

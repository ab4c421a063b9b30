"""(c) What beta does: a steep loss is nearly |z|, a flat one nearly beta z^2 / 2."""

import math
from dataclasses import replace

import sympy

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact, stable_loss
from snippets.error_function.value_bounds import bottom_curvature, far_line

__all__ = ["steeper_losses"]


@answer(instances=("exam",))
def steeper_losses(task):
    """At z = 1 the loss is nearly beta z^2 / 2 for small beta and nearly |z| for large, at most log(2)/beta below."""
    rows = []
    for beta in task.betas:
        gap = (math.log(2) - math.log1p(math.exp(-2 * beta))) / beta
        rows.append({"beta": beta, "parabola": beta / 2, "loss": 1 - gap, "gap": gap, "most": math.log(2) / beta})
    return rows


@steeper_losses.witness("fifty digits; the largest gap as the limit of z - loss")
def steeper_by_digits(task):
    rows, z = [], sympy.Symbol("z", positive=True)
    for beta in exact(task.betas):
        loss = task.loss(sympy.Integer(1), sympy, beta)
        # z - loss is minus the logarithm of (1 + e^(-2 beta z)) / 2, over beta
        most = sympy.limit(-sympy.log((1 + sympy.exp(-2 * beta * z)) / 2) / beta, z, sympy.oo)
        formulas = {"beta": beta, "parabola": beta / 2, "loss": loss, "gap": 1 - loss, "most": most}
        rows.append({name: digits(formula) for name, formula in formulas.items()})
    return rows


@steeper_losses.witness("logaddexp; the curvature at 0 by autograd, the largest gap far out")
def steeper_by_shape(task):
    rows = []
    for steep in (replace(task, beta=beta) for beta in task.betas):
        loss = stable_loss(steep, 1)
        shape = {"parabola": bottom_curvature(steep) / 2, "loss": loss, "gap": 1 - loss, "most": -far_line(steep)}
        rows.append({"beta": steep.beta, **shape})
    return rows


@steeper_losses.slip("beta taken for a factor only: log cosh(z) / beta")
def steeper_as_factor(task):
    return [{**row, "loss": math.log(math.cosh(1)) / row["beta"]} for row in steeper_by_shape(task)]

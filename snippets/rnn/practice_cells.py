"""The cells that variants are made of, beside the linear one: each can be differentiated on paper, in whole numbers."""

import numpy as np
import sympy

from snippets.answers import answer
from snippets.rnn.task import SYMPY, Cell, Linear

THETA, X, BEFORE = sympy.Symbol(r"\theta"), sympy.Symbol("x_{t}"), sympy.Symbol("h_{t-1}")
AS_WRITTEN = {
    "Linear": THETA * BEFORE + X,
    "Folded": sympy.Max(THETA * BEFORE + X, -THETA * BEFORE - X),
    "Scaled": THETA * (BEFORE + X),
    "Quadratic": THETA * BEFORE**2 + X,
}


class Folded(Linear):
    """h_t = max(z_t, -z_t) with z_t = theta h_{t-1} + x_t: where the pre-activation is negative, the slope is -1."""

    def f(self, z, xp=np):
        return xp.maximum(z, -z)

    def slope(self, z):
        return np.sign(z)


class Scaled(Cell):
    """h_t = theta (h_{t-1} + x_t): the parameter multiplies the input as well."""

    def z(self, x, h, theta):
        return theta * (h + x)

    def z_h(self, x, h, theta):
        return theta

    def z_theta(self, x, h, theta):
        return h + x


class Quadratic(Cell):
    """h_t = theta h_{t-1}^2 + x_t: the slope depends on the state."""

    def z(self, x, h, theta):
        return theta * h**2 + x

    def z_h(self, x, h, theta):
        return 2 * theta * h

    def z_theta(self, x, h, theta):
        return h**2


@answer
def step(task):
    """One step of the network: h_t as a function of x_t, h_{t-1} and theta."""
    return task.cell.g(X, BEFORE, THETA, SYMPY)


@step.witness("the cell's formula, written down")
def step_as_written(task):
    return AS_WRITTEN[type(task.cell).__name__]


@step.witness("the only formula of the table with the cell's values on a grid")
def step_by_values(task):
    grid = [(x, h, theta) for x in (-2, 1, 3) for h in (-3, 1, 2) for theta in (-1, 2, 5)]
    values = [task.cell.g(*point) for point in grid]
    names = (X, BEFORE, THETA)
    (same,) = [form for form in AS_WRITTEN.values() if [form.subs(zip(names, point)) for point in grid] == values]
    return same

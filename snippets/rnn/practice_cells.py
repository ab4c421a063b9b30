"""The cells that variants are made of, beside the linear one: each can be differentiated on paper, in whole numbers."""

from functools import partial

import numpy as np
import sympy

from snippets.answers import answer
from snippets.rnn.task import SYMPY, TORCH, Cell, Linear
from snippets.second_ways import by_autograd, by_differences

THETA, X, BEFORE = sympy.Symbol(r"\theta"), sympy.Symbol("x_{t}"), sympy.Symbol("h_{t-1}")
AS_WRITTEN = {
    "Linear": THETA * BEFORE + X,
    "Folded": sympy.Max(THETA * BEFORE + X, -THETA * BEFORE - X),
    "Scaled": THETA * (BEFORE + X),
    "Quadratic": THETA * BEFORE**2 + X,
}
SIDE = sympy.sign(THETA * BEFORE + X)
BY_STATE = {"Linear": THETA, "Folded": THETA * SIDE, "Scaled": THETA, "Quadratic": 2 * THETA * BEFORE}
BY_THETA = {"Linear": BEFORE, "Folded": BEFORE * SIDE, "Scaled": BEFORE + X, "Quadratic": BEFORE**2}
GRID = [(x, h, theta) for x in (-2.5, 1.5, 3.5) for h in (-3.0, 1.0, 2.0) for theta in (-1.0, 2.0, 5.0)]  # z is never 0


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


@answer
def step_by_state(task):
    """g'_h, the derivative of one step with respect to the old state; theta is held fixed."""
    return BY_STATE[type(task.cell).__name__]


def only_slope_with(values):
    """The only formula with these slopes on the grid."""
    seen = {form: [form.subs(zip((X, BEFORE, THETA), point)) for point in GRID] for form in BY_STATE.values()}
    (same,) = [form for form, slopes in seen.items() if np.allclose(np.array(slopes, float), values, rtol=1e-6)]
    return same


@step_by_state.witness("the only formula with the slopes of autograd on a grid")
def step_by_state_by_autograd(task):
    return only_slope_with([by_autograd(partial(old_state, task.cell, x, theta, TORCH), h) for x, h, theta in GRID])


@step_by_state.witness("the only formula with the slopes of central differences on a grid")
def step_by_state_by_differences(task):
    return only_slope_with([by_differences(partial(old_state, task.cell, x, theta, np), h) for x, h, theta in GRID])


def old_state(cell, x, theta, xp, h):
    """One step as a function of the old state."""
    return cell.g(x, h, theta, xp)


@step_by_state.slip("differentiated with respect to theta, with the old state held fixed: that is g'_theta")
def step_by_theta(task):
    return BY_THETA[type(task.cell).__name__]


@step_by_state.slip("theta forgotten: the old state is multiplied by it")
def step_by_state_without_theta(task):
    return BY_STATE[type(task.cell).__name__] / THETA

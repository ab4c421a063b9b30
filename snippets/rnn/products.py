"""(d) Long sequences: the product of the Jacobians g'_h vanishes or explodes."""

from types import SimpleNamespace

import mpmath
import numpy as np

from snippets.answers import answer
from snippets.rnn.task import TORCH
from snippets.second_ways import by_autograd

__all__ = ["long_products"]


@answer(instances=("exam", "tanh"))
def long_products(task):
    """|dh_n/dh_0| after n steps without input: the product of the g'_h vanishes, or it explodes."""
    return [{"theta": theta, "h0": h0, "product": product_sizes(task, theta, h0)[-1]} for theta, h0 in task.long_runs]


def product_sizes(task, theta, h0):
    """|dh_t/dh_0| for t = 0, ..., horizon, for one number as state: |g'_h(t) ... g'_h(1)|."""
    theta, h, sizes = np.asarray(theta), h0, [1.0]
    for _ in range(task.horizon):
        sizes.append(sizes[-1] * abs(task.cell.g_h(0, h, theta)))
        h = task.cell.g(0, h, theta)
    return sizes


@long_products.witness("autograd")
def products_by_autograd(task):
    def size(theta, h0):
        return abs(by_autograd(lambda h: after(task, theta, h, TORCH), h0))

    return [{"theta": theta, "h0": h0, "product": size(theta, h0)} for theta, h0 in task.long_runs]


# Double precision is too coarse for the difference of two states that have forgotten their start.
MPMATH = SimpleNamespace(tanh=mpmath.tanh)


@long_products.witness("central differences with 60 digits")
def products_by_differences(task):
    def size(theta, h0):
        with mpmath.workdps(60):
            step = mpmath.mpf(10) ** -20
            plus, minus = (after(task, theta, h0 + sign * step, MPMATH) for sign in (1, -1))
            return float(abs(plus - minus) / (2 * step))

    return [{"theta": theta, "h0": h0, "product": size(theta, h0)} for theta, h0 in task.long_runs]


def after(task, theta, h, xp):
    """The state after `horizon` steps without input."""
    for _ in range(task.horizon):
        h = task.cell.g(0, h, theta, xp)
    return h


@long_products.slip("|tanh'| <= 1, so nothing can explode: the recurrent weight u is forgotten in g'_h")
def products_without_weight(task):
    rows = []
    for theta, h0 in task.long_runs:
        h, size = h0, 1.0
        for _ in range(task.horizon):
            size *= task.cell.slope(task.cell.z(0, h, theta))
            h = task.cell.g(0, h, theta)
        rows.append({"theta": theta, "h0": h0, "product": size})
    return rows

"""Claims of parts (e) and (g): the gradient of a ReLU network with respect to its input, and margin losses."""

from dataclasses import replace

import numpy as np
import sympy
import torch

from snippets.claims import claim, sides
from snippets.error_function.samples import TRIALS, U, lengths, weights
from snippets.second_ways import by_autograd, tensor

__all__ = [
    "columns_below_frobenius",
    "input_gradient_adds_up",
    "log_loss_on_separable_data",
    "log_loss_slope",
    "margin_gradient_is_bounded",
    "product_below_a_quarter",
    "row_is_bounded",
    "spectral_norm_bounds",
    "three_norms",
]

NETS = ("exam", "sharp")  # the instances with a network of their own


def networks(task):
    """The task's network at its point, and others at random, as tasks of their own."""
    d, M = np.shape(task.W)
    random = np.random.default_rng(0)
    others = [
        replace(
            task,
            W=tuple(map(tuple, random.normal(size=(d, M)))),
            b=tuple(random.normal(size=M)),
            s=tuple(random.choice((-1, 1), M)),
            point=tuple(random.normal(size=d)),
        )
        for _ in range(TRIALS)
    ]
    return [task, *others]


def input_gradients(nets):
    """df/dx of each network at its point, by autograd, (TRIALS + 1, d)."""
    return np.array([by_autograd(lambda x, net=net: net.network(x, torch.maximum), net.point) for net in nets])


def matrices(nets):
    """The matrices W of the networks, (TRIALS + 1, d, M)."""
    return np.array([net.W for net in nets], float)


def active_signs(nets):
    """The vectors v with v_j = s_j where unit j is active and 0 elsewhere, (TRIALS + 1, M)."""
    return np.array([np.where(np.array(net.point) @ net.W + net.b > 0, net.s, 0) for net in nets], float)


@claim(r"\frac{\partial f}{\partial x_i} = \sum_j s_j\, \mathbf 1_{\{z_j > 0\}}\, w_{ij}", instances=NETS)
def input_gradient_adds_up(task):
    """Each active unit adds its weights, with its sign, to the gradient."""
    nets = networks(task)
    return sides(input_gradients(nets), np.einsum("kij,kj->ki", matrices(nets), active_signs(nets)))


@claim(
    r"\begin{aligned} &\Big\lVert \frac{\partial f}{\partial x} \Big\rVert \le \lVert W \rVert_{\mathrm{Mix}} \\ "
    r"&\quad \le \sum_j \lVert w_j \rVert \le \sqrt M\, \lVert W \rVert_F \end{aligned}",
    instances=NETS,
)
def three_norms(task):
    """Three bounds of the gradient's length, each looser than the one before."""
    nets = networks(task)
    W = matrices(nets)
    mix = np.linalg.norm(np.sum(abs(W), axis=2), axis=1)
    columns, whole = np.sum(np.linalg.norm(W, axis=1), axis=1), np.sqrt(np.sum(W**2, axis=(1, 2)))
    named = {"M": W.shape[2], r"\lVert W \rVert_F": whole}
    return sides(np.linalg.norm(input_gradients(nets), axis=1), mix, columns, np.sqrt(W.shape[2]) * whole, named)


@claim(
    r"\big\lvert \frac{\partial f}{\partial x_i} \big\rvert \le \sum_j \lvert w_{ij} \rvert = \lVert W_{i,:} \rVert_1",
    instances=NETS,
)
def row_is_bounded(task):
    """Each component of the gradient is at most the sum of the sizes in its row."""
    nets = networks(task)
    rows = matrices(nets)
    return sides(abs(input_gradients(nets)), np.sum(abs(rows), axis=2), np.linalg.norm(rows, ord=1, axis=2))


@claim(
    r"\sum_j 1 \cdot \lVert w_j \rVert \le \sqrt M \sqrt{\sum_j \lVert w_j \rVert^2} = \sqrt M\, \lVert W \rVert_F",
    instances=NETS,
)
def columns_below_frobenius(task):
    """The lengths of the columns add up to at most the root of their number times the Frobenius norm."""
    W = matrices(networks(task))
    columns, M = np.linalg.norm(W, axis=1), W.shape[2]
    squares, whole = np.sum(columns**2, axis=1), np.linalg.norm(W, axis=(1, 2))
    named = {"M": M, r"\sum_j \lVert w_j \rVert^2": squares, r"\lVert W \rVert_F": whole}
    return sides(np.sum(columns, axis=1), np.sqrt(M * squares), np.sqrt(M) * whole, named)


@claim(
    r"\lVert Wv \rVert \le \lVert W \rVert_2\, \lVert v \rVert \le \lVert W \rVert_2\, \sqrt M",
    instances=NETS,
)
def spectral_norm_bounds(task):
    """The gradient is at most the largest singular value times the root of the number of units."""
    nets = networks(task)
    W, v = matrices(nets), active_signs(nets)
    size, length, M = np.linalg.norm(W, ord=2, axis=(1, 2)), np.linalg.norm(v, axis=1), W.shape[2]
    named = {r"\lVert W \rVert_2": size, r"\lVert v \rVert": length, "M": M}
    return sides(np.linalg.norm(input_gradients(nets), axis=1), size * length, size * np.sqrt(M), named)


@claim(r"\lVert \nabla_w L \rVert \le \lVert x \rVert")
def margin_gradient_is_bounded(task):
    """The gradient of each margin loss at one point is at most as long as the input."""
    found = [
        [np.linalg.norm(point_gradients(task, name, w), axis=1) for w in weights(task)]
        for name in ("perceptron", "hinge", "log-loss")
    ]
    return sides(np.array(found), lengths(task))


def point_gradients(task, name, w):
    """The gradients with respect to w of one margin loss, point by point, (N, d)."""
    X, t = tensor(task.X), tensor(task.labels)
    return torch.func.jacrev(lambda v: task.margin_loss(name, X @ v * t, torch, torch.maximum))(tensor(w)).numpy()


@claim(
    r"\begin{aligned} &\frac{\mathrm d}{\mathrm dm} \log(1 + e^{-m}) = -\frac{e^{-m}}{1 + e^{-m}} \\ &\quad = "
    r"-\frac{1}{1 + e^m} = -\sigma(-m) \end{aligned}"
)
def log_loss_slope(task):
    """The slope of the log-loss in the margin is minus a logistic sigmoid."""
    logistic = np.exp(-U) / (1 + np.exp(-U))
    slopes = by_autograd(lambda m: torch.nn.functional.softplus(-m).sum(), U)
    return sides(
        slopes, -np.exp(-U) / (1 + np.exp(-U)), -1 / (1 + np.exp(U)), -logistic, {"m": U, r"\sigma(-m)": logistic}
    )


@log_loss_slope.proof
def log_loss_slope_by_sympy():
    m, q = sympy.Symbol("m", real=True), sympy.Symbol("q", positive=True)  # q = e^m
    slope = sympy.log(1 + sympy.exp(-m)).diff(m).subs(m, sympy.log(q))
    return sides(sympy.simplify(slope), -1 / (1 + q))


@claim(r"\frac14 - p(1 - p) = \big(p - \tfrac12\big)^2 \ge 0")
def product_below_a_quarter(task):
    """A quarter less p(1 - p) is a square."""
    p = np.linspace(0, 1, 21)
    return sides(1 / 4 - p + p * p, (p - 1 / 2) ** 2, 0, {"p": p})


@product_below_a_quarter.proof
def square_completed():
    p, quarter = sympy.Symbol("p"), sympy.Rational(1, 4)
    return sympy.expand(quarter - p * (1 - p) - (p - sympy.Rational(1, 2)) ** 2)


@claim(
    r"\begin{aligned} &0 < \frac1N \sum_i \log(1 + e^{-\rho m_i}) \\ &\quad \le \log(1 + e^{-\rho\gamma}) "
    r"\end{aligned}",
    instances=("exam",),
)
def log_loss_on_separable_data(task):
    """Along a separating direction the error is positive and at most the loss of the smallest margin."""
    rho = np.array([0.5, 1, 5, 20])
    margins = np.asarray(task.X) @ (2, -1.5) * task.separable  # 1, 3, 0.5, 2.5
    total = np.sum(np.log1p(np.exp(-np.outer(rho, margins))), axis=1)
    named = {"N": len(margins), r"\sum_i \log(1 + e^{-\rho m_i})": total, r"\rho": rho, r"\gamma": min(margins)}
    return sides(0, total / len(margins), np.logaddexp(0, -rho * min(margins)), named)

"""Claims of parts (a) and (b): the chain rule, the gradient, and what bounds it."""

import itertools
import math

import numpy as np
import sympy
import torch

from snippets.claims import claim, sides
from snippets.error_function.samples import U, errors_at, gradients_at, lengths, residuals_at, weights
from snippets.error_function.second_ways import stable_loss
from snippets.second_ways import by_autograd, tensor

__all__ = [
    "cauchy_schwarz",
    "chain_rule",
    "component_is_bounded",
    "cosh_above_sinh",
    "error_is_lipschitz",
    "flipped_sign",
    "forms_of_tanh",
    "gradient_below_the_root",
    "gradient_is_a_mean",
    "gradient_is_bounded",
    "matrix_form",
    "network_gradient",
    "network_gradient_is_bounded",
    "slope_is_bounded",
    "squared_error_gradient",
    "supremum_is_a_corner",
    "tanh_below_one",
    "three_inputs_make_the_fourth",
    "triangle_then_tanh",
]

u, z = sympy.symbols("u z", real=True)
beta = sympy.Symbol("beta", positive=True)


@claim(
    r"\begin{aligned} &\frac{\mathrm d}{\mathrm dz}\, \frac1\beta \log\cosh(\beta z) \\ &\quad = \frac1\beta \cdot "
    r"\frac{1}{\cosh(\beta z)} \cdot \sinh(\beta z) \cdot \beta \\ &\quad = \tanh(\beta z) \end{aligned}"
)
def chain_rule(task):
    """The slope of log-cosh is a product of four factors, of which tanh is left."""
    z, b = U / task.beta, task.beta
    return sides(scalar_slope(task, z), np.sinh(b * z) / np.cosh(b * z), np.tanh(U), {r"\beta": b, "z": z})


@chain_rule.proof
def chain_rule_by_sympy():
    return (sympy.log(sympy.cosh(beta * z)) / beta).diff(z) - sympy.sinh(beta * z) / sympy.cosh(beta * z)


def scalar_slope(task, z):
    """The slope of the loss at each residual, by autograd."""
    return by_autograd(lambda v: stable_loss(task, v, torch).sum(), z)


@claim(r"\nabla E(w) = \frac1N \sum_i \tanh(\beta z_i)\, x_i")
def gradient_is_a_mean(task):
    """The gradient is the mean of the inputs, each times the slope of its loss."""
    w = weights(task)
    total = np.tanh(task.beta * residuals_at(task, w)) @ task.X
    named = {"N": len(task.X), r"\sum_i \tanh(\beta z_i)\, x_i": total}
    return sides(gradients_at(task, w), total / len(task.X), named)


@claim(r"(1, 2) + (3, 2) - (2, 3) = (2, 1)", instances=("exam",))
def three_inputs_make_the_fourth(task):
    """The first two inputs of the exam less the third are the fourth."""
    first, second, third, fourth = np.asarray(task.X)
    return sides(first + second - third, fourth, {"(1, 2)": first, "(3, 2)": second, "(2, 3)": third})


@claim(r"\nabla_\theta E = \frac1N \sum_i \tanh(\beta z_i)\, \nabla_\theta y(x_i; \theta)")
def network_gradient(task):
    """In a network the gradient of the output with respect to its parameters stands where the input stood."""
    theta = tensor(weights(task)[:4].ravel())
    z, inner = network_at(task, theta)
    whole = by_autograd(lambda v: stable_loss(task, network(task, v) - tensor(task.t), torch).mean(), theta)
    total = np.tanh(task.beta * z) @ inner
    named = {"N": len(task.X), r"\sum_i \tanh(\beta z_i)\, \nabla_\theta y(x_i; \theta)": total}
    return sides(whole, total / len(z), named)


def network(task, theta):
    """The outputs of a net with two tanh units, from eight parameters: weights in, weights out, biases."""
    units = torch.tanh(tensor(task.X) @ theta[:4].reshape(2, 2) + theta[6:])
    return units @ theta[4:6]


def network_at(task, theta):
    """The residuals (N,) of that net, and the gradients of its outputs, (N, 8)."""
    inner = torch.func.jacrev(lambda v: network(task, v))(theta)
    return (network(task, theta.detach()) - tensor(task.t)).numpy(), inner.detach().numpy()


@claim(r"\tanh u = \frac{e^u - e^{-u}}{e^u + e^{-u}} = 2\sigma(2u) - 1")
def forms_of_tanh(task):
    """tanh is a quotient of exponentials, and the logistic sigmoid stretched."""
    logistic = 1 / (1 + np.exp(-2 * U))
    quotient = (np.exp(U) - np.exp(-U)) / (np.exp(U) + np.exp(-U))
    return sides(np.tanh(U), quotient, 2 * logistic - 1, {"u": U, r"\sigma(2u)": logistic})


@forms_of_tanh.proof
def forms_of_tanh_by_sympy():
    q = sympy.Symbol("q", positive=True)  # e^u
    quotient = (sympy.sinh(u) / sympy.cosh(u)).rewrite(sympy.exp).subs(u, sympy.log(q))
    return sides(quotient, (q - 1 / q) / (q + 1 / q), 2 * q**2 / (1 + q**2) - 1)


@claim(r"\nabla E(w) = \frac1N X^\top \tanh(\beta(Xw - t))")
def matrix_form(task):
    """With the inputs as rows of X the gradient is one product."""
    X = np.asarray(task.X, float)
    product = X.T @ np.tanh(task.beta * (X @ task.w - task.t))
    left = by_autograd(lambda w: task.E(w, torch), task.w)
    return sides(left, product / len(X), {"N": len(X), r"X^\top \tanh(\beta(Xw - t))": product})


@claim(r"\lVert \nabla E(w) \rVert < \frac1N \sum_i \lVert x_i \rVert")
def gradient_is_bounded(task):
    """The gradient is shorter than the mean length of the inputs, wherever it is taken."""
    found = np.linalg.norm(gradients_at(task, weights(task)), axis=1)
    total = sum(math.hypot(*x) for x in task.X)
    return sides(found, total / len(task.X), {"N": len(task.X), r"\sum_i \lVert x_i \rVert": total})


@claim(
    r"\begin{aligned} &\Big\lvert \frac{\partial}{\partial y}\, \frac1\beta \log\cosh(\beta z) \Big\rvert \\ "
    r"&\quad = \lvert \tanh(\beta z) \rvert < 1 \end{aligned}"
)
def slope_is_bounded(task):
    """The slope of the loss with respect to the output stays below one in size."""
    z = U / task.beta
    return sides(abs(scalar_slope(task, z)), abs(np.tanh(task.beta * z)), 1, {r"\beta": task.beta, "z": z})


@claim(r"\lvert \tanh u \rvert < 1")
def tanh_below_one(task):
    """tanh stays below one in size."""
    return sides(abs(np.tanh(U)), 1, {"u": U})


@tanh_below_one.proof
def tanh_below_one_by_sympy():
    # 1 - tanh^2 = 1 / cosh^2 > 0
    return sympy.simplify((1 - sympy.tanh(u) ** 2 - 1 / sympy.cosh(u) ** 2).rewrite(sympy.exp))


@claim(r"\cosh u - \lvert \sinh u \rvert = e^{-\lvert u \rvert} > 0")
def cosh_above_sinh(task):
    """cosh is above the size of sinh by a positive exponential."""
    return sides(np.cosh(U) - abs(np.sinh(U)), np.exp(-abs(U)), 0, {"u": U})


@cosh_above_sinh.proof
def cosh_above_sinh_by_sympy():
    positive = sympy.Symbol("u", nonnegative=True)  # both sides are even
    return sympy.simplify((sympy.cosh(positive) - sympy.sinh(positive)).rewrite(sympy.exp) - sympy.exp(-positive))


@claim(
    r"\begin{aligned} &\Big\lVert \frac1N \sum_i \tanh(\beta z_i)\, x_i \Big\rVert \\ &\quad \le \frac1N \sum_i "
    r"\lvert \tanh(\beta z_i) \rvert\, \lVert x_i \rVert \\ &\quad < \frac1N \sum_i \lVert x_i \rVert "
    r"\end{aligned}"
)
def triangle_then_tanh(task):
    """The length of the mean is at most the mean of the lengths, which is less than that of the inputs."""
    slopes, N = np.tanh(task.beta * residuals_at(task, weights(task))), len(task.X)
    weighted, total = abs(slopes) @ lengths(task), lengths(task).sum()
    named = {r"\sum_i \lvert \tanh(\beta z_i) \rvert\, \lVert x_i \rVert": weighted, r"\sum_i \lVert x_i \rVert": total}
    return sides(np.linalg.norm(slopes @ task.X, axis=1) / N, weighted / N, total / N, {"N": N, **named})


@claim(
    r"\begin{aligned} &\lVert \nabla E \rVert = v^\top \nabla E \\ &= \frac1N \sum_i \tanh(\beta z_i)\,(v^\top "
    r"x_i) \\ &\le \sqrt{\frac1N \sum_i \tanh^2(\beta z_i)}\; \sqrt{\frac1N \sum_i (v^\top x_i)^2} \end{aligned}"
)
def cauchy_schwarz(task):
    """Along itself the gradient is a sum of products, bounded by two roots of mean squares."""
    w, N = weights(task), len(task.X)
    found = gradients_at(task, w)
    v = found / np.linalg.norm(found, axis=1, keepdims=True)
    slopes, along = np.tanh(task.beta * residuals_at(task, w)), v @ np.transpose(task.X)
    named = {
        "N": N,
        r"\sum_i \tanh(\beta z_i)\,(v^\top x_i)": np.sum(slopes * along, axis=1),
        r"\sum_i \tanh^2(\beta z_i)": np.sum(slopes**2, axis=1),
        r"\sum_i (v^\top x_i)^2": np.sum(along**2, axis=1),
    }
    roots = np.sqrt(np.mean(slopes**2, axis=1) * np.mean(along**2, axis=1))
    return sides(
        np.linalg.norm(found, axis=1), np.sum(v * found, axis=1), np.mean(slopes * along, axis=1), roots, named
    )


@claim(r"\lVert \nabla E \rVert < \sqrt{\lambda_1}")
def gradient_below_the_root(task):
    """The gradient is shorter than the root of the largest eigenvalue of the mean of x_i x_i^T."""
    X = np.asarray(task.X, float)
    found = np.linalg.norm(gradients_at(task, weights(task)), axis=1)
    root = np.linalg.svd(X, compute_uv=False)[0] / math.sqrt(len(X))
    return sides(found, root, {r"\lambda_1": np.linalg.eigvalsh(X.T @ X / len(X))[-1]})


@claim(
    r"\begin{aligned} &\lvert E(w) - E(w') \rvert \\ &\quad \le \Big(\frac1N \sum_i \lVert x_i \rVert\Big)\, "
    r"\lVert w - w' \rVert \end{aligned}"
)
def error_is_lipschitz(task):
    """Between two weights the error changes by at most the bound of the gradient times their distance."""
    w, other = weights(task), weights(task, seed=1)
    change, way = errors_at(task, w) - errors_at(task, other), np.linalg.norm(w - other, axis=1)
    total, N = lengths(task).sum(), len(task.X)
    named = {"N": N, r"\sum_i \lVert x_i \rVert": total, r"\lVert w - w' \rVert": way}
    return sides(abs(change), total / N * way, {"E(w)": errors_at(task, w), "E(w')": errors_at(task, other), **named})


@claim(r"\nabla \frac{1}{2N} \sum_i z_i^2 = \frac1N \sum_i z_i x_i")
def squared_error_gradient(task):
    """The gradient of the squared error has the residual itself as its factor."""
    X, t, N = tensor(task.X), tensor(task.t), len(task.X)
    found = np.array([by_autograd(lambda v: ((X @ v - t) ** 2).sum() / (2 * N), w) for w in weights(task)])
    total = residuals_at(task, weights(task)) @ task.X
    return sides(found, total / N, {"N": N, r"\sum_i z_i x_i": total})


@claim(r"\lVert \nabla_\theta E \rVert \le \frac1N \sum_i \lVert \nabla_\theta y(x_i; \theta) \rVert")
def network_gradient_is_bounded(task):
    """In a network the gradient is at most as long as those of its outputs are in the mean."""
    theta, N = tensor(weights(task)[:4].ravel()), len(task.X)
    whole = by_autograd(lambda v: stable_loss(task, network(task, v) - tensor(task.t), torch).mean(), theta)
    total = np.linalg.norm(network_at(task, theta)[1], axis=1).sum()
    named = {"N": N, r"\sum_i \lVert \nabla_\theta y(x_i; \theta) \rVert": total}
    return sides(math.hypot(*whole), total / N, named)


@claim(r"\lvert \partial E / \partial w_j \rvert < \frac1N \sum_i \lvert x_{ij} \rvert")
def component_is_bounded(task):
    """Each component of the gradient is below the mean size of that component of the inputs."""
    total, N = np.sum(np.abs(task.X), axis=0), len(task.X)
    return sides(abs(gradients_at(task, weights(task))), total / N, {"N": N, r"\sum_i \lvert x_{ij} \rvert": total})


@claim(
    r"\begin{aligned} &\sup_w \lVert \nabla E(w) \rVert \\ &\quad = \max_{s \in \{-1, 1\}^N} \Big\lVert \frac1N "
    r"\sum_i s_i x_i \Big\rVert \end{aligned}"
)
def supremum_is_a_corner(task):
    """The longest gradients are found far out, where every weight is a sign."""
    turns = np.linspace(0, 2 * np.pi, 3600, endpoint=False) + 1e-4
    far = 1000 / task.beta * np.array([np.cos(turns), np.sin(turns)])
    slopes = np.tanh(task.beta * (np.asarray(task.X) @ far - np.array(task.t)[:, None]))
    corners = [np.array(s) @ task.X for s in itertools.product((-1, 1), repeat=len(task.X))]
    longest = [max(np.linalg.norm(sums, axis=1)) / len(task.X) for sums in (slopes.T @ task.X, corners)]
    return sides(*longest)


@claim(
    r"\begin{aligned} &\lVert q - 2 s_i x_i \rVert^2 \\ &\quad = \lVert q \rVert^2 + 4 \lVert x_i \rVert^2 - 4 "
    r"s_i\, q^\top x_i \end{aligned}"
)
def flipped_sign(task):
    """What the square of a sum of signed vectors becomes when one sign is flipped."""
    X, s = np.asarray(task.X, float), np.array([1, -1, 1, 1])
    q = s @ X
    flipped = [math.hypot(*(q - 2 * sign * x)) for sign, x in zip(s, X)]
    named = {r"\lVert q \rVert": math.hypot(*q), r"\lVert x_i \rVert": lengths(task), "s_i": s, r"q^\top x_i": X @ q}
    named |= {r"\lVert q - 2 s_i x_i \rVert": np.array(flipped)}
    return sides(np.square(flipped), q @ q + 4 * np.sum(X * X, axis=1) - 4 * s * (X @ q), named)

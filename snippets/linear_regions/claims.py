"""The relations of the page: the functions as they are written, and what a maximum of affine functions obeys.

Sides are values at the rational points of the grid, which lie on no border.
"""

import numpy as np
import sympy
import torch

from snippets.claims import claim, sides
from snippets.linear_regions.points import grid

EXAM = ("exam",)


def inputs(task):
    """x_1 and x_2 of every point of the grid."""
    return np.array(grid(task), float).T


def values(task, node):
    """A maximum, or the whole function, at every point of the grid."""
    return np.array([float(node(x)) for x in grid(task)])


def relu(z):
    return np.maximum(z, 0)


@claim(r"h = \max(0, x_1), \qquad y = \max(x_2, h)", instances=EXAM)
def exam_as_written(task):
    """The exam's function: a hidden unit, and the larger one of it and the second input."""
    (first, second), h = inputs(task), values(task, task.nodes()[0])
    named = {"x_1": first, "x_2": second, "h": h}
    return sides(h, np.maximum(0, first), values(task, task.y), np.maximum(second, h), named)


@claim(r"\begin{aligned} h &= \max(x_2, x_1), \\ y &= \max(h, x_1 + 1) \end{aligned}", instances=("strip",))
def strip_as_written(task):
    """The function of strip: both inputs compared inside, a bias outside."""
    (first, second), h = inputs(task), values(task, task.nodes()[0])
    named = {"x_1": first, "x_2": second, "h": h}
    return sides(h, np.maximum(second, first), values(task, task.y), np.maximum(h, first + 1), named)


@claim(r"y = \max(1, \max(x_2, \max(x_1, -x_1 - x_2), x_1 - 1))", instances=("deep",))
def deep_as_written(task):
    """The function of deep: three maxima, one inside another."""
    first, second = inputs(task)
    inner = np.maximum(first, -first - second)
    largest = np.max([0 * first + 1, second, inner, first - 1], axis=0)
    return sides(values(task, task.y), largest, {"x_1": first, "x_2": second})


@claim(r"y \ge h \ge 0", instances=EXAM)
def nowhere_negative(task):
    """The output is at least the hidden unit, which is at least 0."""
    return sides(values(task, task.y), values(task, task.nodes()[0]), 0)


@claim(r"f(c x) = c f(x) \quad \text{for } c > 0", instances=EXAM)
def scales(task):
    """Without a bias the function grows in proportion along each ray from the origin."""
    factors = (sympy.Rational(1, 3), sympy.Integer(2))
    stretched = [[float(task.y((c * x[0], c * x[1]))) for x in grid(task)] for c in factors]
    value, c = values(task, task.y), np.array(factors, float)[:, None]
    return sides(stretched, c * value, {"c": c, "f(x)": value})


@scales.proof
def maxima_scale():
    """A positive factor can be taken out of a maximum: with max(a, b) = (a + b + |a - b|)/2, out of the size."""
    a, b = sympy.symbols("a b", real=True)
    c = sympy.Symbol("c", positive=True)
    return sides(by_size(c * a, c * b), sympy.expand(c * by_size(a, b)))


def by_size(a, b):
    """max(a, b) = (a + b + |a - b|)/2."""
    return sympy.expand((a + b + sympy.Abs(sympy.factor(a - b))) / 2)


@claim(r"y = \max(x_1, x_2, 0)", instances=EXAM)
def flattened(task):
    """A maximum of a maximum is one maximum of all that is inside."""
    first, second = inputs(task)
    largest = np.max([first, second, 0 * first], axis=0)
    return sides(values(task, task.y), largest, {"x_1": first, "x_2": second})


@claim(r"y\big(\tfrac{p + q}{2}\big) \le \tfrac12 y(p) + \tfrac12 y(q)")
def below_the_chord(task):
    """Convex: at a midpoint the function is at most the mean of its values at the two ends."""
    points = grid(task)
    pairs = list(zip(points, points[7:] + points[:7], strict=True)) + list(zip(points, points[::-1], strict=True))
    middle = [float(task.y(((p[0] + q[0]) / 2, (p[1] + q[1]) / 2))) for p, q in pairs]
    at_p, at_q = np.array([[float(task.y(x)) for x in pair] for pair in pairs]).T
    return sides(middle, (at_p + at_q) / 2, {"y(p)": at_p, "y(q)": at_q})


@claim(r"\nabla (a x_1 + b x_2 + c) = (a, b)")
def gradient_of_affine(task):
    """The gradient of an affine function holds its coefficients."""
    point = torch.tensor([0.3, -1.2], dtype=torch.float64)
    functions = [leaf for leaf in task.leaves() if leaf.a or leaf.b]
    slopes = [torch.func.grad(lambda x, f=f: f.a * x[0] + f.b * x[1] + f.c)(point).numpy() for f in functions]
    return sides(np.array(slopes), np.array([[f.a, f.b] for f in functions], float))


@claim(r"\max(a, b) = b + \max(a - b, 0)")
def larger_by_what_exceeds(task):
    """The larger number is the second, and by how much the first exceeds it, if it does."""
    a, b = inputs(task)
    larger = [max(float(x[0]), float(x[1])) for x in grid(task)]
    return sides(larger, b + relu(a - b), {"a": a, "b": b})


@larger_by_what_exceeds.proof
def excess_by_sizes():
    a, b = sympy.symbols("a b", real=True)
    return sides(by_size(a, b), sympy.expand(b + by_size(a - b, sympy.Integer(0))))


@claim(r"y = h + \operatorname{ReLU}(x_2 - h)", instances=EXAM)
def network_of_two_units(task):
    """The rule for two numbers, with the second input and the hidden unit."""
    (_, second), h = inputs(task), values(task, task.nodes()[0])
    excess = relu(second - h)
    return sides(values(task, task.y), h + excess, {"h": h, r"\operatorname{ReLU}(x_2 - h)": excess})


@claim(r"h - \operatorname{ReLU}(x_2 - h) = 2h - y", instances=EXAM)
def turned_network(task):
    """With the sign of its last unit turned, the network is twice the hidden unit less the output."""
    (_, second), h, y = inputs(task), values(task, task.nodes()[0]), values(task, task.y)
    excess = relu(second - h)
    return sides(h - excess, 2 * h - y, {"h": h, r"\operatorname{ReLU}(x_2 - h)": excess, "y": y})


@claim(
    r"\begin{aligned} h &= \operatorname{ReLU}(h), \\ "
    r"x_2 &= \operatorname{ReLU}(x_2) - \operatorname{ReLU}(-x_2) \end{aligned}",
    instances=EXAM,
)
def units_carry_values(task):
    """One unit carries a number that is not negative, two units carry any number."""
    (_, second), h = inputs(task), values(task, task.nodes()[0])
    up, down = relu(second), relu(-second)
    named = {r"\operatorname{ReLU}(x_2)": up, r"\operatorname{ReLU}(-x_2)": down}
    return sides(h, relu(h), second, up - down, named)

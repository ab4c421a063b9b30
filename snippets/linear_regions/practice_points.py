"""What variants of exercise 2 ask beside the exercise: maxima as written, values, gradients, impossible choices."""

from dataclasses import dataclass

import numpy as np
import torch
from sympy import Function, Rational

from snippets.answers import Estimate, answer
from snippets.linear_regions import algebra, functions, task
from snippets.linear_regions.geometry import area, clip, square
from snippets.linear_regions.patterns import linear_pieces
from snippets.linear_regions.task import X
from snippets.second_ways import by_autograd, by_differences

maximum = Function("max")


@dataclass(frozen=True)
class Task(task.Task):
    """h = max of affine functions, y = max of affine functions and h; points (3, 2) at which y is asked for."""

    level: Rational = 0  # of no contour line: none is asked for
    points: tuple = ()

    @property
    def h(self):
        return self.nodes()[0]


def as_written(node):
    """The maximum with its arguments in their order."""
    return maximum(*(argument.label for argument in node.arguments))


def from_values(node):
    """The maximum, with each argument told by its values at three points."""
    return maximum(*(node_label(argument, told_by_values) for argument in node.arguments))


def from_slopes(node):
    """The maximum, with each argument told by its value at 0 and autograd."""
    return maximum(*(node_label(argument, told_by_slopes) for argument in node.arguments))


def node_label(argument, told):
    """The name of a maximum inside; what is told of an affine function."""
    return argument.label if argument.arguments else told(argument)


def told_by_values(f):
    origin = f((0, 0))
    return (f((1, 0)) - origin) * X[0] + (f((0, 1)) - origin) * X[1] + origin


def told_by_slopes(f):
    a, b = by_autograd(lambda x: functions.tensor_value(f, x), [0.0, 0.0])
    return Rational(int(a)) * X[0] + Rational(int(b)) * X[1] + f((0, 0))


@answer
def hidden(task):
    """h is the largest of its arguments."""
    return as_written(task.h)


@hidden.witness("values at three points")
def hidden_by_values(task):
    return from_values(task.h)


@hidden.witness("autograd, and the value at 0")
def hidden_by_slopes(task):
    return from_slopes(task.h)


@answer
def output(task):
    """y is the largest of its arguments, and h is one of them."""
    return as_written(task.y)


@output.witness("values at three points")
def output_by_values(task):
    return from_values(task.y)


@output.witness("autograd, and the value at 0")
def output_by_slopes(task):
    return from_slopes(task.y)


def coefficients(task):
    """(a, b, c) of every affine function inside; shape (number of leaves, 3)."""
    return np.array([tuple(leaf) for leaf in task.leaves()], dtype=float)


@answer
def values(task):
    """y at each of the points: first h, then the larger ones win."""
    return [task.y(x) for x in task.points]


@values.witness("torch, maximum after maximum")
def values_by_torch(task):
    at = torch.tensor(task.points, dtype=torch.float64)
    return [functions.tensor_value(task.y, x).item() for x in at]


@values.witness("nested maxima are one maximum of all affine functions")
def values_by_leaves(task):
    at = np.column_stack([task.points, np.ones(len(task.points))])
    return (at @ coefficients(task).T).max(axis=1)


@values.slip("h left out of the last maximum")
def values_without_h(task):
    return [max(f(x) for f in task.y.arguments if not f.arguments) for x in task.points]


@values.slip("the other arguments of the last maximum left out: h alone")
def values_of_h(task):
    return [task.h(x) for x in task.points]


@values.slip("the arguments of y added, where the largest is asked for")
def values_added(task):
    return [sum(f(x) for f in task.y.arguments) for x in task.points]


def selected(node, x):
    """The affine function that is passed on at a point."""
    while node.arguments:
        node = max(node.arguments, key=lambda argument: argument(x))
    return node


@answer
def gradients_at(task):
    """The gradient of y at each of the points: the coefficients of the affine function that wins there."""
    return [list(selected(task.y, x)[:2]) for x in task.points]


@gradients_at.witness("autograd")
def gradients_by_autograd_at(task):
    return [by_autograd(lambda x: functions.tensor_value(task.y, x), x) for x in task.points]


@gradients_at.witness("central differences", within=1e-6)
def gradients_by_differences_at(task):
    return [by_differences(lambda x: float(task.y(tuple(x))), x) for x in task.points]


@gradients_at.slip("the derivative of h is added although h has lost")
def gradients_of_losers_too(task):
    rows = [{selected(task.h, x), selected(task.y, x)} for x in task.points]
    return [[sum(f.a for f in row), sum(f.b for f in row)] for row in rows]


@gradients_at.slip("the gradient of h, although another argument of y may win")
def gradients_of_h(task):
    return [list(selected(task.h, x)[:2]) for x in task.points]


@answer
def piece(task):
    """Around the first of the points y is an affine function: the one that wins there."""
    return selected(task.y, task.points[0]).label


@piece.witness("values at the point and a little to the right and above it")
def piece_by_values(task):
    (a, b), away = task.points[0], Rational(1, 100)
    slopes = [(task.y(x) - task.y((a, b))) / away for x in ((a + away, b), (a, b + away))]
    return through((a, b), task.y((a, b)), slopes)


@piece.witness("autograd at the point")
def piece_by_autograd(task):
    slopes = by_autograd(lambda x: functions.tensor_value(task.y, x), task.points[0])
    return through(task.points[0], task.y(task.points[0]), [int(slope) for slope in slopes])


def through(point, value, slopes):
    """The affine function that has a value and slopes at a point."""
    return value + sum(slope * (x - at) for slope, x, at in zip(slopes, X, point))


@piece.slip("the value of y at the point: a number where a function is asked for")
def piece_as_value(task):
    return task.y(task.points[0])


@piece.slip("the affine function that wins in h, although another argument of y wins")
def piece_of_h(task):
    return selected(task.h, task.points[0]).label


@answer
def number_of_choices(task):
    """One winner for each maximum: the numbers of candidates are multiplied."""
    return len(task.h.arguments) * len(task.y.arguments)


@number_of_choices.witness("all combinations listed")
def choices_listed(task):
    return len(algebra.choices(task.y))


@number_of_choices.witness("each way from an affine function to y, and all others at the maximum beside it")
def choices_by_winner(task):
    return sum(len(task.y.arguments) for _ in task.h.arguments)


@number_of_choices.slip("the numbers of candidates added")
def choices_added(task):
    return len(task.h.arguments) + len(task.y.arguments)


@answer
def share_of_h(task):
    """The share of the window in which h wins the last maximum: the area of a polygon, or of several."""
    window, place = square(task.half_width), task.y.arguments.index(task.h)
    wins = [piece.bounds for piece in linear_pieces(task) if piece.pattern[task.y] == place]
    return Rational(sum(area(clipped(window, bounds)) for bounds in wins), area(window))


def clipped(polygon, bounds):
    """The part of a polygon on which no bound is negative."""
    for bound in bounds:
        polygon = clip(polygon, bound)
    return polygon


@share_of_h.witness("integral over vertical slices")
def share_of_h_by_slices(task):
    place = task.y.arguments.index(task.h)
    wins = [case for case in algebra.cases(task) if case.winners[-1] == place]
    return sum(algebra.area_by_slices(case, task.half_width) for case in wins) / (4 * Rational(task.half_width) ** 2)


@share_of_h.witness("Monte Carlo: 100,000 points of the window")
def share_of_h_by_chance(task, samples=100_000):
    at = np.random.default_rng(2).uniform(-task.half_width, task.half_width, (samples, 2))
    at = np.column_stack([at, np.ones(samples)]).T
    inside, outside = (
        np.max([np.array(f, float) @ at for f in node.arguments if not f.arguments], axis=0)
        for node in (task.h, task.y)
    )
    mean = np.mean(inside > outside)
    return Estimate(mean, np.sqrt(mean * (1 - mean) / samples))


@share_of_h.slip("the share of the window in which h loses")
def share_of_others(task):
    return 1 - share_of_h(task)


@share_of_h.slip("one part for each argument of y, all of them alike")
def share_all_equal(task):
    return Rational(1, len(task.y.arguments))

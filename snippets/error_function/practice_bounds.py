"""The answers of exercise 3B for any loss of a residual: slope, gradient, curvature, and how large they can become."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.practice_losses import SYMPY, TORCH
from snippets.second_ways import by_autograd, by_differences, tensor

FAR = np.concatenate([np.linspace(0, 10, 41), np.logspace(1, 7, 7)])  # residuals from 0 to far out


@answer
def residuals(task):
    """z_i = w.x_i - t_i: output minus target."""
    return [y - t for y, t in zip(task.outputs(), task.t)]


@residuals.witness("matrix times vector")
def residuals_by_matrix(task):
    return np.asarray(task.X) @ task.w - task.t


@residuals.witness("autograd: the slope of (y - t)^2 / 2 in y")
def residuals_by_squared_error(task):
    return by_autograd(lambda y: sum((a - t) ** 2 / 2 for a, t in zip(y, task.t)), task.outputs())


@residuals.slip("target minus output")
def residuals_reversed(task):
    return [t - y for y, t in zip(task.outputs(), task.t)]


@answer
def slopes(task):
    """The derivative of the loss at each residual: how it changes with the output of the model."""
    return [task.loss.slope(sympy.Integer(y - t)) for y, t in zip(task.outputs(), task.t)]


@slopes.witness("autograd")
def slopes_by_autograd(task):
    zs = np.subtract(task.outputs(), task.t)
    return by_autograd(lambda z: task.loss.value(z, TORCH).sum(), zs)


@slopes.witness("central differences", within=1e-6)
def slopes_by_differences(task):
    zs = np.subtract(task.outputs(), task.t)
    return by_differences(lambda z: task.loss.value(z).sum(), zs)


@slopes.slip("the slope of z^2/2 in its place: the residuals themselves")
def slopes_of_half_square(task):
    return [y - t for y, t in zip(task.outputs(), task.t)]


@slopes.slip("differentiated with respect to the target: all signs turned")
def slopes_by_target(task):
    return [task.loss.slope(sympy.Integer(t - y)) for y, t in zip(task.outputs(), task.t)]


def mean_of_inputs(task, weights):
    """1/N sum_i weight_i x_i, in fractions."""
    return [sum(weight * x[j] for weight, x in zip(weights, task.X)) / sympy.Integer(len(task.X)) for j in range(2)]


@answer
def gradient(task):
    """grad E(w) = 1/N sum_i slope_i x_i: a mean of the inputs, each weighted by the slope of its loss."""
    return mean_of_inputs(task, slopes(task))


@gradient.witness("autograd")
def gradient_by_autograd(task):
    return by_autograd(lambda w: task.E(w, TORCH), task.w)


@gradient.witness("central differences", within=1e-6)
def gradient_by_differences(task):
    return by_differences(task.E, task.w)


@gradient.slip("the sign: differentiated with respect to the target")
def gradient_by_target(task):
    return mean_of_inputs(task, [-slope for slope in slopes(task)])


@gradient.slip("x_i forgotten: a number where a vector belongs")
def gradient_without_x(task):
    return sum(slopes(task)) / sympy.Integer(len(task.X))


@gradient.slip("the sum in place of the mean")
def gradient_as_sum(task):
    return [len(task.X) * part for part in gradient(task)]


@gradient.slip("the residuals in place of the slopes, as for z^2/2")
def gradient_of_half_square(task):
    return mean_of_inputs(task, residuals(task))


def steepest_by_autograd(task):
    """The largest slope seen from 0 to far out."""
    return max(by_autograd(lambda z: task.loss.value(z, TORCH).sum(), FAR))


def slope_outside(task):
    """A symbol z > 0, and the slope at z by SymPy; beyond the seam, if there is one."""
    z = sympy.Symbol("z", positive=True)
    outside = task.loss.value(z, SYMPY).subs(sympy.Max(0, z - task.loss.c), z - task.loss.c)
    return z, sympy.simplify(outside.diff(z))


def steepest_by_limit(task):
    """The larger one of the limit of the slope and of its value where the curvature vanishes, by SymPy."""
    z, slope = slope_outside(task)
    level = [root for root in sympy.solve(sympy.numer(sympy.together(slope.diff(z))), z) if root.is_number]
    return max([sympy.limit(slope, z, sympy.oo), *(slope.subs(z, root) for root in level)])


@answer
def slope_bound(task):
    """The least number that no slope of the loss exceeds, whatever the residual."""
    return task.loss.steepest


@slope_bound.witness("autograd, from 0 to far out", within=1e-6)
def slope_bound_by_autograd(task):
    return steepest_by_autograd(task)


@slope_bound.witness("SymPy: limit, and where the curvature vanishes")
def slope_bound_by_limit(task):
    return steepest_by_limit(task)


@slope_bound.slip("the largest slope among the given residuals, but others may come")
def slope_bound_of_given(task):
    return max(map(abs, slopes(task)))


@slope_bound.slip("the slope cannot exceed 1, as with tanh")
def slope_bound_of_tanh(task):
    return 1


def mean_length(task):
    """1/N sum_i |x_i|; all lengths are whole numbers."""
    return sum(sympy.sqrt(sum(v**2 for v in x)) for x in task.X) / sympy.Integer(len(task.X))


@answer
def gradient_bound(task):
    """|grad E(w)| <= 1/N sum_i |x_i| times the bound of the slope: triangle inequality."""
    return task.loss.steepest * mean_length(task)


@gradient_bound.witness("lengths by numpy, slopes by autograd", within=1e-6)
def gradient_bound_by_autograd(task):
    return steepest_by_autograd(task) * np.mean(np.linalg.norm(task.X, axis=1))


@gradient_bound.witness("SymPy: each point alone, along its own input")
def gradient_bound_by_points_alone(task):
    return sum(steepest_by_limit(task) * sympy.Matrix(x).norm() for x in task.X) / len(task.X)


@gradient_bound.slip("x_i forgotten: the bound of the slope")
def gradient_bound_without_x(task):
    return task.loss.steepest


@gradient_bound.slip("the bound of the sum: 1/N forgotten")
def gradient_bound_of_sum(task):
    return task.loss.steepest * mean_length(task) * len(task.X)


@gradient_bound.slip("the triangle inequality the wrong way round: the length of the mean input")
def gradient_bound_by_mean_input(task):
    return float(task.loss.steepest) * math.hypot(*np.mean(task.X, axis=0))


@answer
def curvature(task):
    """The second derivative of the loss at the given residual z."""
    return task.loss.curvature(sympy.Integer(task.z))


@curvature.witness("autograd, twice")
def curvature_by_autograd(task):
    return curvatures_by_autograd(task, tensor(float(task.z)))


@curvature.witness("central differences of autograd's slope", within=1e-6)
def curvature_by_differences(task):
    return by_differences(lambda z: by_autograd(lambda p: task.loss.value(p, TORCH), z), float(task.z))


def curvatures_by_autograd(task, z):
    """The second derivative at one residual or at several."""
    ways = torch.func.grad(torch.func.grad(lambda p: task.loss.value(p, TORCH)))
    return (torch.func.vmap(ways)(z) if z.ndim else ways(z)).numpy()[()]


@curvature.slip("1, as for z^2/2")
def curvature_of_half_square(task):
    return 1


@curvature.slip("the first derivative in its place")
def curvature_as_slope(task):
    return task.loss.slope(sympy.Integer(task.z))


@answer
def curvature_bound(task):
    """The largest second derivative of the loss, whatever the residual."""
    return task.loss.most_curved


@curvature_bound.witness("autograd, twice, from close to 0 to far out", within=1e-4)
def curvature_bound_by_autograd(task):
    return max(curvatures_by_autograd(task, tensor(FAR[1:] - 0.25 + 1e-6)))


@curvature_bound.witness("the largest of many second differences", within=1e-4)
def curvature_bound_by_differences(task):
    step, at = 1e-4, np.linspace(0, 10, 41)
    return max(task.loss.value(at + step) - 2 * task.loss.value(at) + task.loss.value(at - step)) / step**2


@answer
def trace_bound(task):
    """No eigenvalue of the Hessian is above 1/N sum_i |x_i|^2 times the bound of the curvature: the trace."""
    return task.loss.most_curved * sum(v**2 for x in task.X for v in x) / sympy.Integer(len(task.X))


@trace_bound.witness("trace by numpy, curvatures by autograd", within=1e-4)
def trace_bound_by_autograd(task):
    return curvature_bound_by_autograd(task) * np.trace(np.asarray(task.X).T @ task.X) / len(task.X)


@trace_bound.witness("squared singular values of X, curvatures by differences", within=1e-4)
def trace_bound_by_singular_values(task):
    values = np.linalg.svd(np.asarray(task.X, float), compute_uv=False)
    return curvature_bound_by_differences(task) * np.sum(values**2) / len(task.X)


@trace_bound.slip("the bound of the sum: 1/N forgotten")
def trace_bound_of_sum(task):
    return task.loss.most_curved * sum(v**2 for x in task.X for v in x)


@trace_bound.slip("lengths in place of their squares, as in the bound of the gradient")
def trace_bound_of_lengths(task):
    return task.loss.most_curved * mean_length(task)


@trace_bound.slip("x_i forgotten: the bound of the curvature")
def trace_bound_without_x(task):
    return task.loss.most_curved

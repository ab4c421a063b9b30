"""(b) The derivative of the perceptron loss L(y, t) = max(0, -y t) with respect to the output y."""

import warnings

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.rnn.task import TORCH
from snippets.second_ways import by_autograd, by_differences

__all__ = ["loss", "loss_derivative", "loss_derivative_cases", "states", "subgradients", "torch_at_the_kink"]


@answer
def states(task):
    """The states h_1, ..., h_n; the last one is the output y."""
    return task.run()[1:]


@states.witness("all states at once, n times")
def states_by_iteration(task):
    # Start from zeros. Round k makes h_k right, so after n rounds all of them are.
    theta, h0 = np.asarray(task.theta), np.asarray(task.h0)
    guess = [0 * h0 for _ in task.x]
    for _ in task.x:
        guess = [task.cell.g(x, h, theta) for x, h in zip(task.inputs(), [h0, *guess])]
    return guess


@states.witness("Newton's method on the n equations")
def states_by_newton(task):
    inputs, h0, theta = (TORCH.asarray(value) for value in (task.x, task.h0, task.theta))

    def residual(states):
        earlier = [h0, *states[:-1]]
        return torch.stack([h - task.cell.g(x, e, theta, TORCH) for h, x, e in zip(states, inputs, earlier)])

    guess = torch.zeros(task.steps, *h0.shape, dtype=torch.float64)
    for _ in range(20):
        jacobian = torch.func.jacrev(residual)(guess).reshape(guess.numel(), guess.numel())
        guess = guess - torch.linalg.solve(jacobian, residual(guess).flatten()).reshape(guess.shape)
    return guess.numpy()


@answer
def loss(task):
    """L = max(0, -y t) at y = h_n: positive if and only if the output has the wrong sign."""
    return task.loss_at(task.run()[-1])


@loss.witness("torch.relu")
def loss_by_torch(task):
    return torch.relu(-task.run(xp=TORCH)[-1] * TORCH.asarray(task.target)).sum().item()


@loss.witness("distance to the right side")
def loss_by_distance(task):
    # With targets of size 1, -y t is how far y lies on the wrong side of 0.
    wrong = np.sign(task.run()[-1]) != np.sign(task.target)
    return np.sum(wrong * abs(task.run()[-1]))


@answer(instances=("exam",))
def loss_derivative_cases(task):
    """dL/dy is -t for a point on the wrong side (y t < 0) and 0 for one on the right side (y t > 0)."""
    y, t = task.notation.y, task.notation.t
    return sympy.Piecewise((-t, y * t < 0), (0, y * t > 0))


@loss_derivative_cases.witness("SymPy: derivative of Max")
def cases_by_max(task):
    y, t = task.notation.y, task.notation.t
    return on_both_sides(sympy.Max(0, -y * t).diff(y), y, t)


@loss_derivative_cases.witness("SymPy: max(0, z) = (z + |z|) / 2")
def cases_by_absolute_value(task):
    y, t = task.notation.y, task.notation.t
    return on_both_sides(((-y * t + sympy.Abs(y * t)) / 2).diff(y), y, t)


def on_both_sides(derivative, y, t):
    """The derivative at a point on the wrong side, y = -c t with c > 0, and at one on the right side, y = c t."""
    c, target = sympy.Symbol("c", positive=True), sympy.Symbol("t", real=True, nonzero=True)
    wrong, right = (sympy.simplify(derivative.subs({y: side * c * t}).subs(t, target)) for side in (-1, 1))
    return sympy.Piecewise((wrong.subs(target, t), y * t < 0), (right.subs(target, t), y * t > 0))


@loss_derivative_cases.slip("the sign: +t instead of -t")
def cases_plus_target(task):
    y, t = task.notation.y, task.notation.t
    return sympy.Piecewise((t, y * t < 0), (0, y * t > 0))


@loss_derivative_cases.slip("differentiated with respect to the target t, not the output y")
def cases_by_target(task):
    y, t = task.notation.y, task.notation.t
    return sympy.Piecewise((-y, y * t < 0), (0, y * t > 0))


@loss_derivative_cases.slip("no cases: -t everywhere")
def cases_forgotten(task):
    return -task.notation.t


@answer
def loss_derivative(task):
    """dL/dy at y = h_n, of the shape of y; where y t = 0 we choose the subgradient 0."""
    y, t = task.run()[-1], np.asarray(task.target)
    return np.where(y * t < 0, -t, 0)[()]


@loss_derivative.witness("autograd")
def loss_derivative_by_autograd(task):
    return by_autograd(lambda y: task.loss_at(y, TORCH), task.run()[-1])


@loss_derivative.witness("central differences", within=1e-6)
def loss_derivative_by_differences(task):
    return by_differences(task.loss_at, task.run()[-1])


@loss_derivative.slip("the sign: +t instead of -t")
def loss_derivative_plus_target(task):
    y, t = task.run()[-1], np.asarray(task.target)
    return np.where(y * t < 0, t, 0)[()]


@loss_derivative.slip("differentiated with respect to the target t, not the output y")
def loss_derivative_by_target(task):
    y, t = task.run()[-1], np.asarray(task.target)
    return np.where(y * t < 0, -y, 0)[()]


@loss_derivative.slip("no cases: -t even for a point on the right side")
def loss_derivative_without_cases(task):
    return -np.asarray(task.target)[()]


@answer(instances=("right",))
def subgradients(task):
    """The slopes of L from the left and from the right at y; between them lie the subgradients."""
    return [{"y": y, "left": slope(task, y, -1), "right": slope(task, y, 1)} for y in (-1, 0, 1)]


def slope(task, y, direction):
    """A maximum changes as fast as the fastest of the pieces that attain it; here the pieces are 0 and -y t."""
    pieces = [(0, 0), (-y * task.target, -task.target)]  # value and slope of each
    attained = max(value for value, _ in pieces)
    return direction * max(direction * slope for value, slope in pieces if value == attained)


@subgradients.witness("one-sided differences")
def subgradients_by_differences(task, step=0.5):
    # L is linear on each side of the kink, so that the step need not be small.
    def difference(y, step):
        return (task.loss_at(y + step) - task.loss_at(y)) / step

    return [{"y": y, "left": difference(y, -step), "right": difference(y, step)} for y in (-1, 0, 1)]


@subgradients.witness("the slopes of all lines that stay below L")
def subgradients_by_support(task):
    # s is a subgradient at y if L(z) >= L(y) + s (z - y) for every z; we try 401 slopes and 81 points z.
    points, slopes = np.linspace(-2, 2, 81), np.linspace(-2, 2, 401)
    losses = np.maximum(0, -points * task.target)

    def supporting(y):
        lines = np.maximum(0, -y * task.target) + slopes[:, None] * (points - y)
        return slopes[np.all(lines <= losses + 1e-12, axis=1)]

    return [{"y": y, "left": min(supporting(y)), "right": max(supporting(y))} for y in (-1, 0, 1)]


# Three ways to write max(0, -y t) in torch. What the page shows is what runs here.
SPELLINGS = ("torch.relu(-y*t)", "torch.clamp(-y*t, min=0)", "torch.maximum(-y*t, zero)")


@answer(instances=("right",))
def torch_at_the_kink(task):
    """What torch returns for dL/dy at y = 0 depends on how max(0, -y t) is written; all are subgradients."""
    rows = []
    for code in SPELLINGS:
        y = torch.zeros((), dtype=torch.float64, requires_grad=True)
        eval(code, {"torch": torch, "y": y, "t": task.target, "zero": torch.zeros_like(y)}).backward()
        rows.append({"code": code, "derivative": y.grad.item() + 0.0})  # + 0.0 turns -0.0 into 0.0
    return rows


@torch_at_the_kink.witness("torch's forward mode")
def kink_by_forward_mode(task):
    zero, one = TORCH.asarray(0), TORCH.asarray(1)

    def slope(code):
        def loss_of(y):
            return eval(code, {"torch": torch, "y": y, "t": task.target, "zero": zero})

        with warnings.catch_warnings():  # what torch loads for its forward mode uses what torch has deprecated
            warnings.simplefilter("ignore", DeprecationWarning)
            return torch.func.jvp(loss_of, (zero,), (one,))[1].item()

    return [{"code": code, "derivative": slope(code)} for code in SPELLINGS]


@torch_at_the_kink.witness("the slopes of max(0, z) by one-sided differences")
def kink_by_convention(task):
    # relu takes the slope left of z = 0, clamp the one right of it, maximum their mean; then dz/dy = -t.
    left, right = ((max(0, z) - max(0, 0)) / z for z in (-0.5, 0.5))
    slopes = (left, right, (left + right) / 2)
    return [{"code": code, "derivative": -task.target * slope} for code, slope in zip(SPELLINGS, slopes)]

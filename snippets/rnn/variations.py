"""(d) Beyond the exam: a start that depends on theta, and a loss in each step."""

from dataclasses import replace

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.rnn.backpropagation import backpropagated, deltas, initial_gradient, step_arguments
from snippets.rnn.perceptron_loss import loss_derivative
from snippets.rnn.task import SYMPY, TORCH
from snippets.second_ways import by_autograd, by_differences

__all__ = ["deltas_of_every_loss", "gradient_of_every_loss", "gradient_with_start"]


def from_half_theta(task):
    """The task with the start theta/2."""
    return replace(task, h0=task.theta / 2)


@answer(instances=("exam",))
def gradient_with_start(task):
    """If h_0 = theta/2 depends on theta, dL/dtheta has one summand more: dL/dh_0 times dh_0/dtheta = 1/2."""
    task = from_half_theta(task)
    return backpropagated(task, loss_derivative(task)) + initial_gradient(task) / 2


@gradient_with_start.witness("autograd")
def with_start_by_autograd(task):
    return by_autograd(lambda theta: task.loss_at(task.run(theta, h0=theta / 2, xp=TORCH)[-1], TORCH), task.theta)


@gradient_with_start.witness("central differences", within=1e-6)
def with_start_by_differences(task):
    return by_differences(lambda theta: task.loss_at(task.run(theta, h0=theta / 2)[-1]), task.theta)


@gradient_with_start.slip("the start treated as a constant, although it contains theta")
def gradient_with_start_held(task):
    task = from_half_theta(task)
    return backpropagated(task, loss_derivative(task))


@answer(instances=("exam",))
def deltas_of_every_loss(task):
    """With a loss L_t in each step, dL_t/dh_t is added to each delta before it is passed on."""
    *earlier, last = own_slopes(task)
    backwards = [last]
    for step, own in zip(reversed(step_arguments(task)[1:]), reversed(earlier)):
        backwards.append(own + np.dot(backwards[-1], task.cell.g_h(*step)))
    return backwards[::-1]


def own_slopes(task):
    """dL_t/dh_t for t = 1, ..., n: the derivative of the loss of step t with respect to its own state."""
    return [np.where(h * task.target < 0, -task.target, 0)[()] for h in task.run()[1:]]


@deltas_of_every_loss.witness("autograd")
def every_loss_by_autograd(task):
    states = task.run(h0=TORCH.asarray(task.h0).requires_grad_(), xp=TORCH)
    total = sum(task.loss_at(h, TORCH) for h in states[1:])
    return [delta.item() for delta in torch.autograd.grad(total, states[1:])]


@deltas_of_every_loss.witness("central differences: change h_t and run on", within=1e-6)
def every_loss_by_differences(task):
    def from_step(t):
        return lambda h: sum(task.loss_at(state) for state in task.run(h0=h, after=t))

    return [by_differences(from_step(t), h) for t, h in enumerate(task.run()) if t > 0]


@deltas_of_every_loss.slip("dL_t/dh_t added at the end, so that it is not passed on")
def deltas_with_losses_not_passed_on(task):
    own = [*own_slopes(task)[:-1], 0]  # the last one is where every backward pass starts
    return [delta + slope for delta, slope in zip(deltas(task), own)]


@answer(instances=("exam",))
def gradient_of_every_loss(task):
    """With a loss in each step the gradient is still the sum of delta_t g'_theta(t)."""
    directs = [task.cell.g_theta(*step) for step in step_arguments(task)]
    return sum(map(np.dot, deltas_of_every_loss(task), directs))


@gradient_of_every_loss.witness("central differences", within=1e-6)
def gradient_of_every_loss_by_differences(task):
    return by_differences(lambda theta: sum(task.loss_at(h) for h in task.run(theta)[1:]), task.theta)


@gradient_of_every_loss.witness("SymPy: every state written out as a function of theta")
def gradient_of_every_loss_by_sympy(task):
    theta = sympy.Symbol("theta")
    losses = [sympy.Max(0, -h * task.target) for h in task.run(theta, xp=SYMPY)[1:]]
    return float(sum(losses).diff(theta).subs(theta, task.theta))

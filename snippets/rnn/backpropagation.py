"""(d) The gradient from delta_1, ..., delta_n: one backward pass, and the direct derivative at each step.

Shapes: delta_t is a row (m,), g'_h(t) is (m, m), g'_theta(t) is (m, p), the gradient is (p,). np.dot multiplies
single numbers as well, so that the exam's scalars need no case of their own.
"""

from functools import partial

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.rnn.perceptron_loss import loss_derivative, loss_derivative_by_target
from snippets.rnn.task import SYMPY, TORCH
from snippets.second_ways import by_autograd, by_differences

__all__ = ["contributions", "deltas", "direct_derivatives", "gradient", "initial_gradient", "total_derivatives"]


def step_arguments(task):
    """(x_t, h_{t-1}, theta) for t = 1, ..., n: the arguments of g in each step."""
    return [(x, h, np.asarray(task.theta)) for x, h in zip(task.inputs(), task.run())]


@answer
def deltas(task):
    """delta_t = dL/dh_t, total: delta_n = dL/dy, then backwards delta_{t-1} = delta_t g'_h(t)."""
    backwards = [loss_derivative(task)]
    for step in reversed(step_arguments(task)[1:]):
        backwards.append(np.dot(backwards[-1], task.cell.g_h(*step)))
    return backwards[::-1]


@deltas.witness("autograd")
def deltas_by_autograd(task):
    states = task.run(h0=TORCH.asarray(task.h0).requires_grad_(), xp=TORCH)
    loss = torch.relu(-states[-1] * TORCH.asarray(task.target)).sum()
    return [delta.numpy()[()] for delta in torch.autograd.grad(loss, states[1:])]


@deltas.witness("central differences: change h_t and run on", within=1e-6)
def deltas_by_differences(task):
    def from_step(t):
        return lambda h: task.loss_at(task.run(h0=h, after=t)[-1])

    return [by_differences(from_step(t), h) for t, h in enumerate(task.run()) if t > 0]


@deltas.slip("the literal partial derivative: L(y, t) does not mention h_1 and h_2, so they get 0")
def deltas_literal_partial(task):
    last = loss_derivative(task)
    return [0 * last] * (task.steps - 1) + [last]


@deltas.slip("the time index of g'_h is one too low: delta_{t-1} = delta_t g'_h(t-1)")
def deltas_wrong_index(task):
    backwards = [loss_derivative(task)]
    for step in reversed(step_arguments(task)[:-1]):
        backwards.append(np.dot(backwards[-1], task.cell.g_h(*step)))
    return backwards[::-1]


@answer(instances=("exam", "zero", "right", "tanh"))
def direct_derivatives(task):
    """g'_theta(t), the direct derivative of h_t with respect to theta: the old state h_{t-1} is held fixed."""
    return [task.cell.g_theta(*step) for step in step_arguments(task)]


@direct_derivatives.witness("autograd on one step")
def direct_by_autograd(task):
    steps = zip(task.inputs(TORCH), task.run(xp=TORCH))
    return [by_autograd(partial(task.cell.g, x, h, xp=TORCH), task.theta) for x, h in steps]


@direct_derivatives.witness("central differences of one step", within=1e-6)
def direct_by_differences(task):
    steps = zip(task.inputs(), task.run())
    return [by_differences(partial(task.cell.g, x, h), task.theta) for x, h in steps]


@answer(instances=("exam", "zero", "right", "tanh"))
def total_derivatives(task):
    """dh_t/dtheta, the total derivative: theta also acts on h_t through all earlier states."""
    totals = []
    for step in step_arguments(task):
        through_the_state = np.dot(task.cell.g_h(*step), totals[-1]) if totals else 0
        totals.append(task.cell.g_theta(*step) + through_the_state)
    return totals


@total_derivatives.witness("autograd on the whole run")
def total_by_autograd(task):
    return by_autograd(lambda theta: torch.stack(task.run(theta, xp=TORCH)[1:]), task.theta)


@total_derivatives.witness("central differences of the whole run", within=1e-6)
def total_by_differences(task):
    return by_differences(lambda theta: np.stack(task.run(theta)[1:]), task.theta)


@total_derivatives.slip("the direct derivative taken for the total one")
def total_direct_only(task):
    return [task.cell.g_theta(*step) for step in step_arguments(task)]


@answer(instances=("exam", "zero", "right", "tanh"))
def contributions(task):
    """delta_t g'_theta(t): how much step t contributes to dL/dtheta."""
    return [np.dot(delta, task.cell.g_theta(*step)) for delta, step in zip(deltas(task), step_arguments(task))]


@contributions.witness("autograd with a theta of its own for each step")
def contributions_by_autograd(task):
    return by_autograd(lambda thetas: task.loss_at(run_apart(task, thetas, TORCH), TORCH), [task.theta] * task.steps)


@contributions.witness("central differences of the theta of one step", within=1e-6)
def contributions_by_differences(task):
    return by_differences(lambda thetas: task.loss_at(run_apart(task, thetas, np)), [task.theta] * task.steps)


def run_apart(task, thetas, xp):
    """The output of a network whose steps share nothing."""
    h = xp.asarray(task.h0)
    for x, theta in zip(task.inputs(xp), thetas):
        h = task.cell.g(x, h, theta, xp)
    return h


@answer
def gradient(task):
    """dL/dtheta: the sum over time of delta_t times the direct derivative g'_theta(t)."""
    directs = [task.cell.g_theta(*step) for step in step_arguments(task)]
    return sum(np.dot(delta, direct) for delta, direct in zip(deltas(task), directs))


@gradient.witness("autograd")
def gradient_by_autograd(task):
    theta = torch.tensor(task.theta, dtype=torch.float64, requires_grad=True)
    y = task.run(theta, xp=TORCH)[-1]
    torch.relu(-y * TORCH.asarray(task.target)).sum().backward()
    return theta.grad.numpy()[()]


@gradient.witness("forward accumulation")
def gradient_by_forward_accumulation(task):
    theta, states = np.asarray(task.theta), task.run()
    total = 0 * task.cell.g_theta(task.inputs()[0], states[0], theta)  # dh_0/dtheta = 0
    for x, h in zip(task.inputs(), states):
        total = task.cell.g_theta(x, h, theta) + np.dot(task.cell.g_h(x, h, theta), total)
    slope = np.where(states[-1] * np.asarray(task.target) < 0, -np.asarray(task.target), 0)
    return np.dot(slope, total)


@gradient.witness("central differences", within=1e-6)
def gradient_by_differences(task):
    return by_differences(lambda theta: task.loss_at(task.run(theta)[-1]), task.theta)


@gradient.witness("SymPy: y written out as a function of theta")
def gradient_by_sympy(task):
    names = sympy.symbols(f"theta1:{np.size(task.theta) + 1}")
    y = task.run(names if np.ndim(task.theta) else names[0], xp=SYMPY)[-1]
    loss = sum(sympy.Max(0, -y_k * t_k) for y_k, t_k in zip(np.ravel(y), np.ravel(task.target)))
    values = dict(zip(names, np.ravel(task.theta).tolist()))
    slopes = [float(loss.diff(name).subs(values)) for name in names]
    return slopes if np.ndim(task.theta) else slopes[0]


@gradient.slip("the direct term only: earlier states treated as if they did not depend on theta")
def gradient_direct_only(task):
    return np.dot(loss_derivative(task), task.cell.g_theta(*step_arguments(task)[-1]))


@gradient.slip("the longest path only: one product through all the steps, without the sum")
def gradient_longest_path(task):
    return np.dot(deltas(task)[0], task.cell.g_theta(*step_arguments(task)[0]))


@gradient.slip("the way through all the steps is left out: h_1 treated as if it did not depend on theta")
def gradient_without_first_step(task):
    return sum(contributions(task)[1:])


@gradient.slip("the direct term is left out: only what comes through the earlier states is carried on")
def gradient_without_last_step(task):
    return sum(contributions(task)[:-1])


@gradient.slip("the direct term and the longest way only: the ways between are left out")
def gradient_without_steps_between(task):
    first, *_, last = contributions(task)
    return first + last


@gradient.slip("total derivatives in the sum: delta_t dh_t/dtheta counts the early steps again and again")
def gradient_counted_twice(task):
    return sum(map(np.dot, deltas(task), total_derivatives(task)))


@gradient.slip("h_t in place of h_{t-1} in the direct derivative of step t")
def gradient_wrong_index(task):
    theta, states = np.asarray(task.theta), task.run()
    directs = [task.cell.g_theta(x, h, theta) for x, h in zip(task.inputs(), states[1:])]
    return sum(np.dot(delta, direct) for delta, direct in zip(deltas(task), directs))


@gradient.slip("three separate thetas: a list with one derivative per step in place of their sum")
def gradient_three_thetas(task):
    return [np.dot(delta, task.cell.g_theta(*step)) for delta, step in zip(deltas(task), step_arguments(task))]


@gradient.slip("dL/dy = +t")
def gradient_plus_target(task):
    return backpropagated(task, -loss_derivative(task))


@gradient.slip("differentiated with respect to the target: -y in place of dL/dy")
def gradient_by_target(task):
    return backpropagated(task, loss_derivative_by_target(task))


@gradient.slip("no cases: dL/dy = -t even for a point on the right side")
def gradient_without_cases(task):
    return backpropagated(task, -np.asarray(task.target)[()])


def backpropagated(task, delta):
    """The right backward pass, started with a given delta_n."""
    result = 0
    for step in reversed(step_arguments(task)):
        result = result + np.dot(delta, task.cell.g_theta(*step))
        delta = np.dot(delta, task.cell.g_h(*step))
    return result


@answer
def initial_gradient(task):
    """dL/dh_0 = delta_1 g'_h(1): what is added if the start h_0 is learned as well."""
    return np.dot(deltas(task)[0], task.cell.g_h(*step_arguments(task)[0]))


@initial_gradient.witness("autograd")
def initial_by_autograd(task):
    return by_autograd(lambda h0: task.loss_at(task.run(h0=h0, xp=TORCH)[-1], TORCH), task.h0)


@initial_gradient.witness("central differences", within=1e-6)
def initial_by_differences(task):
    return by_differences(lambda h0: task.loss_at(task.run(h0=h0)[-1]), task.h0)

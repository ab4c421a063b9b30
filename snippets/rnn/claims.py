r"""The relations of the page: chain rule, both backward passes, and what lies beyond the exam.

Arrays have a row for each step t; one for each parameter of `tanh` stands beside it.
"""

import numpy as np
import sympy

from snippets.claims import claim, sides
from snippets.rnn.backpropagation import (
    deltas,
    direct_by_autograd,
    direct_derivatives,
    gradient_by_autograd,
    initial_by_autograd,
    total_by_autograd,
)
from snippets.rnn.five_readings import derivatives_of_each_step, readings_by_autograd
from snippets.rnn.multivariate import chain_rule_by_linear_system
from snippets.rnn.perceptron_loss import loss_derivative, loss_derivative_by_autograd
from snippets.rnn.task import TASKS, TORCH
from snippets.rnn.variations import every_loss_by_autograd, own_slopes
from snippets.second_ways import by_autograd

NUMBERS = ("exam", "zero", "right", "tanh")  # one number as state


def by_state(task):
    """g'_h(t), a column beside the parameters."""
    column = np.array(derivatives_of_each_step(task).g_h, float)
    return column.reshape(-1, *[1] * np.ndim(task.theta))


def outputs(task, side):
    """Outputs on the wrong (-1) or right (1) side of the target."""
    return side * task.target * np.array([0.1, 1.0, 7.5])


@claim(r"h_t = g(x_t, h_{t-1}, \theta)", instances=NUMBERS)
def step_as_written(task):
    """Each state is the cell's value at its input, the state before and the parameter."""
    cell, theta = task.cell, np.asarray(task.theta)
    steps = [cell.f(cell.z(x, h, theta)) for x, h in zip(task.x, task.run())]
    return sides(task.run()[1:], steps)


@claim("y = h_3", instances=NUMBERS)
def output_as_written(task):
    """The output is the last of three states."""
    first, second, last = task.x
    state = task.h0
    for x in (first, second, last):
        state = task.cell.g(x, state, np.asarray(task.theta))
    return sides(task.run()[-1], state)


@claim(r"h_t = \theta h_{t-1} + x_t", instances=("exam", "zero", "right"))
def linear_step(task):
    """One step of the linear cell: the old state times theta, and the input."""
    *before, _ = np.array(task.run(), float)
    named = {r"\theta": task.theta, "h_{t-1}": np.array(before), "x_t": np.array(task.x, float)}
    return sides(task.run()[1:], task.theta * np.array(before) + task.x, named)


@claim(r"h_t = \tanh(w x_t + u h_{t-1})", instances=("tanh",))
def tanh_step(task):
    """One step of the cell with an activation: tanh of the weighted input and the weighted old state."""
    (w, u), x, before = task.theta, np.array(task.x), np.array(task.run()[:-1])
    named = {"w": w, "x_t": x, "u": u, "h_{t-1}": before}
    return sides(task.run()[1:], np.tanh(w * x + u * before), named)


@claim(r"g'_h(t) = \theta", instances=("exam", "zero", "right"))
def linear_by_state(task):
    """The direct derivative of theta h + x with respect to the old state is theta, in every step."""
    return sides(readings_by_autograd(task)[4]["deltas"], task.theta)


@claim(r"g'_\theta(t) = h_{t-1}", instances=("exam", "zero", "right"))
def linear_by_theta(task):
    """The direct derivative of theta h + x with respect to theta is the old state."""
    return sides(direct_by_autograd(task), task.run()[:-1])


@claim(r"L(y, t) = \max(0, -yt)", instances=("exam", "right"))
def loss_as_written(task):
    """The perceptron loss is 0 on the right side, and on the wrong side the distance to it."""
    y = np.concatenate([outputs(task, -1), outputs(task, 1)])
    wrong = np.sign(y) != task.target
    return sides([task.loss_at(value) for value in y], wrong * abs(y), {"y": y, "t": float(task.target)})


@claim("L(y, t) = -yt", instances=("exam", "right"))
def loss_on_the_wrong_side(task):
    """Where y and t have different signs, -yt is positive and wins the maximum."""
    y = outputs(task, -1)
    return sides([task.loss_at(value) for value in y], -y * task.target, {"y": y, "t": float(task.target)})


@claim(r"-t \cdot \mathbf 1_{\{yt<0\}} = \frac{t}{2}(\operatorname{sign}(yt) - 1)", instances=("exam", "right"))
def loss_derivative_in_one_line(task):
    """Indicator and sign write the two cases of the derivative of the loss in one line, away from the kink."""
    y = np.concatenate([outputs(task, -1), outputs(task, 1)])
    t, sign = float(task.target), np.sign(y * task.target)
    slopes = [float(by_autograd(lambda v: task.loss_at(v, TORCH), value)) for value in y]
    named = {"t": t, r"\mathbf 1_{\{yt<0\}}": (y * t < 0).astype(float), r"\operatorname{sign}(yt)": sign}
    return sides(slopes, t / 2 * (sign - 1), named)


@claim(
    r"\frac{\mathrm dh_t}{\mathrm d\theta} = g'_\theta(t) + g'_h(t)\, \frac{\mathrm dh_{t-1}}{\mathrm d\theta}",
    instances=NUMBERS,
)
def total_derivative_splits(task):
    """The total derivative of a state is the direct one, and what comes through the state before."""
    totals, direct = total_by_autograd(task), np.array(direct_derivatives(task), float)
    before = np.concatenate([0 * totals[:1], totals[:-1]])
    named = {
        r"g'_\theta(t)": direct,
        "g'_h(t)": by_state(task),
        r"\frac{\mathrm dh_{t-1}}{\mathrm d\theta}": before,
    }
    return sides(totals, direct + by_state(task) * before, named)


@claim(
    r"\frac{\mathrm dh_3}{\mathrm d\theta} = g'_\theta(3) + g'_h(3)\Big[g'_\theta(2) + g'_h(2)\, g'_\theta(1)\Big]",
    instances=NUMBERS,
)
def total_derivative_nested(task):
    """Put into itself, the recursion of the total derivative has a summand for each way from theta to h_3."""
    first, second, third = np.array(direct_derivatives(task), float)
    _, by_second, by_third = derivatives_of_each_step(task).g_h
    named = {r"g'_\theta(1)": first, r"g'_\theta(2)": second, r"g'_\theta(3)": third}
    named |= {"g'_h(2)": float(by_second), "g'_h(3)": float(by_third)}
    return sides(total_by_autograd(task)[-1], third + by_third * (second + by_second * first), named)


@total_derivative_nested.proof
def nested_solves_the_linear_system():
    s = TASKS["exam"].notation
    nested = s.g_theta(3) + s.g_h(3) * (s.g_theta(2) + s.g_h(2) * s.g_theta(1))
    return sides(sympy.expand(chain_rule_by_linear_system(TASKS["exam"])), sympy.expand(s.dL_dy * nested))


@claim(r"g'_h(t) = g'(z_t)\, u", instances=("tanh",))
def state_acts_through_the_activation(task):
    """With an activation, the derivative with respect to the old state is the slope at the pre-activation times u."""
    slopes, u = np.array(derivatives_of_each_step(task).slopes), task.theta[1]
    by_old_state = readings_by_autograd(task)[4]["deltas"]
    return sides(np.array(by_old_state, float), slopes * u, {"g'(z_t)": slopes, "u": u})


@claim(
    r"\begin{aligned} \delta_n &= \frac{\partial L}{\partial y}, \\ \delta_{t-1} &= \delta_t\, g'_h(t), \\ "
    r"\frac{\mathrm dL}{\mathrm d\theta} &= \sum_{t=1}^n \delta_t\, g'_\theta(t) \end{aligned}",
    instances=NUMBERS,
)
def backward_pass_in_general(task):
    """From the last delta backwards, and each delta times the direct derivative of its step, added up."""
    totals = np.array(readings_by_autograd(task)[0]["deltas"], float)
    later, by_old_state = totals[1:], np.array(derivatives_of_each_step(task).g_h, float)[1:]
    shares = [delta * direct for delta, direct in zip(deltas(task), direct_by_autograd(task))]
    named = {r"\delta_t": later, "g'_h(t)": by_old_state}
    first = totals[-1], loss_derivative(task)
    return sides(*first, totals[:-1], later * by_old_state, gradient_by_autograd(task), sum(shares), named)


@claim(
    r"\begin{aligned} y &= \theta^3 + \theta^2 + \theta + 1, \\ "
    r"\frac{\mathrm dL}{\mathrm d\theta} &= 3\theta^2 + 2\theta + 1 \end{aligned}",
    instances=("exam",),
)
def output_written_out(task):
    """With all inputs and the start 1, the output is a polynomial in theta; on the wrong side it is the loss."""
    theta = np.array([0.5, 1.0, 2.0, 3.0])
    output = [task.run(value)[-1] for value in theta]
    slopes = [float(by_autograd(lambda v: task.loss_at(task.run(v, xp=TORCH)[-1], TORCH), value)) for value in theta]
    polynomial, derivative = np.polynomial.Polynomial([1, 1, 1, 1]), np.polynomial.Polynomial([1, 2, 3])
    return sides(output, polynomial(theta), slopes, derivative(theta), {r"\theta": theta})


@claim(
    r"\begin{aligned} \delta_n &= \frac{\partial L}{\partial y}\, g'(z_n), \\ "
    r"\delta_{t-1} &= \delta_t\, u\, g'(z_{t-1}) \end{aligned}",
    instances=("tanh",),
)
def preactivation_pass_in_general(task):
    """For deltas of pre-activations the slope of a step belongs to its own delta."""
    totals, slopes = (np.array(v, float) for v in (readings_by_autograd(task)[1]["deltas"], slopes_of(task)))
    u, last = task.theta[1], float(loss_derivative_by_autograd(task))
    named = {r"\frac{\partial L}{\partial y}": last, "g'(z_n)": slopes[-1]}
    named |= {r"\delta_t": totals[1:], "u": u, "g'(z_{t-1})": slopes[:-1]}
    return sides(totals[-1], last * slopes[-1], totals[:-1], totals[1:] * u * slopes[:-1], named)


def slopes_of(task):
    """g'(z_t) for each step."""
    return derivatives_of_each_step(task).slopes


@claim(r"\frac{\mathrm dL}{\mathrm dh_0} = \delta_1\, g'_h(1)", instances=NUMBERS)
def start_takes_one_factor_more(task):
    """The derivative with respect to the start is the first delta times one g'_h more."""
    first, by_start = float(deltas(task)[0]), float(derivatives_of_each_step(task).g_h[0])
    return sides(initial_by_autograd(task), first * by_start, {r"\delta_1": first, "g'_h(1)": by_start})


@claim(
    r"\delta_t = \frac{\partial L_t}{\partial h_t} + \delta_{t+1}\, g'_h(t+1)",
    instances=("exam",),
)
def losses_are_passed_on(task):
    """With a loss in each step, its own slope is added to a delta before that is passed on."""
    totals, own = np.array(every_loss_by_autograd(task)), np.array(own_slopes(task), float)
    later, by_old_state = np.append(totals[1:], 0), np.append(derivatives_of_each_step(task).g_h[1:], 0.0)
    named = {r"\frac{\partial L_t}{\partial h_t}": own, r"\delta_{t+1}": later, "g'_h(t+1)": by_old_state}
    return sides(totals, own + later * by_old_state, named)

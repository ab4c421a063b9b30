"""Variants of exercise 4 to practise on: other inputs, starts, parameters, targets, lengths and cells.

Whole numbers throughout; no state and no pre-activation is 0, so no loss and no cell stands at a kink. In four
variants the output is on the right side already. The numbers are addresses: append, never renumber.
"""

import numpy as np
import torch

from snippets.answers import answer
from snippets.rnn.backpropagation import deltas, direct_derivatives, gradient
from snippets.rnn.perceptron_loss import loss, loss_derivative, states
from snippets.rnn.practice_cells import Folded, Quadratic, Scaled, step, step_by_state
from snippets.rnn.task import SYMPY, TORCH, Linear, Task
from snippets.rnn.variations import deltas_of_every_loss, gradient_of_every_loss


@answer
def output(task):
    """y = h_n: the last state."""
    return task.run()[-1]


@output.witness("torch, step by step")
def output_by_torch(task):
    h, theta = TORCH.asarray(task.h0), TORCH.asarray(task.theta)
    for x in task.x:
        h = task.cell.g(x, h, theta, TORCH)
    return h.item()


@output.witness("SymPy: the whole network as one formula of theta")
def output_by_sympy(task):
    theta = SYMPY.asarray("theta")
    h = SYMPY.asarray(task.h0)
    for x in task.x:
        h = task.cell.g(x, h, theta, SYMPY)
    return int(h.subs(theta, task.theta))


@answer
def no_loss(task):
    """The loss is 0 if and only if the output has the sign of the target."""
    return bool(task.run()[-1] * task.target > 0)


@no_loss.witness("torch: the loss is 0")
def no_loss_by_torch(task):
    return TORCH.maximum(TORCH.asarray(0), -TORCH.asarray(task.run()[-1]) * task.target).item() == 0


@no_loss.witness("a slightly larger or smaller output changes nothing")
def no_loss_around(task):
    y = task.run()[-1]
    return bool(task.loss_at(y - 0.5) == task.loss_at(y + 0.5))


@answer
def step_of_descent(task):
    """-1, 0 or 1: a small step of gradient descent makes theta smaller, leaves it, or makes it larger."""
    return -int(np.sign(gradient(task)))


@step_of_descent.witness("the loss a little to the left and to the right of theta")
def step_by_losses(task, away=1e-5):
    left, right = (task.loss_at(task.run(task.theta + side)[-1]) for side in (-away, away))
    return int(np.sign(left - right))


@step_of_descent.witness("one step of torch's SGD")
def step_by_sgd(task):
    theta = torch.tensor(float(task.theta), dtype=torch.float64, requires_grad=True)
    torch.relu(-task.run(theta, xp=TORCH)[-1] * task.target).backward()
    torch.optim.SGD([theta], lr=1e-3).step()
    return int(np.sign(theta.item() - task.theta))


@step_of_descent.slip("along the gradient, where the loss grows: descent goes against it")
def step_of_ascent(task):
    return int(np.sign(gradient(task)))


PRACTISED = (
    step,
    states,
    output,
    no_loss,
    loss,
    loss_derivative,
    step_by_state,
    direct_derivatives,
    deltas,
    gradient,
    step_of_descent,
    deltas_of_every_loss,
    gradient_of_every_loss,
)

TASKS = {
    "1": Task(Linear(), (-2, -1, -1), 1, -3, 1),
    "2": Task(Linear(), (3, 1, 3), -2, -2, -1),
    "3": Task(Quadratic(), (3, -2, -1), -1, -1, -1),
    "4": Task(Linear(), (-3, 1, -1), -2, 2, 1),
    "5": Task(Scaled(), (1, 1, 2), 2, 2, -1),
    "6": Task(Scaled(), (0, -1, 1), 2, 3, -1),
    "7": Task(Folded(), (1, -2, -3, -2), 1, -2, -1),
    "8": Task(Scaled(), (-1, 1, 1, 3), -2, 2, 1),
    "9": Task(Quadratic(), (-3, 1, 3), 1, 2, -1),
    "10": Task(Quadratic(), (-2, 3, 0), 1, -1, 1),
    "11": Task(Linear(), (-2, 2, -1), 2, 3, 1),
    "12": Task(Quadratic(), (-1, 0, -1), 1, 2, -1),
    "13": Task(Quadratic(), (-3, 3, -2), 1, 2, -1),
    "14": Task(Scaled(), (-1, 3, -1), 2, 3, -1),
    "15": Task(Linear(), (1, 1, 0), 2, -2, 1),
    "16": Task(Scaled(), (1, -2, -1, -1), 3, -1, -1),
    "17": Task(Scaled(), (2, 1, 0, 1), 1, -2, -1),
    "18": Task(Scaled(), (3, -2, -3), 2, -1, -1),
    "19": Task(Quadratic(), (-1, 3, -3), 1, 2, -1),
    "20": Task(Linear(), (3, 1, 2), -2, 3, -1),
    "21": Task(Folded(), (3, -2, 3), -1, -3, -1),
    "22": Task(Linear(), (-3, 1, -2), 3, -2, 1),
    "23": Task(Scaled(), (1, 3, -1), -2, -3, -1),
    "24": Task(Linear(), (-3, 0, -2, -1), 1, -1, -1),
    "25": Task(Folded(), (0, 2, -2, 1), -1, 2, -1),
    "26": Task(Folded(), (1, 1, -2), 2, -3, -1),
    "27": Task(Folded(), (1, 2, 1), -1, 3, -1),
    "28": Task(Linear(), (-2, 1, -1), -1, 2, 1),
    "29": Task(Linear(), (-1, -3, -3), 3, -1, 1),
    "30": Task(Quadratic(), (0, 2, 3), 1, -1, -1),
    "31": Task(Folded(), (1, 1, 2), -2, -3, -1),
    "32": Task(Quadratic(), (2, 2, -1), 2, -1, 1),
    "33": Task(Folded(), (-3, 2, 1), 2, -2, -1),
    "34": Task(Linear(), (-1, 3, -2), -2, -2, -1),
    "35": Task(Scaled(), (-1, 1, 3), -1, 2, 1),
    "36": Task(Quadratic(), (3, -3, -2), 1, -2, 1),
    "37": Task(Quadratic(), (-1, 0, -2), 1, 2, -1),
    "38": Task(Linear(), (-2, 2, -3), 1, 3, -1),
    "39": Task(Linear(), (2, 3, -1, 3), -2, -2, 1),
    "40": Task(Linear(), (2, -1, 3), 2, 2, -1),
    "41": Task(Linear(), (-1, 1, 2), 1, 3, -1),
    "42": Task(Folded(), (-1, -3, 0), 1, -3, -1),
    "43": Task(Folded(), (0, 2, 1, 1), 2, -2, -1),
    "44": Task(Linear(), (2, 2, -3), 2, 2, -1),
    "45": Task(Linear(), (1, -3, -2, 1), -2, 2, 1),
    "46": Task(Scaled(), (-1, -2, 3), -1, -2, -1),
    "47": Task(Scaled(), (0, 2, -1), 2, -3, 1),
    "48": Task(Linear(), (-1, 1, -1), -1, 3, 1),
    "49": Task(Quadratic(), (-1, 3, -3), -1, 2, -1),
    "50": Task(Folded(), (2, -1, 1), 3, -2, -1),
    "51": Task(Linear(), (2, -2, -3, 2), 1, -3, -1),
    "52": Task(Linear(), (1, -2, -3, -3), -2, -2, 1),
    "53": Task(Scaled(), (-1, -1, 3), -1, -2, -1),
    "54": Task(Linear(), (2, 3, -2), -2, -2, -1),
    "55": Task(Linear(), (-2, -2, 1), 2, 3, -1),
    "56": Task(Folded(), (3, 1, -2), 2, -3, -1),
    "57": Task(Quadratic(), (-2, 3, 2), 1, -1, 1),
    "58": Task(Linear(), (2, -3, 2), 3, -2, 1),
    "59": Task(Scaled(), (0, 1, 3), -2, 2, 1),
    "60": Task(Linear(), (-1, -1, -2), 2, 3, -1),
    "61": Task(Quadratic(), (3, -3, 0), -2, -1, 1),
    "62": Task(Scaled(), (2, -2, 1), -1, 3, -1),
    "63": Task(Folded(), (0, -2, 2, -1), 3, -2, -1),
}

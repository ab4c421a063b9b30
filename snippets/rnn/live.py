"""What the explorable of the page computes: the exam's network, and the ways from its parameter to the loss.

Every formula is what an answer gives for symbols in place of numbers. Nothing here is imported by the exercise.
"""

from dataclasses import replace

import numpy as np
import sympy

from snippets.live import Live, around
from snippets.rnn.backpropagation import (
    contributions,
    deltas,
    direct_derivatives,
    gradient,
    gradient_by_autograd,
    step_arguments,
)
from snippets.rnn.perceptron_loss import loss, loss_derivative, loss_derivative_cases, states
from snippets.rnn.task import SYMPY, TASKS

EXAM = TASKS["exam"]
THETAS = np.linspace(-2, 3, 11).tolist()  # what the reader may set; autograd is asked for each combination
STARTS, TARGETS = (-1, 0, 1, 2), (-1, 1)
NAMED = ("exam", "zero", "right")  # they share cell and inputs

theta, h0, target = sympy.symbols("theta h0 target", real=True)


# The answers, for symbols

# Positive, so that it is known on which side of the exam's target -1 the output lies: there dL/dy is 1.
signs = dict(zip(sympy.symbols("theta_ h0_", positive=True), (theta, h0)))
positive = replace(EXAM, **dict(zip(("theta", "h0"), signs)))


def in_symbols(value):
    """A result for positive symbols; as a polynomial it holds for every number."""
    return sympy.sympify(np.asarray(value).item()).xreplace(signs)


def each(values):
    return [in_symbols(value) for value in values]


outputs = replace(EXAM, theta=theta, h0=h0).run(xp=SYMPY)[1:]
cases = loss_derivative_cases(EXAM).xreplace({EXAM.notation.y: outputs[-1], EXAM.notation.t: target})
slope = sympy.Piecewise(*cases.args, (0, True))  # at the kink the subgradient 0
by_state = each(positive.cell.g_h(*step) for step in step_arguments(positive))
ways = each(contributions(positive))


# The slips that leave ways out


def times_counted(value):
    """How often a wrong gradient counts the way through each of h_1, ..., h_n; nothing if it is no sum of them."""
    if np.ndim(value):
        return ()
    counts = sympy.symbols(f"c1:{len(ways) + 1}")
    difference = sum(count * way for count, way in zip(counts, ways)) - in_symbols(value)
    solution = sympy.solve(sympy.Poly(sympy.expand(difference), theta, h0).coeffs(), counts, dict=True)
    return tuple(solution[0][count] for count in counts) if solution else ()


def slips():
    """Each slip of the gradient that counts some of the ways once, and none more often: its mistake and which ways."""
    counted = [(slip, times_counted(slip.function(positive))) for slip in gradient.slips]
    return [
        {"name": slip.function.__name__, "mistake": slip.mistake, "ways": list(map(bool, times))}
        for slip, times in counted
        if set(times) == {0, 1}
    ]


# Held against


def task_of(theta, h0, target=EXAM.target):
    return replace(EXAM, theta=theta, h0=h0, target=target)


def of_task(answer):
    """An answer as a function of the numbers that the reader may set."""
    return lambda *numbers: np.asarray(answer(task_of(*numbers)), float)


def derivatives_by_state(theta, h0):
    task = task_of(theta, h0)
    return [float(task.cell.g_h(*step)) for step in step_arguments(task)]


def autograd():
    """What torch says for every target, parameter and start that can be set, in this order."""
    return [[[gradient_by_autograd(task_of(a, float(b), t)) for b in STARTS] for a in THETAS] for t in TARGETS]


def given():
    """The instances that share the exam's cell and inputs, and what can be set."""
    names = ("theta", "h0", "target")
    instances = {name: {key: getattr(TASKS[name], key) for key in names} for name in NAMED}
    return {"instances": instances, "x": EXAM.x, "theta": THETAS, "h0": STARTS, "target": TARGETS}


PAIRS = around((-2, 3), (-1, 2), edges=[(2, 1), (2, 0), (0, 1), (-1, 1)])
TRIPLES = around((-2, 3), (-1, 2), (-1, 1), edges=[(2, 1, -1), (2, 0, -1), (2, 1, 1), (-1, 1, 1), (-1, 1, -1)])
IN_BROWSER = {
    "states": Live((theta, h0), outputs, of_task(states), PAIRS),
    "byState": Live((theta, h0), by_state, derivatives_by_state, PAIRS),
    "direct": Live((theta, h0), each(direct_derivatives(positive)), of_task(direct_derivatives), PAIRS),
    "loss": Live((theta, h0, target), sympy.Max(0, -target * outputs[-1]), of_task(loss), TRIPLES),
    "lossDerivative": Live((theta, h0, target), slope, of_task(loss_derivative), TRIPLES),
    "deltas": Live((theta, h0, target), [slope * delta for delta in each(deltas(positive))], of_task(deltas), TRIPLES),
    "products": Live((theta, h0, target), [slope * way for way in ways], of_task(contributions), TRIPLES),
    "slips": slips,
    "autograd": autograd,
    "given": given,
}

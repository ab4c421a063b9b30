"""Networks like that of the exam, of any length and size, for its tests."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from snippets.rnn.task import TASKS, Matrix, Tanh, Task
from snippets.values import deviation

EXAM, TANH, VECTOR = TASKS["exam"], TASKS["tanh"], TASKS["vector"]


numbers = st.floats(-1.5, 1.5).map(lambda value: round(value, 3))


def with_steps(n):
    """The exam's network with n steps."""
    return replace(EXAM, x=(1,) * n)


class Elman(Matrix):
    """h_t = tanh(W h_{t-1} + x_t): a nonlinear cell with vectors, which the exam does not have."""

    f, slope = Tanh.f, Tanh.slope


def elman(steps, m, seed):
    values = np.random.default_rng(seed).normal(size=(steps + 2 + m, m)).round(3)
    x, h0, target, theta = (
        values[:steps],
        values[steps],
        np.where(values[steps + 1] < 0, -1, 1),
        values[steps + 2 :].flatten(),
    )
    return Task(Elman(), tuple(map(tuple, x)), tuple(h0), tuple(theta), tuple(target))


def far_from_the_kink(task):
    return np.min(abs(task.run()[-1])) > 1e-3


def assert_witnessed(answer, task):
    value = answer(task)
    for witness in answer.witnesses:
        assert deviation(value, witness.function(task)) <= witness.within, witness.name

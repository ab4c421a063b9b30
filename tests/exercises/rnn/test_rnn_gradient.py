"""The recurrent network, (d) and (e): the gradient and long sequences, beside what the generic examination says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import rnn
from snippets.answers import Answer
from snippets.rnn import backpropagation, five_readings, variations
from snippets.rnn.task import TASKS, Cell, Task
from snippets.values import deviation
from tests.exercises.rnn.any_network import (
    EXAM,
    TANH,
    VECTOR,
    assert_witnessed,
    elman,
    far_from_the_kink,
    numbers,
    with_steps,
)


class Scaled(Cell):
    """h_t = theta h_{t-1} + x_t with a vector as state and one number as parameter."""

    def z(self, x, h, theta):
        return theta * h + x

    def z_h(self, x, h, theta):
        return theta * np.eye(len(h))

    def z_theta(self, x, h, theta):
        return h


# (d) The gradient


@pytest.mark.parametrize("name", TASKS)
def test_the_shares_of_the_steps_add_up_to_the_gradient(name):
    np.testing.assert_allclose(np.sum(rnn.contributions(TASKS[name]), axis=0), rnn.gradient(TASKS[name]))


@pytest.mark.parametrize("name", TASKS)
def test_the_last_total_derivative_gives_the_gradient_too(name):
    task = TASKS[name]
    np.testing.assert_allclose(np.dot(rnn.loss_derivative(task), rnn.total_derivatives(task)[-1]), rnn.gradient(task))


def test_direct_and_total_agree_in_the_first_step_only():
    assert rnn.direct_derivatives(EXAM)[0] == rnn.total_derivatives(EXAM)[0]
    assert all(d != t for d, t in zip(rnn.direct_derivatives(EXAM)[1:], rnn.total_derivatives(EXAM)[1:]))


def test_with_one_step_the_direct_term_is_the_gradient():
    one = with_steps(1)
    direct = rnn.loss_derivative(one) * one.h0
    assert rnn.gradient(one) == direct
    assert backpropagation.gradient_direct_only(one) == backpropagation.gradient_longest_path(one) == direct


def test_a_zero_start_hides_the_first_summand():
    assert rnn.contributions(TASKS["zero"])[0] == 0
    assert rnn.contributions(EXAM)[0] != 0


@given(numbers, numbers, st.lists(numbers, min_size=1, max_size=5))
@settings(deadline=None, max_examples=20)
def test_a_network_on_the_right_side_learns_nothing(theta, h0, x):
    task = replace(EXAM, x=tuple(x), h0=h0, theta=theta)
    task = replace(task, target=float(np.sign(task.run()[-1])))
    assert rnn.loss(task) == 0
    assert rnn.gradient(task) == 0


@given(st.integers(1, 5), st.integers(1, 3), st.integers(0, 10_000))
@settings(deadline=None, max_examples=15)
def test_vectors_and_any_number_of_steps_need_no_other_code(steps, m, seed):
    task = elman(steps, m, seed)
    if far_from_the_kink(task):
        assert np.shape(rnn.deltas(task)) == (steps, m)
        assert np.shape(rnn.gradient(task)) == (m * m,)
        for answer in (rnn.states, rnn.loss, rnn.loss_derivative, rnn.deltas, rnn.gradient, rnn.initial_gradient):
            for witness in answer.witnesses:
                if not witness.name.startswith("SymPy"):  # whose tanh takes numbers only
                    assert deviation(answer(task), witness.function(task)) <= witness.within, witness.name


def test_a_vector_state_may_have_a_single_parameter():
    task = Task(Scaled(), ((1, 0), (0, 2), (1, 1)), (1, -1), 0.5, (-1, 1))
    assert np.ndim(rnn.gradient(task)) == 0
    for answer in (rnn.deltas, rnn.gradient, rnn.contributions, rnn.total_derivatives, rnn.direct_derivatives):
        assert_witnessed(answer, task)


@pytest.mark.parametrize("task", [VECTOR, elman(4, 2, seed=8), elman(3, 3, seed=1)])
def test_all_five_readings_give_the_gradient_of_vectors_too(task):
    assert far_from_the_kink(task)
    rows, expected = rnn.readings(task), five_readings.readings_by_autograd(task)
    assert [row["reading"] for row in rows] == ["R1", "R2", "R3", "R4", "R5"]
    for row, witness in zip(rows, expected):
        np.testing.assert_allclose(row["deltas"], witness["deltas"], atol=1e-12)
        np.testing.assert_allclose(row["gradient"], witness["gradient"], atol=1e-12)
        np.testing.assert_allclose(row["gradient"], rnn.gradient(task), atol=1e-12)


def test_every_slip_of_the_gradient_shows_on_an_instance_that_the_page_names():
    for slip in rnn.gradient.slips:
        names = [name for name in TASKS if deviation(rnn.gradient(TASKS[name]), slip.function(TASKS[name])) > 1e-3]
        assert set(names) & {"exam", "right"}, slip.function.__name__


def test_floats_and_integers_are_the_same_task():
    data = {name: float(getattr(EXAM, name)) for name in ("h0", "theta", "target")}
    floats = replace(EXAM, x=tuple(map(float, EXAM.x)), **data)
    for name, answer in vars(rnn).items():
        if isinstance(answer, Answer) and not answer.instances:
            assert deviation(answer(EXAM), answer(floats)) == 0, name


# Long sequences


@pytest.mark.parametrize("theta", [0.3, -0.9, 1.25])
def test_the_product_of_a_linear_cell_is_a_power(theta):
    (row,) = rnn.long_products(replace(EXAM, horizon=7, long_runs=((theta, 1),)))
    assert row["product"] == pytest.approx(abs(theta) ** 7)


def test_tanh_with_one_weight_both_explodes_and_vanishes():
    from_zero, from_nearby, from_one = rnn.long_products(TANH)
    assert from_zero["theta"] == from_nearby["theta"] == from_one["theta"]
    assert from_one["product"] < 1e-6 < from_nearby["product"] < 1e3 < from_zero["product"]


def test_only_exactly_at_the_fixed_point_the_product_of_tanh_grows_for_ever():
    from_zero, *others = rnn.long_products(replace(TANH, horizon=100))
    assert from_zero["product"] > 1e17
    assert all(row["product"] < 1e-30 for row in others)


def test_the_task_states_nothing_that_solves_it():
    names = {name for name in vars(Task) if not name.startswith("_")}
    assert names == {"horizon", "inputs", "long_runs", "loss_at", "notation", "run", "steps"}


def test_every_share_of_the_tanh_instance_counts():
    assert np.all(abs(np.array(rnn.contributions(TANH))) > 0.05)  # a zero start would hide that of u in step 1


def test_the_start_and_the_losses_of_all_steps_add_what_they_add():
    half = replace(EXAM, h0=EXAM.theta / 2)
    assert rnn.gradient_with_start(EXAM) == rnn.gradient(half) + rnn.initial_gradient(half) / 2
    assert rnn.gradient_of_every_loss(EXAM) == sum(rnn.total_derivatives(EXAM))


@pytest.mark.parametrize("theta", [2, 3, -0.5])
def test_the_start_follows_theta(theta):
    task = replace(EXAM, theta=theta)
    assert rnn.gradient_with_start(task) == pytest.approx(variations.with_start_by_autograd(task))

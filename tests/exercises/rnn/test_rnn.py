"""The recurrent network: what the generic examination of answers, witnesses, slips and key does not say."""

from dataclasses import replace

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import rnn
from snippets.answers import Answer
from snippets.rnn import backpropagation, five_readings, multivariate, variations
from snippets.rnn.task import TASKS, TORCH, Cell, Linear, Matrix, Tanh, Task
from snippets.second_ways import by_autograd, by_differences
from snippets.values import deviation

EXAM, TANH, VECTOR = TASKS["exam"], TASKS["tanh"], TASKS["vector"]
numbers = st.floats(-1.5, 1.5).map(lambda value: round(value, 3))


def with_steps(n):
    """The exam's network with n steps."""
    return replace(EXAM, x=(1,) * n)


class Elman(Matrix):
    """h_t = tanh(W h_{t-1} + x_t): a nonlinear cell with vectors, which the exam does not have."""

    f, slope = Tanh.f, Tanh.slope


class Scaled(Cell):
    """h_t = theta h_{t-1} + x_t with a vector as state and one number as parameter."""

    def z(self, x, h, theta):
        return theta * h + x

    def z_h(self, x, h, theta):
        return theta * np.eye(len(h))

    def z_theta(self, x, h, theta):
        return h


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


# The cells


def direct_by_differences(cell, x, h, theta):
    by_h = by_differences(lambda h: cell.g(x, h, theta), h)
    return by_h, by_differences(lambda theta: cell.g(x, h, theta), theta)


@given(numbers, numbers, numbers, numbers)
@settings(deadline=None, max_examples=20)
def test_the_direct_derivatives_of_the_scalar_cells_are_right(x, h, w, u):
    for cell, theta in ((Linear(), np.asarray(u)), (Tanh(), np.array([w, u]))):
        by_h, by_theta = direct_by_differences(cell, x, h, theta)
        np.testing.assert_allclose(cell.g_h(x, h, theta), by_h, atol=1e-8)
        np.testing.assert_allclose(cell.g_theta(x, h, theta), by_theta, atol=1e-8)


@pytest.mark.parametrize("cell", [Matrix(), Elman()])
def test_the_direct_derivatives_of_the_vector_cells_are_jacobians(cell):
    x, h, theta = np.array([0.1, -0.4, 0.3]), np.array([0.7, -0.2, 0.5]), np.linspace(-1, 1, 9)
    by_h, by_theta = direct_by_differences(cell, x, h, theta)
    assert (by_h.shape, by_theta.shape) == ((3, 3), (3, 9))
    np.testing.assert_allclose(cell.g_h(x, h, theta), by_h, atol=1e-8)
    np.testing.assert_allclose(cell.g_theta(x, h, theta), by_theta, atol=1e-8)


@pytest.mark.parametrize("name", TASKS)
def test_a_run_can_start_in_the_middle(name):
    states = TASKS[name].run()
    np.testing.assert_array_equal(TASKS[name].run(h0=states[1], after=1), states[1:])


def test_the_two_differentiators_agree_on_shapes():
    point, matrix = np.array([0.3, -0.8]), np.arange(6).reshape(3, 2)
    autograd = by_autograd(lambda p: TORCH.asarray(matrix) @ p**2, point)
    assert autograd.shape == (3, 2)
    np.testing.assert_allclose(by_differences(lambda p: matrix @ p**2, point), autograd, atol=1e-8)
    assert by_autograd(lambda p: p**2, 3) == 6
    assert by_differences(lambda p: p**2, 3) == pytest.approx(6)


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_there_are_as_many_ways_from_theta_to_the_loss_as_steps(steps):
    assert rnn.paths(with_steps(steps)) == steps
    assert_witnessed(rnn.paths, with_steps(steps))


# (b) The loss


def test_what_torch_returns_at_the_kink_are_subgradients():
    kink = next(row for row in rnn.subgradients(TASKS["right"]) if row["y"] == 0)
    values = [row["derivative"] for row in rnn.torch_at_the_kink(TASKS["right"])]
    assert all(kink["left"] <= value <= kink["right"] for value in values)
    assert len(set(values)) == 3


@pytest.mark.parametrize("target", [-1, 1])
def test_the_subgradients_are_right_for_both_targets(target):
    task = replace(EXAM, target=target)
    for answer in (rnn.subgradients, rnn.torch_at_the_kink):
        assert_witnessed(answer, task)


def test_at_the_kink_the_derivative_is_chosen_to_be_zero():
    at_the_kink = replace(EXAM, x=(0, 0), h0=0)
    assert at_the_kink.run()[-1] == 0
    assert rnn.loss_derivative(at_the_kink) == 0
    assert rnn.gradient(at_the_kink) == 0


@given(numbers.filter(lambda y: abs(y) > 0.01), st.sampled_from([-1, 1]))
@settings(deadline=None, max_examples=20)
def test_the_formula_and_the_number_of_the_loss_derivative_agree(output, target):
    task = replace(EXAM, x=(0,), h0=output, theta=1, target=target)
    y, t = task.notation.y, task.notation.t
    assert rnn.loss_derivative_cases(task).subs({y: task.run()[-1], t: target}) == rnn.loss_derivative(task)


# (c) The chain rule


@pytest.mark.parametrize("steps", [1, 2, 4])
@pytest.mark.parametrize(
    "answer",
    [rnn.chain_rule, rnn.preactivation_rule, rnn.backward_pass, rnn.reading_formulas, rnn.preactivation_pass],
)
def test_the_formulas_hold_for_any_number_of_steps(answer, steps):
    assert_witnessed(answer, with_steps(steps))


def test_the_chain_rule_has_one_summand_per_step():
    _, bracket = rnn.chain_rule(with_steps(5)).args
    assert len(bracket.args) == 5


def evaluated(formula, values):
    """The formula from left to right with arrays for its symbols: nothing is swapped."""
    if isinstance(formula, sympy.Add):
        return sum(evaluated(term, values) for term in formula.args)
    if isinstance(formula, sympy.Mul):
        result = 1
        for factor in formula.args:
            result = np.dot(result, evaluated(factor, values))
        return result
    return values[formula]


@pytest.mark.parametrize("task", [EXAM, TASKS["zero"], TANH, VECTOR, elman(5, 3, seed=4)])
def test_the_printed_order_of_the_chain_rule_is_that_of_the_jacobians(task):
    s, steps = task.notation, list(enumerate(backpropagation.step_arguments(task), 1))
    values = {s.dL_dy: rnn.loss_derivative(task)}
    values |= {s.g_h(t): task.cell.g_h(*step) for t, step in steps}
    values |= {s.g_theta(t): task.cell.g_theta(*step) for t, step in steps}
    np.testing.assert_allclose(evaluated(rnn.chain_rule(task), values), rnn.gradient(task))


def test_sympy_is_told_nothing_about_g():
    formula = multivariate.chain_rule_by_nesting(EXAM)
    assert not formula.atoms(sympy.Subs, sympy.Derivative)
    assert {str(symbol) for symbol in formula.free_symbols} == {
        r"\frac{\partial L}{\partial y}",
        *(rf"g'_{{\theta}}({t})" for t in (1, 2, 3)),
        *(f"g'_{{h}}({t})" for t in (2, 3)),  # g'_h(1) leads to h_0, which is constant
    }


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
    assert (
        rnn.gradient(one)
        == backpropagation.gradient_direct_only(one)
        == backpropagation.gradient_longest_path(one)
        == 1
    )


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

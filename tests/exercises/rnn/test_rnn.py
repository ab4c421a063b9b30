"""The recurrent network, (a) to (c): what the generic examination of answers, witnesses, slips and key does not say."""

from dataclasses import replace

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import rnn
from snippets.rnn import backpropagation, multivariate
from snippets.rnn.task import TASKS, TORCH, Linear, Matrix, Tanh
from snippets.second_ways import by_autograd, by_differences
from tests.exercises.rnn.any_network import (
    EXAM,
    TANH,
    VECTOR,
    Elman,
    assert_witnessed,
    elman,
    numbers,
    with_steps,
)

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

"""Exercise 3, (a) to (c): what the published values stand for, in general and at the edges."""

import dataclasses
import math

import numpy as np
import pytest
import sympy
import torch
from hypothesis import given
from hypothesis import strategies as st

import snippets.optimization as o
from snippets.optimization.centring import lower_bound, moments, upper_bound
from snippets.optimization.descent import count_steps, path
from snippets.optimization.other_forms import margin_loss
from snippets.optimization.second_ways import autograd_hessian
from snippets.optimization.spectrum import condition, descending
from tests.exercises.optimization.any_task import EXAM, LINE, SINGULAR, few, tasks

# The degenerate inputs


def test_one_feature_has_condition_number_one_and_needs_one_step():
    assert o.condition_number(LINE) == 1
    assert o.contraction(LINE) == 0
    assert o.steps(LINE) == 1
    assert [row["kappa"] for row in o.noise(LINE)] == [1, 1]


def test_a_feature_given_twice_makes_the_condition_number_infinite():
    assert o.condition_number(SINGULAR) == math.inf
    assert o.eigenvalues(SINGULAR)[-1] == 0  # exactly, not 1e-17
    assert not o.is_invertible(SINGULAR)


def test_a_flat_direction_does_not_slow_the_descent():
    assert o.steps(SINGULAR) == 1
    H, b = o.hessian(SINGULAR), SINGULAR.inputs.T @ SINGULAR.targets / SINGULAR.N
    end = path(H, b, SINGULAR.start, o.best_step_size(SINGULAR), 1)[-1]
    np.testing.assert_allclose(end, (0.7, 0.7))
    assert SINGULAR.loss(end) == pytest.approx(0.05)


def test_from_another_start_the_descent_ends_at_another_minimiser_in_as_many_steps():
    H, b = o.hessian(SINGULAR), SINGULAR.inputs.T @ SINGULAR.targets / SINGULAR.N
    assert count_steps(H, b, np.array([3.0, -1.0]), 1e-6) == 1


def test_a_singular_hessian_leaves_the_part_of_the_error_that_it_cannot_see():
    H, b = o.hessian(SINGULAR), SINGULAR.inputs.T @ SINGULAR.targets / SINGULAR.N
    start = np.array([3.0, -1.0])
    end = path(H, b, start, 0.2, 50)[-1]
    assert end @ (1, 1) == pytest.approx(1.4)
    assert end @ (1, -1) == pytest.approx(start @ (1, -1))


def test_at_its_limit_the_recipe_for_the_best_step_size_bounces_between_two_points():
    H, b = o.hessian(SINGULAR), SINGULAR.inputs.T @ SINGULAR.targets / SINGULAR.N
    points = path(H, b, SINGULAR.start, 2 / sum(descending(H)), 4)
    np.testing.assert_allclose(points[::2], 0, atol=1e-12)
    np.testing.assert_allclose(points[1::2], 1.4)


# (a) and (b) in general


@few
@given(tasks())
def test_the_hessian_is_that_of_autograd_for_any_shape(task):
    H = o.hessian(task)
    assert H.shape == (task.d, task.d)
    np.testing.assert_allclose(autograd_hessian(task.loss, task.d), H, atol=1e-9)


@few
@given(tasks())
def test_the_hessian_is_covariance_plus_mean_and_never_negative(task):
    X = task.inputs
    np.testing.assert_allclose(
        moments(X.mean(axis=0), np.atleast_2d(np.cov(X.T, bias=True))), o.hessian(task), atol=1e-9
    )
    assert o.is_positive_semidefinite(task)


@few
@given(tasks())
def test_at_the_minimiser_the_gradient_vanishes(task):
    w = o.minimiser(task)
    slope = o.gradient(task).subs(dict(zip(task.notation.w(task.d), w)))
    assert sympy.simplify(slope) == sympy.zeros(task.d, 1)


def test_the_exact_minimiser_is_made_of_fractions():
    w = o.minimiser(EXAM)
    assert all(isinstance(entry, sympy.Rational) for entry in w)
    assert o.gradient(EXAM).subs(dict(zip(EXAM.notation.w(EXAM.d), w))) == sympy.zeros(EXAM.d, 1)


@few
@given(st.integers(2, 6), st.floats(0.1, 5), st.lists(st.floats(-5, 5), min_size=6, max_size=6))
def test_the_isotropic_condition_number_holds_in_every_dimension(d, sigma, mean):
    mu = np.array(mean[:d])
    kappa = condition(moments(mu, sigma**2 * np.eye(d)))
    assert kappa == pytest.approx(1 + mu @ mu / sigma**2)


@few
@given(tasks())
def test_the_smallest_positive_eigenvalue_sets_the_pace_whether_or_not_the_hessian_is_invertible(task):
    b = task.inputs.T @ task.targets / task.N
    kappa = o.eigenvalues(task)[0] / o.smallest_positive(task)
    if kappa < 200 and np.any(b):
        factor = (kappa - 1) / (kappa + 1)
        assert o.contraction(task) == pytest.approx(factor, abs=1e-9)
        bound = math.ceil(math.log(task.tolerance) / math.log(factor) + 1e-6) if factor > 1e-9 else 1
        assert o.steps(task) <= bound


@few
@given(st.lists(st.integers(-5, 5), min_size=3, max_size=3))
def test_the_formula_for_two_dimensions_gives_the_eigenvalues_of_any_symmetric_matrix(entries):
    a, b, c = entries
    (row,) = o.plane_eigenvalues(EXAM)
    numbers = {EXAM.notation.half_trace: sympy.Rational(a + c, 2), EXAM.notation.determinant: a * c - b * b}
    found = [float(row[name].subs(numbers)) for name in ("smallest", "largest")]
    np.testing.assert_allclose(found, np.linalg.eigvalsh([[a, b], [b, c]]), atol=1e-9)


@few
@given(st.integers(2, 6), st.integers(0, 10**6))
def test_both_bounds_of_the_condition_number_hold_for_any_covariance_and_mean(d, seed):
    generator = np.random.default_rng(seed)
    root, mean = generator.normal(size=(d, d)) + np.eye(d), 3 * generator.normal(size=d)
    covariance = root @ root.T
    if np.linalg.cond(covariance) < 1e6:
        kappa = condition(moments(mean, covariance))
        assert lower_bound(mean, covariance) <= kappa * (1 + 1e-6)
        assert kappa <= upper_bound(mean, covariance) * (1 + 1e-6)


@few
@given(tasks(least_points=5))
def test_the_bounds_of_the_condition_number_hold(task):
    covariance, mean = np.atleast_2d(np.cov(task.inputs.T, bias=True)), task.inputs.mean(axis=0)
    spread = descending(covariance)
    assert descending(o.hessian(task))[0] <= o.trace_bound(task) + 1e-9
    if spread[-1] > 1e-6:
        assert o.condition_number(task) <= (spread[0] + mean @ mean) / spread[-1] * (1 + 1e-9)


def test_the_margin_form_with_bias_has_the_hessian_of_the_squared_loss_with_bias():
    H = autograd_hessian(lambda v: margin_loss(EXAM, v[:2], v[2]), 3)
    np.testing.assert_allclose(H, o.hessian_with_bias(EXAM))


@pytest.mark.parametrize("labels", [(1, 1, 1, 1), (-1, 1, -1, 1)])
def test_the_margin_form_does_not_care_for_the_labels(labels):
    task = dataclasses.replace(EXAM, labels=labels)
    np.testing.assert_allclose(o.margin_hessian(task), o.hessian(task))


# (c) in general


@few
@given(tasks(least_points=4))
def test_the_limit_of_the_step_sizes_is_sharp(task):
    H, eta = o.hessian(task), o.step_limit(task)
    steepest = np.linalg.eigh(H)[1][:, -1]
    below, above = (np.linalg.norm(path(H, 0 * steepest, steepest, f * eta, 60)[-1]) for f in (0.99, 1.01))
    assert below < 1 < above


def test_no_other_step_size_beats_the_best_one():
    H = o.hessian(EXAM)
    worst = [abs(1 - eta * descending(H)).max() for eta in np.linspace(0.01, 0.3, 500)]
    assert min(worst) >= o.contraction(EXAM) - 1e-12
    assert abs(1 - o.best_step_size(EXAM) * descending(H)).max() == pytest.approx(o.contraction(EXAM))


def test_no_steps_are_needed_where_the_descent_starts_at_the_minimum():
    assert count_steps(np.eye(2), np.zeros(2), np.zeros(2), 1e-6) == 0


def test_a_descent_that_takes_too_long_is_an_error_and_not_an_endless_loop():
    with pytest.raises(RuntimeError, match="within 10 steps"):
        count_steps(np.diag([1.0, 0.01]), np.ones(2), np.zeros(2), 1e-6, patience=10)


def test_the_loss_takes_numbers_tensors_and_symbols_alike():
    w = (0.5, -0.25)
    symbols = EXAM.notation.w(2)
    number = EXAM.loss(w)
    assert EXAM.loss(torch.tensor(w, dtype=torch.float64)).item() == pytest.approx(number)
    assert float(EXAM.loss(symbols).subs(dict(zip(symbols, w)))) == pytest.approx(number)

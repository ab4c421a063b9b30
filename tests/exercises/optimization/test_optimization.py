"""Exercise 3: what the published values stand for, in general and at the edges."""

import dataclasses
import math

import numpy as np
import pytest
import sympy
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import snippets.optimization as o
from snippets.optimization.centring import lower_bound, moments, moments_with_bias, standardise, upper_bound, whiten
from snippets.optimization.descent import count_steps, path
from snippets.optimization.other_forms import margin_loss
from snippets.optimization.second_ways import autograd_hessian, gauss_hermite, shifted_copies
from snippets.optimization.spectrum import condition, descending
from snippets.optimization.task import TASKS, Task

EXAM, LINE, SINGULAR = (TASKS[name] for name in ("exam", "line", "singular"))
few = settings(max_examples=25, deadline=None, derandomize=True)


@st.composite
def tasks(draw, least_points=1):
    """Any number of points with any number of features, whole numbers; singular ones among them."""
    d = draw(st.integers(1, 4))
    N = draw(st.integers(max(least_points, 1), 6))
    number = st.integers(-5, 5)
    X = draw(st.lists(st.tuples(*[number] * d), min_size=N, max_size=N).filter(lambda X: np.any(X)))
    return Task(tuple(X), tuple(draw(st.lists(number, min_size=N, max_size=N))), variances=(0, draw(st.integers(1, 9))))


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


def test_noise_makes_the_solution_of_a_singular_hessian_unique_and_the_way_to_it_no_shorter():
    clean, noisy = o.noise(SINGULAR)
    assert clean["steps"] == 1
    assert clean["kappa"] == math.inf
    assert noisy["kappa"] == pytest.approx(6)
    assert noisy["steps"] == 42
    assert noisy["clean_loss"] > clean["clean_loss"]


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


def test_zero_noise_changes_nothing():
    row = o.noise(EXAM)[0]
    assert row["kappa"] == o.condition_number(EXAM)
    assert row["steps"] == o.steps(EXAM)
    np.testing.assert_allclose(row["minimiser"], np.array(o.minimiser(EXAM), float))
    assert o.trade_off(EXAM)[0]["trained"] == pytest.approx(o.trade_off(EXAM)[0]["untrained"])


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


def test_the_exact_minimiser_is_the_fraction_on_the_page():
    assert o.minimiser(EXAM) == [sympy.Rational(-3, 34), sympy.Rational(31, 34)]


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


# (d) in general


@few
@given(tasks())
def test_noise_lifts_all_eigenvalues_alike_and_never_raises_kappa(task):
    clean, noisy = o.noise(task)
    np.testing.assert_allclose(noisy["eigenvalues"], clean["eigenvalues"] + noisy["variance"], atol=1e-8)
    assert 1 <= noisy["kappa"] <= clean["kappa"] * (1 + 1e-9)
    assert noisy["step_limit"] < clean["step_limit"]
    assert noisy["clean_loss"] >= clean["clean_loss"] - 1e-9


@few
@given(tasks())
def test_shifted_copies_have_exactly_the_moments_of_the_noise(task):
    s2 = task.variances[-1]
    X, t = shifted_copies(task.inputs, task.targets, s2)
    np.testing.assert_allclose(X.T @ X / len(X), o.hessian(task) + s2 * np.eye(task.d), atol=1e-9)
    assert len(t) == 2 * task.d * task.N


def test_quadrature_integrates_the_fourth_moment_of_a_normal_variable():
    nodes, weights = gauss_hermite(2.0, 2)
    assert weights @ nodes[:, 0] ** 2 == pytest.approx(2)
    assert weights @ nodes[:, 0] ** 4 == pytest.approx(3 * 2**2)


def test_the_formula_for_the_drop_gives_the_numbers_of_the_table():
    symbols = EXAM.notation
    numbers = {symbols.largest: 8.5, symbols.smallest: 0.5}
    for row in o.noise(EXAM):
        at = numbers | {symbols.s: math.sqrt(row["variance"])}
        assert float(o.noisy_kappa(EXAM).subs(at)) == pytest.approx(row["kappa"])
        assert 17 - float(o.kappa_drop(EXAM).subs(at)) == pytest.approx(row["kappa"])


def test_the_isotropic_formula_gives_the_numbers_of_the_table():
    symbols = EXAM.notation
    for row in o.noise(EXAM):
        at = {symbols.norm_mu: math.sqrt(8), symbols.sigma: math.sqrt(0.5), symbols.s: math.sqrt(row["variance"])}
        assert float(o.isotropic_noisy_kappa(EXAM).subs(at)) == pytest.approx(row["kappa"])


def test_a_fixed_copy_may_be_worse_than_no_noise_and_one_may_be_better_than_fresh_noise():
    unlucky, lucky, fresh = (row["kappa"] for row in o.fixed_copies(EXAM))
    assert unlucky > o.condition_number(EXAM) > fresh > lucky


def test_both_noisy_copies_have_mean_zero_and_the_same_strength():
    for _, shift in EXAM.copies:
        np.testing.assert_allclose(np.mean(shift, axis=0), 0)
        assert np.var(shift) == pytest.approx(o.fixed_copies(EXAM)[-1]["variance"])


def test_training_with_fresh_noise_really_goes_to_the_shrunken_weights():
    """Stochastic gradients with falling step sizes, averaged: the mean of the last half is the noisy minimiser."""
    generator, row = np.random.default_rng(5), o.noise(EXAM)[-1]
    w, tail = np.zeros(2), []
    for step in range(6000):
        X = EXAM.inputs + 2 * generator.normal(size=(4, 2))
        w = w - 0.5 / (step + 20) * X.T @ (X @ w - EXAM.targets) / 4
        tail.append(w)
    np.testing.assert_allclose(np.mean(tail[3000:], axis=0), row["minimiser"], atol=0.03)
    assert np.linalg.norm(tail[-1] - np.array(o.minimiser(EXAM), float)) > 0.3


# (e) in general


def test_centring_makes_the_counterexample_worse_and_a_bias_turns_that_round():
    row = o.preprocessing(EXAM)[1]
    assert (row["raw"], row["centred"]) == (pytest.approx(1), pytest.approx(4))
    assert row["raw_bias"] > row["centred_bias"]


@few
@given(st.integers(1, 4), st.integers(0, 10**6))
def test_with_a_bias_centring_never_hurts_and_whitening_gives_one(d, seed):
    generator = np.random.default_rng(seed)
    root, mean = generator.normal(size=(d, d)) + 2 * np.eye(d), 3 * generator.normal(size=d)
    covariance = root @ root.T
    if np.linalg.cond(covariance) < 1e5:
        centred, raw = (condition(moments_with_bias(m, covariance)) for m in (0 * mean, mean))
        assert centred <= raw * (1 + 1e-6)
        assert condition(moments_with_bias(0 * mean, whiten(covariance))) == pytest.approx(1)


@few
@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(-0.9, 0.9))
def test_standardising_two_features_leaves_their_correlation_only(first, second, correlation):
    covariance = np.array([[first**2, correlation * first * second], [correlation * first * second, second**2]])
    kappa = condition(standardise(covariance))
    assert kappa == pytest.approx((1 + abs(correlation)) / (1 - abs(correlation)))


def test_noise_on_a_flat_direction_only_makes_all_directions_alike_and_equal_noise_makes_it_worse():
    even, _, equal, opposite = (row["kappa"] for row in o.shaped_noise(EXAM))
    assert equal > o.condition_number(EXAM) > even > opposite
    assert {np.trace(np.array(S)) for _, S in EXAM.shapes} == {8}
    assert even == pytest.approx(o.noise(EXAM)[-1]["kappa"])


@few
@given(st.floats(0.1, 10))
def test_with_a_bias_the_scale_of_centred_features_is_their_condition_number(variance):
    H = moments_with_bias(np.zeros(2), variance * np.eye(2))
    assert condition(H) == pytest.approx(max(variance, 1 / variance))


def test_noise_costs_on_clean_inputs_and_pays_on_noisy_ones():
    for clean, noisy in zip(o.trade_off(EXAM), o.trade_off(EXAM)[1:]):
        assert noisy["length"] < clean["length"]
        assert noisy["trained"] < noisy["untrained"]
    assert list(o.gradient_noise(EXAM)) == sorted(o.gradient_noise(EXAM))


def test_the_loss_takes_numbers_tensors_and_symbols_alike():
    w = (0.5, -0.25)
    symbols = EXAM.notation.w(2)
    number = EXAM.loss(w)
    assert EXAM.loss(torch.tensor(w, dtype=torch.float64)).item() == pytest.approx(number)
    assert float(EXAM.loss(symbols).subs(dict(zip(symbols, w)))) == pytest.approx(number)

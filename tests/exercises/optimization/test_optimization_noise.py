"""Exercise 3, (d): noise on the inputs, in general and at the edges."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

import snippets.optimization as o
from snippets.optimization.second_ways import gauss_hermite, shifted_copies
from tests.exercises.optimization.any_task import EXAM, SINGULAR, few, tasks


def test_noise_makes_the_solution_of_a_singular_hessian_unique_and_the_way_to_it_no_shorter():
    clean, noisy = o.noise(SINGULAR)
    assert clean["steps"] == 1
    assert clean["kappa"] == math.inf
    assert noisy["kappa"] == pytest.approx(6)
    assert noisy["steps"] == 42
    assert noisy["clean_loss"] > clean["clean_loss"]


def test_zero_noise_changes_nothing():
    row = o.noise(EXAM)[0]
    assert row["kappa"] == o.condition_number(EXAM)
    assert row["steps"] == o.steps(EXAM)
    np.testing.assert_allclose(row["minimiser"], np.array(o.minimiser(EXAM), float))
    assert o.trade_off(EXAM)[0]["trained"] == pytest.approx(o.trade_off(EXAM)[0]["untrained"])


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
    symbols, (largest, *_, smallest) = EXAM.notation, o.eigenvalues(EXAM)
    numbers = {symbols.largest: largest, symbols.smallest: smallest}
    for row in o.noise(EXAM):
        at = numbers | {symbols.s: math.sqrt(row["variance"])}
        assert float(o.noisy_kappa(EXAM).subs(at)) == pytest.approx(row["kappa"])
        assert o.condition_number(EXAM) - float(o.kappa_drop(EXAM).subs(at)) == pytest.approx(row["kappa"])


def test_the_isotropic_formula_gives_the_numbers_of_the_table():
    symbols, norm = EXAM.notation, np.linalg.norm(EXAM.inputs.mean(axis=0))
    sigma = math.sqrt(np.cov(EXAM.inputs.T, bias=True)[0, 0])
    for row in o.noise(EXAM):
        at = {symbols.norm_mu: norm, symbols.sigma: sigma, symbols.s: math.sqrt(row["variance"])}
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
    w, tail = np.zeros(EXAM.d), []
    for step in range(6000):
        X = EXAM.inputs + math.sqrt(row["variance"]) * generator.normal(size=EXAM.inputs.shape)
        w = w - 0.5 / (step + 20) * X.T @ (X @ w - EXAM.targets) / EXAM.N
        tail.append(w)
    apart = np.linalg.norm(row["minimiser"] - np.array(o.minimiser(EXAM), float))
    assert np.linalg.norm(np.mean(tail[3000:], axis=0) - row["minimiser"]) < 0.2 * apart
    assert np.linalg.norm(tail[-1] - np.array(o.minimiser(EXAM), float)) > 0.4 * apart


def test_noise_on_a_flat_direction_only_makes_all_directions_alike_and_equal_noise_makes_it_worse():
    even, _, equal, opposite = (row["kappa"] for row in o.shaped_noise(EXAM))
    assert equal > o.condition_number(EXAM) > even > opposite
    ((_, first), *_), (trace,) = EXAM.shapes, {np.trace(np.array(S)) for _, S in EXAM.shapes}
    np.testing.assert_allclose(first, trace / EXAM.d * np.eye(EXAM.d))
    assert even == pytest.approx(o.noise(replace(EXAM, variances=(trace / EXAM.d,)))[0]["kappa"])


def test_noise_costs_on_clean_inputs_and_pays_on_noisy_ones():
    for clean, noisy in zip(o.trade_off(EXAM), o.trade_off(EXAM)[1:]):
        assert noisy["length"] < clean["length"]
        assert noisy["trained"] < noisy["untrained"]
    assert list(o.gradient_noise(EXAM)) == sorted(o.gradient_noise(EXAM))

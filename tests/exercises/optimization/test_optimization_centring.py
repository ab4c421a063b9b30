"""Exercise 3, (e): centring, whitening and standardising, in general and at the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import snippets.optimization as o
from snippets.optimization.centring import moments_with_bias, standardise, whiten
from snippets.optimization.spectrum import condition
from tests.exercises.optimization.any_task import EXAM, few


def test_centring_makes_the_counterexample_worse_and_a_bias_turns_that_round():
    row = o.preprocessing(EXAM)[1]
    assert row["centred"] > row["raw"] >= 1
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


@few
@given(st.floats(0.1, 10))
def test_with_a_bias_the_scale_of_centred_features_is_their_condition_number(variance):
    H = moments_with_bias(np.zeros(2), variance * np.eye(2))
    assert condition(H) == pytest.approx(max(variance, 1 / variance))

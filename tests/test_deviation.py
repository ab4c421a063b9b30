"""How far two values are apart."""

import math

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import values
from snippets.values import Estimate, deviation, unit_of

x, y = sympy.symbols("x y")


n, p, q = sympy.Symbol("n", integer=True), sympy.Symbol("p", positive=True), sympy.Symbol("q", negative=True)


f = sympy.Function("f")


TINY, HUGE = 1e-300, 1e300


class TestDeviation:
    def test_of_numbers_is_relative(self):
        assert deviation(200.0, 201.0) == pytest.approx(0.005)
        assert deviation(TINY, 2 * TINY) == pytest.approx(1)
        assert deviation(HUGE, HUGE) == 0

    def test_from_zero_is_absolute(self):
        assert deviation(0.0, 1e-12) == 1e-12
        assert deviation(-0.0, 0) == 0

    def test_of_arrays_is_that_of_the_entry_that_differs_most(self):
        assert deviation([1.0, 100.0], [1.5, 100.0]) == pytest.approx(0.5)
        assert deviation(np.eye(2), [[1, 0], [0, 1.5]]) == pytest.approx(0.5)
        assert deviation([1e12, 3.0], [1e12, 500.0]) > 1e-9

    def test_of_a_tiny_entry_is_measured_by_a_thousandth_of_the_largest(self):
        assert deviation([100.0, 0.0], [100.0, 1e-15]) == pytest.approx(1e-14)
        assert deviation([100.0, 1e-14], [100.0, -1e-14]) == pytest.approx(2e-13)
        assert deviation([0.0, 0.0], [0.0, 1e-15]) == 1e-15

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ([1, 2], [1, 2, 3]),
            ([1, 2], [[1, 2]]),
            (1, [1]),
            (True, 1),
            (1, True),
            (math.inf, -math.inf),
            (1.0, math.inf),
            (math.inf, 1.0),
            ([{"a": 1}], [{"a": 1}, {"a": 1}]),
            ([{"a": 1}], [{"b": 1}]),
            ([{"a": "x"}], [{"a": "y"}]),
            ([{"a": "x"}], [{"a": 1}]),
            (x + 1, x),
            (x > 0, x > 1),
            (sympy.Matrix([x]), sympy.Matrix([y])),
            (sympy.Matrix([x]), sympy.Matrix([x, x])),
            (sympy.Matrix([x]), x),
            (True, False),
            (math.sqrt, math.exp),
        ],
    )
    def test_of_what_differs_in_kind_shape_or_formula_is_infinite(self, one, other):
        assert deviation(one, other) == math.inf

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (x**2 + x, x**2 + 2 * x),
            (sympy.sqrt(p), p),
            (sympy.log(x), 0),
            ((x > 0) & (y > 0), x > 0),
            (x > 0, sympy.true),
            (sympy.Matrix([x, y]), sympy.Matrix([x, x])),
            (f(x) + f(-x), x),
            (f(f(x) - y), f(f(x) + y)),
        ],
    )
    def test_what_differs_at_a_point_need_not_be_simplified(self, one, other, monkeypatch):
        monkeypatch.delattr(sympy, "simplify")
        assert deviation(one, other) == math.inf

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (sympy.cos(sympy.pi * n), (-1) ** n),  # alike for whole numbers only
            (sympy.sqrt(q**2), -q),
            (f(x), sympy.Function("g")(x)),
            (f(x).diff(x), x),  # f is any function: what stands for it must not be taken for its derivative
            (f(sympy.MatrixSymbol("A", 2, 2)), x),
            (sympy.Function("f", integer=True)(x), x),
            (sympy.FiniteSet(x), sympy.FiniteSet(y)),
            (sympy.Abs(x), sympy.sqrt(sympy.Abs(x) ** 2)),
            (sympy.zoo, sympy.nan),
        ],
    )
    def test_points_at_which_two_may_not_be_compared_say_nothing(self, one, other):
        assert values._differ_somewhere(one, other) is False

    def test_no_point_is_zero_where_kinks_and_poles_are(self, monkeypatch):
        monkeypatch.setattr("random.Random.randint", lambda draw, low, high: max(low, 0))  # the nearest to it
        assert values._differ_somewhere(sympy.Piecewise((1, sympy.Eq(x, 0)), (x, True)), x) is False

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (sympy.sin(x) ** 2 + sympy.cos(x) ** 2, 1),
            (1, sympy.sin(x) ** 2 + sympy.cos(x) ** 2),
            ((x + 1) ** 2, x**2 + 2 * x + 1),
            (sympy.Matrix([x + x]), sympy.Matrix([2 * x])),
            (x + 1 > 0, x > -1),
            (sympy.Rational(1, 2), 0.5),
            ([math.inf, 1], [math.inf, 1]),
            (sympy.oo, math.inf),
            (np.array([1, 2]), (1.0, 2.0)),
            ([{"a": "x", "b": x + x, "c": [1, 2]}], [{"a": "x", "b": 2 * x, "c": (1, 2)}]),
            (True, np.True_),
            (math.sqrt, math.sqrt),
        ],
    )
    def test_of_the_same_thing_written_otherwise_is_zero(self, one, other):
        assert deviation(one, other) == 0

    def test_of_a_table_is_that_of_its_worst_cell(self):
        assert deviation([{"a": 1.0, "b": 2.0}], [{"a": 1.0, "b": 3.0}]) == pytest.approx(0.5)

    def test_from_an_estimate_counts_standard_errors(self):
        assert deviation(1.0, Estimate(1.3, 0.1)) == pytest.approx(3)
        assert deviation([1.0, 2.0], Estimate([1.0, 2.4], [0.0, 0.1])) == pytest.approx(4)
        assert deviation([1.0, 2.0], Estimate([1.1, 2.0], 0.1)) == pytest.approx(1)

    @pytest.mark.parametrize(
        "estimate", [Estimate(1.1, 0.0), Estimate(1.1, -1.0), Estimate(1.0, math.inf), Estimate([1.0, 1.0], 0.1)]
    )
    def test_an_estimate_that_says_nothing_agrees_with_nothing(self, estimate):
        assert deviation(1.0, estimate) == math.inf

    @pytest.mark.parametrize("vague", [Estimate(1.0, 0.11), Estimate(1.0, 1e9), Estimate([1.0, 0.1], [0.01, 0.2])])
    def test_an_estimate_that_hardly_knows_its_value_agrees_with_nothing(self, vague):
        assert deviation(vague.value, vague) == math.inf

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (13432735555, 13432735556),
            (2**70 + 1, 2**70),
            (10**400, 10**400 + 1),
            (np.int64(13432735555), 13432735556),
            (sympy.Integer(13432735555), np.int64(13432735556)),
            (13432735555, 13432735556.0),
            (13432735555, sympy.Float(13432735556)),
            (13432735555.0, 13432735556),
            (sympy.Rational(13432735555, 2), sympy.Rational(13432735557, 2)),
            ([10**12, 1], [10**12 + 1, 1]),
            (np.array([10**12, 1]), [10**12 + 1, 1]),
            ([[10**12]], [[10**12 + 1]]),
            ([10**12, 0.5], [10**12 + 1, 0.5]),
            ([{"a": 10**12, "b": "x"}], [{"a": 10**12 + 1, "b": "x"}]),
        ],
    )
    def test_of_two_whole_numbers_or_fractions_is_zero_or_infinite(self, one, other):
        assert deviation(one, other) == math.inf
        assert deviation(other, one) == math.inf
        assert deviation(one, one) == 0

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (2**70 + 1, float(2**70)),  # a float that is whole because it was rounded is no whole number
            (13432735555, 13432735555.001),
            (13432735555.0, 13432735556.0),  # two floats: the digits shown on a page decide
            (sympy.Rational(1, 3), 1 / 3),
        ],
    )
    def test_of_what_was_rounded_is_relative(self, one, other):
        assert deviation(one, other) < 1e-9
        assert unit_of(one, other) == "relative"

    @pytest.mark.parametrize(
        ("one", "other", "unit"),
        [
            (9, 9, "exact"),
            (9, 9.0, "exact"),
            (9.0, 9.0, "relative"),
            ([1, 2], np.array([1, 2]), "exact"),
            ([1, 0.5], [1, 0.5], "relative"),
            (True, True, "exact"),
            (x, x, "exact"),
            ([{"a": "x", "b": 1}], [{"a": "x", "b": 1}], "exact"),
            ([{"a": "x", "b": 1.5}], [{"a": "x", "b": 1.5}], "relative"),
            ([{"a": 1}], [{"a": 1}, {"a": 1}], "exact"),
            ([{"a": 1.5}], [{"b": 1.5}], "exact"),
            ([{"a": 1.5}], 1.5, "exact"),
            (1.5, x, "exact"),
            (1.5, [1.5], "exact"),
            (1.5, Estimate(1.5, 0.1), "standard errors"),
            (math.sqrt, math.sqrt, "exact"),
        ],
    )
    def test_has_a_unit(self, one, other, unit):
        assert unit_of(one, other) == unit

    @given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
    @settings(max_examples=50, deadline=None)
    def test_is_zero_only_between_equals(self, one, other):
        assert (deviation(one, other) == 0) == (one == other)

"""What can be published, and as which kind."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
import torch

from snippets.values import AnswerError, kind_of

x, y = sympy.symbols("x y")


TINY, HUGE = 1e-300, 1e300


class TestKinds:
    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            (True, "truth"),
            (np.False_, "truth"),
            (3, "number"),
            (10**300, "number"),
            (-0.0, "number"),
            (TINY, "number"),
            (HUGE, "number"),
            (np.float32(0.5), "number"),
            (np.longdouble(0.5), "number"),
            (np.int8(-3), "number"),
            (sympy.Rational(1, 3), "number"),
            (sympy.Float(0.1), "number"),
            ([1, 2.0, sympy.Rational(1, 2)], "vector"),
            ((1,), "vector"),
            (np.arange(3), "vector"),
            (np.eye(2), "matrix"),
            ([[1, 2], (3, 4)], "matrix"),
            (sympy.sqrt(2), "formula"),
            (sympy.Matrix([[x, 1]]), "formula"),
            (sympy.true, "formula"),
            (x > 0, "formula"),
            ([{"a": 1, "b": "text"}, {"a": [1, 2], "b": x}], "table"),
            (math.sqrt, "program"),
        ],
    )
    def test_a_value_has_the_kind_of_what_it_is(self, value, kind):
        assert kind_of(value) == kind

    @pytest.mark.parametrize("value", [math.nan, np.float64("nan"), sympy.nan, [1, math.nan], [{"a": math.nan}]])
    def test_nan_is_an_error(self, value):
        with pytest.raises(AnswerError, match="NaN"):
            kind_of(value, infinite=True)

    @pytest.mark.parametrize("value", [sympy.zoo, sympy.Matrix([sympy.nan])])
    def test_a_formula_without_a_value_is_an_error(self, value):
        with pytest.raises(AnswerError, match="contains NaN or an undeclared infinity"):
            kind_of(value, infinite=True)

    @pytest.mark.parametrize("value", [math.inf, -np.inf, sympy.oo, [0, math.inf], x + sympy.oo, [{"a": math.inf}]])
    def test_infinity_must_be_declared(self, value):
        with pytest.raises(AnswerError, match="infini"):
            kind_of(value)
        assert kind_of(value, infinite=True)

    @pytest.mark.parametrize("value", [None, "text", [], (), np.empty(0), {"a": 1}, 1j, {1, 2}, np.asarray(3.0)])
    def test_what_is_no_kind_cannot_be_published(self, value):
        with pytest.raises(AnswerError, match="cannot be published"):
            kind_of(value)

    @pytest.mark.parametrize(
        ("value", "instead"),
        [
            (torch.ones(2), r"a Tensor cannot be published; return its \.numpy\(\), or \.item\(\) of a single number"),
            (torch.nn.Parameter(torch.ones(())), r"return its \.numpy\(\)"),
            (Fraction(1, 3), r"a Fraction cannot be published; return a sympy\.Rational"),
            (object(), "return a truth, a number, a vector, a matrix, a formula, a table or a program"),
            ((x for x in "ab"), "a generator cannot be published; return the list of what it yields"),
            (Decimal("0.5"), "return a float, or"),
            (np.array([1j]), "a complex128 cannot be published; return the real and the imaginary part"),
            (np.array(["a"]), "a str_ cannot be published; text stands in a table only"),
            (np.complex64(1j), "return the real and the imaginary part as a vector"),
            (frozenset({1}), "return a sorted list"),
            ([], "a list cannot be published; it is empty"),
            (np.array([]), "a ndarray cannot be published; it is empty"),
        ],
    )
    def test_what_is_no_kind_says_what_to_return_instead(self, value, instead):
        with pytest.raises(AnswerError, match=instead):
            kind_of(value)

    @pytest.mark.parametrize("value", [[True, False], np.array([True]), [[1, 2], [3]], np.ones((2, 2, 2)), [[1], 2]])
    def test_an_array_is_made_of_numbers_in_rows_of_one_length(self, value):
        with pytest.raises(AnswerError, match="rows must be numbers of one length"):
            kind_of(value)

    @pytest.mark.parametrize("rows", [[{"a": 1}, {"b": 1}], [{"a": 1}, {"a": 1, "b": 2}], [{}], [{}, {}]])
    def test_the_rows_of_a_table_have_the_same_columns(self, rows):
        with pytest.raises(AnswerError, match="differ in their columns"):
            kind_of(rows)

    @pytest.mark.parametrize("cell", [[{"a": 1}], math.sqrt])
    def test_a_cell_of_a_table_is_no_table_and_no_program(self, cell):
        with pytest.raises(AnswerError, match="a cell of a table"):
            kind_of([{"a": cell}])

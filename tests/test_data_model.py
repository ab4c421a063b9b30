"""The data model: what can be published, how it is registered, and how far two values are apart."""

import math
from decimal import Decimal
from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest
import sympy
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import answers, values
from snippets.answers import Answer, Figure, answer, figure, publications
from snippets.values import AnswerError, Estimate, deviation, kind_of, unit_of

x, y = sympy.symbols("x y")
n, p, q = sympy.Symbol("n", integer=True), sympy.Symbol("p", positive=True), sympy.Symbol("q", negative=True)
f = sympy.Function("f")
TINY, HUGE = 1e-300, 1e300


def function(name: str, module: str = "snippets.made_up", doc: str = "The fact.\n\n    More about it.\n    "):
    """A function alone in its module."""
    space = {"__name__": module}
    exec(f'def {name}(task):\n    """{doc}"""\n    return task\n', space)
    return space.pop(name)


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


def test_a_name_of_two_modules_is_refused():
    package = ModuleType("snippets.toy")
    modules = [ModuleType("snippets.toy.one"), ModuleType("snippets.toy.two")]
    for module in modules:
        exec('def area(task):\n    """A fact."""', vars(module))
        vars(module)["area"] = answer(vars(module).pop("area"))
    package.TOPICS = modules
    with pytest.raises(AnswerError, match=r"area: published by two modules of snippets\.toy; rename one"):
        list(publications(package))
    package.TOPICS = [modules[0], modules[0]]
    assert {name for name, _ in publications(package)} == {"area"}


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


class TestRegistration:
    def test_a_fact_is_the_first_line_of_the_docstring(self):
        published = answer(function("area"))
        assert (published.name, published.fact) == ("area", "The fact.")
        assert published(5) == 5

    @pytest.mark.parametrize("doc", ["", " "])
    def test_an_answer_without_a_fact_is_refused(self, doc):
        silent = function("silent", doc=doc)
        with pytest.raises(AnswerError, match="silent: no docstring"):
            answer(silent)
        assert Answer(silent).fact == ""

    def test_a_function_may_have_no_docstring_at_all(self):
        assert Answer(lambda task: task).fact == ""
        with pytest.raises(AnswerError, match="no docstring"):
            answer(lambda task: task)

    def test_an_answer_may_be_infinite_and_limited_to_instances(self):
        published = answer(infinite=True, instances=("tanh",))(function("far"))
        assert (published.infinite, published.instances) == (True, ("tanh",))

    def test_witnesses_and_slips_are_collected_and_stay_functions(self):
        published, second, wrong = answer(function("fact")), function("second"), function("wrong")
        assert published.witness("another way", within=0.5, because="a grid")(second) is second
        assert published.slip("forgot it")(wrong) is wrong
        assert [(item.name, item.within, item.because) for item in published.witnesses] == [
            ("another way", 0.5, "a grid")
        ]
        assert [item.mistake for item in published.slips] == ["forgot it"]

    def test_two_witnesses_of_one_name_are_refused(self):
        published = answer(function("fact"))
        published.witness("autograd")(function("first"))
        with pytest.raises(AnswerError, match="fact: two witnesses are called 'autograd'; rename one"):
            published.witness("autograd")(function("second"))

    @pytest.mark.parametrize("register", [answer, figure, Answer(print).witness("w"), Answer(print).slip("s")])
    def test_a_second_definition_is_refused(self, register):
        space = {"__name__": "snippets.made_up"}
        exec('def twice(task):\n    """A fact."""\n', space)
        with pytest.raises(AnswerError, match=r"twice: defined twice in snippets\.made_up; rename one"):
            register(space["twice"])

    @pytest.mark.parametrize("within", [math.nan, math.inf, -1e-9, 1, 1.0, 99, True, "0.1", None])
    def test_what_is_no_tolerance_is_refused_where_it_is_declared(self, within):
        with pytest.raises(AnswerError, match=r"is no tolerance; write a number from 0 to 0.01"):
            answer(function("fact")).witness("w", within=within, because="none")
        with pytest.raises(AnswerError, match=r"drawing: within=.* is no tolerance"):
            figure(within=within, because="none")(function("drawing"))

    @pytest.mark.parametrize("because", ["", "  "])
    def test_a_tolerance_above_a_hundredth_says_why(self, because):
        with pytest.raises(AnswerError, match=r"fact: witness 'w': within=0.0101 is wider than 0.01"):
            answer(function("fact")).witness("w", within=0.0101, because=because)
        with pytest.raises(AnswerError, match=r"drawing: within=0.05 is wider"):
            figure(within=0.05, because=because)(function("drawing"))
        assert answer(function("fact")).witness("w", within=0.01)

    def test_a_figure_of_trained_nets_says_how_near_its_text_is(self):
        assert figure(within=0.1, because="trained")(function("drawing")).within == 0.1
        assert figure(function("drawing")).within == 0

    def test_a_figure_is_called_with_the_task(self):
        assert figure(function("drawing"))("task") == "task"


class TestPublications:
    def module(self, name: str, **members: object) -> ModuleType:
        module = ModuleType(name)
        vars(module).update(members)
        return module

    def test_are_answers_their_slips_and_figures_in_the_order_of_definition(self):
        published = Answer(function("area", "snippets.square"))
        published.slip("wrong")(function("area_wrong"))
        drawing = Figure(function("outline", "snippets.square"))
        module = self.module("snippets.square", outline=drawing, area=published, TASKS={})
        assert [name for name, _ in publications(module)] == ["outline", "area", "area_wrong"]

    def test_of_a_package_are_those_of_its_own_modules(self):
        own = Answer(function("own", "snippets.square.steps"))
        other = Answer(function("other", "snippets.squares"))
        assert list(publications(self.module("snippets.square", own=own, other=other))) == [("own", own)]

    def test_the_module_exports_what_exercises_need(self):
        assert set(answers.__all__) >= {"answer", "figure", "Estimate", "AnswerError"}

"""Formulas as numbers: how their names are typed, and where they are looked at."""

import json

import numpy as np
import pytest
import sympy
from sympy import Abs, Function, Max, Piecewise, Symbol, log, sqrt, symbols

from scripts.computing.encode import encode
from scripts.computing.sampling import AWAY, LEAST, MOST, drawn, main, samples, typed_name
from tests import told

x, y = symbols("x y", real=True)
ReLU = Function("ReLU")


def entry(value, *slips, instance="1", kind="formula"):
    wrong = [told.slip(f"ex.{number}@{instance}", encode(slip)) for number, slip in enumerate(slips)]
    return told.answer(f"ex.a@{instance}", encode(value), kind=kind, slips=wrong)


def sampled(*entries):
    return samples([*entries])["a"]


def at(told, name="x"):
    return np.array(told["points"][name])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (r"\beta", "beta"),
        ("w_{1}", "w_1"),
        (r"\lambda_{d}", "lambda_d"),
        (r"g'_{\theta}(3)", "g_theta(3)"),
        (r"\frac{\partial L}{\partial y}", "dL/dy"),
        ("h_{t-1}", "h"),
        ("x_{t}", "x"),
    ],
)
def test_a_symbol_is_typed_with_the_letters_of_a_keyboard(name, typed):
    assert typed_name(Symbol(name)) == typed


def test_an_answer_and_its_mistakes_have_the_same_points_on_every_variant():
    told = sampled(entry(x + y, x), entry(2 * x, x * y, instance="2"))
    assert [*told["points"]] == ["x", "y"]
    assert told["entries"] == 1
    assert len(at(told)) == LEAST
    assert told["values"]["1"][0] == pytest.approx(at(told) + at(told, "y"), rel=1e-8)
    assert told["values"]["2"] == [
        pytest.approx(2 * at(told), rel=1e-8),
        pytest.approx(at(told) * at(told, "y"), rel=1e-8),
    ]
    assert told == sampled(entry(x + y, x), entry(2 * x, x * y, instance="2"))


def test_every_piece_has_a_point_and_no_point_is_near_a_kink_or_a_pole():
    bent = Piecewise((1, x > 4), (Max(x, -4), True))
    told = sampled(entry(bent + sympy.sign(x) + 1 / (x - 1)))
    assert {(v > 4, v < -4, v > 0) for v in at(told)} == {
        (True, False, True), (False, False, True), (False, False, False), (False, True, False)
    }  # fmt: skip
    assert min(abs(at(told)[:, None] - [4, -4, 0]).ravel()) > AWAY
    assert max(abs(1 / (at(told) - 1))) < 1e4
    many = sampled(entry(sum(Abs(x - k) for k in range(-8, 9)) + sum(Abs(y - k) for k in range(-8, 9))))
    assert len(at(many)) == MOST


def test_a_number_beside_a_kink_is_no_point():
    beside = drawn(x)[0]
    assert beside in at(sampled(entry(x)))
    assert beside not in at(sampled(entry(Abs(x - beside - AWAY / 2))))


def test_points_are_where_all_formulas_have_a_value():
    told = sampled(entry(log(x), sqrt(3 - x)))
    assert min(at(told)) > 0
    assert max(at(told)) < 3
    positive = symbols("p", positive=True)
    assert min(at(sampled(entry(positive)), "p")) > 0


def test_entries_of_a_matrix_come_one_after_another():
    told = sampled(entry(sympy.Matrix([x, 2 * x])))
    assert told["entries"] == 2
    assert told["values"]["1"][0] == pytest.approx([*at(told), *(2 * at(told))], rel=1e-8)


def test_a_number_among_formulas_is_one_that_does_not_change_and_another_shape_is_none():
    told = sampled(entry(x, 7, True, [1, 2]), entry(sympy.Integer(3), instance="2", kind="number"))
    assert told["values"]["1"][1:] == [[7.0] * LEAST, None, None]
    assert told["values"]["2"] == [[3.0] * LEAST]


def test_functions_that_exercises_name_have_values():
    told = sampled(entry(ReLU(x) + Function("max")(x, 1)))
    assert told["values"]["1"][0] == pytest.approx(np.maximum(at(told), 0) + np.maximum(at(told), 1), rel=1e-8)


def test_what_has_no_name_is_no_formula_to_type():
    assert samples([entry(sympy.Integer(3), kind="number"), told.answer("ex.b", encode(sqrt(2)), kind="formula")]) == {}


def test_they_are_written_beside_the_evidence(tmp_path, standing_in):
    standing_in(samples=tmp_path)
    assert main("rnn") == 0
    told = json.loads((tmp_path / "rnn.json").read_text(encoding="utf-8"))
    assert "g_theta(3)" in told["chain_rule"]["points"]
    assert main("unknown") == 1
    assert not (tmp_path / "unknown.json").exists()

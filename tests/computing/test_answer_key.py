"""The key as a person writes it, against values as a computer has them."""

import io
import math
import pickle
from decimal import Decimal
from types import SimpleNamespace

import numpy as np
import pytest
import sympy

from scripts.computing.answer_key import (
    agrees,
    fingerprint,
    first_apart,
    possible_lines,
    read_key,
    verdict_and_fingerprint,
    words_changed,
)
from scripts.computing.encode import encode
from scripts.computing.key_formulas import main, parse_formula, plain_name, verdict
from scripts.model.toml_lines import key_lines

x, h, lam = sympy.symbols(r"x h_{1} \lambda")
g = sympy.Function(r"g'_{\theta}")
FORMULA = x * h + g(3) + lam


def D(text: str) -> Decimal:
    return Decimal(text)


def is_formula(typed, srepr: str) -> bool:
    return verdict(typed, srepr) is True


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (17, 17),
        (17, 17.4),
        (17, np.int64(17)),
        (D("0.33"), sympy.Rational(1, 3)),
        (D("1.414"), sympy.sqrt(2)),
        (D("0.21"), np.float64(0.2137)),
        (D("inf"), math.inf),
        (D("-inf"), -math.inf),
        (D("inf"), sympy.oo),
        (0, -0.0),
        (True, True),
        (True, np.True_),
        (True, sympy.true),
        (False, False),
        ("text", "text"),
        ([1, D("0.5")], [1, 0.5]),
        ([1, 2], np.array([1.0, 2.0])),
        ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
        ([1, 2], sympy.Matrix([1, 2])),
        ("1/3", sympy.Rational(1, 3)),
        ("h_1*x + gp_theta(3) + lambda_", FORMULA),
        ("Matrix([[x], [2*x]])", sympy.Matrix([x, x + x])),
        ("x > 0", x > 0),
        ([{"a": 1}], [{"a": 1, "text": "left out"}]),
        ([{"a": 1, "text": "kept"}], [{"a": 1, "text": "kept"}]),
        ([{"a": "x + x"}], [{"a": 2 * x}]),
    ],
)
def test_a_right_line_agrees(typed, value):
    assert agrees(typed, encode(value), is_formula)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (17, 17.5),
        (17, True),
        (1, "1"),
        (True, 1),
        (True, False),
        (False, 0),
        (True, x > 0),
        ("1/3", 1 / 3),
        ("text", "other"),
        (17, [17]),
        ([17], 17),
        ([1, 2], [1, 2, 3]),
        ([1, 2], [1, 3]),
        ([[1, 2]], [1, 2]),
        (D("inf"), -math.inf),
        (D("1"), math.inf),
        (1, x),
        ("x", x + 1),
        ([{"a": 1}], [{"a": 1, "b": 2}]),
        ([{"a": 1, "c": 1}], [{"a": 1}]),
        ([{"a": 1}], [1]),
        ({"a": 1}, 1),
    ],
)
def test_a_wrong_line_does_not(typed, value):
    assert not agrees(typed, encode(value), is_formula)


@pytest.mark.parametrize(
    ("typed", "value", "apart"),
    [
        ([{"n": 1}, {"n": 2, "d": [1, 2]}], [{"n": 1}, {"n": 2, "d": [1, 3]}], ("[1].d", [1, 2], [1, 3])),
        ([{"n": 1}], [{"n": 1}, {"n": 2}], ("", [{"n": 1}], [{"n": 1}, {"n": 2}])),
        ([{"n": 1}], [{"m": 1}], ("[0]", {"n": 1}, {"m": 1})),
        ([{"n": 1}], [{"n": 1, "m": 2}], ("[0]", {"n": 1}, {"n": 1, "m": 2})),
        ([1, 2], [1, 3], ("", [1, 2], [1, 3])),
        (3, 4, ("", 3, 4)),
    ],
)
def test_of_a_table_the_first_cell_that_differs_is_named(typed, value, apart):
    assert not agrees(typed, value, is_formula)
    assert first_apart(typed, value, is_formula) == apart


def test_a_stranger_in_a_formula_is_named():
    with pytest.raises(ValueError, match=r"uses y, z; known are h_1, lambda_, x"):
        parse_formula("y + z + x", FORMULA)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        (r"g'_{\theta}(3)", "gp_theta_3"),
        (r"h_{1}", "h_1"),
        ("x", "x"),
        (r"\lambda", "lambda_"),
        (r"\delta_{t+1}", "delta_t_1"),
    ],
)
def test_a_latex_name_becomes_a_plain_one(name, plain):
    assert plain_name(name) == plain


def test_decimals_are_kept_as_they_were_typed(tmp_path):
    (tmp_path / "a.toml").write_text('a = 0.10\n"a@b" = [1.0, 2]', encoding="utf-8")
    assert str(read_key(tmp_path / "a.toml")) == "{'a': Decimal('0.10'), 'a@b': [Decimal('1.0'), 2]}"
    assert read_key(tmp_path / "missing.toml") == {}


def test_lines_are_found_by_name(tmp_path):
    (tmp_path / "a.toml").write_text("# a = 3\na = 1\n\"a@b\" = [\n  1,\n]\n'c' = 2\n  d=3\n", encoding="utf-8")
    assert key_lines(tmp_path / "a.toml") == {"a": 2, "a@b": 3, "c": 6, "d": 7}
    assert key_lines(tmp_path / "missing.toml") == {}


def test_a_fingerprint_changes_with_a_word_and_not_with_a_line_break():
    assert fingerprint("It is\nconvex.", "Why.") == fingerprint("It  is convex.", "Why.")
    others = [("It is concave.", "Why."), ("It is convex.", "Why!"), ("It is convex. Why.",), ("Why.", "It is convex.")]
    assert len({fingerprint(*texts) for texts in [("It is convex.", "Why."), *others]}) == 5
    assert len(fingerprint("")) == 6


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("true 3f2a9c", (True, "3f2a9c")),
        ("false  000000", (False, "000000")),
        ("wrong 3f2a9c", ("wrong", "3f2a9c")),
        ("not said 3f2a9c", ("not said", "3f2a9c")),
        ("true", (True, "")),
        ("true 3F2A9C", ("true 3F2A9C", "")),
        (True, (True, "")),
        ([1], ([1], "")),
        (None, (None, "")),
    ],
)
def test_a_verdict_stands_in_front_of_its_fingerprint(typed, read):
    assert verdict_and_fingerprint(typed) == read


def test_the_verdict_is_left_open_in_what_may_be_written():
    assert possible_lines(["true", "false"], "3f2a9c") == '"true 3f2a9c" or "false 3f2a9c"'
    assert possible_lines(["a", "b", "c"], "3f2a9c") == '"a 3f2a9c", "b 3f2a9c" or "c 3f2a9c"'
    assert possible_lines(["a"], "3f2a9c") == '"a 3f2a9c"'


def test_a_line_decided_for_other_words_is_told_what_to_write():
    mark = fingerprint("It is convex.", "Why.")
    assert words_changed("sums_01", f"true {mark}", ["It is convex.", "Why."]) == ""
    assert words_changed("sums_01", "true 000000", ["It is convex.", "Why."]) == (
        f'sums_01: its words changed; read it again, decide, and write "true {mark}" or "false {mark}"'
    )
    assert "its verdict does not say for which words" in words_changed("sums_01", True, ["It is convex."])


def test_formulas_are_compared_in_a_process_that_reads_pairs(monkeypatch, capsysbinary):
    pairs = [
        ("s*2", "Symbol('s')"),
        ("2*s", "Mul(Integer(2), Symbol('s'))"),
        ("t", "Symbol('s')"),
        ("(", "Symbol('s')"),
    ]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(pickle.dumps(pairs))))
    assert main() == 0
    told = pickle.loads(capsysbinary.readouterr().out)
    assert told[:3] == [False, True, "the key's formula uses t; known are s"]
    assert isinstance(told[3], str)

"""A value written the way the page wrote it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.model.literals import UnreadableError, could_flip, default, rewrite

THIRD = {"srepr": "Rational(1, 3)", "latex": [r"\frac{1}{3}"], "text": "1/3", "number": 1 / 3}
MINUS_HALF = {"srepr": "Rational(-1, 2)", "latex": [r"- \frac{1}{2}"], "text": "-1/2", "number": -0.5}
ROOT = {"srepr": "sqrt(x) + 1", "latex": [r"\sqrt{x} + 1", r"1 + \sqrt{x}"], "text": "sqrt(x) + 1"}


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("17", 17),
        ("17.00", 17.0),
        ("0.21", 0.2137),
        ("-3", -3),
        ("−3", -3),
        ("–3.0", -3.04),
        ("0", -0.0),
        ("0.00", 1e-300),
        (r"2.8 \cdot 10^{-5}", 2.81e-5),
        ("2.8 · 10^5", 281000.0),
        (r"1 \times 10^{300}", 1e300),
        ("25 %", 0.25),
        (r"25\,\%", 0.2512),
        (r"12.5\%", 0.125),
        ("1/3", THIRD),
        ("0.333", THIRD),
        (r"\frac{1}{3}", THIRD),
        (r"\tfrac{1}{3}", THIRD),
        ("-1/2", MINUS_HALF),
        ("−1/2", MINUS_HALF),
        (r"-\frac{1}{2}", MINUS_HALF),
        (r"\infty", "inf"),
        ("∞", "inf"),
        ("infinite", "inf"),
        (r"-\infty", "-inf"),
        ("−∞", "-inf"),
        ("(1, −2.5)", [1, -2.5]),
        (r"(\infty, 0)", ["inf", 0]),
        (r"\begin{pmatrix} 4.5 & 4 \\ 4 & \tfrac{1}{3} \end{pmatrix}", [[4.5, 4], [4, THIRD]]),
        ("yes", True),
        ("No", False),
        ("✗", False),
        ("holds", True),
        ("three", 3),
        ("Twelve", 12),
        ("any text, 3", "any text, 3"),
        (r"\sqrt{x}+1", ROOT),
        (r"1 + \left. \sqrt{x} \right.", {**ROOT, "latex": [r"1 + . \sqrt{x} ."]}),
        (r"1 +\, \sqrt{x}", ROOT),
    ],
)
def test_a_right_literal_stays_as_it_is(literal, value):
    assert rewrite(literal, value) == literal


@pytest.mark.parametrize(
    ("literal", "value", "right"),
    [
        ("17", 18, "18"),
        ("17.00", 18, "18.00"),
        ("3", -3, "-3"),
        ("−3", 3, "3"),
        ("−3", -4, "−4"),
        ("- 3", -3, "-3"),
        ("2.0", 0.125, "0.1"),
        (r"2.8 \cdot 10^{-5}", 3e-5, r"3.0 \cdot 10^{-5}"),
        ("20 %", 0.25, "25 %"),
        ("1/4", THIRD, "1/3"),
        ("2/6", THIRD, "1/3"),
        (r"\frac{1}{4}", THIRD, r"\frac{1}{3}"),
        (r"\frac{1}{2}", MINUS_HALF, r"-\frac{1}{2}"),
        ("1/4", 5, "5"),
        ("1/4", 0.251, "0.251"),
        (r"\frac{1}{4}", 0.251, "0.251"),
        ("3", "inf", r"\infty"),
        ("-3", "-inf", r"-\infty"),
        (r"\infty", 3, "3"),
        (r"\infty", THIRD, "1/3"),
        ("∞", "-inf", "-∞"),
        ("(1, 2)", [3, 4.04], "(3, 4)"),
        ("(1.0, 2)", [3, -4.04], "(3.0, -4)"),
        ("(1, 2)", [1, 2, 3], "(1, 2, 3)"),
        ("no numbers", [[1, 2], [3, 4]], r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"),
        ("(1, 2, 3, 4)", [[1, 2], [3, 4]], r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"),
        ("(1, 2)", ["inf", 2], r"(\infty, 2)"),
        ("(1, 2)", [MINUS_HALF, THIRD], r"(-\frac{1}{2}, \frac{1}{3})"),
        ("2", THIRD, r"\frac{1}{3}"),
        ("2.00", THIRD, "0.33"),
        ("20 %", THIRD, "33 %"),
        ("yes", False, "no"),
        ("True", False, "False"),
        ("convex", True, "yes"),
        ("three", 4, "four"),
        ("Three", 4, "Four"),
        ("three", 13, "thirteen"),
        ("twenty-four", 25, "twenty-five"),
        ("Twenty", 99, "Ninety-nine"),
        ("three", 100, "100"),
        ("three", "inf", r"\infty"),
        ("three", 3.5, "3.5"),
        ("three", -1, "-1"),
        ("a text", "another", "another"),
        ("7", "another", "another"),
        (r"\sqrt{y}", ROOT, r"\sqrt{x} + 1"),
        ("x + 1", 17, "17"),
        ("x + 1", 1.23456, "1.235"),
        ("?", 17, "17"),
        ("?", 0.123456, "0.1235"),
        ("?", 1234.5678, "1235"),
        ("?", 1e-7, "0.0000001"),
        ("?", 0.12345, "0.12345"),  # four digits would stand at a boundary
        ("?", 0.0, "0"),
        ("?", 100.0, "100"),
        ("?", True, "yes"),
        ("?", "text", "text"),
        ("?", "inf", r"\infty"),
        ("?", "-inf", r"-\infty"),
        ("?", THIRD, r"\frac{1}{3}"),
        ("?", ROOT, r"\sqrt{x} + 1"),
        ("?", [1, 2.5], "(1, 2.5)"),
        ("?", [THIRD, 2], r"(\frac{1}{3}, 2)"),
        ("?", [MINUS_HALF, -1], r"(-\frac{1}{2}, -1)"),
        ("?", [[1], [MINUS_HALF]], r"\begin{pmatrix} 1 \\ -\frac{1}{2} \end{pmatrix}"),
        ("?", [[1, 2], [3, 4]], r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"),
        (r"b \le (1, 2)", [1, 2], "(1, 2)"),
        ("-(1, 2)", [1, 2], "(1, 2)"),
        (r"A \begin{pmatrix} 1 \\ 2 \end{pmatrix}", [[1], [2]], r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}"),
    ],
)
def test_a_wrong_literal_becomes_right_in_its_own_notation(literal, value, right):
    assert rewrite(literal, value) == right
    assert rewrite(right, value) == right, "what fix writes must pass the check"


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("nine", 9.03),
        ("Twenty-four", 24),
        ("hundred", 100),
        ("twice", 2.1),
        ("threefold", 3),
        ("half", 0.5),
        ("quarter", {**THIRD, "text": "1/4"}),
        ("third", THIRD),
        ("millionth", 1e-6),
    ],
)
def test_a_right_word_stays(word, value):
    assert rewrite(word, value) == word


@pytest.mark.parametrize(("word", "value"), [("twice", 3), ("half", 0.499), ("hundred", 101), ("millionth", 1e-3)])
def test_a_wrong_word_that_has_no_neighbour_is_for_its_author(word, value):
    with pytest.raises(UnreadableError, match=f"says {word}, the value is .*; say it in other words, or in digits"):
        rewrite(word, value)


def test_a_word_at_a_rounding_boundary_could_flip():
    assert could_flip("nine", 9.5)
    assert not could_flip("nine", 9.4)
    assert not could_flip("half", 0.5)


@pytest.mark.parametrize("value", [[{"a": 1}], [], {"a": 1}, {"program": "train"}])
def test_a_table_has_no_literal(value):
    with pytest.raises(UnreadableError, match="say which row and column"):
        default(value)


@pytest.mark.parametrize(
    ("literal", "value", "flips"),
    [
        ("0.13", 0.125, True),
        ("0.125", 0.125, False),
        ("12.5 %", 0.125, False),
        ("13 %", 0.125, True),
        (r"1.3 \cdot 10^{-1}", 0.125, True),
        ("(1, 0.13)", [1, 0.125], True),
        ("(1, 0.125)", [1, 0.125], False),
        ("0.33", THIRD, False),
        ("0.13", {"srepr": "Rational(1, 8)", "latex": [], "text": "1/8", "number": 0.125}, False),
        (r"\sqrt{2}", ROOT, False),
        ("yes", True, False),
        (r"\infty", "inf", False),
        ("three", 3, False),
    ],
)
def test_a_shown_digit_must_survive_the_error_of_its_computation(literal, value, flips):
    assert could_flip(literal, value) is flips


@given(st.floats(-1e6, 1e6), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_rewriting_twice_changes_nothing_more(value, decimals):
    once = rewrite(f"{0:.{decimals}f}", value)
    assert rewrite(once, value) == once
    assert abs(float(once) - value) <= 0.5001 * 10**-decimals

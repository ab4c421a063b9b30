"""Values from their JSON trees: as `answers.json`, as text, as TeX."""

import pytest

from scripts.model.faults import Fault
from scripts.model.tree import display, plain, tex

THIRD = {"srepr": "Rational(1, 3)", "latex": [r"\frac{1}{3}"], "text": "1/3", "number": 1 / 3}
ROOT = {"srepr": "sqrt(x)", "latex": [r"\sqrt{x}"], "text": "sqrt(x)"}
PROGRAM = {"program": "train"}
TABLE = [{"step": 1, "fact": "text", "value": ROOT}, {"step": 2, "fact": "more", "value": [1.5, 2.0]}]


@pytest.mark.parametrize(
    ("tree", "value"),
    [
        (True, True),
        (0.1, 0.1),
        ("inf", "inf"),
        (THIRD, 1 / 3),
        (ROOT, "sqrt(x)"),
        (PROGRAM, "train"),
        ([THIRD, 1], [1 / 3, 1]),
        ({"a": ROOT}, {"a": "sqrt(x)"}),
        (TABLE[:1], [{"step": 1, "fact": "text", "value": "sqrt(x)"}]),
    ],
)
def test_the_edition_has_numbers_srepr_and_names(tree, value):
    assert plain(tree) == value


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (True, "true"),
        (False, "false"),
        (0.123456789, "0.123457"),
        (1e300, "1e+300"),
        (17, "17"),
        ("inf", "inf"),
        (ROOT, "sqrt(x)"),
        (PROGRAM, "train"),
        ([1.0, 2.5], "(1, 2.5)"),
        ([[1, 2], [3, 4]], "((1, 2), (3, 4))"),
        ([], "()"),
        (TABLE, "step 1, fact text, value sqrt(x); step 2, fact more, value (1.5, 2)"),
    ],
)
def test_a_value_is_one_line_of_text(tree, text):
    assert display(tree) == text


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (True, r"\text{true}"),
        ("yes", r"\text{yes}"),
        ("inf", r"\infty"),
        ("-inf", r"-\infty"),
        (0.5, "0.5"),
        (1e-7, r"1 \cdot 10^{-7}"),
        (2.5e20, r"2.5 \cdot 10^{20}"),
        (17, "17"),
        (THIRD, r"\frac{1}{3}"),
        ([1, 2.5], "(1, 2.5)"),
        ([[1, 2], [3, THIRD]], r"\begin{pmatrix} 1 & 2 \\ 3 & \frac{1}{3} \end{pmatrix}"),
        (PROGRAM, r"\text{train}"),
        (TABLE[:1], r"\text{step 1, fact text, value sqrt(x)}"),
    ],
)
def test_a_value_is_tex(tree, text):
    assert tex(tree) == text


def test_a_fault_names_its_line_if_it_has_one():
    assert str(Fault("a.md", 3, "wrong")) == "a.md:3: wrong"
    assert str(Fault("a.md", 0, "wrong")) == "a.md: wrong"

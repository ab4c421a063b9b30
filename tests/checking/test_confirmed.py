"""The digits that a page shows are confirmed by every witness, sign included."""

import pytest
from msgspec.structs import replace

from scripts.checking.check_markers import check_markers
from scripts.checking.confirmed import confirms
from tests import told
from tests.checking.made_up import EX, THIRD, page


@pytest.mark.parametrize(
    ("literal", "value", "said"),
    [
        ("0.214", 0.2137, 0.21371),
        ("0.214", 0.21351, 0.21349),  # rounds to 0.213, and is nearer than half a unit
        ("17", 17, 17.000001),
        ("17", 17.0, 17.4),
        ("three", 3, 3.0000001),
        ("half", 0.5, 0.51),
        ("(1.00, -2.50)", [1.0, -2.5], [1.001, -2.499]),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", [[1, 2], [3, 4]], [[1.0, 2.0], [3.1, 4.0]]),
        (r"1.2 \cdot 10^{-14}", 1.2e-14, 1.21e-14),
        ("25 %", 0.25, 0.251),
        ("1/3", THIRD, 0.333),
        (r"\frac{1}{3}", THIRD, 0.35),
        ("0.33", THIRD, THIRD),
        (r"\infty", "inf", "inf"),
        (r"\sqrt{x}", {"srepr": "sqrt(x)"}, {"srepr": "x**(1/2)"}),
        ("yes", True, True),
    ],
)
def test_what_rounds_the_same_or_is_nearer_than_half_a_unit_confirms(literal, value, said):
    assert confirms(literal, value, said)


@pytest.mark.parametrize(
    ("literal", "value", "said"),
    [
        ("0.214", 0.2137, 0.2143 + 0.0007),
        ("0.2137", 0.2137, 0.2139),
        ("17", 17, 18.0),
        ("three", 3, 4.0),
        ("half", 0.5, 0.7),
        ("13432735555", 13432735555.0, 13432735556.0),
        ("(100, 1.0)", [100.0, 1.0], [100.0, 1.2]),
        (r"(100, 1 \cdot 10^{-14})", [100.0, 1e-14], [100.0, -1e-14]),  # their deviation is 2e-13
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", [[1, 2], [3, 4]], [[1.0, 2.0], [3.6, 4.0]]),
        ("25 %", 0.25, 0.256),
        ("1/3", THIRD, 0.4),
        (r"\infty", "inf", 1e300),
        ("5", 5.0, "inf"),
        ("0.33", THIRD, {"srepr": "x"}),
    ],
)
def test_what_shows_another_digit_does_not(literal, value, said):
    assert not confirms(literal, value, said)


def messages(text: str, unit: str = "relative", said: object = (1.0, -2.4)) -> list[str]:
    witness = told.witness(said if isinstance(said, str) else list(said), unit=unit)
    exercise = told.exercise("ex", replace(EX.by_id["ex.vector"], witnesses=[witness]))
    return [fault.message for fault in check_markers(page(text), {"ex": exercise}).faults]


def test_a_witness_that_shows_another_digit_is_a_fault_of_the_page():
    why = "ex.vector[1]: witness 'other' says -2.4, which does not confirm -2.50"
    assert messages("-2.50<!--= ex.vector[1] -->") == [f"{why}; show fewer digits, or sharpen the witness"]
    assert messages("1.00<!--= ex.vector[0] -->") == []
    assert messages("$(1.00, -2.50)$<!--= ex.vector -->")[0].startswith("ex.vector: witness 'other' says (1, -2.4)")


@pytest.mark.parametrize("unit", ["exact", "standard errors"])
def test_what_agrees_exactly_or_by_chance_is_not_asked(unit):
    assert messages("-2.50<!--= ex.vector[1] -->", unit) == []


def test_a_witness_that_disagrees_with_the_value_says_nothing_of_its_digits():
    witness = told.witness([1.0, -2.4], unit="relative", deviation=0.04, within=1e-9)
    exercise = told.exercise("ex", replace(EX.by_id["ex.vector"], witnesses=[witness]))
    assert check_markers(page("-2.50<!--= ex.vector[1] -->"), {"ex": exercise}).faults == []


def test_a_witness_that_raised_is_told_once():
    assert messages("-2.50<!--= ex.vector[1] -->", said="raised") == []

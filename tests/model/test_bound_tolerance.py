"""How far a literal may be away from the trained result that it shows."""

import pytest

from scripts.checking.check_markers import check_markers, is_within_tolerance
from tests.checking.made_up import EX, MISTAKES, faults, only, page


@pytest.mark.parametrize(
    ("literal", "value", "marker", "within"),
    [
        ("17", 17.5, "~5%", True),
        ("17", 18.5, "~5%", False),
        ("-17", -17.5, "~5%", True),
        ("17", -17.5, "~5%", False),
        ("93 %", 0.94, "~ 2.5 %", True),
        (r"9.3 \cdot 10^{-5}", 9.4e-5, "~5%", True),
        ("17", 17.5, "", False),
        ("∞", 17.5, "~5%", False),
        ("a text", "a text", "~5%", False),
        ("seventeen", 17.5, "~5%", False),
    ],
)
def test_a_trained_result_may_stay_within_its_tolerance(literal, value, marker, within):
    assert is_within_tolerance(only(f"{literal}<!--= ex.n {marker} -->"), literal, value) is within


def test_within_the_tolerance_the_page_keeps_its_literal():
    assert faults("3.4<!--= ex.loss ~5% -->") == []
    assert faults("3.1<!--= ex.loss ~5% -->") == ["page says 3.1, ex.loss is 3.5"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("3.4", "3.4"), []),
        (("3.5", "3.5"), []),
        (("3.4", "3.50"), []),  # of other decimals
        (("3.4", "3.5"), ["page says 3.4 here, and 3.5 elsewhere of the same result; write 3.5 everywhere"]),
        (("3.5", "3.6"), ["page says 3.6 here, and 3.5 elsewhere of the same result; write 3.5 everywhere"]),
        (("3.40", "3.6"), []),
    ],
)
@pytest.mark.parametrize("other", ["ex.loss", "ex.losses[0]"])
def test_a_result_within_its_tolerance_is_one_literal_wherever_a_page_has_it(typed, told, other):
    text = "{}<!--= ex.loss ~5% -->, {}<!--= {} ~5% -->, 3.7<!--= ex.losses[1] ~5% -->".format(*typed, other)
    report = check_markers(page(text), {"ex": EX})
    assert [fault.message for fault in report.faults] == told
    assert [right for _, _, right in report.rewrites] == ["3.5"] * len(told)


@pytest.mark.parametrize(
    "text", ["17<!--= ex.n ~5% -->", f"{MISTAKES}6<!--= ex.n_wrong@tanh ~5% -->", "2.5<!--= ex.task.theta ~5% -->"]
)
def test_only_a_trained_answer_has_a_tolerance(text):
    path = text.partition("= ")[2].split()[0]
    assert faults(text) == [f"{path} is not trained, so it has no tolerance; remove the ~"]


def test_a_tolerance_that_allows_anything_is_refused():
    assert faults("3.4<!--= ex.loss ~10% -->") == []
    assert "more than 10% backs no digit" in faults("3.4<!--= ex.loss ~900% -->")[0]

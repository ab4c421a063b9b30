"""No result is typed by hand."""

import pytest

from scripts.checking import hand_typed
from scripts.checking.hand_typed import check_hand_typed, find_uncovered, read_exceptions, unused_exceptions
from scripts.checking.source import Page
from scripts.paths import DOCS


def page(text: str) -> Page:
    return Page(DOCS / "exercises" / "rnn.md", text)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_uncovered(page(text), [])]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("about 3.5 metres", ["3.5"]),
        ("it takes 0.25.", ["0.25"]),
        ("$0.5x$ and $2\\cdot0.5$", ["0.5", "0.5"]),
        ("$0.5\\alpha$", ["0.5"]),
        ("$x = 3$", ["3"]),
        ("$x=-3$", ["3"]),
        ("$x = −3$", ["3"]),
        ("$x ≈ 3$", ["3"]),
        (r"$x \approx 3$", ["3"]),
        (r"$x = \frac{1}{2}$", ["1"]),
        (r"$x = \left( 1, y \right)$", ["1"]),
        (r"$M = \begin{pmatrix} 1 & x \end{pmatrix}$", ["1"]),
        (r"$x =\; {5}$", ["5"]),
        (r"$x &= 5$", ["5"]),
        (r"$x = \sqrt{2}$", ["2"]),
        ("The answer is 5", ["5"]),
        ("The answer is **5**", ["5"]),
        ("The answer is\n$5$", ["5"]),
        ("= 1 = 2.5", ["1", "2.5"]),
    ],
)
def test_decimals_and_numbers_after_an_equals_sign_are_results(text, numbers):
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Exercise 4 has 3 parts",
        "this 5 and his 6",
        "Python 3.11.5",
        "`x = 3.5`",
        "```\nx = 3.5\n```\n",
        "<!-- = 3.5 -->",
        '<img width="3.5">',
        "[a](x=3.5)",
        "{ #a .b3.5 }",
        "---\nminutes: 2.5\n---\n",
        "$t = 1$"[:4] + "n$",
        "$x \\le 5$",
        "",
    ],
)
def test_other_numbers_are_none(text):
    assert found(text) == []


def test_what_a_marker_covers_is_computed():
    text = "it is 3.5 here"
    assert list(find_uncovered(page(text), [(6, 9)])) == []
    assert list(find_uncovered(page(text), [(6, 8)])) == [(6, 9)]


def test_a_fault_says_how_to_mend_it():
    faults, used = check_hand_typed(page("one\nit is 3"), [(10, 11)], [])
    assert str(faults[0]) == "docs/exercises/rnn.md:2: 3 is typed by hand; mark it with <!--= path -->"
    assert used == set()


def test_an_exception_excuses_its_stretch_of_its_page_only():
    exceptions = [{"text": "it is 3", "page": "other"}, {"text": "it is 3"}, {"text": "is 4", "page": "rnn"}]
    shown = page("it is 3, that is 3, is 4")
    faults, used = check_hand_typed(shown, find_uncovered(shown, []), exceptions)
    assert [fault.message[:1] for fault in faults] == ["3"]
    assert used == {1, 2}


def test_an_exception_that_no_page_needs_is_a_fault(monkeypatch, tmp_path):
    file = tmp_path / "hand_typed.toml"
    file.write_text('[[exception]]\ntext = "it is 3"\nreason = "r"\n[[exception]]\n"text" = "is 4"\n', encoding="utf-8")
    monkeypatch.setattr(hand_typed, "EXCEPTIONS", file)
    exceptions = read_exceptions()
    assert [item["text"] for item in exceptions] == ["it is 3", "is 4"]
    faults = unused_exceptions(exceptions, {0})
    assert str(faults[0]) == f"{file}: no page needs the exception 'is 4'; remove it"
    assert unused_exceptions(exceptions, set())[0].line == 2
    assert unused_exceptions(exceptions, {0, 1}) == []


def test_every_exception_has_a_reason():
    assert [item for item in read_exceptions() if len(item.get("reason", "")) < 10] == []

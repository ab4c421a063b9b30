"""The figures a person read stop the build when the check finds others."""

import pytest

from scripts.checking import check_reviewed
from scripts.checking.check_reviewed import same_figures
from scripts.model.entries import Entry, Statement
from tests import told


def entry(name: str, evidence: str) -> Statement:
    return told.statement(f"bank.{name}", evidence=evidence)


@pytest.fixture
def said(tmp_path, standing_in):
    """The faults of a file of lines read, against the evidence of some statements."""
    standing_in(root=tmp_path, reviewed=tmp_path)

    def faults(text: str, *entries: Entry) -> list[str]:
        (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
        return [str(fault) for fault in check_reviewed.check_reviewed(told.exercise("bank", *entries))]

    return faults


def test_what_was_read_is_what_is_found(said):
    assert said("# sums\na_01 = '$1.5$ of 8'\n", entry("a_01", "$1.5$ of 8"), told.answer("bank.answer")) == []


def test_another_figure_is_named_with_both_texts_and_the_line(said):
    assert said("# sums\na_01 = '7 of 8'\n", entry("a_01", "6 of 8")) == [
        "bank.toml:2: a_01 was read as 7 of 8; its check now finds 6 of 8; "
        "work it out anew, then write: a_01 = '6 of 8'"
    ]


def test_a_missing_and_a_superfluous_line_are_faults(said):
    assert said("b_01 = 'seen'\n", entry("a_01", "it's 3")) == [
        "bank.toml:1: no statement b_01; remove or rename the line",
        "bank.toml:1: no line for what a_01 finds; work it out, then write: a_01 = '''it's 3'''",
    ]
    assert said("", entry("a_01", "3")) == [
        "bank.toml: no line for what a_01 finds; work it out, then write: a_01 = '3'"
    ]


def test_a_file_that_is_no_toml_is_named_with_its_line(said):
    assert said("a_01 = '3\n", entry("a_01", "3"))[0].startswith("bank.toml:1: it cannot be read: ")
    assert said("a_01 = 'x'\na_02 = [", entry("a_01", "x"))[0].startswith("bank.toml:")


def test_an_exercise_without_statements_needs_no_file(tmp_path, standing_in):
    standing_in(reviewed=tmp_path)
    assert list(check_reviewed.check_reviewed(told.exercise("bank", told.answer("bank.answer")))) == []


@pytest.mark.parametrize(
    ("read", "found", "trained", "same"),
    [
        ("0.0191", "0.0192", False, True),
        ("0.0191", "0.0194", False, False),
        ("10201 chords", "10202 chords", False, False),
        ("0.5", "0.6", False, False),
        ("0.22", "0.21", True, True),
        ("0.22", "0.25", True, False),
        ("12 epochs", "13 epochs", True, False),
        ("$-1$", "$1$", False, False),
        ("up to 3", "down to 3", False, False),
        ("1, 2", "1", False, False),
        ("$10^{-7}$", "$10^{-6}$", False, False),
    ],
)
def test_decimals_may_differ_as_much_as_computers_do(read, found, trained, same):
    assert same_figures(read, found, trained=trained) is same

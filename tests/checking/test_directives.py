"""Comments that the build replaces, and those that nobody would."""

import pytest

from scripts.checking.directives import DIRECTIVES, check_arguments, check_directives, directives
from scripts.model.evidence import Exercise
from scripts.model.paths import DOCS, EXERCISES, ROOT
from scripts.model.source import Page
from tests.checking.made_up import EX, page
from tests.checking.test_check_statements import bank, entry


def said(text: str) -> list[str]:
    return [fault.message for fault in check_directives(page(text))]


@pytest.mark.parametrize(
    "text",
    [
        "17<!--= ex.n -->, $x$<!--! ex.claim -->, 17<!-- ex.n -->",
        "<!-- note: ledger: rnn is what stands below,\nin two lines -->",
        "a <!--note: short --> b",
        "a\n\n<!-- ledger: ex -->\n\n  <!-- exam at a glance -->\n",
        "```\n<!-- ledgre: ex -->\n```\n\nand `<!-- nothing -->`",
    ],
)
def test_markers_notes_directives_and_code_are_no_fault(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("comment", "meant"),
    [
        ("<!-- ledgre: rnn -->", "<!-- ledger: rnn -->"),
        ("<!--ledger: rnn-->", "<!-- ledger: rnn -->"),
        ("<!-- Ledger: rnn -->", "<!-- ledger: rnn -->"),
        ("<!-- ledger -->", "<!-- ledger: SLUG -->"),
        ("<!-- statements:relu -->", "<!-- statements: relu -->"),
        ("<!-- exam at glance -->", "<!-- exam at a glance -->"),
        ("<!-- the exam at a glance -->", "<!-- exam at a glance -->"),
        ("<!-- exam at a glance: all -->", "<!-- exam at a glance -->"),
        ("<!-- point that cost marks -->", "<!-- points that cost marks -->"),
        ("<!--  ledger: rnn  -->", "<!-- ledger: rnn -->"),
    ],
)
def test_a_misspelt_directive_is_a_fault_with_what_was_meant(comment, meant):
    (message,) = said(f"a\n\n{comment}\n")
    assert message.startswith(f"nobody knows {' '.join(comment.split())}; did you mean {meant}? there is ")


def test_a_comment_that_resembles_none_lists_all_and_how_to_speak_to_people():
    (message,) = said("a <!-- TODO: ask\nsomebody, " + "and so on " * 9 + "-->")
    assert message.startswith("nobody knows <!-- TODO: ask somebody, and so on")
    assert "mean" not in message
    assert all(f"<!-- {name}" in message for name in DIRECTIVES)
    assert message.endswith("words for people: <!-- note: ... -->")


def test_the_guide_names_every_directive():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name, argument in DIRECTIVES.items():
        assert (f"`<!-- {name}: {argument} -->`" if argument else f"`<!-- {name} -->`") in guide


def test_a_directive_within_a_line_is_a_fault():
    assert said("see <!-- exam at a glance -->") == [
        "<!-- exam at a glance --> makes a block; put it on a line of its own"
    ]


def test_directives_have_name_argument_and_place():
    assert directives(page("a\n\n<!-- statements: relu -->\n")) == [("statements", "relu", 3, 28)]


def arguments(text: str, exercises: dict[str, Exercise]) -> list[str]:
    return [str(fault) for fault in check_arguments(Page(EXERCISES / "bank.md", text), exercises)]


def test_an_argument_names_what_there_is():
    known = {"bank": bank(entry("sums_01", "sums")), "ex": EX}
    assert arguments("<!-- ledger: bank -->\n<!-- statements: sums -->\n<!-- entry: ex.n@tanh -->", known) == []
    ledger, topic, shown = arguments("<!-- ledger: ex -->\n<!-- statements: relu -->\n<!-- entry: ex.m@tanh -->", known)
    assert ledger == "docs/exercises/bank.md:1: no ledger of ex here; there is bank"
    assert topic == "docs/exercises/bank.md:2: no statements on relu here; there is sums"
    assert shown.startswith("docs/exercises/bank.md:3: no entry of ex.m@tanh here; there is ex.n@tanh, ex.n, ")


def test_a_page_without_an_exercise_has_no_ledger_and_no_statements():
    page = Page(DOCS / "bank.md", "<!-- ledger: bank -->\n<!-- statements: sums -->")
    assert [fault.message.partition("; ")[2] for fault in check_arguments(page, {})] == ["there is none"] * 2


def test_what_could_not_be_computed_is_told_once(monkeypatch):
    broken = Exercise({**bank().data, "raised": True})
    assert arguments("<!-- statements: sums -->", {"bank": broken}) == []
    rnn = Page(EXERCISES / "rnn.md", "<!-- ledger: rnn -->")  # it has a snippet, and no evidence
    assert list(check_arguments(rnn, {})) == []

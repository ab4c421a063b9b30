"""Comments that ask for a view, and those that nobody would answer."""

import pytest
from msgspec.structs import replace

from scripts.checking.check_views import check_arguments, check_comments, written
from scripts.model.evidence import Exercise
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.model.views import calls
from scripts.rendering.views import VIEWS
from tests.checking.made_up import EX, page
from tests.checking.test_check_statements import bank, entry


def said(text: str) -> list[str]:
    return [fault.message for fault in check_comments(page(text), VIEWS)]


@pytest.mark.parametrize(
    "text",
    [
        "17<!--= ex.n -->, $x$<!--! ex.claim -->, 17<!-- ex.n -->",
        "<!-- note: ledger: rnn is what stands below,\nin two lines -->",
        "a <!--note: short --> b",
        "a\n\n<!-- view: ledger ex -->\n\n  <!-- view: exam -->\n",
        "```\n<!-- ledgre: ex -->\n```\n\nand `<!-- nothing -->`",
    ],
)
def test_markers_notes_views_and_code_are_no_fault(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("comment", "meant"),
    [
        ("<!-- view: ledgre rnn -->", "<!-- view: ledger rnn -->"),
        ("<!-- ledger: rnn -->", "<!-- view: ledger rnn -->"),
        ("<!--view: ledger rnn-->", "<!-- view: ledger rnn -->"),
        ("<!-- view: Ledger rnn -->", "<!-- view: ledger rnn -->"),
        ("<!-- view: ledger -->", "<!-- view: ledger SLUG -->"),
        ("<!-- view:statements relu -->", "<!-- view: statements relu -->"),
        ("<!-- exam -->", "<!-- view: exam -->"),
        ("<!-- view: the exam -->", "<!-- view: exam -->"),
        ("<!-- view: exam all -->", "<!-- view: exam -->"),
        ("<!-- view: costly-point -->", "<!-- view: costly-points -->"),
        ("<!--  view: ledger rnn  -->", "<!-- view: ledger rnn -->"),
    ],
)
def test_a_misspelt_view_is_a_fault_with_what_was_meant(comment, meant):
    (message,) = said(f"a\n\n{comment}\n")
    assert message.startswith(f"nobody knows {' '.join(comment.split())}; did you mean {meant}? there is ")


def test_a_comment_that_resembles_none_lists_all_and_how_to_speak_to_people():
    (message,) = said("a <!-- TODO: ask\nsomebody, " + "and so on " * 9 + "-->")
    assert message.startswith("nobody knows <!-- TODO: ask somebody, and so on")
    assert "mean" not in message
    assert all(written(name, view.argument) in message for name, view in VIEWS.items())
    assert message.endswith("words for people: <!-- note: ... -->")


def test_the_guide_names_every_view():
    guide = (here().root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f"`{written(name, view.argument)}`" in guide for name, view in VIEWS.items())


def test_a_view_within_a_line_is_a_fault():
    assert said("see <!-- view: exam -->") == ["<!-- view: exam --> makes a block; put it on a line of its own"]


def test_a_call_has_name_argument_and_place():
    assert calls(page("a\n\n<!-- view: statements relu -->\n")) == [("statements", "relu", 3, 33)]


def arguments(text: str, exercises: dict[str, Exercise]) -> list[str]:
    return [str(fault) for fault in check_arguments(Page(here().exercises / "bank.md", text), exercises, VIEWS)]


def test_an_argument_names_what_there_is():
    known = {"bank": bank(entry("sums_01", "sums")), "ex": EX}
    assert (
        arguments("<!-- view: ledger bank -->\n<!-- view: statements sums -->\n<!-- view: entry ex.n@tanh -->", known)
        == []
    )
    ledger, topic, shown = arguments(
        "<!-- view: ledger ex -->\n<!-- view: statements relu -->\n<!-- view: entry ex.m@tanh -->", known
    )
    assert ledger == "docs/exercises/bank.md:1: no ledger of ex here; there is bank"
    assert topic == "docs/exercises/bank.md:2: no statements of relu here; there is sums"
    assert shown.startswith(
        "docs/exercises/bank.md:3: no entry of ex.m@tanh here; there is ex.n@tanh, ex.m@exam, ex.n, "
    )


def test_a_page_without_an_exercise_has_no_ledger_and_no_statements():
    page = Page(here().docs / "bank.md", "<!-- view: ledger bank -->\n<!-- view: statements sums -->")
    assert [fault.message.partition("; ")[2] for fault in check_arguments(page, {}, VIEWS)] == ["there is none"] * 2


def test_what_could_not_be_computed_is_told_once(monkeypatch):
    broken = replace(bank(), raised=True)
    assert arguments("<!-- view: statements sums -->", {"bank": broken}) == []
    rnn = Page(here().exercises / "rnn.md", "<!-- view: ledger rnn -->")  # it has a snippet, and no evidence
    assert list(check_arguments(rnn, {}, VIEWS)) == []

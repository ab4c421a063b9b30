"""A term that looks German is listed, and what is listed stands on a page."""

import pytest

from scripts.checking.check_german import check_german
from scripts.model.paths import here
from scripts.model.source import Page


@pytest.fixture(autouse=True)
def terms(standing_in, tmp_path):
    """A function that writes the list."""
    standing_in(german=tmp_path / "german.toml")

    def write(text: str) -> None:
        here().german.write_text(text, encoding="utf-8")

    write('german = ["Ziel"]\nenglish = ["Sigma"]\n')
    return write


def said(text: str, **options: bool) -> list[tuple[int, str]]:
    page = Page(here().docs / "a.md", text)
    return [(fault.line, fault.message) for fault in check_german([page], **options)]


def test_listed_terms_are_right():
    assert said("target (Ziel), its (Sigma, $x$) and (Sigma)") == []


@pytest.mark.parametrize("term", ["Zielwert", "kleinste Quadrate", "L2-Norm", "für", "größer"])
def test_a_term_that_looks_german_and_is_not_listed_is_told(term):
    (fault,) = said(f"one\n\ntwo (thing, {term}) of (Ziel) and (Sigma)")
    assert fault[0] == 3
    assert fault[1].startswith(f"({term}) looks like a German term; write")


@pytest.mark.parametrize(
    "text", ["(a word)", "(MSE)", "(see the first word of Kingma and others there)", "`(Zielwert)`"]
)
def test_other_brackets_are_not(text):
    assert said(f"{text} (Ziel) (Sigma)") == []


def test_a_term_that_no_page_has_is_told_where_all_pages_are_asked():
    (fault,) = said("(Sigma)")
    assert fault == (1, 'no page has "Ziel" in brackets; remove it')
    assert said("(Sigma)", whole=False) == []


def test_a_list_that_cannot_be_read_is_told_with_its_line(terms):
    terms('german = ["Ziel"]\nenglish = x\n')
    ((line, message),) = said("(Ziel)")
    assert line == 2
    assert message.startswith("the terms cannot be read")
    here().german.unlink()
    assert "looks like a German term" in said("(Ziel)")[0][1]

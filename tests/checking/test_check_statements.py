"""What a page shows of the bank, and formulas in texts that no page holds."""

from scripts.checking.check import check_page, check_words
from scripts.checking.check_formulas import check_formulas
from scripts.checking.check_statements import check_points, statement_texts
from scripts.model.entries import Entry, Option, Point, Statement
from scripts.model.evidence import Exercise
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.views import VIEWS
from tests import told


def entry(name: str, topic: str, fact: str = "True.") -> Statement:
    return told.statement(f"bank.{name}", topic=topic, fact=fact, reason="Because $1 < 2$.")


def bank(*entries: Entry) -> Exercise:
    return told.exercise("bank", *entries)


def test_a_topic_on_the_page_shows_its_statements_and_no_others():
    page = Page(here().exercises / "bank.md", "text\n\n<!-- view: statements sums -->\n")
    report = check_page(page, {"bank": bank(entry("sums_01", "sums"), entry("signs_01", "signs"))}, VIEWS)
    assert report.shown == {"bank.sums_01": 6}
    assert report.faults == []


def test_an_unknown_topic_is_a_fault_with_its_line():
    page = Page(here().exercises / "bank.md", "text\n\n<!-- view: statements sum -->\n")
    (fault,) = check_page(page, {"bank": bank(entry("sums_01", "sums"))}, VIEWS).faults
    assert str(fault) == "docs/exercises/bank.md:3: no statements of sum here; there is sums"


def test_a_broken_formula_in_a_statement_is_named_at_its_check(monkeypatch):
    monkeypatch.setattr("scripts.checking.check_formulas.build_fonts", lambda keys, render: None)
    exercise = bank(entry("sums_01", "sums", r"It is $\nosuch$."), told.answer("bank.answer"))
    (fault,) = check_formulas([*statement_texts(exercise)])
    assert (fault.file, fault.line) == ("snippets/bank/sums.py", 7)
    assert "nosuch" in fault.message


def test_a_statement_is_read_as_a_page_is():
    faults = check_words(list(statement_texts(bank(entry("sums_01", "sums", "It is x^2 large.")))))
    assert [str(fault) for fault in faults] == [
        "snippets/bank/sums.py:7: '^2' sets nothing higher here; write a formula, $x^2$"
    ]


def point(about: str = "rnn#d", fact: str = "It is so.", instead: str = "Write `0.5`.") -> Point:
    return told.point("bank.point_01", topic="sums", fact=fact, instead=instead, about=about)


def said(exercise: Exercise) -> list[str]:
    return [str(fault) for fault in check_points(exercise)]


def test_a_point_is_about_a_section_that_there_is():
    assert said(bank(point(), entry("sums_01", "sums"))) == []
    where, what = "snippets/bank/sums.py:7", "bank.point_01 is about a section"
    assert said(bank(point("rnn#z"))) == [f"{where}: {what} z that docs/exercises/rnn.md does not have"]
    assert said(bank(point("none#a"))) == [f"{where}: {what} a that docs/exercises/none.md does not have"]


def test_a_result_typed_into_the_text_of_a_point_is_a_fault():
    (fault,) = said(bank(point(instead="The loss is 0.31.")))
    assert fault == "snippets/bank/sums.py:7: 0.31 is typed by hand; let the experiment find it"


def test_a_broken_formula_in_what_to_write_instead_is_named(monkeypatch):
    monkeypatch.setattr("scripts.checking.check_formulas.build_fonts", lambda keys, render: None)
    (fault,) = check_formulas(list(statement_texts(bank(point(instead=r"Write $\nosuch$.")))))
    assert "nosuch" in fault.message


def test_a_broken_formula_in_an_option_is_named(monkeypatch):
    monkeypatch.setattr("scripts.checking.check_formulas.build_fonts", lambda keys, render: None)
    options = [Option("a", r"It is $\nosuch$.", r"Why $\notthis$.", right=True)]
    assert len(check_formulas(list(statement_texts(bank(told.choice("bank.sums_01", "a", options=options)))))) == 2

"""The bank as Markdown: statement first; verdict, reason, evidence and code on opening."""

from scripts.checking.source import Page
from scripts.paths import EXERCISES
from scripts.rendering.edition import _about_statement
from scripts.rendering.furniture import furnish
from scripts.rendering.statements import bank

TRUE = {
    "id": "bank.sums_01",
    "slug": "bank",
    "topic": "sums",
    "value": True,
    "fact": "Two and two make **exactly** 4.",
    "reason": "Counting.",
    "evidence": "$2 + 2 = 4$",
    "source": "snippets/bank/sums.py:7",
}
FALSE = {**TRUE, "id": "bank.sums_02", "value": False}


def test_the_statements_of_a_topic_are_counted_and_folded():
    text = bank("sums", [TRUE, FALSE, {**TRUE, "topic": "signs"}, {"id": "bank.answer"}], [])
    assert "2 statements, 1 true and 1 false" in text
    assert text.count('<details class="statement"') == 2
    assert '<details class="statement" id="sums-02" markdown="1">' in text
    assert '<span data-number="sums-01">Two and two make **exactly** 4.</span>' in text
    assert "**True**<!--= bank.sums_01 -->. Counting." in text
    assert "What the check found: $2 + 2 = 4$" in text
    assert "Counterexample: $2 + 2 = 4$" in text
    assert '--8<-- "bank/sums.py:sums_01"' in text


def test_the_page_has_the_bank_in_place_of_its_directive_and_the_ledger_without_it():
    page = Page(EXERCISES / "bank.md", "# Bank\n\n<!-- statements: sums -->\n\n<!-- ledger: bank -->\n")
    text = furnish(page, {"answers": [TRUE], "figures": []}, [])
    assert 'id="sums-01"' in text
    assert text.partition('class="ledger"')[2].count("sums_01") == 0


def test_only_a_false_statement_has_a_counterexample():
    assert _about_statement(TRUE)["counterexample"] is None
    assert _about_statement(FALSE)["counterexample"] == "$2 + 2 = 4$"
    assert _about_statement({"id": "bank.answer"}) == {}

"""The bank as Markdown: statement first; verdict, reason, evidence and code on opening."""

from scripts.model.paths import EXERCISES
from scripts.model.source import Page
from scripts.rendering.furniture import furnish
from scripts.rendering.statements import bank
from tests.rendering.typed import answer, choice, edition, statement

TRUE = statement("bank.sums_01", True, fact="Two and two make **exactly** 4.")
FALSE = statement("bank.sums_02", False)
OTHER = statement("bank.signs_01", True, topic="signs")
CHOICE = choice("bank.sums_03", fact="How much?", reason="Count to 4.")


def test_the_statements_of_a_topic_are_counted_and_folded():
    text = bank("sums", [TRUE, FALSE, OTHER, answer("bank.answer")], [])
    assert '<p class="count">2 statements</p>' in text
    assert text.count('<details class="statement"') == 2
    assert '<details class="statement" id="sums-02" markdown="1">' in text
    assert '<span data-number="sums-01">Two and two make **exactly** 4.</span>' in text
    assert "**True**<!--= bank.sums_01 -->. Counting." in text
    assert "What the check found: $2 + 2 = 4$" in text
    assert "Counterexample: $2 + 2 = 4$" in text
    assert '--8<-- "bank/sums.py:sums_01"' in text


def test_the_page_has_the_bank_in_place_of_its_directive_and_the_ledger_without_it():
    page = Page(EXERCISES / "bank.md", "# Bank\n\n<!-- view: statements sums -->\n\n<!-- view: ledger bank -->\n")
    text = furnish(page, edition(TRUE), [])
    assert 'id="sums-01"' in text
    assert text.partition('class="ledger"')[2].count("sums_01") == 0


def test_the_options_of_a_question_are_read_before_it_is_opened_and_each_has_its_reason_behind_it():
    text = bank("sums", [TRUE, FALSE, CHOICE], [])
    assert '<p class="count">2 statements; 1 question with four options</p>' in text
    question = text.partition('id="sums-03"')[2]
    summary, _, behind = question.partition("</summary>")
    assert '<span data-number="sums-03">How much? <span class="option">(a) It is $3$.</span>' in summary
    assert summary.count('class="option"') == 4
    assert behind.lstrip().startswith("**b**<!--= bank.sums_03 -->. Count to 4.")
    assert [line for line in behind.splitlines() if line.startswith("- ")] == [
        "- (a) Count to 3.",
        "- (c) Count to 5.",
        "- (d) Count to 6.",
    ]
    assert "2 questions with four options" in bank("sums", [TRUE, CHOICE, CHOICE], [])

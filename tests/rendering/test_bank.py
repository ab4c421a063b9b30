"""The bank as Markdown: statement first; verdict, reason, evidence and code on opening."""

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.page_parts import furnish
from scripts.rendering.statements import bank, checks
from tests.rendering.typed import answer, choice, edition, point, statement

TRUE = statement("bank.sums_01", True, fact="Two and two make **exactly** 4.")
FALSE = statement("bank.sums_02", False)
OTHER = statement("bank.signs_01", True, topic="signs")
POINT = point("bank.sums_04", "not said")
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
    assert text.count('<a class="checked" href="checked/#sums-02"') == 1
    assert "--8<--" not in text


def test_the_code_of_a_check_says_what_came_out_and_leads_back(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)
    text = checks("sums", [TRUE, OTHER, CHOICE, POINT, answer("bank.answer")])
    assert text.count('<details class="code"') == 3
    first = text.partition("</details>")[0]
    assert first.startswith('<details class="code" id="sums-01" markdown="1">\n<summary>sums-01: true</summary>')
    assert '--8<-- "bank/sums.py:sums_01" without words' in first
    assert '<a href="../#sums-01">What it decides</a>' in first
    assert "Edit the check: <code>snippets/bank/sums.py</code>" in first
    assert "<summary>sums-03: b</summary>" in text
    assert "<summary>sums-04: not said</summary>" in text


def test_the_page_has_the_bank_in_place_of_its_directive():
    page = Page(here().exercises / "bank.md", "# Bank\n\n<!-- view: statements sums -->\n")
    assert 'id="sums-01"' in furnish(page, edition(TRUE), [])


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

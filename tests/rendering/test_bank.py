"""The bank as Markdown: statement first; verdict, reason, evidence and code on opening."""

import json

import jsonschema
import pytest

from scripts.model.paths import DOCS, EXERCISES
from scripts.model.source import Page
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
OPTIONS = [
    {"letter": letter, "text": f"It is ${n}$.", "reason": f"Count to {n}.", "right": letter == "b"}
    for n, letter in enumerate("abcd", 3)
]
CHOICE = {**TRUE, "id": "bank.sums_03", "value": "b", "fact": "How much?", "reason": "Count to 4.", "options": OPTIONS}


def test_the_statements_of_a_topic_are_counted_and_folded():
    text = bank("sums", [TRUE, FALSE, {**TRUE, "topic": "signs"}, {"id": "bank.answer"}], [])
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
    text = furnish(page, {"answers": [TRUE], "figures": [], "relations": {}}, [])
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


def test_a_choice_has_its_options_in_the_edition_and_no_counterexample():
    assert _about_statement(CHOICE)["options"] == OPTIONS
    assert _about_statement(CHOICE)["counterexample"] is None


def test_only_a_false_statement_has_a_counterexample():
    assert _about_statement(TRUE)["counterexample"] is None
    assert _about_statement(FALSE)["counterexample"] == "$2 + 2 = 4$"
    assert _about_statement({"id": "bank.answer"}) == {}


ENTRY = {
    **_about_statement(CHOICE),
    **{key: CHOICE[key] for key in ("id", "slug", "fact", "value")},
    "instance": "exam", "part": "", "points": 0, "kind": "choice", "latex": "b", "display": "b", "page": "bank/",
    "anchor": "", "source": "snippets/bank/sums.py:7", "slips": [],
    "witnesses": [{"name": "answer key", "value": "b", "deviation": 0.0, "unit": "exact", "within": 0.0,
                   "source": "tests/answer_key/bank.toml:7"}],
}  # fmt: skip


def refused(entry: dict) -> bool:
    schema = json.loads((DOCS / "answers.schema.json").read_text(encoding="utf-8"))
    return not jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/answer"}).is_valid(entry)


def test_a_choice_is_an_entry_of_the_edition():
    assert not refused(ENTRY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "e"},
        {"kind": "truth"},
        {"options": OPTIONS[:3]},
        {"options": [{**option, "right": True} for option in OPTIONS]},
        {"options": [{**option, "right": False} for option in OPTIONS]},
    ],
)
def test_a_choice_that_is_none_is_refused_by_the_schema(wrong):
    assert refused(ENTRY | wrong)

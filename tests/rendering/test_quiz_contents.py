"""What the quiz knows before it reads the bank."""

import json

from scripts.model import draws
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.page_parts import furnish
from scripts.rendering.quiz import contents, mark
from tests.rendering.typed import answer, choice, edition, point, statement

TRUE, FALSE = statement("bank.sums_01", True), statement("bank.sums_02", False)
CHOICE, POINT = choice("bank.sums_03"), point("bank.sums_04", "not said")
SIGNS = [statement("bank.signs_01", True, topic="signs"), statement("bank.signs_02", True, topic="signs")]
EDITION = edition(TRUE, FALSE, CHOICE, POINT, answer("bank.answer"), *SIGNS, statement("other.sums_01", True))
BANK = Page(
    here().exercises / "bank.md",
    "# Bank\n\n<!-- view: statements none -->\n\n## All { #bank }\n\n"
    "### Sums { #sums }\n<!-- view: statements sums -->\n\n"
    "### Signs & more { #signs }\n<!-- view: statements signs -->\n",
)
NAMELESS = Page(here().exercises / "other.md", "<!-- view: statements sums -->\n")


def test_topics_have_their_titles_and_each_question_its_mark():
    assert json.loads(contents(EDITION, [NAMELESS, BANK]))["topics"] == [
        {
            "id": "sums",
            "title": "Sums",
            "questions": {"sums-01": mark(TRUE), "sums-02": mark(FALSE), "sums-03": mark(CHOICE)},
        },
        {"id": "signs", "title": "Signs & more", "questions": {"signs-01": mark(SIGNS[0]), "signs-02": mark(SIGNS[1])}},
    ]


def test_draws_are_lists_of_ids(standing_in, tmp_path):
    standing_in(snippets=tmp_path)
    for slug, text in (("bank", '[draws]\n1 = ["sums_01", "signs_02"]\n2 = ["sums_02"]\n'), ("other", "1 = [")):
        (tmp_path / slug).mkdir()
        draws.draws_of(slug).write_text(text, encoding="utf-8")
    assert json.loads(contents(EDITION, [NAMELESS, BANK]))["draws"] == [["sums-01", "signs-02"], ["sums-02"]]


def test_a_mark_changes_with_words_options_and_verdict_and_with_nothing_else():
    words = statement("bank.sums_01", True, fact="Another fact.")
    options = choice("bank.sums_03", options=CHOICE.options[::-1])
    marks = {mark(entry) for entry in (TRUE, words, statement("bank.sums_01", False), CHOICE, options)}
    assert len(marks) == 5
    assert mark(statement("bank.sums_09", True, reason="Count again.", evidence="$4$")) == mark(TRUE)
    assert mark(TRUE) == "66270d"


def test_the_topics_are_a_table_that_leads_to_the_bank():
    shown = furnish(Page(here().docs / "quiz.md", "<!-- view: topics -->\n"), EDITION, [BANK])
    assert shown.splitlines() == [
        "| Topic | In the bank |",
        "| --- | --- |",
        "| [Sums](exercises/bank.md#sums) | 2 statements; 1 question with four options |",
        "| [Signs & more](exercises/bank.md#signs) | 2 statements |",
    ]

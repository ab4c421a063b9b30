"""Keywords lead to sections that are there."""

import pytest

from scripts.checking.check_structure import check_keywords
from scripts.model.paths import here
from scripts.model.source import Page


def told(keywords: str) -> list[tuple[int, str]]:
    page = Page(
        here().exercises / "made_up.md", f"---\ntitle: x\n{keywords}---\n# X\n\n## B {{ #b }}\n\n### C {{ #bank }}\n"
    )
    return [(fault.line, fault.message) for fault in check_keywords(page)]


@pytest.mark.parametrize("keywords", ["", "keywords: {b: [Konditionszahl, two words], bank: [x]}\n"])
def test_words_for_sections_that_are_there_are_no_fault(keywords):
    assert told(keywords) == []


def test_words_for_no_section_are_a_fault_that_tells_which_there_are():
    assert told("keywords:\n  b: [x]\n  d: [y]\n") == [
        (5, "keywords for d, which is no section here; there are b, bank")
    ]


@pytest.mark.parametrize(
    "keywords", ["keywords: x\n", "keywords: {b: x}\n", "keywords: {b: [1]}\n", "keywords: {b: []}\n"]
)
def test_what_is_no_list_of_words_is_a_fault(keywords):
    [(line, message)] = told(keywords)
    assert line == 3
    assert message.startswith("keywords are lists of words")

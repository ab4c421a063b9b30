"""The points of a grading block add up."""

import pytest

from scripts.checking.check import pages
from scripts.checking.grading import GRAMMAR, check_points_add_up, check_rubrics, graded, rubrics, spans_of_points
from scripts.model.paths import here
from scripts.model.source import Page
from tests.tiny_exercise import PAGE

SENTENCE = "4 points: the number 3, its unit 1."


def page(sentence: str) -> Page:
    assert PAGE.count(SENTENCE) == 1
    return Page(here().exercises / "square.md", PAGE.replace(SENTENCE, sentence))


def said(sentence: str) -> list[str]:
    return [fault.message for fault in check_points_add_up(page(sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        SENTENCE,
        "4 points: the area 4. Full marks also for 9 square metres.",
        "4 points for the number. It is 9.",
        "4 points: the sum, and its order 3 (one for each, the last free), $x = 7$, named 1 (here).",
        "4 points: $x \\le 3$ and\n`y = 2.5` 3, the rest 1.",
    ],
)
def test_points_that_add_up_are_right(sentence):
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("5 points: the number 4, its unit 1.", "part a brings 4 points in the front matter, 5 here"),
        ("4 points: the number 3, its unit 2.", f"3 + 2 is not 4 points; {GRAMMAR}"),
        ("5 points for the number.", "part a brings 4 points in the front matter, 5 here"),
        ("4 points: one for each side.", f"no item is not 4 points; {GRAMMAR}"),
        ("4 points: the number 4, its unit.", f"no item is not 4 points; {GRAMMAR}"),
        ("All points for the number.", f"these points cannot be added up; {GRAMMAR}"),
        ("four points: the number 4.", f"these points cannot be added up; {GRAMMAR}"),
    ],
)
def test_points_that_do_not_add_up_are_a_fault(sentence, message):
    assert said(sentence) == [message]


def test_the_fault_stands_at_the_sentence():
    (fault,) = check_points_add_up(page("5 points for the number."))
    assert page("5 points for the number.").text.splitlines()[fault.line - 1] == "5 points for the number."


def test_only_the_numbers_that_are_added_are_points():
    text = page("4 points: 9 sides 3, unit 1 (of 2). It is 9.")
    assert [text.text[start:end] for start, end in spans_of_points(text)] == ["4", "3", "1"]


def test_every_part_of_the_exam_is_read():
    found = {(page.slug, block.part) for page in pages() for block in graded(page)}
    own = {(slug, part) for slug, part in found if slug.startswith("practice_")}
    assert own == {(f"practice_{slug}", part) for slug in ("autoencoder", "linear_regions") for part in "ab"}
    assert found - own == {(page.slug, part) for page in pages() for part in page.parts}


def test_a_block_outside_of_every_part_is_nobody_s():
    stray = PAGE.replace("## (a) Area { #a }", "## (z) Area { #z }")
    assert list(graded(Page(here().exercises / "square.md", stray))) == []


# A practice: points of the exercise, the last ones for its fields

FIELD = '<p class="field" data-field="practice_linear_regions.{}">x</p>'
FIELDS = "\n\n".join(FIELD.format(name) for name in ("one", "two"))


def practised(sentence: str, part: str = "b") -> Page:
    """The sentence of a part that brings six points."""
    graded = f"<details>\n<summary>How it is graded</summary>\n\n{sentence}\n\n</details>\n"
    text = f"# P\n\n## Borders {{ #{part} }}\n\n{FIELDS}\n\n{graded}\n\n## More {{ #c }}\n\n{FIELD.format('three')}\n"
    return Page(here().practice / "linear_regions.md", text)


def test_the_last_items_are_those_of_the_fields():
    page = practised("6 points: the drawing 2, its marks 1, their number 2.5, the share 0.5.")
    assert rubrics(page) == {"b": ([2.5, 0.5], 3)}
    assert [*check_points_add_up(page), *check_rubrics(page)] == []
    assert [page.text[start:end] for start, end in spans_of_points(page)] == ["6", "2", "1", "2.5", "0.5"]


def test_points_of_a_practice_are_those_that_the_exam_has():
    (fault,) = check_points_add_up(practised("5 points: the drawing 2, their number 2, the share 1."))
    assert fault.message == "part b brings 6 points in the front matter, 5 here"
    (fault,) = check_points_add_up(practised("6 points: the drawing 2, their number 2.5, the share 1."))
    assert fault.message == f"2 + 2.5 + 1 is not 6 points; {GRAMMAR}"


def test_each_field_has_an_item_and_the_drawing_too():
    (fault,) = check_rubrics(practised("6 points: their number 3, the share 3."))
    assert fault.message.startswith("2 items for 2 fields and what is judged by hand; write one for each field")


def test_what_is_no_part_of_the_exam_is_not_graded():
    assert rubrics(practised("Nothing.", "every")) == {}

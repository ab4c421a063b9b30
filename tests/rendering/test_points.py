"""The points of the notes as Markdown: the table, what costs marks, and each point folded."""

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.page_parts import furnish
from scripts.rendering.points import costly, count, overview, point, points, where
from scripts.rendering.statements import bank
from tests.rendering import typed
from tests.tiny_exercise import PAGE

EXAM = [
    Page(here().exercises / "square.md", PAGE),
    Page(here().exercises / "circle.md", PAGE.replace("exercise: 1", "exercise: 2")),
]
TOLD = {"fact": "Two and two make 5.", "reason": "Count.", "source": "snippets/notes/sums.py:7"}
WRONG = typed.point("notes.point_01", "wrong", **TOLD, costs_marks=True)
UNSAID = typed.point("notes.point_03", "not said", **TOLD)
RIGHT = typed.point("notes.point_02", "right", **TOLD, about="exercises/circle/#task")


def test_a_point_shows_its_class_first_and_the_rest_when_opened():
    text = point(WRONG, EXAM)
    closed, _, opened = text.partition("</summary>")
    assert '<details class="statement point" id="point-01"' in closed
    assert '<span class="badge wrong">wrong</span> Two and two make 5.' in closed
    assert "**Instead:** They make 4. Count." in opened
    assert "**Run at build:** $2 + 2 = 4$" in opened
    assert "[The fenced square (a)](exercises/square.md#a)" in opened
    assert '<a class="checked" href="checked/#point-01" data-search-exclude>The experiment</a>' in opened


def test_what_is_right_is_not_replaced():
    assert "**So:** They make 4. Count." in point(RIGHT, EXAM)
    assert "**So:** They make 4. Count." in point(UNSAID, EXAM)


def test_a_section_that_is_no_part_and_an_exercise_that_is_not_read_have_links_too():
    assert where(RIGHT, EXAM) == "[The fenced square](exercises/circle.md#task)"
    assert where(WRONG, []) == "[square (a)](exercises/square.md#a)"


def test_points_are_counted_by_class():
    assert count([WRONG]) == '<p class="count">1 point: 1 wrong</p>'
    assert count([WRONG, RIGHT, WRONG]) == '<p class="count">3 points: 2 wrong, 1 right</p>'


def test_what_the_notes_never_said_stands_apart_from_what_they_say():
    text = points([UNSAID, WRONG, RIGHT], EXAM)
    assert text.startswith('<p class="count">3 points: 1 wrong, 1 not said, 1 right</p>')
    said, caption, unsaid = text.partition('<p class="count">Not said in the notes:</p>')
    assert caption
    assert all(f'id="point-0{number}"' in said for number in (1, 2))
    assert '<span class="badge not-said">not said</span>' in unsaid
    assert "Not said in" not in points([WRONG], EXAM)


def test_the_table_counts_by_class_and_exercise_and_its_sums_agree():
    rows = overview([WRONG, RIGHT, WRONG, typed.answer("notes.answer")], EXAM).splitlines()
    cells = [row.strip("| ").split(" | ") for row in rows if row.startswith("|")]
    assert cells[0] == ["Exercise", "[1](#exercise-1)", "[2](#exercise-2)", "All"]
    assert [row[1:] for row in cells[2:]] == [
        ["2", "0", "2"],
        ["0", "0", "0"],
        ["0", "0", "0"],
        ["0", "0", "0"],
        ["0", "1", "1"],
        ["2", "1", "3"],
    ]


def test_an_exercise_without_points_has_no_column_and_no_link():
    without = overview([RIGHT], EXAM)
    assert "#exercise-2" in without
    assert "#exercise-1" not in without


def test_what_costs_marks_is_a_list_with_links():
    assert costly([WRONG, RIGHT, typed.answer("notes.answer")]) == (
        "1. **The notes:** Two and two make 5. **Instead:** They make 4. [Why, and the run](#point-01)."
    )


def test_the_page_has_points_in_place_of_each_directive():
    text = "<!-- view: points -->\n\n<!-- view: costly-points -->\n\n<!-- view: statements sums -->\n"
    made = furnish(Page(here().exercises.parent / "notes.md", text), typed.edition(WRONG, RIGHT), EXAM)
    assert '<div class="counts"' in made
    assert "1. **The notes:**" in made
    assert bank("sums", [WRONG, RIGHT], EXAM) in made

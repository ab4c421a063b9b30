"""The exams that the site offers as PDF: each sheet with its foot, tasks without solutions, points that add up."""

import json
import re
from functools import cache

import pikepdf
import pypdfium2
import pytest

from scripts.model.draws import read_draws
from scripts.model.paths import here
from tests.site.reading import squeezed

FOLDER = here().site / "papers"
NAMES = [
    f"{exam}-{kind}"
    for exam in ("exam", *(f"exam-{number}" for number in range(1, 11)))
    for kind in ("tasks", "solutions")
]
CONTENTS = json.loads((here().site / "generated" / "mock.json").read_text(encoding="utf-8"))
TOLD = ("Result", "Solution", "How it is graded", "Hint", "Counterexample", "What the check found", "Common mistakes")
PART = re.compile(r"^\([a-z]\) .* \((\d+) points?\)\r?$", re.M)


@cache
def sheets(name: str) -> list[str]:
    return [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(FOLDER / f"{name}.pdf")]


def exercises(letters: str) -> list[dict]:
    return [exercise for exercise in CONTENTS if exercise["list"] in ("", *letters)]


def test_all_are_offered_and_light():
    page = (here().site / "mock" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="\.\./papers/([\w-]+)\.pdf"', page) == NAMES
    assert {path.stem for path in FOLDER.iterdir()} == {*NAMES}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000 * len(CONTENTS)


@pytest.mark.parametrize("name", NAMES)
def test_each_sheet_says_what_it_is_its_number_its_address_and_its_edition(name):
    document, exam = pypdfium2.PdfDocument(FOLDER / f"{name}.pdf"), name.rpartition("-")[0]
    title = document.get_metadata_dict()["Title"]
    place = exam if "-" in exam else "original"
    editions = set()
    for number, sheet in enumerate(document, 1):
        foot = squeezed(sheet.get_textpage().get_text_range())
        assert squeezed(title) in foot
        assert f"{number}/{len(document)}" in foot
        editions |= set(re.findall(rf"mock/#{place}·edition([0-9a-f]{{7}})", foot))
    assert len(editions) == 1
    assert title.endswith("solutions · Altklausur" if "solutions" in name else "task sheet · Altklausur")


@pytest.mark.parametrize("name", ["exam-tasks", "exam-1-solutions"])
def test_a_screen_reader_is_told_language_tags_and_headings(name):
    document = FOLDER / f"{name}.pdf"
    with pikepdf.open(document) as read:
        assert (read.Root.Lang, read.Root.MarkInfo.Marked) == ("en", True)
        parts = {str(part.get("/S")) for part in read.objects if isinstance(part, pikepdf.Dictionary)}
    assert {"/H2", "/Table"} <= parts
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(document).get_toc()]
    assert [title for level, title in marks if level == 1] == [
        f"Exercise {one['number']}: {('1' in name and one['drawn']) or one['title']}"
        for one in exercises("A" if "1" in name else "AB")
    ]


@pytest.mark.parametrize(("exam", "letters"), [("exam", "AB"), ("exam-1", "A"), ("exam-2", "B")])
def test_points_of_parts_add_up_to_those_on_the_first_sheet(exam, letters):
    asked = exercises(letters)
    for kind in ("tasks", "solutions"):
        text = "\n".join(sheets(f"{exam}-{kind}"))
        parts = sum(map(int, PART.findall(text)))
        statements = sum(part["points"] for part in asked[0]["parts"]) if "-" in exam else 0
        assert parts + statements == sum(part["points"] for exercise in asked for part in exercise["parts"])
        for letter in letters:
            sat = exercises(letter)
            points = sum(part["points"] for exercise in sat for part in exercise["parts"])
            minutes = sum(exercise["minutes"] for exercise in sat)
            assert f"Inall,with3{letter}{points}{minutes}" in squeezed(sheets(f"{exam}-{kind}")[0])
        for exercise in asked:
            points = sum(part["points"] for part in exercise["parts"])
            assert f"{points} points · about {exercise['minutes']} minutes" in text


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("tasks")])
def test_a_task_sheet_tells_nothing_of_the_solutions(name):
    text = "\n".join(sheets(name))
    assert [word for word in TOLD if word in text] == []
    assert len(sheets(name)) <= 2 * len(CONTENTS) + 2


def test_the_statements_of_an_exam_are_those_of_its_sheet():
    answers = json.loads((here().site / "answers.json").read_text(encoding="utf-8"))["answers"]
    known = {entry["id"]: entry for entry in answers}
    asked, told = ("".join(map(squeezed, sheets(f"exam-3-{kind}"))) for kind in ("tasks", "solutions"))
    for name in read_draws("multiple_choice").draws[3]:
        words = [
            squeezed(text)
            for text in re.split(r"\$[^$]*\$|[*`]+", known[f"multiple_choice.{name}@exam"]["fact"])
            if len(text) > 20
        ]
        assert words
        assert all(word in asked and word in told for word in words)
    assert asked.count("truefalse") == len(re.findall(r"(?:True|False)\.", told)) > 5

"""What a mock exam is drawn from: exercises with their points as printed, and the fields of each part."""

import json

from scripts.checking.check import exam, pages
from scripts.model import draws
from scripts.model.paths import here, page_of
from scripts.model.source import Page
from scripts.rendering.mock import contents

BANK = Page(
    here().exercises / "bank.md",
    "---\ntitle: Bank\nexercise: 1\nminutes: 15\nparts:\n  a: {title: Sums, points: 3}\n---\n# Bank\n",
)
SQUARE = Page(
    here().exercises / "square.md",
    "---\ntitle: Square\nexercise: 3\nlist: B\nminutes: 20\nparts:\n"
    "  a: {title: Draw it, points: 4}\n  b: {title: Its area, points: 2}\n---\n# Square\n",
)
PRACTISED = Page(
    here().practice / "square.md",
    '# Practise\n\n## Area { #b }\n\n<p class="field" data-field="practice_square.side">x</p>\n\n'
    '<p class="field" data-field="practice_square.area">x</p>\n\n'
    '## More { #more }\n\n<p class="field" data-field="practice_square.volume">x</p>\n',
)


def drawn(standing_in, tmp_path, variants: dict[str, int]) -> list:
    standing_in(snippets=tmp_path)
    (tmp_path / "bank").mkdir()
    draws.draws_of("bank").write_text('[draws]\n1 = ["sums_01"]\n2 = ["sums_02"]\n', encoding="utf-8")
    return json.loads(contents([BANK, SQUARE], [PRACTISED], variants))


def test_exercises_have_points_and_minutes_as_printed_and_the_fields_of_each_part(standing_in, tmp_path):
    bank, square = drawn(standing_in, tmp_path, {"practice_square": 60})
    assert bank == {
        **{"slug": "bank", "number": "1", "title": "Bank", "list": "", "minutes": 15, "draws": 2, "drawn": ""},
        "parts": [{"id": "a", "title": "Sums", "points": 3, "fields": []}],
        **{"practice": "", "variants": 0},
    }
    assert square == {
        **{"slug": "square", "number": "3B", "title": "Square", "list": "B", "minutes": 20, "draws": 0, "drawn": ""},
        "parts": [
            {"id": "a", "title": "Draw it", "points": 4, "fields": []},
            {"id": "b", "title": "Its area", "points": 2, "fields": ["side", "area"]},
        ],
        **{"practice": "practice/square/", "variants": 60},
    }


def test_a_practice_that_was_not_computed_is_none(standing_in, tmp_path):
    _, square = drawn(standing_in, tmp_path, {})
    assert (square["practice"], square["variants"], square["parts"][1]["fields"]) == ("", 0, [])


def of_exercise(slug: str) -> dict:
    counts = dict.fromkeys(("practice_autoencoder", "practice_linear_regions"), 64)
    return next(one for one in json.loads(contents(exam(), pages(), counts)) if one["slug"] == slug)


def with_section(id: str) -> list[str]:
    """The numbers of the tasks whose own pages have a section."""
    own = sorted((here().practice / "autoencoder").glob("*.md"), key=lambda path: int(path.stem))
    return [path.stem for path in own if id in [section.id for section in Page.read(path).sections]]


def test_what_is_drawn_by_hand_has_points_of_its_own_beside_those_of_each_field():
    pieces = of_exercise("linear_regions")["parts"][0]
    assert pieces["points"] == Page.read(page_of("linear_regions")).parts["a"]["points"]
    assert len(pieces["shares"]) == len(pieces["fields"]) > 0
    assert pieces["hand"] == pieces["points"] - sum(pieces["shares"]) > 0


def test_tasks_with_pages_of_their_own_are_drawn_part_by_part():
    programs = of_exercise("autoencoder")
    write, mend, limits = programs["parts"]
    title = Page.read(page_of("autoencoder")).front_matter["title"]
    assert (programs["title"], programs["drawn"], programs["variants"]) == (title, "Autoencoder", 0)
    assert [task["page"].split("/")[2] for task in write["tasks"]] == with_section("a") != []
    assert [task["page"].split("/")[2] for task in mend["tasks"]] == with_section("b") != []
    assert limits["tasks"] == [{"page": "practice/autoencoder/", "fields": []}]
    for part in (write, mend):
        assert {sum(task["shares"]) + task["hand"] for task in part["tasks"]} == {part["points"]}
    assert [part["fields"] for part in programs["parts"]] == [[], [], []]  # the original has them on paper

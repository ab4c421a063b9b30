"""`answers.json`, and the files that no page source holds."""

import sys

import msgspec
import pytest

from scripts.checking.check_markers import Report, check_markers
from scripts.model.edition import Choice, Figure, Point, Relations, Statement, decoded, encoded
from scripts.model.evidence import Exercise
from scripts.model.paths import DOCS
from scripts.model.source import Page
from scripts.rendering import edition as module
from scripts.rendering import generated, style_sheet
from scripts.rendering.edition import built, closeness, edition, entry_of
from tests.rendering import typed
from tests.tiny_exercise import PAGE

WITNESS = {
    "name": "other",
    "function": "f",
    "value": 9.0,
    "deviation": 0.0,
    "unit": "relative",
    "within": 1e-9,
    "because": "",
    "source": "snippets/square.py:3",
}
SLIP = {
    "id": "square.area_undivided",
    "mistake": "no",
    "function": "area_undivided",
    "value": 36.0,
    "source": "snippets/square.py:9",
    "differs": True,
    "latex": "36",
    "display": "36",
}


def entry(name: str, instance: str = "exam", value: object = 9.0) -> dict:
    id = f"square.{name}" if instance == "exam" else f"square.{name}@{instance}"
    texts = {"kind": "number", "fact": "A fact.", "latex": "9", "display": "9", "source": "snippets/square.py:1"}
    return {
        **texts,
        "id": id,
        "name": name,
        "instance": instance,
        "value": value,
        "witnesses": [WITNESS],
        "slips": [SLIP],
        "agreed": True,
    }


@pytest.fixture
def published(monkeypatch, tmp_path):
    figure = {
        "id": "square.outline",
        "name": "outline",
        "file": "generated/square/outline.svg",
        "alt": "A square of side 3.",
        "source": "snippets/square.py:1",
    }
    root = {"srepr": "sqrt(2)", "latex": [r"\sqrt{2} s"], "text": "sqrt(2)"}
    answers = [entry("area"), entry("area", "short", 0.39), entry("diagonal", value=root), entry("unused")]
    exercise = Exercise(
        {
            "slug": "square",
            "default": "exam",
            "tasks": {"exam": {"fence": 12.0}, "short": {"fence": root}},
            "answers": answers,
            "figures": [figure],
            "faults": [],
        }
    )
    page, other = (
        Page(tmp_path / "exercises" / "square.md", PAGE.replace("**9**", "9")),
        Page(tmp_path / "other" / "square.md", ""),
    )
    (tmp_path / "exercises").mkdir()
    monkeypatch.setattr("scripts.model.paths.DOCS", tmp_path)
    monkeypatch.setattr("scripts.model.paths.EXERCISES", tmp_path / "exercises")
    report = check_markers(page, {"square": exercise})
    report.relations = {"computed": 4, "claimed and parsed": 3, "claimed": 2, "argued in words": 1}
    return edition({"square": exercise}, {other: Report(), page: report})


def typed_entry(**more: object):
    """The entry of an answer that no part shows."""
    return entry_of({**entry("area"), **more}, Page(DOCS / "exercises" / "square.md", PAGE), "")


def test_an_entry_knows_its_part_points_and_page(published):
    first = published.answers[0]
    assert (first.part, first.points, first.page, first.anchor) == ("a", 4, "exercises/square/", "a")
    assert first.checked == "exercises/square/checked/#value-square-area"
    assert published.answers[1].checked.endswith("#value-square-area-at-short")
    assert first.slips[0].value == 36.0
    assert first.witnesses[0].within == 1e-9
    assert (first.witnesses[0].unit, first.witnesses[0].said) == ("relative", "agrees exactly")


def test_ids_have_their_instance_and_that_of_the_first_an_alias(published):
    assert [(entry.id, entry.alias, entry.name) for entry in published.answers[:2]] == [
        ("square.area@exam", "square.area", "area"),
        ("square.area@short", "", "area@short"),
    ]
    slip = published.answers[0].slips[0]
    assert (slip.id, slip.alias) == ("square.area_undivided@exam", "square.area_undivided")


def test_what_each_task_gives_is_published(published):
    assert [(task.id, task.alias, task.is_default, task.given) for task in published.instances] == [
        ("square.task@exam", "square.task", True, {"fence": 12.0}),
        ("square.task@short", "", False, {"fence": "sqrt(2)"}),
    ]


def test_a_reason_for_a_wide_tolerance_is_published():
    wide = {**WITNESS, "within": 0.05, "because": "a grid"}
    assert typed_entry(witnesses=[wide]).witnesses[0].because == "a grid"
    assert b"because" not in msgspec.json.encode(typed_entry())


@pytest.mark.parametrize(
    ("deviation", "unit", "words"),
    [
        (0, "exact", "agrees exactly"),
        (0.0, "standard errors", "agrees exactly"),
        (1e-10, "relative", "agrees, deviation 1.0e-10"),
        ("inf", "relative", "agrees, deviation inf"),
        (2.64, "relative", "agrees, deviation 2.6e+00"),
        (2.64, "standard errors", "agrees, 2.6 standard errors away"),
    ],
)
def test_closeness_is_said_in_words_and_in_its_unit(deviation, unit, words):
    assert closeness(deviation, unit) == words


def test_a_formula_is_its_srepr(published):
    assert published.answers[2].value == "sqrt(2)"


def test_an_answer_that_no_part_shows_has_no_points(published):
    assert (published.answers[3].part, published.answers[3].points) == ("", 0)


def test_it_names_version_commit_and_libraries(published):
    assert published.schema_version == module.SCHEMA_VERSION
    assert published.built.versions["python"] == ".".join(map(str, sys.version_info[:3]))


def test_a_figure_has_file_and_alternative_text(published):
    assert published.figures == [
        Figure("square.outline", "generated/square/outline.svg", "A square of side 3.", "snippets/square.py:1")
    ]


def test_relations_are_counted_where_a_page_has_any(published):
    assert published.relations == {"square": Relations(4, 3, 2, 1)}


def test_it_can_be_read_back(published):
    assert decoded(encoded(published)) == published


# Questions and claims

STATEMENT = {"kind": "truth", "value": True, "topic": "sums", "reason": "Counting.", "evidence": "$2 + 2 = 4$"}
POINT = {**STATEMENT, "class": "wrong", "instead": "They make 4.", "about": "square#a", "costs_marks": True}
OPTIONS = [{"letter": letter, "text": "t", "reason": "r", "right": letter == "b"} for letter in "abcd"]
SIDES = [{"tex": "a", "read": True}, {"tex": "b", "read": False}]
CLAIM = {"signs": ["<"], "sides": SIDES, "tested": ["exam"], "read": True, "proofs": 0, "within": None}


def test_only_a_false_statement_has_a_counterexample():
    assert isinstance(typed_entry(**STATEMENT), Statement)
    assert typed_entry(**STATEMENT).counterexample is None
    assert typed_entry(**STATEMENT | {"name": "sums_07"}).checked == "exercises/square/checked/#sums-07"
    assert typed_entry(**STATEMENT | {"value": False}).counterexample == "$2 + 2 = 4$"


def test_a_point_says_what_it_is_about():
    told = typed_entry(**POINT)
    assert isinstance(told, Point)
    assert (told.class_, told.instead, told.costs_marks) == ("wrong", "They make 4.", True)
    assert told.about == "exercises/square/#a"


def test_a_choice_has_its_options():
    told = typed_entry(**STATEMENT | {"kind": "choice", "value": "b", "options": OPTIONS})
    assert isinstance(told, Choice)
    assert [option.letter for option in told.options if option.right] == ["b"]


def test_a_claim_has_its_sides_and_where_it_was_tested():
    told = typed_entry(kind="claim", value=True, claim=CLAIM)
    assert (told.signs, [side.read for side in told.sides], told.tested) == (["<"], [True, False], ["exam"])


def test_the_date_is_the_commits(monkeypatch):
    monkeypatch.setattr(module, "commit_and_date", lambda: ("abc", "2026-01-02T03:04:05+00:00"))
    assert (built().commit, built().date) == ("abc", "2026-01-02T03:04:05+00:00")


def test_generated_files_are_the_edition_the_figures_and_the_fonts(monkeypatch, tmp_path):
    for name in (
        "square/outline.svg",
        "square/formulas.js",
        "fonts/b.woff2",
        "fonts/a.woff2",
        "fonts/katex.css",
        "fonts/stamp",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(generated, "FIGURES", tmp_path)
    monkeypatch.setattr(generated, "FOLDER", tmp_path / "fonts")
    monkeypatch.setattr(style_sheet, "FOLDER", tmp_path / "fonts")
    monkeypatch.setattr(generated, "publishing", dict)
    monkeypatch.setattr(generated, "notebook_files", lambda: [("generated/notebooks/a.ipynb", "{}")])
    monkeypatch.setattr(generated, "publishing", lambda: ["square", "circle"])
    monkeypatch.setattr(generated, "formulas_of", lambda slug: tmp_path / slug / "formulas.js")
    figures = [Figure(f"square.{name}", f"generated/square/{name}.svg", "ä", "s") for name in ("outline", "undrawn")]
    files = dict(generated.generated_files(typed.edition(figures=figures), []))
    assert list(files) == [
        "answers.json",
        "answers.schema.json",
        "altklausur.apkg",
        "generated/quiz.json",
        "generated/square/outline.svg",
        "generated/square/formulas.js",
        "generated/notebooks/a.ipynb",
        "generated/fonts/a.woff2",
        "generated/fonts/b.woff2",
        "generated/fonts/style.css",
        "assets/site.js",
        "assets/practice/jsep.js",
        "assets/practice/jsep.LICENSE.txt",
        "assets/search/minisearch.js",
        "assets/search/minisearch.LICENSE.txt",
    ]
    assert "ä" in files["answers.json"]
    assert "fonts/katex.css\n/* The look of the site" in files["generated/fonts/style.css"]
    assert files["generated/square/outline.svg"] == b"square/outline.svg"

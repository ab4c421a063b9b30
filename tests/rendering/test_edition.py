"""`answers.json`, and the files that no page source holds."""

import sys

import msgspec
import pytest

from scripts.checking.check_markers import Report, check_markers
from scripts.model.edition import Choice, Edition, Figure, Point, Relations, Statement, encoded
from scripts.model.entries import Answer, Entry
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering import edition as module
from scripts.rendering import generated
from scripts.rendering.edition import built, closeness, edition, entry_of
from tests import told
from tests.rendering import typed
from tests.tiny_exercise import PAGE


def entry(name: str, value: object = 9.0, **more: object) -> Answer:
    slips = [told.slip("square.area_undivided", 36.0)]
    return told.answer(f"square.{name}", value, **{"witnesses": [told.witness(9.0)], "slips": slips, **more})


@pytest.fixture
def published(standing_in, tmp_path):
    root = {"srepr": "sqrt(2)", "latex": [r"\sqrt{2} s"], "text": "sqrt(2)"}
    answers = [entry("area"), entry("area@short", 0.39), entry("diagonal", root), entry("unused")]
    drawn = told.figure("square.outline", "A square of side 3.")
    tasks = {"exam": {"fence": 12.0}, "short": {"fence": root}}
    exercise = told.exercise("square", *answers, default="exam", tasks=tasks, figures=[drawn])
    page, other = (
        Page(tmp_path / "exercises" / "square.md", PAGE.replace("**9**", "9")),
        Page(tmp_path / "other" / "square.md", ""),
    )
    (tmp_path / "exercises").mkdir()
    standing_in(docs=tmp_path, exercises=tmp_path / "exercises")
    report = check_markers(page, {"square": exercise})
    report.relations = {"computed": 4, "claimed and parsed": 3, "claimed": 2, "argued in words": 1}
    return edition({"square": exercise}, {other: Report(), page: report})


def published_of(told_of: Entry):
    """The entry of what no part shows."""
    return entry_of(told_of, Page(here().docs / "exercises" / "square.md", PAGE), "")


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
    wide = told.witness(9.0, within=0.05, because="a grid")
    assert published_of(entry("area", witnesses=[wide])).witnesses[0].because == "a grid"
    assert b"because" not in msgspec.json.encode(published_of(entry("area")))


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
    assert msgspec.json.decode(encoded(published), type=Edition) == published


# Questions and claims


def test_only_a_false_statement_has_a_counterexample():
    true, false = (published_of(told.statement("square.sums_07", value, evidence="seen")) for value in (True, False))
    assert isinstance(true, Statement)
    assert true.checked == "exercises/square/checked/#sums-07"
    assert (true.counterexample, false.counterexample) == (None, "seen")
    assert (true.latex, false.display) == (r"\text{true}", "false")


def test_a_point_says_what_it_is_about():
    found = published_of(told.point("square.point_01", about="square#a", instead="They make 4.", costs_marks=True))
    assert isinstance(found, Point)
    assert (found.class_, found.instead, found.costs_marks) == ("wrong", "They make 4.", True)
    assert found.about == "exercises/square/#a"


def test_a_choice_has_its_options():
    found = published_of(told.choice("square.sums_01", "b"))
    assert isinstance(found, Choice)
    assert [option.letter for option in found.options if option.right] == ["b"]


def test_a_claim_has_its_sides_and_where_it_was_tested():
    found = published_of(told.claim("square.bound", "a < b"))
    assert (found.signs, [side.read for side in found.sides], found.tested) == (["<"], [True, False], ["exam"])
    assert (found.latex, found.display) == ("a < b", "holds")


def test_the_date_is_the_commits(monkeypatch):
    monkeypatch.setattr(module, "commit_and_date", lambda: ("abc", "2026-01-02T03:04:05+00:00"))
    assert (built().commit, built().date) == ("abc", "2026-01-02T03:04:05+00:00")


def test_generated_files_are_the_edition_the_figures_and_the_fonts(monkeypatch, standing_in, tmp_path):
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
    standing_in(figures=tmp_path, fonts=tmp_path / "fonts")
    monkeypatch.setattr(generated, "notebook_files", lambda: [("generated/notebooks/a.ipynb", "{}")])
    monkeypatch.setattr(generated, "publishing", lambda: ["square", "circle"])
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

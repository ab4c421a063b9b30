"""`answers.json`, and the files that no page source holds."""

import json
import sys

import pytest

from scripts.checking.check_markers import Report, check_markers
from scripts.model.evidence import Exercise
from scripts.model.paths import DOCS
from scripts.model.source import Page
from scripts.rendering import edition as module
from scripts.rendering import generated
from scripts.rendering.edition import built, edition
from tests.tiny_project import PAGE

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
        "source": "s:1",
    }
    root = {"srepr": "sqrt(2)", "latex": [r"\sqrt{2} s"], "text": "sqrt(2)"}
    answers = [entry("area"), entry("area", "short", 0.39), entry("diagonal", value=root), entry("unused")]
    exercise = Exercise(
        {
            "slug": "square",
            "default": "exam",
            "tasks": {"exam": {"fence": 12.0}},
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
    return edition({"square": exercise}, {other: Report(), page: check_markers(page, {"square": exercise})})


def test_an_entry_knows_its_part_points_and_page(published):
    first = published["answers"][0]
    assert (first["part"], first["points"], first["page"], first["anchor"]) == ("a", 4, "exercises/square/", "a")
    assert first["slips"][0]["value"] == 36.0
    assert first["witnesses"][0]["within"] == 1e-9
    assert first["witnesses"][0]["unit"] == "relative"
    assert "because" not in first["witnesses"][0]


def test_a_reason_for_a_wide_tolerance_is_published():
    page = Page(DOCS / "exercises" / "square.md", PAGE)
    wide = {**WITNESS, "within": 0.05, "because": "a grid"}
    found = module._entry({**entry("area"), "witnesses": [wide]}, page, "")
    assert found["witnesses"][0]["because"] == "a grid"


def test_a_formula_is_its_srepr(published):
    assert published["answers"][2]["value"] == "sqrt(2)"


def test_an_answer_that_no_part_shows_has_no_points(published):
    assert (published["answers"][3]["part"], published["answers"][3]["points"]) == ("", 0)


def test_it_names_version_commit_and_libraries(published):
    assert published["schema_version"] == module.SCHEMA_VERSION
    assert set(published["built"]) == {"commit", "date", "versions"}
    assert published["built"]["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))


def test_a_figure_has_file_and_alternative_text(published):
    assert published["figures"][0] == {
        "id": "square.outline",
        "file": "generated/square/outline.svg",
        "alt": "A square of side 3.",
        "source": "s:1",
    }


def test_it_is_strict_json(published):
    assert json.loads(json.dumps(published, allow_nan=False)) == published


def test_the_date_is_the_commits(monkeypatch):
    monkeypatch.setattr(module, "commit_and_date", lambda: ("abc", "2026-01-02T03:04:05+00:00"))
    assert (built()["commit"], built()["date"]) == ("abc", "2026-01-02T03:04:05+00:00")


def test_generated_files_are_the_edition_the_figures_and_the_fonts(monkeypatch, tmp_path):
    for name in ("square/outline.svg", "fonts/b.woff2", "fonts/a.woff2", "fonts/katex.css", "fonts/stamp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(generated, "FIGURES", tmp_path)
    monkeypatch.setattr(generated, "FOLDER", tmp_path / "fonts")
    monkeypatch.setattr(generated, "notebook_files", lambda: [("generated/notebooks/a.ipynb", "{}")])
    figures = [{"file": "generated/square/outline.svg"}, {"file": "generated/square/undrawn.svg"}]
    files = dict(generated.generated_files({"answers": [], "figures": figures, "name": "ä"}))
    assert list(files) == [
        "answers.json",
        "generated/square/outline.svg",
        "generated/notebooks/a.ipynb",
        "generated/fonts/a.woff2",
        "generated/fonts/b.woff2",
        "generated/fonts/style.css",
    ]
    assert "ä" in files["answers.json"]
    assert files["generated/fonts/style.css"].startswith("fonts/katex.css\n/* The look of the site")
    assert files["generated/square/outline.svg"] == b"square/outline.svg"

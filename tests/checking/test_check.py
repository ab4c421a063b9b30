"""What a page must show, and which of the values that it shows need a line in the key."""

import pytest

from scripts.checking import check as module
from scripts.checking.check_markers import Report
from scripts.model.evidence import Exercise
from scripts.model.paths import EXERCISES
from scripts.model.source import Page


def entry(name: str, **more: object) -> dict:
    return {"id": f"ex.{name}", "name": name, "instance": "exam", "kind": "number", "slips": [], **more}


def test_programs_and_trained_results_need_no_line_in_the_key(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "ANSWER_KEY", tmp_path)
    (tmp_path / "ex.toml").write_text("# 1 + 1\ntyped = 2\n", encoding="utf-8")
    answers = [
        entry("typed", trained=False),
        entry("forgotten", trained=False),
        entry("measured", trained=True),
        entry("program", kind="program", trained=False),
    ]
    exercise = Exercise({"slug": "ex", "answers": answers, "figures": []})
    faults = [fault.message for fault in module._without_key(exercise, [item["id"] for item in answers])]
    assert faults == [
        "no line for forgotten, which a page shows; write it down from paper: "
        "forgotten = ..., its arithmetic in a comment above"
    ]


def test_what_is_published_and_not_shown_is_told_where_it_is_computed():
    answers = [entry("shown", source="snippets/ex.py:3"), entry("unused", source="snippets/ex.py:9")]
    exercise = Exercise({"slug": "ex", "answers": answers, "figures": []})
    page = Page(EXERCISES / "ex.md", "")
    faults = list(module._unused(page, [Report(shown={"ex.shown@other": 0})], {"ex": exercise}))
    message = "ex.unused is published, but docs/exercises/ex.md does not show it"
    assert [(fault.file, fault.line, fault.message) for fault in faults] == [("snippets/ex.py", 9, message)]


@pytest.mark.parametrize(("slug", "copies"), [("", 1), ("nothing_here", 0)])
def test_fix_of_one_exercise_leaves_the_notebooks_alone(monkeypatch, slug, copies):
    monkeypatch.setattr(module, "read_all", dict)
    monkeypatch.setattr(module, "fix_notebooks", lambda: 1)
    monkeypatch.setattr(module, "pages", lambda slug: [])
    assert module.fix(slug) == copies

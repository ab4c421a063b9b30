"""What a page must show, and which of the values that it shows need a line in the key."""

import pytest

from scripts.checking import check as module
from scripts.checking.check_markers import Report
from scripts.model.paths import here
from scripts.model.source import Page
from tests import told


def test_programs_and_trained_results_need_no_line_in_the_key(standing_in, tmp_path):
    standing_in(answer_key=tmp_path)
    (tmp_path / "ex.toml").write_text("# 1 + 1\ntyped = 2\n", encoding="utf-8")
    answers = [
        told.answer("ex.typed"),
        told.answer("ex.forgotten"),
        told.answer("ex.measured", trained=True),
        told.answer("ex.program", {"program": "f"}, kind="program"),
    ]
    exercise = told.exercise("ex", *answers)
    faults = [fault.message for fault in module._without_key(exercise, [item.id for item in answers])]
    assert faults == [
        "no line for forgotten, which a page shows; write it down from paper: "
        "forgotten = ..., its arithmetic in a comment above"
    ]


def test_what_is_published_and_not_shown_is_told_where_it_is_computed():
    used, unused = told.answer("ex.shown"), told.answer("ex.unused", source="snippets/ex.py:9")
    exercise = told.exercise("ex", used, unused)
    page = Page(here().exercises / "ex.md", "")
    faults = list(module._unused(page, [Report(shown={"ex.shown@other": 0})], {"ex": exercise}))
    message = "ex.unused is published, but docs/exercises/ex.md does not show it"
    assert [(fault.file, fault.line, fault.message) for fault in faults] == [("snippets/ex.py", 9, message)]


def test_a_practice_has_faults_of_its_own_where_its_exercise_was_not_computed():
    page = Page(here().practice / "ex.md", "")
    messages = ["page says 1, practice_ex.sum is 2", "page says 1, ex.sum is 2", "no figure generated/ex/sum.svg"]
    report = Report(faults=[page.fault(0, message) for message in messages])
    found = module._about_values({page: report}, {}, {"ex"})
    assert [fault.message for fault in found] == messages[:1]


@pytest.mark.parametrize(("slug", "copies"), [("", 1), ("nothing_here", 0)])
def test_fix_of_one_exercise_leaves_the_notebooks_alone(monkeypatch, slug, copies):
    monkeypatch.setattr(module, "read_all", dict)
    monkeypatch.setattr(module, "fix_notebooks", lambda: 1)
    monkeypatch.setattr(module, "pages", lambda slug: [])
    assert module.fix(slug) == copies

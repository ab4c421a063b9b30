"""The skeleton of an exercise page and the files that go with it."""

import pytest

from scripts.checking import check_structure as module
from scripts.checking.check import exam, pages
from scripts.checking.check_formulas import check_formulas, check_macros
from scripts.checking.check_structure import (
    FOLDED,
    badly_named,
    check_demo,
    check_explorables,
    check_files,
    check_front_matter,
    check_structure,
    exercise_modules,
)
from scripts.checking.told import told_once
from scripts.model.faults import Fault
from scripts.model.paths import here
from scripts.model.source import Page
from tests.tiny_exercise import PAGE


def said(text: str) -> list[str]:
    return [fault.message for fault in check_structure(Page(here().exercises / "square.md", text))]


def test_a_whole_page_has_no_fault():
    assert said(PAGE) == []


@pytest.mark.parametrize("field", ["title", "description", "exercise", "topic", "minutes", "parts"])
def test_every_field_of_the_front_matter_is_needed(field):
    text = PAGE.replace(f"\n{field}:", f"\nno_{field}:")
    assert [message.partition("(")[0] for message in said(text) if "front matter" in message] == [
        f"the front matter needs `{field}` "
    ]


def test_a_field_of_the_wrong_type_is_missing():
    assert "the front matter needs `minutes` (int)" in said(PAGE.replace("minutes: 5", "minutes: five"))
    assert "the front matter needs `parts` (dict)" in said(PAGE.replace("  a: {title: Area, points: 4}", "  - a"))


@pytest.mark.parametrize(
    "given", ["3", "{points: 4}", "{title: Area}", "{title: Area, points: four}", "{title: 1, points: 4}"]
)
def test_a_part_has_title_and_points(given):
    text = PAGE.replace("{title: Area, points: 4}", given)
    assert "part a needs `title` and `points`" in said(text)


@pytest.mark.parametrize("folded", FOLDED)
def test_every_part_has_its_folded_blocks(folded):
    text = PAGE.replace(f"<summary>{folded}</summary>", "<summary>Other</summary>")
    assert said(text) == [f"part a has no block <summary>{folded}</summary>"]


@pytest.mark.parametrize("id", ["task", "check", "protocol", "a"])
def test_every_section_has_its_id(id):
    missing = said(PAGE.replace(f"{{ #{id} }}", "{ #other }"))
    assert len(missing) == 1
    assert missing[0].startswith("missing section")
    assert f"{{ #{id} }}" in missing[0]


def test_the_ledger_stands_on_the_page():
    assert said(PAGE.replace("<!-- view: ledger square -->", "")) == [
        "missing under Check it yourself: <!-- view: ledger square -->"
    ]


def test_an_unreadable_front_matter_is_the_only_fault():
    assert len(said(PAGE.replace("minutes: 5", "minutes: [5"))) == 1


def test_an_empty_page_names_everything_that_is_missing():
    assert len(said("")) == 6 + 3 + 1


@pytest.fixture
def folders(standing_in, tmp_path):
    """The folders of a project, empty."""
    for folder in ("docs/exercises", "docs/practice", "snippets", "tests/answer_key", "evidence"):
        (tmp_path / folder).mkdir(parents=True)
    standing_in(root=tmp_path, cache=tmp_path)
    return tmp_path


def test_an_exercise_is_page_snippet_test_and_key(folders):
    for name in (
        "docs/exercises/a.md",
        "snippets/a.py",
        "tests/test_a.py",
        "tests/answer_key/a.toml",
        "evidence/a.json",
    ):
        assert bool(list(check_files())) == (name not in ("docs/exercises/a.md",)), name
        (folders / name).write_text("TASKS = {}", encoding="utf-8")
    assert list(check_files()) == []
    (folders / "docs/exercises/a.md").unlink()
    assert [fault.message for fault in check_files()] == ["exercise a has no docs/exercises/a.md"]


def test_a_page_beside_the_exercises_needs_the_same_files_as_soon_as_it_has_a_snippet(folders):
    (folders / "docs/b.md").write_text("# B", encoding="utf-8")
    assert list(check_files()) == []
    (folders / "snippets/b.py").write_text("TASKS = {}", encoding="utf-8")
    wanted = [f"exercise b has no tests/{name}" for name in ("answer_key/b.toml", "exercises/b/test_b.py")]
    assert [fault.message for fault in check_files()] == [
        *wanted,
        "the process that computes b was ended or crashed; see the lines above",
    ]


@pytest.mark.parametrize(
    ("slug", "better"),
    [("soft-max", "soft_max"), ("Softmax", "softmax"), ("2_layers", "the_2_layers"), ("for", "the_for")],
)
def test_a_slug_that_is_no_name_in_python_has_one_fault(folders, slug, better):
    (folders / f"docs/exercises/{slug}.md").write_text("# A", encoding="utf-8")
    (folders / "docs/exercises/rnn.md").write_text("# A", encoding="utf-8")
    named = badly_named()
    assert [fault.message for fault in named.values()] == [
        f"{slug} is no name for a module of Python; call the page and its three files {better}"
    ]
    others = [Fault(f"docs/exercises/{slug}.md", 3, "a"), Fault("a", 1, f"no {slug}.x"), Fault("docs/rnn.md", 1, "b")]
    assert told_once(others, named) == [others[2], *named.values()]


def test_a_computation_without_evidence_ended_early(folders):
    for name in ("docs/exercises/a.md", "snippets/a.py", "tests/test_a.py", "tests/answer_key/a.toml"):
        (folders / name).write_text("TASKS = {}", encoding="utf-8")
    assert [fault.message for fault in check_files()] == [
        "the process that computes a was ended or crashed; see the lines above"
    ]


def test_a_module_or_package_with_tasks_is_an_exercise(folders):
    (folders / "snippets/rnn").mkdir()
    for name, text in {"rnn/__init__": "TASKS = {}", "rnn/steps": "TASKS", "one": "TASKS = {}", "helper": ""}.items():
        (folders / f"snippets/{name}.py").write_text(text, encoding="utf-8")
    assert exercise_modules() == {"rnn", "one"}


def test_the_exam_is_in_its_order_and_leaves_out_what_cannot_be_read(standing_in, tmp_path):
    standing_in(exercises=tmp_path, root=tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "- exercises/b.md\n- exercises/d.md\n- exercises/c.md\n- exercises/a.md\n", encoding="utf-8"
    )
    for name, number in {"b": "1", "a": "3", "c": "2", "d": "2", "broken": "[2", "text": "four"}.items():
        (tmp_path / f"{name}.md").write_text(PAGE.replace("exercise: 1", f"exercise: {number}"), encoding="utf-8")
    assert [page.slug for page in exam()] == ["b", "d", "c", "a"]
    assert all(not any(check_front_matter(page)) for page in exam())


def test_every_page_of_the_site_is_checked():
    assert {page.path for page in pages()} == set(here().docs.rglob("*.md"))


def test_formulas_are_rendered_where_they_are_formulas(monkeypatch):
    rendered = []
    monkeypatch.setattr("scripts.checking.check_formulas.build_fonts", lambda keys, render: rendered.extend(render()))
    text = "`$\\broken$`\n\n$x$\n\n$$\na\n\\undefined\n$$ and $\\frac{1}$"
    faults = check_formulas([Page(here().docs / "a.md", text)])
    assert [(fault.line, fault.message.partition(":")[0]) for fault in faults] == [
        (7, r"formula $$ a \undefined $$"),
        (8, r"formula $\frac{1}$"),
    ]
    assert len(rendered) == 1
    check_formulas([Page(here().docs / "a.md", "$y$")], with_fonts=False)
    assert len(rendered) == 1


def test_a_formula_in_a_fence_is_rendered_and_placed(monkeypatch):
    monkeypatch.setattr("scripts.checking.check_formulas.build_fonts", lambda keys, render: None)
    (fault,) = check_formulas([Page(here().docs / "a.md", "x\n\n```math\na\n\\pdv{f}{x}\n```\n")])
    assert fault.line == 5
    assert r"\pdv; write \frac{\partial f}{\partial x}" in fault.message


def test_macros_are_held_to_the_formulas_of_all_pages(standing_in, tmp_path):
    standing_in(macros=tmp_path / "macros.toml")
    (tmp_path / "macros.toml").write_text("vx = 'x'\nR = 'r'\nother = 'y'\n", encoding="utf-8")
    standing_in(kept=tmp_path)
    faults = check_macros([Page(here().docs / "a.md", r"$\vx + \R$ and \other")])
    assert [(fault.line, fault.message.partition(";")[0]) for fault in faults] == [
        (2, r"\R means something already"),
        (3, r"no formula uses \other"),
    ]


def test_a_demo_without_its_nets_is_a_fault_of_the_page(standing_in, tmp_path):
    standing_in(figures=tmp_path)
    page = Page(
        here().exercises / "square.md", PAGE + '\n<div class="demo" data-nets="../../generated/square/"></div>\n'
    )
    (fault,) = check_demo(page)
    assert fault.line == page.text.count("\n")
    assert fault.message == "the nets of this demo were not exported; see the message above"
    (tmp_path / "square").mkdir()
    (tmp_path / "square" / "nets.json").write_text("{}", encoding="utf-8")
    assert list(check_demo(page)) == []
    assert list(check_demo(Page(here().exercises / "square.md", PAGE))) == []


def test_an_explorable_without_its_script_or_formulas_is_a_fault_of_the_page(monkeypatch, standing_in, tmp_path):
    standing_in(explorables=tmp_path, figures=tmp_path)
    page = Page(
        here().exercises / "square.md", PAGE + '\n<div class="explorable" data-explorable="square/area"></div>\n'
    )
    (fault,) = check_explorables(page)
    assert fault.line == page.text.count("\n")
    assert fault.message.endswith("square/area.js for this explorable")
    (tmp_path / "square").mkdir()
    (tmp_path / "square" / "area.js").write_text("", encoding="utf-8")
    (fault,) = check_explorables(page)
    assert fault.message == "the formulas of this explorable were not printed; see the message above"
    (tmp_path / "square" / "formulas.js").write_text("", encoding="utf-8")
    assert list(check_explorables(page)) == []


def test_a_snippet_that_imports_what_builds_the_site_is_a_fault(standing_in, tmp_path):
    (tmp_path / "ex.py").write_text("import math\nfrom scripts.model.paths import here\n", encoding="utf-8")
    standing_in(snippets=tmp_path)
    (fault,) = module.check_imports()
    assert (fault.line, fault.message) == (2, "a snippet knows nothing of the site; import nothing of scripts")

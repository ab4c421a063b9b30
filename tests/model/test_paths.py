"""The places of a project, and what moves them."""

import ast
from dataclasses import FrozenInstanceError

import pytest

from scripts.formulas.macros import read_macros
from scripts.model.paths import address_of, here, page_of, relative, slugs, snippet_of, write_if_changed
from scripts.store.kept import file_of

SCRIPTS = sorted((here().root / "scripts").rglob("*.py"))


def asked_at_import(node: ast.AST) -> int:
    """How often the place of something is asked for: by no body of a function, and by nothing that depends."""
    if isinstance(node, ast.If):
        return 0
    inside = ast.iter_child_nodes(node.args if isinstance(node, ast.FunctionDef | ast.Lambda) else node)
    is_asking = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "here"
    return is_asking + sum(map(asked_at_import, inside))


def test_a_place_is_asked_for_where_it_is_used_and_not_while_a_module_is_imported():
    """Else it would stay where it was when all others move."""
    asking = [relative(file) for file in SCRIPTS if asked_at_import(ast.parse(file.read_bytes()))]
    assert asking == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A = here().docs / 'a.md'", 1),
        ("class A:\n    b = here().docs", 1),
        ("def f(a=here().docs): return here().site", 1),
        ("f = lambda: here().docs", 0),
        ("if __name__ == '__main__':\n    print(here().docs)", 0),
    ],
)
def test_what_is_asked_for_at_import_is_told_apart(text, count):
    assert asked_at_import(ast.parse(text)) == count


def test_all_that_lies_below_what_moves_goes_along_and_for_everyone(standing_in, tmp_path):
    before = here()
    standing_in(cache=tmp_path / "cache")
    assert file_of("a") == tmp_path / "cache/kept/a.pickle"
    assert here().docs == before.docs
    standing_in(root=tmp_path, samples=tmp_path / "few")
    here().docs.mkdir()
    here().macros.write_text("R = 'r'", encoding="utf-8")
    assert read_macros() == {r"\R": "r"}
    assert (here().evidence, here().samples) == (tmp_path / "cache/evidence", tmp_path / "few")
    assert relative(here().style) == "snippets/exam.mplstyle"


def test_only_a_place_can_be_moved_and_no_project_changes(standing_in, tmp_path):
    with pytest.raises(AssertionError, match="elsewhere"):
        standing_in(elsewhere=tmp_path)
    with pytest.raises(FrozenInstanceError):
        here().root = tmp_path


def test_a_path_is_named_from_the_project():
    assert relative(here().root / "docs" / "index.md") == "docs/index.md"
    assert relative("/elsewhere/x") == "/elsewhere/x"


def test_a_package_comes_before_a_module(standing_in, tmp_path):
    standing_in(snippets=tmp_path)
    assert snippet_of("a") == tmp_path / "a.py"
    (tmp_path / "a").mkdir()
    (tmp_path / "a/__init__.py").write_text("", encoding="utf-8")
    assert snippet_of("a") == tmp_path / "a" / "__init__.py"


def test_slugs_are_the_exercises_and_the_pages_beside_them_that_have_a_snippet(standing_in, tmp_path):
    for name in ("docs/exercises/a.md", "docs/b.md", "docs/index.md", "snippets/a.py", "snippets/b.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    standing_in(root=tmp_path)
    assert slugs() == ["a", "b"]
    assert [address_of(page_of(slug)) for slug in ("a", "b", "new")] == ["exercises/a/", "b/", "exercises/new/"]
    (tmp_path / "docs/a.md").touch()  # an exercise stays one, whatever stands beside the exercises
    assert page_of("a") == tmp_path / "docs/exercises/a.md"


def test_a_file_is_written_whole_and_only_when_its_bytes_change(tmp_path):
    file = tmp_path / "deep" / "a.txt"
    assert write_if_changed(file, "ä")
    stamp = file.stat().st_mtime_ns
    assert not write_if_changed(file, "ä".encode())
    assert file.stat().st_mtime_ns == stamp
    assert write_if_changed(file, b"b")
    assert [path.name for path in file.parent.iterdir()] == ["a.txt"]

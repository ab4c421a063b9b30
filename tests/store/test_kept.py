"""Results that are kept while everything they depend on is the same."""

import pytest

from scripts.model.paths import here
from scripts.store import kept as module
from scripts.store.kept import kept, kept_each


@pytest.fixture(autouse=True)
def folder(standing_in, tmp_path):
    standing_in(kept=tmp_path)
    module.code.cache_clear()
    yield tmp_path
    module.code.cache_clear()


def made() -> str:
    return "made"


def not_made() -> str:
    return "not the one before"


def test_a_result_is_made_once_for_the_same_parts():
    assert kept("a/b.md", ["x", "y"], made) == "made"
    assert kept("a/b.md", ["x", "y"], not_made) == "made"


@pytest.mark.parametrize(("name", "parts"), [("a", ["x", "z"]), ("a", ["x y"]), ("a", ["x"]), ("b", ["x", "y"])])
def test_another_part_or_name_is_another_result(name, parts):
    kept("a", ["x", "y"], made)
    assert kept(name, parts, not_made) == "not the one before"


def test_another_code_is_another_result(monkeypatch):
    kept("a", ["x"], made)
    monkeypatch.setitem(module.LOADED, "scripts/store/kept.py", "2")
    module.code.cache_clear()
    assert kept("a", ["x"], not_made) == "not the one before"


@pytest.mark.parametrize(("changed", "same"), [("docs/index.md", True), ("mkdocs.yml", False), ("scripts/a.py", True)])
def test_settings_count_as_they_are_and_our_code_as_it_was_loaded(standing_in, tmp_path, changed, same):
    standing_in(root=tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: a", encoding="utf-8")
    before = module.code(here())
    (tmp_path / changed).parent.mkdir(exist_ok=True)
    (tmp_path / changed).write_text("site_name: b", encoding="utf-8")
    module.code.cache_clear()
    assert (module.code(here()) == before) is same


def test_nothing_is_kept_but_the_last():
    kept("a", ["x"], made)
    kept("a", ["y"], not_made)
    assert kept("a", ["x"], not_made) == "not the one before"


def test_of_several_texts_only_the_new_ones_are_made():
    assert kept_each("a", ["x"], {"one": made, "two": made}) == {"one": "made", "two": "made"}
    assert kept_each("a", ["x"], {"two": not_made, "one": not_made}) == {"two": "made", "one": "made"}
    assert kept_each("a", ["x"], {"one": not_made, "three": made}) == {"one": "made", "three": "made"}
    assert kept_each("a", ["x"], {"two": not_made}) == {"two": "not the one before"}
    assert kept_each("a", ["y"], {"two": made}) == {"two": "made"}


def test_what_older_code_kept_is_not_even_read(folder):
    """Its classes may be gone or have other fields."""
    (folder / "a.pickle").write_bytes(b"old\nno pickle at all")
    assert module.find("a", "new") is None

"""A damaged file of the cache is as if it were not there."""

import hashlib
import os
import time
from itertools import cycle

import pytest

from scripts.model.paths import here, write_if_changed
from scripts.store import intact
from scripts.store.intact import hash_of, is_intact, look_anew, moved, note_files, noted, sweep
from tests.some import full
from tests.tiny_project import Project

DAMAGES = {
    "a flipped byte": lambda content: content[:-3] + bytes([content[-3] ^ 1]) + content[-2:],
    "half of it": lambda content: content[: len(content) // 2],
    "an empty file": lambda content: b"",
}
SITE = {"a/index.html": "one", "b.js": "two"}
KEPT = (  # a file of each kind that a build keeps
    "evidence/square.json",
    "fonts/KaTeX_Main-Regular.woff2",
    "fonts/katex.css",
    "fonts/stamp",
    "generated/square/outline.svg",
    "hashes",
    "kept/files of Python.pickle",
    "kept/formulas of all pages.pickle",
    "kept/made/exercise:square.pickle",
    "kept/pieces/exercises/square.pickle",
    "kept/reports/docs/exercises/square.md.pickle",
    "kept/runs/square.pickle",
    "listings/square.py",
    "manifest.json",
    "reads/computing.compute.square.json",
)


@pytest.fixture
def cache(standing_in, tmp_path):
    """A cache of two results and a notebook with its picture."""
    standing_in(cache=tmp_path)
    for name in ("a.json", "kept/b.pickle", "notebooks/small/page.ipynb", "notebooks/small/picture-1.svg"):
        write_if_changed(tmp_path / name, f"the content of {name}")
    return tmp_path


def names(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_intact_stays(cache):
    before = names(cache)
    sweep()
    assert names(cache) == [*before, "stamps"]
    assert set(noted()) == set(before) - {"hashes"}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_goes(cache, damage):
    file = cache / "kept/b.pickle"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert not is_intact(file)
    sweep()
    assert not file.exists()
    assert is_intact(cache / "a.json")
    assert not is_intact(file)


@pytest.mark.parametrize("lost", [True, False])
def test_a_notebooks_files_go_together(cache, lost):
    picture = cache / "notebooks/small/picture-1.svg"
    picture.unlink() if lost else picture.write_bytes(b"")
    sweep()
    assert names(cache) == ["a.json", "hashes", "kept/b.pickle", "stamps"]


def test_a_damaged_line_is_about_no_file_and_reaches_nothing_outside(cache):
    outside = cache.parent / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    with here().hashes.open("ab") as hashes:
        hashes.write(b"\xff\xfe nonsense\n0000  ../outside.txt\n")
    sweep()
    assert outside.exists()
    assert is_intact(cache / "a.json")


def test_what_was_written_twice_is_what_was_written_last(cache):
    assert write_if_changed(cache / "a.json", "new")
    assert not write_if_changed(cache / "a.json", "new")
    sweep()
    assert (cache / "a.json").read_text(encoding="utf-8") == "new"
    assert len(noted()) == 4


def test_a_file_written_after_the_sweep_is_hashed_anew(cache):
    sweep()
    before = hash_of(cache / "a.json")
    assert hash_of(cache / "a.json") == before
    write_if_changed(cache / "a.json", "written since")
    assert hash_of(cache / "a.json") != before


@pytest.fixture
def settled(cache, monkeypatch):
    """The cache a while after it was written, and which of its files the next sweeps read."""
    monkeypatch.setattr(intact, "SETTLED", -60 * 10**9)
    sweep()
    monkeypatch.setattr(intact, "SETTLED", 2 * 10**9)
    opened, read = [], intact.Path.read_bytes
    monkeypatch.setattr(intact.Path, "read_bytes", lambda path: opened.append(path.name) or read(path))
    return opened


def test_a_file_is_hashed_again_until_it_has_settled(cache, settled):
    sweep()
    assert settled == []
    sweep()
    assert sorted(settled) == ["a.json", "b.pickle", "page.ipynb", "picture-1.svg"]


def test_a_flipped_byte_is_found_though_size_and_time_are_put_back(cache, settled):
    file = cache / "kept/b.pickle"
    content, before = file.read_bytes(), file.stat()
    time.sleep(0.02)  # a tick of the clock of the file system
    file.write_bytes(DAMAGES["a flipped byte"](content))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    sweep()
    assert not file.exists()


@pytest.mark.parametrize("damage", [*DAMAGES.values(), lambda _: b"[]", lambda _: b'{"a.json": 1}', lambda _: b"\xff"])
def test_a_damaged_list_of_stamps_damages_nothing(cache, settled, damage):
    stamps, before = cache / "stamps", names(cache)
    stamps.write_bytes(damage(stamps.read_bytes()))
    sweep()
    assert names(cache) == before


def test_what_a_library_wrote_is_noted_and_what_is_not_there_is_not(cache):
    (cache / "font").write_bytes(b"font")
    note_files(cache / "font", cache / "nothing", cache.parent / "elsewhere")
    assert is_intact(cache / "font")
    assert "nothing" not in noted()


def test_nobody_reads_the_lock_and_the_next_site(cache):
    for name in ("lock", "site.next/index.html"):
        write_if_changed(cache / name, "x")
        (cache / name).write_bytes(b"y")
    sweep()
    assert (cache / "site.next/index.html").exists()
    assert (cache / "lock").exists()


def edited(project: Project) -> Project:
    """Built again, since the page has changed."""
    project.edit("docs/exercises/square.md", "Fences and squares.", "Squares and fences.")
    outcome = project.run("site")
    assert outcome.code == 0, outcome
    return project


@pytest.fixture
def folder(tmp_path):
    """A folder that has been looked at, and has got another place then."""
    for name, text in SITE.items():
        (tmp_path / "next" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "next" / name).write_text(text, encoding="utf-8")
        look_anew(f"{tmp_path}/next/{name}")
    (tmp_path / "next").rename(tmp_path / "site")
    moved(tmp_path / "next", tmp_path / "site")
    return tmp_path / "site"


def test_a_file_of_a_folder_that_moved_is_not_hashed_again(folder, monkeypatch):
    expected = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in SITE.items()}
    monkeypatch.setattr(intact.Path, "read_bytes", lambda file: pytest.fail(f"{file} is read"))
    assert {name: hash_of(folder / name) for name in SITE} == expected


def test_a_file_that_another_took_the_place_of_is_hashed_again(folder):
    (folder / "other").write_text("six", encoding="utf-8")
    (folder / "other").replace(folder / "b.js")
    assert hash_of(folder / "b.js") == hashlib.sha256(b"six").hexdigest()


def test_what_is_looked_at_anew_is_read_whatever_was_seen_of_it(tmp_path, monkeypatch):
    file = tmp_path / "a.js"
    file.write_text("one", encoding="utf-8")
    monkeypatch.setattr(intact, "_stamp", lambda place: (0,))  # two edits within one tick of the clock
    before = look_anew(str(file))
    file.write_text("two", encoding="utf-8")
    assert hash_of(file) == before
    assert look_anew(str(file)) == hash_of(file) != before


@full
def test_a_damaged_cache_makes_the_same_site(project, built_project, tmp_path):
    """One file of each kind is damaged, in each way in turn, and the page is edited, so that a build runs."""
    whole = edited(built_project.copy(tmp_path / "whole" / "project"))
    cache = project.root / ".cache"
    templates = sorted((cache / "templates").iterdir())
    for file, damage in zip([*(cache / name for name in KEPT), templates[0]], cycle(DAMAGES.values())):
        file.write_bytes(damage(file.read_bytes()))
    assert edited(project).site() == whole.site()
    assert "Squares and fences." in project.page()
    assert project.run("site").said == "nothing changed; site/ is up to date\n"

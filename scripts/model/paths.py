"""Where things are: everything hangs on the folder this file is in, so a copy of the project works by itself."""

import hashlib
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
EXERCISES = DOCS / "exercises"
PRACTICE = DOCS / "practice"  # a page for each exercise that has variants to practise on
NOTEBOOKS = DOCS / "notebooks"  # percent format; beside each its copy for Jupyter and Colab
SNIPPETS = ROOT / "snippets"
ANSWER_KEY = ROOT / "tests" / "answer_key"
REVIEWED = ROOT / "tests" / "evidence"  # what a person read beside the verdicts of statements
NODE_MODULES = ROOT / "node_modules"
SITE = ROOT / "site"

CACHE = ROOT / ".cache"
HASHES = CACHE / "hashes"  # of every other file of the cache, a line each, as sha256sum writes them
READS = CACHE / "reads"  # one JSON file per computation: what its functions opened, beside what they import
EVIDENCE = CACHE / "evidence"  # one JSON file per exercise: values, witnesses, slips, faults
FIGURES = CACHE / "generated"  # published under generated/; beside them what live exhibits read
TRAINED = CACHE / "trained"  # one file of arrays per net
EXECUTED = CACHE / "notebooks"  # a folder for each notebook: with outputs, without, its pictures, its faults
LISTINGS = CACHE / "listings"  # snippets with section markers
STAGED = CACHE / "docs"  # finished Markdown and all files that it shows, for the site generator

PREFIX = "practice_"  # of the slug of a practice
CELL = re.compile(r"^# %%", re.M)  # begins a cell in the source of a notebook


def relative(path: Path | str) -> str:
    """The path as messages name it: from the project's folder."""
    path = Path(path).resolve()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def practised(slug: str) -> str:
    """The exercise that a practice belongs to: `rnn` for `practice_rnn`; nothing where the slug is no practice."""
    return slug.removeprefix(PREFIX) if slug.startswith(PREFIX) else ""


def slug_of(page: Path) -> str:
    """The slug of a page, as its markers have it."""
    return f"{PREFIX}{page.stem}" if page.parent == PRACTICE else page.stem


def snippet_of(slug: str) -> Path:
    """The module of an exercise, or the `__init__` of its package; that of a practice stands beside its exercise's."""
    if practised(slug):
        return SNIPPETS / practised(slug) / "practice.py"
    package = SNIPPETS / slug / "__init__.py"
    return package if package.exists() else SNIPPETS / f"{slug}.py"


def module_of(slug: str) -> str:
    """As Python imports it: `snippets.rnn`, `snippets.rnn.practice`."""
    return f"snippets.{practised(slug)}.practice" if practised(slug) else f"snippets.{slug}"


def page_of(slug: str) -> Path:
    """The page of a slug: an exercise or a practice, unless there is only one beside the exercises."""
    if practised(slug):
        return PRACTICE / f"{practised(slug)}.md"
    exercise, beside = EXERCISES / f"{slug}.md", DOCS / f"{slug}.md"
    return beside if beside.exists() and not exercise.exists() else exercise


def address_of(page: Path) -> str:
    """Where a page stands on the site: `exercises/rnn/`."""
    return f"{page.relative_to(DOCS).with_suffix('').as_posix()}/"


def slugs() -> list[str]:
    """Every slug that has a page of its own to compute: exercises, practices, and pages beside them with a snippet."""
    beside = {path.stem for path in DOCS.glob("*.md") if snippet_of(path.stem).exists()}
    found = [*EXERCISES.glob("*.md"), *PRACTICE.glob("*.md")]
    return sorted(beside | {slug_of(path) for path in found})


def notebooks() -> list[str]:
    """Every notebook."""
    return sorted(path.stem for path in NOTEBOOKS.glob("*.py"))


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write atomically, and only when the bytes differ; what the cache gets is noted there with its hash."""
    data = content.encode() if isinstance(content, str) else content
    changed = not path.exists() or path.read_bytes() != data
    if changed:
        write_whole(path, data)
    note(path, data)
    return changed


def note(path: Path, data: bytes) -> None:
    """One line at the end of the list, as two processes may write at once; nothing outside the cache is noted."""
    if HASHES.parent not in path.parents:
        return
    with HASHES.open("a", encoding="utf-8") as hashes:
        hashes.write(f"{hashlib.sha256(data).hexdigest()}  {path.relative_to(HASHES.parent).as_posix()}\n")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write atomically: an interrupted build or a full disk leaves no half file."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)

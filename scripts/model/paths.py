"""Where things are: everything hangs on the folder this file is in, so a copy of the project works by itself."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PREFIX = "practice_"  # of the slug of a practice
CELL = re.compile(r"^# %%", re.M)  # begins a cell in the source of a notebook


def _source(path: str) -> cached_property[Path]:
    """A place by its way from the project's folder, joined once."""
    return cached_property(lambda project: project.root / path)


def _made(path: str) -> cached_property[Path]:
    """A place by its way from the cache."""
    return cached_property(lambda project: project.cache / path)


@dataclass(frozen=True)
class Project:
    """A folder with its places, in each of which everything looks for the same."""

    root: Path

    config = _source("mkdocs.yml")
    docs = _source("docs")
    exercises = _source("docs/exercises")
    practice = _source("docs/practice")  # a page for each exercise that has variants to practise on
    notebooks = _source("docs/notebooks")  # percent format; beside each its copy for Jupyter and Colab
    explorables = _source("docs/assets/explorable")
    german = _source("docs/german.toml")  # which terms are German, where pages have them in brackets
    macros = _source("docs/macros.toml")
    snippets = _source("snippets")
    style = _source("snippets/exam.mplstyle")
    workers = _source("scripts/computing")  # what runs in a process of its own
    answer_key = _source("tests/answer_key")
    reviewed = _source("tests/evidence")  # what a person read beside the verdicts of statements
    site = _source("site")
    node_modules = _source("node_modules")
    jsep = _source("node_modules/jsep/dist/jsep.min.js")
    katex = _source("node_modules/katex")
    minisearch = _source("node_modules/minisearch/dist/es/index.js")

    cache = _source(".cache")
    evidence = _made("evidence")  # one JSON file per exercise: values, witnesses, slips, faults
    executed = _made("notebooks")  # a folder for each notebook: with outputs, without, its pictures, its faults
    figures = _made("generated")  # published under generated/; beside them what live demos read
    fonts = _made("fonts")  # published under generated/fonts/
    hashes = _made("hashes")  # of every other file of the cache, a line each, as sha256sum writes them
    kept = _made("kept")
    listings = _made("listings")  # snippets with section markers
    manifest = _made("manifest.json")
    next_site = _made("site.next")
    reads = _made("reads")  # one JSON file per computation: what its functions opened, beside what they import
    samples = _made("evidence/samples")  # one JSON file per page with fields: formulas as numbers, at a few points
    stamps = _made("stamps")  # what the last sweep hashed, and when it had been touched
    staged = _made("docs")  # finished Markdown and all files that it shows, for the site generator
    templates = _made("templates")  # the theme's, compiled
    theme = _made("theme")  # links to the theme's files, while the generator runs
    trained = _made("trained")  # one file of arrays per net


_here = Project(Path(__file__).resolve().parents[2])


def here() -> Project:
    """The project that work is done in: the one this file is in, unless a test works elsewhere."""
    return _here


def relative(path: Path | str) -> str:
    """The path as messages name it: from the project's folder."""
    path, root = Path(path).resolve(), here().root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def practised(slug: str) -> str:
    """The exercise that a practice belongs to: `rnn` for `practice_rnn`; nothing where the slug is no practice."""
    return slug.removeprefix(PREFIX) if slug.startswith(PREFIX) else ""


def slug_of(page: Path) -> str:
    """The slug of a page, as its markers have it."""
    return f"{PREFIX}{page.stem}" if page.parent == here().practice else page.stem


def snippet_of(slug: str) -> Path:
    """The module of an exercise, or the `__init__` of its package; that of a practice stands beside its exercise's."""
    if practised(slug):
        return here().snippets / practised(slug) / "practice.py"
    package = here().snippets / slug / "__init__.py"
    return package if package.exists() else here().snippets / f"{slug}.py"


def module_of(slug: str) -> str:
    """As Python imports it: `snippets.rnn`, `snippets.rnn.practice`."""
    return f"snippets.{practised(slug)}.practice" if practised(slug) else f"snippets.{slug}"


def page_of(slug: str) -> Path:
    """The page of a slug: an exercise or a practice, unless there is only one beside the exercises."""
    if practised(slug):
        return here().practice / f"{practised(slug)}.md"
    exercise, beside = here().exercises / f"{slug}.md", here().docs / f"{slug}.md"
    return beside if beside.exists() and not exercise.exists() else exercise


def address_of(page: Path) -> str:
    """Where a page stands on the site: `exercises/rnn/`."""
    return f"{page.relative_to(here().docs).with_suffix('').as_posix()}/"


def slugs() -> list[str]:
    """Every slug that has a page of its own to compute: exercises, practices, and pages beside them with a snippet."""
    beside = {path.stem for path in here().docs.glob("*.md") if snippet_of(path.stem).exists()}
    found = [*here().exercises.glob("*.md"), *here().practice.glob("*.md")]
    return sorted(beside | {slug_of(path) for path in found})


def notebooks() -> list[str]:
    """Every notebook."""
    return sorted(path.stem for path in here().notebooks.glob("*.py"))


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
    if here().cache not in path.parents:
        return
    with here().hashes.open("a", encoding="utf-8") as hashes:
        hashes.write(f"{hashlib.sha256(data).hexdigest()}  {path.relative_to(here().cache).as_posix()}\n")


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

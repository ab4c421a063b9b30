"""The sources of one side, of a commit or of the folder as it stands: what pages show, the lines of keys, words.

Nothing is built or imported: pages are scanned, keys and snippets parsed.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from scripts.checking.check_claims import ClaimMarker, find_claims
from scripts.checking.check_markers import images
from scripts.model.literals import UnreadableError
from scripts.model.markers import BadPathError, Marker, find, literal_span, resolve
from scripts.model.paths import here
from scripts.model.source import Page, Section
from scripts.model.toml_lines import comment_on, lines_of
from scripts.model.tree import Tree
from scripts.reporting.report_editions import Edition
from scripts.store.git import files_of

READ = ("docs/", "snippets/", "tests/answer_key/", "scripts/rendering/theme/", "mkdocs.yml")
NAME = re.compile(r"\w+\.\w+")
SILENT = re.compile(r"<!--\s*(?:[=!]|note:).*?-->", re.S)  # comments that a reader sees nothing of


class KeyLine(NamedTuple):
    """A line of an answer key: where it stands, what was typed, and how it was found on paper."""

    place: str  # file:line
    typed: str
    paper: str


def typed(line: KeyLine | None) -> str:
    return line.typed if line else ""


class Shown(NamedTuple):
    """A literal that a marker binds: what it says, where, and how far a trained value may be from it."""

    path: str
    literal: str
    place: str  # file:line
    page: str  # exercises/rnn/
    part: str
    tolerance: float

    @property
    def name(self) -> str:
        """The answer, the mistake or the given data that it is a value of: `rnn.gradient`, `rnn.task`."""
        return (NAME.match(self.path) or [self.path])[0]

    @property
    def address(self) -> str:
        """Of its part, or of its page: `exercises/rnn/#d`."""
        return with_part(self.page, self.part)


@dataclass(frozen=True)
class Sources:
    """The files that a reader's site is made of, by their path."""

    files: dict[str, bytes]

    def text(self, file: str) -> str:
        return self.files.get(file, b"").decode("utf-8", "replace")

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every Markdown page by its address, `exercises/rnn/`."""
        found = [file for file in self.files if file.startswith("docs/") and file.endswith(".md")]
        return {address_of(file): Page(Path(file), self.text(file)) for file in sorted(found)}

    @cached_property
    def figures(self) -> dict[str, dict[str, Tree]]:
        """The file and the text of every figure that a page shows, and its place there, by id."""
        found = {}
        for address, page, match in ((*item, match) for item in self.pages.items() for match in images(item[1])):
            file = match["target"].lstrip("./")
            if file.startswith("generated/"):
                id = file.removeprefix("generated/").removesuffix(".svg").replace("/", ".")
                found[id] = {"file": file, "alt": match["alt"], "page": with_part(address, page.part_at(match.start()))}
        return found

    @cached_property
    def key(self) -> dict[str, KeyLine]:
        """Every line of every key by what it is for, `rnn.gradient` or `rnn.gradient@tanh`."""
        files = sorted(file for file in self.files if file.startswith("tests/answer_key/"))
        return {f"{PurePosixPath(file).stem}.{name}": line for file in files for name, line in self._lines(file)}

    def _lines(self, file: str) -> Iterator[tuple[str, KeyLine]]:
        try:
            values = tomllib.loads(self.text(file), parse_float=lambda text: f"\0{text}\0")
        except tomllib.TOMLDecodeError:
            return
        lines = self.text(file).splitlines()
        for name, number in lines_of(self.text(file)).items():
            if name in values:
                value = re.sub(r'"\\u0000(.*?)\\u0000"', r"\1", json.dumps(values[name], default=str))
                yield name, KeyLine(f"{file}:{number}", f"{name} = {value}", comment_on(lines, number))

    def shown(self, edition: Edition) -> list[Shown]:
        """Every literal of every page that a marker binds; the edition says which are text."""
        return [shown for page in self.pages.values() for shown in _shown(page, edition)]


def of_commit(commit: str) -> Sources | None:
    """The sources of a commit; None where it is not in this clone."""
    files = files_of(commit)
    return Sources({file: content for file, content in files.items() if file.startswith(READ)}) if files else None


def of_folder() -> Sources:
    """The sources as they stand."""
    paths = [path for folder in READ for path in [here().root / folder, *(here().root / folder).rglob("*")]]
    files = [path for path in paths if path.is_file() and path.suffix != ".pyc"]
    return Sources({path.relative_to(here().root).as_posix(): path.read_bytes() for path in files})


def with_part(address: str, part: str) -> str:
    return f"{address}#{part}" if part else address


def address_of(file: str) -> str:
    """Where a page of docs/ stands on the site."""
    inside = file.removeprefix("docs/").removesuffix(".md")
    return "" if inside == "index" else f"{inside}/"


def _shown(page: Page, edition: Edition) -> Iterator[Shown]:
    file = page.path.as_posix()
    for marker in find(page):
        if isinstance(marker, Marker) and (span := _span(page, marker, edition)):
            place, literal = f"{file}:{page.line_number(span[0])}", page.text[slice(*span)]
            yield Shown(marker.path.text, literal, place, address_of(file), page.part_at(span[0]), marker.tolerance)


def _span(page: Page, marker: Marker, edition: Edition) -> tuple[int, int] | None:
    """Where the literal of a marker stands; None for what cannot be read without its value."""
    try:
        return literal_span(page, marker, value_of(edition, marker))
    except UnreadableError:
        return None


def value_of(edition: Edition, marker: Marker) -> Tree:
    """The value at a marker's path in an edition, of the first instance if it names none; 0 where it has none."""
    name = f"{marker.path.slug}.{marker.path.name}"
    entries = [edition.answers.get(f"{name}@{marker.path.instance}"), *edition.instances(name)]
    entry = next((entry for entry in entries if entry), {})
    try:
        value = resolve(entry.get("value", 0), marker.path)
    except BadPathError:
        return 0
    return 0 if entry.get("kind") == "formula" else value


def words_of(page: Page, edition: Edition) -> dict[str, str]:
    """The text of each section in words, with what is computed taken out: the front matter, then heading by heading."""
    taken = sorted(_computed(page, edition))
    sections = [section for section in page.sections if section.level <= 2]
    starts = [0, *(section.start for section in sections)]
    names = ["", *map(_name, sections)]
    ends = [*starts[1:], len(page.text)]
    return {name: _words(page.text, start, end, taken) for name, start, end in zip(names, starts, ends)}


def _name(section: Section) -> str:
    return f"#{section.id}" if section.id else f", {section.title}"


def _computed(page: Page, edition: Edition) -> Iterator[tuple[int, int, str]]:
    """What a change of a value changes by itself: literals, claimed formulas, the text beside a figure."""
    for marker in find(page):
        if isinstance(marker, Marker) and (span := _span(page, marker, edition)):
            yield *span, "…"
    for claim in find_claims(page):
        if isinstance(claim, ClaimMarker) and claim.formula:
            yield *claim.formula.inner, "…"
    for match in images(page):
        yield *match.span("alt"), "…"
    for match in SILENT.finditer(page.text):
        yield *match.span(), ""


def _words(text: str, start: int, end: int, taken: list[tuple[int, int, str]]) -> str:
    pieces, last = [], start
    for first, after, instead in taken:
        if last <= first and after <= end:
            pieces += [text[last:first], instead]
            last = after
    return " ".join("".join([*pieces, text[last:end]]).split())

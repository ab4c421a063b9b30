"""Read a page's Markdown: where code, maths, comments and plain text stand, and its front matter and sections.

One scanner serves every check, so that all agree on what is code and what is a formula.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from scripts.model.faults import Fault
from scripts.model.paths import here, relative, slug_of

TOKEN = re.compile(
    r"(?=[-\ufeff$`~<\\\]{]|^[ ]+[`~])"  # at all else, most of a page, no alternative need be tried
    r"(?:(?P<front>\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n)"
    r"|(?P<display>\$\$(?!\$).+?\$\$|^[ ]*(?P<bars>```+|~~~+)[ ]*math[ ]*\n.*?^[ ]*(?P=bars)[ ]*$)"
    r"|(?P<fence>^[ ]*(?P<mark>```+|~~~+)[^\n]*\n.*?^[ ]*(?P=mark)[ ]*$)"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<code>(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)*?(?<!`)(?P=ticks)(?!`))"  # within its paragraph
    r"|(?P<escape>\\[$\\`])"
    r"|(?P<maths>\$(?![\s$])(?:\\.|[^$\\\n]|\n(?!\n))*?(?<!\s)\$(?!\d))"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<target>\]\([^()\s]*\))"
    r"|(?P<attributes>\{[ ]*[#.:][^{}\n]*\}))",
    re.M | re.S,
)
HEADING = re.compile(r"^(?P<level>#{1,6}) (?P<title>.*?)[ ]*(?:\{[ ]*#(?P<id>[\w-]+)[^}]*\})?[ ]*$", re.M)
FOLD = re.compile(r'<(?P<closes>/)?details\b(?:[^>]*?\bclass="(?P<class>[^"]*)")?')


class Token(NamedTuple):
    """A stretch of a page that is not plain text."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def inner(self) -> tuple[int, int]:
        """Where the TeX of a formula or the code of a span stands, between its dollars, backticks or bars."""
        if self.is_display and self.is_block:  # a fence of `math`
            return self.start + self.text.index("\n") + 1, self.start + self.text.rindex("\n")
        edge = len(self.text) - len(self.text.lstrip("$" if self.kind in ("maths", "display") else "`"))
        return self.start + edge, self.end - edge

    @property
    def body(self) -> str:
        """The TeX of a formula or the code of a span."""
        start, end = self.inner
        return self.text[start - self.start : end - self.start]

    @property
    def is_display(self) -> bool:
        """Whether it is a formula on lines of its own."""
        return self.kind == "display"

    @property
    def is_block(self) -> bool:
        """Whether it is a fence, of a formula or of code: what belongs to it stands on the next line."""
        return self.kind == "fence" or (self.is_display and not self.text.startswith("$"))


class Section(NamedTuple):
    """A heading and what stands under it up to the next heading of its level or above."""

    level: int
    title: str
    id: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Page:
    """A page's file and text."""

    path: Path
    text: str

    def __eq__(self, other: object) -> bool:
        """Texts first: a page is looked for among hundreds, and to compare paths takes ten times as long."""
        return isinstance(other, Page) and self.text == other.text and self.path == other.path

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    @staticmethod
    def read(path: Path) -> "Page":
        """The page as it stands; the same object while the text is the same, because every check scans it."""
        return _page(path, path.read_text(encoding="utf-8"))

    @cached_property
    def slug(self) -> str:
        """That of its file; a page of a single variant has the slug of its practice."""
        return slug_of(self.path.parent if self.path.parent.parent == here().practice else self.path)

    @cached_property
    def tokens(self) -> list[Token]:
        """Code, maths, comments, tags and link targets in the order they stand."""
        return [
            Token(str(match.lastgroup), match.start(), match.end(), match[0]) for match in TOKEN.finditer(self.text)
        ]

    @cached_property
    def formulas(self) -> list[Token]:
        """Every formula, within a line or on lines of its own."""
        return [token for token in self.tokens if token.kind in ("maths", "display")]

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line_at(self, position: int) -> str:
        """The line on which a position stands."""
        end = self.text.find("\n", position)
        return self.text[self.text.rfind("\n", 0, position) + 1 : end if end >= 0 else len(self.text)]

    def line_number(self, position: int) -> int:
        """The number of the line on which a position stands, from 1."""
        return bisect_right(self.line_starts, position)

    def fault(self, position: int, message: str) -> Fault:
        return Fault(relative(self.path), self.line_number(position), message)

    @property
    def front(self) -> str:
        """The front matter as it stands, marks included."""
        return self.tokens[0].text if self.tokens and self.tokens[0].kind == "front" else ""

    @property
    def front_matter(self) -> dict[str, Any]:
        """The YAML at the top; empty where it cannot be read, which `front_fault` explains."""
        return self._front_read[0]

    @property
    def front_fault(self) -> Fault | None:
        """Why the front matter cannot be read, with the line on which the trouble began."""
        return self._front_read[1]

    @cached_property
    def _front_read(self) -> tuple[dict[str, Any], Fault | None]:
        try:
            front = self.front.strip("\ufeff \t\n").strip("-")
            data = yaml.load(front, yaml.CSafeLoader)  # ten times as fast as the one in Python
        except yaml.YAMLError as error:
            mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
            message = f"the front matter cannot be read: {' '.join(str(error).split())}"
            return {}, Fault(relative(self.path), mark.line + 1 if mark else 1, message)
        return data if isinstance(data, dict) else {}, None

    @cached_property
    def parts(self) -> dict[str, dict[str, Any]]:
        """The parts of the exercise that have points, by their id."""
        given = self.front_matter.get("parts")
        items = given.items() if isinstance(given, dict) else ()
        return {str(id): part for id, part in items if isinstance(part, dict) and isinstance(part.get("points"), int)}

    @cached_property
    def keywords(self) -> dict[str, list[str]]:
        """Other words for what a section is about, by its id: the search finds them, and nobody sees them."""
        given = self.front_matter.get("keywords")
        items = given.items() if isinstance(given, dict) else ()
        return {str(id): [str(word) for word in words] for id, words in items if isinstance(words, list)}

    @cached_property
    def sections(self) -> list[Section]:
        """Every heading outside code and comments."""
        closed = [token for token in self.tokens if token.kind in ("front", "fence", "comment")]
        starts = [token.start for token in closed]
        headings = [
            match
            for match in HEADING.finditer(self.text)
            if not any(match.start() < token.end for token in closed[: bisect_right(starts, match.start())][-1:])
        ]
        return [self._section(match, headings[index + 1 :]) for index, match in enumerate(headings)]

    def _section(self, match: re.Match[str], later: list[re.Match[str]]) -> Section:
        level = len(match["level"])
        end = next((other.start() for other in later if len(other["level"]) <= level), len(self.text))
        return Section(level, match["title"], match["id"] or "", match.start(), end)

    def without(self, kinds: Container[str]) -> str:
        """The text with everything of some kinds blanked out, positions kept."""
        hidden = (token for token in self.tokens if token.kind in kinds)
        return edited(self.text, [(token.start, token.end, blank(token.text)) for token in hidden])

    def folds_around(self, position: int) -> list[str]:
        """The classes of the folds that are open at a position, the outermost first."""
        starts, open_folds = self._folds
        return open_folds[bisect_left(starts, position)]

    @cached_property
    def _folds(self) -> tuple[list[int], list[list[str]]]:
        """Where folds open and close, and what is open before the first of these places and behind each."""
        starts: list[int] = []
        open_folds: list[list[str]] = [[]]
        for token in self.tokens:
            if token.kind == "tag" and (match := FOLD.match(token.text)):
                starts.append(token.start)
                before = open_folds[-1]
                open_folds.append(before[:-1] if match["closes"] else [*before, match["class"] or ""])
        return starts, open_folds

    def part_at(self, position: int) -> str:
        """The part of the exercise in whose section a position stands, or nothing."""
        return self.section_at(position, self.parts)

    def section_at(self, position: int, ids: Container[str]) -> str:
        """The one of these sections in which a position stands, or nothing."""
        return next((section.id for section in self.sections_around(position) if section.id in ids), "")

    def sections_around(self, position: int) -> list[Section]:
        """The sections in which a position stands, the outermost first."""
        return [section for section in self.sections if section.start <= position < section.end]


Edit = tuple[int, int, str]  # from where to where, and what stands there then


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with each stretch replaced; the stretches do not overlap."""
    pieces, last = [], 0
    for start, end, replacement in sorted(set(edits)):  # two paths share one marker
        pieces += [text[last:start], replacement]
        last = end
    return "".join([*pieces, text[last:]])


def blank(text: str) -> str:
    """As many blanks and as many lines."""
    return re.sub(r"[^\n]", " ", text)


@lru_cache(maxsize=4096)  # a live site reads one text after another, for hours
def _page(path: Path, text: str) -> Page:
    return Page(path, text)

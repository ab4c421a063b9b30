"""Pieces of pages kept by content: what stands under one heading is not rendered again while it says the same.

The generator is given a page in which each known piece is a stub between two comments. What it makes of the others is
cut out of its page, finished, and kept; so it needs no event but the one that hands over the page.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from html import escape
from itertools import cycle, pairwise
from typing import NamedTuple, Protocol

from scripts.formulas.katex import STUB
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.finished import finished
from scripts.rendering.search_index import Section, Words, searched, title_of
from scripts.rendering.tables import HEADING
from scripts.store import kept

PART = re.compile(
    r'<h[1-6] id="(?P<id>[^"]+)"><a class="toclink" href="#[^"]*">(?P<title>.*?)</a></h[1-6]>'
    r"|<!--piece (?P<key>[0-9a-f]{16})-->(?P<html>.*?)<!--/piece (?P=key)-->\n?",
    re.S,
)
ID = re.compile(r'\bid="([^"]+)"')
DEFINES_LINK = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.M)


class Maker(Protocol):
    """Makes the finished Markdown of a piece; names what that depends on beside the piece's words."""

    def __call__(self, text: str) -> str: ...

    def parts(self, text: str) -> Iterator[str]: ...


class Piece(NamedTuple):
    """The finished HTML of what stands between two headings, its formulas still stubs, and its words for the search."""

    html: str
    searched: tuple[Words, ...]
    formulas: frozenset[str]  # the keys of its stubs
    anchors: str  # an element for each of its ids, so that links to them are known not to be broken

    @classmethod
    def of(cls, html: str) -> "Piece":
        anchors = "".join(f'<div id="{id}"></div>' for id in ID.findall(html)) or "<div></div>"
        return cls(html, searched(html), frozenset(STUB.findall(html)), anchors)


class Kept(NamedTuple):
    """What is kept of a page: all that it was made from, what stands between its pieces, and these by their keys."""

    key: str
    layout: tuple[str, ...]  # the front matter, then a text, a key, a text, a key, ... a text
    pieces: dict[str, Piece]


@dataclass
class Pieces:
    """The pieces of one page by the hash of all that they depend on."""

    page: Page
    context: str  # what every piece depends on
    formulas: Set[str]  # the keys of those that are rendered
    make: Maker
    known: Kept = field(init=False)
    made: Kept = field(init=False)

    def __post_init__(self) -> None:
        key = kept.key_of([self.context, self.page.text, *self.make.parts(self.page.text)])
        self.known = kept.find(self.name, kept.key_of([])) or Kept("", (), {})
        self.made = Kept(key, (), {})

    @property
    def name(self) -> str:
        return f"pieces/{self.page.path.relative_to(here().docs).with_suffix('').as_posix()}"

    def keep(self) -> None:
        """Keep the pieces of this build and forget all others."""
        if self.made != self.known:
            kept.keep(self.name, kept.key_of([]), self.made)

    def stubbed(self, above: str = "") -> str:
        """The page's Markdown: every heading as it stands, what is known between them as a stub with its ids."""
        if self.known.key == self.made.key and all(map(self._is_whole, self.known.pieces.values())):
            self.made = self.known
            texts = {key: piece.anchors for key, piece in self.known.pieces.items()}
        else:
            texts = self._read()
        front, *others = self.made.layout
        shown = [_stub(part, texts[part]) if is_key else part for part, is_key in zip(others, cycle((False, True)))]
        return "".join([front, above, *shown])

    def _read(self) -> dict[str, str]:
        """Cut the page at its headings; what each piece is to the generator: a stub, or its text."""
        page, defined = self.page, _defined_links(self.page)
        heads = [(section.start, _end_of_line(page.text, section.start)) for section in page.sections]
        ends = [(0, len(page.front)), *heads, (len(page.text), len(page.text))]
        layout, texts = [page.front, ""], {}
        for (_, start), (end, after) in pairwise(ends):
            if page.text[start:end].strip():
                key, text = self._piece(page.text[start:end], defined)
                layout += [key, ""]
                texts[key] = text
            layout[-1] += f"\n{self._heading(page.text[end:after])}"
        self.made = self.made._replace(layout=tuple(layout))
        return texts

    def _heading(self, line: str) -> str:
        return self.make(line) if "<!--" in line or "\\" in line else line

    def _piece(self, text: str, defined: str) -> tuple[str, str]:
        """The key of a piece, and what stands there for the generator."""
        key = kept.key_of([self.context, text, defined, *self.make.parts(text)])[:16]
        known = self.known.pieces.get(key)
        if known and self._is_whole(known):
            self.made.pieces[key] = known
            return key, known.anchors
        return key, self.make(f"{text}\n\n{defined}").strip("\n")

    def _is_whole(self, piece: Piece) -> bool:
        return piece.formulas <= self.formulas

    def put_in(self, page: str) -> tuple[str, list[Section]]:
        """The generator's page with every piece in its place, new ones finished now; and what each heading leads."""
        sections: list[Section] = []

        def place(match: re.Match[str]) -> str:
            if match["id"]:
                sections.append(Section(match["id"], title_of(match["title"]), ()))
                return match[0]
            piece = self._finished(match["key"], match["html"])
            last = sections.pop() if sections else Section("", str(self.page.front_matter.get("title", "")), ())
            sections.append(last._replace(words=(*last.words, *piece.searched)))
            return piece.html.replace(HEADING, escape(last.title))

        return PART.sub(place, page), sections

    def _finished(self, key: str, html: str) -> Piece:
        if key not in self.made.pieces:
            self.made.pieces[key] = Piece.of(finished(html.strip("\n")))
        return self.made.pieces[key]


def _defined_links(page: Page) -> str:
    """The lines that say where `[text][name]` leads, which any piece of the page may use."""
    text = page.without({"front", "fence", "comment"})
    return "\n".join(page.line_at(match.start()) for match in DEFINES_LINK.finditer(text))


def _end_of_line(text: str, position: int) -> int:
    return (text + "\n").index("\n", position)


def _stub(key: str, text: str) -> str:
    return f"\n\n<!--piece {key}-->\n\n{text}\n\n<!--/piece {key}-->\n\n"

"""Pieces of pages kept by content: what stands under one heading is not rendered again while it says the same.

The generator is given a page in which each known piece is a stub between two comments. What it makes of the others is
cut out of its page, finished, and kept; so it needs no event but the one that hands over the page.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

from scripts.formulas.katex import STUB
from scripts.model.paths import DOCS
from scripts.model.source import Page
from scripts.rendering.finished import finished
from scripts.rendering.search_index import searched
from scripts.store import kept

PART = re.compile(
    r'<h[1-6] id="(?P<id>[^"]+)">(?P<title>.*?)<a class="headerlink"'
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
    searched: str


class Section(NamedTuple):
    """A heading of a page, and the words under it that may be found."""

    id: str
    title: str
    text: str


@dataclass
class Pieces:
    """The pieces of one page by the hash of all that they depend on."""

    name: str
    title: str
    context: str  # what every piece depends on
    formulas: Container[str]  # the keys of those that are rendered
    make: Maker
    known: dict[str, Piece]
    used: dict[str, Piece] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page, context: str, formulas: Container[str], make: Maker) -> "Pieces":
        name = f"pieces/{page.path.relative_to(DOCS).with_suffix('').as_posix()}"
        title = str(page.front_matter.get("title", ""))
        return cls(name, title, context, formulas, make, kept.find(name, kept.key_of([])) or {})

    def keep(self) -> None:
        """Keep the pieces of this build and forget all others."""
        if self.used != self.known:
            kept.keep(self.name, kept.key_of([]), self.used)

    def stubbed(self, page: Page, above: str = "") -> str:
        """The page's Markdown: every heading as it stands, what is known between them as a stub with its ids."""
        defined = _defined_links(page)
        heads = [(section.start, _end_of_line(page.text, section.start)) for section in page.sections]
        ends = [(0, len(page.front)), *heads, (len(page.text), len(page.text))]
        written = [page.front, above]
        for (_, start), (end, after) in pairwise(ends):
            written += [self._between(page.text[start:end], defined), self._heading(page.text[end:after])]
        return "".join(written)

    def _heading(self, line: str) -> str:
        return self.make(line) if "<!--" in line or "\\" in line else line

    def _between(self, text: str, defined: str) -> str:
        if not text.strip():
            return "\n"
        key = kept.key_of([self.context, text, defined, *self.make.parts(text)])[:16]
        if key in self.known and all(stub in self.formulas for stub in STUB.findall(self.known[key].html)):
            self.used[key] = self.known[key]
            shown = _anchors(self.used[key].html)
        else:
            shown = self.make(f"{text}\n\n{defined}").strip("\n")
        return f"\n\n<!--piece {key}-->\n\n{shown}\n\n<!--/piece {key}-->\n\n"

    def put_in(self, page: str) -> tuple[str, list[Section]]:
        """The generator's page with every piece in its place, new ones finished now; and what each heading leads."""
        sections: list[Section] = []

        def place(match: re.Match[str]) -> str:
            if match["id"]:
                sections.append(Section(match["id"], searched(match["title"]), ""))
                return match[0]
            piece = self._finished(match["key"], match["html"])
            last = sections.pop() if sections else Section("", self.title, "")
            sections.append(last._replace(text=f"{last.text} {piece.searched}".strip()))
            return piece.html

        return PART.sub(place, page), sections

    def _finished(self, key: str, html: str) -> Piece:
        if key not in self.used:
            shown = finished(html.strip("\n"))
            self.used[key] = Piece(shown, searched(shown))
        return self.used[key]


def _defined_links(page: Page) -> str:
    """The lines that say where `[text][name]` leads, which any piece of the page may use."""
    text = page.without({"front", "fence", "comment"})
    return "\n".join(page.line_at(match.start()) for match in DEFINES_LINK.finditer(text))


def _end_of_line(text: str, position: int) -> int:
    return (text + "\n").index("\n", position)


def _anchors(html: str) -> str:
    """An element for each id of a piece, so that links to it are known not to be broken."""
    return "".join(f'<div id="{id}"></div>' for id in ID.findall(html)) or "<div></div>"

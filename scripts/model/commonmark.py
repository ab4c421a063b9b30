"""What GitHub shows of lists, tables, escapes and line breaks is shown here too.

GitHub reads CommonMark, Python-Markdown an older dialect. There a list or a table needs a blank line above it, a nested
list four blanks, and only some signs can be escaped: else they stand on the page as they were typed, and nothing is
said. So the lines are written as Python-Markdown wants them, before it reads them.
"""

import re
from itertools import takewhile
from typing import NamedTuple

from markdown.util import BLOCK_LEVEL_ELEMENTS

from scripts.model.paths import here
from scripts.model.source import Page

ESCAPE = re.compile(r"""\\(?:(?P<sign>["$%&',/:;<=?@^~])|\n(?=\S))""")  # the other signs can be escaped there too
ITEM = re.compile(r"(?P<lead> {0,3})(?P<marker>[-+*]|\d{1,9}[.)])(?P<gap> +|$)(?P<content>.*)")
RULE = re.compile(r" {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
TAGS = "|".join(BLOCK_LEVEL_ELEMENTS)
BLOCK = re.compile(rf" {{0,3}}(?:#{{1,6}}(?: |$)|>|```|~~~|</?(?:{TAGS})(?:[ />]|$)|<!--)", re.I)
HEADING = re.compile(r"^ {0,3}(#{1,6} )")
QUOTE = re.compile(r" {0,3}> ?(.*)")
DELIMITERS = re.compile(r" {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
RAW = re.compile(r"^ {0,3}<(pre|script|style)\b.*?</\1>", re.M | re.S | re.I)
STEP = 4  # what Python-Markdown indents by


def as_python_markdown(text: str) -> str:
    """Lists, tables, escapes and hard breaks of CommonMark in the older dialect."""
    return _without_escapes("\n".join(Blocks(text.expandtabs(STEP)).written))


def _without_escapes(text: str) -> str:
    """Escapes that the older dialect does not know, as character references; a backslash at the end breaks a line."""
    pieces, last = [], 0
    for token in Page(here().docs / "page.md", text).tokens:
        pieces += [ESCAPE.sub(_reference, text[last : token.start])]
        pieces += [ESCAPE.sub(_reference, token.text) if token.kind == "escape" else token.text]
        last = token.end
    return "".join([*pieces, ESCAPE.sub(_reference, text[last:])])


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match['sign'])};" if match["sign"] else "  \n"


class Item(NamedTuple):
    """An open item of a list: its marker, and the column at which its content begins."""

    marker: str
    column: int


class Blocks:
    """Reads lines as CommonMark does, and writes them with the indentation and the blank lines of the other."""

    def __init__(self, text: str) -> None:
        self.items: list[Item] = []  # the open ones, the outermost first
        self.is_paragraph = False  # whether the line above is running text
        self.begins_item = False  # and belongs to the paragraph that stands behind a marker
        self.written: list[str] = []
        inside, self.lines = _inside(text), text.split("\n")
        self.number = 0
        while self.number < len(self.lines):
            line = self.lines[self.number]
            if self.number in inside:
                self.write(len(self.items), line[min(_indent(line), self.column(len(self.items))) :])
            else:
                self.read(line)
            self.number += 1

    def read(self, line: str) -> None:
        """One line that begins outside of code and formulas."""
        if not line.strip():
            self.written.append("")
            self.is_paragraph = False
            return
        depth = next((k for k, item in enumerate(self.items) if _indent(line) < item.column), len(self.items))
        rest = line[self.column(depth) :]
        item = None if RULE.match(rest) or _is_delimiters(rest) else ITEM.match(rest)
        if item and not (depth == len(self.items) and self.is_paragraph and not _can_interrupt(item)):
            self.read_item(item, depth)
        elif depth < len(self.items) and self.is_paragraph and not BLOCK.match(rest) and not RULE.match(rest):
            self.write(len(self.items), line.lstrip())  # a paragraph may go on without its indentation
        else:
            self.read_block(rest, depth)

    def read_item(self, match: re.Match[str], depth: int) -> None:
        """A new item; Python-Markdown wants a blank line where it does not follow another item or its first words."""
        is_other = depth < len(self.items) and self.items[depth].marker[-1] != match["marker"][-1]
        if is_other or not self.begins_item:
            self.separate()
        gap = match["gap"] if 0 < len(match["gap"]) <= STEP and match["content"] else " "
        column = self.column(depth) + len(match["lead"]) + len(match["marker"]) + len(gap)
        self.items = [*self.items[:depth], Item(match["marker"], column)]
        content = match["gap"].removeprefix(gap) + match["content"]
        self.write(depth, f"{match['marker'].replace(')', '.')} {content}".rstrip())
        self.is_paragraph = self.begins_item = bool(match["content"]) and not BLOCK.match(content)

    def read_block(self, rest: str, depth: int) -> None:
        """Anything else: it ends the items that it is not indented for; inside of one it needs a blank line too."""
        is_running = not BLOCK.match(rest) and not RULE.match(rest)
        needs_blank = self.is_head(rest) or (not is_running and (depth or rest.lstrip()[0] in "#>"))
        if depth < len(self.items) or (self.is_paragraph and needs_blank):
            self.separate()
        self.items = self.items[:depth]
        if QUOTE.match(rest):
            self.read_quote(depth)
        else:
            self.write(depth, HEADING.sub(r"\1", rest))
        self.begins_item = self.begins_item and self.is_paragraph and is_running
        self.is_paragraph = is_running

    def read_quote(self, depth: int) -> None:
        """A quotation holds blocks of its own."""
        rest = (line[self.column(depth) :] for line in self.lines[self.number :])
        quoted = [match[1] for match in takewhile(bool, map(QUOTE.match, rest)) if match]
        for line in Blocks("\n".join(quoted)).written:
            self.write(depth, f"> {line}".rstrip())
        self.number += len(quoted) - 1

    def is_head(self, rest: str) -> bool:
        """Whether a line is the head of a table."""
        below = self.lines[self.number + 1 : self.number + 2]
        return "|" in rest and bool(below) and _is_delimiters(below[0].lstrip())

    def column(self, depth: int) -> int:
        return self.items[depth - 1].column if depth else 0

    def separate(self) -> None:
        if self.written and self.written[-1]:
            self.written.append("")

    def write(self, depth: int, rest: str) -> None:
        self.written.append(f"{' ' * STEP * depth}{rest}" if rest.strip() else "")


def _can_interrupt(item: re.Match[str]) -> bool:
    """Whether a list may begin right below running text: it says something, and counts from one."""
    return bool(item["content"]) and item["marker"][:-1] in ("", "1")


def _is_delimiters(line: str) -> bool:
    """Whether a line is the row of dashes under the head of a table."""
    return "|" in line and bool(DELIMITERS.match(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _inside(text: str) -> set[int]:
    """The lines that begin inside a fence, a formula, a comment, a tag or raw HTML."""
    page = Page(here().docs / "page.md", text)
    tokens = [(token.start, token.end) for token in page.tokens if token.kind not in ("target", "attributes")]
    spans = [*tokens, *(match.span() for match in RAW.finditer(text))]
    return {line for start, end in spans for line in range(page.line_number(start), page.line_number(end))}

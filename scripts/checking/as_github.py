"""What GitHub shows of a page, and what this site shows: they are the same words in the same lists, tables and marks.

Both read a copy of the page in which each formula is one word and each comment is gone. GitHub's side is markdown-it,
which reads CommonMark and knows the line of each block. What a pattern in `not_rendered` names has a better mend; this
finds the rest, whatever it is.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import chain, zip_longest
from typing import NamedTuple

from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token as Block

from scripts.model.commonmark import as_python_markdown
from scripts.model.faults import Fault
from scripts.model.source import Page, Token, edited

EXTENSIONS = (  # those of mkdocs.yml that decide what a text is; the others fill in code and values
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "sane_lists",
)
PLAIN = {"pymdownx.highlight": {"use_pygments": False}}
TITLED = re.compile(
    r"^([ ]*(?:```+|~~~+)\w*)(?: (?:title|hl_lines|linenums)=\"[^\"\n]*\")+[ ]*$", re.M
)  # for the site alone
FORMULA = "FORMULA"
INVISIBLE = ("p", "div", "span", "thead", "tbody")  # they have no look of their own, or GitHub has none of them
HAS_NO_END = ("br", "hr", "img", "input")
SHOWN = 7  # words of a difference
MEND = 'inside of HTML, Markdown needs markdown="1" in the tag and a blank line behind the tag'
OTHERWISE = f"write it in a simpler way, with blank lines around each block; {MEND}"
IN_HTML = re.compile(r"\*\*\w|\]\(|`\w|^[ ]*(?:[-*+]|\d+\.) \w|^#+ \w", re.M)
LEFT_OVER = (
    (r"\*\*|__", "stands as it was typed; close the bold text, or write a backslash before each sign"),
    (
        r"(?<![\w*\s])\*(?=\w)|(?<!\S)\*(?=\w)|(?<=\w)\*(?![\w*])",
        "stands as it was typed; close the emphasis, or write \\*",
    ),
    (r"(?<!\w)_(?=\w)|(?<=\w)_(?!\w)", "stands as it was typed; close the emphasis, or write \\_"),
    (r"`", "opens code that never ends; close it, or write \\` for the sign itself"),
    (r"\]\(", "is no link; an address has no blanks (write %20) and its brackets close"),
    (r"\]\[", "is no link; no line `[name]: address` defines the name"),
    (r"(?m)^\s*\|.*\|\s*$", "is no table; under its head it needs a row of dashes with as many cells"),
)


class Piece(NamedTuple):
    """A word or the edge of an element, and the line of the block it stands in."""

    text: str
    line: int


def check_as_github(page: Page) -> Iterator[Fault]:
    """One fault for each section in which the two differ, and for each mark that neither of them reads."""
    text = neutral(page)
    blocks = _markdown_it().parse(text)
    left_over = list(_left_over(page, blocks))
    there, here = _sections(shown_there(blocks)), _sections(shown_here(text))
    if len(there) != len(here):  # a heading that only one of them has: all that follows would differ
        there, here = [[*chain(*there)]], [[*chain(*here)]]
    for _, faults in left_over:
        yield from faults
    differences = [found for pair in zip(there, here) if (found := _difference(page, *pair))]
    yield from (fault for line, fault in differences if line not in dict(left_over))


def neutral(page: Page) -> str:
    """The page with a word for each line of a formula, without comments and attributes; lines stay where they are."""
    kinds = ("front", "comment", "attributes", "maths", "display")
    edits = [(token.start, token.end, _neutral(token)) for token in page.tokens if token.kind in kinds]
    return TITLED.sub(r"\1", edited(page.text, edits))


def _neutral(token: Token) -> str:
    if token.kind in ("maths", "display"):
        return re.sub(r"(?m)^([ ]*).*$", rf"\1{FORMULA}", token.text)
    return "\n" * token.text.count("\n")


def shown_here(text: str) -> list[Piece]:
    """What this site shows; it knows no lines."""
    return _pieces(_markdown().reset().convert(as_python_markdown(text)))


@cache
def _markdown_it() -> MarkdownIt:
    """What GitHub knows, with escaped signs told from others."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable("text_join")


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs=PLAIN)


def shown_there(blocks: list[Block]) -> list[Piece]:
    """What GitHub shows, with the line on which each block begins."""
    located = []
    for block in blocks:
        for child in block.children or []:
            child.type = child.type.replace("text_special", "text")
        if block.map and block.nesting == 0:
            located.append(Block("html_block", "", 0, content=f"<!--{block.map[0]}-->"))
        located.append(block)
    return _pieces(_markdown_it().renderer.render(located, _markdown_it().options, {}))


def _pieces(html: str) -> list[Piece]:
    reader = _Reader()
    reader.feed(html.replace("<strong><em>", "<em><strong>").replace("</em></strong>", "</strong></em>"))
    reader.close()
    return reader.pieces


class _Reader(HTMLParser):
    """Takes HTML apart into words and the edges of what has a look of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.line = 0
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INVISIBLE:
            given = dict(attrs)
            self.add(f"<{tag}{given.get('start') or ''}>", *(given.get("alt") or "").split())

    def handle_endtag(self, tag: str) -> None:
        if tag not in INVISIBLE and tag not in HAS_NO_END:
            self.add(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.add(*data.split())

    def handle_comment(self, data: str) -> None:
        self.line = int(data)

    def add(self, *words: str) -> None:
        self.pieces += [Piece(word, self.line) for word in words]


def _sections(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut at each heading, so that one difference does not hide those of other sections."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        if re.fullmatch(r"<h[1-6]>", piece.text):
            found.append([])
        found[-1].append(piece)
    return found


def _difference(page: Page, there: list[Piece], here: list[Piece]) -> tuple[int, Fault] | None:
    """The first place at which the two differ, and the line that its block begins with for GitHub."""
    pairs = enumerate(zip_longest(there, here, fillvalue=Piece("", 0)))
    index = next((index for index, (one, other) in pairs if one.text != other.text), None)
    if index is None:
        return None
    line = there[min(index, len(there) - 1)].line if there else 0
    shown = [" ".join(piece.text for piece in pieces[index : index + SHOWN]) or "nothing" for pieces in (there, here)]
    message = f"GitHub shows {shown[0]!r} here, this site {shown[1]!r}; {OTHERWISE}"
    return line, page.fault(page.line_starts[line], message)


def _left_over(page: Page, blocks: list[Block]) -> Iterator[tuple[int, list[Fault]]]:
    """The first line of each block, and what stands in it as it was typed."""
    line = 0
    for block in blocks:
        line = block.map[0] if block.map else line
        if wrong := list(_wrong(block)):
            yield line, [page.fault(page.line_starts[line + start], message) for start, message in wrong]


def _wrong(block: Block) -> Iterator[tuple[int, str]]:
    """Marks in running text that opened nothing, code by indentation, underlined headings; on which of its lines."""
    if block.type == "code_block":
        yield 0, "four blanks before a line make code of it; write a fence, ```text"
    if block.type == "heading_open" and block.markup in ("=", "-"):
        yield 0, "an underlined heading; write it as `## Title`"
    if block.type == "html_block" and (match := IN_HTML.search(re.sub(r"<[^>]*>", "", block.content))):
        yield block.content.count("\n", 0, block.content.find(match[0])), f"{match[0]!r} stays as it was typed; {MEND}"
    text = "".join(map(_running, block.children or []))
    for sign, what in LEFT_OVER:
        if match := re.search(sign, text):
            yield text.count("\n", 0, match.start()), f"{match[0].strip()[:40]!r} {what}"


def _running(child: Block) -> str:
    """Text that was not escaped, ends of lines, and something that is neither for all else."""
    return child.content if child.type == "text" else "\n" if child.type.endswith("break") else "\0"

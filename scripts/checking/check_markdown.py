"""Markdown mistakes that no renderer reports: folds, formulas and comments that are not closed, and their like."""

import re
from collections.abc import Callable, Iterable, Iterator

from scripts.checking.check_attributes import check_attributes
from scripts.checking.check_html import check_html
from scripts.checking.not_rendered import check_not_rendered
from scripts.model.faults import Fault
from scripts.model.source import FOLD, Page, Token

ALMOST_COMMENT = re.compile(r"<!(?!--)-?[^<>\n]{0,80}>?|<!--(?!.*?-->)", re.S)
WITH_BLANKS = re.compile(
    r"\$(?:[ \t]+[^$\n]*[^$\s][ \t]*|[^$\s][^$\n]*[ \t]+)\$(?![\w$])|\$(?!\d)[^$\s](?:[^$\n]*[^$\s])?\$\d"
)
SUMMARY = re.compile(r"\s*<summary\b[^>]*>(?!\s*</)", re.I)
DELIMITERS = re.compile(r"[ >]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
NO_CELLS = ("front", "fence", "code", "comment", "maths", "display", "tag")

Comparison = Callable[[], Iterable[Fault]]  # of what GitHub shows of the page with what the site shows


def check_markdown(page: Page, compare: Comparison) -> list[Fault]:
    """Folds that close, formulas and comments that end, tables that are whole, and nothing shown as it was typed."""
    if page.text.startswith("\ufeff"):
        return [page.fault(0, "begins with a byte order mark (BOM); save the file as UTF-8 without one")]
    swallowing = [*_check_folds(page), *_check_never_ending(page)]
    named = [*swallowing, *check_html(page), *_check_formulas(page), *_check_headings(page), *_check_tables(page)]
    named += check_attributes(page)
    named += _elsewhere(named, check_not_rendered(page))
    return named if swallowing else named + _elsewhere(named, compare())


def _elsewhere(named: list[Fault], others: Iterable[Fault]) -> list[Fault]:
    """Those in lines without a fault: a line has one cause, and the first check that names it knows the mend."""
    lines = {fault.line for fault in named}
    return [fault for fault in others if fault.line not in lines]


def _check_folds(page: Page) -> Iterator[Fault]:
    """A fold that is not closed swallows all that follows, up to the end of the page."""
    open_folds: list[int] = []
    for token in (token for token in page.tokens if token.kind == "tag" and FOLD.match(token.text)):
        if not token.text.startswith("</"):
            open_folds.append(token.start)
            yield from _check_opening(page, token)
        elif open_folds:
            yield from _check_inside(page, open_folds.pop(), token.start)
        else:
            yield page.fault(token.start, "this </details> closes nothing; remove it, or open the fold")
    yield from (page.fault(start, "this fold is never closed; write </details>") for start in open_folds)


def _check_opening(page: Page, token: Token) -> Iterator[Fault]:
    if "markdown=" not in token.text:
        yield page.fault(token.start, 'Markdown inside this fold stays raw; write <details markdown="1">')
    if not SUMMARY.match(page.text, token.end):
        yield page.fault(token.start, "a fold without a name; write <summary>its name</summary> on the next line")


def _check_inside(page: Page, start: int, end: int) -> Iterator[Fault]:
    """The contents of a page would lead to a heading that is folded away."""
    for section in page.sections:
        if start < section.start < end:
            yield page.fault(section.start, "a heading inside a fold; use bold text, or close the fold before it")


def _check_formulas(page: Page) -> Iterator[Fault]:
    """What is rendered as a formula, and hardly meant so."""
    for token in page.formulas:
        tex = token.body
        if not tex.strip():
            yield page.fault(token.start, "an empty formula; remove it, or write what it says")
        if re.fullmatch(r"(`+).*\1", tex, re.S):
            yield page.fault(token.start, f"write ${tex.strip('`')}$; the backticks would be part of the formula")
        if re.search(r"^[ ]*>", tex, re.M) and page.line_at(token.start).lstrip().startswith(">"):
            yield page.fault(token.start, "a formula in a quotation stands on one line; else its > are part of it")


def _check_headings(page: Page) -> Iterator[Fault]:
    formulas = [token.start for token in page.formulas]
    for section in page.sections:
        first_line = page.text.find("\n", section.start) % len(page.text)
        if any(section.start <= position < first_line for position in formulas):
            yield page.fault(section.start, "a heading holds a formula; the table of contents would show it twice")


def _check_never_ending(page: Page) -> Iterator[Fault]:
    """What opens and never closes: a formula, a comment, a fence."""
    plain = page.without({token.kind for token in page.tokens})
    yield from _check_dollars(page, plain)
    for match in ALMOST_COMMENT.finditer(plain):
        shown = " ".join(match[0].split())[:40]
        yield page.fault(
            match.start(), f"{shown!r} is no comment; write <!-- ... -->, and a marker <!--= slug.answer -->"
        )
    for match in re.finditer(r"^[ ]*(```+|~~~+)", plain, re.M):
        yield page.fault(match.start(), f"this fence is never closed; write {match[1]} alone on a line")


def _check_dollars(page: Page, plain: str) -> Iterator[Fault]:
    """Each dollar that belongs to no formula, with the cause where two of them nearly make one."""
    nearly = [match.span() for match in WITH_BLANKS.finditer(plain)]
    for start, end in nearly:
        what = "digit behind" if plain[end - 1].isdigit() else "blank inside"
        yield page.fault(start, f"the {what} {plain[start:end]!r} keeps it from being a formula; write $x$")
    for match in re.finditer(r"\$", plain):
        if not any(start <= match.start() < end for start, end in nearly):
            yield page.fault(
                match.start(), r"a $ opens a formula that never ends; close it, or write \$ for the sign itself"
            )


def _check_tables(page: Page) -> Iterator[Fault]:
    """A row with more cells than the head loses them on the page, and one with fewer has lost one already."""
    lines, wanted = page.without(NO_CELLS).split("\n"), 0
    for number, line in enumerate(lines):
        if "|" in line and DELIMITERS.fullmatch(line) and number and "|" in lines[number - 1]:
            wanted = _cells(line)
        elif "|" not in line:
            wanted = 0
        elif wanted and _cells(line) != wanted:
            message = f"a row of {_cells(line)} cells under a head of {wanted}; a | that parts no cells is written \\|"
            yield page.fault(page.line_starts[number], message)


def _cells(row: str) -> int:
    """The number of cells in a row of a table; its first and last bar may be missing."""
    bare = re.sub(r"^[ >]*\||\|[ ]*$", "", row)
    return len(re.findall(r"(?<!\\)\|", bare)) + 1

"""The notation page is one table that is true: each symbol with its meanings, and the exercises where each holds."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from scripts.checking.symbols import by_first_word, name_of, spelt, unnamed, words
from scripts.model.faults import Fault
from scripts.model.paths import DOCS, EXERCISES
from scripts.model.source import Page, Token

NOTATION = DOCS / "notation.md"
ROW = re.compile(r"^\|(?P<symbols>[^|\n]*)\|(?P<rest>[^\n]*)\|[ ]*$", re.M)
FORMULA = re.compile(r"\$([^$]+)\$")
LINK = re.compile(r"\]\(exercises/(?P<slug>\w+)\.md(?:#[\w-]+)?\)")

Keep = Callable[[str, Iterable[str], Callable[[], list[Fault]]], list[Fault]]  # as `kept` of scripts/store/kept.py


class Row(NamedTuple):
    """One meaning: the symbols that have it, the exercises where they do, and where the row stands."""

    symbols: list[str]  # as TeX
    slugs: list[str]
    start: int


def check_notation(pages: Iterable[Page], keep: Keep = lambda name, parts, make: make()) -> Iterator[Fault]:
    """Each symbol of an exercise page stands in the table for this page, and each row's symbols on its pages.

    `keep` may know what was found on a page that has not changed.
    """
    pages = list(pages)
    notation = next((page for page in pages if page.path == NOTATION), None)
    if notation is None:
        return
    table = list(rows(notation))
    exercises = {page.slug: page for page in pages if page.path.parent == EXERCISES}
    for slug, page in exercises.items():
        rows_of_page = [row for row in table if slug in row.slugs]
        yield from keep(f"notation/{slug}", [page.text, notation.text], partial(_without_row, page, rows_of_page))
    shown = {slug: _words_of(page) for slug, page in exercises.items()}
    for row in table:
        yield from _without_use(notation, row, shown)


def rows(notation: Page) -> Iterator[Row]:
    """The rows of the tables that explain a symbol."""
    for match in ROW.finditer(notation.text):
        if symbols := FORMULA.findall(match["symbols"]):
            yield Row(symbols, [link["slug"] for link in LINK.finditer(match["rest"])], match.start())


def _without_row(page: Page, table: list[Row]) -> list[Fault]:
    names = by_first_word(name_of(tex) for row in table for tex in row.symbols)
    told: set[str] = set()
    faults = []
    for token in _formulas(page):
        for symbol in unnamed(_body(token), names):
            if symbol.text not in told:
                told.add(symbol.text)
                where = token.start + len(token.text) - len(token.text.lstrip("$")) + symbol.start
                mend = "add it to a row of docs/notation.md that links to this page, or use a letter that stands there"
                faults.append(
                    page.fault(where, f"the symbol ${symbol.text}$ has no meaning on the notation page: {mend}")
                )
    return faults


def _without_use(notation: Page, row: Row, shown: dict[str, str]) -> Iterator[Fault]:
    if not row.slugs:
        yield notation.fault(row.start, f"${row.symbols[0]}$ says for no exercise what it means; link to its page")
    for slug in row.slugs:
        if slug not in shown:
            yield notation.fault(row.start, f"there is no exercise {slug}; link to one of {', '.join(sorted(shown))}")
            continue
        for tex in row.symbols:
            if spelt(name_of(tex)) not in shown[slug]:
                yield notation.fault(row.start, f"${tex}$ stands in no formula of {slug}.md; remove it or its link")


def _words_of(page: Page) -> str:
    return "|".join(spelt(word.text for word in words(_body(token))) for token in _formulas(page))


def _formulas(page: Page) -> list[Token]:
    return [token for token in page.tokens if token.kind in ("maths", "display")]


def _body(token: Token) -> str:
    return token.text.strip("$")

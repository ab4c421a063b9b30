"""The notation page is one table that is true: each symbol with its meanings, and the exercises where each holds."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from scripts.checking.symbols import Word, by_first_word, name_of, spelt, unnamed, words
from scripts.model.faults import Fault
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.store.kept import Keep, anew

ROW = re.compile(r"^\|(?P<symbols>[^|\n]*)\|(?P<rest>[^\n]*)\|[ ]*$", re.M)
FORMULA = re.compile(r"\$([^$]+)\$")
LINK = re.compile(r"\]\(exercises/(?P<slug>\w+)\.md(?:#[\w-]+)?\)")

Read = tuple[list[tuple[int, Word]], str]  # of a page: symbols without a row, in which formula; all its words


class Row(NamedTuple):
    """One meaning: the symbols that have it, the exercises where they do, and where the row stands."""

    symbols: list[str]  # as TeX
    slugs: list[str]
    start: int


def check_notation(pages: Iterable[Page], keep: Keep[Read] = anew) -> Iterator[Fault]:
    """Each symbol of an exercise page stands in the table for this page, and each row's symbols on its pages.

    `keep` may know what was found in formulas that have not changed.
    """
    pages = list(pages)
    notation = next((page for page in pages if page.path == here().docs / "notation.md"), None)
    if notation is None:
        return
    table, shown = list(rows(notation)), {}
    for page in pages:
        if page.path.parent == here().exercises:
            names = [name_of(tex) for row in table if page.slug in row.slugs for tex in row.symbols]
            bodies = [token.body for token in page.formulas]
            found = keep(f"notation/{page.slug}", [*bodies, repr(names)], partial(_read, bodies, names))
            yield from _without_row(page, found[0])
            shown[page.slug] = found[1]
    for row in table:
        yield from _without_use(notation, row, shown)


def rows(notation: Page) -> Iterator[Row]:
    """The rows of the tables that explain a symbol."""
    for match in ROW.finditer(notation.text):
        if symbols := FORMULA.findall(match["symbols"]):
            yield Row(symbols, [link["slug"] for link in LINK.finditer(match["rest"])], match.start())


def _read(bodies: list[str], names: list[list[str]]) -> Read:
    """Each symbol that no name holds, where it stands first, and all words in one line."""
    known = by_first_word(names)
    unknown = [(number, symbol) for number, tex in enumerate(bodies) for symbol in unnamed(tex, known)]
    first = {symbol.text: (number, symbol) for number, symbol in reversed(unknown)}
    return list(first.values()), "|".join(spelt(word.text for word in words(tex)) for tex in bodies)


def _without_row(page: Page, unknown: list[tuple[int, Word]]) -> Iterator[Fault]:
    mend = "add it to a row of docs/notation.md that links to this page, or use a letter that stands there"
    for number, symbol in unknown:
        where = page.formulas[number].inner[0] + symbol.start
        yield page.fault(where, f"the symbol ${symbol.text}$ has no meaning on the notation page: {mend}")


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

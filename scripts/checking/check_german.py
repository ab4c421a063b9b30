"""German terms in brackets are known as such, so that the site can give them their language."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import partial

from scripts.checking.readable import prose
from scripts.model.faults import Fault
from scripts.model.german import BRACKET, ITEM, plain, terms
from scripts.model.paths import here, relative
from scripts.model.source import Page
from scripts.model.toml_lines import unreadable
from scripts.store.kept import Known, made

WORDS = re.compile(r"[A-Za-zÄÖÜäöüß\d–-]+(?: [A-Za-zÄÖÜäöüß\d–-]+){0,3}")  # longer ones are a remark
IS_GERMAN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{2,}|[äöüß]")  # or the name of somebody
Read = list[tuple[int, str]]  # of a text: what stands in brackets, and where


def check_german(pages: Sequence[Page], *, whole: bool = True, known: Known[Read] = made) -> Iterator[Fault]:
    """Each term that looks German is in `docs/german.toml`; where all pages are given, each of these stands on one.

    `known` gives what was found in a text that has not changed.
    """
    try:
        tomllib.loads(here().german.read_text(encoding="utf-8") if here().german.exists() else "")
    except tomllib.TOMLDecodeError as error:
        yield unreadable(here().german, error, "the terms")
        return
    found = known({page.text: partial(_read, page) for page in pages})
    listed = terms()["german"] | terms()["english"]
    for page in pages:
        for position, item in found[page.text]:
            if item not in listed and IS_GERMAN.search(item):
                mend = f'write "{item}" into {relative(here().german)}, under german or english'
                yield page.fault(position, f"({item}) looks like a German term; {mend}")
    if whole:
        yield from _unused(listed - {item for items in found.values() for _, item in items})


def _read(page: Page) -> Read:
    """The terms in brackets of a text, in the order they stand."""
    text = prose(page)
    items = [
        (bracket.start("inside") + item.start(), plain(item[0]))
        for bracket in BRACKET.finditer(text)
        for item in ITEM.finditer(bracket["inside"])
    ]
    return [(position, item) for position, item in items if WORDS.fullmatch(item)]


def _unused(items: set[str] | frozenset[str]) -> Iterator[Fault]:
    lines = here().german.read_text(encoding="utf-8").splitlines() if items else []
    for item in sorted(items):
        line = next((number for number, line in enumerate(lines, 1) if f'"{item}"' in line), 1)
        yield Fault(relative(here().german), line, f'no page has "{item}" in brackets; remove it')

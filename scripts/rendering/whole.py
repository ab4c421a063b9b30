"""Whole pages kept: to the generator, one about which nothing has changed is a title and some ids.

Reading a page and running its template takes the generator longer than all that we do about it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.store import kept

TITLE = re.compile(r"^(?:title:|# ).*$", re.M)
ID = re.compile(r'\bid="([^"]+)"')


class Whole(NamedTuple):
    """A page as it is published, and what the build has to know of it beside."""

    html: str
    title: str  # in the navigation
    entries: list[dict[str, Any]]  # of the search
    formulas: frozenset[str]  # the keys of those that it shows
    ids: tuple[str, ...]
    names: frozenset[str]  # those that a rule of the style sheet may ask for, without those of formulas


class Place(NamedTuple):
    """Where a page is kept, and the hash of all that it is made of."""

    name: str
    key: str

    @classmethod
    def of(cls, page: Page, kind: str, parts: Iterable[str]) -> "Place":
        """That of a page on one kind of site, built or live: a live one has addresses of its own."""
        name = f"{kind}/{page.path.relative_to(here().docs).with_suffix('').as_posix()}"
        return cls(name, kept.key_of([page.text, *parts]))

    def find(self) -> Whole | None:
        """The page, if it would come out the same."""
        found: Whole | None = kept.find(self.name, self.key)
        return found

    def keep(self, whole: Whole) -> None:
        kept.keep(self.name, self.key, whole)


def titles(pages: Mapping[str, str]) -> Iterator[str]:
    """What other pages may say of each page in their navigation."""
    for address, text in pages.items():
        yield "\n".join([address, *(match[0] for match in islice(TITLE.finditer(text), 2))])

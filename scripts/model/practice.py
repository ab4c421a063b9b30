"""A practice: its page read once for every variant, and the fields that ask for an answer."""

import re
from collections.abc import Iterator

from scripts.model.markers import MARKER, NAMED_IN_MARKER
from scripts.model.paths import PRACTICE
from scripts.model.source import Page

FIRST = "1"  # the variant that the page is written for, which its paths need not name
FIELD = re.compile(r'(?<=\bdata-field=")(?P<id>[^"]*)(?=")')


def is_practice(page: Page) -> bool:
    """Whether it is the page of an exercise's variants."""
    return page.path.parent == PRACTICE


def truths_of(page: Page) -> str:
    """Where the site has what the fields of a page compare with."""
    return f"generated/practice/{'' if is_practice(page) else 'exam/'}{page.path.stem}.json"


def of_variant(page: Page, number: str) -> Page:
    """The page as it asks for another variant: each path of its practice names it; literals are not changed."""
    if number == FIRST:
        return page

    def named(marker: re.Match[str]) -> str:
        return NAMED_IN_MARKER.sub(lambda name: f"{name[0]}@{number}" if name[1] == page.slug else name[0], marker[0])

    return Page(page.path, MARKER.sub(named, page.text))


def fields(page: Page) -> Iterator[tuple[int, str]]:
    """Where a page has a field, and for which answer: `practice_rnn.gradient`."""
    for match in FIELD.finditer(page.without({"fence", "comment", "code"})):
        yield match.start(), match["id"]

"""Views of what was computed, which a page asks for by a comment: `<!-- view: ledger rnn -->`.

What a view is stands here; which there are, in `scripts/rendering/views.py`.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from scripts.model.evidence import Exercise
from scripts.model.source import Page

CALL = re.compile(r"<!-- view: (?P<name>[a-z]+(?:-[a-z]+)*)(?: (?P<argument>[\w.@]+))? -->")
Arguments = Callable[[Page, dict[str, Exercise]], Collection[str]]


class View(NamedTuple):
    """Makes Markdown; where it takes an argument, `known` are those that a page may name."""

    make: Callable[..., str]
    argument: str = ""  # what messages call it
    known: Arguments | None = None


class Call(NamedTuple):
    """A comment that asks for a view, and where it stands."""

    name: str
    argument: str
    start: int
    end: int


Views = Mapping[str, View]


def calls(page: Page) -> list[Call]:
    """Every call of a page in the order they stand; inside code they are text."""
    found = [(token, CALL.fullmatch(token.text)) for token in page.tokens if token.kind == "comment"]
    return [Call(match["name"], match["argument"] or "", token.start, token.end) for token, match in found if match]

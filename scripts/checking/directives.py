"""The comments that the build replaces, in one table: what stands in no other place is known to nobody.

A comment on a page is a marker (`<!--= ... -->`, `<!--! ... -->`), one of these, or words for people, which begin with
`<!-- note:`. So a directive that is misspelt can never vanish silently.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from scripts.model.evidence import Exercise
from scripts.model.faults import Fault
from scripts.model.markers import parse_path
from scripts.model.paths import EXERCISES, snippet_of
from scripts.model.source import Page, Token

DIRECTIVES = {  # what each is called, and what its argument names
    "ledger": "SLUG",
    "statements": "TOPIC",
    "entry": "ID",
    "exam at a glance": "",
    "relations at a glance": "",
    "points at a glance": "",
    "points that cost marks": "",
}
SPELLING = re.compile(r"<!-- (?P<name>[a-z]+(?: [a-z]+)*)(?:: (?P<argument>[\w.@]+))? -->")
MARKER = re.compile(r"<!--\s*[=!]")
NOTE = re.compile(r"<!--\s*note:")


class Directive(NamedTuple):
    """A comment that the build replaces, and where it stands."""

    name: str
    argument: str
    start: int
    end: int


def directives(page: Page) -> list[Directive]:
    """Every directive of a page in the order they stand; inside code they are text."""
    comments = [token for token in page.tokens if token.kind == "comment"]
    return [found for token in comments if (found := _read(token))]


def _read(token: Token) -> Directive | None:
    match = SPELLING.fullmatch(token.text)
    if not match or match["name"] not in DIRECTIVES or bool(match["argument"]) != bool(DIRECTIVES[match["name"]]):
        return None
    return Directive(match["name"], match["argument"] or "", token.start, token.end)


def check_directives(page: Page) -> Iterator[Fault]:
    """Every comment is a directive on a line of its own, a marker, or a note to people."""
    for token in page.tokens:
        if token.kind != "comment" or MARKER.match(token.text) or NOTE.match(token.text) or _is_path(token.text):
            continue
        if not _read(token):
            yield page.fault(token.start, _unknown(token))
        elif page.line_at(token.start).strip() != token.text:
            yield page.fault(token.start, f"{token.text} makes a block; put it on a line of its own")


def _is_path(comment: str) -> bool:
    """Whether it is a marker without its `=`, which the check of markers names."""
    return parse_path(re.split("[;~]", comment[4:-3])[0].strip()) is not None


def _unknown(token: Token) -> str:
    """That nobody knows a comment, the directive it resembles, and all that there are."""
    words = " ".join(token.text[4:-3].split())
    near = get_close_matches(words.partition(":")[0].strip().lower(), DIRECTIVES, 1, 0.6)
    argument = words.partition(":")[2].strip() or DIRECTIVES[near[0]] if near else ""
    meant = f"did you mean {_written(near[0], argument if DIRECTIVES[near[0]] else '')}? " if near else ""
    there = ", ".join(_written(name, argument) for name, argument in DIRECTIVES.items())
    shown = token.text if len(token.text) < 60 else f"{token.text[:56]} ..."
    return f"nobody knows {' '.join(shown.split())}; {meant}there is {there}; words for people: <!-- note: ... -->"


def _written(name: str, argument: str) -> str:
    return f"<!-- {name}: {argument} -->" if argument else f"<!-- {name} -->"


def check_arguments(page: Page, exercises: dict[str, Exercise]) -> Iterator[Fault]:
    """A ledger is that of its page, statements have a topic of its page, and an entry is one of `answers.json`."""
    own = exercises.get(page.slug)
    if own.data.get("raised") if own else snippet_of(page.slug).exists() or page.path.parent == EXERCISES:
        return  # that is told, and not what follows from it
    topics = {str(entry["topic"]) for entry in own.data["answers"] if "topic" in entry} if own else set()
    entries = {id for exercise in exercises.values() for id in exercise.answers}
    there = {"ledger": {page.slug} if own else set(), "statements": topics, "entry": entries}
    for directive in directives(page):
        known = there.get(directive.name)
        if known is not None and directive.argument not in known:
            what = "statements on" if directive.name == "statements" else f"{directive.name} of"
            near = get_close_matches(directive.argument, known, 20, 0.0) or ["none"]
            yield page.fault(directive.start, f"no {what} {directive.argument} here; there is {', '.join(near)}")

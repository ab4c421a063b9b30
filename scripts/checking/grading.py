"""The points of "How it is graded" add up: those of the items to the part's, as the front matter has it.

The first sentence of the block is `6 points: gradient 2, Hessian 3, "constant" 1.`: each item ends in its points, a
remark in brackets may follow it. A part with one item may say `2 points for the number.`
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scripts.model.faults import Fault
from scripts.model.source import Page

BLOCK = re.compile(r"<summary>How it is graded</summary>\s*(?P<sentence>.*?[.](?=\s|$)|[^\n]*)", re.S)
TOTAL = re.compile(r"(?P<total>\d+) points?(?P<items>: | for )")
ITEM = re.compile(r"\s(?P<points>\d+)(?=(?:\s*\([^()]*\))?[,.])")
GRAMMAR = 'write "6 points: gradient 2, Hessian 3, sign 1.", each item with its points behind it'


class Graded(NamedTuple):
    """The first sentence of a grading block: where it stands, the points of the part and of each item."""

    start: int
    part: str
    total: tuple[int, int, int] | None  # points, start, end; None where the sentence does not say them
    items: list[tuple[int, int, int]]


def check_points_add_up(page: Page) -> Iterator[Fault]:
    """Every grading block says what its part brings and how that is shared out."""
    for start, part, total, items in graded(page):
        if total is None:
            yield page.fault(start, f"these points cannot be added up; {GRAMMAR}")
            continue
        given = page.parts[part]["points"]
        if total[0] != given:
            yield page.fault(start, f"part {part} brings {given} points in the front matter, {total[0]} here")
        if sum(points for points, _, _ in items) != total[0]:
            added = " + ".join(str(points) for points, _, _ in items)
            yield page.fault(start, f"{added or 'no item'} is not {total[0]} points; {GRAMMAR}")


def spans_of_points(page: Page) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that are added up here."""
    for block in graded(page):
        yield from ((start, end) for _, start, end in [*filter(None, [block.total]), *block.items])


def graded(page: Page) -> Iterator[Graded]:
    """The first sentence of each part's grading block; formulas and code in it are no points."""
    text = page.without(("maths", "display", "code", "comment"))
    for match in BLOCK.finditer(text):
        part, start = page.part_at(match.start()), match.start("sentence")
        if part:
            total = TOTAL.match(match["sentence"])
            yield Graded(start, part, _at(total, "total", start) if total else None, _items(total, match, start))


def _items(total: re.Match[str] | None, block: re.Match[str], start: int) -> list[tuple[int, int, int]]:
    if total is None:
        return []
    if total["items"] == " for ":
        return [_at(total, "total", start)]
    sentence = block["sentence"]
    items = list(ITEM.finditer(sentence, total.end() - 1))
    ends = bool(items) and not re.sub(r"^(?:\s*\([^()]*\))?\.", "", sentence[items[-1].end() :])
    return [_at(item, "points", start) for item in items] if ends else []


def _at(match: re.Match[str], group: str, start: int) -> tuple[int, int, int]:
    return int(match[group]), start + match.start(group), start + match.end(group)

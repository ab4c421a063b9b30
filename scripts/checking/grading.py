"""The points of "How it is graded" add up: those of the items to the part's, as the front matter has it.

The first sentence of the block is `6 points: gradient 2, Hessian 3, "constant" 1.`: each item ends in its points, a
remark in brackets may follow it. A part with one item may say `2 points for the number.` On the page of a practice the
last items are those of its fields, in their order: `3 points: the drawing 2, the first field 0.5, the second 0.5.`
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from scripts.model.faults import Fault
from scripts.model.paths import practised
from scripts.model.practice import exam_parts, fields
from scripts.model.source import Page

BLOCK = re.compile(r"<summary>How it is graded</summary>\s*(?P<sentence>.*?[.](?=\s|$)|[^\n]*)", re.S)
TOTAL = re.compile(r"(?P<total>\d+) points?(?P<items>: | for )")
ITEM = re.compile(r"\s(?P<points>\d+(?:\.5)?)(?=(?:\s*\([^()]*\))?[,.](?!\d))")
GRAMMAR = 'write "6 points: gradient 2, Hessian 3, sign 1.", each item with its points behind it'


class Graded(NamedTuple):
    """The first sentence of a grading block: where it stands, the points of the part and of each item."""

    start: int
    part: str
    total: tuple[float, int, int] | None  # points, start, end; None where the sentence does not say them
    items: list[tuple[float, int, int]]


class Rubric(NamedTuple):
    """What a part of a practice brings: by each field, in their order, and beside them for what is judged by hand."""

    by_field: list[float]
    by_hand: float


def check_points_add_up(page: Page) -> Iterator[Fault]:
    """Every grading block says what its part brings and how that is shared out."""
    for start, part, total, items in graded(page):
        if total is None:
            yield page.fault(start, f"these points cannot be added up; {GRAMMAR}")
            continue
        given = parts_of(page)[part]["points"]
        if total[0] != given:
            yield page.fault(start, f"part {part} brings {given} points in the front matter, {total[0]:g} here")
        if sum(points for points, _, _ in items) != total[0]:
            added = " + ".join(f"{points:g}" for points, _, _ in items)
            yield page.fault(start, f"{added or 'no item'} is not {total[0]:g} points; {GRAMMAR}")


def check_rubrics(page: Page) -> Iterator[Fault]:
    """The grading of a practice has an item for each field, and one at least for what is judged by hand."""
    for start, part, _, items in graded(page):
        count = len(fields_of(page, part)) if practised(page.slug) else 0
        if count and len(items) <= count:
            what = f"{len(items)} items for {count} fields and what is judged by hand"
            yield page.fault(start, f"{what}; write one for each field, in their order, behind all others")


def rubrics(page: Page) -> dict[str, Rubric]:
    """Of each part that a practice grades itself; the points of all others are shared equally by their fields."""
    found = {}
    for _, part, _, items in graded(page):
        points, count = [points for points, _, _ in items], len(fields_of(page, part))
        found[part] = Rubric(points[len(points) - count :], sum(points[: len(points) - count]))
    return found


def fields_of(page: Page, part: str) -> list[str]:
    """The names of the fields in a section of a practice, in their order."""
    (section,) = (section for section in page.sections if section.id == part)
    return [field.name for field in fields(page) if section.start <= field.position < section.end]


def parts_of(page: Page) -> dict[str, dict[str, Any]]:
    """Those of an exercise, also on the page of its practice."""
    return page.parts or exam_parts(page)


def spans_of_points(page: Page) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that are added up here."""
    for block in graded(page):
        yield from ((start, end) for _, start, end in [*filter(None, [block.total]), *block.items])


def graded(page: Page) -> Iterator[Graded]:
    """The first sentence of each part's grading block; formulas and code in it are no points."""
    text, parts = page.without(("maths", "display", "code", "comment")), parts_of(page)
    for match in BLOCK.finditer(text):
        part, start = page.section_at(match.start(), parts), match.start("sentence")
        if part:
            total = TOTAL.match(match["sentence"])
            yield Graded(start, part, _at(total, "total", start) if total else None, _items(total, match, start))


def _items(total: re.Match[str] | None, block: re.Match[str], start: int) -> list[tuple[float, int, int]]:
    if total is None:
        return []
    if total["items"] == " for ":
        return [_at(total, "total", start)]
    sentence = block["sentence"]
    items = list(ITEM.finditer(sentence, total.end() - 1))
    ends = bool(items) and not re.sub(r"^(?:\s*\([^()]*\))?\.", "", sentence[items[-1].end() :])
    return [_at(item, "points", start) for item in items] if ends else []


def _at(match: re.Match[str], group: str, start: int) -> tuple[float, int, int]:
    return float(match[group]), start + match.start(group), start + match.end(group)

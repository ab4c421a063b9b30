"""Figures before and after: the text beside them, and whether the drawing looks the same."""

import hashlib
import re
from collections.abc import Iterator

from scripts.reporting.report_editions import Edition
from scripts.reporting.report_steps import EXPLANATION, PRESENTATION, Step
from scripts.reporting.report_values import alike

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?(?:e-?\d+)?")
NAMES = re.compile(rb'(?<=#)\w+|(?<=\bid=")\w+')  # made from the content, so they differ with its last digit
DRAWING = "the drawing"
UNSEEN = 0.5  # of a point: nobody sees a line that is so far off


def picture_steps(before: Edition, after: Edition, id: str, within: float) -> Iterator[Step]:
    """What changed of a figure that both sides have; decimals of its text may be a relative `within` apart."""
    mine, theirs = before.figures[id], after.figures[id]
    if "alt" in mine and not alike(mine["alt"], theirs["alt"], within):
        yield Step(EXPLANATION, "the text beside it", mine["alt"], theirs["alt"])
    files = str(mine.get("file", theirs["file"])), str(theirs["file"])
    if files[0] != files[1]:
        yield Step(PRESENTATION, "its file", *files)
    drawn = before.picture(files[0]), after.picture(files[1])
    if drawn[0] is not None and drawn[1] is not None and not looks_alike(drawn[0], drawn[1]):
        places = before.place + files[0], after.place + files[1]
        told = [f"{place} (sha256 {digest(content)})" for place, content in zip(places, filter(None, drawn))]
        yield Step(PRESENTATION, DRAWING, *told)


def looks_alike(before: bytes, after: bytes) -> bool:
    """The same elements, each number at most half a point away: another machine draws with other last digits."""
    if before == after:
        return True
    before, after = (NAMES.sub(b"", side) for side in (before, after))
    if NUMBER.sub(b"?", before) != NUMBER.sub(b"?", after):
        return False
    return all(abs(float(a) - float(b)) <= UNSEEN for a, b in zip(NUMBER.findall(before), NUMBER.findall(after)))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]

"""No result is typed by hand: a number that a reader meets is marked, names something, or stands in hand_typed.toml."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scripts.checking.grading import spans_of_points
from scripts.checking.typed_numbers import Typed, code_of, find_numbers
from scripts.model.faults import Fault
from scripts.model.paths import relative
from scripts.model.source import Page

EXCEPTIONS = Path(__file__).with_name("hand_typed.toml")
WITH_COMMA = re.compile(r"0,\d+|\d+,\d{1,2}")


def read_exceptions() -> list[dict[str, Any]]:
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])


def check_hand_typed(
    page: Page, uncovered: Iterable[Typed], exceptions: list[dict[str, Any]]
) -> tuple[list[Fault], set[int]]:
    """The uncovered numbers of a page without an exception, and which exceptions it used."""
    faults, used = [], set()
    for start, end, why in uncovered:
        excuse = next((index for index, item in enumerate(exceptions) if _excuses(item, page, start, end)), None)
        if excuse is None:
            typed = " ".join(page.text[start:end].split())
            point = f", with a point: {typed.replace(',', '.')}" if WITH_COMMA.fullmatch(typed) else ""
            faults.append(page.fault(start, f"{typed} {why}{point}"))
        else:
            used.add(excuse)
    return faults, used


def find_uncovered(page: Page, covered: list[tuple[int, int]], run: str | None = None) -> Iterator[Typed]:
    """Every number that a reader meets, that names nothing and that no marker binds; none inside another.

    `run` is the code that is run for the page, if it is another than its snippet.
    """
    covered, last = [*covered, *spans_of_points(page)], 0
    for typed in find_numbers(page, code_of(page.slug) if run is None else run):
        if typed.end > last and not any(first <= typed.start and typed.end <= end for first, end in covered):
            yield typed
            last = typed.end


def _excuses(exception: dict[str, Any], page: Page, start: int, end: int) -> bool:
    if exception.get("page", page.slug) != page.slug:
        return False
    found = (match.start() for match in re.finditer(re.escape(exception["text"]), page.text))
    return any(first <= start and end <= first + len(exception["text"]) for first in found)


def unused_exceptions(exceptions: list[dict[str, Any]], used: set[int]) -> list[Fault]:
    """An exception no page needs would excuse a later mistake."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines, 1) if line.startswith("text")]
    return [
        Fault(
            relative(EXCEPTIONS),
            numbers[index] if index < len(numbers) else 0,
            f"no page needs the exception {item['text']!r}; remove it",
        )
        for index, item in enumerate(exceptions)
        if index not in used
    ]

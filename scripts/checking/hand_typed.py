"""No result is typed by hand: decimals and numbers after `=`, `≈` or "is" need a marker, or a reasoned exception."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scripts.checking.source import Page
from scripts.faults import Fault
from scripts.paths import relative

EXCEPTIONS = Path(__file__).with_name("hand_typed.toml")
HIDDEN = ("front", "fence", "comment", "code", "tag", "target", "attributes")
RESULT = re.compile(
    r"(?P<decimal>(?<![\d.])\d+\.\d+(?!\.?\d))"
    r"|(?:=|≈|\\approx|\bis)"
    r"(?:\s|[*_~&$({\[]|\\[a-z]+\{|\\[,;:! ]|\\left|\\begin\{\w+\})*[-−–+]?(?P<result>\d+(?:\.\d+)?)"
)


def read_exceptions() -> list[dict[str, Any]]:
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])


def check_hand_typed(
    page: Page, uncovered: Iterable[tuple[int, int]], exceptions: list[dict[str, Any]]
) -> tuple[list[Fault], set[int]]:
    """The uncovered numbers of a page without an exception, and which exceptions it used."""
    faults, used = [], set()
    for start, end in uncovered:
        excuse = next((index for index, item in enumerate(exceptions) if _excuses(item, page, start, end)), None)
        if excuse is None:
            faults.append(page.fault(start, f"{page.text[start:end]} is typed by hand; mark it with <!--= path -->"))
        else:
            used.add(excuse)
    return faults, used


def find_uncovered(page: Page, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a number stands that looks like a result and that no marker binds."""
    text = page.without(HIDDEN)
    for match in RESULT.finditer(text):
        start, end = match.span("decimal" if match["decimal"] else "result")
        if not any(first <= start and end <= last for first, last in covered):
            yield start, end


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

"""A number that names an exercise or a hint names one that there is, and the one that its link leads to."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from posixpath import normpath

from scripts.model.faults import Fault
from scripts.model.paths import EXERCISES, ROOT, relative
from scripts.model.source import Page

TITLE = re.compile(r"^# Exercise (?P<number>\d+)", re.M)
SECTION = re.compile(r"^##+ Exercise (?P<number>\d+).*\{[ ]*#exercise-(?P<id>\d+)[ ]*\}", re.M)
EXERCISE = re.compile(r"[eE](?<!\w.)(?i:xercises?\s+(?P<number>\d+)(?P<letter>[a-z]?)\b)")
HINT = re.compile(r"[hH](?<!\w.)(?i:int)\s+(?P<number>\d+)")
LINK = re.compile(r"\[(?P<shown>[^\[\]]*)\]\((?P<target>[^()\s#]+)")
ENTRY = re.compile(r"^\s*- (?P<number>\d+)[a-z]? · .*: exercises/(?P<slug>\w+)\.md$", re.M)
HIDDEN = ("fence", "comment", "code")


Keep = Callable[[str, Iterable[str], Callable[[], list[Fault]]], list[Fault]]  # as `kept` of scripts/store/kept.py


def check_names(
    pages: Sequence[Page], everything: Sequence[Page], keep: Keep = lambda name, parts, make: make()
) -> Iterator[Fault]:
    """Titles, headings, links, sentences and the navigation name each exercise by its number, of all that there are.

    `keep` may know what was found on a page that has not changed.
    """
    exam = [page for page in everything if page.path.parent == EXERCISES]
    numbers = {page.path: str(page.front_matter.get("exercise")) for page in exam}
    for page in pages:
        parts = [page.text, repr(numbers)]
        yield from keep(f"names/{relative(page.path)}", parts, partial(_check_page, page, numbers))
    yield from _navigation({path.stem: number for path, number in numbers.items()})


def _check_page(page: Page, numbers: dict[Path, str]) -> list[Fault]:
    text = page.without(HIDDEN)
    title = _title(page, text, numbers[page.path]) if page.path in numbers else ()
    known = _known(page, text, Counter(numbers.values()))
    return [*title, *_sections(page, text), *_links(page, text, numbers), *known]


def _title(page: Page, text: str, number: str) -> Iterator[Fault]:
    for match in TITLE.finditer(text):
        if match["number"] != number:
            yield page.fault(match.start(), f"the title says exercise {match['number']}, the front matter {number}")


def _sections(page: Page, text: str) -> Iterator[Fault]:
    for match in SECTION.finditer(text):
        if match["number"] != match["id"]:
            yield page.fault(match.start(), f"this section says {match['number']}, its id exercise-{match['id']}")


def _links(page: Page, text: str, numbers: dict[Path, str]) -> Iterator[Fault]:
    """A link to an exercise says its number; a number in a link to elsewhere stands in the address."""
    for match in LINK.finditer(text):
        target = match["target"]
        if "://" in target:
            missing = [number for number in re.findall(r"\d+(?:\.\d+)*", match["shown"]) if number not in target]
            yield from (
                page.fault(match.start(), f"{number} does not stand in the address {target}") for number in missing
            )
            continue
        number = numbers.get(Path(normpath(page.path.parent / target)))
        for said in EXERCISE.finditer(match["shown"]):
            if number and said["number"] != number:
                yield page.fault(match.start(), f"{target} is exercise {number}, not {said['number']}")


def _known(page: Page, text: str, known: Counter[str]) -> Iterator[Fault]:
    for match in EXERCISE.finditer(text):
        if known[match["number"]] < (2 if match["letter"] else 1):  # 3b is the second one of two
            there = ", ".join(sorted(known))
            yield page.fault(match.start(), f"there is no {' '.join(match[0].split())}; exercises are {there}")
    for match in HINT.finditer(text):
        if match["number"] not in ("1", "2"):
            yield page.fault(match.start(), f"there is no {' '.join(match[0].split())}; each part has hints 1 and 2")


def _navigation(numbers: dict[str, str]) -> Iterator[Fault]:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for match in ENTRY.finditer(text):
        number = numbers.get(match["slug"], match["number"])
        if number != match["number"]:
            line = text.count("\n", 0, match.start("number")) + 1
            yield Fault("mkdocs.yml", line, f"{match['slug']} is exercise {number}, not {match['number']}")

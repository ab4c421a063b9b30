"""A page cut into its `##` sections, so that after an edit only the section that changed is checked again.

What a check finds in a section depends on nothing beside it, as long as nothing reaches from one into the next: no
formula, comment or fence, no open element, no definition of a link. Where something does, the two stay together.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

from scripts.checking.check_html import name_and_depth
from scripts.checking.check_markers import Report
from scripts.checking.typed_numbers import Typed
from scripts.model.faults import Fault
from scripts.model.paths import relative
from scripts.model.source import Page
from scripts.store.kept import Known, kept

DEFINES_LINK = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.M)  # one that sections further up may use


@dataclass(frozen=True)
class Part(Page):
    """Some sections of a page as a page of their own, with the points that its front matter gives to parts."""

    whole: Page
    start: int
    number: int  # of the `##` headings before it

    @cached_property
    def parts(self) -> dict[str, dict[str, Any]]:
        return self.whole.parts


def report_of(page: Page, check: Callable[[Part], Report], reports: Known[Report]) -> Report:
    """What a check reports of a page, made of what it reports of the page's sections."""
    sections = cut(page)
    found = reports({section.text: partial(check, section) for section in sections})
    return joined(page, [(section.start, found[section.text]) for section in sections])


def cut(page: Page) -> list[Part]:
    """The sections of a page, each with what may not be parted from it."""
    headings = [section.start for section in page.sections if section.level == 2]
    cuts = [0, *([] if _reaches_far(page) else _parted(page, headings)), len(page.text)]
    return [
        Part(page.path, page.text[start:end], page, start, bisect_right(headings, start))
        for start, end in pairwise(cuts)
    ]


def _reaches_far(page: Page) -> bool:
    """Whether something at one place decides what all the others are."""
    named = any(section.level == 1 and section.id for section in page.sections)
    return named or page.text.startswith("\ufeff") or bool(DEFINES_LINK.search(page.text))


def _parted(page: Page, headings: list[int]) -> Iterator[int]:
    """The headings behind a blank line at which no token and no element is open."""
    starts, passed, open_elements = [token.start for token in page.tokens], 0, Counter[str]()
    for heading in headings:
        before = page.tokens[passed : bisect_left(starts, heading)]
        passed += len(before)
        for token in before:
            name, depth = name_and_depth(token)
            open_elements[name] += depth
        is_open = any(open_elements.values()) or any(
            token.end > heading for token in page.tokens[max(0, passed - 1) : passed]
        )
        if not is_open and page.text.endswith("\n\n", 0, heading):
            yield heading


def joined(page: Page, reports: Iterable[tuple[int, Report]]) -> Report:
    """The reports of sections as one of the page, each with where its section starts."""
    whole = Report()
    for start, report in reports:
        above = page.line_number(start) - 1
        whole.faults += [fault.below(above) for fault in report.faults]
        whole.covered += [(first + start, end + start) for first, end in report.covered]
        whole.uncovered += [Typed(first + start, end + start, why) for first, end, why in report.uncovered]
        whole.rewrites += [(first + start, end + start, right) for first, end, right in report.rewrites]
        whole.shown = {id: place + start for id, place in report.shown.items()} | whole.shown
        whole.figures = {id: place + start for id, place in report.figures.items()} | whole.figures
        for kind, count in report.relations.items():
            whole.relations[kind] = whole.relations.get(kind, 0) + count
    return whole


def as_github(page: Part) -> Iterator[Fault]:
    """A page compared with what GitHub shows of it; sections that stand unchanged are not compared again."""
    headings = {section.start for section in page.sections if section.level == 2}
    cuts = sorted({0, len(page.text), *(() if DEFINES_LINK.search(page.text) else headings)})
    for number, (start, end) in enumerate(pairwise(cuts), page.number):
        section = Page(page.path, page.text[start:end])
        found = kept(f"as_github/{relative(page.path)}-{number}", [section.text], partial(compared, section))
        above = page.line_number(start) - 1
        yield from (fault.below(above) for fault in found)


def compared(section: Page) -> list[Fault]:
    """A piece of Markdown compared with what GitHub shows of it."""
    from scripts.checking.as_github import check_as_github  # it loads two readers of Markdown

    return list(check_as_github(section))

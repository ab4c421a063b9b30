"""Every source as the Markdown of its pages: the student's, and where something is computed the sceptic's."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from scripts.model.draws import draws_of
from scripts.model.edition import Edition, Entry, encoded_entries, mark
from scripts.model.paths import address_of, here, notebooks, slug_of
from scripts.model.practice import fields, own_pages
from scripts.model.source import Page
from scripts.model.views import calls
from scripts.rendering.exam import onward
from scripts.rendering.frozen import forwarding
from scripts.rendering.page_parts import furnish
from scripts.rendering.paper import verdicts
from scripts.rendering.sceptics import sceptics_page
from scripts.rendering.two_pages import ids, sceptics, to_sceptics
from scripts.rendering.views import OF_OWN_PAGE
from scripts.store.intact import hash_of
from scripts.store.kept import Known, made

NOTEBOOK = re.compile(r"\.ipynb(?=[)#])")  # its page is staged under another name


class Halves(NamedTuple):
    """The two pages of a source; the sceptic's is empty where nothing is computed."""

    student: str
    sceptic: str
    moved: set[str]  # the ids that stand on the sceptic's alone


def site_pages(
    sources: Iterable[Page], edition: Edition, exam: list[Page], known: Known[Halves] = made
) -> Iterator[tuple[str, str]]:
    """The address of each page below the staged folder, and its Markdown; links lead to where a place stands now.

    `known` may have the halves of a source about which nothing has changed.
    """
    own = _by_slug(edition)
    fronts = "\0".join(f"{page.slug}\n{page.front}" for page in exam)
    asked = {page: "\0".join([*_made_of(page, edition, exam, own.get(page.slug, [])), fronts]) for page in sources}
    found = known({text: partial(_halves, page, edition, exam, own) for page, text in asked.items()})
    pages: dict[str, str] = {}
    moved: dict[str, set[str]] = {}
    for page, text in asked.items():
        address, halves = page.path.relative_to(here().docs).as_posix(), found[text]
        pages[address] = halves.student
        if halves.sceptic:
            moved[address], pages[sceptics(page)] = halves.moved, halves.sceptic
    for address, text in pages.items():
        yield address, to_sceptics(NOTEBOOK.sub(".md", text), address, moved)


def _by_slug(edition: Edition) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in edition.answers:
        found.setdefault(entry.slug, []).append(entry)
    return found


def _made_of(page: Page, edition: Edition, exam: list[Page], own: list[Entry]) -> list[str]:
    """What the halves of a page depend on, beside front matters: its own entries, or all where it asks for more."""
    is_own = all(call.name in OF_OWN_PAGE for call in calls(page))
    values = encoded_entries(own) if is_own else f"{mark(edition)} {[_headings(other) for other in exam]}"
    practice = here().practice / page.path.name  # to whose sections its parts lead
    told = repr([*_headings(Page.read(practice)), own_pages(Page.read(practice))]) if practice.exists() else ""
    samples = here().samples / f"{page.slug}.json"  # whose names its fields have
    told += hash_of(samples) if samples.exists() else ""
    told += _spread(exam) if "spread" in (call.name for call in calls(page)) else ""
    told += str(page.path.stem in notebooks())
    return [str(page.path), page.text, values, repr(edition.relations.get(page.slug)), told]


def _spread(exam: list[Page]) -> str:
    """What the spread of answers is counted in: variants, which the edition does not have, and sheets."""
    practices = [here().practice / page.path.name for page in exam]
    asked = [[field.id for field in fields(Page.read(path))] for path in practices if path.exists()]
    files = [here().evidence / f"{slug_of(path)}.json" for path in practices] + [draws_of(page.slug) for page in exam]
    return repr([asked, *(hash_of(path) for path in files if path.exists())])


def _headings(page: Page) -> list[tuple[str, str]]:
    """What a view of all pages may say of their sections."""
    return [(section.id, section.title) for section in page.sections]


def _halves(page: Page, edition: Edition, exam: list[Page], own: Mapping[str, list[Entry]]) -> Halves:
    student, sceptic = furnish(page, edition, exam), sceptics_page(page, edition, exam)
    moved = ids(sceptic) - ids(student) if sceptic else set()
    return Halves(student + _end(page, exam, moved, own.get(page.slug, [])), sceptic, moved)


def _end(page: Page, exam: list[Page], moved: Collection[str], entries: list[Entry]) -> str:
    """What comes last on a student's page: where old addresses lead on, and the other exercises."""
    told = [forwarding(address_of(page.path), moved)] if moved else []
    told += [onward(page, exam), verdicts(entries)] if page in exam else []
    return "".join(f"\n\n{text}\n" for text in filter(None, told))

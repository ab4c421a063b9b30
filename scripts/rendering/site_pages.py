"""Every source as the Markdown of its pages: the student's, and where something is computed the sceptic's."""

import re
from collections.abc import Collection, Iterable, Iterator

from scripts.model.edition import Edition, Entry
from scripts.model.paths import DOCS, address_of
from scripts.model.source import Page
from scripts.rendering.exam import onward
from scripts.rendering.frozen import forwarding
from scripts.rendering.furniture import furnish
from scripts.rendering.paper import verdicts
from scripts.rendering.sceptics import sceptics_page
from scripts.rendering.two_pages import ids, sceptics, to_sceptics

NOTEBOOK = re.compile(r"\.ipynb(?=[)#])")  # its page is staged under another name


def site_pages(sources: Iterable[Page], edition: Edition, exam: list[Page]) -> Iterator[tuple[str, str]]:
    """The address of each page below the staged folder, and its Markdown; links lead to where a place stands now."""
    pages: dict[str, str] = {}
    moved: dict[str, set[str]] = {}
    entries: dict[str, list[Entry]] = {}
    for entry in edition.answers:
        entries.setdefault(entry.slug, []).append(entry)
    for page in sources:
        address = page.path.relative_to(DOCS).as_posix()
        pages[address] = furnish(page, edition, exam)
        if below := sceptics_page(page, edition, exam):
            moved[address] = ids(below) - ids(pages[address])
            pages[sceptics(page)] = below
        pages[address] += _end(page, exam, moved.get(address, ()), entries.get(page.slug, []))
    for address, text in pages.items():
        yield address, to_sceptics(NOTEBOOK.sub(".md", text), address, moved)


def _end(page: Page, exam: list[Page], moved: Collection[str], entries: list[Entry]) -> str:
    """What comes last on a student's page: where old addresses lead on, and the other exercises."""
    told = [forwarding(address_of(page.path), moved)] if moved else []
    told += [onward(page, exam), verdicts(entries)] if page in exam else []
    return "".join(f"\n\n{text}\n" for text in filter(None, told))

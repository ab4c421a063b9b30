"""Write the pages as finished Markdown, with all that they show, into one folder that a site generator reads.

Nothing of ours is left to be done inside the generator: markers are values, formulas stubs, listings and views stand in
their places. What the generator makes of a page goes through `Stage.published`.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from scripts.checking.check import Findings, exam
from scripts.checking.check import pages as sources
from scripts.checking.check_links import UNPUBLISHED
from scripts.checking.listings import INCLUDE, listing
from scripts.formulas.fonts import fonts_of
from scripts.formulas.katex import STUB, Renderer, forget_all_but, read_store, version, with_formulas
from scripts.model.commonmark import as_python_markdown
from scripts.model.edition import Edition, mark
from scripts.model.evidence import Exercise
from scripts.model.german import terms
from scripts.model.paths import address_of, here, write_whole
from scripts.model.practice import has_fields, own_variant, truths_of
from scripts.model.source import Page
from scripts.rendering import mock, search_index
from scripts.rendering.cards import Cards, card_file
from scripts.rendering.edition import edition
from scripts.rendering.exam import at_a_glance
from scripts.rendering.generated import generated_files
from scripts.rendering.marked import with_answers
from scripts.rendering.named import Slugs
from scripts.rendering.notebook import notebook_pages
from scripts.rendering.pieces import Pieces
from scripts.rendering.practice import NAMES, Practice, practices_of, truths
from scripts.rendering.site_pages import site_pages
from scripts.rendering.site_script import lightened
from scripts.rendering.style_sheet import names_in, names_in_formulas
from scripts.rendering.two_pages import is_sceptics
from scripts.rendering.whole import ID, Place, Whole, titles
from scripts.store import kept
from scripts.store.intact import hash_of

FONTS = re.compile(r"\s*<!--fonts (?P<folder>[^>]*?)-->")
CARDS = re.compile(r"\s*<!--cards-->")
MARK = "<!--edition-->"
ABOVE = "<!--above-->"  # on a live site, whatever is told there
of_slug = attrgetter("slug")
FIGURE = re.compile(r"generated/([\w/-]+\.svg)")
handed: "list[Stage]" = []  # by `make site` to the generator's hook


def staged(page: Page, exercises: dict[str, Exercise], renderer: Renderer) -> str:
    """The Markdown of a furnished page, or of a piece of one, with everything in its place."""
    listed = INCLUDE.sub(listing, page.text)
    return with_answers(Page(page.path, as_python_markdown(listed)), exercises, renderer)


@dataclass
class Stage:
    """What is known of the pages between the build's own work and the generator's."""

    known: dict[str, Whole] = field(default_factory=dict)  # pages that have not changed, by their addresses
    pieces: dict[str, Pieces] = field(default_factory=dict)  # of all others
    made: dict[str, Whole] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)  # where they are to be kept
    entries: list[dict[str, Any]] = field(default_factory=list)  # of the search
    formulas: dict[str, Any] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)  # where those of a page stand, by the page's address
    practices: list[Practice] = field(default_factory=list)
    exam: str = ""  # at a glance, as Markdown
    mark: str = ""  # of the edition, at the foot of each printed sheet
    above: str = ""  # every page, as HTML
    used: set[str] = field(default_factory=set)  # the keys of formulas
    names: set[str] = field(default_factory=set)  # that the style sheet has to know

    def published(self, html: str, url: str, title: str) -> str:
        """What the generator made of a page of this title, finished; what was kept of one that it was not given."""
        if url not in self.known:
            self.made[url] = self._finished(html, url, title)
        whole = self._whole(url)
        self.used |= whole.formulas
        self.names |= whole.names
        self.entries += whole.entries
        return whole.html.replace(MARK, self.mark).replace(ABOVE, self.above)

    def _whole(self, url: str) -> Whole:
        return self.known.get(url) or self.made[url]

    def variants(self) -> Iterator[tuple[str, bytes]]:
        """The address and the HTML of every page of a practice, once the generator made those that they are made of."""
        marks = ((MARK.encode(), self.mark.encode()), (ABOVE.encode(), self.above.encode()))
        for practice in self.practices:
            for url, html in practice.published(lambda url: self._whole(url).html, self.formulas).items():
                yield url, reduce(lambda page, mark: page.replace(*mark), marks, html)

    def _finished(self, html: str, url: str, title: str) -> Whole:
        """Pieces in their places, fonts named, formulas last.

        Who looks for a word looks for the exercise, not for the sceptic's page.
        """
        html, sections = self.pieces[url].put_in(html)
        formulas, ids = frozenset(STUB.findall(html)), tuple(ID.findall(html))
        is_searched = not is_sceptics(url) and not own_variant(self.pieces[url].page)
        found = search_index.entries(url, sections, self.pieces[url].page) if is_searched else ()
        names = names_in(html)
        html = CARDS.sub(card_link(self.cards.get(url, "")), with_formulas(html, self.formulas))
        html = FONTS.sub(lambda place: preloads(html, place["folder"]), html)
        return Whole(html, title, [*found], formulas, ids, names)

    def search_index(self) -> str:
        return search_index.index(self.entries, self.formulas)

    def names_in_use(self) -> frozenset[str]:
        """What rules of the style sheet may ask for, on any page."""
        return names_in_formulas(self.used, self.formulas) | self.names

    def keep(self) -> None:
        """Keep what this build rendered, once it is known to be a whole one."""
        for pieces in self.pieces.values():
            pieces.keep()
        for url, place in self.places.items():
            place.keep(self.made[url])
        forget_all_but(self.used)


def preloads(html: str, folder: str) -> str:
    """The fonts that the page needs before a fold is opened: one that comes late would move the text."""
    article = html.partition("<article")[2].partition("<details")[0]
    link = '\n  <link rel="preload" href="{}KaTeX_{}.woff2" as="font" type="font/woff2" crossorigin>'
    return "".join(link.format(folder, font) for font in fonts_of(article))


def card_link(address: str) -> str:
    """Where a page's script finds what is behind the values, from the site's own address."""
    return f'\n  <meta name="cards" content="{address}">' if address else ""


def stage(findings: Findings, *, is_live: bool = False) -> Stage:
    """Write the folder, that of a live site with a place above every page, where it tells its faults."""
    current, order = edition(findings.exercises, findings.reports), exam()
    written = {address for address, content in _files(current, order) if _write(address, content)}
    halves = partial(kept.kept_each, "halves", [])
    pages = dict([*site_pages(sources(), current, order, halves), *notebook_pages()])
    result = Stage(exam=at_a_glance(order), mark=mark(current))
    renderer, slugs = Renderer(), Slugs(findings.exercises)
    urls = {url_of(address): text for address, text in pages.items()}
    behind = Cards(current, renderer).of_pages(urls, partial(kept.kept_each, "cards", []))
    context = kept.key_of([repr(sorted(terms()["german"])), *sorted({*pages, *written})])
    around = kept.key_of([context, version(), *titles(pages)])
    for address, text in pages.items():
        page, url = Page(here().docs / address, text), url_of(address)
        make = _Maker(page.path, findings.exercises, renderer, slugs)
        place = Place.of(page, "live" if is_live else "site", [around, repr(behind[url]), *make.parts(text)])
        whole = place.find()
        if whole and whole.formulas <= renderer.stored.keys() and (here().staged / address).exists():
            result.known[url] = whole
        else:
            result.pieces[url] = Pieces(page, context, renderer.stored.keys(), make)
            result.places[url] = place
            _write(address, result.pieces[url].stubbed(f"\n\n{ABOVE}\n\n" if is_live else ""))
        written.add(address)
    result.practices = practices_of(sources(), findings.exercises, renderer)
    result.used |= {key for practice in result.practices for key in practice.formulas}
    result.names |= names_in(NAMES) if result.practices else frozenset()
    renderer.close()
    result.formulas = read_store()
    asked = groupby(sorted(filter(is_asked, sources()), key=of_slug), key=of_slug)
    exercises = findings.exercises
    written |= {_write_truths([*group], exercises[slug]) for slug, group in asked if slug in exercises}
    written.add(_write_mock(result, order))
    written |= {_write_cards(result, url, shown) for url, shown in behind.items() if shown}
    _remove_all_but(written)
    return result


def _write_cards(stage: Stage, url: str, cards: dict[str, str]) -> str:
    """Write what is behind the values of a page, formulas rendered; returns the address."""
    stage.used |= {key for card in cards.values() for key in STUB.findall(card)}
    stage.names |= names_in("".join(cards.values()))
    address, content = card_file(url, {name: with_formulas(card, stage.formulas) for name, card in cards.items()})
    stage.cards[url] = address
    _write(address, content)
    return address


def is_asked(page: Page) -> bool:
    """Whether "Where you stand" asks for what its fields compare with: it has some, or its exercise has a practice."""
    return has_fields(page) or (here().practice / page.path.name).exists()


def _write_truths(pages: list[Page], exercise: Exercise) -> str:
    """Write what the fields of an exercise's pages compare with; returns the address."""
    slug = exercise.slug
    made_of = [here().evidence / f"{slug}.json", here().samples / f"{slug}.json"]
    parts = [*(hash_of(path) for path in made_of if path.exists()), *(page.text for page in pages)]
    _write(truths_of(slug), kept.kept(f"truths/{slug}", parts, lambda: truths(exercise, pages)))
    return truths_of(slug)


def _write_mock(stage: Stage, order: list[Page]) -> str:
    """Write what a mock exam is drawn from; returns the address."""
    counts = {practice.slug: len(practice.variants) for practice in stage.practices}
    _write(mock.ADDRESS, mock.contents(order, sources(), counts))
    return mock.ADDRESS


def url_of(address: str) -> str:
    """`exercises/rnn/` for `exercises/rnn.md`, nothing for `index.md`."""
    return "" if address == "index.md" else address_of(here().docs / address)


@dataclass(frozen=True)
class _Maker:
    """Stages the pieces of one page; knows what a piece depends on beside its words."""

    path: Path
    exercises: dict[str, Exercise]
    renderer: Renderer
    slugs: Slugs

    def __call__(self, text: str) -> str:
        return staged(Page(self.path, text), self.exercises, self.renderer)

    def parts(self, text: str) -> Iterator[str]:
        """The hashes of the computed files that a piece's markers, figures and listings name."""
        named = [here().evidence / f"{slug}.json" for slug in sorted(self.slugs.named_in(text))]
        named += [here().figures / name for name in sorted(set(FIGURE.findall(text)))]
        if "--8<--" in text:  # most pages are long, and have none
            named += [here().listings / name for name in sorted({match["file"] for match in INCLUDE.finditer(text)})]
        yield from (hash_of(path) for path in named if path.exists())


def _files(current: Edition, order: list[Page]) -> Iterator[tuple[str, str | bytes]]:
    """Everything else of the site: what docs/ holds beside pages, and what the build made."""
    for path in sorted(path for path in here().docs.rglob("*") if path.is_file() and path.suffix != ".md"):
        address = path.relative_to(here().docs).as_posix()
        if not address.startswith(UNPUBLISHED):
            yield address, lightened(path.read_text(encoding="utf-8")) if path.suffix == ".js" else path.read_bytes()
    yield from generated_files(current, order)


def _write(address: str, content: str | bytes) -> bool:
    """Write a staged file unless it is there already; always true."""
    path, data = here().staged / address, content.encode() if isinstance(content, str) else content
    if not path.exists() or path.read_bytes() != data:
        write_whole(path, data)
    return True


def _remove_all_but(written: set[str]) -> None:
    for place, _, names in os.walk(here().staged):
        for path in (Path(place, name) for name in names):
            if path.relative_to(here().staged).as_posix() not in written:
                path.unlink()

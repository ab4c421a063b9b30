"""What a reader sees behind the values of a page: one small file for each page, named by what it says.

A page that was published anew has another file, so that nobody reads an old one beside new values.
"""

import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from posixpath import relpath

from scripts.formulas.katex import STUB, BadFormulaError, Renderer, stub
from scripts.model.edition import Answer, Edition, Entry, Slip, encoded_entries
from scripts.rendering.behind import behind, behind_slip
from scripts.store.kept import Known, made

FOLDER = "generated/cards"
MARKER = re.compile(r"<!--\s*[=!](.*?)-->", re.S)
NAMED = re.compile(r"(?<![\w.])(\w+\.\w+(?:@\w+)?)")  # what follows leads into the value


@dataclass(frozen=True)
class Cards:
    """The cards of all pages, their formulas still stubs."""

    edition: Edition
    renderer: Renderer

    @cached_property
    def _known(self) -> dict[str, tuple[Entry, Slip | None]]:
        """By id and by alias: an entry, or a mistake with its answer."""
        found: dict[str, tuple[Entry, Slip | None]] = {}
        for entry in self.edition.answers:
            slips = entry.slips if isinstance(entry, Answer) else []
            for named, slip in [(entry, None), *((slip, slip) for slip in slips)]:
                found |= dict.fromkeys({named.id, named.short}, (entry, slip))
        return found

    def of_pages(self, pages: Mapping[str, str], known: Known[dict[str, str]] = made) -> dict[str, dict[str, str]]:
        """The cards of each page by its address; `known` may have those behind which nothing has changed."""
        asked = {
            url: f"{url}\n{encoded_entries([self._known[name][0] for name in self._names(text)])}\n{text}"
            for url, text in pages.items()
        }
        makers = {asked[url]: partial(self.of, text, url) for url, text in pages.items()}
        found = known(makers)
        return {url: found[text] if self._is_whole(found[text]) else makers[text]() for url, text in asked.items()}

    def _is_whole(self, cards: dict[str, str]) -> bool:
        """Whether each formula of kept cards is still rendered."""
        return all(key in self.renderer.stored for card in cards.values() for key in STUB.findall(card))

    def of(self, text: str, url: str) -> dict[str, str]:
        """The HTML behind each value that a page's Markdown marks, by the name that the marker has."""
        return {name: self._card(*self._known[name], url) for name in self._names(text)}

    def _names(self, text: str) -> list[str]:
        names = {name for marker in MARKER.findall(text) for name in NAMED.findall(marker)}
        return sorted(names & self._known.keys())

    def _card(self, entry: Entry, slip: Slip | None, url: str) -> str:
        said = behind_slip(slip, entry) if slip and isinstance(entry, Answer) else behind(entry, with_sources=False)
        link = f'<p><a href="{_from(url, entry.checked)}">How it was checked</a></p>'
        parts = f"{said}{link}".split("$")  # of which every second one is a formula
        return "".join(self._stub(part) if index % 2 else part for index, part in enumerate(parts))

    def _stub(self, tex: str) -> str:
        try:
            self.renderer.render(tex, display=False)
        except BadFormulaError:
            return f"<code>{html.escape(tex)}</code>"
        return f'<span class="formula">{stub(tex, display=False)}</span>'


def _from(url: str, place: str) -> str:
    """A place of the site as the page with this address names it."""
    page, _, fragment = place.partition("#")
    way = "" if page == url else f"{relpath(page, url or '.')}/"
    return f"{way}#{fragment}"


def card_file(url: str, cards: dict[str, str]) -> tuple[str, str]:
    """Where the cards of a page stand, their hash in the name; and the file."""
    content = json.dumps(cards, ensure_ascii=False)
    mark = hashlib.sha256(content.encode()).hexdigest()[:10]
    name = url.strip("/").replace("/", "-") or "index"
    return f"{FOLDER}/{name}-{mark}.json", content

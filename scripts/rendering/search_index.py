"""What the search knows of the pages: of each section, and of each statement in one, what stands there to be read.

What is behind a fold may be found, but is never told: of hints, solutions, verdicts and programs the index has the
words alone, each once and sorted. Not all that is shown is worth finding: the ledger is not, nor are notebooks' cells.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import Any, NamedTuple

from scripts.formulas.plain import plain
from scripts.model.source import Page

FORMULA = re.compile(r"\x02(?P<key>[0-9a-f]{16})\x03")  # in the place of one, until its TeX is known
TEX = re.compile(r'<math data-tex="(?P<tex>[^"]*)"')
WORD = re.compile(r"[^\W\d]\w+")
NOT_SEARCHED = re.compile(r'<details class="code">.*?</details>|<div class="ledger">.*?</details>\s*</div>', re.S)
SKIPPED = set("badge count elsewhere field notebook-links onward part-links point-links relations unseen".split())
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BREAKS = {"br", "dd", "details", "div", "dt", "li", "p", "pre", "summary", "td", "th", "tr"}
WEIGHTS = (  # where the words are equally good, the place to learn them from comes first
    (r"exercises/\w+/#(?:check|protocol)$", 0.4),
    (r"exercises/\w+/#task$", 0.9),
    (r"exercises/\w+/#.*-\d", 0.8),  # a statement
    (r"exercises/", 1.0),
    (r"(?:#.*)?$", 0.8),  # the first page
    (r"notebooks/", 0.6),
    (r"protocol/|notation/", 0.5),
    (r"", 0.4),
)
OF_PART, OF_PAGE = 1.3, 0.7
LONG = 700  # letters
FIELDS = ("at", "page", "title", "keys", "shown", "hidden", "weight")


class Section(NamedTuple):
    """A heading of a page, and the words under it that may be found."""

    id: str
    title: str
    words: "tuple[Words, ...]"


class Words(NamedTuple):
    """What stands in a section outside its statements, or in one of these, of which it is the id."""

    id: str
    shown: str
    hidden: tuple[str, ...]


def index(entries: Iterable[dict[str, Any]], formulas: Mapping[str, dict[str, Any]]) -> str:
    """The whole index as JSON, rows under a head; formulas are as the store has them."""
    rows = [_short(entry | {"shown": _with_formulas(entry["shown"], formulas)}) for entry in entries]
    told = {"head": FIELDS, "rows": [[row[field] for field in FIELDS] for row in rows]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def entries(url: str, sections: Iterable[Section], page: Page) -> Iterator[dict[str, Any]]:
    """An entry for each section and statement of a page; the first section is the page itself."""
    title_of_page = ""
    for number, (id, title, words) in enumerate(sections):
        title_of_page = title_of_page or title
        for own, shown, hidden in merged(words):
            place = f"{url}#{own or id}" if own or number else url
            entry = {"at": place, "page": title_of_page, "title": "" if place == url else title, "shown": shown}
            entry |= {"hidden": " ".join(hidden), "keys": "; ".join([] if own else page.keywords.get(id, []))}
            yield entry | {"weight": OF_PART if id in page.parts and not own else weight(place, number)}


def weight(place: str, number: int) -> float:
    """How much an address counts; the page itself less than its sections."""
    found = next(weight for pattern, weight in WEIGHTS if re.match(pattern, place))
    return found if number else round(found * OF_PAGE, 2)


def merged(words: Iterable[Words]) -> list[Words]:
    """One for the section itself, although it came in pieces, before those of its statements."""
    own, others = Words("", "", ()), []
    for found in words:
        if found.id:
            others.append(found)
        else:
            own = Words("", f"{own.shown} {found.shown}".strip(), tuple(sorted({*own.hidden, *found.hidden})))
    return [own, *others]


def searched(html: str) -> tuple[Words, ...]:
    """What may be found of a piece of a page, and of each statement in it."""
    reader = _Reader()
    reader.feed(NOT_SEARCHED.sub("", html))
    reader.close()
    return tuple(
        Words(id, told := " ".join("".join(shown).split()), _words("".join(hidden), told))
        for id, (shown, hidden) in reader.found.items()
        if "".join([*shown, *hidden]).strip()
    )


def title_of(html: str) -> str:
    """The words of a heading."""
    return " ".join(words.shown for words in searched(html))


def _words(hidden: str, shown: str) -> tuple[str, ...]:
    """Each word once, as capital letters do not matter, but none that is shown anyway."""
    found = [{word.lower() for word in WORD.findall(text)} for text in (hidden, shown)]
    return tuple(sorted(found[0] - found[1]))


def _short(entry: dict[str, Any]) -> dict[str, Any]:
    """What stands further down in a long section may be found, but is not told either, for its weight."""
    shown = entry["shown"]
    if len(shown) <= LONG:
        return entry
    end = shown.rindex(" ", 0, LONG)
    hidden = sorted({*entry["hidden"].split(), *_words(shown[end:], shown[:end])})
    return entry | {"shown": shown[:end], "hidden": " ".join(hidden)}


def _with_formulas(text: str, formulas: Mapping[str, dict[str, Any]]) -> str:
    return FORMULA.sub(lambda match: _text_of(formulas.get(match["key"], {}).get("html", "")), text)


@lru_cache(maxsize=4096)
def _text_of(html: str) -> str:
    found = TEX.search(html)
    return plain(unescape(found["tex"])) if found else ""


class _Reader(HTMLParser):
    """Collects words, apart by the statement they stand in, and by whether a reader sees them before a fold opens."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, tuple[list[str], list[str]]] = {"": ([], [])}
        self.open: list[tuple[str, str]] = []  # each element, and what it makes of its inside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.handle_data(" ")
        if tag not in VOID:
            self.open.append((tag, self._kind(tag, dict(attrs))))

    def _kind(self, tag: str, attributes: dict[str, str | None]) -> str:
        classes = set((attributes.get("class") or "").split())
        if "formula" in classes:
            return ""
        if tag in ("object", "script", "style") or "data-search-exclude" in attributes or classes & SKIPPED:
            return "skipped"
        if tag == "details":
            return f"#{attributes.get('id')}" if "statement" in classes else "fold"
        return {"pre": "fold", "summary": "summary"}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.handle_data(" ")
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_comment(self, data: str) -> None:
        if data.startswith("formula ") and (place := self._place()) and place is not self.hidden:
            place.append(f"\x02{data.removeprefix('formula ')}\x03")

    def handle_data(self, data: str) -> None:
        if (place := self._place()) is not None:
            place.append(data)

    @property
    def statement(self) -> str:
        return next((kind[1:] for _, kind in reversed(self.open) if kind.startswith("#")), "")

    @property
    def hidden(self) -> list[str]:
        return self.found.setdefault(self.statement, ([], []))[1]

    def _place(self) -> list[str] | None:
        """Where words go now: to what is shown, to what is hidden, or nowhere."""
        kinds = [kind for _, kind in self.open]
        if "skipped" in kinds:
            return None
        if "fold" in kinds or (self.statement and "summary" not in kinds):
            return self.hidden
        return self.found.setdefault(self.statement, ([], []))[0]

"""The search index, written from the pieces of pages in the format that the theme's search reads.

What may be found is decided here: not the code of checks, the ledger, the cells of notebooks, nor what is marked with
`data-search-exclude`, as formulas are.
"""

import json
import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

CONFIG = {  # how the words are read: Material's defaults, and a German term in brackets is found without them
    "lang": ["en"],
    "separator": '[\\s\\-,.:;!=\\[\\]()"“”/]+',
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}
PUT_OFF = re.compile(  # a statement is searched for by its own words, not by those of its check
    r'<details class="code">.*?</details>'
    r'|<div class="ledger">.*?</details>\s*</div>'
    r'|<div class="highlight" data-search-exclude>.*?</pre></div>',
    re.S,
)
KEPT = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}  # tags that a teaser shows
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
EMPTY = re.compile(r"<(\w+)>\s*</\1>")


def index(entries: list[dict[str, str]]) -> str:
    """The whole index as JSON."""
    return json.dumps({"config": CONFIG, "docs": entries}, separators=(",", ":"))


def entries(url: str, sections: Iterable[tuple[str, str, str]]) -> list[dict[str, str]]:
    """One entry for each section of a page, from id, title and text of each; the first is the page itself."""
    return [
        {"location": f"{url}#{id}" if number else url, "title": title, "text": text}
        for number, (id, title, text) in enumerate(sections)
    ]


def searched(html: str) -> str:
    """The words of a piece with the few tags that a teaser shows."""
    reader = _Reader()
    reader.feed(PUT_OFF.sub("", html))
    reader.close()
    text = "".join(reader.text)
    while text != (text := EMPTY.sub("", text)):
        pass
    return text.strip()


class _Reader(HTMLParser):
    """Collects words, space collapsed outside of listings."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[tuple[str, bool]] = []  # each element, and whether it may be found

    @property
    def is_found(self) -> bool:
        return all(found for _, found in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self.open.append((tag, tag not in ("object", "script", "style") and "data-search-exclude" not in dict(attrs)))
        if tag in KEPT and self.is_found:
            self.text.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            if tag in KEPT and self.is_found:
                self.text.append(f"</{tag}>")
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.is_found:
            return
        if any(tag == "pre" for tag, _ in self.open):
            self.text.append(escape(data, quote=False))
        elif not data.isspace():
            self.text.append(escape(data.replace("\n", " "), quote=False))
        elif self.text and not self.text[-1].isspace():
            self.text.append(" ")

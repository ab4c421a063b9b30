"""A page of the built site, read for paper: tasks, rooms to write, what stands in folds; each piece as HTML."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

LIKE = re.compile(r"^As in part \(\w\)(?: and part \(\w\))?\.\s*")
NO_TASK = {"room", "unfold-place", "part-links", "variant", "own"}


class SitePage:
    """A page by its address. Its pieces have neither links nor ids, and name pictures from the site's root."""

    def __init__(self, site: Path, url: str) -> None:
        page = html.document_fromstring((site / url / "index.html").read_text(encoding="utf-8"))
        self.article = page.find(".//article")
        self.ids = {element.get("id"): element for element in self.article.xpath(".//*[@id]")}
        self.pieces: dict[tuple[str, str], str] = {}
        for element in self.ids.values():
            del element.attrib["id"]
        for link in self.article.findall(".//a"):
            link.drop_tree() if is_a(link, "checked") else link.drop_tag()
        for formula in self.article.findall(".//math"):  # Chromium leaves it out of a PDF, so let what is seen be read
            formula.getnext().attrib.pop("aria-hidden", None)
            formula.drop_tree()
        for image in self.article.iter("img"):
            image.set("src", urljoin(url, image.get("src")))
            for name in {"loading", "style"} & {*image.attrib}:  # the style shows its dark side
                del image.attrib[name]
        self.title = "".join(self.article.find(".//h1").itertext()).strip()

    def task(self, id: str = "") -> str:
        """What a section asks, or what stands under the title; not that it is like a part of the exam."""
        return self._piece(id, "task")

    def room(self, id: str) -> str:
        """Where the answer to a part is written."""
        return self._piece(id, "room")

    def fold(self, id: str, kind: str) -> str:
        """What the folds of a kind hide in a section, without their titles; nothing where it has none."""
        return self._piece(id, kind)

    def statement(self, id: str) -> tuple[str, str]:
        """What a statement of the bank says, and what is told of it after the answer."""
        summary, *told = self.ids[id]
        return written([summary[0]]), written(told)

    def _piece(self, id: str, kind: str) -> str:
        if (id, kind) not in self.pieces:
            heading = self.ids[id] if id else self.article.find(".//h1")
            self.pieces[id, kind] = written(chosen(until_heading(heading), kind))
        return self.pieces[id, kind]


def chosen(section: Iterable[HtmlElement], kind: str) -> Iterator[HtmlElement]:
    """The elements of a section that are its task, or the room for it, or what folds of a kind hide."""
    for element in section:
        if kind == "task":
            if element.tag != "details" and not any(is_a(element, name) for name in NO_TASK):
                element.text = LIKE.sub("", element.text or "")
                yield element
        elif is_a(element, kind):
            yield from element[1:] if element.tag == "details" else [element]


def until_heading(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The elements behind a heading, up to the next section."""
    for element in heading.itersiblings():
        if element.tag == "h2":
            return
        yield element


def is_a(element: HtmlElement, name: str) -> bool:
    return name in element.get("class", "").split()


def written(elements: Iterable[HtmlElement]) -> str:
    found = (one for one in elements if one.text or len(one))
    return "\n".join(html.tostring(one, encoding="unicode", with_tail=False) for one in found)

"""What stands in attributes: descriptions and addresses of pictures, titles of links, ids."""

import re
from collections.abc import Iterator

from scripts.model.faults import Fault
from scripts.model.source import Page

ELSEWHERE = re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//|<img\b[^>]*\bsrc=[\"']?(?:https?:)?//", re.I)
ATTRIBUTE = re.compile(
    r"!\[(?P<description>[^\]]*)(?=\])|\]\([^()\n]*?(?P<title>\"[^\"]*\"|'[^']*')\s*\)|(?P<tag></?[a-zA-Z][^<>]*>)"
)
FORMULA = re.compile(r"\$[^$\s](?:[^$\n]*[^$\s])?\$")
MARKED = re.compile(rf"\*\*|`|\]\(|</?[a-z]+>|\\[a-zA-Z]+|{FORMULA.pattern}")  # Markdown, HTML, TeX
UNDESCRIBED = re.compile(r"!\[\s*\??\s*\](?P<target>\([^)\n]*\)|\[[^\]\n]*\])")
# Nothing at all is said of a picture that only adorns.
DESCRIBED = re.compile(r"\balt=(?![\"']?\s*\?\s*(?:[\"'\s/>]|$))")
NOWHERE = re.compile(r"(?<=\])\([ ]*(?:<[ ]*>[ ]*)?\)")
IDS = {"tag": re.compile(r"(?<![\w-])id=[\"']?([\w.-]+)"), "attributes": re.compile(r"(?<=#)([\w-]+)")}


def check_attributes(page: Page) -> Iterator[Fault]:
    """Pictures are our own and described, attributes are plain text."""
    text = page.without({"fence", "code", "comment"})
    for match in ELSEWHERE.finditer(text):
        yield page.fault(
            match.start(), "a picture from elsewhere would tell that site who reads here; put it into docs/assets"
        )
    for match in NOWHERE.finditer(text):
        yield page.fault(match.start(), "a link that leads nowhere; write its address between the brackets")
    yield from _check_plain(page, text)
    yield from _check_descriptions(page, text)


def _check_plain(page: Page, text: str) -> Iterator[Fault]:
    """Neither formulas in attributes nor marks in the front matter are rendered."""
    for match in ATTRIBUTE.finditer(text):
        if found := FORMULA.search(match[0]):
            where = "a description" if match["description"] else "a title" if match["title"] else "a tag"
            message = f"{found[0]} stands in {where}, where no formula is rendered; write it in words"
            yield page.fault(match.start() + found.start(), message)
    for match in MARKED.finditer(page.front):
        message = f"{match[0]!r} in the front matter is shown as it is typed; write plain words"
        yield page.fault(match.start(), message)


def _check_descriptions(page: Page, text: str) -> Iterator[Fault]:
    """A picture says in words what it shows; that of a figure is written by `make fix`."""
    what = "a picture without a description; say in words what it shows: "
    for match in UNDESCRIBED.finditer(text):
        if "generated/" not in match["target"]:
            yield page.fault(match.start(), f"{what}![what it shows]{match['target']}")
    for token in page.tokens:
        if token.kind == "tag" and re.match(r"<img\b", token.text) and not DESCRIBED.search(token.text):
            yield page.fault(token.start, f'{what}<img alt="what it shows" ...>')


def check_ids(page: Page) -> Iterator[Fault]:
    """A link to an id that stands twice leads to the first of the two."""
    first: dict[str, int] = {}
    for token in (token for token in page.tokens if token.kind in IDS):
        for match in IDS[token.kind].finditer(token.text):
            line = page.fault(first.setdefault(match[1], token.start), "").line
            if first[match[1]] != token.start:
                message = f"the id {match[1]} stands twice, first in line {line}; rename one"
                yield page.fault(token.start + match.start(), message)

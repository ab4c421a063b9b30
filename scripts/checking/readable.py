"""What a reader reads of a page as words: running text, titles, descriptions, what the front matter says."""

import re
from collections.abc import Iterator

from scripts.model.source import Edit, Page, Token, edited

NO_PROSE = ("front", "fence", "comment", "code", "maths", "display", "tag", "target", "attributes")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")  # that it is no link is told elsewhere
PAGE_DATA = re.compile(r"^(?:exercise|minutes):[ ]*\d+[ ]*$|\bpoints:[ ]*\d+|\Z", re.M)
SAID = re.compile(
    r"\b(?:title|alt|placeholder|value|label|content|start|aria-\w+)[ ]*=[ ]*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>}]+))"
)
TRACE = "§"  # of a formula or of code, between words


def plain(page: Page, hidden: tuple[str, ...]) -> str:
    """The page with some kinds blanked, and addresses that stand by themselves."""
    return ADDRESS.sub(lambda match: " " * len(match[0]), page.without(hidden))


def prose(page: Page) -> str:
    """The page with everything blanked that is no text to read, positions kept."""
    return edited(plain(page, NO_PROSE), _shown(page))


def _shown(page: Page) -> Iterator[Edit]:
    """What stands in place of the blanks."""
    for token in page.tokens:
        if token.kind in ("maths", "display", "code"):
            yield token.start, token.end, TRACE * len(token.text)
        for start, end in _read_in(token):
            yield start, end, page.text[start:end]


def _read_in(token: Token) -> Iterator[tuple[int, int]]:
    """What is read in a token that is no text itself: titles and descriptions, the front matter but its data."""
    if token.kind == "front":
        last = 0
        for match in PAGE_DATA.finditer(token.text):
            yield token.start + last, token.start + match.start()
            last = match.end()
    elif token.kind in ("tag", "attributes", "fence"):
        head = token.text.partition("\n")[0] if token.kind == "fence" else token.text
        for match in SAID.finditer(head):
            start, end = match.span(match.lastgroup or 0)
            yield token.start + start, token.start + end

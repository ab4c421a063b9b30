"""Markdown that would swallow what follows it, or stand on the page as it was typed: renderers say nothing of it."""

import re
from collections.abc import Iterator

from scripts.checking.source import FOLD, Page, Token
from scripts.faults import Fault

ALMOST_COMMENT = re.compile(r"<!(?!--)-?[^<>\n]{0,80}>?|<!--(?!.*?-->)", re.S)
ELSEWHERE = re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//|<img\b[^>]*\bsrc=[\"']?(?:https?:)?//", re.I)


def check_markdown(page: Page) -> Iterator[Fault]:
    """Folds that close, formulas and comments that end, pictures that are our own."""
    yield from _check_folds(page)
    plain = page.without({token.kind for token in page.tokens})
    for match in re.finditer(r"\$", plain):
        yield page.fault(
            match.start(), r"a $ opens a formula that never ends; close it, or write \$ for the sign itself"
        )
    for match in ALMOST_COMMENT.finditer(plain):
        shown = " ".join(match[0].split())[:40]
        yield page.fault(
            match.start(), f"{shown!r} is no comment; write <!-- ... -->, and a marker <!--= slug.answer -->"
        )
    for match in ELSEWHERE.finditer(page.without({"fence", "code", "comment"})):
        yield page.fault(
            match.start(), "a picture from elsewhere would tell that site who reads here; put it into docs/assets"
        )


def _check_folds(page: Page) -> Iterator[Fault]:
    """A fold that is not closed swallows all that follows, up to the end of the page."""
    headings = [section.start for section in page.sections]
    tags = {token.start: token for token in page.tokens if token.kind == "tag" and FOLD.match(token.text)}
    open_folds: list[Token] = []
    for position in sorted([*headings, *tags, len(page.text)]):
        token = tags.get(position)
        if token is None:
            yield from (page.fault(fold.start, "this fold is never closed; write </details>") for fold in open_folds)
            open_folds = []
        elif not token.text.startswith("</"):
            open_folds.append(token)
            if "markdown=" not in token.text:
                yield page.fault(position, 'Markdown inside this fold stays raw; write <details markdown="1">')
        elif open_folds:
            open_folds.pop()
        else:
            yield page.fault(position, "this </details> closes nothing; remove it, or open the fold")

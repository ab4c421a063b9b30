"""What the page of a practice says of some variants, and what of the others.

    Here <!--? practice_rnn.no_loss -->the loss is 0<!--: -->the derivative is $-t$<!--/? -->.

Both stand in the source, and GitHub shows both; the build shows the one that a computed truth chooses. The second may
be missing. On the way through the site generator the three comments are empty elements, which it leaves as they are.
"""

import re
from collections.abc import Callable, Iterator

from scripts.model.faults import shortened
from scripts.model.source import Page, Token

BEGIN = re.compile(r"<!--\? (?P<id>\w+\.\w+) -->")
ELSE, END = "<!--: -->", "<!--/? -->"
COMMENT = re.compile(r"<!--\s*(?:\?|:|/)")
WRITE = f"write <!--? practice_SLUG.NAME -->, then {END} in the same paragraph, and {ELSE} between them or not"
STAGED = re.compile(r'<wbr data-if="(?P<id>[^"]*)">(?P<yes>.*?)(?:<wbr data-else>(?P<no>.*?))?<wbr data-end>', re.S)


def is_condition(token: Token) -> bool:
    """Whether a comment belongs to a condition, well written or not."""
    return token.kind == "comment" and bool(COMMENT.match(token.text))


def conditions(page: Page) -> Iterator[tuple[int, str]]:
    """Where a condition begins, and the answer that decides it."""
    for token in page.tokens:
        if is_condition(token) and (begins := BEGIN.fullmatch(token.text)):
            yield token.start, begins["id"]


def misplaced(page: Page) -> Iterator[tuple[int, str]]:
    """Where the comments of a condition do not belong together, and what to write."""
    opened: Token | None = None
    has_else = False
    for token in filter(is_condition, page.tokens):
        if opened and "\n\n" in page.text[opened.end : token.start]:
            yield opened.start, f"{shortened(opened.text, 60)} is never closed; {WRITE}"
            opened = None
        if BEGIN.fullmatch(token.text):
            if opened:
                yield (
                    token.start,
                    f"a condition within that of line {page.line_number(opened.start)}; close that one before",
                )
            opened, has_else = token, False
        elif token.text not in (ELSE, END):
            yield token.start, f"cannot read {shortened(token.text, 60)}; {WRITE}"
        elif opened is None or (token.text == ELSE and has_else):
            yield token.start, f"{token.text} belongs to no condition; {WRITE}"
        else:
            opened, has_else = (opened, True) if token.text == ELSE else (None, False)
    if opened:
        yield opened.start, f"{shortened(opened.text, 60)} is never closed; {WRITE}"


def staged(token: Token) -> str:
    """The element that stands for a comment until the pages of variants are written."""
    begins = BEGIN.fullmatch(token.text)
    return (
        f'<wbr data-if="{begins["id"]}">' if begins else "<wbr data-else>" if token.text == ELSE else "<wbr data-end>"
    )


def chosen(html: str, is_true: Callable[[str], bool]) -> str:
    """The HTML with one of the two ways of each condition."""
    return STAGED.sub(lambda found: found["yes"] if is_true(found["id"]) else found["no"] or "", html)

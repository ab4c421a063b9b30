"""HTML on a page: browsers drop a tag that they do not know, and close what nobody closed, without a word."""

import re
from collections.abc import Iterator

from scripts.model.faults import Fault
from scripts.model.source import Page, Token

KNOWN = set(
    "details summary div p section article aside figure figcaption table thead tbody tr td th caption ul ol li dl dt "
    "dd pre blockquote picture video audio noscript canvas fieldset legend button label meter option output progress "
    "select textarea input a abbr b bdi bdo cite code data em i kbd mark q s samp small span strong sub sup time u var "
    "svg path circle g line rect text br hr img source wbr".split()
)
EMPTY = set("br hr img input source wbr path circle line rect".split())
KNOWN |= {f"h{level}" for level in range(1, 7)}
NAME = re.compile(r"<(?P<closes>/)?(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^>]*)>", re.S)
ADDRESS = re.compile(r"<[a-zA-Z][\w+.-]*:|<[^<>\s]+@")


def check_html(page: Page) -> Iterator[Fault]:
    """Every tag is one of HTML, and closed; folds have a check of their own."""
    opened: list[tuple[str, Token]] = []
    for token in page.tokens:
        match = NAME.fullmatch(token.text) if token.kind == "tag" and not ADDRESS.match(token.text) else None
        name = match["name"].lower() if match else ""
        if not match or name == "details":
            continue
        if name not in KNOWN:
            yield page.fault(token.start, f"there is no element {match[0][:40]}; a < that is no tag is written &lt;")
        elif match["closes"]:
            yield from _close(page, opened, name, token)
        elif name not in EMPTY and not match["rest"].endswith("/"):
            opened.append((name, token))
    yield from (page.fault(token.start, f"this <{name}> is never closed; write </{name}>") for name, token in opened)


def name_and_depth(token: Token) -> tuple[str, int]:
    """The element that a tag opens, with 1, or closes, with -1; 0 for all else."""
    match = NAME.match(token.text) if token.kind == "tag" and not ADDRESS.match(token.text) else None
    if match is None or match["name"].lower() in EMPTY or match["rest"].endswith("/"):
        return "", 0
    return match["name"].lower(), -1 if match["closes"] else 1


def _close(page: Page, opened: list[tuple[str, Token]], name: str, token: Token) -> Iterator[Fault]:
    """Take the element off the open ones, with those inside of it that nobody closed."""
    if name not in (other for other, _ in opened):
        yield page.fault(token.start, f"this </{name}> closes nothing; remove it, or open the element")
        return
    while (innermost := opened.pop())[0] != name:
        yield page.fault(innermost[1].start, f"this <{innermost[0]}> is never closed; write </{innermost[0]}>")

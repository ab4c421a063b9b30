"""Addresses that were published once and have to lead somewhere for ever: `frozen_addresses.txt`, a page and its ids.

What stands on another page now has its old id in one small place of the old page, which sends the reader on.
"""

import re
import textwrap
from collections.abc import Collection
from functools import cache
from pathlib import Path

from scripts.rendering.two_pages import link_down

WORDS = "How all this was checked: the second ways, each value with who agrees, and what to edit"
FILE = Path(__file__).with_name("frozen_addresses.txt")
PLACE = re.compile(r'<(?!h1\b|input\b)[a-z][^>]*?\sid="([^"]+)"')  # the top of a page needs none, a field is no place


def read(file: Path) -> dict[str, list[str]]:
    """The ids that each page had, by its address."""
    found: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            url, *ids = line.split()
            found.setdefault(url.removeprefix("/"), []).extend(ids)
    return found


@cache
def frozen() -> dict[str, list[str]]:
    return read(FILE)


def unfrozen(site: Path, file: Path = FILE) -> dict[str, list[str]]:
    """The ids in the text of each page of a site that the file does not have; none of a page that it has not at all."""
    known, found = read(file), dict[str, list[str]]()
    for path in sorted(site.rglob("index.html")):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        text = path.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
        ids = [id for id in dict.fromkeys(PLACE.findall(text)) if id not in known.get(url, ())]
        if ids or url not in known:
            found[url] = ids
    return found


def freeze(site: Path, file: Path = FILE) -> int:
    """Add what is new on a site to the file; returns how many ids."""
    new = unfrozen(site, file)
    lines = [f"/{url} {line}".rstrip() for url, ids in new.items() for line in _lines(ids)]
    with file.open("a", encoding="utf-8", newline="\n") as written:
        written.writelines(f"{line}\n" for line in lines)
    return sum(map(len, new.values()))


def _lines(ids: list[str]) -> list[str]:
    return textwrap.wrap(" ".join(ids), 90, break_on_hyphens=False, break_long_words=False) or [""]


def forwarding(url: str, moved: Collection[str]) -> str:
    """The place at the end of a student's page to which old addresses of what moved lead.

    A script sends the reader on to the same id; without one the link is there.
    """
    anchors = "".join(f'<i id="{id}"></i>' for id in frozen().get(url, ()) if id in moved)
    return f'<p class="elsewhere">{anchors}{link_down(WORDS)}</p>'

"""Addresses that were published once and have to lead somewhere for ever: `frozen_addresses.txt`, a page and its ids.

What stands on another page now has its old id in one small place of the old page, which sends the reader on.
"""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from scripts.rendering.two_pages import link_down

WORDS = "How all this was checked: the second ways, each value with who agrees, and what to edit"
FILE = Path(__file__).with_name("frozen_addresses.txt")


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


def forwarding(url: str, moved: Collection[str], old: Mapping[str, list[str]] | None = None) -> str:
    """The place at the end of a student's page to which old addresses of what moved lead.

    A script sends the reader on to the same id; without one the link is there.
    """
    ids = (frozen() if old is None else old).get(url, ())
    anchors = "".join(f'<i id="{id}"></i>' for id in ids if id in moved)
    return f'<p class="elsewhere">{anchors}{link_down(WORDS)}</p>'

"""One source, two pages: what a student reads, and below it, under `checked/`, what a sceptic looks up.

The source stays one file. Some of its sections are the sceptic's, told by their ids, and links between the two pages
lead where the place stands now.
"""

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from scripts.checking.check_links import links
from scripts.model.paths import address_of, here
from scripts.model.source import Edit, Page, Section, edited

SCEPTICS = ("check", "checked", "notes")  # ids of sections
FOLDER = "checked"
ID = re.compile(r'\bid="([\w-]+)"|\{[ ]*#([\w-]+)')
INTO = re.compile(r"(?<=\]\()(?P<path>[\w./-]*)#(?P<id>[\w-]+)(?=[) ])")  # a link to a place on a page of ours
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/")


def sections_of_sceptic(page: Page) -> list[Section]:
    """What of a source stands on the sceptic's page."""
    return [section for section in page.sections if section.level == 2 and section.id in SCEPTICS]


def sceptics(page: Page) -> str:
    """`exercises/rnn/checked.md`: where the sceptic's page of a source is staged."""
    return f"{address_of(page.path)}{FOLDER}.md"


def is_sceptics(url: str) -> bool:
    """Whether an address of the site is that of a sceptic's page."""
    return url.endswith(f"/{FOLDER}/")


def link_down(words: str, id: str = "") -> str:
    """From a place on the student's page to the sceptic's, or to the place there with the same id."""
    target = f"{FOLDER}/#{id}" if id else f"{FOLDER}/"
    return f'<a class="checked" href="{target}" data-search-exclude>{words}</a>'


def ids(text: str) -> set[str]:
    """Every id that Markdown gives to a place."""
    return {typed or heading for typed, heading in ID.findall(text)}


def one_level_down(text: str, page: Page, stay: set[str]) -> str:
    """Markdown of a source for the sceptic's page: its links lead to the same places, those of ids that stay apart."""
    found = [link for link in links(Page(here().docs / "any.md", text)) if not ELSEWHERE.match(link.target)]
    edits: list[Edit] = []
    for start, target, in_html, _ in (link for link in found if link.target.removeprefix("#") not in stay):
        name = page.path.name if target.startswith("#") and not in_html else ""
        edits.append((start, start + len(target), f"../{name}{target}"))
    return edited(text, edits)


def to_sceptics(text: str, address: str, moved: Mapping[str, set[str]]) -> str:
    """A page's Markdown whose links to moved places lead to the sceptic's page; `moved` has the ids by address."""

    def onward(link: re.Match[str]) -> str:
        page = normpath(join(dirname(address), link["path"])) if link["path"] else address
        if link["id"] not in moved.get(page, ()):
            return link[0]
        way = link["path"] or page.rpartition("/")[2]
        return f"{way.removesuffix('.md')}/{FOLDER}.md#{link['id']}"

    return INTO.sub(onward, text)

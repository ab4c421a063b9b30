"""One source, two pages: what a student reads, and below it, under `checked/`, what a sceptic looks up.

The source stays one file. Some of its sections are the sceptic's, told by their ids, and links between the two pages
lead where the place stands now.
"""

import re
from collections.abc import Callable, Mapping
from posixpath import dirname, join, normpath

from scripts.checking.check_links import links
from scripts.model.paths import address_of, here
from scripts.model.source import Page, Section, edited

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
    return _with_targets(text, lambda target, in_html: _from_below(target, "" if in_html else page.path.name, stay))


def _from_below(target: str, name: str, stay: set[str]) -> str:
    if ELSEWHERE.match(target) or target.removeprefix("#") in stay:
        return target
    return f"../{name}{target}" if target.startswith("#") else f"../{target}"


def _with_targets(text: str, new: Callable[[str, bool], str]) -> str:
    """The text with each target of a link or picture replaced; code is left alone."""
    found = links(Page(here().docs / "any.md", text))
    return edited(text, [(one.start, one.start + len(one.target), new(one.target, one.in_html)) for one in found])


def to_sceptics(text: str, address: str, moved: Mapping[str, set[str]]) -> str:
    """A page's Markdown whose links to moved places lead to the sceptic's page; `moved` has the ids by address."""

    def onward(link: re.Match[str]) -> str:
        page = normpath(join(dirname(address), link["path"])) if link["path"] else address
        if link["id"] not in moved.get(page, ()):
            return link[0]
        way = link["path"] or page.rpartition("/")[2]
        return f"{way.removesuffix('.md')}/{FOLDER}.md#{link['id']}"

    return INTO.sub(onward, text)

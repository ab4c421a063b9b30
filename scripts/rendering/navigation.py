"""The navigation as a page shows it: of a large site what stands near the page, so that no page grows with the site."""

from typing import Any

from mkdocs.structure.nav import Link, Navigation, Section

Item = Any  # a section, page or link: their common class in MkDocs knows neither `active` nor `url`

WHOLE = 60  # pages of a site that shows all of its navigation on each of them
NEAR = 10  # entries on either side of the page's own, in each list


def near(nav: Navigation) -> Navigation:
    """Its own section, and of each long list the entries around the page; other sections are links to their first page.

    The page is the active one. The first page of the site leads to all others.
    """
    if len(nav.pages) <= WHOLE:
        return nav
    return Navigation(_around(nav.items, nav), nav.pages)


def _around(items: list[Item], nav: Navigation) -> list[Item]:
    """Not more than a list may have, and a link to where all are."""
    active = next((place for place, item in enumerate(items) if item.active), 0)
    first = max(0, min(active - NEAR, len(items) - 2 * NEAR - 1))
    shown = [_brief(item, nav) for item in items[first : first + 2 * NEAR + 1]]
    if len(shown) < len(items) and nav.homepage:
        shown.append(Link(f"All {len(items)} of them", nav.homepage.url or "."))
    return shown


def _brief(item: Item, nav: Navigation) -> Item:
    if not isinstance(item, Section):
        return item
    if not item.active:
        return Link(item.title, _first_address(item))
    section = Section(item.title, _around(item.children, nav))
    section.active = True
    return section


def _first_address(item: Item) -> str:
    while isinstance(item, Section):
        item = item.children[0]
    return item.url or "."

"""Keywords in a page's front matter: other words for what a section is about, which only the search sees."""

from collections.abc import Iterator

from scripts.model.faults import Fault
from scripts.model.source import Page


def check_keywords(page: Page) -> Iterator[Fault]:
    """They are lists of words, each for a section that the page has."""
    given = page.front_matter.get("keywords")
    if given is None:
        return
    start = page.front.index("keywords")
    if not isinstance(given, dict) or not all(map(_is_list_of_words, given.values())):
        yield page.fault(start, "keywords are lists of words, by the id of a section: keywords: {b: [Konditionszahl]}")
        return
    ids = [section.id for section in page.sections if section.id]
    for id in (str(id) for id in given if str(id) not in ids):
        place = page.front.find(f"{id}:", start)
        yield page.fault(max(place, start), f"keywords for {id}, which is no section here; there are {', '.join(ids)}")


def _is_list_of_words(words: object) -> bool:
    return isinstance(words, list) and bool(words) and all(isinstance(word, str) for word in words)

"""The built site as papers read it: its pages, each parsed once, what it says of its exams, its name and edition."""

import re
from functools import cached_property
from pathlib import Path

from scripts.papers.exams import Contents
from scripts.papers.offered import MOCK
from scripts.papers.pages import SitePage

BANK = "exercises/multiple_choice/"
FOOT = re.compile(
    r'@bottom-left\{content:"[^"]* · (?P<name>[^"]*)"\}@bottom-right\{content:"(?P<place>\S+) (?P<edition>· [^"]*)"\}'
)


class BuiltSite:
    """A built site, by its folder."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.pages: dict[str, SitePage] = {}

    def page(self, url: str) -> SitePage:
        if url not in self.pages:
            self.pages[url] = SitePage(self.site, url)
        return self.pages[url]

    @cached_property
    def contents(self) -> Contents:
        return Contents.read(self.site)

    @cached_property
    def foot(self) -> re.Match[str]:
        """What stands at the foot of the mock exam's sheets: the site's name, the page's address, the edition."""
        found = FOOT.search((self.site / MOCK / "index.html").read_text(encoding="utf-8"))
        assert found, "the theme writes the foot of each page"
        return found

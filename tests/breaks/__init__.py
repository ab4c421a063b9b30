"""What can be broken on the small copy of the project, by name: each break is one fault that the build must tell."""

from dataclasses import replace

from tests.breaks.how import FIXED, KEY, PAGE, SQUARE, Break
from tests.breaks.keys import KEYS
from tests.breaks.literals import LITERALS
from tests.breaks.pages import PAGES
from tests.breaks.site import SITE
from tests.breaks.snippets import SNIPPETS

__all__ = ["BROKEN", "FIXED", "KEY", "PAGE", "SQUARE", "Break"]

BROKEN = LITERALS | PAGES | SNIPPETS | KEYS | SITE

# What only a process of its own notices, and faults of a page and of a computation that keep the last good site.
for name in (
    "an unreadable mkdocs.yml",
    "a snippet that crashes",
    "a wrong literal",
    "a raising snippet",
    "a page without snippet",
):
    BROKEN[name] = replace(BROKEN[name], is_built=True)

"""Every comment of a page is a marker, a view that there is, or words for people, which begin with `<!-- note:`.

So a view that is misspelt can never vanish silently.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from scripts.model.conditions import is_condition
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault, shortened
from scripts.model.markers import lacks_sign
from scripts.model.paths import here, snippet_of
from scripts.model.source import Page, Token
from scripts.model.views import CALL, Views, calls

MARKER = re.compile(r"<!--\s*[=!]")
NOTE = re.compile(r"<!--\s*note:")


def check_comments(page: Page, views: Views) -> Iterator[Fault]:
    """A view stands on a line of its own, has a name that there is, and an argument where it takes one."""
    for token in page.tokens:
        if token.kind != "comment" or is_condition(token) or lacks_sign(token):
            continue
        if MARKER.match(token.text) or NOTE.match(token.text):
            continue
        called = CALL.fullmatch(token.text)
        view = views.get(called["name"]) if called else None
        if not view or not called or bool(called["argument"]) != bool(view.argument):
            yield page.fault(token.start, _unknown(token, views))
        elif page.line_at(token.start).strip() != token.text:
            yield page.fault(token.start, f"{token.text} makes a block; put it on a line of its own")


def _unknown(token: Token, views: Views) -> str:
    """That nobody knows a comment, the view it resembles, and all that there are."""
    words = token.text[4:-3].lower().replace("view:", "").replace(":", " ").split()
    near = [found for word in words[:2] for found in get_close_matches(word, views, 1, 0.6)]
    argument = (words[1] if len(words) > 1 else views[near[0]].argument) if near and views[near[0]].argument else ""
    meant = f"did you mean {written(near[0], argument)}? " if near else ""
    there = ", ".join(written(name, view.argument) for name, view in views.items())
    return f"nobody knows {shortened(token.text, 60)}; {meant}there is {there}; words for people: <!-- note: ... -->"


def written(name: str, argument: str) -> str:
    """A call as a page has it."""
    return f"<!-- view: {name} {argument} -->" if argument else f"<!-- view: {name} -->"


def check_arguments(page: Page, exercises: dict[str, Exercise], views: Views) -> Iterator[Fault]:
    """What a view is asked for is there; of what could not be computed that is told, and not what follows from it."""
    own = exercises.get(page.slug)
    if own.raised if own else snippet_of(page.slug).exists() or page.path.parent == here().exercises:
        return
    for call in calls(page):
        known = views[call.name].known if call.name in views else None
        there = known(page, exercises) if known else {call.argument}
        if call.argument not in there:
            near = ", ".join(get_close_matches(call.argument, there, 20, 0.0)) or "none"
            yield page.fault(call.start, f"no {call.name} of {call.argument} here; there is {near}")

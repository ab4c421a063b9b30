"""What the build adds to a hand-written page: the line under the title, links of a part, ledger, exam at a glance."""

import html
import json
from collections.abc import Callable, Iterator
from typing import Any

from scripts.checking.directives import Directive, directives
from scripts.model.paths import relative, snippet_of
from scripts.model.repository import edit_link, report_link
from scripts.model.source import Page
from scripts.rendering.ledger import ledger, relations_at_a_glance
from scripts.rendering.points import costly, overview
from scripts.rendering.statements import bank

Edit = tuple[int, int, str]  # from where to where, and what stands there then


def furnish(page: Page, edition: dict[str, Any], exam: list[Page]) -> str:
    """The page's Markdown with everything generated in its place."""
    entries = [entry for entry in edition["answers"] if entry["slug"] == page.slug]
    edits = [(found.start, found.end, made(found, page, entries, edition, exam)) for found in directives(page)]
    if page in exam:
        edits += [*exam_line_under_title(page), *links_behind_parts(page)]
    text = page.text
    for start, end, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def made(
    directive: Directive, page: Page, entries: list[dict[str, Any]], edition: dict[str, Any], exam: list[Page]
) -> str:
    """What stands in the place of a directive; `entries` are those of the page."""
    makers: dict[str, Callable[[], str]] = {
        "ledger": lambda: ledger(
            [entry for entry in entries if "topic" not in entry], edition["relations"].get(page.slug, {})
        ),
        "relations at a glance": lambda: relations_at_a_glance(edition["relations"], exam),
        "statements": lambda: bank(directive.argument, entries, exam),
        "entry": lambda: example(edition, directive.argument),
        "exam at a glance": lambda: at_a_glance(exam),
        "points at a glance": lambda: overview(entries, exam),
        "points that cost marks": lambda: costly(entries),
    }
    return makers[directive.name]()


def points(page: Page) -> int:
    return sum(part["points"] for part in page.parts.values())


def exam_line_under_title(page: Page) -> Iterator[Edit]:
    """Where the line of the exam goes; nowhere on a page without a title."""
    title = next((section for section in page.sections if section.level == 1), None)
    if title:
        end = (page.text + "\n").index("\n", title.start)
        yield end, end, f"\n\n{exam_line(page)}\n"


def exam_line(page: Page) -> str:
    """Number, topic, points and minutes under the title."""
    matter = page.front_matter
    facts = (
        f"Exercise {matter['exercise']}",
        html.escape(matter["topic"]),
        f"{points(page)} points",
        f"about {matter['minutes']} minutes",
    )
    line = "\N{NO-BREAK SPACE}· ".join(facts)  # no line begins with the dot
    return f'<p class="exam-line">{line}</p>'


def links_behind_parts(page: Page) -> Iterator[Edit]:
    """Each part ends with where to report a mistake in it and which file to edit."""
    for section in (section for section in page.sections if section.id in page.parts):
        links = [
            report_link(page.slug, section.id),
            edit_link(relative(page.path), "Edit the text"),
            edit_link(relative(snippet_of(page.slug)), "Edit the computation"),
        ]
        line = " · ".join(filter(None, links))
        end = len(page.text[: section.end].rstrip())
        yield end, section.end, f'\n\n<p class="part-links">{line}</p>\n\n'


def at_a_glance(exam: list[Page]) -> str:
    """The exam as a table, from the front matter of its pages."""
    head = ["| No. | Title and topic | Points | Minutes |", "| ---: | --- | ---: | ---: |"]
    minutes = sum(page.front_matter["minutes"] for page in exam)
    total = f"| | **In all** | **{sum(map(points, exam))}** | **{minutes}** |"
    return "\n".join([*head, *map(_glance, exam), total])


def _glance(page: Page) -> str:
    matter = page.front_matter
    title, topic = (matter[name].replace("|", "&#124;") for name in ("title", "topic"))
    title = f'[{title}](exercises/{page.path.name})<br><span class="topic">{topic}</span>'
    return f"| {matter['exercise']} | {title} | {points(page)} | {matter['minutes']} |"


def example(edition: dict[str, Any], id: str) -> str:
    """An entry of `answers.json` as it stands there; the first one if there is no such id any more."""
    entries = {entry["id"]: entry for entry in edition["answers"]}
    entry = entries.get(id) or edition["answers"][0]
    return f"```json\n{json.dumps(entry, indent=2, ensure_ascii=False)}\n```"

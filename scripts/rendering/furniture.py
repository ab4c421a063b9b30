"""What the build adds to a hand-written page: the line under the title, links of a part, ledger, exam at a glance."""

import html
import json
from collections.abc import Callable
from typing import Any

from scripts.checking.directives import Directive, directives
from scripts.checking.source import Page
from scripts.paths import relative, snippet_of
from scripts.rendering.ledger import ledger, relations_at_a_glance
from scripts.rendering.points import costly, overview
from scripts.rendering.repository import edit_link, report_link
from scripts.rendering.statements import bank


def furnish(page: Page, edition: dict[str, Any], exam: list[Page]) -> str:
    """The page's Markdown with everything generated in its place."""
    text = with_exam_line(page, with_part_links(page)) if page in exam else page.text
    for directive in reversed(directives(Page(page.path, text))):
        text = f"{text[: directive.start]}{made(directive, page, edition, exam)}{text[directive.end :]}"
    return text


def made(directive: Directive, page: Page, edition: dict[str, Any], exam: list[Page]) -> str:
    """What stands in the place of a directive."""
    entries = [entry for entry in edition["answers"] if entry["slug"] == page.slug]
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


def with_exam_line(page: Page, text: str) -> str:
    """The text, changed behind its title at most, with the line under the title."""
    title = next((section for section in page.sections if section.level == 1), None)
    if title is None:
        return text
    end = (text + "\n").index("\n", title.start)
    return f"{text[:end]}\n\n{exam_line(page)}\n{text[end:]}"


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


def with_part_links(page: Page) -> str:
    """Each part ends with where to report a mistake in it and which file to edit."""
    text = page.text
    for section in reversed([section for section in page.sections if section.id in page.parts]):
        links = [
            report_link(page.slug, section.id),
            edit_link(relative(page.path), "Edit the text"),
            edit_link(relative(snippet_of(page.slug)), "Edit the computation"),
        ]
        line = " · ".join(filter(None, links))
        text = f'{text[: section.end].rstrip()}\n\n<p class="part-links">{line}</p>\n\n{text[section.end :]}'
    return text


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

"""What the build adds to a hand-written page: the line under the title, links of a part, ledger, exam at a glance."""

import re
from typing import Any

from scripts.checking.source import Page
from scripts.paths import relative, snippet_of
from scripts.rendering.ledger import ledger
from scripts.rendering.repository import edit_link, report_link

TITLE = re.compile(r"^# .*$", re.M)


def furnish(page: Page, edition: dict[str, Any], exam: list[Page]) -> str:
    """The page's Markdown with everything generated in its place."""
    text = _with_part_links(page) if page.front_matter.get("exercise") else page.text
    if page.front_matter.get("exercise"):
        text = TITLE.sub(lambda title: f"{title[0]}\n\n{exam_line(page)}\n", text, count=1)
    entries = [entry for entry in edition["answers"] if entry["slug"] == page.slug]
    text = text.replace(f"<!-- ledger: {page.slug} -->", ledger(entries))
    return text.replace("<!-- exam at a glance -->", at_a_glance(exam))


def points(page: Page) -> int:
    return sum(part["points"] for part in (page.front_matter.get("parts") or {}).values())


def exam_line(page: Page) -> str:
    """Number, topic, points and minutes under the title."""
    matter = page.front_matter
    facts = (
        f"Exercise {matter['exercise']}",
        matter["topic"],
        f"{points(page)} points",
        f"about {matter['minutes']} minutes",
    )
    return f'<p class="exam-line">{" · ".join(facts)}</p>'


def _with_part_links(page: Page) -> str:
    """Each part ends with where to report a mistake in it and which file to edit."""
    text, parts = page.text, page.front_matter.get("parts") or {}
    for section in sorted(
        (section for section in page.sections if section.id in parts), key=lambda section: -section.start
    ):
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
    head = ["| Exercise | Title | Topic | Points | Minutes |", "| ---: | --- | --- | ---: | ---: |"]
    minutes = sum(page.front_matter["minutes"] for page in exam)
    total = f"| | **In all** | | **{sum(map(points, exam))}** | **{minutes}** |"
    return "\n".join([*head, *map(_glance, exam), total])


def _glance(page: Page) -> str:
    matter = page.front_matter
    title = f"[{matter['title']}](exercises/{page.path.name})"
    return f"| {matter['exercise']} | {title} | {matter['topic']} | {points(page)} | {matter['minutes']} |"

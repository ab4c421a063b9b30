"""The page for a sceptic: second ways, ledger, code of checks, notes that change no answer, and what to edit."""

import html
from collections.abc import Iterator

import yaml

from scripts.model.edition import Edition
from scripts.model.source import Page, Section
from scripts.model.views import calls
from scripts.rendering.page_parts import views
from scripts.rendering.statements import checks
from scripts.rendering.two_pages import one_level_down, sections_of_sceptic
from scripts.rendering.views import Context

NOTES = "notes"


def sceptics_page(page: Page, edition: Edition, exam: list[Page]) -> str:
    """The Markdown of a page's other half; empty where nothing on the page is computed."""
    context = Context(page, edition, exam)
    if not context.is_checked:
        return ""
    told = {section.id: _section(context, section) for section in sections_of_sceptic(page)}
    notes = told.pop(NOTES, "")
    return "\n\n".join(filter(None, [_head(page), *told.values(), *_checks(context), notes])) + "\n"


def _head(page: Page) -> str:
    """Front matter, title, and the way back."""
    title = str(page.front_matter.get("title", page.slug))
    matter = {
        "title": f"Checked: {title}",
        "description": f"Second ways, the ledger of all values and the code of the checks behind: {title}.",
        "search": {"exclude": True},
    }
    front = yaml.dump(matter, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return (
        f'---\n{front}---\n# How it was checked\n\n<p class="back">Back to <a href="../">{html.escape(title)}</a></p>'
    )


def _section(context: Context, section: Section) -> str:
    """A section of the source: its links lead on from here, its views are in their places."""
    page, position, told = context.page, section.start, []
    stay = {other.id for other in sections_of_sceptic(page)}
    inside = [call for call in calls(page) if section.start <= call.start < section.end]
    for start, end, made in views(context, inside):
        told += [one_level_down(page.text[position:start], page, stay), made]
        position = end
    return "".join([*told, one_level_down(page.text[position : section.end], page, stay)]).strip()


def _checks(context: Context) -> Iterator[str]:
    """The code that decides the statements of a page, under the headings that these stand under."""
    asked = [call for call in calls(context.page) if call.name == "statements"]
    if asked:
        yield "## The checks { #checks }"
    for call in asked:
        around = context.page.sections_around(call.start)[-1]
        yield f"### {around.title} {{ #{around.id} }}"
        yield checks(call.argument, context.entries)

"""What the build adds to a student's page: the line under the title, links of a part, views, the way on."""

import re
from collections.abc import Iterable, Iterator

from scripts.model.edition import Edition, Entry
from scripts.model.paths import address_of, here, notebooks
from scripts.model.practice import asked, fields, own_pages, read_samples
from scripts.model.repository import report_link
from scripts.model.source import Edit, Page, Section, edited
from scripts.model.views import Call, calls
from scripts.rendering.exam import exam_line
from scripts.rendering.paper import print_choice, rooms
from scripts.rendering.two_pages import link_down, sections_of_sceptic
from scripts.rendering.views import VIEWS, Context

SUMMARY = re.compile(r"<summary>(?P<words>[^<\n]*)(?=</summary>)")
UNFOLD = f'\n\n<div class="unfold-place"></div>\n\n{print_choice()}'  # a script's button that opens every block


def furnish(page: Page, edition: Edition, exam: list[Page]) -> str:
    """The student's page: everything generated in its place, without what a sceptic looks up.

    A view that nobody knows was reported.
    """
    context = Context(page, edition, exam)
    others = sections_of_sceptic(page) if context.is_checked else []
    edits = [*views(context, [call for call in calls(page) if not _is_in(call.start, others)])]
    if page in exam:
        edits += [*exam_line_under_title(page), *named_summaries(page), *rooms(page)]
    if page in exam or context.entries:
        edits += links_behind_sections(page, [section for section in page.sections if section not in others])
    edits += [*fields_of_exam(page, context.entries)]
    edits += [(section.start, section.end, "") for section in others]
    return edited(page.text, edits)


def _is_in(position: int, sections: Iterable[Section]) -> bool:
    return any(section.start <= position < section.end for section in sections)


def views(context: Context, asked: Iterable[Call]) -> Iterator[Edit]:
    """What each view that a page asks for is made into."""
    for call in (call for call in asked if call.name in VIEWS):
        yield call.start, call.end, VIEWS[call.name].make(context, *filter(None, [call.argument]))


def exam_line_under_title(page: Page) -> Iterator[Edit]:
    """Where the line of the exam goes; nowhere on a page without a title. The task is read before a block is opened."""
    title = next((section for section in page.sections if section.level == 1), None)
    if title:
        end = (page.text + "\n").index("\n", title.start)
        yield end, end, f"\n\n{exam_line(page)}\n"


def named_summaries(page: Page) -> Iterator[Edit]:
    """Each part has a "Hint 1": who hears the page, and not the heading above, hears which one it is.

    The title is one element: beside it a German term with its language would be a column of its own.
    """
    for match in SUMMARY.finditer(page.without({"fence", "comment"})):
        part = page.part_at(match.start())
        if part and len(page.folds_around(match.start())) == 1:
            yield match.start("words"), match.start("words"), "<span>"
            yield match.end(), match.end(), f'<span class="unseen"> of part ({part})</span></span>'


def fields_of_exam(page: Page, entries: Iterable[Entry]) -> Iterator[Edit]:
    """What the fields of an exercise ask for: on which instance, and what kind of answer they take."""
    known = {entry.alias: entry for entry in entries if entry.alias}
    sampled = read_samples(page.slug)
    for field in fields(page):
        if entry := known.get(field.id):
            told = f'{field.id}@{entry.instance}" {asked(entry.kind, field, sampled.get(entry.name))}'
            yield field.position, field.position + len(field.id), told


def to_practice(page: Page, part: str) -> str:
    """A link to the variants of a part, if its exercise has any: the section of the practice with the same id."""
    practice = here().practice / page.path.name
    if part not in page.parts or not practice.exists():
        return ""
    if part not in (section.id for section in Page.read(practice).sections):
        return ""
    other = "other programs" if own_pages(Page.read(practice)) else "other numbers"
    return f'<a href="../../{address_of(practice)}#{part}" data-search-exclude>Practise ({part}) with {other}</a>'


def to_notebook(page: Page, section: str) -> str:
    """A link under the task of an exercise to its notebook, if it has one."""
    if section != "task" or not page.parts or page.path.stem not in notebooks():
        return ""
    return f'<a href="../../notebooks/{page.path.stem}/" data-search-exclude>This exercise as a notebook</a>'


def links_behind_sections(page: Page, sections: Iterable[Section]) -> Iterator[Edit]:
    """Each section ends with where to report a mistake in it, a part of an exercise also with how it was checked."""
    for section in (section for section in sections if section.level == 2 and section.id):
        is_part = section.id in page.parts
        checked = link_down(f"How ({section.id}) was checked", section.id) if is_part else ""
        ways = [to_practice(page, section.id), to_notebook(page, section.id), checked]
        line = " · ".join(filter(None, [*ways, report_link(page.path, section.id)]))
        told = f'\n\n<p class="part-links">{line}</p>' if line else ""
        told += UNFOLD if section.id == "task" and page.parts else ""
        if told:
            end = len(page.text[: section.end].rstrip())
            yield end, section.end, f"{told}\n\n"

"""What the build adds to a hand-written page: the line under the title, links of a part, views in their places."""

from collections.abc import Iterator

from scripts.model.edition import Edition, Entry
from scripts.model.paths import relative, snippet_of
from scripts.model.repository import edit_link, report_link
from scripts.model.source import Page
from scripts.model.views import calls
from scripts.rendering.exam import exam_line
from scripts.rendering.views import VIEWS, Context

Edit = tuple[int, int, str]  # from where to where, and what stands there then


def furnish(page: Page, edition: Edition, exam: list[Page]) -> str:
    """The page's Markdown with everything generated in its place; a view that nobody knows was reported."""
    context = Context(page, edition, exam)
    asked = [call for call in calls(page) if call.name in VIEWS]
    edits = [(call.start, call.end, VIEWS[call.name].make(context, *filter(None, [call.argument]))) for call in asked]
    entries = [entry for entry in edition.answers if entry.slug == page.slug]
    if page in exam:
        edits += exam_line_under_title(page)
    if page in exam or entries:
        edits += links_behind_sections(page, entries)
    text = page.text
    for start, end, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def exam_line_under_title(page: Page) -> Iterator[Edit]:
    """Where the line of the exam goes; nowhere on a page without a title."""
    title = next((section for section in page.sections if section.level == 1), None)
    if title:
        end = (page.text + "\n").index("\n", title.start)
        yield end, end, f"\n\n{exam_line(page)}\n"


def links_behind_sections(page: Page, entries: list[Entry]) -> Iterator[Edit]:
    """Each section ends with where to report a mistake in it, a part of an exercise also with what to edit."""
    for section in (section for section in page.sections if section.level == 2 and section.id):
        links = [report_link(page.path, section.id)]
        if section.id in page.parts:
            links += [
                edit_link(relative(page.path), "Edit the text"),
                edit_link(computation_of(page.slug, section.id, entries), "Edit the computation"),
            ]
        if line := " · ".join(filter(None, links)):
            end = len(page.text[: section.end].rstrip())
            yield end, section.end, f'\n\n<p class="part-links">{line}</p>\n\n'


def computation_of(slug: str, part: str, entries: list[Entry]) -> str:
    """The file of the part's first answer; of a part without one the whole module, or the folder of a package."""
    sources = [entry.source.rpartition(":")[0] for entry in entries if entry.part == part]
    snippet = snippet_of(slug)
    return sources[0] if sources else relative(snippet.parent if snippet.name == "__init__.py" else snippet)

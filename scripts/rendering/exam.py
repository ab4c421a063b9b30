"""The exam at a glance, and each exercise in one line: topic, points, minutes; what comes before it and what after."""

import html
from collections.abc import Iterator, Sequence

from scripts.checking.check_names import exercise_name
from scripts.model.source import Page


def points(page: Page) -> int:
    return sum(part["points"] for part in page.parts.values())


def exam_line(page: Page) -> str:
    """Topic, points and minutes under the title, which says the number."""
    matter = page.front_matter
    topic = f'<span class="wide">{html.escape(matter["topic"])}\N{NO-BREAK SPACE}· </span>'  # not on a phone
    return f'<p class="exam-line">{topic}{points(page)} points\N{NO-BREAK SPACE}· about {matter["minutes"]} minutes</p>'


def at_a_glance(exam: list[Page]) -> str:
    """The exam as a table, from the front matter of its pages."""
    head = ["| No. | Exercise | Points | Min. |", "| ---: | --- | ---: | ---: |"]
    return "\n".join([*head, *map(_glance, exam), *_totals(exam)])


def _glance(page: Page) -> str:
    matter = page.front_matter
    title, topic = (matter[name].replace("|", "&#124;") for name in ("title", "topic"))
    named = f'[{topic}](exercises/{page.path.name})<span class="wide"><br>{title}</span>'
    return f"| {exercise_name(page)} | {named} | {points(page)} | {matter['minutes']} |"


def _totals(exam: list[Page]) -> Iterator[str]:
    """What a sitting adds up to: of exercises that stand in two lists it has those of one."""
    for chosen in sorted({_list(page) for page in exam if _list(page)}) or [""]:
        sat = [page for page in exam if _list(page) in ("", chosen)]
        with_which = " and ".join(exercise_name(page) for page in sat if _list(page))
        minutes = sum(page.front_matter["minutes"] for page in sat)
        words = f"In all, with {with_which}" if with_which else "In all"
        yield f"| | **{words}** | **{sum(map(points, sat))}** | **{minutes}** |"


def _list(page: Page) -> str:
    return str(page.front_matter.get("list", ""))


def onward(page: Page, exam: Sequence[Page]) -> str:
    """Links to the exercises before and after one, or back to the exam."""
    number = exam.index(page)
    before, after = exam[:number][-1:], exam[number + 1 :][:1]
    links = [_step("prev", "Before", other) for other in before]
    links += ['<a href="../../">The exam</a>', *(_step("next", "Next", other) for other in after)]
    return f'<nav class="onward" aria-label="Other exercises">{"".join(links)}</nav>'


def _step(relation: str, word: str, page: Page) -> str:
    title = html.escape(page.front_matter["title"])
    name = f"{word}: exercise {exercise_name(page)}"
    return f'<a rel="{relation}" href="../{page.slug}/"><span>{name}</span> {title}</a>'

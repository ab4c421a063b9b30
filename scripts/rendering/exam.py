"""The exam at a glance, and each exercise in one line: number, topic, points, minutes."""

import html

from scripts.model.source import Page


def points(page: Page) -> int:
    return sum(part["points"] for part in page.parts.values())


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

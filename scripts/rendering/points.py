"""The points of the notes on their page: counts by class and exercise, what costs marks, and each point folded."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, get_args

from scripts.model.edition import Entry, Point
from scripts.model.entries import Class
from scripts.model.source import Page
from scripts.rendering.two_pages import link_down

UNSAID: Final = "not said"
CLASSES = get_args(Class)


def points(entries: list[Point], exam: list[Page]) -> str:
    """The points of a topic, counted: what the notes say, then what they never said, under a line of its own."""
    said, unsaid = ([entry for entry in entries if (entry.class_ == UNSAID) is apart] for apart in (False, True))
    told = [count(entries), *(point(entry, exam) for entry in said)]
    if unsaid:
        told += ['<p class="count">Not said in the notes:</p>', *(point(entry, exam) for entry in unsaid)]
    return "\n\n".join(told)


def point(entry: Point, exam: list[Page]) -> str:
    """One point, closed: its class and what the notes say; on opening what is right, why, and what the run found."""
    number, kind = entry.number, entry.class_
    return f"""<details class="statement point" id="{number}" markdown="1">
<summary markdown="span"><span data-number="{number}">{badge(kind)} {entry.fact}</span></summary>

**{"So" if kind in ("right", UNSAID) else "Instead"}:** {entry.instead} {entry.reason}

**Run at build:** {entry.evidence}

<p class="point-links" markdown="span">Where it belongs: {where(entry, exam)}. {link_down("The experiment", number)}</p>

</details>"""


def badge(kind: str) -> str:
    return f'<span class="badge {kind.replace(" ", "-")}">{kind}</span>'


def where(entry: Point, exam: list[Page]) -> str:
    """A link to the part of the exercise that a point is about."""
    slug, part = _slug(entry), entry.about.partition("#")[2]
    title = next((page.front_matter["title"] for page in exam if page.slug == slug), slug)
    shown = f"{title} ({part})" if len(part) == 1 else title
    return f"[{shown}](exercises/{slug}.md#{part})"


def count(entries: list[Point]) -> str:
    """How many points there are, and of which classes."""
    found = Counter(entry.class_ for entry in entries)
    classes = ", ".join(f"{found[kind]} {kind}" for kind in CLASSES if found[kind])
    return f'<p class="count">{len(entries)} {"point" if len(entries) == 1 else "points"}: {classes}</p>'


def overview(entries: Sequence[Entry], exam: list[Page]) -> str:
    """The number of points of each class, by the number of the exercise, and in all: narrow enough for a phone."""
    numbers = {page.slug: page.front_matter["exercise"] for page in exam}
    found = Counter((entry.class_, numbers.get(_slug(entry))) for entry in entries if isinstance(entry, Point))
    columns = sorted({number for _, number in found if number})
    heads = [f"[{number}](#exercise-{number})" for number in columns]
    rows = [["Exercise", *heads, "All"], ["---", *["---:"] * (len(columns) + 1)]]
    for kind in CLASSES:
        rows.append([badge(kind), *_with_sum([found[kind, number] for number in columns])])
    sums = [sum(found[kind, number] for kind in CLASSES) for number in columns]
    rows.append(["**All**", *_with_sum(sums)])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f'<div class="counts" markdown="1">\n\n{table}\n\n</div>'


def _slug(entry: Point) -> str:
    """The exercise that a point is about."""
    return entry.about.removeprefix("exercises/").partition("/")[0]


def _with_sum(counts: list[int]) -> list[str]:
    return [*map(str, counts), str(sum(counts))]


def costly(entries: Sequence[Entry]) -> str:
    """What costs marks if it is copied: what the notes say, what to write instead, and where to read on."""
    return "\n".join(
        f"1. **The notes:** {entry.fact} **Instead:** {entry.instead} [Why, and the run](#{entry.number})."
        for entry in entries
        if isinstance(entry, Point) and entry.costs_marks
    )

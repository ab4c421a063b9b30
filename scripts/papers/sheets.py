"""An exam as two papers, each a page of HTML: tasks with room to write, and solutions. Their words are the site's."""

import re
from collections.abc import Collection, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from scripts.papers.built import BANK, BuiltSite
from scripts.papers.exams import Exam, drawn_part, points_of, title_of
from scripts.papers.pages import SitePage

TASKS, SOLUTIONS = "tasks", "solutions"
KINDS = {TASKS: "task sheet", SOLUTIONS: "solutions"}
FOLDS = {"result": "Result", "solution": "Solution", "grading": "How it is graded"}
LOOK = Path(__file__).with_name("paper.css")
STYLE = "generated/fonts/paper.css"  # beside the fonts that it names; only the printer asks for it
BOX = '<span class="box"></span>'
LINES = "<textarea"  # where a program is written
OPTION = '<span class="option">'
OTHER_PART = re.compile(r"<li>\((\w)\) .*?</li>\s*", re.S)
ROWS = re.compile(r"--rows: (\d+)")
SQUARE, COLUMNS = 5, 37  # millimetres; as many as a sheet is wide
SHORT = (
    "Where a part has the exam's own data, its result and its grading stand here. "
    "How to get there stands in the solutions of the original."
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<base href="http://site/">
<link rel="stylesheet" href="{style}">
<style>@page {{ @bottom-left {{ content: "{title}" }} @bottom-right {{ content: "{place}" }} }}</style>
</head>
<body dir="ltr" data-md-color-scheme="default"><article class="md-typeset {kind}">
{inside}
</article></body>
</html>
"""


def paper(built: BuiltSite, exam: Exam, kind: str) -> str:
    """The whole page. The foot of each sheet says what it is, where the exam stands, and of which edition."""
    title = f"{exam.name}: {KINDS[kind]}"
    exercises = built.contents.exercises_of(exam)
    inside = [head(built, exam, kind), *(exercise(built, exam, one, kind) for one in exercises)]
    foot = built.foot
    place = f"{foot['place']}#{exam.place} {foot['edition']}"
    return PAGE.format(title=f"{title} · {foot['name']}", place=place, style=STYLE, kind=kind, inside="\n".join(inside))


def head(built: BuiltSite, exam: Exam, kind: str) -> str:
    """What a sitting adds up to, and a column for the points that one got."""
    exercises, sittings = built.contents.exercises_of(exam), [*built.contents.sittings(exam)]
    rows = [_row(one["number"], escape(title_of(exam, one)), [one]) for one in exercises]
    rows += [_row("", f"In all, with {which}", sat) for which, sat in sittings]
    names = "".join(f'<th scope="col">{name}</th>' for name in ("No.", "Exercise", "Points", "Min.", "Yours"))
    table = f'<table class="points"><thead><tr>{names}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    which = " or ".join(which for which, _ in sittings)
    note = f"<p>{SHORT}</p>" if exam.number and kind == SOLUTIONS else ""
    return f"<h1>{exam.name}, with {which}: {KINDS[kind]}</h1>\n{table}{note}"


def _row(number: str, title: str, exercises: list[dict[str, Any]]) -> str:
    points, minutes = sum(map(points_of, exercises)), sum(one["minutes"] for one in exercises)
    told = f'<th scope="row">{title}</th><td>{points}</td><td>{minutes}</td>'
    return f"<tr{'' if number else ' class=sum'}><td>{number}</td>{told}<td></td></tr>"


def exercise(built: BuiltSite, exam: Exam, one: dict[str, Any], kind: str) -> str:
    """Its name with points and minutes, then the statements of a sheet, or what is given and each part."""
    title = f"<h2>Exercise {one['number']}: {escape(title_of(exam, one))}</h2>"
    line = f'<p class="exam-line">{counted(points_of(one), "point")} · about {one["minutes"]} minutes</p>'
    is_drawn = exam.number and one["draws"]
    inside = statements(built, exam, one, kind) if is_drawn else parts(built, exam, one, kind)
    return "\n".join(['<section class="exercise">', title, line, *inside, "</section>"])


def counted(count: float, word: str) -> str:
    return f"{count:g} {word}{'' if count == 1 else 's'}"


# Statements


def statements(built: BuiltSite, exam: Exam, one: dict[str, Any], kind: str) -> Iterator[str]:
    """The ten of a sheet, with boxes to tick or with what is told of each."""
    ids = built.contents.draws[exam.number - 1]
    yield f"<p>{counted(points_of(one) / len(ids), 'point')} for each right cross. A wrong one costs nothing.</p>"
    asked = (built.page(BANK).statement(id) for id in ids)
    items = (ticked(text) if kind == TASKS else f"{text}\n{told}" for text, told in asked)
    yield "\n".join(['<ol class="sheet">', *(f"<li>{item}</li>" for item in items), "</ol>"])


def ticked(text: str) -> str:
    """A statement with its boxes: one for each option, or for true and false."""
    if OPTION in text:
        return text.replace(OPTION, f"{OPTION}{BOX} ")
    return f'{text}<p class="ticked">{BOX} true {BOX} false</p>'


# Parts


def parts(built: BuiltSite, exam: Exam, one: dict[str, Any], kind: str) -> Iterator[str]:
    """What is given, then part by part: as a variant or a task of its own asks it, where there is one."""
    own = built.page(f"exercises/{one['slug']}/")
    asked = [drawn_part(exam, one, part) for part in one["parts"]]
    shared = next((part["page"] for part in asked if part["page"] and not part["tasks"]), "")
    yield from given(own, built.page(shared) if shared else None, [part["id"] for part in asked if not part["page"]])
    folds = [name for name in FOLDS if not exam.number or name != "solution"]
    for part in asked:
        page = built.page(part["page"]) if part["page"] else own
        title = page.title if part["tasks"] and part["fields"] else part["title"]
        yield f"<h3>({part['id']}) {escape(title)} <small>({counted(part['points'], 'point')})</small></h3>"
        is_drawn = page is not own and part["fields"]
        yield from of_variant(own, page, part, kind) if is_drawn else of_exam(own, page, part, kind, folds)


def given(own: SitePage, variant: SitePage | None, ids: Collection[str]) -> Iterator[str]:
    """By the variant, and by the exam itself for the parts that the variant does not ask."""
    if variant:
        yield variant.task()
    if variant and ids:
        yield f"<h3>The exam's own data, for {', '.join(f'({id})' for id in ids)}</h3>"
    if ids:
        yield OTHER_PART.sub(lambda item: item[0] if item[1] in ids else "", own.task("task"))


def of_variant(own: SitePage, variant: SitePage, part: dict[str, Any], kind: str) -> Iterator[str]:
    """A part with other numbers, or another task with its data; the room for it is that of the exam."""
    id = part["id"]
    yield from [variant.task()] * bool(part["tasks"])
    yield variant.task(id)
    has_room = LINES in variant.task(id)
    if kind == TASKS:
        yield from [] if has_room else [squared(own.room(id))]
    else:
        yield folded("solution", variant.fold(id, "solution"))
        shared = f"<p>The points are shared equally by {counted(len(part['fields']), 'answer')}.</p>"
        yield folded("grading", variant.fold(id, "grading")) if part.get("hand") else shared


def of_exam(own: SitePage, asking: SitePage, part: dict[str, Any], kind: str, folds: Iterable[str]) -> Iterator[str]:
    """A part of the exam itself, in the words of the page that asks for it."""
    yield asking.task(part["id"])
    if kind == TASKS:
        yield squared(own.room(part["id"]))
    else:
        yield from (folded(name, own.fold(part["id"], name)) for name in folds)


def squared(room: str) -> str:
    """Squared paper of as many rows as the room has; the one of the site is a picture, ten times as heavy in a PDF."""
    found = ROWS.search(room)
    rows = int(found[1]) if found else 0
    lines = [f"M0 {row * SQUARE}h{COLUMNS * SQUARE}" for row in range(rows + 1)]
    lines += [f"M{column * SQUARE} 0v{rows * SQUARE}" for column in range(COLUMNS + 1)]
    view = f"-0.1 -0.1 {COLUMNS * SQUARE + 0.2} {rows * SQUARE + 0.2}"
    return f'<svg class="squares" viewBox="{view}" aria-hidden="true"><path d="{"".join(lines)}"/></svg>'


def folded(name: str, inside: str) -> str:
    """What the site has in a fold, open."""
    return f'<div class="{name}"><h4>{FOLDS[name]}</h4>{inside}</div>' if inside else ""

"""An exercise on paper: what to print, room to write on the task sheet, and verdicts on its last sheet.

Which of the three is printed is told by a radio button, and the style sheet reads it: so the browser's own print dialog
obeys too, also without JavaScript.
"""

import re
from collections.abc import Iterator, Sequence

from scripts.model.edition import Choice, Entry, Statement
from scripts.model.source import Edit, Page, Section

FOLD = re.compile(r"^<details\b", re.M)
SHEETS = {
    "tasks": "Task sheet, with room to write",
    "solutions": "Results and solutions",
    "all": "Everything, hints too",
}
CHOSEN = "all"
ROWS, HEADING = 36, 3  # of 5 mm: on a sheet, and for the title and question of a part


def print_choice() -> str:
    """A fold with the three things to print; the first words of its labels say what comes out."""
    labels = "".join(
        f'<label><input type="radio" name="paper" id="paper-{name}" autocomplete="off"'
        f"{' checked' if name == CHOSEN else ''}> {words}</label>"
        for name, words in SHEETS.items()
    )
    button = '<button type="button" onclick="print()">Print</button>'
    inside = f'<fieldset><legend class="unseen">What is printed</legend>{labels}</fieldset>{button}'
    return f'<details class="paper" data-search-exclude><summary>On paper</summary>{inside}</details>'


def rooms(page: Page) -> Iterator[Edit]:
    """Before the first fold of each part the room that a task sheet has for it, by its points."""
    for section in (section for section in page.sections if section.id in page.parts):
        fold = FOLD.search(page.text, section.start, section.end)
        at = fold.start() if fold else section.end
        yield at, at, f"{_room(page, section)}\n\n"


def _room(page: Page, section: Section) -> str:
    points = page.parts[section.id or ""]["points"]
    told = f"{points} point{'' if points == 1 else 's'}"
    return f'<div class="room" style="--rows: {_rows(page, points)}" data-search-exclude>{told}</div>'


def _rows(page: Page, points: int) -> int:
    """Of squared paper: the parts share the second sheet by their points, less what their headings take."""
    total = sum(part["points"] for part in page.parts.values())
    return 1 + round((ROWS - HEADING * len(page.parts)) * points / max(total, 1))


def verdicts(entries: Sequence[Entry]) -> str:
    """The verdicts of all statements by their numbers, for the last sheet; nothing where there are none."""
    told = [entry for entry in entries if isinstance(entry, (Statement, Choice))]
    items = "".join(f"<li>{entry.number} <b>{entry.display}</b></li>" for entry in told)
    return f'<div class="verdicts" data-search-exclude><p>Verdicts</p><ul>{items}</ul></div>' if items else ""

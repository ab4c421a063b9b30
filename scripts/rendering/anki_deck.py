"""The statements, relations and values of the edition as cards for Anki, in one file that Anki imports.

A card is the same one in every edition: whoever imports a newer deck gets the new words and keeps the schedule.
"""

import hashlib
import html
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import genanki
import markdown

from scripts.checking.check_names import exercise_name
from scripts.formulas.macros import COMMAND, read_macros
from scripts.formulas.typeset import typeset
from scripts.model.edition import Answer, Choice, Claim, Edition, Entry, Statement
from scripts.model.repository import site
from scripts.model.source import Page

NAME = "Altklausur"
FORMULA = re.compile(r"\$([^$]+)\$")
HELD = re.compile("\ue000(\\d+)\ue001")  # the place of a formula, which Markdown leaves alone
SHOWN = {"number", "vector", "matrix", "formula"}
LONGEST = 200  # characters of a value that one can be asked for
UNKNOWN = datetime(2026, 1, 1, tzinfo=UTC)  # of an edition that was built outside of a repository
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a zip archive
LOOK = """
.card { max-width: 34em; margin: 0 auto; padding: 0.5em; font: 20px/1.5 system-ui, sans-serif; text-align: left; }
.option { display: block; }
.where { font-size: 0.8em; opacity: 0.75; }
"""


class Card(NamedTuple):
    """What is asked, what is right, and where it stands on the site."""

    id: str
    asked: str
    answered: str
    place: str


def deck(edition: Edition, exam: Sequence[Page]) -> bytes:
    """The file that Anki imports: a deck for each exercise. The same bytes for the same edition and commit."""
    decks = []
    for page in exam:
        entries = [entry for entry in edition.answers if entry.slug == page.slug]
        name = f"{NAME}::{exercise_name(page)} {page.front_matter['topic']}"
        filled = genanki.Deck(number_of(page.slug), name)
        for card in cards(entries):
            filled.add_note(note(card, page.slug))
        decks.append(filled)
    return packed(genanki.Package(decks), published(edition))


def number_of(name: str) -> int:
    """By which Anki knows a deck or a kind of cards, for ever."""
    return int(hashlib.sha256(f"{NAME} {name}".encode()).hexdigest()[:8], 16)


def published(edition: Edition) -> float:
    """When the edition was committed, in seconds: Anki takes the words of the later one."""
    date = edition.built.date
    return (datetime.fromisoformat(date).replace(tzinfo=UTC) if date else UNKNOWN).timestamp()


def note(card: Card, slug: str) -> genanki.Note:
    where = f'<p class="where">{place(card.place)}</p>'
    fields = [card.asked, f"{card.answered}{where}", card.id]
    return genanki.Note(model(), fields, guid=genanki.guid_for(card.id), tags=[slug])


def model() -> genanki.Model:
    """How cards look; its fields stay what they are, or Anki takes a newer deck for another kind of cards."""
    fields = [{"name": "Asked"}, {"name": "Answered"}, {"name": "Id"}]
    sides = {"name": "Card", "qfmt": "{{Asked}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answered}}"}
    return genanki.Model(number_of("cards"), NAME, fields, [sides], css=LOOK, sort_field_index=2)


def place(address: str) -> str:
    """The link to a part; without the site's address only its name."""
    return f'<a href="{site()}/{address}">{address}</a>' if site() else address


def cards(entries: Sequence[Entry]) -> Iterator[Card]:
    """Every statement and question; every relation that holds; the values of the exam's own data that a part shows."""
    for entry in entries:
        if isinstance(entry, (Statement, Choice)):
            asked, answered = _choice(entry) if isinstance(entry, Choice) else _statement(entry)
            yield Card(entry.id, asked, answered, f"{entry.page}#{entry.number}")
        elif isinstance(entry, Claim) and entry.value and entry.part:
            asked, answered = f"Write it as a formula: {prose(entry.fact)}", f"<p>{formula(entry.latex)}</p>"
            yield Card(entry.id, asked, answered, f"{entry.page}#{entry.anchor}")
        elif isinstance(entry, Answer) and is_asked_for(entry):
            yield Card(entry.id, _value(entry), f"<p>{formula(entry.latex)}</p>", f"{entry.page}#{entry.anchor}")


def is_asked_for(answer: Answer) -> bool:
    """Whether a part of the page shows it on the first instance, and it is short enough to be known."""
    return bool(answer.alias and answer.part) and answer.kind in SHOWN and len(answer.latex) <= LONGEST


def _value(entry: Answer) -> str:
    """A formula is asked for by itself, a number for the data of the task, which stand on the site."""
    if entry.kind == "formula":
        return f"Give the formula. {prose(entry.fact)}"
    data = f"the data of <code>{entry.instance}</code> ({place(f'{entry.page}#task')})"
    return f"What does this come to, with {data}? {prose(entry.fact)}"


def _statement(entry: Statement) -> tuple[str, str]:
    found = "What the check found" if entry.value else "Counterexample"
    answered = f"<p><b>{entry.value}.</b> {prose(entry.reason)}</p><p>{found}: {prose(entry.evidence)}</p>"
    return f"True or false? {prose(entry.fact)}", answered


def _choice(entry: Choice) -> tuple[str, str]:
    offered = "".join(f'<span class="option">({one.letter}) {prose(one.text)}</span>' for one in entry.options)
    others = "".join(f"<p>({one.letter}) {prose(one.reason)}</p>" for one in entry.options if not one.right)
    answered = f"<p><b>({entry.value})</b> {prose(entry.reason)}</p>{others}<p>{prose(entry.evidence)}</p>"
    return f"{prose(entry.fact)} {offered}", answered


def prose(text: str) -> str:
    """Markdown of one paragraph as HTML, its formulas as Anki's MathJax reads them."""
    found: list[str] = []

    def held(match: re.Match[str]) -> str:
        found.append(formula(match[1]))
        return f"\ue000{len(found) - 1}\ue001"

    made = markdown.markdown(FORMULA.sub(held, typeset(text)))
    inside = made.removeprefix("<p>").removesuffix("</p>")
    return HELD.sub(lambda match: found[int(match[1])], inside)


def formula(tex: str) -> str:
    """TeX within a line, with the macros that it uses."""
    macros = read_macros()
    used = [rf"\{name}" for name in dict.fromkeys(COMMAND.findall(tex)) if rf"\{name}" in macros]
    told = "".join(rf"\def{name}{_parameters(macros[name])}{{{macros[name]}}}" for name in used)
    return rf"\({html.escape(told + tex, quote=False)}\)"


def _parameters(tex: str) -> str:
    return "".join(f"#{number}" for number in range(1, 10) if f"#{number}" in tex)


def packed(package: genanki.Package, timestamp: float) -> bytes:
    """The package as a file without the times at which it was written."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "deck")
        package.write_to_file(file, timestamp=timestamp)
        with zipfile.ZipFile(file) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()

"""The cards, imported by Anki itself: what they say, and that a newer deck changes words and no schedule."""

import zipfile
from io import BytesIO

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from scripts.model.edition import Built, Edition
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering import anki_deck, generated
from scripts.rendering.anki_deck import cards, deck, formula, prose
from tests.rendering.typed import answer, choice, claim, edition, statement
from tests.tiny_exercise import PAGE

SQUARE = Page(here().exercises / "square.md", PAGE)
ENTRIES = [
    statement("square.sum_01", True, fact="**Every** $x$ with `x < 2` counts."),
    choice("square.sum_02"),
    claim("square.doubled", fact="Twice s^2.", part="a", latex=r"a < 2"),
    answer("square.n", part="a"),
]


def dated(date: str, *entries) -> Edition:
    made = edition(*entries)
    return Edition(
        **{**{name: getattr(made, name) for name in made.__struct_fields__}, "built": Built("c", date, {"python": "3"})}
    )


class Anki:
    """A collection of Anki's own."""

    def __init__(self, folder):
        self.folder, self.collection = folder, Collection(str(folder / "collection.anki2"))

    def take(self, data: bytes) -> None:
        (self.folder / "deck.apkg").write_bytes(data)
        options = ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False)
        request = ImportAnkiPackageRequest(package_path=str(self.folder / "deck.apkg"), options=options)
        self.collection.import_anki_package(request)

    def card(self, id: str):
        (found,) = self.collection.find_cards(f'Id:"{id}"')
        return self.collection.get_card(found)


@pytest.fixture
def anki(tmp_path):
    anki = Anki(tmp_path)
    yield anki
    anki.collection.close()


def test_anki_takes_every_card_into_the_deck_of_its_exercise(anki, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://exam.example/")
    anki.take(deck(edition(*ENTRIES), [SQUARE]))
    assert anki.collection.card_count() == len(ENTRIES)
    told = anki.card("square.sum_01@exam")
    assert anki.collection.decks.name(told.did).startswith("Altklausur::")
    assert "True or false? <strong>Every</strong> \\(x\\) with <code>x &lt; 2</code> counts." in told.question()
    assert "<b>True.</b> Counting." in told.answer()
    assert '<a href="https://exam.example/exercises/square/#sum-01">' in told.answer()


def test_a_newer_deck_changes_the_words_and_keeps_the_schedule(anki):
    anki.take(deck(dated("2026-03-01", *ENTRIES), [SQUARE]))
    card = anki.card("square.n@exam")
    card.due, card.ivl, card.reps, card.type, card.queue = 30, 12, 4, 2, 2
    anki.collection.update_card(card)
    newer = [answer("square.n", part="a", latex="18"), *ENTRIES[:3], statement("square.sum_09", False)]
    anki.take(deck(dated("2026-04-01", *newer), [SQUARE]))
    assert anki.collection.card_count() == len(newer)
    again = anki.card("square.n@exam")
    assert (again.id, again.due, again.ivl, again.reps) == (card.id, 30, 12, 4)
    assert r"\(18\)" in again.answer()


def test_the_file_is_the_same_for_the_same_edition(tmp_path):
    first, again = (deck(dated("2026-03-01", *ENTRIES), [SQUARE]) for _ in range(2))
    assert first == again
    assert zipfile.ZipFile(BytesIO(first)).namelist() == ["collection.anki2", "media"]
    assert deck(edition(*ENTRIES), [SQUARE])  # without a commit it has a date too


def test_what_is_kept_is_written_anew_for_another_edition_only(monkeypatch):
    asked = []
    monkeypatch.setattr(anki_deck, "deck", lambda edition, exam: asked.append(edition) or b"made")
    monkeypatch.setattr(generated, "kept", lambda name, parts, make: known.setdefault(tuple(parts), make()))
    known: dict[tuple, bytes] = {}
    files = dict(generated.generated_files(edition(*ENTRIES), [SQUARE]))
    assert files["altklausur.apkg"] == b"made"
    generated.deck(dated("2026-03-01", *ENTRIES), [SQUARE])
    generated.deck(edition(*ENTRIES[:2]), [SQUARE])
    generated.deck(edition(*ENTRIES), [])
    assert len(known) == 4


def test_values_are_asked_for_where_a_part_shows_them_and_they_are_short():
    entries = [
        answer("square.n", part="a"),
        answer("square.f", part="a", kind="formula"),
        answer("square.n@other", part="a"),
        answer("square.hidden"),
        answer("square.program", part="a", kind="program"),
        answer("square.long", part="a", latex="1" * 201),
        claim("square.mistake", part="a", value=False),
        claim("square.beside"),
    ]
    found = {card.id: card.asked for card in cards(entries)}
    assert found == {
        "square.n@exam": "What does this come to, with the data of <code>exam</code> (exercises/square/#task)? A fact.",
        "square.f@exam": "Give the formula. A fact.",
    }


def test_formulas_are_as_mathjax_reads_them_with_the_macros_that_they_use(monkeypatch):
    macros = {r"\norm": r"\lVert #1 \rVert", r"\unused": "x"}
    monkeypatch.setattr(anki_deck, "read_macros", lambda: macros)
    assert formula(r"\norm{a} < 1") == r"\(\def\norm#1{\lVert #1 \rVert}\norm{a} &lt; 1\)"
    assert prose("*a* $x_1 * y_1$ & `b > c`") == r"<em>a</em> \(x_1 * y_1\) &amp; <code>b &gt; c</code>"

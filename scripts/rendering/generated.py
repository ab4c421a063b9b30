"""Files of the site that no page source holds: figures, the fonts of the formulas, the machine-readable edition."""

import json
from collections.abc import Iterator
from pathlib import Path

from scripts.computing.in_browser import formulas_of, publishing
from scripts.formulas.macros import read_macros
from scripts.model.edition import Edition, encoded, mark, schema
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering import quiz
from scripts.rendering.notebook import notebook_files
from scripts.rendering.site_script import answer_parser, search_library, site_script
from scripts.rendering.style_sheet import ADDRESS, style_sheet
from scripts.store.kept import kept

DECK = "altklausur.apkg"


def generated_files(edition: Edition, exam: list[Page]) -> Iterator[tuple[str, str | bytes]]:
    """The address of each file under the site, and its content."""
    yield "answers.json", encoded(edition)
    yield "answers.schema.json", json.dumps(schema(), indent=2)
    yield DECK, deck(edition, exam)
    yield quiz.ADDRESS, quiz.contents(edition, exam)
    for figure in edition.figures:
        path = here().figures / figure.file.removeprefix("generated/")
        if path.exists():  # one that could not be drawn has been reported
            yield figure.file, path.read_bytes()
    for path in demo_files():
        yield f"generated/{path.relative_to(here().figures).as_posix()}", path.read_bytes()
    for path in filter(Path.exists, map(formulas_of, publishing())):
        yield f"generated/{path.relative_to(here().figures).as_posix()}", path.read_bytes()
    yield from notebook_files()
    for path in sorted(here().fonts.glob("*.woff2")):
        yield f"generated/fonts/{path.name}", path.read_bytes()
    yield ADDRESS, style_sheet()
    yield "assets/site.js", site_script()
    yield "assets/practice/jsep.js", answer_parser()
    yield "assets/practice/jsep.LICENSE.txt", here().jsep.parents[1].joinpath("LICENSE").read_bytes()
    yield "assets/search/minisearch.js", search_library()
    yield "assets/search/minisearch.LICENSE.txt", here().minisearch.parents[2].joinpath("LICENSE.txt").read_bytes()


def deck(edition: Edition, exam: list[Page]) -> bytes:
    """The cards for Anki, kept: what writes them takes longer to load than most builds have to wait."""

    def made() -> bytes:
        from scripts.rendering import anki_deck

        return anki_deck.deck(edition, exam)

    fronts = [f"{page.slug}\n{page.front}" for page in exam]
    return kept("anki", [mark(edition), edition.built.date, repr(read_macros()), *fronts], made)


def demo_files() -> list[Path]:
    """What live demos read; nothing where a net is not trained, or where `nets.json`, written last, is not there."""
    found = []
    for description in sorted(here().figures.glob("*/nets.json")):
        nets = json.loads(description.read_text(encoding="utf-8"))
        if all((here().trained / f"{name}.npz").exists() for name in nets):
            found += [description.with_name(name) for name in (*(f"{net}.f32" for net in nets), "crops.png")]
            found.append(description)
    return found

"""A piece of a page is rendered again when anything it shows has changed, and only then."""

import re
from collections.abc import Iterator

import markdown
import pytest

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.pieces import Piece, Pieces
from scripts.rendering.search_index import Section, Words
from scripts.store import kept

TEXT = """---
title: The page
---
before

# Title

one <!--formula 0123456789abcdef-->

## Second { #second }

<p id="inside">two</p>

### Third `code`
## Fourth \\& last

[link][there] four

[there]: https://example.org
"""
FORMULA = "0123456789abcdef"


class Maker:
    """Stands for staging: says in the text that it was there, and counts what it was given."""

    def __init__(self, parts: str = "") -> None:
        self.made: list[str] = []
        self.depends_on = parts

    def __call__(self, text: str) -> str:
        self.made.append(text.strip())
        return text.replace("one", "1").replace("\\&", "&amp;")

    def parts(self, text: str) -> Iterator[str]:
        yield self.depends_on if "two" in text else ""


@pytest.fixture(autouse=True)
def folder(standing_in, tmp_path):
    standing_in(kept=tmp_path)


def render(
    text: str = TEXT, *, maker: Maker | None = None, context: str = "", formulas: str = FORMULA, above: str = ""
):
    """A page on its way through a generator: what was made, its HTML, its sections, and the Markdown it was given."""
    made, page = maker or Maker(), Page(here().docs / "page.md", text)
    pieces = Pieces(page, context, {formulas}, made)
    given = pieces.stubbed(above)
    extensions = ["attr_list", "md_in_html", "toc"]
    settings = {"toc": {"anchorlink": True}}
    html = markdown.markdown(given.removeprefix(page.front), extensions=extensions, extension_configs=settings)
    shown, sections = pieces.put_in(html)
    pieces.keep()
    return made.made, shown, sections, given


def test_a_page_is_rendered_once_and_the_same_from_what_was_kept():
    first, second = render(), render()
    assert len(first[0]) == 5  # four pieces, and a heading with an escape
    assert second[0] == []
    assert first[1:3] == second[1:3]
    assert "<p>1 <!--formula" in second[1]
    assert "two" not in second[3]
    assert '<div id="inside"></div>' in second[3]
    assert second[3].startswith("---\ntitle: The page\n---\n")


def test_a_piece_finds_the_links_that_another_piece_defines():
    render()
    _, shown, _, _ = render(TEXT.replace("one", "[one][there]"))
    assert shown.count('href="https://example.org"') == 2
    assert "piece" not in shown


@pytest.mark.parametrize(("old", "new"), [("one", "another"), ("two", "another"), ("four\n", "another\n")])
def test_only_the_piece_that_changed_is_made_anew(old, new):
    render()
    made, shown, _, _ = render(TEXT.replace(old, new))
    assert [new in text for text in made if "##" not in text] == [True]
    assert new.strip() in shown


def test_what_a_piece_shows_beside_its_words_makes_that_piece_anew():
    render(maker=Maker("old"))
    assert ["two" in text for text in render(maker=Maker("new"))[0] if "##" not in text] == [True]


def test_another_file_beside_the_page_makes_all_of_it_anew():
    render()
    assert len(render(context="another file")[0]) == 5


def test_a_piece_whose_formula_is_lost_is_made_anew():
    render()
    assert [text for text in render(formulas="fedcba9876543210")[0] if "formula" in text]


def test_pieces_that_are_gone_are_forgotten():
    render()
    render(TEXT.replace("one", "another"))
    assert any("one" in text for text in render()[0])


def test_the_sections_are_the_headings_with_the_words_under_them():
    _, _, sections, _ = render()
    assert sections[1:] == [
        Section("title", "Title", (Words("", f"1 \x02{FORMULA}\x03", ()),)),
        Section("second", "Second", (Words("", "two", ()),)),
        Section("third-code", "Third code", ()),
        Section("fourth-last", "Fourth & last", (Words("", "link four", ()),)),
    ]


def test_words_before_the_first_heading_belong_to_the_page():
    assert render()[2][0] == Section("", "The page", (Words("", "before", ()),))


def test_what_stands_above_every_page_is_no_piece_of_it():
    _, shown, sections, given = render(above="\n\n<p>told</p>\n\n")
    assert shown.startswith("<p>told</p>")
    assert not any("told" in words.shown for section in sections for words in section.words)
    assert re.match(r"---\n.*?\n---\n\n\n<p>told</p>", given, re.S)


def test_what_was_kept_is_a_piece_for_each_key():
    render()
    found = kept.find("pieces/page", kept.key_of([]))
    assert len(found.pieces) == 4
    assert all(isinstance(piece, Piece) for piece in found.pieces.values())

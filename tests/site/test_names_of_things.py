"""What a screen reader is told by the pages as files: names of tables, rows and forms, the language of German terms."""

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from scripts.model.german import BRACKET, ITEM, plain, terms
from scripts.model.paths import here
from tests.site.reading import page_names

PAGES = page_names(here().site)


def article_of(site: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.parse(str(site / name / "index.html")).getroot()


@pytest.mark.parametrize("name", PAGES, ids=[name or "home" for name in PAGES])
def test_tables_forms_and_german_terms_of_a_page_are_named(site, name):
    page = article_of(site, name)
    tables = [table for table in page.xpath("//article//table[not(@class)]") if "dataframe" not in table.classes]
    captions = ["".join(table.xpath("./caption//text()")).strip() for table in tables]
    assert all(captions)
    assert len(set(captions)) == len(captions)
    assert page.xpath("//form[not(@aria-label)]") == []
    assert list(unmarked(page)) == []


def unmarked(page: lxml.html.HtmlElement) -> Iterator[str]:
    """German terms in brackets that have no language, of text that is no code."""
    for text in page.xpath("//article//text()[not(ancestor::pre or ancestor::code or ancestor::script)]"):
        for bracket in BRACKET.findall(text):
            yield from (item for item in ITEM.findall(bracket) if plain(item) in terms()["german"])


def test_most_tables_of_exercises_name_their_rows(site):
    tables = [
        table for name in PAGES if "exercises/" in name for table in article_of(site, name).xpath("//article//table")
    ]
    named = [table for table in tables if table.xpath(".//tbody//th[@scope='row']")]
    assert len(named) > 0.9 * len(tables) > 30


def test_a_term_without_language_is_noticed():
    page = lxml.html.fromstring("<html><body><article><p>target (Zielwert)</p></article></body></html>")
    assert list(unmarked(page)) == ["Zielwert"]

"""An exercise on paper: no sheet is left nearly empty, and no scroll bar is printed."""

import pypdfium2
import pytest

from tests.site.test_browser import EXERCISES, Visit

SCROLLING = """() => [...document.querySelectorAll('.md-typeset__scrollwrap')]
    .filter(frame => /auto|scroll/.test(getComputedStyle(frame).overflow)).length"""


@pytest.mark.parametrize("name", EXERCISES)
def test_every_sheet_but_the_last_holds_more_than_a_line(browser, address, name):
    """A line is about four pieces of text and border; a sheet with a single figure holds over fifty."""
    with Visit(browser, f"{address}{name}/") as visit:
        printed = pypdfium2.PdfDocument(visit.page.pdf(format="A4"))
    pieces = [sum(1 for _ in sheet.get_objects()) for sheet in printed]
    assert len(pieces) > 5
    assert min(pieces[:-1]) > 30


@pytest.mark.parametrize("name", EXERCISES)
def test_no_table_has_a_scroll_bar_on_paper(browser, address, name):
    with Visit(browser, f"{address}{name}/") as visit:
        on_screen = visit.page.evaluate(SCROLLING)
        visit.page.emulate_media(media="print")
        assert on_screen > 0
        assert visit.page.evaluate(SCROLLING) == 0

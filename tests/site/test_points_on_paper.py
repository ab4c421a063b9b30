"""The page on the protocol on paper and on screen: a point stays on one sheet, and no icon is a bare square."""

import re

import pypdfium2
import pytest

from tests.site.test_browser import Visit

UNMASKED = """() => [...document.querySelectorAll('article summary')].filter(summary => {
    const icon = getComputedStyle(summary, '::before')
    return icon.display !== 'none' && icon.content !== 'none' && icon.maskImage === 'none'
}).length"""


@pytest.fixture(scope="module")
def sheets(browser, address):
    """The text of each sheet of paper."""
    with Visit(browser, f"{address}protocol/") as visit:
        printed = pypdfium2.PdfDocument(visit.page.pdf(format="A4"))
    return [sheet.get_textpage().get_text_range() for sheet in printed]


def test_a_point_is_on_one_sheet_from_its_number_to_its_link(sheets):
    begun = [len(re.findall(r"\bpoint-\d\d\b", sheet)) for sheet in sheets]
    ended = [sheet.count("Where it belongs:") for sheet in sheets]
    assert begun == ended
    assert sum(begun) == 46


def test_a_heading_of_an_exercise_has_a_point_on_its_sheet(sheets):
    headed = [re.split(r"\nExercise \d: ", "\n" + sheet)[1:] for sheet in sheets]
    assert sum(map(len, headed)) == 5
    assert all("Where it belongs:" in below for found in headed for below in found)


@pytest.mark.parametrize("page", ["protocol/", "exercises/rnn/", "notebooks/autoencoder/"])
def test_every_icon_before_a_summary_has_a_shape(browser, address, page):
    with Visit(browser, f"{address}{page}") as visit:
        assert visit.page.locator("article summary").count() > 0
        assert visit.page.evaluate(UNMASKED) == 0

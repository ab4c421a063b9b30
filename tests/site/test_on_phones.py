"""What is wider than a phone is seen to be cut, until its end is seen; what is cut at all is told by test_soundness."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Locator

from tests.site.visit import AT_ONCE, OPEN_ALL, Visit, settle
from tests.some import some

ALONE = """selectors => {  // to draw all the page around them takes ten times as long
    const boxes = selectors.map(selector => document.querySelector(`article ${selector}`));
    for (const element of document.querySelectorAll('article *')) {
        if (!boxes.some(box => box.contains(element) || element.contains(box))) element.remove();
    }
}"""
CUT_BOXES = [  # a table, a listing and a formula that are cut on a phone
    ".md-typeset__scrollwrap:has(th:nth-child(6))",
    "pre > code",
    ".formula.display[data-answer$=cauchy_schwarz]",
]
COLOURS = [("light", "none"), ("dark", "none"), ("light", "active")]


@pytest.fixture(scope="module")
def cut_boxes(browser, address) -> Iterator[list[Locator]]:
    with Visit(browser, f"{address}exercises/error_function/", width=360, height=800) as visit:
        visit.page.add_style_tag(content=AT_ONCE)
        visit.page.evaluate(OPEN_ALL)
        visit.page.evaluate(ALONE, CUT_BOXES)
        yield [visit.page.locator(f"article {box}") for box in CUT_BOXES]


@pytest.mark.parametrize(("scheme", "forced"), some(COLOURS, COLOURS[:1]))
def test_a_cut_edge_is_shaded_until_its_end_is_seen(cut_boxes, scheme, forced):
    page = cut_boxes[0].page
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    for box in cut_boxes:
        box.evaluate("box => box.scrollLeft = 0")
        assert contrast(box, "right") > 25
        assert contrast(box, "left") < 10
        box.evaluate("box => box.scrollLeft = 10000")
        assert contrast(box, "right") < 10


def test_an_edge_without_its_shade_is_noticed(cut_boxes):
    box = cut_boxes[-1]
    box.evaluate("box => box.style.background = 'none'")
    box.evaluate("box => box.scrollLeft = 0")
    assert contrast(box, "right") < 10


def contrast(box: Locator, edge: str) -> int:
    """By how much the commonest grey at an edge of a box differs from that of the whole box."""
    box.scroll_into_view_if_needed()
    settle(box.page)
    picture = Image.open(io.BytesIO(box.screenshot())).convert("L")
    left = 3 if edge == "left" else picture.width - 6
    return abs(commonest(picture.crop((left, 4, left + 3, picture.height - 14))) - commonest(picture))


def commonest(picture: Image.Image) -> int:
    counts = picture.histogram()
    return counts.index(max(counts))

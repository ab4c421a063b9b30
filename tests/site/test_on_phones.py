"""What is wider than the screen: results never, few formulas; of a table the first column stays, a cut is seen."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from scripts.model.paths import SITE
from tests.site.reading import page_names
from tests.site.visit import AT_ONCE, OPEN_ALL, Visit, settle

PHONE, DESK = 360, 1280
SCROLLING_FORMULAS = {"error_function.cauchy_schwarz", "optimization.general_hessian[1].hessian"}  # at most six
CUT = """() => [...document.querySelectorAll('article :is(.formula.display, .md-typeset__scrollwrap)')]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => ({
        name: box.dataset.answer ?? (box.querySelector('math[data-tex], tr') ?? box).textContent.trim().slice(0, 60),
        isTable: box.matches('.md-typeset__scrollwrap'),
        isResult: !!box.closest('details.result'),
    }))"""
LOOSE = """() => [...document.querySelectorAll('article .md-typeset__scrollwrap')].filter(frame => {
    const cell = frame.querySelector('tr > :first-child');
    frame.scrollLeft = 40;
    return frame.scrollLeft > 0 && Math.abs(cell.getBoundingClientRect().left - frame.getBoundingClientRect().left) > 6;
}).map(frame => frame.textContent.trim().slice(0, 60))"""


def cut(page: Page, width: int) -> list[dict]:
    """The formulas and tables that are wider than their place on a screen so wide, all folds open."""
    page.set_viewport_size({"width": width, "height": 800})
    settle(page)
    return page.evaluate(CUT)


@pytest.mark.parametrize("name", page_names(SITE))
def test_what_scrolls_sideways_is_told_by_name(browser, address, name):
    with Visit(browser, f"{address}{name}", width=PHONE, height=800) as visit:
        visit.page.add_style_tag(content=AT_ONCE)
        visit.page.evaluate(OPEN_ALL)
        on_phone = cut(visit.page, PHONE)
        assert [box["name"] for box in on_phone if box["isResult"]] == []
        assert {box["name"] for box in on_phone if not box["isTable"]} <= SCROLLING_FORMULAS
        assert visit.page.evaluate(LOOSE) == []
        assert cut(visit.page, DESK) == []


@pytest.mark.parametrize("colours", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_a_cut_edge_is_shaded_until_its_end_is_seen(browser, address, colours):
    with Visit(browser, f"{address}exercises/error_function/", width=PHONE, height=800) as visit:
        visit.page.emulate_media(**colours)
        visit.page.add_style_tag(content=AT_ONCE)
        visit.page.evaluate(OPEN_ALL)
        for box in cut_boxes(visit.page):
            assert contrast(box, "right") > 25
            assert contrast(box, "left") < 10
            box.evaluate("box => box.scrollLeft = 10000")
            assert contrast(box, "right") < 10
        visit.page.add_style_tag(content="article * { background: none !important }")
        box.evaluate("box => box.scrollLeft = 0")
        assert contrast(box, "right") < 10


def cut_boxes(page: Page) -> list[Locator]:
    """A formula, a table and a listing that are cut on a phone."""
    formula, table = ".formula.display[data-answer$=cauchy_schwarz]", ".md-typeset__scrollwrap:has(th:nth-child(6))"
    return [page.locator(f"article {kind}").first for kind in (table, "pre > code", formula)]


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

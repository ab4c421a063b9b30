"""For fingers and weak eyes: nothing stays grey after a tap, large text stays on the screen; more in test_soundness."""

import pytest

from tests.site.visit import Visit

COVERED = """() => [...document.querySelectorAll("article .counts th a")].filter(link => {
    link.scrollIntoView({block: "center", inline: "center"});
    const {x, y, width, height} = link.getBoundingClientRect(), middle = x + width / 2;
    return [-11, 0, 11].some(by => !link.contains(document.elementFromPoint(middle + by, y + height / 2)));
}).map(link => link.textContent)"""
STICKY = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => /typeset (summary|data\\S*):hover|unfold:hover/.test(rule.selectorText ?? ""))
    .filter(rule => rule.style.background || rule.style.backgroundColor).map(rule => rule.selectorText)"""


@pytest.mark.parametrize("width", [360, 412])
def test_no_link_of_a_table_covers_the_24_pixels_of_the_next(browser, address, width):
    with Visit(browser, f"{address}protocol/", width=width, height=800) as visit:
        assert visit.page.locator("article .counts th a").count() == 5
        assert visit.page.evaluate(COVERED) == []


def test_the_link_of_a_heading_is_large_enough_for_a_finger(browser, address):
    with Visit(browser, f"{address}exercises/multiple_choice/", width=360) as visit:
        heights = "links => links.map(link => link.getBoundingClientRect().height)"
        assert min(visit.page.locator("article .toclink").evaluate_all(heights)) >= 24


def test_nothing_stays_grey_after_a_tap(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360) as visit:
        assert visit.page.evaluate(STICKY) == []


def test_text_of_twice_the_size_breaks_at_syllables_and_stays_on_the_screen(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360) as visit:
        visit.page.add_style_tag(content="html { font-size: 250% !important }")
        assert visit.page.evaluate("getComputedStyle(document.querySelector('h1')).hyphens") == "auto"
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360

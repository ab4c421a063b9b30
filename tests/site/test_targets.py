"""What a finger aims at is large enough, and lies under nothing else."""

import pytest

from tests.site.visit import AT_ONCE, COMPUTED, OPEN_ALL, Visit

SMALL = """() => [...document.querySelectorAll("article :is(data.answer, :is(th, td) a)")].flatMap(target => {
    target.scrollIntoView({block: "center", inline: "center"});
    const boxes = [...target.getClientRects()].filter(box => box.width);
    if (!boxes.length) return [];
    const [width, height] = ["width", "height"].map(side => Math.max(...boxes.map(box => box[side])));
    const told = target.dataset.answer ?? target.textContent;
    if (width < 23.95 || height < 23.95) return [`${told}: ${width} x ${height}`];
    const [box] = boxes, hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return hit && !target.contains(hit) ? [`${told} is covered`] : [];
})"""
CONTROLS = """() => [...document.querySelectorAll("article summary, .unfold, .answer-card .shut")]
    .filter(control => control.checkVisibility() && control.getBoundingClientRect().height < 44)
    .map(control => control.textContent)"""
STICKY = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => /typeset (summary|data\\S*):hover|unfold:hover/.test(rule.selectorText ?? ""))
    .filter(rule => rule.style.background || rule.style.backgroundColor).map(rule => rule.selectorText)"""


@pytest.mark.parametrize("name", COMPUTED)
def test_values_and_links_of_tables_are_large_enough_for_a_finger(browser, address, name):
    with Visit(browser, f"{address}{name}/", width=360, height=800) as visit:
        visit.page.evaluate(OPEN_ALL)
        visit.page.add_style_tag(content=AT_ONCE)
        assert visit.page.evaluate(SMALL) == []
        assert visit.page.evaluate(CONTROLS) == []


def test_nothing_stays_grey_after_a_tap(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360) as visit:
        assert visit.page.evaluate(STICKY) == []


def test_text_of_twice_the_size_breaks_at_syllables_and_stays_on_the_screen(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360) as visit:
        visit.page.add_style_tag(content="html { font-size: 250% !important }")
        assert visit.page.evaluate("getComputedStyle(document.querySelector('h1')).hyphens") == "auto"
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360

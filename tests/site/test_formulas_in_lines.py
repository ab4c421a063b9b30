"""A formula in a line of text: what follows it without a space stays on its line."""

import pytest

from tests.site.test_browser import EXERCISES, OPEN_ALL, Visit

LOST = """() => [...document.querySelectorAll('article .formula:not(.display)')].filter(formula => {
    const next = (formula.closest('data') ?? formula).nextSibling
    if (!formula.offsetParent || next?.nodeType !== Node.TEXT_NODE || !/^[.,;:!?)]/.test(next.data)) return false
    const sign = document.createRange()
    sign.setStart(next, 0)
    sign.setEnd(next, 1)
    const end = [...formula.querySelectorAll('.katex-base')].pop().getBoundingClientRect()
    return sign.getBoundingClientRect().left < end.left
}).map(formula => formula.querySelector('annotation').textContent)"""


@pytest.mark.parametrize("width", [673, 1280])
@pytest.mark.parametrize("name", EXERCISES)
def test_no_line_begins_with_the_comma_after_a_formula(browser, address, name, width):
    with Visit(browser, f"{address}{name}/", viewport={"width": width, "height": 900}) as visit:
        visit.page.evaluate(OPEN_ALL)
        assert visit.page.evaluate(LOST) == []

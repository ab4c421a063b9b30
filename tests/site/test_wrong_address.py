"""An address that is none shows the exam and the search, wherever the site lives."""

import pytest

from tests.site.axe import axe
from tests.site.visit import Visit
from tests.some import some


@pytest.mark.parametrize("where", some(["nothing", "exercises/rnn/no/thing/"], ["exercises/rnn/no/thing/"]))
def test_an_address_that_is_none_shows_the_exam_and_the_search(browser, address, where):
    with Visit(browser, f"{address}{where}", width=360, height=740) as visit:
        page = visit.page
        page.wait_for_function("document.documentElement.className === 'js' && document.querySelector('button')")
        link = page.locator("article :is(td, th) a[href*='exercises/rnn/']")
        assert link.evaluate("link => link.href") == f"{address}exercises/rnn/"
        assert page.locator(".md-header").evaluate("header => getComputedStyle(header).position") == "sticky"
        assert axe(page) == []
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("kappa")
        hit = page.locator(".md-search-result__item a").first
        hit.wait_for(timeout=20_000)
        assert hit.evaluate("link => link.href").startswith(f"{address}exercises/")


def test_without_scripts_it_is_styled_and_has_the_exam(browser, address):
    with Visit(browser, f"{address}no/thing", java_script_enabled=False) as visit:
        assert visit.page.locator("article :is(td, th) a[href*='exercises/rnn/']").is_visible()
        assert visit.page.locator(".md-header").evaluate("header => getComputedStyle(header).position") == "sticky"

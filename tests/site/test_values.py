"""Values and the cards behind them: what each is called, what a card shows, how one leaves it."""

import json

import lxml.html
import pytest
from playwright.sync_api import Locator, Page

from tests.site.visit import COMPUTED, OPEN_ALL, Visit

OPEN_AROUND = "of => { while (of = of.parentElement.closest('details')) of.open = true }"
BEHIND = "article data.answer:not([data-answer*='.task'])"


def value_of(page: Page, chosen: str = BEHIND) -> Locator:
    """The first such value, in sight."""
    value = page.locator(chosen).first
    value.evaluate(OPEN_AROUND)
    return value


def opened(value: Locator) -> Locator:
    """The card of a value, opened by the keyboard."""
    value.focus()
    value.page.keyboard.press("Enter")
    card = value.page.locator(".answer-card:visible")
    card.wait_for()
    return card


@pytest.mark.parametrize("name", COMPUTED)
def test_every_value_of_a_page_has_a_card(site, name):
    page = lxml.html.parse(str(site / name / "index.html"))
    shown = page.xpath("//article//data[contains(concat(' ', @class, ' '), ' answer ')]/@data-answer")
    files = page.xpath("//meta[@name='cards']/@content")
    cards = {key for file in files for key in json.loads((site / file).read_text(encoding="utf-8"))}
    wanted = {".".join(path.partition("[")[0].split(".")[:2]) for path in shown if ".task" not in path}
    assert wanted <= cards
    assert len(files) == bool(wanted)


def test_maths_in_a_card_is_maths(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        card = opened(value_of(visit.page, "[data-answer='rnn.gradient']"))
        assert card.locator(":scope > p").first.locator("math").count() > 1
        assert "delta_t" not in card.inner_text()


def test_a_card_that_is_gone_says_so(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        visit.page.route("**/cards/**", lambda route: route.fulfill(status=404))
        assert "published anew" in opened(value_of(visit.page)).inner_text()


def test_tab_goes_through_a_card_and_on_behind_its_value(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        page = visit.page
        value = value_of(page, "[data-answer='rnn.gradient']")
        card = opened(value)
        stops = card.locator("a, button").count()
        for _ in range(stops):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('.answer-card') !== null")
        page.keyboard.press("Tab")
        assert card.count() == 0
        follows = "value => value.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING"
        assert value.evaluate(follows)
        assert value.evaluate("value => document.activeElement.closest('article') !== null")
        opened(value)
        page.keyboard.press("Shift+Tab")
        assert card.count() == 0
        assert value.evaluate("value => value === document.activeElement")


def test_a_value_is_named_by_itself_and_the_words_about_enter_stand_once(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        page = visit.page
        value_of(page, f"{BEHIND}:not(.formula)")
        page.evaluate(OPEN_ALL)
        page.wait_for_timeout(200)
        numbers = page.locator("article data.answer:not(.formula)")
        for number in (numbers.first, numbers.nth(numbers.count() // 2)):
            told = number.aria_snapshot().removeprefix("- ").strip()
            assert told == f'button "{" ".join(number.text_content().split())}"'
            described = number.get_attribute("aria-describedby")
            assert page.locator(f"#{described}").text_content().startswith("Enter ")
        assert page.get_by_text("Enter shows what is behind this value").count() == 1
        assert page.locator("data.answer[aria-label]").count() == 0


def test_a_formula_that_is_a_value_stays_mathml_to_a_screen_reader(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        visit.page.evaluate(OPEN_ALL)
        visit.page.wait_for_timeout(200)
        formula = visit.page.locator("article td > data.answer.formula:only-child").first
        assert roles(visit.page, formula)[0] == "group"
        assert "MathMLMath" in roles(visit.page, formula)
        cell = formula.locator("xpath=..")
        assert "MathMLMath" in roles(visit.page, cell)


def roles(page: Page, element: Locator) -> list[str]:
    """The roles of an element and of all in it, as Chromium tells them to assistive technology."""
    element.evaluate("element => element.dataset.asked = ''")
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "[data-asked]"})["nodeId"]
    tree = session.send("Accessibility.queryAXTree", {"nodeId": node})["nodes"]
    element.evaluate("element => delete element.dataset.asked")
    session.detach()
    return [node["role"]["value"] for node in tree if not node["ignored"]]

"""What is far from the screen is not laid out before it comes near, and yet it is found, copied and reached."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from scripts.setup import chromium
from tests.site.visit import EXERCISES, OPEN_ALL, Visit, settle
from tests.some import some

BLOCKS = "article details:not(details details)"
LAID_OUT = f"""[...document.querySelectorAll({BLOCKS!r})]
    .filter(block => block.lastElementChild.checkVisibility({{contentVisibilityAuto: true}})).length"""
MOVING = "document.getAnimations().filter(({effect}) => effect.target.matches('details, summary')).length"
CLOSE_TO_THE_END = "[...document.querySelectorAll('article details > p:not(:has(.formula, data, code))')].at(-1)"
SPOKEN = {"MathMLMath": "math", "MathMLIdentifier": "mi", "DisclosureTriangle": "summary"}  # as a screen reader has it
OUTSIDE_BLOCKS = """tag => [...document.querySelectorAll(`article ${tag}`)]
    .filter(one => !one.closest('details:not([open]) > :not(summary)') && one.checkVisibility()).length"""
OF_ONE_LINE = [name for name in EXERCISES if name != "exercises/multiple_choice"]  # words of statements take more
HEIGHT = "document.documentElement.scrollHeight"
PLACE = "(({top, bottom}) => [top, bottom])(getSelection().getRangeAt(0).getBoundingClientRect())"


@pytest.mark.parametrize("name", some(EXERCISES, ["exercises/multiple_choice"]))
def test_of_all_blocks_opened_those_near_the_screen_are_laid_out(browser, address, name):
    with Visit(browser, f"{address}{name}/", width=360, height=800) as visit:
        visit.page.evaluate(OPEN_ALL)
        settle(visit.page)
        assert visit.page.evaluate(LAID_OUT) < visit.page.locator(BLOCKS).count() / 4


def test_opening_every_block_lays_the_page_out_a_few_times_only(browser, address):
    """Not once for each block, which took a phone five seconds; how often is no matter of the machine."""
    with Visit(browser, f"{address}exercises/multiple_choice/", width=360) as visit:
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("Performance.enable")
        before = layouts(session)
        button = visit.page.locator("button.unfold")
        assert button.evaluate(f"button => {{ button.click(); return {MOVING}; }}") == 0
        visit.page.wait_for_timeout(500)
        assert layouts(session) - before < 40
        assert button.inner_text() == "Close every block"
        button.click()
        assert visit.page.locator("article details[open]").count() == 0
        assert button.inner_text() == "Open every block"
        session.detach()


def layouts(session: CDPSession) -> float:
    """How often the page was laid out."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "LayoutCount")


def test_a_statement_far_away_is_laid_out_when_a_link_leads_to_it(browser, address):
    with Visit(browser, f"{address}exercises/multiple_choice/", width=360, height=800) as visit:
        anchor = visit.page.locator("details.statement").nth(-2).get_attribute("id")
        follow(visit.page, anchor)
        assert lands(visit.page, anchor)
        assert visit.page.locator(f"#{anchor} > summary").is_visible()


def test_a_link_lands_where_it_leads_with_every_block_before_it_open(browser, address):
    with Visit(browser, f"{address}exercises/error_function/", width=360, height=800) as visit:
        visit.page.evaluate(OPEN_ALL)
        settle(visit.page)
        follow(visit.page, "g")
        assert lands(visit.page, "g")
        visit.page.evaluate("scrollBy(0, -600)")
        visit.page.wait_for_timeout(300)
        follow(visit.page, "e")
        assert lands(visit.page, "e")


def follow(page: Page, anchor: str | None) -> None:
    page.evaluate(f"location.hash = {anchor!r}")
    page.wait_for_timeout(500)


def lands(page: Page, anchor: str | None) -> bool:
    """Whether it stands just below the header."""
    box, header = page.locator(f"#{anchor}").bounding_box(), page.locator(".md-header").bounding_box()
    return header["height"] <= box["y"] < 200


def test_words_in_a_block_far_away_are_found(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360, height=800) as visit:
        visit.page.evaluate(OPEN_ALL)
        settle(visit.page)
        words = visit.page.evaluate(f"{CLOSE_TO_THE_END}.textContent.trim().slice(0, 40)")
        assert not visit.page.evaluate(f"{CLOSE_TO_THE_END}.checkVisibility({{contentVisibilityAuto: true}})")
        assert visit.page.evaluate(f"find({words!r})")
        settle(visit.page)
        top, bottom = visit.page.evaluate(PLACE)
        assert 0 <= top < bottom <= 800


@pytest.fixture(scope="module")
def heard(browser) -> Iterator[Browser]:
    """A browser as it is with a screen reader: only then it tells of what is not laid out yet."""
    flags = [*chromium.FLAGS, "--force-renderer-accessibility"]
    with browser.browser_type.launch(executable_path=chromium.find_shell(), args=flags) as heard:
        yield heard


@pytest.mark.parametrize("name", some(EXERCISES, ["exercises/error_function"]))
def test_a_screen_reader_is_told_of_formulas_and_blocks_far_away(heard, address, name):
    with Visit(heard, f"{address}{name}/", width=360, height=800) as visit:
        session = visit.page.context.new_cdp_session(visit.page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
        for role, tag in SPOKEN.items():
            assert roles[role] == visit.page.evaluate(OUTSIDE_BLOCKS, tag) > 0, role


@pytest.mark.parametrize("name", some(OF_ONE_LINE, ["exercises/rnn"]))
def test_closed_blocks_are_taken_to_be_as_high_as_they_are(browser, address, name):
    with Visit(browser, f"{address}{name}/", width=1280, height=800) as visit:
        before = visit.page.evaluate(HEIGHT)
        for place in range(0, before, 400):
            visit.page.evaluate(f"scrollTo(0, {place})")
            settle(visit.page)
        assert visit.page.evaluate(HEIGHT) == before


@pytest.mark.parametrize("kind", ["hint", "result", "solution", "mistakes", "grading", "beyond"])
def test_the_focus_on_the_title_of_a_closed_block_is_seen(browser, address, kind):
    """Nothing is painted beyond a block that waits for the screen, a ring around its title neither."""
    with Visit(browser, f"{address}exercises/error_function/") as visit:
        title = visit.page.locator(f"article details.{kind} > summary").first
        title.scroll_into_view_if_needed()
        visit.page.mouse.move(0, 0)
        before = title.screenshot()
        title.focus()
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Shift+Tab")
        assert title.evaluate("title => title === document.activeElement")
        assert title.screenshot() != before

"""Header, drawer, contents and colours: what our own script does in the place of the theme's, and without it."""

import gzip

from playwright.sync_api import Page

from tests.site.visit import Visit, settle
from tests.some import full

AWAY = """() => {
    const active = document.activeElement;
    const shown = active.matches('.md-option') ? active.nextElementSibling : active;  // the ring is drawn there
    const box = shown.getBoundingClientRect();
    const isSeen = shown.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const isAway = !isSeen || box.right <= 0 || box.left >= innerWidth || box.height === 0;
    return active !== document.body && isAway ? active.outerHTML.slice(0, 80) : '';
}"""
SCHEME = "document.body.dataset.mdColorScheme"
HERE = ".md-sidebar--secondary [aria-current=location]"


def stops(page: Page, count: int) -> list[str]:
    """The stops of the next presses of Tab that nobody sees."""
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(AWAY))
    return [stop for stop in found if stop]


def test_nothing_outside_the_screen_takes_the_focus_at_any_width(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", height=740) as visit:
        visit.page.add_style_tag(content="* { transition: none !important }")  # what fades in is seen at once
        for width in (360, 640, 1000, 1280):  # a desktop of 1280 at 200 % is as narrow as 640
            visit.page.set_viewport_size({"width": width, "height": 740})
            visit.page.evaluate("document.activeElement.blur(); getSelection().setPosition(document.body, 0)")
            settle(visit.page)
            assert stops(visit.page, 20) == [], width


@full
def test_the_drawer_opens_by_keyboard_keeps_the_focus_and_gives_it_back(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360, height=740) as visit:
        page = visit.page
        button = page.get_by_role("button", name="Navigation")
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
        assert button.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
        assert stops(page, 12) == []
        page.locator(".md-nav__title:visible").last.focus()
        page.keyboard.press("Enter")  # back to the list of all pages
        page.wait_for_timeout(400)
        assert page.get_by_role("link", name="Notation").is_visible()
        page.keyboard.press("Escape")
        assert button.evaluate("button => button === document.activeElement")
        assert button.get_attribute("aria-expanded") == "false"


def test_without_scripts_the_drawer_is_a_checkbox(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360, height=740, java_script_enabled=False) as visit:
        visit.page.locator("label.md-header__button[for=__drawer]").click()
        visit.page.get_by_role("link", name="2 · Linear regions").wait_for()


def test_the_page_is_as_dark_as_the_system_until_the_reader_chooses(browser, address):
    with Visit(browser, f"{address}credits/", scheme="dark") as visit:
        page = visit.page
        assert page.evaluate(SCHEME) == "slate"
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"{SCHEME} === 'default'")
        page.get_by_role("radio").and_(page.locator(":checked")).focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate(SCHEME) == "slate"
        page.emulate_media(color_scheme="dark")
        page.emulate_media(color_scheme="light")
        assert page.evaluate(SCHEME) == "slate"
        assert "slate" in page.evaluate("localStorage.getItem(__md_scope.pathname + '.__palette')")


def test_the_contents_follow_the_text_and_the_header_tells_the_title(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        page, title = visit.page, visit.page.locator(".md-header__title")
        assert "md-header__title--active" not in title.get_attribute("class")
        page.evaluate("document.getElementById('c').scrollIntoView()")
        page.locator(HERE, has_text="(c)").wait_for()
        assert "md-header__title--active" in title.get_attribute("class")
        page.evaluate("document.getElementById('c').scrollIntoView({block: 'center'})")
        page.locator(HERE, has_text="(b)").wait_for()


def test_the_way_to_the_top_covers_nothing(browser, address):
    with Visit(browser, f"{address}credits/", width=360, height=500) as visit:
        top = visit.page.locator(".to-top")
        assert top.evaluate("link => getComputedStyle(link).position") == "static"
        top.click()
        settle(visit.page)
        visit.page.wait_for_function("scrollY === 0")


def test_the_script_is_light(site):
    assert len(gzip.compress((site / "assets" / "site.js").read_bytes(), 6)) <= 8_000

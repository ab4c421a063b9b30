"""Every page in real Chromium, at two widths and in both schemes, opened once for all that is asked of every page."""

import pytest
from playwright.sync_api import Page

from scripts.model.paths import here
from tests.site.axe import again, axe, colours
from tests.site.reading import page_names
from tests.site.visit import AT_ONCE, COMPUTED, Visit, open_all, settle
from tests.some import some

PAGES = page_names(here().site)
QUICK = {"", "exercises/rnn"}
PHONE, DESK = 360, 1280
PATIENCE = 20
SCROLLING_FORMULAS = {"error_function.cauchy_schwarz", "optimization.general_hessian[1].hessian"}  # at most six
TOO_WIDE = """() => Math.max(...[...document.querySelectorAll('html, article')]
    .filter(part => getComputedStyle(part).overflowX !== 'visible')
    .map(part => part.scrollWidth - part.clientWidth))"""
CUT = """() => [...document.querySelectorAll('article :is(.formula.display, .md-typeset__scrollwrap)')]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => ({
        name: box.dataset.answer ?? (box.querySelector('math[data-tex], tr') ?? box).textContent.trim().slice(0, 60),
        isTable: box.matches('.md-typeset__scrollwrap'),
        isResult: !!box.closest('details.result'),
    }))"""
LOOSE = """() => [...document.querySelectorAll('article .md-typeset__scrollwrap')].filter(frame => {
    const cell = frame.querySelector('tr > :first-child');
    frame.scrollLeft = 40;
    const isLoose = frame.scrollLeft > 0 &&
        Math.abs(cell.getBoundingClientRect().left - frame.getBoundingClientRect().left) > 6;
    frame.scrollLeft = 0;
    return isLoose;
}).map(frame => frame.textContent.trim().slice(0, 60))"""
# As on a reader's screen, where what a fold opens is clipped to its room: a hit need not be looked for in all others.
CLIPPED = ".md-typeset details[open]::details-content, .md-typeset details.statement { contain: layout style paint }"
SMALL = """clipped => {
    const sheet = document.head.appendChild(document.createElement("style"));
    sheet.textContent = clipped;
    const boxesOf = target => [...target.getClientRects()].filter(box => box.width);
    const isHit = target => {
        const [box] = boxesOf(target), x = box.x + box.width / 2, y = box.y + box.height / 2;
        const hit = document.elementFromPoint(x, y);
        return !!hit && target.contains(hit);
    };
    const told = [...document.querySelectorAll("article :is(data.answer, :is(th, td) a)")].flatMap(target => {
        const boxes = boxesOf(target);
        if (!boxes.length) return [];
        const [width, height] = ["width", "height"].map(side => Math.max(...boxes.map(box => box[side])));
        const name = target.dataset.answer ?? target.textContent;
        if (width < 23.95 || height < 23.95) return [`${name}: ${width} x ${height}`];
        if (isHit(target)) return [];  // in sight since the one before: it takes seconds to scroll to each of hundreds
        target.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
        return isHit(target) ? [] : [`${name} is covered`];
    });
    sheet.remove();
    return told;
}"""
LOW = """() => [...document.querySelectorAll("article summary, .unfold, .answer-card .shut")]
    .filter(control => control.checkVisibility() && control.getBoundingClientRect().height < 44)
    .map(control => `${control.textContent}: lower than 44`)"""


def walk(browser, url: str, asked: set[str]) -> dict[str, object]:
    """What is found on a page with all folds open, by question and place.

    The page opens dark, as the device prefers it, and turns light by its own switch. The light page is the dark one in
    other colours, so there axe is asked about colours, and about nothing else. Looks that were `asked` are not again.
    It changes its width only twice, with the dearest questions in between: each time all of it is laid out anew.
    """
    with Visit(browser, url, width=PHONE, height=800, scheme="dark") as visit:
        page, found = visit.page, {}
        found["scheme, at first"] = scheme_of(page)
        page.add_style_tag(content=AT_ONCE)
        open_all(page)
        found |= {"too wide, dark, 360": too_wide(page), "cut, 360": page.evaluate(CUT), "loose": page.evaluate(LOOSE)}
        found["too small for a finger"] = page.evaluate(SMALL, CLIPPED) + page.evaluate(LOW)
        switch_scheme(page)
        found |= {"scheme, switched": scheme_of(page), "too wide, light, 360": too_wide(page)}
        resize(page, DESK)
        found |= {"too wide, light, 1280": too_wide(page), "cut, 1280": page.evaluate(CUT)}
        switch_scheme(page)
        found["too wide, dark, 1280"] = too_wide(page)
        found |= asked_of_axe(page, asked)
        found |= {"complaints": visit.complaints, "foreign": visit.foreign}
    return found


def asked_of_axe(page: Page, asked: set[str]) -> dict[str, list[str]]:
    found = {"axe, dark, 1280": axe(page, asked)}
    switch_scheme(page)
    found["axe, light, 1280"] = colours(page, asked)
    resize(page, PHONE)
    found["axe, light, 360"] = again(page, asked)
    switch_scheme(page)
    found["axe, dark, 360"] = colours(page, asked)
    return found


@pytest.fixture(scope="module")
def asked() -> set[str]:
    """The looks whose contrast is known: pages share nearly all."""
    return set()


@pytest.fixture(scope="module", params=some(PAGES, QUICK), ids=[name or "home" for name in PAGES])
def found(request, browser, address, asked) -> dict[str, object]:
    return walk(browser, f"{address}{request.param}", asked) | {"name": request.param}


def of(found: dict[str, object], question: str) -> dict[str, object]:
    return {place: answer for place, answer in found.items() if place.startswith(question)}


def test_a_page_is_as_dark_as_the_device_prefers_until_it_is_switched(found):
    assert of(found, "scheme") == {"scheme, at first": "slate", "scheme, switched": "default"}  # as the theme calls it


def test_a_page_is_no_wider_than_the_screen(found):
    places = [f"too wide, {scheme}, {width}" for scheme in ("dark", "light") for width in (DESK, PHONE)]
    assert of(found, "too wide") == dict.fromkeys(places, 0)


def test_axe_finds_nothing_on_a_page(found):
    places = [f"axe, {scheme}, {width}" for scheme in ("light", "dark") for width in (DESK, PHONE)]
    assert of(found, "axe") == {place: [] for place in places}


def test_a_page_complains_of_nothing_and_asks_nobody_else(found):
    assert found["complaints"] == []
    assert found["foreign"] == []


def test_what_scrolls_sideways_is_told_by_name(found):
    on_phone = found["cut, 360"]
    assert [box["name"] for box in on_phone if box["isResult"]] == []
    assert {box["name"] for box in on_phone if not box["isTable"]} <= SCROLLING_FORMULAS
    assert found["cut, 1280"] == []


def test_the_first_column_of_a_table_stays_where_it_is(found):
    assert found["loose"] == []


def test_values_links_of_tables_and_summaries_are_large_enough_for_a_finger(found):
    if found.get("name") in COMPUTED:
        assert found["too small for a finger"] == []


def scheme_of(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def switch_scheme(page: Page) -> None:
    page.locator("[data-md-component=palette] label:visible").evaluate("label => label.click()")
    settle(page)


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    settle(page)


def too_wide(page: Page) -> int:
    """By how many pixels the page, or its article where that scrolls by itself, is wider than the screen."""
    for _ in range(PATIENCE):  # a long page takes its time to settle after its window has changed
        if (wider := page.evaluate(TOO_WIDE)) == 0:
            break
        page.wait_for_timeout(150)
    return wider

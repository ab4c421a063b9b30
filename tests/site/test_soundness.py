"""Every page in real Chromium, at two widths and in both schemes: nothing that axe-core or the browser complains of."""

import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.model.paths import NODE_MODULES, SITE
from tests.site.reading import page_names
from tests.site.visit import AT_ONCE, OPEN_ALL, Visit, settle

PAGES = page_names(SITE)
PATIENCE = 20
HEADER = "empty-table-header"
AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

THIN_OUT = """() => {
    // A formula has the colour of its text, and what it is to a screen reader is its MathML, which axe does not read.
    for (const math of document.querySelectorAll('math')) math.parentElement.textContent = math.textContent;
    // In code one word of each kind tells the contrast of all.
    const seen = new Set();
    for (const word of document.querySelectorAll('.highlight code span:not(:has(span))')) {
        if (seen.has(word.className)) word.replaceWith(word.textContent);
        seen.add(word.className);
    }
}"""


TOO_WIDE = """() => Math.max(...[...document.querySelectorAll('html, article')]
    .filter(part => getComputedStyle(part).overflowX !== 'visible')
    .map(part => part.scrollWidth - part.clientWidth))"""
MARK_LOOKS = """() => {
    // Text of one colour, size and weight on one ground has one contrast: two of each look are asked, not thousands.
    document.querySelectorAll('[data-look]').forEach(element => element.removeAttribute('data-look'));
    const looks = new Map([[document.documentElement, '']]), seen = new Map();
    const told = 'color backgroundColor backgroundImage opacity filter position transform clipPath'.split(' ');
    const own = element => [...element.childNodes].map(node => node.nodeType === 3 ? node.data : '').join('').trim();
    for (const element of document.querySelectorAll('body, body *')) {
        const style = getComputedStyle(element);
        const ground = [told.map(name => style[name]).join(), element.ariaDisabled].join();
        const around = looks.get(element.parentElement) ?? '';
        looks.set(element, around.endsWith(ground) ? around : `${around}; ${ground}`);
        if (!own(element) || !element.checkVisibility({visibilityProperty: true})) continue;
        const isLong = own(element).length > 1;  // of a single letter axe says nothing
        const shape = [element.tagName, style.fontSize, style.fontWeight, style.textShadow, isLong].join();
        const look = `${looks.get(element)}; ${shape}`;
        seen.set(look, (seen.get(look) ?? 0) + 1);
        if (seen.get(look) <= 2) element.dataset.look = '';
    }
}"""


def axe(page: Page) -> list[str]:
    """What axe-core finds, a line for each element.

    What repeats by the thousand is taken out first, and colours are asked of each look: they would be nine tenths of
    the work. axe does not take MathML for the text of a header, so that rule is ours.
    """
    page.evaluate(THIN_OUT)
    found = violations(page, "document", {"rules": {rule: {"enabled": False} for rule in ("color-contrast", HEADER)}})
    headers = page.locator("th").evaluate_all("all => all.map(header => header.textContent.trim())")
    return [HEADER] * headers.count("") + found + colours(page)


def colours(page: Page) -> list[str]:
    """What axe-core says of colours alone, once for each look."""
    page.evaluate(THIN_OUT)
    page.evaluate(MARK_LOOKS)
    only = {"runOnly": ["color-contrast", "link-in-text-block"]}
    return violations(page, "{include: ['[data-look]']}", only)


def violations(page: Page, context: str, options: dict[str, object]) -> list[str]:
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    run = f"options => axe.run({context}, options).then(found => found.violations)"
    found = page.evaluate(run, {"resultTypes": ["violations"], **options})
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("name", PAGES, ids=[name or "home" for name in PAGES])
def test_a_page_is_sound(browser, address, name):
    """No complaint, no foreign request, nothing wider than the screen, nothing that axe-core finds, all folds open.

    The page opens dark, as the device prefers it, and turns light by its own switch. The dark page is the light one in
    other colours, so there the rules about colours are asked again, and no others.
    """
    with Visit(browser, f"{address}{name}", height=800, scheme="dark") as visit:
        page = visit.page
        assert scheme_of(page) == "slate"  # as the theme calls it
        page.evaluate(OPEN_ALL)
        page.add_style_tag(content=AT_ONCE)
        assert {f"dark, {width}": too_wide(page, width) for width in (1280, 360)} == {"dark, 1280": 0, "dark, 360": 0}
        switch_scheme(page)
        assert scheme_of(page) == "default"
        assert {f"light, {width}": too_wide(page, width) for width in (360, 1280)} == {
            "light, 360": 0,
            "light, 1280": 0,
        }
        assert axe(page) == [], "light, 1280"
        resize(page, 360)
        assert axe(page) == [], "light, 360"
        switch_scheme(page)
        assert colours(page) == [], "dark, 360"
        resize(page, 1280)
        assert colours(page) == [], "dark, 1280"
        assert visit.complaints == []
        assert visit.foreign == []


def scheme_of(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def switch_scheme(page: Page) -> None:
    page.locator("[data-md-component=palette] label:visible").evaluate("label => label.click()")
    settle(page)


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    settle(page)


def too_wide(page: Page, width: int) -> int:
    """By how many pixels the page, or its article where that scrolls by itself, is wider than a screen so wide."""
    resize(page, width)
    for _ in range(PATIENCE):  # a long page takes its time to settle after its window has changed
        if page.evaluate(TOO_WIDE) == 0:
            break
        page.wait_for_timeout(150)
    return page.evaluate(TOO_WIDE)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<div style='width: 400px'>x</div>", "'dark, 360': 72"),
        ("<p style='color: #bbb'>pale words</p>", "light, 1280\n(.|\n)*color-contrast: <p"),
        ("<p style='color: #555'>dark words</p>", "dark, 360\n(.|\n)*color-contrast: <p"),
        ("<img src='../assets/favicon.svg'>", "light, 1280\n(.|\n)*image-alt"),
    ],
)
def test_a_wide_element_a_pale_text_and_a_picture_without_words_are_noticed(
    browser, serve, site, tmp_path, monkeypatch, html, message
):
    monkeypatch.setattr(sys.modules[__name__], "PATIENCE", 2)
    copy = Path(shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("exercises", "search")))
    page = copy / "credits" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", f"{html}</article>"), encoding="utf-8")
    with pytest.raises(AssertionError, match=message):
        test_a_page_is_sound(browser, serve(copy), "credits/")


def test_a_foreign_request_a_complaint_and_a_fault_for_axe_are_noticed(browser, serve, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>x</title><body><main><h1>x</h1>"
        "<img src='http://127.0.0.2:9/x.png'><script>console.error('oh')</script></main>",
        encoding="utf-8",
    )
    with Visit(browser, serve(tmp_path)) as visit:
        assert visit.foreign == ["http://127.0.0.2:9/x.png"]
        assert "oh" in visit.complaints
        assert axe(visit.page) == ['image-alt: <img src="http://127.0.0.2:9/x.png">']

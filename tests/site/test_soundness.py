"""Every page in real Chromium, at two widths and in two schemes: nothing that axe-core or the browser complains of."""

import pytest
from playwright.sync_api import Page

from scripts.paths import NODE_MODULES, SITE
from tests.site.reading import page_names
from tests.site.test_browser import OPEN_ALL, Visit

PAGES = page_names(SITE)
AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text()

THIN_OUT = """() => {
    // The drawn half of a formula is hidden from screen readers and has the colour of its text; axe reads no MathML.
    document.querySelectorAll('.katex-html').forEach(drawn => drawn.remove());
    document.querySelectorAll('math').forEach(formula => { formula.textContent = formula.textContent; });
    // In code one word of each kind tells the contrast of all.
    const seen = new Set();
    for (const word of document.querySelectorAll('.highlight code span:not(:has(span))')) {
        if (seen.has(word.className)) word.replaceWith(word.textContent);
        seen.add(word.className);
    }
}"""


def axe(page: Page) -> list[str]:
    """What axe-core finds, a line for each element.

    What repeats by the thousand is taken out first: it would be nine tenths of the work. axe does not take MathML for
    the text of a header, so that rule is ours.
    """
    page.evaluate(THIN_OUT)
    page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "rules": {"empty-table-header": {"enabled": False}}}
    found = page.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    headers = page.locator("th").evaluate_all("all => all.map(header => header.textContent.trim())")
    empty = ["empty-table-header"] * headers.count("")
    return empty + [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES, ids=[name or "home" for name in PAGES])
def test_a_page_is_sound(browser, address, name, width, scheme):
    """No complaint, no foreign request, nothing wider than the screen, nothing that axe-core finds, all folds open."""
    with Visit(browser, f"{address}{name}", viewport={"width": width, "height": 800}, color_scheme=scheme) as visit:
        visit.page.evaluate(OPEN_ALL)
        visit.page.wait_for_timeout(150)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(visit.page) == []
        assert visit.complaints == []
        assert visit.foreign == []


def test_a_foreign_request_a_complaint_and_a_fault_for_axe_are_noticed(browser, serve, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>x</title><body><main><h1>x</h1>"
        "<img src='http://127.0.0.2:9/x.png'><script>console.error('oh')</script></main>"
    )
    with Visit(browser, serve(tmp_path)) as visit:
        assert visit.foreign == ["http://127.0.0.2:9/x.png"]
        assert "oh" in visit.complaints
        assert axe(visit.page) == ['image-alt: <img src="http://127.0.0.2:9/x.png">']

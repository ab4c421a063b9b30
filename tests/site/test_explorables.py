"""What all explorables share: asked for when opened, a still picture otherwise, small, large enough to touch, quiet."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from scripts.model.paths import here
from tests.site import explorables
from tests.site.visit import Visit, settle
from tests.some import full, some

NAMED = re.compile(r'data-explorable="([^"]+)"')
PLACES = [
    (f"exercises/{path.stem}/", name)
    for path in sorted(here().exercises.glob("*.md"))
    for name in NAMED.findall(path.read_text(encoding="utf-8"))
]
OWN = ("assets/explorable/", "formulas.js")
MOST = 25_000  # bytes, gzipped
TARGETS = """live => [...live.querySelectorAll('button, label, .handle > .reach')].map(element => {
    const { width, height } = element.getBoundingClientRect();
    const size = element.matches('.reach') ? Math.min(width, height) : height;
    return [element.textContent || element.parentElement.ariaLabel, size];
}).filter(([, size]) => size < 43.5)"""
COUNT_WHAT_IS_SAID = """spoken => {
    window.said = 0;
    new MutationObserver(() => window.said++).observe(spoken, { childList: true });
}"""


def own(requests: list[str]) -> list[str]:
    return [url for url in requests if any(part in url for part in OWN)]


def test_every_script_of_an_explorable_is_on_a_page():
    scripts = (here().docs / "assets" / "explorable").glob("*/*.js")
    scripts = [path for path in scripts if "export const open" in path.read_text(encoding="utf-8")]
    names = {path.relative_to(here().docs / "assets" / "explorable").with_suffix("").as_posix() for path in scripts}
    assert names == {name for _, name in PLACES}


@pytest.mark.parametrize(("place", "name"), some(PLACES, PLACES[-1:]))
def test_an_explorable_is_asked_for_when_it_opens_and_small(browser, address, site, place, name):
    """And then it stands in the place of the still picture, but not on paper."""
    with Visit(browser, address + place, **explorables.PHONE) as visit:
        visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # opens every block for paper
        settle(visit.page)
        visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert own(visit.requests) == []
        live = explorables.opened(visit.page, name)
        files = {url.removeprefix(address) for url in own(visit.requests)}
        assert f"assets/explorable/{name}.js" in files
        assert sum(len(gzip.compress((site / file).read_bytes(), 9)) for file in files) <= MOST
        assert live.evaluate(TARGETS) == []
        expect(still(visit.page, name)).to_be_hidden()
        visit.page.emulate_media(media="print")
        expect(still(visit.page, name)).to_be_visible()
        expect(live).to_be_hidden()
        assert visit.complaints == []
        assert visit.foreign == []


@pytest.mark.parametrize("place", some(sorted({place for place, _ in PLACES}), [PLACES[-1][0]]))
def test_the_still_picture_is_for_readers_without_javascript(browser, address, place):
    with Visit(browser, address + place, java_script_enabled=False) as visit:
        for name in [name for where, name in PLACES if where == place]:
            explorables.fold(visit.page, name).locator("> summary").click()
            expect(still(visit.page, name)).to_be_visible()


def still(page, name):
    return page.locator(f'[data-explorable="{name}"] > :not(.live)').first


@full
def test_many_moves_are_one_sentence(browser, address):
    with Visit(browser, f"{address}exercises/error_function/") as visit:
        live = explorables.opened(visit.page, "error_function/outlier")
        spoken = live.locator("[aria-live]")
        expect(spoken).to_contain_text("Residual −0.5")
        spoken.evaluate(COUNT_WHAT_IS_SAID)
        explorables.press(visit.page, explorables.handle(live, "Residual of the chosen point"), *["ArrowRight"] * 10)
        expect(spoken).to_contain_text("Residual 0.5")
        assert visit.page.evaluate("window.said") == 1

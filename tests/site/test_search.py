"""The search as a reader uses it: by keyboard and by touch, until a hit lies on the screen."""

import pytest

from tests.site.visit import Visit, settle
from tests.some import some

SEEN = """() => ({
    marks: CSS.highlights.get('found')?.size ?? 0,
    open: document.querySelectorAll('article details[open]').length,
    header: document.querySelector('.md-header').offsetHeight,
    tops: [...(CSS.highlights.get('found') ?? [])].map(range => range.getBoundingClientRect()).filter(box => box.height)
        .map(box => box.top),
})"""
ACTIVE = "document.activeElement.className"


def search(visit: Visit, query: str) -> list[str]:
    """What is asked for by keyboard; the addresses of the hits."""
    visit.page.keyboard.press("Control+k")
    visit.page.keyboard.type(query, delay=10)
    visit.page.locator(".md-search-result__item a").first.wait_for(timeout=20_000)
    return visit.page.locator(".md-search-result__item a").evaluate_all("links => links.map(link => link.href)")


def land(visit: Visit) -> dict:
    """Follows the first hit by keyboard; what is seen then."""
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("document.readyState === 'complete' && CSS.highlights.get('found')")
    settle(visit.page)
    return visit.page.evaluate(SEEN)


def test_what_finds_is_fetched_with_the_first_key(browser, address):
    with Visit(browser, address) as visit:
        visit.page.wait_for_timeout(300)
        assert not any("/search/" in url for url in visit.requests)
        assert "exercises/optimization/" in search(visit, "Konditionszahl")[0]
        assert any("search_index" in url for url in visit.requests)
        assert visit.complaints == []


@pytest.mark.parametrize("width", some([360, 1280], [360]))
def test_a_hit_opens_its_fold_marks_the_words_and_lies_below_the_header(browser, address, width):
    with Visit(browser, address, width=width, height=740) as visit:
        assert "exercises/rnn/" in search(visit, "loop carries its delay")[0]  # behind "How it is graded"
        seen = land(visit)
        assert seen["open"] == 1
        assert seen["marks"] >= 3
        assert any(seen["header"] <= top < 740 for top in seen["tops"])
        assert "?" not in visit.page.url
        visit.page.go_back()
        assert visit.page.url == address


@pytest.mark.parametrize("query", some(["condition number", "mirror image symmetric"], ["condition number"]))
def test_a_hit_that_is_seen_anyway_opens_nothing(browser, address, query):
    with Visit(browser, address) as visit:
        assert search(visit, query)
        seen = land(visit)
        assert seen["open"] == 0
        assert any(seen["header"] <= top < 900 for top in seen["tops"])


def test_the_keyboard_goes_through_the_hits_and_leaves_the_search(browser, address):
    with Visit(browser, address) as visit:
        hits = search(visit, "gradient")
        assert visit.page.get_by_role("status").inner_text().startswith(str(len(hits))[:1]) or len(hits) == 20
        for key in ("Tab", "ArrowDown", "ArrowUp", "Shift+Tab"):
            visit.page.keyboard.press(key)
            assert "md-search" in visit.page.evaluate(ACTIVE), key
        visit.page.keyboard.press("Escape")
        assert not visit.page.locator("#__search").is_checked()
        assert visit.page.evaluate(ACTIVE) == "md-search__input"

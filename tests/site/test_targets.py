"""For fingers and weak eyes: nothing stays grey after a tap, large text stays on the screen; more in test_soundness."""

from tests.site.visit import Visit

STICKY = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => /typeset (summary|data\\S*):hover|unfold:hover/.test(rule.selectorText ?? ""))
    .filter(rule => rule.style.background || rule.style.backgroundColor).map(rule => rule.selectorText)"""


def test_nothing_stays_grey_after_a_tap(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360) as visit:
        assert visit.page.evaluate(STICKY) == []


def test_text_of_twice_the_size_breaks_at_syllables_and_stays_on_the_screen(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", width=360) as visit:
        visit.page.add_style_tag(content="html { font-size: 250% !important }")
        assert visit.page.evaluate("getComputedStyle(document.querySelector('h1')).hyphens") == "auto"
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360

"""The formulas of the explorables, imported in Chromium as they are published, against the exercises' own answers."""

import re

import pytest

from scripts.computing.in_browser import published, publishing
from scripts.computing.javascript import plain
from snippets.live import Live
from tests.live_formulas import apart
from tests.site.visit import Visit

CALL = """async ([address, name, points]) => {
    const module = await import(address);
    return points.map((point) => module[name](...point));
}"""


@pytest.fixture(scope="module")
def page(browser, address):
    """A page of the site's origin; nothing on it matters."""
    with Visit(browser, f"{address}404.html") as visit:
        yield visit.page


def farthest(page, module: str, name: str, formula: Live) -> float:
    """The largest deviation of what the browser computes from what the answers say."""
    found = page.evaluate(CALL, [module, name, formula.points])
    pairs = zip((formula.by_python(*point) for point in formula.points), found, strict=True)
    return max(apart(wanted, said) for wanted, said in pairs)


@pytest.mark.parametrize("slug", publishing())
def test_the_browser_computes_what_the_answers_say(page, address, slug):
    for name, entry in published(slug).items():
        module = f"{address}generated/{slug}/formulas.js"
        if isinstance(entry, Live):
            assert len(entry.points) >= 50
            assert farthest(page, module, name, entry) <= 1e-9, name
        else:
            assert page.evaluate("async ([at, name]) => (await import(at))[name]", [module, name]) == plain(entry()), (
                name
            )


def test_a_changed_sign_in_the_browser_is_noticed(page, address):
    page.route(re.compile(r"formulas\.js\?turned$"), turned)
    formula = published("error_function")["slopes"]
    assert farthest(page, f"{address}generated/error_function/formulas.js?turned", "slopes", formula) > 1e-3


def turned(route):
    """The published module, in which tanh has the other sign."""
    reply = route.fetch()
    text = reply.text()
    assert "Math.tanh" in text
    route.fulfill(response=reply, body=text.replace("Math.tanh", "-Math.tanh"))

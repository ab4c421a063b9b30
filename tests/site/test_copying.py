"""What is copied is what is seen: nothing of a closed block, formulas once as TeX, cells apart."""

import pytest
from playwright.sync_api import Page

from tests.site.visit import EXERCISES, LIVE, OPEN_ALL, Visit
from tests.some import some

COPY = """([selector, type]) => {
    getSelection().selectAllChildren(document.querySelector(selector));
    const copied = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
    document.querySelector(selector).dispatchEvent(copied);
    return copied.clipboardData.getData(type);
}"""
SEEN = """() => {
    // what the browser itself calls the text of what is rendered, formulas as TeX in their places
    for (const formula of document.querySelectorAll("article .formula")) {
        const tex = formula.querySelector("math").dataset.tex;
        formula.replaceWith(formula.matches(".display") ? `$$${tex}$$` : `$${tex}$`);
    }
    // but no buttons, nor the letters in a drawing
    document.querySelectorAll("article :is(.unseen, button, svg)").forEach(unseen => unseen.remove());
    return document.querySelector("article").innerText;
}"""


def copied(page: Page, selector: str = "article", kind: str = "text/plain") -> str:
    return page.evaluate(COPY, [selector, kind])


def without_space(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", some(EXERCISES, ["exercises/rnn"]))
def test_all_of_an_exercise_is_copied_as_it_is_seen(browser, address, name):
    """With every fold closed, and with the first of each kind open."""
    with Visit(browser, f"{address}{name}/") as visit:
        closed = copied(visit.page)
        visit.page.evaluate("document.querySelectorAll('article h2 ~ details').forEach((fold, i) => fold.open = i % 3)")
        visit.page.wait_for_function(LIVE)  # what an explorable shows is copied too, and comes when its fold is open
        some, html = copied(visit.page), copied(visit.page, kind="text/html")
        seen = visit.page.evaluate(SEEN)
        visit.page.evaluate("document.querySelectorAll('article details').forEach(fold => fold.open = false)")
        assert without_space(closed) == without_space(
            visit.page.evaluate("document.querySelector('article').innerText")
        )
        assert without_space(some) == without_space(seen)
        assert len(closed) < len(some)
        assert "¶" not in closed
        assert "katex" not in html


def test_what_is_inside_a_closed_block_is_not_copied(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        visit.page.evaluate("document.querySelector('details.solution').id = 'closed'")
        assert copied(visit.page, "#closed > p") == ""
        visit.page.evaluate("document.querySelector('#closed').open = true")
        assert copied(visit.page, "#closed > p") != ""


def test_a_copied_formula_is_its_tex_once(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        tex = visit.page.locator(".formula.display math").first.get_attribute("data-tex")
        visit.page.evaluate("document.querySelector('.formula.display').id = 'shown'")
        assert copied(visit.page, "#shown") == copied(visit.page, "#shown > .katex") == f"$${tex}$$"
        assert copied(visit.page, "#shown", "text/html") == f"<div>$${tex}$$</div>"


def test_cells_are_set_apart_by_tabs_and_tables_stay_tables(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        shape = visit.page.locator("article table").first.evaluate(
            "table => [...table.rows].map(row => row.cells.length)"
        )
        lines = copied(visit.page, "article table").splitlines()
        assert [line.count("\t") + 1 for line in lines] == shape
        html = copied(visit.page, "article table", "text/html")
        assert (html.count("<TR>"), html.count("<TD>") + html.count("<TH>")) == (len(shape), sum(shape))
        assert "<CAPTION" not in html


def test_code_keeps_its_lines_and_its_indents(browser, address):
    with Visit(browser, f"{address}exercises/autoencoder/") as visit:
        visit.page.evaluate(OPEN_ALL)
        code = visit.page.locator("article pre > code").first.text_content()
        assert "\n    " in code
        assert copied(visit.page, "article pre").rstrip() == code.rstrip()
        assert copied(visit.page, "article pre", "text/html").startswith("<PRE><CODE>")


def test_what_is_typed_is_copied_by_the_browser(browser, address):
    with Visit(browser, f"{address}exercises/autoencoder/") as visit:
        visit.page.evaluate(OPEN_ALL)
        assert visit.page.locator("article textarea").count()
        assert copied(visit.page, "article textarea") == ""  # nobody meddles

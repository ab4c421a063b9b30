"""The exercises in real Chromium: without JavaScript, by keyboard, while they load."""

import gzip
import json
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from scripts.bench.looks import SHIFTS
from scripts.model.paths import here
from scripts.model.source import Page as Source
from scripts.rendering.two_pages import sections_of_sceptic
from tests.site.visit import EXERCISES, WITH_FIGURES, Visit
from tests.some import full, some

QUICK = ["exercises/rnn"]
LARGEST = 30_000  # bytes of the cards of a page; answers.json has a hundred thousand
OPEN_AROUND = "of => { while (of = of.parentElement.closest('details')) of.open = true }"


@pytest.mark.parametrize("name", some(EXERCISES, QUICK))
def test_an_exercise_reads_fully_without_javascript(browser, address, name):
    with Visit(browser, f"{address}{name}/", java_script_enabled=False) as visit:
        folds = visit.page.locator("article details:not(details details)")
        assert folds.count() >= 6
        folds.first.locator("summary").first.click()  # the browser folds by itself
        assert folds.first.evaluate("fold => fold.open")
        formulas, markers = promised(name, is_checked=False)
        assert visit.page.locator(".formula > .katex").count() >= formulas
        assert visit.page.locator("data.answer").count() >= markers > 0
        assert visit.page.locator("article img").count() >= (name in WITH_FIGURES)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_other_half_of_an_exercise_has_the_rest(site, name):
    page = lxml.html.parse(str(site / name / "checked" / "index.html"))
    formulas, markers = promised(name, is_checked=True)
    assert len(page.xpath("//math")) >= formulas
    assert len(page.xpath("//data[starts-with(@class, 'answer')]")) >= markers


def promised(name: str, *, is_checked: bool) -> tuple[int, int]:
    """How many formulas and marked values one half of an exercise has; statements of its snippet come on top."""
    source = Source.read(here().docs / f"{name}.md")
    others = [(section.start, section.end) for section in sections_of_sceptic(source)]
    tokens = [token for token in source.tokens if any(a <= token.start < b for a, b in others) is is_checked]
    formulas = sum(token.kind in ("maths", "display") for token in tokens)
    return formulas, sum(token.text.startswith("<!--=") for token in tokens)


@pytest.mark.parametrize("name", some(EXERCISES, QUICK))
def test_the_keyboard_opens_a_fold_and_shows_what_is_behind_a_value(browser, address, name):
    """The card comes when it is asked for, from the small file of its page."""
    with Visit(browser, f"{address}{name}/") as visit:
        page = visit.page
        assert not any("/cards/" in url for url in visit.requests)
        summary = page.locator("article details.result summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert summary.evaluate("summary => summary.parentElement.open")
        value = page.locator("article data.answer:not([data-answer*='.task'])").first
        value.evaluate(OPEN_AROUND)
        value.focus()
        page.keyboard.press("Enter")
        shown = page.locator(".answer-card:visible")
        shown.wait_for()
        entry = entry_of(value.get_attribute("data-answer"))
        assert entry["source"] in shown.inner_text()
        assert all(witness["said"] in shown.inner_text() for witness in entry["witnesses"])
        page.keyboard.press("Escape")
        assert page.locator(".answer-card:visible").count() == 0
        assert value.evaluate("value => value === document.activeElement")
        (file,) = [url.removeprefix(address) for url in visit.requests if "/cards/" in url]
        assert len(gzip.compress((here().site / file).read_bytes())) < LARGEST
        assert not any("answers.json" in url for url in visit.requests)
        assert visit.complaints == []


@full
def test_behind_a_claim_a_mistake_and_another_instance_stands_their_own_entry(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        values = visit.page.locator("article data.answer:not([data-answer*='.task'])")
        paths = values.evaluate_all("values => values.map((value) => value.dataset.answer)")
        told = {id: entry_of(id) for id in (path.partition("[")[0] for path in paths)}
        mistakes = {id for id, entry in told.items() if entry["id"].partition("@")[0] != id.partition("@")[0]}
        claims = {id for id, entry in told.items() if entry["entry"] == "claim"}
        for id in (min(mistakes), min(claims), min(id for id in told if "@" in id)):
            value = visit.page.locator(f"article data.answer[data-answer^='{id}']").first
            value.evaluate(OPEN_AROUND)
            value.evaluate("value => value.click()")
            shown = visit.page.locator(".answer-card:visible")
            shown.wait_for()
            words, entry = shown.inner_text(), told[id]
            assert ("The answer is " if id in mistakes else entry["witnesses"][0]["said"]) in words
            assert words.startswith("Mistake: ") is (id in mistakes)
            links = shown.locator("a").evaluate_all("links => links.map(link => link.href)")
            assert f"{address}{entry['checked']}" in links
            visit.page.keyboard.press("Escape")


@cache
def entries() -> list[dict]:
    return json.loads(Path(here().site / "answers.json").read_text(encoding="utf-8"))["answers"]


def entry_of(path: str) -> dict:
    """The entry of `answers.json` for the path of a value or a slip."""
    name = ".".join(path.partition("[")[0].split(".")[:2])
    return next(
        entry
        for entry in entries()
        if any(name in (item["id"], item.get("alias")) for item in [entry, *entry.get("slips", ())])
    )


@pytest.mark.parametrize("name", some(EXERCISES, QUICK))
def test_nothing_moves_while_an_exercise_loads(browser, address, name):
    """With the fonts at hand: how soon they come is the machine's affair, see `make bench`."""
    with Visit(browser, f"{address}{name}/", width=412, height=823, script=SHIFTS) as visit:
        visit.page.reload(wait_until="load")
        visit.page.wait_for_timeout(500)
        shift = visit.page.evaluate("window.shift")
    assert round(shift, 3) == 0  # the digits in which it is reported


def test_a_link_into_a_closed_fold_opens_it(browser, address):
    edition = json.loads((here().site / "answers.json").read_text(encoding="utf-8"))
    entry = next(entry for entry in edition["answers"] if entry["slug"] == "rnn")
    with Visit(browser, f"{address}{entry['checked']}") as visit:
        visit.page.wait_for_timeout(300)
        anchor = entry["checked"].partition("#")[2]
        assert visit.page.locator(f"#{anchor}").evaluate("fold => fold.open")


@pytest.mark.parametrize("hash", some(["", "%", "100%", "%E0%A4%A", "R%FCckgabe", "x" * 10_000], ["100%"]))
def test_a_link_that_nobody_can_decode_leads_to_the_page_and_breaks_nothing(browser, address, hash):
    with Visit(browser, f"{address}exercises/rnn/#{hash}") as visit:
        visit.page.wait_for_timeout(100)
        assert visit.page.locator("button.unfold").count() == 1
        assert visit.page.locator("article data.answer").first.get_attribute("tabindex") == "0"


def test_a_part_of_the_script_that_fails_ends_no_other(browser, address):
    with Visit(browser, f"{address}exercises/rnn/", script="delete window.IntersectionObserver") as visit:
        assert any("IntersectionObserver" in complaint for complaint in visit.complaints)
        assert visit.page.locator("button.unfold").count() == 1
        visit.page.locator("article data.answer:visible").first.click()
        visit.page.locator(".answer-card:visible").wait_for()

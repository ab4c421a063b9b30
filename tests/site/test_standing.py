"""Where you stand: what was tried is told by part, can be saved, opened and deleted, and what changed is noticed."""

import json
import re

import pytest

from scripts.bench.looks import SHIFTS
from scripts.model.paths import here
from tests.site.axe import axe
from tests.site.visit import Visit, first_view
from tests.some import some

NAVIGATION = (here().root / "mkdocs.yml").read_text(encoding="utf-8")
PRACTICES = re.findall(r": practice/(\w+)\.md$", NAVIGATION, re.M)
PRACTICE, QUIZ = "altklausur.practice", "altklausur.quiz"
GRADIENT = {"said": "7", "isRight": False, "day": 20_000, "mark": "old"}


@pytest.fixture
def standing(browser, address):
    """The page on a phone, nothing tried yet; at its end nobody has complained."""
    with Visit(browser, f"{address}progress/", width=360, height=740) as visit:
        visit.page.locator(".standing.ready").wait_for()
        yield visit.page
        assert visit.complaints == []


def told(page) -> str:
    return " ".join(page.locator(".standing").inner_text().split())


def open_file(page, content: str) -> None:
    page.locator(".standing input[type=file]").set_input_files(
        {"name": "altklausur.json", "mimeType": "application/json", "buffer": content.encode()}
    )


def test_before_anything_was_tried_that_is_said_of_each_exercise(standing):
    assert told(standing).count("Nothing tried yet.") == 1 + len(PRACTICES)  # the bank as well
    assert axe(standing) == []
    assert standing.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("width", some([360, 600, 1280], [360]))
def test_nothing_moves_when_it_comes_and_little_is_asked_for(browser, address, width):
    with Visit(browser, f"{address}progress/", width=width, script=SHIFTS) as visit:
        visit.page.locator(".standing.ready").wait_for()
        assert visit.page.evaluate("window.shift") < 0.02
    asked = first_view(browser, f"{address}progress/", ".standing.ready")
    assert len(asked) <= 10
    assert not any("generated/" in url and url.endswith(".json") for url in asked)


def test_what_a_file_has_is_told_by_part_and_leads_there(standing, address):
    mark = standing.evaluate(
        "async ([site]) => (await import(`${site}assets/practice/memory.js`)).markOf(42)", [address]
    )
    kept = {
        "rnn.gradient@exam": GRADIENT,
        "practice_rnn.gradient@5": {"said": "42", "isRight": True, "day": 20_000, "mark": mark},
        "practice_rnn.deltas@5": {**GRADIENT, "said": "1; 2; 4"},
        "practice_rnn.lost@5": GRADIENT,
        "practice_rnn.gradient@6000": GRADIENT,
    }
    question = next(
        iter(json.loads(standing.request.get(f"{address}generated/quiz.json").text())["topics"][0]["questions"])
    )
    quiz = {question: {"box": 0, "due": 1, "mark": "old"}}
    open_file(standing, json.dumps({"practice": {**kept, "broken": 1}, "quiz": quiz}))
    standing.get_by_text("The file was opened.").wait_for()
    assert "(d) in the exam: 1 answer, 0 right, 1 changed since" in told(standing)
    assert "(d) in variants: 2 answers, 1 right, 1 changed since" in told(standing)
    assert "1 changed since" in told(standing).partition("Linear")[0]
    (own, variants) = standing.locator(".standing li a").evaluate_all("all => all.map(link => link.href)")
    assert own == f"{address}exercises/rnn/#d"
    assert variants == f"{address}practice/rnn/#d"


def test_of_an_answer_that_both_know_the_later_day_is_kept(standing):
    for day, said in ((20_000, "1"), (20_002, "2"), (20_001, "3")):
        open_file(standing, json.dumps({"practice": {"rnn.gradient@exam": {**GRADIENT, "day": day, "said": said}}}))
        standing.get_by_text("The file was opened.").wait_for()
    stored = json.loads(standing.evaluate(f"localStorage.getItem('{PRACTICE}')"))
    assert stored["rnn.gradient@exam"]["said"] == "2"


def test_a_file_of_something_else_changes_nothing(standing):
    open_file(standing, "no JSON")
    standing.get_by_text("That is no file that was saved here").wait_for()
    assert standing.evaluate(f"localStorage.getItem('{PRACTICE}')") is None


def test_what_is_saved_can_be_opened_again_and_all_can_be_deleted(standing):
    open_file(standing, json.dumps({"practice": {"rnn.gradient@exam": GRADIENT}}))
    standing.get_by_text("The file was opened.").wait_for()
    with standing.expect_download() as download:
        standing.get_by_role("button", name="Save as a file").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert saved == {"practice": {"rnn.gradient@exam": GRADIENT}, "quiz": {}}
    standing.on("dialog", lambda dialog: dialog.accept())
    standing.get_by_role("button", name="Delete all").click()
    standing.get_by_text("All of it is deleted.").wait_for()
    assert standing.evaluate(f"localStorage.getItem('{PRACTICE}')") is None
    assert told(standing).count("Nothing tried yet.") == 1 + len(PRACTICES)  # the bank as well


def test_without_a_script_the_page_leads_to_each_practice(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}progress/")
    links = page.locator(".standing a").evaluate_all("all => all.map(link => link.href)")
    assert links == [f"{address}practice/{slug}/" for slug in PRACTICES]
    context.close()

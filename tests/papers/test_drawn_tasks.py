"""Papers of an exam whose parts are drawn among tasks that have pages of their own."""

import pytest

from scripts.papers.built import BuiltSite
from scripts.papers.sheets import paper, parts
from tests.papers.tiny_site import tiny_site


@pytest.fixture
def site(tmp_path):
    return tiny_site(tmp_path / "site")


def drawn(site, number: int, kind: str, **more: object) -> str:
    """An exercise whose parts are tasks with pages of their own, one that asks nothing to type among them."""
    built = BuiltSite(site)
    (lines,) = (one for one in built.contents.exercises if one["number"] == "2")
    first, second = lines["parts"]
    pages = [{"page": f"practice/lines/{variant}/", "fields": ["slope"], **more} for variant in (1, 2)]
    asked = [{**first, "fields": [], "tasks": pages}, {**second, "tasks": [{"page": "practice/lines/", "fields": []}]}]
    one = {**lines, "variants": 0, "parts": asked}
    return "".join(parts(built, built.contents.exams()[number], one, kind))


def test_tasks_with_pages_of_their_own_bring_title_and_data(site):
    text = drawn(site, 1, "tasks")
    assert text.startswith("<h3>(a) Practise <small>(4 points)</small></h3><p>Given is another line.</p>")
    assert text.count('class="squares"') == 2
    assert "<h3>(b) Picture <small>(1 point)</small></h3><p>Draw any line.</p>" in text
    assert ["It is four." in drawn(site, number, "solutions") for number in (1, 2, 3)] == [True, False, True]
    assert "1 point: a line." in drawn(site, 1, "solutions")  # of what has no fields the exam itself tells
    assert "Practise" not in drawn(site, 0, "tasks")


def test_where_lines_for_a_program_are_there_is_no_squared_paper(site):
    page = site / "practice/lines/1/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Find it.", "<textarea></textarea>"), encoding="utf-8")
    assert drawn(site, 1, "tasks").count('class="squares"') == 1


def test_what_is_judged_by_hand_has_its_rubric(site):
    text = drawn(site, 2, "solutions", shares=[1], hand=3)
    assert "<h4>How it is graded</h4><p>4 points: a program 3, the slope 1.</p>" in text
    assert "shared equally" not in text
    assert "shared equally by 1 answer" in drawn(site, 2, "solutions")


def test_where_tasks_are_drawn_the_exercise_has_another_title(site):
    built = BuiltSite(site)
    for one in built.contents.exercises:
        one["drawn"] = "Anything" if one["number"] == "2" else ""
    original, first, *_ = built.contents.exams()
    assert ["Exercise 2: Anything" in paper(built, exam, "tasks") for exam in (original, first)] == [False, True]

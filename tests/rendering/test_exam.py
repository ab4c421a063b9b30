"""The exam at a glance: what one sitting adds up to; and the way from one exercise to the next."""

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.exam import at_a_glance, onward
from tests.tiny_exercise import PAGE


def exercise(slug: str, number: int, points: int, letter: str = "") -> Page:
    text = PAGE.replace("points: 4", f"points: {points}").replace("exercise: 1", f"exercise: {number}")
    listed = text.replace("topic:", f"list: {letter}\ntopic:") if letter else text
    return Page(here().exercises / f"{slug}.md", listed.replace("The fenced square", f"{slug} & more"))


EXAM = [exercise("one", 1, 4), exercise("old", 3, 6, "A"), exercise("new", 3, 9, "B"), exercise("last", 4, 1)]


def test_of_exercises_in_two_lists_a_sitting_has_one():
    *_, first, old, new, last, with_a, with_b = at_a_glance(EXAM).splitlines()
    assert [row.split(" | ")[0] for row in (first, old, new, last)] == ["| 1", "| 3A", "| 3B", "| 4"]
    assert with_a == "| | **In all, with 3A** | **11** | **15** |"
    assert with_b == "| | **In all, with 3B** | **14** | **15** |"


def test_an_exercise_leads_to_the_one_before_and_the_next():
    text = onward(EXAM[1], EXAM)
    assert text.startswith('<nav class="onward" aria-label="Other exercises"><a rel="prev" href="../one/">')
    assert "<span>Before: exercise 1</span> one &amp; more</a>" in text
    assert '<a rel="next" href="../new/"><span>Next: exercise 3B</span> new &amp; more</a></nav>' in text
    assert text.count('href="../../"') == 1


def test_the_first_has_none_before_it_and_the_last_none_after_it():
    assert "prev" not in onward(EXAM[0], EXAM)
    assert 'rel="next" href="../old/"' in onward(EXAM[0], EXAM)
    assert "next" not in onward(EXAM[3], EXAM)
    assert 'rel="prev" href="../new/"' in onward(EXAM[3], EXAM)

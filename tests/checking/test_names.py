"""Numbers that name exercises and hints name those that there are."""

import pytest

from scripts.checking.check import pages
from scripts.checking.check_names import check_names
from scripts.model.paths import here
from scripts.model.source import Page


def exercise(slug: str, number: int, text: str = "", letter: str = "") -> Page:
    matter = f"exercise: {number}\n" + (f"list: {letter}\n" if letter else "")
    head = f"---\n{matter}---\n# Exercise {number}{letter}: {slug}\n\n"
    return Page(here().exercises / f"{slug}.md", head + text)


EXAM = [exercise("first", 1), exercise("hessian", 3, letter="A"), exercise("error", 3, letter="B")]


@pytest.fixture(autouse=True)
def _navigation(standing_in, tmp_path):
    standing_in(config=tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_text("nav:\n  - 1 · One: exercises/first.md\n", encoding="utf-8")


def said(text: str) -> list[str]:
    page = Page(here().docs / "a.md", text)
    return [str(fault) for fault in check_names([page], [*EXAM, page])]


@pytest.mark.parametrize(
    "text",
    [
        "Exercise 1, exercise 3B, exercises 3 and 1, Hint 1 and hint 2, `exercise 9`",
        "[exercise 1](exercises/first.md), [of exercise 3 (b)](exercises/error.md#b), [exercise 1](#here)",
        "[exercise 3B](exercises/error.md)",
        "## Exercise 3: error { #exercise-3 }",
        "[Flickr photo 60614](https://example.org/60614/) and [CC BY 2.0](https://example.org/by/2.0/)",
        "```text\nexercise 9\n```",
    ],
)
def test_what_names_something_that_there_is_is_right(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nExercise 2", "2: there is no Exercise 2; exercises are 1, 3A, 3B"),
        ("exercise 1b", "1: there is no exercise 1b; exercises are 1, 3A, 3B"),
        ("exercise 3b", "1: there is no exercise 3b; exercises are 1, 3A, 3B"),
        ("[exercise 3A](exercises/error.md)", "1: exercises/error.md is exercise 3B, not 3A"),
        ("See Hint 3.", "1: there is no Hint 3; each part has hints 1 and 2"),
        ("[exercise 3](exercises/first.md#a)", "1: exercises/first.md is exercise 1, not 3"),
        ("## Exercise 3: error { #exercise-1 }", "1: this section says 3, its id exercise-1"),
        ("[photo 17](https://example.org/18)", "1: 17 does not stand in the address https://example.org/18"),
    ],
)
def test_a_wrong_name_is_a_fault(text, message):
    assert said(text) == [f"docs/a.md:{message}"]


def test_the_title_and_the_navigation_have_the_number_of_the_front_matter(tmp_path):
    page = Page(here().exercises / "first.md", EXAM[0].text.replace("exercise: 1", "exercise: 4"))
    assert [str(fault) for fault in check_names([page], [page, *EXAM[1:]])] == [
        "docs/exercises/first.md:4: the title says exercise 1, the front matter 4",
        "docs/exercises/first.md:4: there is no Exercise 1; exercises are 3A, 3B, 4",
        "mkdocs.yml:2: first is exercise 4, not 1",
    ]


def test_they_have_its_list_too(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("nav:\n  - 3b · Error: exercises/error.md\n", encoding="utf-8")
    page = Page(here().exercises / "error.md", EXAM[2].text.replace("Exercise 3B", "Exercise 3"))
    assert [str(fault) for fault in check_names([page], [*EXAM[:2], page])] == [
        "docs/exercises/error.md:5: the title says exercise 3, the front matter 3B",
        "mkdocs.yml:2: error is exercise 3B, not 3b",
    ]


def test_of_two_exercises_with_one_number_each_says_in_which_list_it_stands():
    found = [str(fault) for fault in check_names([], [*EXAM, exercise("other", 1)])]
    assert [message.partition(": two pages are exercise 1; ")[0] for message in found] == [
        f"docs/exercises/{name}.md:1" for name in ("first", "other")
    ]


def test_our_pages_name_what_there_is():
    assert [*check_names(pages(), pages())] == []

"""Markdown that swallows what follows it, or stands on the page as it was typed."""

import pytest

from scripts.checking.check_markdown import check_markdown
from scripts.checking.source import Page
from scripts.paths import DOCS
from tests.tiny_project import PAGE

FOLD = '<details markdown="1">\n<summary>Hint</summary>\n\nText.\n\n'


def said(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in check_markdown(Page(DOCS / "page.md", text))]


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        f"{FOLD}{FOLD}</details>\n\n</details>\n\n## Next\n",
        "It costs \\$5, `$x` and\n\n```\n$ ls <!-x\n<details>\n```\n",
        "<!-- note: a $ in a comment, <!- too, ![x](https://elsewhere.invalid/x.png) -->",
        "A [link](https://elsewhere.invalid/) and ![ours](../assets/x.png).",
    ],
)
def test_what_renders_as_it_should_is_no_fault(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"one\n\n{FOLD}## Next\n\n{FOLD}</details>\n", 3),
        (f"one\n\n{FOLD}{FOLD}</details>\n\n## Next\n", 3),
        (f"one\n{FOLD}", 2),
    ],
)
def test_a_fold_that_is_not_closed_is_named_where_it_opens(text, line):
    assert said(text) == [(line, "this fold is never closed; write </details>")]


def test_a_fold_closed_twice_is_named():
    assert said(f"{FOLD}</details>\n\n</details>\n") == [
        (8, "this </details> closes nothing; remove it, or open the fold")
    ]


def test_markdown_in_a_fold_of_html_is_named():
    ((line, message),) = said("x\n\n<details>\n\n**raw**\n\n</details>\n")
    assert (line, message.split(";")[0]) == (3, "Markdown inside this fold stays raw")


@pytest.mark.parametrize("text", ["of $5.\n\nNext", "a $x + y, b\n\n$z$", "costs 5 $"])
def test_a_formula_that_never_ends_is_named(text):
    ((line, message),) = said(text)
    assert line == 1
    assert message.startswith("a $ opens a formula that never ends")


@pytest.mark.parametrize("text", ["**9**<!-= square.area -->", "9<! = a.b -->", "9<!-- = a.b ->", "9<!--= a.b"])
def test_what_is_almost_a_comment_is_named(text):
    ((line, message),) = said(text)
    assert line == 1
    assert "is no comment; write <!-- ... -->" in message


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://elsewhere.invalid/x.png)",
        "![x]( <//elsewhere.invalid/x.png>)",
        "<img alt='x' src='http://elsewhere.invalid/x.png'>",
    ],
)
def test_a_picture_from_elsewhere_is_named(text):
    assert "would tell that site who reads here" in said(text)[0][1]

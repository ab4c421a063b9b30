"""Tags that a browser would drop, and elements that nobody closes."""

import pytest

from scripts.checking.check_html import check_html
from scripts.model.paths import here
from scripts.model.source import Page


def said(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in check_html(Page(here().docs / "page.md", text))]


@pytest.mark.parametrize(
    "text",
    [
        '<div class="a" markdown="1">\n\n<p>x <b>y</b><br>z<br/></p>\n<img src="a.png" alt="">\n\n</div>',
        '<details markdown="1">\n<SUMMARY>x</summary>\n\n<table><tr><td>1</td></tr></table>\n\n</details>',
        "<https://example.org/a> <a@b.org> and 1 < 2, 3 > 2, `<nothing>`, $a<b>c$\n\n```\n<x>\n```",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/><circle r="1"></svg>',
        "<!-- note: <b> -->",
    ],
)
def test_whole_elements_are_no_fault(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x\n<detials>\n", 2, "there is no element <detials>; a < that is no tag is written &lt;"),
        ("where x <y and z> w", 1, "there is no element <y and z>; a < that is no tag is written &lt;"),
        ("</sumary>", 1, "there is no element </sumary>; a < that is no tag is written &lt;"),
        ("<div>\n<b>x\n</div>\n", 2, "this <b> is never closed; write </b>"),
        ("x\n<div>\n\ny", 2, "this <div> is never closed; write </div>"),
        ("<summary>Hint\n", 1, "this <summary> is never closed; write </summary>"),
        ("x</sub>", 1, "this </sub> closes nothing; remove it, or open the element"),
    ],
)
def test_a_tag_that_is_dropped_or_never_closed_is_named(text, line, message):
    assert said(text) == [(line, message)]

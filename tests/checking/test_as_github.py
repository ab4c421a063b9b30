"""Where GitHub and this site show different things, and marks that neither of them reads."""

import re

import pytest
from mkdocs.config import load_config

from scripts.checking.as_github import EXTENSIONS, check_as_github, neutral
from scripts.model.paths import here
from scripts.model.source import Page
from tests.tiny_exercise import PAGE


def said(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in check_as_github(Page(here().docs / "page.md", text))]


def test_the_extensions_are_those_of_the_site():
    assert set(load_config(str(here().root / "mkdocs.yml"))["markdown_extensions"]) - set(EXTENSIONS) == {
        "fenced_code"
    }  # MkDocs adds it; superfences takes its place


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "**a *b* c**, ***d***, *e*f, snake_case, 2 * 3, `*a`, \\*b, \\`c, $**$ and `` ` ``",
        "## Title { #a .b }\n\ntext { .c }\n\n# *H* `x`",
        '```python title="a.py" hl_lines="1 2"\nx\n```\n\n~~~\n**x**\n~~~\n\n```Python\nx\n```',
        "$$\nx\n\ny\n$$\n\n- $a\n  b$\n- c<!--= a.b -->\n\n<!-- view: ledger rnn -->",
        '<details markdown="1">\n<summary>S</summary>\n\n**x**\n\n</details>',
        "[a](b), ![a](b 'c'), [a][b], <https://x.invalid> and [b]\n\n[b]: c",
        "| a | b |\n|---|---|\n| x\\|y | $|x|$ |\n| 1 |",
        "---\ntitle: a\n---\n# T",
        "",
    ],
)
def test_what_both_show_alike_is_no_fault(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("one **a\ntwo *b*, **c\n\n**d** x", 1, "'**' stands as it was typed; close the bold text"),
        ("one **a**\ntwo **c\n\nx", 2, "'**' stands as it was typed; close the bold text"),
        ("a\n\n** b **", 3, "close the bold text"),
        ("an *a", 1, "close the emphasis, or write \\*"),
        ("an a_ b", 1, "close the emphasis, or write \\_"),
        ("an\na _b", 2, "close the emphasis, or write \\_"),
        ("\nan `a", 2, "opens code that never ends; close it, or write \\`"),
        ("[a](b c)", 1, "write %20"),
        ("[a](b", 1, "its brackets close"),
        ("[a][b]", 1, "no line `[name]: address` defines the name"),
        ("| a | b |\n| 1 | 2 |", 1, "needs a row of dashes"),
        ("x\n\n| a | b |\n|---|\n| 1 | 2 |", 3, "with as many cells"),
        ("x\n\n    code", 3, "write a fence"),
        ("\ttab", 1, "write a fence"),
        ("H\n===", 1, "write it as `## Title`"),
        ("text\n---", 1, "write it as `## Title`"),
        ("<div>\n**x**\n</div>", 2, 'Markdown needs markdown="1" in the tag'),
        ("<p>x\n- a\n</p>", 2, 'Markdown needs markdown="1" in the tag'),
        ('<div markdown="1">\n**x**\n</div>', 2, "a blank line behind the tag"),
    ],
)
def test_a_mark_that_nobody_reads_is_named_with_its_mend(text, line, mend):
    assert [at for at, message in said(text) if mend in message] == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x\n\n#H", 3),
        ("# A\n\n####### H\n\n# B", 3),
        ("# A\n\n<div>\n\n**x**\n\n</div>\n\n# B\n\nx", 5),
        ("x\n\n```\na\n````", 3),
        ("x\n\n```\na", 3),
        ('``` python title="x"\na\n```', 1),
        ("-\n- b", 1),
        ("x\n\n- a\n* b", 3),
        ("[TOC]", 1),
        ("| a | b |\n|---|---|\n| `x|y` | 2 |", 3),
    ],
)
def test_anything_that_the_two_show_differently_is_named(text, line):
    assert line in [at for at, _ in said(text)]


def test_a_difference_says_what_stands_on_either_side():
    ((line, message),) = said("text\n\n[TOC]")
    assert line == 3
    assert message.startswith("GitHub shows '[TOC]' here, this site '<ul> </ul>'; write it in a simpler way")


def test_each_section_has_its_own_difference():
    section = "<div>\n\n**x**\n\n</div>\n\n"
    assert [line for line, _ in said(f"# A\n\n{section}# B\n\n{section}")] == [5, 13]


def test_the_neutral_copy_keeps_its_lines():
    page = Page(here().docs / "page.md", PAGE)
    assert neutral(page).count("\n") == PAGE.count("\n")
    assert re.search("title|<!--|{ #a|sqrt", neutral(page)) is None

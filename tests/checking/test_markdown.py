"""Markdown that swallows what follows it, or stands on the page as it was typed."""

from functools import partial

import pytest

from scripts.checking.as_github import check_as_github
from scripts.checking.check_attributes import check_ids
from scripts.checking.check_markdown import check_markdown
from scripts.model.paths import here
from scripts.model.source import Page
from tests.tiny_exercise import PAGE

FOLD = '<details markdown="1">\n<summary>Hint</summary>\n\nText.\n\n'


def said(text: str) -> list[tuple[int, str]]:
    page = Page(here().docs / "page.md", text)
    return [(fault.line, fault.message) for fault in check_markdown(page, partial(check_as_github, page))]


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
    ((line, message),) = said("x\n\n<details>\n<summary>S</summary>\n\n**raw**\n\n</details>\n")
    assert (line, message.split(";")[0]) == (3, "Markdown inside this fold stays raw")


@pytest.mark.parametrize("begin", ["", "\n**Hint**\n", "<summary></summary>\n", "<b>Hint</b>\n"])
def test_a_fold_has_a_name(begin):
    found = said(f'x\n\n<details markdown="1">\n{begin}\ntext\n\n</details>\n')
    assert (3, "a fold without a name; write <summary>its name</summary> on the next line") in found


def test_a_heading_inside_a_fold_is_named_as_such():
    assert said(f"{FOLD}### Inside\n\ntext\n\n</details>\n") == [
        (6, "a heading inside a fold; use bold text, or close the fold before it")
    ]


@pytest.mark.parametrize("text", ["# Area $A$", "x\n\n### Area $$A$$\n\ny"])
def test_a_heading_holds_no_formula(text):
    ((line, message),) = said(text)
    assert line == 1 + 2 * text.startswith("x")
    assert message == "a heading holds a formula; the table of contents would show it twice"


@pytest.mark.parametrize("text", ["out $ \\hat{y} $ with", "out $ x$, with", "out $x $ with"])
def test_a_blank_inside_the_dollars_is_named_as_the_cause(text):
    ((line, message),) = said(text)
    assert (line, message[:16]) == (1, "the blank inside")
    assert message.endswith("keeps it from being a formula; write $x$")


def test_a_digit_behind_the_dollar_is_named_as_the_cause():
    assert [message for _, message in said("of $x$5 there")] == [
        "the digit behind '$x$5' keeps it from being a formula; write $x$"
    ]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("of $`x^2`$ there", "write $x^2$; the backticks"),
        ("an empty $$ $$ one", "an empty formula"),
        ("> $$\n> x\n> $$", "stands on one line"),
        ("[a]()", "a link that leads nowhere"),
        ("![of a]( <> )", "a link that leads nowhere"),
    ],
)
def test_what_is_rendered_and_hardly_meant_so_is_named(text, mend):
    ((line, message),) = said(f"x\n\n{text}")
    assert line == 3
    assert mend in message


def test_formulas_in_quotations_and_links_with_addresses_are_right():
    assert said("> $$x > 1$$\n> and $y$\n\n[a](b) and f()\n\n$$\nx\n> 1\n$$") == []


@pytest.mark.parametrize("text", ["x\n\n```\na", "x\n\n```\na\n````", "x\n\n~~~text\na\n\n```\n"])
def test_a_fence_that_never_ends_is_named_where_it_opens(text):
    assert (3, f"this fence is never closed; write {text[3:6]} alone on a line") in said(text)


def test_a_byte_order_mark_is_the_only_fault():
    text = "\ufeff---\ntitle: A\n---\n# T\n\n**a"
    assert Page(here().docs / "page.md", text).front_matter == {"title": "A"}
    assert said(text) == [(1, "begins with a byte order mark (BOM); save the file as UTF-8 without one")]


@pytest.mark.parametrize(
    "rows", ["| 1 |", "| 1 | 2 | 3 |", "| $|x|$ | `a|b` | 3 |", "1 | 2 | 3", "| a \\| b |", "| 1 | 2 |\n| 1 | 2 | |"]
)
def test_a_row_with_another_number_of_cells_than_the_head_is_named(rows):
    ((line, message),) = said(f"x\n\n| a | b |\n| - | :-: |\n{rows}\n\n| c |\n")[:1]
    assert line == 5 + rows.count("\n")
    assert message.partition(";")[0].endswith("cells under a head of 2")


def test_rows_with_as_many_cells_are_right():
    assert said("| a | b |\n|-|-|\n| $|x|$ | a \\| b |\n| 1 | |\n\na | b\n-|-\n1 | 2\n") == []


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


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("![of $w$ here](../assets/a.svg)", "a description"),
        ('[t](a.md "the $y$ axis")', "a title"),
        ("![of a](../assets/a.svg 'the $y$ axis')", "a title"),
        ('<img alt="of $w$" src="../assets/a.svg">', "a tag"),
        ('<abbr title="of $w$">x</abbr>', "a tag"),
    ],
)
def test_a_formula_in_an_attribute_is_named(text, where):
    ((line, message),) = said(f"x\n\n{text}")
    assert line == 3
    assert f"stands in {where}, where no formula is rendered; write it in words" in message


@pytest.mark.parametrize("typed", ["**RNN**", "`RNN`", "The $x$ axis", "<b>RNN</b>", "[RNN](a.md)", r"The \alpha"])
def test_the_front_matter_is_plain_text(typed):
    ((line, message),) = said(f"---\ntitle: A\ntopic: '{typed}'\n---\n# T\n")[:1]
    assert line == 3
    assert message.endswith("in the front matter is shown as it is typed; write plain words")
    assert said("---\ntitle: A \\ B & C costs $5\nparts: {a: {title: 'a * b'}}\n---\n# T\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "![?](../mine.png)",
        "![](../mine.png)",
        "![ ? ](a.png)",
        '![?](a.png "A")',
        "![?][a]\n\n[a]: a.png",
        "![][a]\n\n[a]: a.png",
        '<img src="../mine.png">',
        '<img alt="?" src="a.png">',
        "<img alt=? src=a.png>",
    ],
)
def test_an_own_picture_is_described(text):
    assert [message.partition(";")[0] for _, message in said(text)] == ["a picture without a description"]


@pytest.mark.parametrize("text", ["![?](../generated/ex/draw.svg)", '<img alt="" src="a.png">', "![of a](a.png)"])
def test_a_figure_waits_for_its_text_and_an_ornament_has_none(text):
    assert said(text) == []


def test_an_id_names_one_place():
    text = 'x\n\n## A { #a .b }\n\n## B { .b #b }\n\n<p id="a">x</p> <b data-id="b">y</b>\n\n## C { #b }\n'
    assert said(text) == []
    assert [(fault.line, fault.message) for fault in check_ids(Page(here().docs / "page.md", text))] == [
        (7, "the id a stands twice, first in line 3; rename one"),
        (9, "the id b stands twice, first in line 5; rename one"),
    ]

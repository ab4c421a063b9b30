"""Lists, tables, escapes and line breaks are those that GitHub shows."""

from html import unescape

import markdown
import pytest
from markdown_it import MarkdownIt

from scripts.checking.as_github import EXTENSIONS, shown_here, shown_there
from scripts.model.commonmark import as_python_markdown

LISTS = [
    "Text:\n- alpha\n- beta",
    "**Text**:\n* a\n* b\n\nafter",
    "Text:\n1. a\n2. b",
    "Text wraps at\n2. b\nand at\n1986. A great year",
    "1) a\n2) b",
    "3. c\n4. d",
    "0. a\n1. b",
    "text\n1) a\n   1) b",
    "- a\n  - b\n    - c\n      - d\n- e",
    "1. a\n   - b\n   - c\n2. d",
    "1. a\n  - b\n2. c",
    "10. a\n    - b\n11. c",
    "- a\n - b\n  - c\n",
    "- a\n    - b\n- c",
    "- a\n\t- b\n\t\t- c",
    "- a\n\n  para:\n  - x\n  - y\n\n- b",
    "- a\n  wrapped\n  - b\n- c",
    "- a\nlazy\n  - b\n    lazy\nlazier\n- c",
    "- **x**\n  y\n\n  z\n- w",
    "Text:\n\n- a\n\n    text in a\n\n    - b\n\n        deep\n- c",
    "- a\n- b\n# H\ntext",
    "- a\n- b\n\ntext",
    "- a\n1. b\n2. c",
    "- - a\n- b",
    "- # H\n- b",
    "- a\n```\ncode\n- x\n```\ntext",
    "1. a\n\n   ```\n   code\n     - x\n   ```\n2. b",
    "- a\n  > quote\n- b",
    "- a\n\n  $$\n  x\n  $$\n\n- b",
    "- $a\n  b$ c\n  - d",
    "- a\n  <b>x</b>\n- b",
    "- a\n</details>",
    "-a\n-b",
    "> text\n> - a\n>   - b\n>\n> more",
    "> > - a\n> b",
    "text\n- - -\ntext",
    "text\n***\ntext",
    '<details markdown="1">\n<summary>S</summary>\n\nText:\n- a\n  - b\n\n</details>',
]
TABLES = [
    "Text\n| a | b |\n| - | - |\n| 1 | 2 |",
    "- x:\n  | a | b |\n  | - | - |\n  | 1 | 2 |\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n# H",
    "| a | b |\n|---|---|\n| 1 | 2 |\n- x",
    "a|b\n-|-\n1|2",
    " # Heading\n  ## Another\ntext",
]


def on_github(text: str) -> list[str]:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return [piece.text for piece in shown_there(parser.parse(text))]


@pytest.mark.parametrize("text", [*LISTS, *TABLES])
def test_blocks_are_those_that_github_shows(text):
    assert [piece.text for piece in shown_here(text)] == on_github(text)


def as_html(text: str) -> str:
    return markdown.markdown(as_python_markdown(text), extensions=list(EXTENSIONS))


def test_as_they_are_typed_nearly_all_of_them_would_differ():
    plain = [markdown.markdown(text, extensions=list(EXTENSIONS)) for text in LISTS]
    assert "<li>alpha" not in plain[0]
    assert "<ul>\n<li>a<ul>" not in plain[8].replace("\n<ul>", "<ul>")


def test_raw_html_is_left_alone():
    text = "<pre>\ntext\n- a\n</pre>"
    assert as_html(text) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"It costs \$5.", "<p>It costs $5.</p>"),
        (r"\% \< \& \~ \= \: \"", '<p>% &lt; &amp; ~ = : "</p>'),
        (r"\a \1 `\$`", r"<p>\a \1 <code>\$</code></p>"),
        ("one\\\ntwo", "<p>one<br />\ntwo</p>"),
        ("one  \ntwo", "<p>one<br />\ntwo</p>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
    ],
)
def test_escapes_and_breaks_do_what_they_say(text, html):
    """As characters or as references to them: `&#60;` is `&lt;`."""
    assert unescape(as_html(text)) == unescape(html)
    assert as_html(text).count("<") == html.count("<")

"""What the search finds, what of it is shown, and what it does not know."""

import json

import pytest

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.search_index import FIELDS, Section, Words, entries, index, searched, title_of

KEY = "0123456789abcdef"
FORMULA = f'<span class="formula" data-search-exclude><!--formula {KEY}--></span>'
PAGE = Page(
    here().exercises / "made_up.md",
    "---\nparts: {b: {title: B, points: 2}}\nkeywords: {b: [Konditionszahl, kappa], c: [Rauschen]}\n---\n",
)


def found(html: str) -> list[tuple[str, str, str]]:
    return [(id, shown, " ".join(hidden)) for id, shown, hidden in searched(html)]


@pytest.mark.parametrize(
    ("html", "shown", "hidden"),
    [
        ("<p>a <em>b</em>\nc</p><p>d</p>", "a b c d", ""),
        ("<p>a &lt; b &amp; c<br>d</p>", "a < b & c d", ""),
        ("<p>task</p><details><summary>Hint</summary>Two words, two</details>", "task", "hint two words"),
        ("<p>Task</p><details>its task</details>", "Task", "its"),
        ("<p>run</p><pre><code>keepdim = 1</code></pre>", "run", "keepdim"),
        (f"<p>find {FORMULA}.</p>", f"find \x02{KEY}\x03.", ""),
        (f"<p>a</p><details>b2 {FORMULA}</details>", "a", "b2"),
        ('<p>a</p><p class="part-links">Edit the text</p>', "a", ""),
        ('<p>a</p><details class="code">b2</details><div class="ledger"><details>c2</details>\n</div>', "a", ""),
        ('<p>a<img src="x"></p><script>b2</script><div class="highlight" data-search-exclude>c2</div>', "a", ""),
        ("</p>a", "a", ""),
    ],
)
def test_the_words_of_a_piece(html, shown, hidden):
    assert found(html) == [("", shown, hidden)]


def test_a_piece_without_words_is_nothing():
    assert found("<hr><p> </p>") == []


def test_a_statement_is_told_without_its_verdict():
    html = (
        '<p>Decide.</p><details class="statement point" id="relu-01"><summary><span class="badge">wrong</span>'
        "ReLU is linear</summary><p><strong>False</strong>. It bends.</p></details><p>All.</p>"
    )
    assert found(html) == [("", "Decide. All.", ""), ("relu-01", "ReLU is linear", "bends false it")]


def test_a_heading_is_its_words():
    assert title_of("Third <code>code</code> &amp; more") == "Third code & more"


SECTIONS = [
    Section("title", "The page", (Words("", "Read.", ()),)),
    Section("b", "(b) Kappa", (Words("", "Find", ("two",)), Words("b-1", "It is", ()), Words("", "it.", ("one",)))),
    Section("check", "Check", ()),
]


def test_a_page_its_sections_and_their_statements_are_entries():
    rows = [tuple(entry[field] for field in FIELDS) for entry in entries("exercises/made_up/", SECTIONS, PAGE)]
    assert rows == [
        ("exercises/made_up/", "The page", "", "", "Read.", "", 0.7),
        ("exercises/made_up/#b", "The page", "(b) Kappa", "Konditionszahl; kappa", "Find it.", "one two", 1.3),
        ("exercises/made_up/#b-1", "The page", "(b) Kappa", "", "It is", "", 0.8),
        ("exercises/made_up/#check", "The page", "Check", "", "", "", 0.4),
    ]


def test_a_formula_is_told_as_text():
    html = '<math data-tex="\\theta &gt; 0"></math>'
    row = {**dict.fromkeys(FIELDS, ""), "shown": f"for \x02{KEY}\x03 \x02fedcba9876543210\x03."}
    told = json.loads(index([row], {KEY: {"html": html}, "other": {"error": "bad"}}))
    assert told["head"] == list(FIELDS)
    assert told["rows"][0][FIELDS.index("shown")] == "for θ > 0 ."


def test_of_a_long_section_the_index_has_the_first_words_as_they_stand_and_the_others_once():
    row = {**dict.fromkeys(FIELDS, ""), "shown": "word " * 150 + "later word later", "hidden": "own"}
    shown, hidden = (json.loads(index([row], {}))["rows"][0][FIELDS.index(name)] for name in ("shown", "hidden"))
    assert 650 < len(shown) < 700
    assert hidden == "later own"

"""What the search finds, and what it does not."""

import json

import pytest

from scripts.rendering.search_index import CONFIG, entries, index, searched


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <em>b</em>\nc</p>", "<p>a b c</p>"),
        ("<pre><code>if a:\n    b\n\nc</code></pre>", "<pre><code>if a:\n    b\n\nc</code></pre>"),
        ("<pre>a<span>\n    </span>b</pre>", "<pre>a\n    b</pre>"),
        ("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        ('<p>a<span class="formula" data-search-exclude><b>x</b></span>b</p>', "<p>ab</p>"),
        ('<p><data data-search-exclude>x</data></p>\n\n<p><img src="a"><br>b</p>', "<p>b</p>"),
        ("<ul><li><p></p></li></ul>a", "a"),
        ('a<details class="code">b</details>c', "ac"),
        ('a<div class="ledger"><details>b</details>\n</div>c', "ac"),
        ('a<div class="highlight" data-search-exclude><pre>b</pre></div>c', "ac"),
        ("<p>a</p> \n <p>b</p>", "<p>a</p> <p>b</p>"),
        ("</p>a<script>b</script>", "a"),
    ],
)
def test_the_words_of_a_piece(html, text):
    assert searched(html) == text


def test_a_page_and_its_sections_are_entries():
    found = entries("exercises/rnn/", [("title", "A", "a"), ("b", "B", "b")])
    assert [entry["location"] for entry in found] == ["exercises/rnn/", "exercises/rnn/#b"]
    assert json.loads(index(found)) == {"config": CONFIG, "docs": found}

"""German terms in brackets are marked as German, and nothing else is."""

import pytest

from scripts.model.paths import here
from scripts.rendering.german import with_german


@pytest.fixture(autouse=True)
def terms(standing_in, tmp_path):
    standing_in(german=tmp_path / "german.toml")
    here().german.write_text('german = ["Ziel", "kleinste Quadrate"]\nenglish = ["Sigma"]\n', encoding="utf-8")


def de(term: str) -> str:
    return f'<span lang="de">{term}</span>'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>target (Ziel)</p>", f"<p>target ({de('Ziel')})</p>"),
        ("(goal, Ziel; kleinste\nQuadrate)", f"(goal, {de('Ziel')}; {de('kleinste' + chr(10) + 'Quadrate')})"),
        ("<summary>Goal (Ziel)</summary>", f"<summary>Goal ({de('Ziel')})</summary>"),
    ],
)
def test_a_listed_term_in_brackets_gets_its_language(html, shown):
    assert with_german(html) == shown


@pytest.mark.parametrize(
    "html",
    [
        "Ziel without brackets",
        "(Sigma)",
        "(Zielgerade)",
        "<code>(Ziel)</code>",
        "<pre><code>f(Ziel)</code></pre>",
        '<a title="(Ziel)">x</a>',
        "<!-- (Ziel) -->",
    ],
)
def test_other_words_code_and_attributes_stay(html):
    assert with_german(html) == html


def test_without_a_list_that_can_be_read_nothing_is_marked():
    here().german.write_text("german = [", encoding="utf-8")
    assert with_german("(Ziel)") == "(Ziel)"
    here().german.unlink()
    assert with_german("(Ziel)") == "(Ziel)"

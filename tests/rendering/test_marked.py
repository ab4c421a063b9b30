"""Marked literals as `<data>`, formulas as HTML with MathML: from Markdown text and evidence alone."""

import re

import markdown
import pytest

from scripts.formulas import katex
from scripts.model.commonmark import as_python_markdown
from scripts.model.evidence import Exercise
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering import marked as module
from scripts.rendering.finished import finished
from tests import told

VALUES = {
    "n": 17,
    "half": 0.5,
    "text": "a or b",
    "root": {"srepr": "sqrt(x)", "latex": [r"\sqrt{x}"], "text": "sqrt(x)"},
}
EX = told.exercise("ex", *(told.answer(f"ex.{name}", value) for name, value in VALUES.items()))


@pytest.fixture
def render(standing_in, tmp_path):
    """A function from Markdown to HTML with the made-up evidence and KaTeX."""
    standing_in(figures=tmp_path, kept=tmp_path)
    extensions = ["attr_list", "md_in_html", "tables", "toc", "fenced_code", "sane_lists"]

    def html(text: str, exercise: Exercise = EX) -> str:
        renderer = katex.Renderer()
        page = Page(here().docs / "exercises" / "page.md", as_python_markdown(text))
        staged = module.with_answers(page, {"ex": exercise}, renderer)
        renderer.close()
        shown = finished(markdown.markdown(staged, extensions=extensions))
        return katex.with_formulas(shown, katex.read_store())

    return html


def data(text: str, path: str = "ex.n", value: str = "17") -> str:
    return f'<data class="answer" value="{value}" data-answer="{path}">{text}</data>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It is 17<!--= ex.n -->.", f"<p>It is {data('17')}.</p>"),
        ("**17**<!--= ex.n -->", f"<p><strong>{data('17')}</strong></p>"),
        ("`17`<!--= ex.n -->", f"<p>{data('<code>17</code>')}</p>"),
        ("17<!--= ex.n --> 17<!--= ex.n -->", f"<p>{data('17')} {data('17')}</p>"),
        ("0.50<!--= ex.half -->", f"<p>{data('0.50', 'ex.half', '0.5')}</p>"),
        ("18<!--= ex.n -->", f"<p>{data('17')}</p>"),
        ("16.5<!--= ex.n ~5% -->", f"<p>{data('16.5')}</p>"),
        ("17<!--= ex.nothing -->", "<p>17</p>"),
        ("no number<!--= ex.n -->", "<p>no number</p>"),
        ("`17<!--= ex.n -->`", "<p><code>17&lt;!--= ex.n --&gt;</code></p>"),
        (r"costs \$17<!--= ex.n -->", f"<p>costs ${data('17')}</p>"),
        ("a < b and 17<!--= ex.n -->", f"<p>a &lt; b and {data('17')}</p>"),
        ("<div markdown>\n\n17<!--= ex.n -->\n\n</div>", f"<div>\n<p>{data('17')}</p>\n</div>"),
    ],
)
def test_a_marked_literal_is_a_data_element(render, text, html):
    assert render(text) == html


def test_a_literal_in_a_table_stays_in_its_cell(render):
    rows = "| 17<!--= ex.n --> | $x$ and 17<!--= ex.n --> |\n| a or b<!--= ex.text --> | c |"
    html = render(f"| a | b |\n| - | - |\n{rows}")
    assert f"{data('17')}</th>" in html
    assert f"and {data('17')}</td>" in html
    assert f"{data('a or b', 'ex.text', 'a or b')}</th>" in html


def test_a_heading_keeps_its_value_and_a_clean_id(render):
    assert render("## It is 17<!--= ex.n -->") == f'<h2 id="it-is-17">It is {data("17")}</h2>'


def test_a_formula_is_rendered_with_the_computed_value(render):
    html = render("$x = 18$<!--= ex.n --> and $y$")
    assert html.count('class="katex"') == html.count("<math ") == 2
    assert re.search(r'<data class="answer formula" value="17" data-answer="ex\.n" data-search-exclude>', html)
    assert '<span class="formula" data-search-exclude>' in html
    assert "<mn>17</mn>" in html
    assert "$" not in html


def test_a_display_formula_is_a_block_of_its_own(render):
    html = render("Text\n\n$$\nx = \\sqrt{x}\n$$<!--= ex.root -->\n\nmore")
    assert '<data class="answer formula display" value="sqrt(x)" data-answer="ex.root" data-search-exclude>' in html
    assert html.count("<math ") == 1


def test_a_fence_of_output_shows_what_was_computed(render):
    html = render("Text:\n\n```text\nold\n```\n<!--= ex.text -->\n\nmore")
    assert html == '<p>Text:</p>\n<pre><code class="language-text">a or b\n</code></pre>\n<p>more</p>'


def test_a_fence_of_math_is_a_formula_with_its_value(render):
    html = render("Text:\n```math\nx = 18\n```\n<!--= ex.n -->\nmore\n\n```math\n\\sqrt{x}\n```\n")
    assert '<data class="answer formula display" value="17" data-answer="ex.n" data-search-exclude>' in html
    assert "<mn>17</mn>" in html
    assert html.count("formula display") == html.count("<math ") == 2
    assert "math\n" not in html


def test_two_paths_share_a_marker_and_the_text_behind_it_stays(render):
    html = render("$17 = 0.5$<!--= ex.n; ex.half --> and all of this text stays here")
    assert html.endswith("</data> and all of this text stays here</p>")
    assert 'data-answer="ex.half"' in html


def test_a_bad_formula_is_shown_as_it_stands(render):
    assert render(r"$\frac{1}$") == (r'<p><span class="formula" data-search-exclude><code>\frac{1}</code></span></p>')
    assert "\\&lt;" in render(r"$a_b \< \frac{1}$")


def test_the_formula_of_a_claim_says_whose_it_is_and_one_that_nobody_makes_is_a_formula(render):
    claiming = told.exercise("ex", told.claim("ex.bound", "a < b"))
    shown = render("$a < b$<!--! ex.bound --> and $b < c$<!--! ex.gone -->", claiming)
    assert shown.count('<data class="answer formula" value="true" data-answer="ex.bound"') == 1
    assert shown.count('<span class="formula"') == 1
    assert "<!--!" not in shown


def test_special_characters_of_a_value_are_not_read_as_markdown():
    marker = next(iter(module.find(Page(here().docs / "a.md", "x<!--= ex.a_b[0] -->"))))
    bound = module.Binding(0, 1, "x", "x", r"$*_`|\<")
    assert module._attributes(marker, bound) == (
        'value="&#36;&#42;&#95;&#96;&#124;&#92;&lt;" data-answer="ex.a&#95;b&#91;0&#93;"'
    )


def test_code_is_left_alone(render):
    assert render("```\n$x$ 17<!--= ex.n -->\n```") == "<pre><code>$x$ 17&lt;!--= ex.n --&gt;\n</code></pre>"


def test_a_generated_figure_gets_its_size(render, tmp_path):
    (tmp_path / "ex").mkdir()
    (tmp_path / "ex" / "draw.svg").write_text(
        '<svg width="288" height="192" viewBox="0 0 1 1"><rect width="7"/></svg>', encoding="utf-8"
    )
    html = render("![A line](../generated/ex/draw.svg)")
    for attribute in ('width="288"', 'height="192"', 'loading="lazy"', 'decoding="async"', 'alt="A line"'):
        assert attribute in html


@pytest.mark.parametrize("target", ["../generated/ex/missing.svg", "photo.svg"])
def test_another_image_is_left_alone(render, target):
    assert "width" not in render(f"![A line]({target})")


def test_the_drawing_of_a_variant_stands_in_the_page_itself(render, tmp_path):
    (tmp_path / "practice_ex").mkdir()
    (tmp_path / "practice_ex" / "net@7.svg").write_text('<svg role="img"><text>x₁</text></svg>', encoding="utf-8")
    shown = render("![A net](../generated/practice_ex/net@7.svg)")
    assert '<data class="answer drawing" data-search-exclude><svg role="img"><text>x₁</text></svg></data>' in shown

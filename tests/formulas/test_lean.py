"""KaTeX's HTML in fewer elements: what stands where, and what is left out."""

import pytest

from scripts.formulas.boxes import Box, box_of, written
from scripts.formulas.katex import Renderer
from scripts.formulas.lean import is_used, lean
from tests.standing import standing

AROUND = '<span class="katex"><span class="katex-mathml">{}</span><span class="katex-html">{}</span></span>'
DOWN = 'class="shift" style="vertical-align:-.2143em;margin-right:.0714em;font-size:.7em"'
MATH = "<math><semantics><mrow/><annotation>x</annotation></semantics></math>"


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What is seen of a formula."""
    with pytest.MonkeyPatch.context() as patch:
        standing(patch)(kept=tmp_path_factory.mktemp("katex"))
        renderer = Renderer()
        yield lambda tex, display=False: renderer.render(tex, display).partition("</math>")[2]
        renderer.close()


def hidden(inside: str, name: str = "katex") -> str:
    return f'<span class="{name}" aria-hidden="true">{inside}</span>'


@pytest.mark.parametrize(
    ("tex", "seen"),
    [
        ("x", '<i class="katex" aria-hidden="true">x</i>'),
        ("17", hidden("17")),
        ("xz", '<i class="katex" style="margin-right:.044em" aria-hidden="true">xz</i>'),
        ("a < b", hidden("<i>a</i>\u2005&lt;\u2005<wbr><i>b</i>")),
        ("(a, b)", hidden("(<i>a</i>,\u2006<i>b</i>)")),
        ("x_1", hidden(f'<i>x</i><span {DOWN}>1</span>')),
        ("h_i", hidden(f'<i>h</i><i {DOWN}>i</i>')),
        (r"\mathbf{a}\!b", hidden('<span class="mathbf" style="margin-right:-.1667em">a</span><i>b</i>')),
        (r"\mathrm{d}\quad", hidden("d\u2003")),
        (r"\text{if }x", hidden("if\xa0<i>x</i>")),
        (r"\mathbf{1\,2}", hidden('<span class="mathbf">1</span>\u2006<span class="mathbf">2</span>')),
        (r"\textbf{1\kern0.1667em 2}", hidden('<span class="textbf">1</span>\u2006<span class="textbf">2</span>')),
        (r"1\hspace{2em}2", hidden('1<span style="margin-left:2em">2</span>')),
        (r"1\hspace{2em}", hidden('<span style="margin-right:2em">1</span>')),
        (r"\hspace{2em}", hidden('<span style="margin-right:2em"></span>')),
    ],
)  # fmt: skip
def test_letters_spaces_and_scripts(shown, tex, seen):
    assert shown(tex) == seen


def test_two_scripts_and_the_parts_of_a_fraction_stand_upon_each_other(shown):
    assert '<span class="stack left"><i style="top:.' in shown("x_i^2")
    fraction = shown(r"\frac{a}{2}", display=True)
    assert '<span class="stack centred"' in fraction
    assert '<span class="frac-line" style="top:-.23em;border-bottom-width:.04em"></span>' in fraction
    assert fraction.startswith('<span class="katex tall" style="--height:')


def test_a_line_breaks_between_parts_and_high_ones_keep_their_height(shown):
    assert shown(r"a = \frac{1}{2} + b").count('class="katex-base') == 3
    assert shown(r"a = \frac{1}{2} + b").count('class="katex-base tall"') == 1
    assert shown("a = 1 + b").count("<wbr>") == 2
    assert '<span class="katex-tag">(1)</span>' in shown(r"a \tag{1}", display=True)
    assert 'class="katex-tag"><span class="stack' in shown(r"\begin{align} a &= b \tag{1} \\ c &= d \end{align}", True)


def test_a_display_formula_breaks_within_low_brackets_too(shown):
    tex = r"\frac{a}{b} \left(a_1 b + c\right)"
    assert shown(tex, display=True).count('class="katex-base tall"') == 2
    assert shown(tex).count("katex-base") == 0
    assert shown(r"\left(a\right)", display=True) == hidden("(<i>a</i>)")
    assert shown(r"\left(a_1 g^{2} + c\right)", display=True).count("katex-base") == 2
    assert shown(r"\left(\frac{a}{b} + c\right)", display=True).count("katex-base") == 0


def test_a_long_row_of_numbers_breaks_behind_its_commas(shown):
    assert shown("(1, 2, 3, 4)") == hidden("(1,\u2006<wbr>2,\u2006<wbr>3,\u2006<wbr>4)")
    assert shown("(1, 2, 3)") == hidden("(1,\u20062,\u20063)")
    assert "<wbr>" not in shown("(1, 2, 3, 4)", display=True)


def test_a_drawing_has_its_place_and_no_height_of_its_own(shown):
    assert 'class="hide-tail" style="min-width:.853em;height:1.08em;margin-top:-1.08em"><svg width=' in shown(
        r"\sqrt x"
    )
    tall = shown(r"\begin{pmatrix} 1 \\ 2 \\ 3 \\ 4 \end{pmatrix}")
    assert '<span class="drawn" style="width:.875em;height:4.8em;margin-top:-4.8em"><svg' in tall
    assert 'class="katex-stretchy"' in shown(r"\underbrace{x}")
    assert "xmlns" not in tall
    assert '<span class="drawn" style="width:100%;height:.8306em' in shown(r"\cancel{x}")
    assert "margin-left:-.02em;margin-right:.48em" in shown(r"\begin{array}{c|c} a & b \\ c & d \end{array}")


def test_an_accent_a_big_sign_and_a_bracket_keep_their_classes(shown):
    assert '<span class="accent-body" style="left:-.2222em">' in shown(r"\tilde x")
    assert '<span class="large-op">∑</span>' in shown(r"\sum_i", display=True)
    assert 'class="delimsizing size1"' in shown(r"\big(")
    assert shown(r"\left(x\right)") == hidden("(<i>x</i>)")
    assert '<span class="shift" style="vertical-align:-.0' in shown(r"\tfrac{\left(x_1^2\right)}{2}")


def test_columns_that_hold_nothing_are_left_out(shown):
    aligned = shown(r"\begin{aligned} &a \\ &b \end{aligned}", display=True)
    assert aligned.count('class="stack') == 1
    assert 'class="stack right"' in shown(r"\begin{aligned} a &= b \\ c &= d \end{aligned}", display=True)


def test_what_has_a_rule_of_its_own_stays(shown):
    assert 'style="color:red"' in shown(r"\color{red} x")
    assert "katex-thinbox" in shown(r"a \neq b")


def test_text_between_elements_stays():
    strut = '<span class="katex-strut" style="height:0.5em"></span>'
    html = AROUND.format(MATH, f'<span class="katex-base">{strut}<span>a<span>b</span>c</span></span>')
    assert lean(html) == '<math data-tex="x"></math>' + hidden("abc")


def test_boxes_that_say_different_things_are_not_one():
    inner = box_of(["x"], ["mathbf"], {"color": "red"})
    assert written([box_of([inner], ["mathbb"])]) == (
        '<span class="mathbb"><span class="mathbf" style="color:red">x</span></span>'
    )
    assert written([box_of([inner], (), {"color": "blue"})]).count("<span") == 2
    assert box_of([Box(("x",), (), {"font-size": 0.5})], (), {"font-size": 0.5, "width": 1.0}).style == {
        "font-size": 0.25,
        "width": 2.0,
    }


def test_rules_for_what_is_gone_go():
    assert not is_used(".katex .vlist > span, .katex .pstrut")
    assert is_used(".katex .mathbb,.katex .mtable")
    assert is_used("body")

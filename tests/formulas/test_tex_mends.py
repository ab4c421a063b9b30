"""What KaTeX refuses, and what to write instead: each cause with KaTeX itself."""

import pytest

from scripts.formulas.katex import BadFormulaError, Renderer
from scripts.formulas.tex_mends import MENDS, with_mend
from tests.standing import standing

INLINE, DISPLAY = False, True
REFUSED = [
    (r"\mathds{1}", r"write \mathbf 1 for the indicator"),
    (r"\mathbbm{1}", r"write \mathbf 1 for the indicator"),
    (r"x \label{a}", r"number the formula by \tag{1}"),
    (r"\eqref{a}", r"number the formula by \tag{1}"),
    (r"\pdv{f}{x}", r"write \frac{\partial f}{\partial x}"),
    (r"\dv{f}{x}", r"write \frac{\partial f}{\partial x}"),
    (r"\int f \dd x", r"write \,dx"),
    (r"\norm{x}", r"write \lVert x \rVert"),
    (r"\abs{x}", r"write \lvert x \rvert"),
    (r"\E[x]", r"write \mathbb E"),
    (r"\num{3}", "write the number itself"),
    (r"\SI{3}{m}", r"its unit as \text{m}"),
    (r"\ce{H2O}", r"write \mathrm{H_2O}"),
    (r"\mbox{if}", r"write \text{...}"),
    (r"\nicefrac{1}{2}", "write 1/2"),
    (r"\bigtimes", r"write \prod"),
    (r"a \hfill b", r"\quad is a wide blank"),
    (r"\part f", r"write \partial"),
    (r"a \given b", r"write \mid"),
    (r"a \indep b", r"write \perp"),
    (r"\cssId{a}{b}", "known to MathJax alone"),
    (r"\prescript{a}{b}{x}", r"write {}_a^b x"),
    (r"x \footnote{a}", "into the text"),
    (
        r"\DeclareMathOperator{\tr}{tr} \tr A",
        r"write \operatorname{name} where it is used, or a macro in docs/macros.toml",
    ),
    (r"\newcommand{\R}{\mathbb{R}} \R", "leave the definition out"),
    (r"\begin{flalign} a &= b \end{flalign}", "use aligned"),
    (r"\begin{eqnarray} a &=& b \end{eqnarray}", "use aligned"),
    (r"\begin{tabular}{c} a \end{tabular}", "use array"),
    (r"\begin{foo} a \end{foo}", "there is aligned, gathered, cases"),
    (r"\tag{1} a \tag{2}", r"use align, where each line may have its \tag"),
    (r"\v{x}", r"write \check x"),
    (r"\u{x}", r"write \breve x"),
    (r"\"x", r"write \ddot x, or words in \text"),
    (r"\'x", r"write \acute x"),
    (r"\`x", r"write \grave x"),
    (r"\^x", r"write \hat x"),
    (r"\~x", r"write \tilde x"),
    (r"\=x", r"write \bar x"),
    (r"\.x", r"write \dot x"),
    (r"\H x", r"put the word into \text"),
    ("50%", r"write \% for the sign"),
    (r"\text{50%}", r"write \% for the sign"),
    ("x’", "write x' with the straight sign"),
    ("x′", "write x' with the straight sign"),
    ("a – b", "write - for minus"),
    ("„a“", "quotes stand outside of the formula"),
    ("µ", r"write \mu"),
    ("½", r"write \tfrac{1}{2}"),
    ("5 €", "put the amount outside of the formula"),
    ("W_{außen}", r"words stand in \text{...}"),
    (r"\mathrm{Übung}", r"words stand in \text{...}"),
    ("中", r"words stand in \text{...}"),
    ("☃", "put the sign outside of the formula"),
    ("a^b^c", "{a^b}^c, or a^{b^c}"),
    ("a_b_c", "{a_b}_c, or a_{b_c}"),
    (r"\sqrt[3", "close the bracket"),
    (r"\frac{1}{2", "close the brace, or write the missing argument"),
    (r"\frac{1}", "write the missing argument"),
    ("{a", "close the brace"),
    ("a}", "this brace closes nothing"),
    (r"\left( a", r"close \left by \right"),
    (r"a \right)", r"open \right by \left"),
    ("a & b", "& stands in aligned"),
    ("x #", r"write \# for the sign"),
    (r"\text{a_b}", r"write \_ for the sign"),
    (r"a \end{aligned}", r"no \begin belongs to this \end"),
    (r"\begin{pmatrix} 1 & 2", r"the \end of this environment is missing"),
    (r"\begin{pmatrix} 1 \end{bmatrix}", r"the same environment in \begin and \end"),
    ("x_", "write what it applies to, in braces"),
    ("$x$", "no dollars inside of a formula"),
    (r"\begin{array} a \end{array}", "name the columns"),
    (r"x \limits", r"\limits stands behind \sum"),
    (r"\middle|", r"between \left and \right"),
    (r"a \over b \over c", r"write \frac{a}{b}"),
    (r"\kern1 x", "write a unit too"),
    (r"\big x", r"as in \big("),
    ("a\\", r"\backslash is the sign"),
    (r"\hline", r"\hline stands in array"),
    (r"\max(0,1)=1,\\ \max(2,3)=3", r"put \begin{aligned} before the lines"),
    (r"\href{https://x.invalid}{x}", "stand outside of the formula"),
    (r"\includegraphics{x.png}", "stand outside of the formula"),
    (r"\lamda", r"did you mean \lambda?"),
    (r"\fracc{1}{2}", r"did you mean \frac?"),
    (r"\softmax(x)", r"write \operatorname{softmax} for a name, or define it in docs/macros.toml"),
]
ONLY_INLINE = [
    (r"\begin{align} a &= b \end{align}", "put $$ before and behind it; inside a line use aligned"),
    (r"a \tag{1}", "put $$ before and behind the formula"),
]
RENDERED = [
    r"\text{größer als } \bar x",
    r"a \tag{1}",
    r"\begin{align} a &= b \tag{1} \\ c &= d \nonumber \end{align}",
    r"\begin{aligned} a \\ b \end{aligned}",
    r"\begin{cases} a \\ b \end{cases}",
    r"\argmin_x \operatorname*{argmax}_y \R \N \bm x \boldsymbol x \mathbf 1 \coloneqq \dfrac12",
    r"\substack{a \\ b} \cancel{x} \boxed{y} θ ≤ 1",
    r"\lVert x \rVert \lvert x \rvert \mathbb E \tfrac{1}{2} \mid \perp x' \% \# \mu \check x \ddot x \tilde x",
]


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    """One Node for all of them, and a store of its own."""
    with pytest.MonkeyPatch.context() as patch:
        standing(patch)(kept=tmp_path_factory.mktemp("katex"))
        opened = Renderer()
        yield opened
        opened.close()


def refusal(renderer: Renderer, tex: str, display: bool) -> str:
    with pytest.raises(BadFormulaError) as error:
        renderer.render(tex, display)
    assert 0 <= error.value.position <= len(tex)
    return str(error.value)


@pytest.mark.parametrize(("tex", "mend"), REFUSED)
def test_a_refusal_says_what_to_write_instead(renderer, tex, mend):
    assert mend in refusal(renderer, tex, DISPLAY)


@pytest.mark.parametrize(("tex", "mend"), ONLY_INLINE)
def test_what_needs_a_line_of_its_own_says_so(renderer, tex, mend):
    assert refusal(renderer, tex, INLINE).endswith(mend)
    renderer.render(tex, DISPLAY)


@pytest.mark.parametrize("tex", RENDERED)
def test_what_the_messages_recommend_is_rendered(renderer, tex):
    assert "</math><" in renderer.render(tex, DISPLAY)


def test_each_row_of_the_table_is_tried(renderer):
    said = [refusal(renderer, tex, DISPLAY) for tex, _ in REFUSED] + [
        refusal(renderer, tex, INLINE) for tex, _ in ONLY_INLINE
    ]
    assert [mend for _, mend in MENDS if not any(message.endswith(mend) for message in said)] == []


def test_a_message_tells_no_names_of_settings(renderer):
    message = refusal(renderer, r"\v{x}", INLINE)
    assert message == r"LaTeX's accent \v works only in text mode; write \check x"


def test_a_message_without_a_row_stays_as_it_is():
    assert with_mend("Something new") == "Something new"

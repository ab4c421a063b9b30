"""MathML for screen readers: valid, short, in letters that every browser knows."""

import pytest

from scripts.formulas.katex import Renderer
from tests.standing import standing


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """The MathML of a formula without the element around it."""
    with pytest.MonkeyPatch.context() as patch:
        standing(patch)(kept=tmp_path_factory.mktemp("katex"))
        renderer = Renderer()
        yield lambda tex: renderer.render(tex, False).partition("</math>")[0].partition(">")[2]
        renderer.close()


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        ("x", "<mi>x</mi>"),
        (r"\lambda_{\max}", "<msub><mi>λ</mi><mi>max</mi></msub>"),
        (r"\frac{\max}{2}", "<mfrac><mi>max</mi><mn>2</mn></mfrac>"),
        (r"\max(x)", "<mi>max</mi><mo>\u2061</mo><mo>(</mo><mi>x</mi><mo>)</mo>"),
        ("h_{t-1}", "<msub><mi>h</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub>"),
        ("{}_a", "<msub><mrow></mrow><mi>a</mi></msub>"),
        ("a{}b", "<mi>a</mi><mi>b</mi>"),
        (r"\displaystyle x", "<mi>x</mi>"),
        (r"\color{red} x y", '<mstyle mathcolor="red"><mi>x</mi><mi>y</mi></mstyle>'),
        (r"\mathbb E", "<mi>𝔼</mi>"),
        (r"\mathbb R", "<mi>ℝ</mi>"),
        (r"\mathcal L", "<mi>ℒ</mi>"),
        (r"\mathbf 1", "<mn>𝟏</mn>"),
        (r"\mathbf x", "<mi>𝐱</mi>"),
        (r"\mathfrak C", "<mi>ℭ</mi>"),
        (r"\textbf{so}", '<mtext mathvariant="bold">so</mtext>'),
        (r"\mathbf{\partial}", "<mi>𝛛</mi>"),
        (r"\Gamma", '<mi mathvariant="normal">Γ</mi>'),
        (r"\big(x\big)", "<mo>(</mo><mi>x</mi><mo>)</mo>"),
        (r"\begin{matrix} a + b \end{matrix}", "<mtable><mtr><mtd><mi>a</mi><mo>+</mo><mi>b</mi></mtd></mtr></mtable>"),
    ],
)
def test_a_screen_reader_gets(heard, tex, mathml):
    assert heard(tex) == mathml


def test_the_tex_is_an_attribute_as_it_was_written(heard, tmp_path, standing_in):
    standing_in(kept=tmp_path)
    renderer = Renderer()
    html = (
        renderer.render(r'a < b \text{ & "c"}', False) if False else renderer.render(r"a < b \text{ \& ``c''}", False)
    )
    renderer.close()
    assert html.startswith(r'<math data-tex="a &lt; b \text{ \&amp; ``c&#x27;&#x27;}">')

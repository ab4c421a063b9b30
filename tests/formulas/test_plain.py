"""A formula in one line, as somebody would type it who has all the letters."""

import pytest

from scripts.formulas.plain import in_signs, plain


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{\partial L}{\partial \theta} = \sum_{t=1}^{3} \delta_t", "∂L/∂θ = Σ_(t = 1)³ δₜ"),
        (r"\frac{a + b}2", "(a + b)/2"),
        (r"h_{t-1}", "hₜ₋₁"),
        (r"x^2, x^{n}, x_{ij}, x_d, x^{-z}", "x², xⁿ, xᵢⱼ, x_d, x^(−z)"),
        (r"\sqrt{2\pi} \le \sqrt{a + b}", "√2π ≤ √(a + b)"),
        (r"\begin{pmatrix} 1 & 0 \\ 0 & -1 \end{pmatrix}", "(1 0; 0 −1)"),
        (r"\begin{cases} -t & \text{for}\: ty < 0 \\0 & \text{else} \end{cases}", "−t for ty < 0; 0 else"),
        (r"\lVert W \rVert_{\mathrm{Mix}} := \tanh^2\left(\hat x \right)", "‖W‖_Mix := tanh²(x̂)"),
        (r"\mathbb R^d, \mathbb Q, w^\top, g'_\theta", "ℝ^d, Q, wᵀ, g'_θ"),
        (r"\def\arraystretch{2}\mathrm d h", "dh"),
        (r"a \wedge b, \perp", "a ∧ b, ⊥"),
        (r"\unheard{x} \{y\}", "unheardx {y}"),
        (r"x^", "x"),
        (r"a} ", "a"),
    ],
)
def test_a_formula_as_text(tex, text):
    assert plain(tex) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("h_t in place of h_{t-1}", "hₜ in place of hₜ₋₁"),
        ("turned over: lambda_2 / lambda_1", "turned over: λ₂/λ₁"),
        ("s instead of s^2 is added", "s instead of s² is added"),
        ("the sum in place of the mean", "the sum in place of the mean"),
    ],
)
def test_plain_maths_of_a_sentence_is_shown_in_signs(text, shown):
    assert in_signs(text) == shown

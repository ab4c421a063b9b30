"""Plain maths of docstrings, set as TeX; English and code stay as they are."""

import pytest

from scripts.formulas.katex import Renderer
from scripts.formulas.typeset import typeset
from scripts.model.entries import Answer, Claim
from scripts.model.evidence import read_all


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("L, the loss, at y = h_n", "$L$, the loss, at $y = h_{n}$"),
        ("dL/dtheta: a sum of products", r"$\mathrm dL/\mathrm d\theta$: a sum of products"),
        ("d/dy of it; half the sum", r"$\mathrm d/\mathrm dy$ of it; half the sum"),
        ("delta_{t-1} = delta_t g'_h(t)", r"$\delta_{t-1} = \delta_{t} g'_{h}(t)$"),
        ("1/N sum_i |x_i|^2 <= 1/2N sum z_i^2", r"$1/N \sum_{i} |x_{i}|^{2} \le 1/2N \sum z_{i}^{2}$"),
        ("H^{-1} E[x t] and E|x|^2", r"$H^{-1} \mathbb E[x t]$ and $\mathbb E|x|^{2}$"),
        ("X^T X, of shape 2 x 2", r"$X^{\top} X$, of shape $2 \times 2$"),
        ("w* and lambda_+", "$w^{*}$ and $\\lambda_{+}$"),
        ("m +- sqrt(m^2 - p)", r"$m \pm \sqrt{m^{2} - p}$"),
        ("|W|_Mix of lambda_max, lambda_theta", r"$|W|_{\mathrm{Mix}}$ of $\lambda_{\max}$, $\lambda_{\theta}$"),
        ("(2k)!/(2^k k!) in e^(u^2/2)", "$(2k)!/(2^{k} k!)$ in $e^{u^{2}/2}$"),
        ("max(a, b) = b + ReLU(a - b)", r"$\max(a, b) = b + \operatorname{ReLU}(a - b)$"),
        ("x1 < 0, w.x_i - t_i", "$x_{1} < 0$, $w\\cdot x_{i} - t_{i}$"),
        ("s^2 I is added, not A", "$s^{2} I$ is added, not A"),
        ("a maximum, I think: do the sign first", "a maximum, I think: do the sign first"),
        ("theta-derivatives, well-known", r"$\theta$-derivatives, well-known"),
        ("makes kappa 1, not log 2", r"makes $\kappa$ 1, not $\log 2$"),
        ("delta_t x_t (w) or (y t < 0)", r"$\delta_{t} x_{t}$ (w) or $(y t < 0)$"),
        ("x is larger - by 1/4 or +1", "$x$ is larger - by $1/4$ or $+1$"),
        ("torch.autograd.grad, loss_fn(out), Weyl's", "torch.autograd.grad, loss_fn(out), Weyl's"),
        ("|sum of w, and |.|_2", "|sum of $w$, and |.|_2"),
        ("S // 2 - 8 of S * S", r"$S \mathbin{/\!/} 2 - 8$ of $S \cdot S$"),
        ("a word) and (one more", "a word) and (one more"),
        ("has $x_1$ and x_2", "has $x_1$ and x_2"),
    ],
)
def test_plain_maths_becomes_formulas(plain, tex):
    assert typeset(plain) == tex


def test_every_fact_and_mistake_is_tex_that_katex_reads():
    computed = [entry for exercise in read_all().values() for entry in exercise.of((Answer, Claim))]
    texts = {
        text for entry in computed for text in (entry.fact, *(slip.mistake for slip in getattr(entry, "slips", ())))
    }
    formulas = {formula for text in texts for formula in typeset(text).split("$")[1::2]}
    renderer = Renderer()
    try:
        for formula in sorted(formulas):
            renderer.render(formula, display=False)
    finally:
        renderer.close()
    assert len(formulas) > 200

"""Forms that this site shows as they were typed, and what to write instead."""

import pytest

from scripts.checking.not_rendered import FORMS, check_not_rendered
from scripts.model.paths import here
from scripts.model.source import Page
from tests.tiny_exercise import PAGE


def said(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in check_not_rendered(Page(here().docs / "page.md", text))]


WRONG = [
    (r"with \(x^2\) in it", "write $...$"),
    ("\\[\nz^2\n\\]", "$$...$$ for one on a line"),
    (r"with \\(y^2\\) in it", "write $...$"),
    ("\\begin{align}\na &= b \\\\\nc\n\\end{align}", "write $$ before it and $$ behind"),
    (r"\begin{equation*} x \end{equation*}", "write $$ before it"),
    (r"\begin {gather} x", "write $$ before it"),
    (r"the rate \eta is small", "TeX outside of a formula"),
    ("the weight W_{ij} is 2", "TeX outside of a formula"),
    ("about 2 · 10^{-3} of it", "TeX outside of a formula"),
    ("!!! note\n    x", 'write <details markdown="1">'),
    ("??? tip\n    x", 'write <details markdown="1">'),
    ("???+ tip\n    x", 'write <details markdown="1">'),
    ("::: note\nx\n:::", "begin the paragraph with a **bold** word"),
    ("> [!NOTE]\n> x", "begin the paragraph with a **bold** word"),
    ("as he says.[^1]\n\ntext\n", "in brackets"),
    ("[^note]: a source", "in brackets"),
    ("*[RNN]: recurrent", "write it out where it stands first"),
    ("it is ~~gone~~", "say in words what does not hold"),
    ("it is ==marked==", "write **bold**"),
    ("drink H~2~O", "write a formula, $H_2O$"),
    ("take x^2^", "write a formula, $x^2$"),
    ("take x^2", "write a formula, $x^2$"),
    ("- [ ] to do", "write a plain list"),
    ("1. [x] done", "write a plain list"),
    ("that is :smile: nice", "write the sign itself, or a word"),
    ("see https://example.org/1234.56789 there", "write <https://...>"),
    ("see www.example.org there", "write <https://...>"),
    ("ask somebody@example.org there", "write <name@example.org>"),
    ("see [[notation]] there", "write [its name](page.md)"),
    ("Term\n: what it means", "write a list whose items"),
    ("one line \\\\\nand another", "end the line with two blanks"),
    ("-one\n-two", "makes no list yet"),
    ("1.one", "makes no list yet"),
    ("see (https://example.org/1) there", "write <https://...>"),
    ("• one\n• two", "begin each line with - and a blank"),
    ("-\u00a0one", "U+00A0"),
    ("\u00a0- one", "U+00A0"),
    ("(a) one\n(b) two", "runs into the line below"),
    ("a) one\nb) two", "runs into the line below"),
    ("#Heading", "write a blank behind it"),
    ("an &nosuch; entity", "there is no entity &nosuch;"),
    ("the code `a &lt; b`", "write the sign itself"),
    ("the code `print(“a”)`", "as the keyboard has them"),
    ("```mermaid\ngraph\n```", "draw it with @figure"),
    ("~~~ {.mermaid}\ngraph\n~~~", "draw it with @figure"),
]


@pytest.mark.parametrize(("text", "mend"), WRONG)
def test_a_form_that_stands_as_it_was_typed_is_named_with_its_mend(text, mend):
    lines = [line for line, message in said(f"a\n\n{text}\n") if mend in message]
    assert min(lines) == 3 + text.startswith("Term")


def test_every_form_is_tried():
    assert {what for _, what in FORMS} == {
        what for _, what in FORMS for text, _ in WRONG if any(what in message for _, message in said(text))
    }


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        r"$\alpha_{i}^{2}$, $$\begin{aligned} a \\ b \end{aligned}$$, `\(x\)`, `:a:`, `[^1]`, `~~~`, `W_{ij}`",
        "```text\n!!! note\n- [ ] x\n[^1]: y, x^2, https://example.org “a” &lt;\n```",
        "<https://example.org>, [https://example.org](https://example.org), <a@b.de>, [a](https://b.de/c_{d})",
        "[a](https://b.de 'title') and [b]\n\n[b]: https://b.de\n\n-5 and *a* and 3.5",
        "a: b: c, 12:30:45, a::b, rnn.gradient, ~5 and ~6, a == b, a ~ b, 5 ^ 3, #5, # 5, C:\\x, [x] and [ ]",
        "- [x](y)\n- [ ](y)\n\n> [a] b\n\nWhat!!! And ??? so.\n\n&nbsp;&minus;&#36; AT&T\n\n`a & b`",
        "a line  \nbroken\\\ntwice. “Quoted” words.",
        "- (a) one\n- (b) two\n\n(a) is, and\n\n(b) is too · here – there",
        "![of s^2 and W_{ij}](../generated/a.svg)",
        r"a \[literal bracket",
    ],
)
def test_a_form_that_is_shown_rightly_is_no_fault(text):
    assert said(text) == []


def test_a_line_has_one_fault_of_the_forms():
    assert len(said(r"with \(x^{2}\) and \(\alpha\)")) == 1

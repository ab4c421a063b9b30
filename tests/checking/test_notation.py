"""The notation page explains each symbol of each exercise, and says nothing of symbols that are not there."""

import pytest

from scripts.checking.check_notation import check_notation
from scripts.checking.symbols import by_first_word, name_of, spelt, unnamed, words
from scripts.model.paths import here
from scripts.model.source import Page

TABLE = r"""
| Symbol | Meaning | Exercise |
| --- | --- | --- |
| $w$, $\tilde w$ | weights | [4](exercises/rnn.md) |
| $h$, $h_t$ | state | [4](exercises/rnn.md) |
| $t$ | step | [4](exercises/rnn.md) |
"""
TEXT = r"""
The states $h_{t-1}$ and $h_3$.

$$\tilde w = \max(w, 0)$$
"""


def found(table=TABLE, text=TEXT):
    pages = [Page(here().docs / "notation.md", table), Page(here().exercises / "rnn.md", text)]
    return [str(fault) for fault in check_notation(pages)]


def test_what_is_explained_and_used_is_no_fault():
    assert found() == []


@pytest.mark.parametrize(
    ("wrong", "symbol"),
    [
        (r"$\kappa = 3$", r"\kappa"),
        (r"$\hat w$", r"\hat w"),
        (r"$\delta_t$", r"\delta"),
        (r"$\mathbf 1_{\{w > 0\}}$", r"\mathbf 1"),
        (r"$\operatorname{tr} w$", r"\operatorname{tr}"),
        (r"$$\begin{aligned} w &= \sigma h \\ w &= 1 \end{aligned}$$", r"\sigma"),
        (r"$\mathrm dw$", r"\mathrm d"),
        ("$w_i$", "i"),
        (r"$\mathbb{E} w$", r"\mathbb E"),
    ],
)
def test_a_symbol_without_a_row_is_named_with_its_line(wrong, symbol):
    (fault,) = found(text=f"{TEXT}\n{wrong}\n")
    assert fault.startswith(f"docs/exercises/rnn.md:6: the symbol ${symbol}$ has no meaning on the notation page")
    assert "docs/notation.md" in fault


def test_a_symbol_in_the_second_line_of_a_formula_is_found_there():
    (fault,) = found(text=f"{TEXT}\n$$w =\n\\kappa$$\n")
    assert fault.startswith("docs/exercises/rnn.md:7:")


def test_a_fence_of_maths_holds_the_symbols_of_its_formula_alone():
    (fault,) = found(text=f"{TEXT}\n```math\nw =\n\\kappa\n```\n")
    assert fault.startswith(r"docs/exercises/rnn.md:8: the symbol $\kappa$")


def test_a_meaning_on_another_page_does_not_explain():
    other = Page(here().exercises / "optimization.md", "Here $w$ means something.")
    pages = [Page(here().docs / "notation.md", TABLE), Page(here().exercises / "rnn.md", TEXT), other]
    assert [fault.file for fault in check_notation(pages)] == ["docs/exercises/optimization.md"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (r"| $\rho$ | length | [4](exercises/rnn.md) |", r"$\rho$ stands in no formula of rnn.md"),
        (r"| $\tilde h$ | state | [4](exercises/rnn.md) |", r"$\tilde h$ stands in no formula of rnn.md"),
        ("| $w$ | weights | everywhere |", "$w$ says for no exercise what it means"),
        ("| $w$ | weights | [6](exercises/gan.md) |", "there is no exercise gan; link to one of rnn"),
    ],
)
def test_a_row_that_is_not_true_is_a_fault_of_the_notation_page(row, told):
    (fault,) = found(table=f"{TABLE}{row}\n")
    assert fault.startswith(f"docs/notation.md:7: {told}")


def test_a_project_without_a_notation_page_has_nothing_to_hold_against():
    assert list(check_notation([Page(here().exercises / "rnn.md", TEXT)])) == []


@pytest.mark.parametrize(
    ("tex", "texts"),
    [
        (r"\tilde{w} = \big(h_{3}\big)", [r"\tilde w", "=", "(", "h", "_", "3", ")"]),
        (r"\mathrm dL / \mathrm d\theta", [r"\mathrm d", "L", "/", r"\mathrm d", r"\theta"]),
        (r"\operatorname{ReLU}\left(x\right)", [r"\operatorname{ReLU}", "(", "x", ")"]),
        (r"1 \text{ for some } a", ["1", "a"]),
        (r"\tilde", [r"\tilde "]),
    ],
)
def test_words_have_one_spelling(tex, texts):
    assert [word.text for word in words(tex)] == texts


def test_an_index_that_counts_stands_for_every_index():
    assert name_of("h_t") == ["h", "_"]
    assert spelt(name_of("h_t")) in spelt(word.text for word in words("h_{n-1}"))
    assert spelt(name_of("h_t")) not in spelt(word.text for word in words("h"))
    assert name_of(r"\lVert W \rVert_F")[-1] == "F"


def test_the_longest_name_explains():
    names = by_first_word([["L"], name_of(r"\delta L / \delta y"), ["y"]])
    assert [word.text for word in unnamed(r"\delta L / \delta y + \delta", names)] == [r"\delta"]


def test_a_symbol_without_a_row_is_told_once():
    assert len(found(text=TEXT + "\n$\\kappa$ and $\\kappa$")) == 1

"""No result is typed by hand."""

import pytest

from scripts.checking import hand_typed
from scripts.checking.hand_typed import (
    check_hand_typed,
    find_uncovered,
    read_exceptions,
    unused_exceptions,
)
from scripts.checking.typed_numbers import Typed, find_results
from scripts.model.paths import here
from scripts.model.source import Page
from snippets.answers import STANDARD_ERRORS, WIDEST, WITHIN
from snippets.values import SMALL


def page(text: str) -> Page:
    return Page(here().docs / "exercises" / "rnn.md", text)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_uncovered(page(text), [])]


def results(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_results(page(text))]


@pytest.mark.parametrize(("typed", "mend"), [("0,5", "0.5"), ("12,25", "12.25"), ("0,125", "0.125")])
def test_a_decimal_comma_is_named_with_its_mend(typed, mend):
    text = page(f"about {typed} metres")
    ((fault,), _) = check_hand_typed(text, find_uncovered(text, []), [])
    assert fault.message == f"{typed} is typed by hand; mark it with <!--= path -->, with a point: {mend}"


def test_a_bare_address_and_the_numbers_of_a_list_are_no_results():
    assert found("see https://example.org/1234.56789 and www.a.org/3") == []
    assert found("text\n\n1) a\n2) b\n\nmore:\n1. a\n2. b\n\n- x\n  1. y\n  2. z\n") == []
    assert found(r"$$x \tag{1}$$ and $$y \tag{2a}$$") == []
    assert found(r"$$x \tag{17.5}$$") == ["17.5"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("about 3.5 metres", ["3.5"]),
        ("it takes 0.25.", ["0.25"]),
        ("$0.5x$ and $2\\cdot0.5$", ["0.5", "0.5"]),
        ("$0.5\\alpha$", ["0.5"]),
        ("$x = 3$", ["3"]),
        ("$x=-3$", ["3"]),
        ("$x = −3$", ["3"]),
        ("$x ≈ 3$", ["3"]),
        (r"$x \approx 3$", ["3"]),
        (r"$x = \frac{1}{2}$", ["1"]),
        (r"$x = \left( 1, y \right)$", ["1"]),
        (r"$M = \begin{pmatrix} 1 & x \end{pmatrix}$", ["1"]),
        (r"$x =\; {5}$", ["5"]),
        (r"$x &= 5$", ["5"]),
        (r"$x = \sqrt{2}$", ["2"]),
        ("The answer is 5", ["5"]),
        ("The answer is **5**", ["5"]),
        ("The answer is\n$5$", ["5"]),
        ("= 1 = 2.5", ["1", "2.5"]),
    ],
)
def test_decimals_and_numbers_after_an_equals_sign_are_results(text, numbers):
    assert results(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The gradient equals 17.", ["17"]),
        ("It comes to **17**, at last", ["17"]),
        ("| loss | 17 |\n", ["17"]),
        ("## The 17 steps { #steps-17 }", ["17"]),
        ("after 1,000 or 10^4 or 2/3 of them", ["1,000", "10", "4", "2/3"]),
        ("17% and 17 % and 5 per cent", ["17", "17", "5"]),
        ("the 17th step, 3x as long, 1e-3", ["17th", "3x", "1e-3"]),
        ("x² and ½ and ① and &frac12; and &#49;", ["²", "½", "①", "&frac12;", "&#49;"]),
        ("The area is $17$.", ["17"]),
        ("so $(1, 2)$ and $\\frac{1}{2}$ and $16 \\times 16$", ["(1, 2)", r"\frac{1}{2}", r"16 \times 16"]),
        ("$$\n\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}\n$$", [r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"]),
        ("$17\\,\\%$ and $2^{10}$ and $\\sqrt2$", [r"17\,\%", "2^{10}", r"\sqrt2"]),
        ("$a \\text{ after 17 steps}$", ["17"]),
        ("`17` and `8:24` and `[1, 2]` and `8 channels`", ["17", "8:24", "[1, 2]", "8 channels"]),
        ("thirteen, twenty-four, a hundred, dozens", ["thirteen", "twenty-four", "hundred", "dozens"]),
        ("a millionth, a thousandfold, fifty percent", ["millionth", "thousandfold", "fifty"]),
        ("five per cent of it", ["five per cent"]),
        ("the bound equals nine, the sum comes to *three*", ["nine", "three"]),
        ("It gives two. It takes about four of them. It makes half.", ["two", "four", "half"]),
        ("The pieces are four.", ["four"]),
        ("There are **seven** of them, and __two__", ["seven", "two"]),
        ("It is equal to minus three, it turns out to be four, and leads to *two*", ["three", "four", "two"]),
        (
            "$\\mathbf{17}$ and $\\boxed{17}$ and $17 \\text{ steps}$",
            [r"\mathbf{17}", r"\boxed{17}", r"17 \text{ steps}"],
        ),
        ("roughly four, by a factor of three", ["four", "three"]),
        (
            "$(3, 4)^\\top$ and $\\pi/2$ and $e^{17}$ and $\\lVert 17 \\rVert$",
            [r"(3, 4)^\top", r"\pi/2", "e^{17}", r"\lVert 17 \rVert"],
        ),
        ("$> 17$ and $\\le 17$ and $1 < 2 < 3$", ["17", "17", "1", "2", "3"]),
        ("$$\n\\displaystyle 17\n$$", [r"\displaystyle 17"]),
        ("<input value=17>", ["17"]),
        ('<ol start="17">', ["17"]),
        ("`MaxPool17d` and `float17`", ["MaxPool17d", "float17"]),
        ("| pieces | four |\n", ["four"]),
        ('<abbr title="17 steps">it</abbr>', ["17"]),
        ('<img src="x.png" alt="slope 17" width="17">', ["17"]),
        ("<div aria-label='17'><b>18</b></div>", ["17", "18"]),
        ("[it](a.md){ title='17' .c17 }", ["17"]),
        ('[it](a.md "17 steps")', ["17"]),
        ("![slope 17](../assets/slope.png)", ["17"]),
        ('```python title="17 steps"\n```\n', ["17"]),
        (
            "---\ntitle: The 17 steps\nexercise: 4\nminutes: 20\nparts:\n  a: {title: 3 of it, points: 4}\n---\n",
            ["17", "3"],
        ),
        ("---\nminutes: 20\nlength: 30\n---\n", ["30"]),
    ],
)
def test_every_number_that_is_read_is_found(text, numbers):
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Exercise 4, exercise 3B, [exercise 4](a.md), exercises 2, 3 and 4, Exercise 4 (d), exercises 9, 10 and 12B",
        "Hint 1, then Hint 2. Reading 4 of question 3 in step 2. R1 to R5, `h0`, float32, ResNet-50",
        "Python 3.11.5 with torch 2.13 and [CC BY 2.0](https://example.org/2.0), JSON Schema (draft 2020-12)",
        "Pascanu, Mikolov and Bengio (2013) and Kingma et al. (2014) and (Vaswani, 2017)",
        "so[^1]",
        "the 0/1 loss and the logarithm to base 2",
        "1. one\n2. two\n\n    more\n\n3. three\n",
        "four points and three steps, two of twelve, the third row, one half",
        "$0$ and $1$, $-1$, $+1$, $\\pm1$, $\\pm 1$, $\\mathbf 1$",
        "The Hessian gives two-dimensional ellipses",
        "$x_1$, $z^2$, $\\frac12 z$, $2d$, $\\frac12(\\cdot)^2$, $h_{t-1}$",
        "<!-- = 3.5 -->",
        '<img width="3.5" rows=3>',
        "[a](x=3.5)",
        "{ #a .b3.5 }",
        '```python hl_lines="4 5"\nx = 3.5\n```\n',
        "",
    ],
)
def test_what_names_something_or_belongs_to_a_formula_is_no_result(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The gradient is\n17. Then", ["17"]),
        ("1. one\n2. two\n17. not three\n", ["17"]),
        ("step 17, hint 33, part 12", ["17", "33", "12"]),
        ("about 2013 of them, (2013)", ["2013", "2013"]),
        ("by exercise, 17", ["17"]),
    ],
)
def test_what_only_looks_like_a_name_is_found(text, numbers):
    assert found(text) == numbers


def test_code_in_a_sentence_is_a_piece_of_what_is_run():
    assert found("`def gradient(task)`, `h_0`, `np.zeros(3)`") == ["np.zeros(3)"]
    text = "`X.mean(dim=1, keepdim=True)`, `dim=1`, `dim=7`, `im=1`"
    assert found(text) == ["X.mean(dim=1, keepdim=True)", "dim=1", "dim=7", "im=1"]
    shown = Page(here().docs / "exercises" / "autoencoder.md", text)
    assert [text[start:end] for start, end, _ in find_uncovered(shown, [])] == ["dim=7", "im=1"]


def test_what_a_marker_covers_is_computed():
    text = "it is 3.5 here"
    assert list(find_uncovered(page(text), [(6, 9)])) == []
    assert [typed[:2] for typed in find_uncovered(page(text), [(6, 8)])] == [(6, 9)]


def test_a_fault_says_how_to_mend_it():
    faults, used = check_hand_typed(page("one\nit is 3"), [Typed(10, 11)], [])
    assert str(faults[0]) == "docs/exercises/rnn.md:2: 3 is typed by hand; mark it with <!--= path -->"
    assert used == set()


def test_an_exception_excuses_its_stretch_of_its_page_only():
    exceptions = [{"text": "it is 3", "page": "other"}, {"text": "it is 3"}, {"text": "is 4", "page": "rnn"}]
    shown = page("it is 3, that is 3, is 4")
    faults, used = check_hand_typed(shown, find_uncovered(shown, []), exceptions)
    assert [fault.message[:1] for fault in faults] == ["3"]
    assert used == {1, 2}


def test_an_exception_that_no_page_needs_is_a_fault(monkeypatch, tmp_path):
    file = tmp_path / "hand_typed.toml"
    file.write_text('[[exception]]\ntext = "it is 3"\nreason = "r"\n[[exception]]\n"text" = "is 4"\n', encoding="utf-8")
    monkeypatch.setattr(hand_typed, "EXCEPTIONS", file)
    exceptions = read_exceptions()
    assert [item["text"] for item in exceptions] == ["it is 3", "is 4"]
    faults = unused_exceptions(exceptions, {0})
    assert str(faults[0]) == f"{file}: no page needs the exception 'is 4'; remove it"
    assert unused_exceptions(exceptions, set())[0].line == 2
    assert unused_exceptions(exceptions, {0, 1}) == []


def test_every_exception_has_a_reason():
    assert [item for item in read_exceptions() if len(item.get("reason", "")) < 10] == []


@pytest.mark.parametrize(
    ("page", "sentence", "constant", "value"),
    [
        ("how-it-is-checked", "a relative tolerance of one in a billion", WITHIN, 1e-9),
        ("how-it-is-checked", "has to come within four of its\nstandard errors", STANDARD_ERRORS, 4),
        ("how-it-is-checked", "A tolerance above a hundredth states its reason", WIDEST, 1e-2),
        ("answers-json", "four of these are allowed", STANDARD_ERRORS, 4),
        ("answers-json", "below a thousandth of the largest", SMALL, 1e-3),
        ("answers-json", "more than a hundredth away says why", WIDEST, 1e-2),
    ],
)
def test_the_tolerances_that_prose_names_are_those_of_the_code(page, sentence, constant, value):
    assert sentence in (here().docs / f"{page}.md").read_text(encoding="utf-8")
    assert constant == value

"""Which literal a marker binds, and what should stand there."""

from types import SimpleNamespace

import pytest

from scripts.checking.check_markers import check_markers
from scripts.model.binding import bind
from scripts.model.literals import UnreadableError
from scripts.model.markers import literal_span
from tests import told
from tests.checking.made_up import EX, MISTAKES, faults, only, page


@pytest.mark.parametrize(
    "text",
    [
        "17<!--= ex.n -->",
        "17<!--=ex.n-->",
        "17<!-- = ex.n -->",
        "17<!--=\nex.n\n-->",
        "**17**<!--= ex.n -->",
        "*17*<!--= ex.n -->",
        "`17`<!--= ex.n -->",
        "``17``<!--= ex.n -->",
        "`It fails. Twice.`<!--= ex.says -->",
        "| a | It fails. Twice.<!--= ex.says --> |",
        "_17_<!--= ex.n -->",
        "**`17`**<!--= ex.n -->",
        "$17$<!--= ex.n -->",
        "**$17$**<!--= ex.n -->",
        "$x = 3 = 17$<!--= ex.n -->",
        r"$x \approx 17.$<!--= ex.n -->",
        r"$f_{a=b} = 17\,,$<!--= ex.n -->",
        "$x ≈ 17$<!--= ex.n -->",
        "$$\nx = 17\n$$<!--= ex.n -->",
        r"$$\begin{aligned} x &= 17 \end{aligned}$$ and 17<!--= ex.n -->",
        r"costs \$17<!--= ex.n -->",
        "| a | 17<!--= ex.n --> |",
        "## It is 17<!--= ex.n --> { #a }",
        "<summary>17<!--= ex.n --></summary>",
        "−3<!--= ex.m -->",
        "-3.0<!--= ex.m -->",
        "between 2 and −3<!--= ex.m -->",
        "3–17<!--= ex.n -->",
        "The number – 17<!--= ex.n -->",
        "1, 2, 17<!--= ex.n -->",
        "(17<!--= ex.n -->)",
        "seventeen: ex 4 17<!--= ex.n -->",
        "25 %<!--= ex.share -->",
        r"$p = 25\,\%$<!--= ex.share -->",
        r"$p = 25\%$<!--= ex.share -->",
        "1/3<!--= ex.third -->",
        r"$x = \frac{1}{3}$<!--= ex.third -->",
        "0.333<!--= ex.third -->",
        "∞<!--= ex.far -->",
        "it is infinite<!--= ex.far -->",
        r"$d = \infty$<!--= ex.far -->",
        "yes<!--= ex.holds -->",
        "**Yes**<!--= ex.holds -->",
        "✓<!--= ex.holds -->",
        r"$r = \sqrt{x}$<!--= ex.root -->",
        r"$\sqrt{x}$<!--= ex.root -->",
        "$v = (1, -2.5)$<!--= ex.vector -->",
        r"$\begin{pmatrix} 1 \\ −2.5 \end{pmatrix}$<!--= ex.vector -->",
        r"$\mathbf{M} = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$<!--= ex.matrix -->",
        "| the first one<!--= ex.table[0].name --> |",
        "so **the first one**<!--= ex.table[0].name -->",
        "2.5<!--= ex.task.theta -->",
        "0.1<!--= ex.task@tanh.theta -->",
        "a task<!--= ex.task.name -->",
        "5<!--= ex.n@tanh -->",
        f"{MISTAKES}6<!--= ex.n_wrong@tanh -->",
        "17<!--= ex.n --> or 0.5<!--= ex.half -->",
        "$17 = 0.5$<!--= ex.n; ex.half -->",
        r"$x = 17 \approx 0.5$<!--= ex.n; ex.half -->",
        "1000<!--= ex.big -->",
        "<details>\n\n17<!--= ex.n -->\n\n</details>",
        "17<!--= ex.n -->\r\n0.5<!--= ex.half -->",
    ],
)
def test_a_marker_binds_the_literal_before_it(text):
    assert faults(text) == []
    assert check_markers(page(text), {"ex": EX}).rewrites == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("?<!--= ex.third -->", "1/3"),
        ("?<!--= ex.far -->", "∞"),
        ("?<!--= ex.n -->", "17"),
        ("?<!--= ex.half -->", "0.5"),
        ("?<!--= ex.holds -->", "yes"),
        ("?<!--= ex.says -->", "It fails. Twice."),
        ("$?$<!--= ex.third -->", r"\frac{1}{3}"),
        ("$?$<!--= ex.vector -->", "(1, -2.5)"),
        ("`?`<!--= ex.vector -->", "(1, -2.5)"),
    ],
)
def test_what_fix_first_writes_is_read_without_a_fault(text, right):
    report = check_markers(page(text), {"ex": EX})
    ((start, end, written),) = report.rewrites
    assert written == right
    assert faults(text[:start] + written + text[end:]) == []


@pytest.mark.parametrize(
    "text", ["?<!--= ex.vector -->", "?<!--= ex.matrix -->", "?<!--= ex.root -->", "17<!--= ex.vector -->"]
)
def test_what_running_text_cannot_hold_is_a_fault_and_never_written(text):
    assert len(faults(text)) == 1
    assert check_markers(page(text), {"ex": EX}).rewrites == []


def test_a_long_literal_is_shown_in_part():
    vector = told.exercise("ex", told.answer("ex.long", list(range(10_000))))
    report = check_markers(page(f"$v = ({', '.join('1' * 5000)})$<!--= ex.long -->"), {"ex": vector})
    assert [len(fault.message) for fault in report.faults] == [len("page says , ex.long is ") + 2 * 200]


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("18<!--= ex.n -->", "18"),
        ("**18**<!--= ex.n -->", "18"),
        ("$x = 3 = 18$<!--= ex.n -->", "18"),
        (r"$x = \{18\}$<!--= ex.n -->", r"\{18\}"),
        (r"$\begin{aligned} x &= 17 \end{aligned}$<!--= ex.n -->", r"\begin{aligned} x &= 17 \end{aligned}"),
        ("in 3–18<!--= ex.n -->", "18"),
        ("a – 18<!--= ex.n -->", "18"),
        ("-18<!--= ex.n -->", "-18"),
        ("no<!--= ex.holds -->", "no"),
        ("?<!--= ex.n -->", "?"),
        ("| the second one<!--= ex.table[0].name --> |", "the second one"),
        ('says "the second"<!--= ex.table[0].name -->', ""),
        ("says **the second**<!--= ex.table[0].name -->", "the second"),
        ("the whole line<!--= ex.table[0].name -->", "the whole line"),
    ],
)
def test_the_literal_ends_where_its_notation_ends(text, literal):
    marker = only(text)
    start, end = literal_span(page(text), marker, EX.value(marker.path))
    assert text[start:end] == literal
    assert len(faults(text)) == 1


@pytest.mark.parametrize(
    "text", ["6<!--= ex.n_wrong@tanh -->", f"{MISTAKES}a\n\n</details>\n\n6<!--= ex.n_wrong@tanh -->"]
)
def test_a_mistake_stands_among_the_mistakes_only(text):
    assert faults(text) == [
        'ex.n_wrong@tanh is a mistake, which can only be shown in <details class="mistakes">',
    ]


def test_what_is_right_here_is_no_mistake():
    both = [
        told.answer(f"ex.n{at}", 5, slips=[told.slip(f"ex.n_same{at}", 5, differs=differs)])
        for at, differs in (("", True), ("@tanh", False))
    ]
    text = page(f"{MISTAKES}5<!--= ex.n_same@tanh -->")
    (fault,) = check_markers(text, {"ex": told.exercise("ex", *both)}).faults
    assert fault.message.startswith("ex.n_same@tanh is the same as the answer here")
    (fault,) = check_markers(text, {"ex": told.exercise("ex", *both[1:])}).faults
    why = "is the answer on every instance: either the answer makes this mistake, or it is none: no"
    assert fault.message == f"ex.n_same@tanh {why}"


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("17<!--= ex.n -->%", "%"),
        ("17<!--= ex.n -->.5", ".5"),
        ("**17**<!--= ex.n -->000", "0"),
        ("$17$<!--= ex.n --> · 10^3", " ·"),
        ("17<!--= ex.n -->e3", "e3"),
        ("17<!--= ex.n --><sup>2</sup>", "<sup"),
        ("17<!--= ex.n --> &thinsp;000", " &thinsp;0"),
        ("-$17$<!--= ex.n -->", "-"),
        ("**−$17$**<!--= ex.n -->", "−"),
        ("&minus;$17$<!--= ex.n -->", "&minus;"),
        ("&minus;17<!--= ex.n -->", "&minus;"),
        ("minus 17<!--= ex.n -->", "minus "),
        ("±17<!--= ex.n -->", "±"),
        ("\u201117<!--= ex.n -->", "\u2011"),
        ("2 × 17<!--= ex.n -->", "× "),
        ("1$17$<!--= ex.n -->", "1"),
    ],
)
def test_what_stands_beside_a_literal_may_not_change_it(text, beside):
    (fault,) = faults(text)
    assert fault == f"ex.n: {beside!r} beside the literal makes another number of it; put it into the literal"


@pytest.mark.parametrize(
    "text",
    [
        "17<!--= ex.n -->, 3 of them",
        "17<!--= ex.n -->.",
        "17<!--= ex.n -->-fold",
        "(17<!--= ex.n -->)",
        "3 to 17<!--= ex.n --> + 2",
        "a line before: 5\n17<!--= ex.n -->\n5",
        "| 4 | 17<!--= ex.n --> | 5 |",
        "step&nbsp;17<!--= ex.n -->",
        "twenty is more than four<!--= ex.table[1].value -->",
    ],
)
def test_what_stands_apart_changes_nothing(text):
    assert faults(text) == []


def test_a_part_of_a_number_word_is_no_number():
    for words in ("two hundred", "3 million", "one and a half", "twenty four", "two-thousand"):
        assert f"stands behind {words!r}, of which one word is read" in faults(f"{words}<!--= ex.n -->")[0]
    assert "has no number before its marker" in faults("over-four<!--= ex.n -->")[0]


def test_binding_gives_the_literal_and_what_should_stand_there():
    text = "so $x = 16$<!--= ex.n -->"
    bound = bind(page(text), only(text), {"ex": EX})
    assert (bound.start, bound.end, bound.literal, bound.right, bound.value) == (8, 10, "16", "17", 17)


def test_a_side_beyond_the_equation_is_unreadable():
    text = "$1 = 2$<!--= ex.n -->"
    marker = SimpleNamespace(**{**vars(only(text)), "side": 2})
    with pytest.raises(UnreadableError, match="more paths"):
        literal_span(page(text), marker, 17)


def test_a_fence_holds_a_text_and_its_marker_stands_on_the_line_below():
    assert faults("```text\nIt fails. Twice.\n```\n<!--= ex.says -->") == []
    assert faults("~~~\nIt fails. Once.\n~~~\n<!--= ex.says -->") == [
        "page says It fails. Once., ex.says is It fails. Twice."
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("```\n17\n```\n<!--= ex.n -->", "is no text, which is all that a fence can hold"),
        ("- a\n\n  ```\n  It\n  ```\n<!--= ex.says -->", "binds an indented fence; begin it at the edge"),
        ("```text\n```\n<!--= ex.says -->", "binds an empty fence; write ? into it"),
        ("```\nIt\n```\n<!--= ex.says; ex.says -->", "is one of several paths, which only the sides of an equation"),
    ],
)
def test_a_fence_that_cannot_be_bound_says_why(text, message):
    assert message in faults(text)[-1]


def test_fix_writes_the_text_into_the_fence():
    text = "a\n\n```text\nold\nlines\n```\n<!--= ex.says -->\nb"
    ((start, end, right),) = check_markers(page(text), {"ex": EX}).rewrites
    assert text[:start] + right + text[end:] == "a\n\n```text\nIt fails. Twice.\n```\n<!--= ex.says -->\nb"

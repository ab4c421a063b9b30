"""Markers: what they say, which literal they bind, and where their paths lead."""

from types import SimpleNamespace

import pytest

from scripts.checking.binding import bind
from scripts.checking.check_markers import agreed, check_markers, is_within_tolerance
from scripts.checking.evidence import Exercise
from scripts.checking.literals import UnreadableError
from scripts.checking.markers import BadPathError, Marker, find, literal_span, parse_path, resolve
from scripts.checking.source import Page
from scripts.paths import DOCS

THIRD = {"srepr": "Rational(1, 3)", "latex": [r"\frac{1}{3}"], "text": "1/3", "number": 1 / 3}
ROOT = {"srepr": "sqrt(x)", "latex": [r"\sqrt{x}"], "text": "sqrt(x)"}
VALUES = {
    "n": 17,
    "m": -3,
    "half": 0.5,
    "flip": 0.125,
    "share": 0.25,
    "third": THIRD,
    "root": ROOT,
    "far": "inf",
    "holds": True,
    "vector": [1, -2.5],
    "matrix": [[1, 2], [3, 4]],
    "table": [{"name": "the first one", "value": 3}, {"name": "b", "value": 4}],
    "big": 1000,
}


def entry(name: str, value: object) -> dict:
    return {"id": f"ex.{name}", "name": name, "value": value, "agreed": name != "m", "slips": []}


EX = Exercise(
    {
        "slug": "ex",
        "default": "exam",
        "tasks": {"exam": {"theta": 2.5, "name": "a task"}, "tanh": {"theta": 0.1}},
        "answers": [
            *(entry(name, value) for name, value in VALUES.items()),
            {**entry("loss", 3.5), "trained": True},
            {
                **entry("n", 5),
                "id": "ex.n@tanh",
                "slips": [{"id": "ex.n_wrong@tanh", "function": "n_wrong", "value": 6}],
            },
        ],
        "figures": [{"id": "ex.draw", "name": "draw", "file": "generated/ex/draw.svg", "alt": "A line of 17."}],
        "faults": [],
    }
)


def page(text: str) -> Page:
    return Page(DOCS / "exercises" / "ex.md", text)


def faults(text: str) -> list[str]:
    return [fault.message for fault in check_markers(page(text), {"ex": EX}).faults]


def only(text: str) -> Marker:
    (marker,) = find(page(text))
    assert isinstance(marker, Marker), marker
    return marker


@pytest.mark.parametrize(
    ("text", "answer", "steps"),
    [
        ("rnn.gradient", "rnn.gradient", ()),
        ("rnn.gradient@tanh", "rnn.gradient@tanh", ()),
        ("rnn.gradient@tanh[0][12].delta", "rnn.gradient@tanh", (0, 12, "delta")),
        ("rnn.task.theta", "rnn.task", ("theta",)),
    ],
)
def test_a_path_is_slug_answer_instance_and_steps(text, answer, steps):
    path = parse_path(text)
    assert (path.answer, path.steps, path.text) == (answer, steps, text)


@pytest.mark.parametrize("text", ["", "rnn", "rnn.", ".x", "rnn gradient", "rnn.a[-1]", "rnn.a[x]", "a.b@", "a.b!"])
def test_what_is_no_path_is_none(text):
    assert parse_path(text) is None


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
        "6<!--= ex.n_wrong@tanh -->",
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
    ("text", "message"),
    [
        ("<!--= ex.n -->", "has no number before its marker"),
        ("nothing<!--= ex.n -->", "has no number before its marker"),
        ("17\n<!--= ex.n -->", "has no number before its marker"),
        ("$x = 17$ <!--= ex.n -->", "has no number before its marker"),
        ("$x = 17$<!--= ex.n --><!--= ex.n -->", "has no number before its marker"),
        ("$17$<!--= ex.half; ex.n -->", "has more paths than the equation has sides"),
        ("17<!--= ex.half; ex.n -->", "only the sides of an equation can hold"),
        ("`17`<!--= ex.half; ex.n -->", "only the sides of an equation can hold"),
        ("1,000<!--= ex.big -->", "binds '000' out of '1,000'; write a plain number"),
        ("1 000<!--= ex.big -->", "binds '000' out of '1 000'; write a plain number"),
        ("0,5<!--= ex.half -->", "binds '5' out of '0,5'; write a plain number"),
        ("1e-5<!--= ex.half -->", "binds '5' out of '1e-5'; write a plain number"),
        ("h17<!--= ex.n -->", "binds '17' out of 'h17'; write a plain number"),
        ("Is it?<!--= ex.holds -->", "binds '?' out of 't?'; write a plain number"),
        ("17<!--= ex.table -->", "say which row and column"),
        ("17<!--= ey.n -->", "no exercise ey; there is ex"),
        ("17<!--= ex.nn -->", "no answer ex.nn; there is "),
        ("17<!--= ex.n@relu -->", "no answer ex.n@relu; there is ex.n, ex.n@tanh, ex.n_wrong@tanh"),
        ("17<!--= ex.task@relu.theta -->", "ex has no instance relu; it has exam, tanh"),
        ("17<!--= ex.task.h0 -->", "ex.task has no .h0; it has theta, name"),
        ("17<!--= ex.n[0] -->", r"ex.n has no [0]; it is a single value"),
        ("17<!--= ex.root.text -->", "ex.root has no .text; it is a single value"),
        ("17<!--= ex.vector[2] -->", "ex.vector has no [2]; indices go from 0 to 1"),
        ("17<!--= ex.vector.x -->", "ex.vector has no .x; indices go from 0 to 1"),
        ("17<!--= ex.table[0].valu -->", "ex.table[0] has no .valu; it has name, value"),
        ("17<!--= ex.table[0][1] -->", "ex.table[0] has no [1]; it has name, value"),
    ],
)
def test_a_marker_that_leads_nowhere_says_why(text, message):
    found = faults(text)
    assert len([fault for fault in found if message in fault]) == 1, found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("17<!--= ex n -->", "cannot read the path 'ex n'"),
        ("17<!--= ex.n; -->", "cannot read the path ''"),
        ("17<!--=-->", "cannot read the marker '<!--=-->'"),
        ("17<!--= ex.n ~x% -->", "cannot read the marker"),
        ("$17<!--= ex.n -->$", "a marker stands inside a formula or never ends"),
        ("$$17<!--= ex.n -->$$", "a marker stands inside a formula or never ends"),
        ("17<!--= ex.n", "a marker stands inside a formula or never ends"),
    ],
)
def test_a_marker_that_cannot_be_read_is_a_fault(text, message):
    assert message in faults(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "`17<!--= ex.nothing -->`",
        "```\n17<!--= ex.nothing -->\n```\n",
        "<!-- a comment -->",
        "<!-- ledger: ex -->",
        "```\n![old](generated/ex/draw.svg)\n```\n",
        "`![old](generated/ex/nothing.svg)`",
        "![a photo](photo.png)",
        "",
    ],
)
def test_code_and_comments_hold_no_marker_and_no_figure(text):
    report = check_markers(page(text), {"ex": EX})
    assert (report.faults, report.shown, report.figures) == ([], {}, {})


def test_a_fault_shows_more_digits_than_the_literal():
    assert faults("0.4<!--= ex.half -->") == ["page says 0.4, ex.half is 0.5"]
    assert faults("2<!--= ex.half -->") == ["page says 2, ex.half is 1 (0.5)"]
    assert (
        faults("(2, 3)<!--= ex.n -->")[0] == "ex.n: has no number before its marker; write one, or ? and run `make fix`"
    )


def test_a_digit_at_a_rounding_boundary_is_a_fault_without_rewrite():
    report = check_markers(page("0.13<!--= ex.flip -->"), {"ex": EX})
    assert "0.13 stands at a rounding boundary of 0.125" in report.faults[0].message
    assert report.rewrites == []


def test_only_what_is_agreed_is_rewritten():
    assert check_markers(page("18<!--= ex.n -->"), {"ex": EX}).rewrites == [(0, 2, "17")]
    assert check_markers(page("18<!--= ex.m -->"), {"ex": EX}).rewrites == []
    assert check_markers(page("18<!--= ex.task.theta -->"), {"ex": EX}).rewrites == [(0, 2, "3")]
    assert agreed({"ex": EX}, only("7<!--= ex.n_wrong@tanh -->"))


def test_a_report_knows_what_is_shown_and_covered():
    report = check_markers(
        page("x 17<!--= ex.n --> 17<!--= ex.n --> ![A line of 17.](../generated/ex/draw.svg)"), {"ex": EX}
    )
    assert report.shown == {"ex.n": 4}
    assert report.covered[:2] == [(2, 4), (19, 21)]
    assert report.figures == {"ex.draw": 36}


def test_an_alternative_text_is_a_literal_too():
    report = check_markers(page("![Old](generated/ex/draw.svg)"), {"ex": EX})
    assert [fault.message for fault in report.faults] == ["the alternative text of ex.draw is: A line of 17."]
    assert report.rewrites == [(2, 5, "A line of 17.")]


def test_an_unknown_figure_names_those_there_are():
    assert faults("![x](../generated/ex/drew.svg)") == [
        "no figure generated/ex/drew.svg; there is generated/ex/draw.svg"
    ]
    assert "there is none" in check_markers(page("![x](generated/a/b.svg)"), {}).faults[0].message


def test_an_undrawn_figure_blames_no_page():
    undrawn = Exercise({**EX.data, "figures": [{**EX.data["figures"][0], "alt": ""}]})
    report = check_markers(page("![Old](generated/ex/draw.svg)"), {"ex": undrawn})
    assert (report.faults, report.rewrites) == ([], [])


@pytest.mark.parametrize(
    ("literal", "value", "marker", "within"),
    [
        ("17", 17.5, "~5%", True),
        ("17", 18.5, "~5%", False),
        ("-17", -17.5, "~5%", True),
        ("17", -17.5, "~5%", False),
        ("93 %", 0.94, "~ 2.5 %", True),
        (r"9.3 \cdot 10^{-5}", 9.4e-5, "~5%", True),
        ("17", 17.5, "", False),
        ("∞", 17.5, "~5%", False),
        ("a text", "a text", "~5%", False),
        ("seventeen", 17.5, "~5%", False),
    ],
)
def test_a_trained_result_may_stay_within_its_tolerance(literal, value, marker, within):
    assert is_within_tolerance(only(f"{literal}<!--= ex.n {marker} -->"), literal, value) is within


def test_within_the_tolerance_the_page_keeps_its_literal():
    assert faults("3.4<!--= ex.loss ~5% -->") == []
    assert faults("3.1<!--= ex.loss ~5% -->") == ["page says 3.1, ex.loss is 3.5"]


@pytest.mark.parametrize(
    "text", ["17<!--= ex.n ~5% -->", "6<!--= ex.n_wrong@tanh ~5% -->", "2.5<!--= ex.task.theta ~5% -->"]
)
def test_only_a_trained_answer_has_a_tolerance(text):
    path = text.split()[1]
    assert faults(text) == [f"{path} is not trained, so it has no tolerance; remove the ~"]


def test_binding_gives_the_literal_and_what_should_stand_there():
    text = "so $x = 16$<!--= ex.n -->"
    bound = bind(page(text), only(text), {"ex": EX})
    assert (bound.start, bound.end, bound.literal, bound.right, bound.value) == (8, 10, "16", "17", 17)


def test_resolving_follows_indices_and_keys():
    assert resolve([{"a": [1, 2]}], parse_path("x.y[0].a[1]")) == 2
    with pytest.raises(BadPathError):
        resolve(3, parse_path("x.y.z"))


def test_a_side_beyond_the_equation_is_unreadable():
    text = "$1 = 2$<!--= ex.n -->"
    marker = SimpleNamespace(**{**vars(only(text)), "side": 2})
    with pytest.raises(UnreadableError, match="more paths"):
        literal_span(page(text), marker, 17)


def test_evidence_knows_names_of_answers_slips_and_figures():
    assert EX.names == {*VALUES, "loss", "n_wrong", "draw"}
    assert EX.entry(parse_path("ex.task.theta")) == {}

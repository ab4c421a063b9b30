"""Markers: what they say, where their paths lead, and what is told of a page by them."""

import pytest
from msgspec.structs import replace

from scripts.checking.check_markers import agreed, check_markers
from scripts.model.markers import BadPathError, parse_path, resolve
from tests import told
from tests.checking.made_up import EX, VALUES, faults, only, page


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
    ("text", "message"),
    [
        ("<!--= ex.n -->", "has no number before its marker"),
        ("nothing<!--= ex.n -->", "has no number before its marker"),
        ("17\n<!--= ex.n -->", "has no number before its marker"),
        ("$x = 17$ <!--= ex.n -->", "has no number before its marker"),
        ("$x = 17$<!--= ex.n --><!--= ex.n -->", "has no number before its marker"),
        ("$17$<!--= ex.half; ex.n -->", "has more paths than the equation has sides"),
        ("17<!-- ex.n -->", "<!-- ex.n --> binds nothing; a marker has a =, as in <!--= slug.answer -->"),
        ("| 17<!--ex.vector[0]; ex.n@tanh ~5%--> |", "binds nothing; a marker has a ="),
        ("17<!--= ex.half; ex.n -->", "only the sides of an equation can hold"),
        ("`17`<!--= ex.half; ex.n -->", "only the sides of an equation can hold"),
        ("1,000<!--= ex.big -->", "binds '000' out of '1,000'; write a plain number"),
        ("1 000<!--= ex.big -->", "binds '000' out of '1 000'; write a plain number"),
        ("0,5<!--= ex.half -->", "binds '5' out of '0,5'; write a plain number"),
        ("1e-5<!--= ex.half -->", "binds '5' out of '1e-5'; write a plain number"),
        ("h17<!--= ex.n -->", "binds '17' out of 'h17'; write a plain number"),
        ("Is it?<!--= ex.holds -->", "binds '?' out of 't?'; write a plain number"),
        ("17<!--= ex.table -->", "say which row and column"),
        (
            "the vector ?<!--= ex.vector -->",
            "is a vector; write it as a formula, $?$, or name one number of it, as in [0]",
        ),
        ("| **?**<!--= ex.vector --> |", "is a vector; write it as a formula"),
        ("(1, 2)<!--= ex.vector -->", "is a vector; write it as a formula"),
        ("the matrix ?<!--= ex.matrix -->", "is a matrix; write it as a formula"),
        ("the root ?<!--= ex.root -->", "is a formula; write it between dollars, $?$"),
        ("17<!--= ey.n -->", "no exercise ey; there is ex"),
        ("17<!--= ex.nn -->", "no answer ex.nn; there is "),
        ("17<!--= ex.n@relu -->", "no answer ex.n@relu; there is ex.n, ex.n@tanh, ex.n_same@tanh, ex.n_wrong@tanh"),
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
        "<!-- view: ledger ex -->",
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
    assert [fault.message for fault in report.faults] == [
        "the alternative text of ex.draw is: A line of 17.; `make fix` writes it"
    ]
    assert report.rewrites == [(2, 5, "A line of 17.")]


def described(typed: str, computed: str, *, trained: bool = True) -> list[str]:
    """The faults of a page whose text for a figure is `typed`, within a tenth of what was computed."""
    figure = told.figure("ex.draw", computed, within=0.1)
    exercise = replace(EX, entries=[entry for entry in EX.entries if trained or not entry.trained], figures=[figure])
    return [
        fault.message for fault in check_markers(page(f"![{typed}](generated/ex/draw.svg)"), {"ex": exercise}).faults
    ]


@pytest.mark.parametrize("typed", ["12 bars: 0.20 and 0.5.", "12 bars: 0.19 and 0.54.", "12 bars: 0.21 and 0.46."])
def test_decimals_of_a_trained_figure_may_be_a_little_off(typed):
    assert described(typed, "12 bars: 0.20 and 0.5.") == []


@pytest.mark.parametrize(
    "typed",
    [
        "12 bars: 0.17 and 0.5.",
        "12 bars: 0.20 and 0.56.",
        "13 bars: 0.20 and 0.5.",
        "12 lines: 0.20 and 0.5.",
        "12 bars: 0.20.",
        "12 bars: 0.20 and 0.5 and 0.5.",
        "12 bars: 0.20 and 1.",
    ],
)
def test_but_no_word_no_whole_number_and_not_by_more(typed):
    computed = "12 bars: 0.20 and 0.5."
    assert described(typed, computed) == [f"the alternative text of ex.draw is: {computed}; `make fix` writes it"]


def test_a_figure_without_anything_trained_is_exact():
    assert described("Up to 0.5.", "Up to 0.5.", trained=False) == [
        "ex.draw shows nothing trained; remove its `within`"
    ]
    exact = replace(EX, figures=[told.figure("ex.draw", "Up to 0.50.")])
    for typed in ("Up to 0.51.", "Up to 0.5."):
        assert check_markers(page(f"![{typed}](generated/ex/draw.svg)"), {"ex": exact}).faults


def test_an_unknown_figure_names_those_there_are():
    assert faults("![x](../generated/ex/drew.svg)") == [
        "no figure generated/ex/drew.svg; there is generated/ex/draw.svg"
    ]
    assert "there is none" in check_markers(page("![x](generated/a/b.svg)"), {}).faults[0].message


@pytest.mark.parametrize(
    "text",
    [
        '![Old.](../generated/ex/draw.svg "title")',
        "![Old.](<../generated/ex/draw.svg>)",
        "![Old.]( ../generated/ex/draw.svg)",
        "![Old [1].](../generated/ex/draw.svg)",
        "![Old.][one]\n\n[one]: ../generated/ex/draw.svg",
        '<img src="../generated/ex/draw.svg" alt="Old.">',
    ],
)
def test_a_figure_is_written_one_way_only(text):
    (fault,) = faults(text)
    assert fault.startswith("write the figure as ![its alternative text](../generated/ex/draw.svg), without a title")


def test_an_undrawn_figure_blames_no_page():
    undrawn = replace(EX, figures=[told.figure("ex.draw", "")])
    report = check_markers(page("![Old](generated/ex/draw.svg)"), {"ex": undrawn})
    assert (report.faults, report.rewrites) == ([], [])


def test_resolving_follows_indices_and_keys():
    assert resolve([{"a": [1, 2]}], parse_path("x.y[0].a[1]")) == 2
    with pytest.raises(BadPathError):
        resolve(3, parse_path("x.y.z"))


def test_evidence_knows_names_of_answers_slips_and_figures():
    assert EX.names == {*VALUES, "loss", "losses", "n_wrong", "n_same", "draw"}
    assert EX.entry(parse_path("ex.task.theta")) is None

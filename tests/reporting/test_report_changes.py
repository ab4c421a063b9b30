"""Which step each change of an edition makes, and the verdict on it."""

import pytest

from scripts.reporting.report_pictures import looks_alike
from tests.reporting.report_small import DRAWN, EXACT, NEAR, SVG, compared, data, edition, entry, second, sources, steps

POINT = {
    "kind": "truth",
    "topic": "t",
    "reason": "Why.",
    "evidence": "it is 0.123",
    "class": "wrong",
    "instead": "Nine.",
    "about": "exercises/square/#a",
    "costs_marks": False,
    "witnesses": [{**EXACT, "name": "answer key"}],
}
OPTIONS = [
    {"letter": letter, "text": f"text {letter}", "reason": f"reason {letter}", "right": letter == "a"}
    for letter in "abcd"
]


def changed(index: int, **fields) -> dict:
    """The edition with other fields in one entry."""
    found = data()
    found["answers"][index] |= fields
    return found


def with_entries(*entries: dict) -> dict:
    found = data()
    found["answers"] += entries
    return found


def test_the_same_edition_has_no_steps():
    assert steps(data()) == {}


@pytest.mark.parametrize("value", [9 * (1 + 1e-12), 9])
def test_last_digits_of_another_machine_are_no_change(value):
    assert steps(changed(0, value=value)) == {}


@pytest.mark.parametrize(
    ("index", "value", "step"),
    [
        (0, 9.0001, ("answer", "on exam", 9.0001, 9.0)),
        (1, 0.5, ("answer", "on short", 0.5, 0.390625)),
        (2, [{"fence": 12.0, "area": 9.0}, {"fence": 24.0, "area": 35.0}], ("answer", "on exam [1].area", 35.0, 36.0)),
        (
            2,
            [{"fence": 12.0, "area": 9.0}],
            ("answer", "on exam", [{"fence": 12.0, "area": 9.0}], data()["answers"][2]["value"]),
        ),
        (4, False, ("answer", "on exam", False, True)),
    ],
)
def test_a_value_beyond_its_tolerance_is_another_answer(index, value, step):
    before = changed(index, value=value)
    assert list(steps(before).values()) == [[step]]


def test_a_formula_written_otherwise_is_the_same_answer():
    again = changed(3, value="Mul(Pow(Integer(2), Rational(1, 2)), Symbol('s'))", latex=r"s \sqrt{2}")
    ((kind, what, *_),) = steps(again)["square.diagonal"]
    assert (kind, what) == ("presentation", "on exam, as it is written")
    other = changed(3, value="Symbol('s')", display="s")
    ((kind, what, before, _),) = steps(other)["square.diagonal"]
    assert (kind, what, before) == ("answer", "on exam", "s")


def test_more_than_eight_entries_are_counted():
    long = entry("long", [float(number) for number in range(1, 12)], kind="vector")
    other = entry("long", [float(number) + 1 for number in range(1, 12)], kind="vector")
    found = steps(with_entries(long), with_entries(other))["square.long"]
    assert len(found) == 9
    assert found[-1] == ("answer", "on exam, 3 more entries", "", "")


def test_another_kind_is_another_answer():
    ((kind, what, *_),) = steps(changed(0, kind="vector", value=[9.0]))["square.area"]
    assert (kind, what) == ("answer", "on exam, a vector that is now a number")


def test_the_closest_witness_says_how_far_a_value_may_move():
    wide = [{**NEAR, "within": 1e-3}, DRAWN]
    assert steps(changed(0, value=9.001, witnesses=wide), changed(0, witnesses=wide)) == {}
    assert steps(changed(0, value=9.001, witnesses=[*wide, EXACT]), changed(0, witnesses=[*wide, EXACT]))


def test_a_trained_value_may_move_as_far_as_its_marker_says():
    page = "## Task { #task }\n\nIt is 9<!--= square.area ~5% -->.\n"
    pair = compared(changed(0, value=9.3), old=sources())
    assert "square.area" in pair.steps
    object.__setattr__(pair, "new", sources(docs__exercises__square_md=page))
    del pair.__dict__["steps"], pair.__dict__["shown"], pair.__dict__["tolerances"]
    assert "square.area" not in pair.steps


@pytest.mark.parametrize(
    ("field", "value", "kind", "what"),
    [
        ("fact", "An old fact.", "explanation", "in words"),
        ("points", 5, "explanation", "points of the part"),
        ("reason", "Whence.", "explanation", "reason"),
        ("evidence", "it is 0.2", "explanation", "what its check found"),
        ("instead", "Ten.", "explanation", "what is right instead"),
        ("costs_marks", True, "explanation", "whether it costs marks"),
        ("class", "doubtful", "answer", "its class"),
        ("topic", "u", "presentation", "topic"),
        ("anchor", "b", "presentation", "part"),
        ("page", "protocol/", "presentation", "page"),
        ("about", "protocol/#a", "presentation", "where it belongs"),
    ],
)
def test_words_are_explanation_a_class_an_answer_an_address_presentation(field, value, kind, what):
    before = with_entries(entry("point", False, **{**POINT, field: value}))
    ((*found, _, _),) = steps(before, with_entries(entry("point", False, **POINT)))["square.point"]
    assert found == [kind, what]


def test_what_a_check_found_may_differ_in_its_last_digit():
    before = with_entries(entry("point", False, **{**POINT, "evidence": "it is 0.124"}))
    assert steps(before, with_entries(entry("point", False, **POINT))) == {}


def test_options_are_compared_one_by_one():
    before = [{**OPTIONS[0], "text": "old"}, *OPTIONS[1:3], {**OPTIONS[3], "reason": "old"}]
    sides = [with_entries(entry("choice", "a", kind="choice", options=options)) for options in (before, OPTIONS)]
    assert steps(*sides)["square.choice"] == [
        ("explanation", "option (a), text", "old", "text a"),
        ("explanation", "option (d), reason", "old", "reason d"),
    ]


def test_a_relation_is_an_answer_and_its_lines_are_presentation():
    ((kind, what, *_),) = steps(changed(4, latex=r"A = \frac{f^2}{16} \le f^2"))["square.sixteenth"]
    assert (kind, what) == ("answer", "its relation")
    lines = r"\begin{aligned} A &= \frac{f^2}{16} \\ &\quad < f^2 \end{aligned}"
    assert steps(changed(4, latex=lines)).get("square.sixteenth", [("presentation",)])[0][0] == "presentation"
    other = r"\begin{aligned} &A \\ &= \frac{f^2}{16} < f^2 \end{aligned}"
    assert steps(changed(4, latex=other))["square.sixteenth"][0][0] == "presentation"


def test_who_guards_an_answer_and_what_it_allows():
    before = changed(0, witnesses=[{**NEAR, "within": 1e-6}, {**EXACT, "name": "another"}])
    assert steps(before)["square.area"] == [
        ("explanation", "who guards it", f"{NEAR['name']}; another", f"{NEAR['name']}; {EXACT['name']}"),
        ("explanation", f"what {NEAR['name']} allows", "1e-06", "1e-09"),
    ]


def test_mistakes_are_explanation_in_words_and_in_what_they_lead_to():
    before = data()
    for item in before["answers"][:2]:
        item["slips"][0]["mistake"] = "old"
    before["answers"][0]["slips"][0]["value"] = 35.0
    before["answers"][0]["slips"].append({**data()["answers"][0]["slips"][0], "id": "square.gone"})
    assert steps(before)["square.area"] == [
        ("explanation", "mistake square.area_undivided", "old", "squared before dividing"),
        ("explanation", "mistake square.gone", "squared before dividing", ""),
        ("explanation", "what mistake square.area_undivided leads to on exam", 35.0, 36.0),
    ]


def test_what_came_and_went_is_an_answer():
    more = with_entries(entry("extra", 1), entry("area", 2.0, instance="long"))
    assert steps(more) == {
        "square.area": [("answer", "removed on long", "2.0", "")],
        "square.extra": [("answer", "removed", "1", "")],
    }
    assert steps(data(), more) == {
        "square.area": [("answer", "added on long", "", "2.0")],
        "square.extra": [("answer", "added", "", "1")],
    }


def test_a_new_name_of_the_same_fact_is_told_as_such():
    before = data()
    for item in before["answers"][:2]:
        item["id"] = item["id"].replace("area", "surface")
    assert steps(before) == {"square.area": [("presentation", "renamed", "square.surface", "square.area")]}


def test_figures_come_go_move_and_say_something_else():
    none, moved, other = data(), data(), data()
    none["figures"] = []
    moved["figures"][0]["file"] = "generated/old.svg"
    other["figures"][0]["alt"] = "A square."
    assert steps(none) == {"square.outline": [("answer", "figure added", "", "A square of side 3.")]}
    assert steps(data(), none) == {"square.outline": [("answer", "figure removed", "A square of side 3.", "")]}
    assert steps(moved) == {
        "square.outline": [("presentation", "its file", "generated/old.svg", "generated/square/outline.svg")]
    }
    assert steps(other) == {
        "square.outline": [("explanation", "the text beside it", "A square.", "A square of side 3.")]
    }


def test_the_text_of_a_figure_of_trained_nets_may_be_as_far_off_as_it_says():
    before, after = data(), data()
    before["figures"][0]["alt"], after["figures"][0]["alt"] = "It is 2.0.", "It is 2.2."
    assert steps(before, after)
    text = sources().text("snippets/square.py").replace("@figure\n", '@figure(within=0.2, because="trained")\n')
    pair = compared(before, after)
    object.__setattr__(pair, "new", sources(snippets__square_py=text))
    assert pair.steps == {}


def test_a_drawing_looks_the_same_half_a_point_away():
    assert looks_alike(SVG.encode(), SVG.replace("1.0", "1.4").replace("a1", "b2").encode())
    assert not looks_alike(SVG.encode(), SVG.replace("1.0", "1.6").encode())
    assert not looks_alike(SVG.encode(), SVG.replace("M", "L").encode())
    pair = compared(data())
    object.__setattr__(pair, "before", edition(data(), picture=SVG.replace("M", "L")))
    ((step,),) = pair.steps.values()
    assert step[:2] == ("presentation", "the drawing")
    assert "generated/square/outline.svg (sha256 " in step.before


def test_another_order_is_presentation():
    before = data()
    before["answers"].insert(0, before["answers"].pop())
    ((step,),) = steps(before).values()
    assert step == (
        "presentation",
        "order of its answers, from the first that moved on",
        "square.sixteenth",
        "square.area",
    )


def test_a_literal_follows_its_value_and_is_not_told_twice():
    page = sources().text("docs/exercises/square.md").replace("**9**", "**8**").replace("gives 36<", "gives 35<")
    old = sources(docs__exercises__square_md=page, docs__index_md="It has an area of 8<!--= square.area -->.\n")
    before = changed(0, value=8.0, slips=[{**data()["answers"][0]["slips"][0], "value": 35.0}])
    pair = compared(before, old=old)
    assert [step.what for step in pair.steps["square.area"]] == [
        "on exam",
        "what mistake square.area_undivided leads to on exam",
    ]


def given(**fence: object) -> dict:
    """Version 2 with another fence on some instances; None takes it away."""
    found = second()
    for task in found["instances"]:
        if (name := task["instance"]) in fence:
            task["given"] |= {"fence": fence[name]}
            task["given"] = {key: value for key, value in task["given"].items() if value is not None}
    return found


def test_given_data_is_an_answer_where_both_editions_have_it():
    assert steps(second(), given(exam=10.0)) == {"square.task": [("answer", "fence on exam", 12.0, 10.0)]}
    assert steps(given(short=None), second()) == {"square.task": [("answer", "fence on short", "", 2.5)]}
    assert steps(data(), given(exam=10.0)) == {}


def test_the_two_versions_of_an_edition_are_the_same():
    assert steps(data(), second()) == steps(second(), data()) == {}

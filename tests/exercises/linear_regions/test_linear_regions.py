"""Exercise 2: what the drawings show, shapes the exam does not have, and what holds for every nested maximum."""

from functools import reduce

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot, style
from sympy import Rational, lambdify, latex

from scripts.model.paths import SNIPPETS
from snippets import linear_regions as exercise
from snippets.linear_regions import algebra, points
from snippets.linear_regions.functions import tensor_value
from snippets.linear_regions.geometry import area, clip, extent, far, square
from snippets.linear_regions.patterns import linear_pieces
from snippets.linear_regions.task import SECOND, TASKS, ZERO, Affine, Max, Task, X
from tests.exercises.rnn.test_rnn_claims import claims, holds

EXAM = TASKS["exam"]
SMALL = st.integers(-2, 2)
AFFINE = st.builds(Affine, SMALL, SMALL, SMALL)


@st.composite
def nested(draw):
    """max(f, max(g, k)) or max(f, max(g, k, l)) with small whole coefficients, ties and parallels included."""
    inner = draw(st.lists(AFFINE, min_size=2, max_size=3))
    return Task(Max("y", (draw(AFFINE), Max("h", tuple(inner)))))


@pytest.fixture
def draw():
    """Draws a figure of the exercise in the site's style and closes it afterwards."""

    def drawn(name, task=EXAM):
        return getattr(exercise, name)(task)

    with style.context(SNIPPETS / "exam.mplstyle"):
        yield drawn
    pyplot.close("all")


def corners(patch):
    return {tuple(corner) for corner in patch.get_xy()}


def thick_and_black(axes):
    """The edges drawn on axes: their two ends and whether they are dashed."""
    lines = (line for line in axes.lines if line.get_color() == "black" and len(line.get_xdata()) == 2)
    return {(*sorted(zip(*line.get_data())), line.get_linestyle() == "--") for line in lines}


EDGES = {  # inside the window: the diagonal, the upper vertical ray (no kink), the lower one, the left horizontal one
    "A and B": ((0, 0), (2, 2), False),
    "A and C": ((0, 0), (0, 2), True),
    "B and D": ((0, -2), (0, 0), False),
    "C and D": ((-2, 0), (0, 0), False),
}


def test_drawing_of_pieces_has_exact_polygons_and_labels(draw):
    fig, alt = draw("regions")
    filled = [corners(patch) for patch in fig.axes[0].patches[::2]]
    assert filled == [
        {(0, 0), (2, 2), (0, 2)},
        {(0, 0), (0, -2), (2, -2), (2, 2)},
        {(0, 0), (0, 2), (-2, 2), (-2, 0)},
        {(0, 0), (-2, 0), (-2, -2), (0, -2)},
    ]
    hatches = [patch.get_hatch() for patch in fig.axes[0].patches[1::2]]
    assert None not in hatches
    assert len(set(hatches)) == 4
    texts = [text.get_text() for text in fig.axes[0].texts]
    for row, text in zip(exercise.pieces(EXAM), texts, strict=True):
        assert text.startswith(row["piece"])
        assert all(f"${part}$" in text for part in latex(row["condition"]).split(r" \wedge "))
        assert f"$y = {latex(row['y'])}$" in text
    assert ["(given)" in text for text in texts] == [True, False, False, False]
    assert "from -2 to 2" in alt
    assert "4 hatched pieces: A with y = x2; B with y = x1; C with y = x2; D with y = 0." in alt


def test_drawing_of_pieces_dashes_the_border_without_kink(draw):
    fig, _ = draw("regions")
    assert thick_and_black(fig.axes[0]) == set(EDGES.values())
    assert [row["kink"] for row in exercise.borders(EXAM)] == [not dashed for *_, dashed in EDGES.values()]


def test_each_panel_shows_the_edges_of_its_piece_only(draw):
    fig, alt = draw("boundaries")
    for name, axes in zip("ABCD", fig.axes, strict=True):
        assert axes.get_title().startswith(name)
        rows = [row for row in exercise.borders(EXAM) if name in row["between"].split(" and ")]
        equations = sorted(f"${latex(row['input'])} = {latex(row['equals'])}$" for row in rows)
        assert sorted(text.get_text() for text in axes.texts) == equations
        assert thick_and_black(axes) == {edge for between, edge in EDGES.items() if name in between.split(" and ")}
    assert "4 pieces" in alt
    assert "3 of the 4 borders" in alt


def test_odd_number_of_pieces_leaves_a_blank_panel(draw):
    fig, _ = draw("boundaries", Task(Max("y", (Affine(1, 0, 0), Affine(0, 1, 0), ZERO))))
    assert [axes.axison for axes in fig.axes] == [True, True, True, False]


def test_the_window_to_draw_into_is_as_large_as_the_others_and_empty(draw):
    fig, alt = draw("empty_window")
    (axes,) = fig.axes
    assert axes.get_xlim() == axes.get_ylim() == draw("regions")[0].axes[0].get_xlim() == (-2, 2)
    assert thick_and_black(axes) == set()
    assert not axes.patches
    assert alt.startswith("The empty window from -2 to 2")


def test_contours_turn_where_the_answer_says(draw):
    fig, alt = draw("levels")
    contours = [line for line in fig.axes[0].lines if line.get_color() == "C0"]
    drawn = {tuple(sorted(zip(*line.get_data()))) for line in contours}
    for level in (0.5, 1.0, 1.5):
        assert {((0, level), (level, level)), ((-2, level), (0, level)), ((level, -2), (level, level))} <= drawn
    assert len(drawn) == 9
    dots = [(*line.get_xdata(), *line.get_ydata()) for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert dots == [tuple(map(float, corner)) for corner in exercise.level_corners(EXAM)] == [(1, 1)]
    assert thick_and_black(fig.axes[0]) == {EDGES["B and D"], EDGES["C and D"]}
    assert "levels 0.5, 1, 1.5; that of level 1 turns at (1, 1)" in alt


def test_corner_of_a_contour_outside_the_window_is_not_drawn(draw):
    fig, alt = draw("levels", TASKS["deep"])
    assert [Rational(3, 2), -3] in exercise.level_corners(TASKS["deep"])
    assert [line.get_xdata()[0] for line in fig.axes[0].lines if line.get_marker() == "o"] == [1.5]
    assert "turns at (3/2, 3/2)." in alt


def test_surface_joins_flat_faces(draw):
    fig, alt = draw("surface")
    faces = [corners(patch) for patch in fig.axes[0].patches[::2]]
    assert len(faces) == exercise.number_of_patterns(EXAM)
    assert set.intersection(*faces) == {(0, 0)}  # all four meet at the origin
    assert (0, pytest.approx(2 + 2 * 0.9)) in [tuple(corner) for corner in sorted(faces[0] & faces[1])]
    assert "4 pieces on 3 flat faces, rising from 0 to 2" in alt


def test_inner_arguments_that_are_equal_are_not_counted_twice():
    twice = Task(Max("y", (SECOND, Max("h", (ZERO, ZERO)))))
    assert exercise.number_of_patterns(twice) == len(algebra.cases(twice)) == 2
    assert [row["y"] for row in exercise.pieces(twice)] == [X[1], 0]


def test_a_maximum_used_twice_is_decided_once():
    h = Max("h", (Affine(1, 0, 0), ZERO))
    assert exercise.number_of_patterns(Task(Max("y", (h, h)))) == 2


def test_parallel_lines_leave_whole_lines_and_no_corner():
    strip = Task(Max("y", (Affine(1, 0, -1), Max("h", (Affine(-1, 0, -1), ZERO)))))
    rows = exercise.borders(strip)
    assert {row["shape"] for row in rows} == {"line"}
    assert {(row["input"], row["equals"], row["where"]) for row in rows} == {(X[0], -1, True), (X[0], 1, True)}
    assert rows == exercise.borders.witnesses[0].function(strip) == exercise.borders.witnesses[1].function(strip)
    assert sum(row["kink"] for row in rows) == 2


def test_bottom_of_the_trough_is_a_segment_between_its_two_slopes():
    row = next(row for row in exercise.borders(TASKS["trough"]) if row["between"] == "C and D")
    assert (row["shape"], row["input"], row["equals"]) == ("segment", X[1], 0)
    assert row["where"] == (X[0] >= -1) & (X[0] <= 0)


def test_zero_lines_of_the_models_are_orthogonal_to_the_gradients():
    for task in TASKS.values():
        for row, piece in zip(exercise.model_lines(task), exercise.gradients(task), strict=True):
            a, b = piece["gradient"]
            assert (row["shape"] == "none") == ((a, b) == (0, 0))
            if row["shape"] == "line" and b:
                assert a + b * row["equals"].diff(X[0]) == 0


def test_the_borders_of_the_strip_are_whole_lines_and_its_classes_meet_inside_of_the_pieces():
    strip = TASKS["strip"]
    assert {row["shape"] for row in exercise.borders(strip)} == {"line"}
    assert [row["shape"] for row in exercise.zero_set(strip)] == ["ray", "segment", "ray"]
    assert strip.y((-2, -2)) < 0 < strip.y((0, 0))


def test_a_pattern_that_only_touches_is_no_piece():
    touching = Task(Max("y", (Affine(1, 0, 0), Max("h", (Affine(-1, 0, 0), ZERO)))))  # |x1|; the argument 0 only ties
    assert all(row["y"] in (X[0], -X[0]) for row in exercise.pieces(touching))


def test_a_function_without_any_border_is_one_piece():
    flat = Task(Max("y", (Affine(0, 0, 2), ZERO)))
    assert [row["region"] for row in exercise.pieces(flat)] == [True]
    assert exercise.shares(flat) == [1]


def test_walking_along_a_line_that_no_other_line_cuts():
    single = Task(Max("y", (Affine(1, 0, 0), ZERO)))
    assert points.borders_walked(single) == [(((0,), (1,)), Affine(1, 0, 0), None, None)]


def test_level_below_the_minimum_is_nowhere_and_negative_values_are_found():
    sunk = Task(Max("y", (Affine(0, 1, -1), Max("h", (Affine(1, 0, -1), Affine(0, 0, -1))))), level=Rational(-2))
    assert exercise.negative_somewhere(sunk)
    assert [row["shape"] for row in exercise.level_set(sunk)] == ["none"] * 4
    assert all(witness.function(sunk) for witness in exercise.negative_somewhere.witnesses)


def test_clipping_keeps_edges_corners_and_nothing():
    unit = square(1)
    assert area(clip(unit, Affine(1, 1, 0))) == 2
    assert extent(clip(unit, Affine(1, 0, -1))) == ((1, -1), (1, 1))
    assert extent(clip(unit, Affine(1, 1, -2))) is None
    assert clip(unit, Affine(1, 0, -2)) == []
    assert extent([]) is None


def test_diagonal_everywhere_is_wrong_on_the_left_only():
    wrong = next(
        slip.function for slip in exercise.borders.slips if slip.function.__name__ == "borders_diagonal_everywhere"
    )
    right, mistaken = exercise.borders(EXAM)[3], wrong(EXAM)[3]
    assert (right["equals"], mistaken["equals"]) == (0, X[0])
    assert exercise.borders(EXAM)[:3] == wrong(EXAM)[:3]


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_network_computes_y(task):
    network = lambdify(X, exercise.network(task), [{"ReLU": lambda z: max(z, 0)}, "sympy"])  # exact, as the points are
    for x in points.grid(task):
        assert network(*x) == task.y(x)


def test_autograd_on_a_kink_is_a_convention():
    tie = torch.tensor([1.0, 1.0], dtype=torch.float64, requires_grad=True)
    tensor_value(EXAM.y, tie).backward()
    assert tie.grad.tolist() == [0.5, 0.5]
    tie.grad, h = None, torch.relu(tie[0])
    (h + torch.relu(tie[1] - h)).backward()
    assert tie.grad.tolist() == [1, 0]


def test_half_of_the_deep_pieces_are_bounded():
    deep = TASKS["deep"]
    bounded = [p.name for p in linear_pieces(deep) if max(abs(x) for corner in p.polygon for x in corner) < far(deep)]
    assert bounded == ["A", "C", "E", "G"]


@settings(deadline=None, max_examples=25)
@given(nested())
def test_pieces_fill_the_window_once(task):
    assert sum(exercise.shares(task)) == 1


@settings(deadline=None, max_examples=25)
@given(nested())
def test_elimination_finds_the_same_patterns_and_regions(task):
    assert exercise.number_of_patterns(task) == len(algebra.cases(task))
    assert exercise.pieces(task) == exercise.pieces.witnesses[1].function(task)
    assert (
        exercise.borders(task) == exercise.borders.witnesses[1].function(task) if len(linear_pieces(task)) > 1 else True
    )


@settings(deadline=None, max_examples=25)
@given(nested(), st.tuples(st.fractions(-3, 3, max_denominator=7), st.fractions(-3, 3, max_denominator=5)))
def test_y_is_the_function_of_every_closed_piece_around_a_point(task, x):
    x = tuple(Rational(value) for value in x)
    around = [piece for piece in linear_pieces(task) if all(bound(x) >= 0 for bound in piece.bounds)]
    assert around
    assert {piece.function(x) for piece in around} == {task.y(x)}


@settings(deadline=None, max_examples=25)
@given(nested())
def test_every_nested_maximum_is_convex_and_its_gradient_jumps_across_the_border(task):
    assert exercise.convex(task)
    for row in exercise.borders(task):
        along = (0, 1) if row["input"] == X[0] else (1, row["equals"].diff(X[0]))
        assert row["jump"][0] * along[0] + row["jump"][1] * along[1] == 0


def test_a_fold_downwards_is_not_convex(monkeypatch):
    found = linear_pieces(EXAM)
    folded = [piece._replace(function=-piece.function) for piece in found]
    monkeypatch.setattr("snippets.linear_regions.functions.linear_pieces", lambda task: folded)
    assert not exercise.convex(EXAM)


def test_conditions_are_written_in_the_order_of_the_arguments():
    h = EXAM.nodes()[0]
    assert str(h.condition(0)) == "x1 > 0"
    assert str(h.condition(1)) == "x1 < 0"
    assert reduce(clip, [Affine(0, -1, 0)], square(1)) == [(-1, -1), (1, -1), (1, 0), (-1, 0)]


@pytest.mark.parametrize("name", sorted(name for name, claim in claims(exercise).items() if not claim.instances))
def test_a_claim_of_all_maxima_holds_for_another_one(name):
    tilted = Task(Max("y", (Affine(2, -1, 1), Max("h", (Affine(1, 3, -2), Affine(-1, 0, 0))))))
    assert holds(claims(exercise)[name], tilted)

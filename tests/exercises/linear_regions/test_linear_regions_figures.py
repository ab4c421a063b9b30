"""Exercise 2: what the drawings show, edge by edge and corner by corner."""

import pytest
from matplotlib import pyplot, style
from sympy import Rational, latex

from scripts.model.paths import here
from snippets import linear_regions as exercise
from snippets.linear_regions.task import TASKS, ZERO, Affine, Max, Task

EXAM = TASKS["exam"]


@pytest.fixture
def draw():
    """Draws a figure of the exercise in the site's style and closes it afterwards."""

    def drawn(name, task=EXAM):
        return getattr(exercise, name)(task)

    with style.context(here().snippets / "exam.mplstyle"):
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
    ((x, y),) = exercise.level_corners(EXAM)
    assert dots == [(float(x), float(y))]
    assert thick_and_black(fig.axes[0]) == {EDGES["B and D"], EDGES["C and D"]}
    assert f"levels 0.5, 1, 1.5; that of level {EXAM.level} turns at ({x}, {y})" in alt


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

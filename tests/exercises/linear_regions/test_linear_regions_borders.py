"""Exercise 2: where pieces meet, in shapes the exam does not have: whole lines, segments, borders that are nowhere."""

from sympy import Rational

from snippets import linear_regions as exercise
from snippets.linear_regions import points
from snippets.linear_regions.geometry import area, clip, extent, square
from snippets.linear_regions.task import TASKS, ZERO, Affine, Max, Task, X

EXAM = TASKS["exam"]


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

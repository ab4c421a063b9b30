"""Exercise 3 (second list): what the figures show."""

import math
from dataclasses import replace

import numpy as np
import pytest

import snippets.error_function as exercise
from snippets.error_function import TASKS
from snippets.error_function.descent import errors, path

EXAM = TASKS["exam"]
SLACK = 1 + 1e-9  # for rounding


@pytest.fixture
def drawn():
    """Draws a figure of the default task."""
    return lambda figure: figure(EXAM)


def lines(figure):
    return [np.array(line.get_xydata()) for line in figure.axes[0].lines]


def test_the_band_holds_the_loss_and_its_bounds(drawn):
    figure, alt = drawn(exercise.between_the_bounds)
    loss, lower, absolute, parabola, points, meeting = lines(figure)
    z = loss[:, 0]
    assert (z[0], z[-1]) == (-4, 4)
    (band,) = figure.axes[0].collections
    edge = band.get_paths()[0].vertices[:, 1]
    assert (edge.min(), edge.max()) == (lower[:, 1].min(), 4)  # up to |z|, which is below the parabola there
    assert figure.axes[0].get_ylim()[0] < edge.min()
    assert np.all(lower[:, 1] < loss[:, 1])
    assert np.all(loss[:, 1] <= np.minimum(absolute[:, 1], parabola[:, 1]) + 1e-15)
    np.testing.assert_allclose(lower[:, 1], abs(z) - math.log(2), atol=1e-12)
    np.testing.assert_allclose(parabola[:, 1], z**2 / 2)
    table = [(row["z"], row["loss"]) for row in exercise.scalar_table(EXAM) if row["z"] <= 4]
    np.testing.assert_allclose(points, table)
    np.testing.assert_allclose(meeting, [(-2, 2), (2, 2)])
    for value in ("0.693", "|z| = 2", "0.434", "0.307", "0.500"):
        assert value in alt


def test_the_slope_stays_between_its_bounds(drawn):
    figure, alt = drawn(exercise.two_slopes)
    tanh, identity, below, above, points = lines(figure)
    assert np.all(below[:, 1] == -1)
    assert np.all(above[:, 1] == 1)
    assert np.all(abs(tanh[:, 1]) < 1)
    np.testing.assert_allclose(identity[:, 0], identity[:, 1])
    np.testing.assert_allclose((identity[0], identity[-1]), ((-4, -4), (4, 4)))
    np.testing.assert_allclose(tanh[:, 1], np.tanh(tanh[:, 0]))
    np.testing.assert_allclose(points, [(r["z"], r["slope"]) for r in exercise.scalar_table(EXAM) if r["z"] <= 4])
    assert "0.964" in alt


def test_along_the_path_one_gradient_is_bounded_and_one_grows(drawn):
    figure, alt = drawn(exercise.along_a_path)
    squared, logcosh, bound, supremum = lines(figure)
    assert np.all(bound[:, 1] == exercise.gradient_bound(EXAM))
    assert np.all(supremum[:, 1] == exercise.gradient_supremum(EXAM))
    assert np.all(logcosh[:, 1] <= exercise.gradient_supremum(EXAM) * SLACK)
    assert np.all(np.diff(squared[1:, 1]) > 0)  # where the path begins it may still fall a little
    near = replace(EXAM, w=tuple(np.add(EXAM.w, squared[0, 0] / math.sqrt(2))))
    assert logcosh[0, 1] == pytest.approx(exercise.gradient_norm(near))
    for value in (logcosh[0, 1], logcosh[-1, 1], bound[0, 1], squared[0, 1]):
        assert f"{value:.3f}" in alt
    assert f"{squared[-1, 1]:.1f}" in alt


def test_the_two_descents_are_drawn_as_they_ran(drawn):
    figure, alt = drawn(exercise.two_descents)
    local, safe, best = lines(figure)
    rows = {row["step"]: row["eta"] for row in exercise.descents(EXAM)}
    np.testing.assert_allclose(safe[:, 1], errors(EXAM, path(EXAM, rows["1.9 / L"]))[:41])
    np.testing.assert_allclose(local[:, 1], errors(EXAM, path(EXAM, rows["1.9 / local"]))[:41])
    assert best[0, 1] == exercise.minimum(EXAM)
    assert np.all(np.diff(safe[:, 1]) < 0)
    numbers = (rows["1.9 / L"], exercise.minimum(EXAM), rows["1.9 / local"])
    for value in (*(f"{number:.3f}" for number in numbers), f"{local[-1, 1]:.1f}"):
        assert value in alt

"""Exercise 3: what the figures show."""

import math

import numpy as np
import pytest

import snippets.optimization as o
from snippets.optimization.figures import descend, ellipse
from snippets.optimization.task import TASKS

EXAM = TASKS["exam"]


@pytest.fixture
def drawn():
    """A figure of the exam's task by name, with its alternative text."""
    return lambda name: getattr(o, name)(EXAM)


def test_the_level_sets_are_exact_and_pass_through_the_path():
    row = o.noise(EXAM)[0]
    H, points = o.hessian(EXAM), descend(EXAM, row)
    for index in (0, 7):
        curve = ellipse(H, row["minimiser"], points[index])
        losses = [EXAM.loss(w) for w in curve]
        np.testing.assert_allclose(losses, EXAM.loss(points[index]))
        np.testing.assert_allclose(curve[0], curve[-1])  # once around ...
        np.testing.assert_allclose(curve[:-1].mean(axis=0), row["minimiser"])  # ... the whole way


def test_the_level_sets_show_real_descents_on_equal_axes(drawn):
    fig, alt = drawn("level_sets")
    for ax, row in zip(fig.axes, (o.noise(EXAM)[0], o.noise(EXAM)[-1])):
        walk = next(line for line in ax.lines if line.get_color() in ("C0", "C1")).get_xydata()
        np.testing.assert_allclose(walk, descend(EXAM, row)[:41])
        assert any(
            np.allclose(line.get_xydata(), [row["minimiser"]]) for line in ax.lines if len(line.get_xdata()) == 1
        )
        assert ax.get_aspect() == 1
        assert f"{row['steps']} steps" in ax.get_title()
        assert sum(line.get_color() == "C5" for line in ax.lines) >= 2  # level sets
        (left, right), (below, above) = ax.get_xlim(), ax.get_ylim()
        assert np.all((left < walk[:, 0]) & (walk[:, 0] < right) & (below < walk[:, 1]) & (walk[:, 1] < above))
    assert fig.axes[0].get_xlim() == fig.axes[1].get_xlim()
    for row in (o.noise(EXAM)[0], o.noise(EXAM)[-1]):
        centre = ", ".join(f"{value:.4f}" for value in row["minimiser"])
        assert all(number in alt for number in (f"kappa = {row['kappa']:.3g})", f"{row['steps']} steps", f"({centre})"))


def test_the_spectrum_shows_the_table(drawn):
    fig, alt = drawn("spectrum_and_noise")
    above, below = fig.axes
    marks = [line.get_xydata() for line in (*above.lines, *below.lines) if line.get_marker() == "o"]
    rows = o.noise(EXAM)
    for found, values in zip(
        marks, ([r["eigenvalues"][0] for r in rows], [r["eigenvalues"][1] for r in rows], [r["kappa"] for r in rows])
    ):
        np.testing.assert_allclose(found, list(zip(EXAM.variances, values)))
    first, *between, last = (f"{row['kappa']:.3g}" for row in rows)
    assert [text.get_text() for text in below.texts] == [first, *between, last]
    assert f"from {first} over {' and '.join(between)} to {last}" in alt
    before, after = (" and ".join(f"{value:g}" for value in row["eigenvalues"]) for row in (rows[0], rows[-1]))
    assert f"eigenvalues {before}" in alt
    assert f"to {after} at {EXAM.variances[-1]:g}" in alt


def test_the_curves_through_the_table_are_the_formulas(drawn):
    fig, _ = drawn("spectrum_and_noise")
    upper, lower = (line for line in fig.axes[0].lines if line.get_marker() == "None")
    ratio = next(line for line in fig.axes[1].lines if line.get_marker() == "None")
    for line, value in zip((upper, lower), o.eigenvalues(EXAM)):
        np.testing.assert_allclose(line.get_ydata() - line.get_xdata(), value)  # against s^2, not against s
    np.testing.assert_allclose(ratio.get_xdata(), upper.get_xdata())
    np.testing.assert_allclose(ratio.get_ydata(), upper.get_ydata() / lower.get_ydata())
    assert ratio.get_xdata()[-1] > EXAM.variances[-1]  # beyond the last mark


def test_the_errors_fall_along_the_theoretical_slope_until_the_counted_step(drawn):
    fig, alt = drawn("error_curves")
    curves = [line for line in fig.axes[0].lines if line.get_marker() == "None" and len(line.get_xdata()) > 2]
    circles = [line for line in fig.axes[0].lines if line.get_marker() == "o" and len(line.get_xdata()) > 2]
    for curve, circle, row in zip(curves, circles, o.noise(EXAM), strict=True):
        steps, errors = curve.get_data()
        assert steps[-1] == row["steps"]
        assert errors[-1] <= EXAM.tolerance < errors[-2]
        slope = math.log((row["kappa"] - 1) / (row["kappa"] + 1))
        np.testing.assert_allclose(np.diff(np.log(errors)), slope, rtol=1e-5)
        np.testing.assert_allclose(circle.get_ydata(), errors[::8], rtol=1e-6)
        assert f"{row['steps']} for s^2 = {row['variance']:g}" in alt

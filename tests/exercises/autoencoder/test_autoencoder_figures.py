"""Exercise 5: what the figures show, what their descriptions say, and that no words lie on a line."""

import re
from itertools import combinations

import numpy as np
import pytest
from matplotlib import style

from scripts.model.paths import here
from snippets.autoencoder import TASKS, baselines, figures
from snippets.autoencoder.measurements import COLOUR_NETS, by_position, colour_errors
from tests.some import some

EXAM = TASKS["exam"]


@pytest.fixture(scope="module")
def colour():
    return {row["name"]: row for row in colour_errors(EXAM)}


@pytest.fixture(scope="module")
def places():
    return {(row["top"], row["left"]): row for row in by_position(EXAM)}


def test_the_losses_are_drawn_with_the_baselines_as_lines(colour):
    fig, alt = figures.losses(EXAM)
    (ax,) = fig.axes
    drawn = {line.get_label(): line for line in ax.lines}
    for name in COLOUR_NETS:
        np.testing.assert_array_equal(drawn[name].get_ydata(), EXAM.trained(name)["loss"])
    levels = [line.get_ydata()[0] for line in ax.lines if len(line.get_ydata()) == 2]
    assert levels == [colour[name]["training"] for name in baselines.COLOUR]
    nothing, from_grey, short, long = (drawn[name].get_ydata() for name in COLOUR_NETS)
    assert nothing.min() > 1.2 * max(levels)  # it stays above all lines
    assert 1.1 * min(levels) < from_grey[-1] < 0.9 * sorted(levels)[1]  # above the lowest line only
    assert max(short[4:].max(), long[4:].max()) < 0.9 * min(levels)  # these are below after four passes
    assert ends_of(alt) == [
        *(f"{level:.3f}" for level in levels),
        *(f"{value:.3f}" for value in (nothing[-1], from_grey[0], from_grey[-1])),
        f"{short[-1]:.4f}",
        f"{long[-1]:.4f}",
    ]


@pytest.mark.parametrize("name", ["colour_sheet", "hole_sheet"])
def test_a_sheet_has_a_row_for_each_name_and_the_truth_last(name):
    (ax,) = getattr(figures, name)(EXAM)[0].axes
    pixels = ax.images[0].get_array()
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert pixels.shape == (32 * len(labels), 32 * len(figures.SHOWN), 3)
    assert (labels[0], labels[-1]) == ("input", "truth")
    truth = np.concatenate([image.transpose(1, 2, 0) for image in EXAM.images("held_out")[list(figures.SHOWN)]], 1)
    assert abs(pixels[-32:] / 255 - truth).mean() < 0.03  # fewer colours


def test_a_sheet_shows_the_known_pixels_and_the_patch():
    images, patch = np.zeros((2, 3, 32, 32)), np.ones((2, 3, 16, 16))
    whole = figures.filled(images, patch, 12)
    assert whole.sum() == patch.sum()
    assert (whole[:, :, 8:24, 12:28] == 1).all()
    assert images.sum() == 0


def test_the_places_are_drawn_as_measured(places):
    fig, alt = figures.places(EXAM)
    (ax,) = fig.axes
    curves = {line.get_label(): line.get_ydata() for line in ax.lines}
    for line in ax.lines:
        for shift, value in zip(*line.get_data()):
            assert places[8, 8 + shift][line.get_label()] == value
    fixed, free, film = (curves[name] for name in ("hole_fixed", "hole_random", "harmonic"))
    told = [fixed[0], fixed[1], min(fixed[1:]), max(fixed), min(free), max(free), min(film), max(film)]
    assert ends_of(alt) == [f"{value:.3f}" for value in told]
    assert all(np.array(film) < np.minimum(fixed, free))  # lowest everywhere
    assert max(free) < 1.3 * min(free)  # nearly level
    assert max(film) < 1.3 * min(film)


def test_the_bars_are_those_of_the_table(colour):
    fig, alt = figures.leakage(EXAM)
    (ax,) = fig.axes
    heights = [[bar.get_height() for bar in bars] for bars in ax.containers]
    names = [label.get_text() for label in ax.get_xticklabels()]
    assert heights == [[colour[name][part] for name in names] for part in ("training", "new", "held_out")]
    assert ends_of(alt) == [f"{height:.4f}" for of_one in zip(*heights) for height in of_one]
    first, _, last = (dict(zip(names, of_part)) for of_part in heights)
    assert min(first, key=first.get) == max(last, key=last.get) == "colour_long"


def ends_of(alt):
    """The decimals that a description says, in their order."""
    return re.findall(r"\d+\.\d+", alt)


@pytest.mark.untraced
@pytest.mark.parametrize("name", some(["losses", "places", "leakage"], ["losses"]))
def test_no_words_of_a_figure_lie_on_its_lines_or_on_each_other(name):
    with style.context(here().snippets / "exam.mplstyle"):
        fig, _ = getattr(figures, name)(EXAM)
        fig.canvas.draw()
    (ax,) = fig.axes
    legends = [*fig.legends, *filter(None, [ax.get_legend()])]
    texts = [*ax.texts, *(text for legend in legends for text in legend.get_texts())]
    boxes = [text.get_window_extent() for text in texts]
    assert len(boxes) >= 3
    for box, other in combinations(boxes, 2):
        assert not box.overlaps(other)
    for line in ax.lines:
        path = line.get_transform().transform_path(line.get_path())
        assert not any(path.intersects_bbox(box, filled=False) for box in boxes), line.get_label()
    bars = [bar.get_window_extent() for bar in ax.patches]
    assert not any(box.overlaps(bar) for box in boxes for bar in bars)

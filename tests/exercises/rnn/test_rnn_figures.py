"""The recurrent network: what its drawings and plots show."""

from dataclasses import replace

import numpy as np
import pytest

from snippets import rnn
from snippets.rnn import backpropagation
from snippets.rnn.task import TASKS

EXAM, TANH = TASKS["exam"], TASKS["tanh"]


def meanings(axes):
    return [patch.get_label() for patch in axes.patches]


@pytest.mark.parametrize("steps", [1, 2, 3, 6])
def test_the_unrolled_network_has_one_theta_with_an_arrow_for_each_step(steps):
    fig, alt = rnn.unrolled(replace(EXAM, x=(1,) * steps))
    nodes = [text.get_text() for text in fig.axes[0].texts if text.get_bbox_patch()]
    assert nodes.count(r"$\theta$") == 1
    from_theta = [arrow for arrow in meanings(fig.axes[0]) if arrow.startswith(r"\theta")]
    assert from_theta == [rf"\theta -> h_{{{t}}}" for t in range(1, steps + 1)]
    assert f"{steps} steps" in alt
    assert f"theta with {steps} arrows" in alt


def test_the_unrolled_network_of_the_exam_has_exactly_these_arrows():
    fig, _ = rnn.unrolled(EXAM)
    chain = {f"h_{{{t - 1}}} -> h_{{{t}}}" for t in (1, 2, 3)}
    inputs = {f"x_{{{t}}} -> h_{{{t}}}" for t in (1, 2, 3)}
    shared = {rf"\theta -> h_{{{t}}}" for t in (1, 2, 3)}
    assert set(meanings(fig.axes[0])) == chain | inputs | shared | {"h_{3} -> L", "t -> L"}
    assert len(fig.axes[0].patches) == 11


def test_each_arrow_carries_its_derivative():
    fig, _ = rnn.unrolled(EXAM)
    texts = [text.get_text() for text in fig.axes[0].texts]
    assert {f"$g'_h({t})$" for t in (1, 2, 3)} | {rf"$g'_\theta({t})$" for t in (1, 2, 3)} <= set(texts)


def test_the_folded_network_feeds_itself():
    fig, alt = rnn.folded(EXAM)
    assert "out -> in" in meanings(fig.axes[0])
    assert any("one step later" in text.get_text() for text in fig.axes[0].texts)
    assert "after 3 steps" in alt


def test_the_growth_figure_ends_at_the_published_products():
    fig, alt = rnn.growth(EXAM)
    ends = [line.get_ydata()[-1] for line in fig.axes[0].lines]
    assert ends == [row["product"] for task in (EXAM, TANH) for row in rnn.long_products(task)]
    assert {len(line.get_ydata()) for line in fig.axes[0].lines} == {EXAM.horizon + 1}
    labels = [text.get_text() for text in fig.axes[0].texts]
    assert len(set(labels)) == len(ends)
    assert f"{min(ends[: len(EXAM.long_runs)]):.1e}" in alt
    assert f"{max(ends):.1e}" in alt
    assert f"{EXAM.horizon} steps" in alt


def test_no_two_lines_of_the_growth_figure_look_alike():
    fig, _ = rnn.growth(EXAM)
    looks = [(line.get_color(), str(line._dash_pattern)) for line in fig.axes[0].lines]
    assert len({color for color, _ in looks}) == len({dashes for _, dashes in looks}) == len(looks)


def test_the_figure_shows_both_slopes_where_the_curves_touch():
    fig, alt = rnn.direct_and_total(EXAM)
    every, last, tangent, point = (line.get_xydata() for line in fig.axes[0].lines)
    assert point.tolist() == [[EXAM.theta, rnn.loss(EXAM)]]
    middle = len(every) // 2
    np.testing.assert_allclose(every[middle], point[0])
    np.testing.assert_allclose(last[middle], point[0])
    direct = backpropagation.gradient_direct_only(EXAM)
    assert slope(tangent[0], tangent[-1]) == pytest.approx(rnn.gradient(EXAM))
    assert slope(last[0], last[-1]) == pytest.approx(direct)
    assert slope(every[middle - 1], every[middle + 1]) == pytest.approx(rnn.gradient(EXAM), rel=1e-3)
    legend = " ".join(text.get_text() for text in fig.axes[0].get_legend().get_texts())
    assert f"slope {rnn.gradient(EXAM)}" in legend
    assert f"slope {direct}" in legend
    assert f"slope {rnn.gradient(EXAM)}" in alt
    assert f"slope {direct}" in alt


def slope(start, end):
    return (end[1] - start[1]) / (end[0] - start[0])

"""What the explorable of the quadratic is given: the exam's cloud, which can be moved, and is round."""

import numpy as np

from snippets.optimization import live
from snippets.optimization.curvature import hessian_covariance
from snippets.optimization.task import TASKS

EXAM = TASKS["exam"]


def test_the_cloud_at_its_mean_is_the_exams():
    given = live.given()
    mean = np.array(given["mean"], float)
    assert np.allclose(mean + given["deviations"], EXAM.inputs, atol=0)
    assert np.allclose(live.moved(*live.MEAN).inputs, EXAM.inputs, atol=0)
    assert np.allclose(live.moved(0, 1.5).inputs.mean(axis=0), (0, 1.5))


def test_the_formulas_hold_because_the_inputs_spread_alike_in_all_directions():
    assert np.allclose(hessian_covariance(EXAM), float(live.spread) * np.eye(2), atol=0)

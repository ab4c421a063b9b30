"""Exercise 3 (second list): the inequalities on random data, when they are tight, the odd cases."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import snippets.error_function as exercise
from snippets.error_function import TASKS
from snippets.error_function.descent import errors, path

pytestmark = pytest.mark.untraced  # test_every_answer.py runs every line of these ways

EXAM, SHARP, CENTRED = (TASKS[name] for name in ("exam", "sharp", "centred"))
SLACK = 1 + 1e-9  # for rounding
RANDOM = settings(deadline=None, max_examples=60)

numbers = st.floats(-5, 5, allow_subnormal=False).map(lambda value: round(value, 3))
betas = st.floats(0.1, 8).map(lambda value: round(value, 3))


FEW, DIMENSIONS = st.integers(1, 6), st.integers(1, 3)


@st.composite
def tasks(draw, points=FEW, inputs=DIMENSIONS):
    """Any number of points in any dimension, any targets, weights and beta."""
    n, d = draw(points), draw(inputs)
    X = [[draw(numbers) for _ in range(d)] for _ in range(n)]
    t, w, start = ([draw(numbers) for _ in range(size)] for size in (n, d, d))
    return replace(EXAM, X=tuple(map(tuple, X)), t=tuple(t), w=tuple(w), start=tuple(start), beta=draw(betas), steps=60)


def far_away(task):
    """The task at weights so far out, in the best direction, that every tanh is a sign."""
    X = np.array(task.X)
    corners = np.array(np.meshgrid(*[(-1, 1)] * len(X))).reshape(len(X), -1).T
    best = max(corners @ X, key=np.linalg.norm)
    return replace(task, w=tuple(1e6 * best))


# (a), (b)


@RANDOM
@given(tasks())
def test_no_gradient_is_longer_than_any_of_its_bounds(task):
    length, supremum = exercise.gradient_norm(task), exercise.gradient_supremum(task)
    assert length == pytest.approx(np.linalg.norm(exercise.gradient(task)))
    assert length <= supremum * SLACK
    assert supremum <= exercise.gradient_bound(task) * SLACK
    assert supremum <= exercise.cauchy_schwarz_bound(task) * SLACK
    assert exercise.gradient_bound(task) <= max(np.linalg.norm(task.X, axis=1)) * SLACK


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_the_supremum_is_approached_far_out(task):
    assert exercise.gradient_norm(far_away(task)) == pytest.approx(exercise.gradient_supremum(task), rel=1e-12)


@RANDOM
@given(tasks(points=st.just(1)))
def test_with_one_point_all_three_bounds_are_the_same(task):
    assert exercise.gradient_bound(task) == pytest.approx(exercise.gradient_supremum(task))
    assert exercise.cauchy_schwarz_bound(task) == pytest.approx(exercise.gradient_supremum(task), abs=1e-7)


def test_inputs_on_one_line_make_the_triangle_inequality_exact_and_cauchy_schwarz_not():
    task = replace(EXAM, X=((1, 2), (2, 4), (-3, -6)), t=(0, 0, 0))
    assert exercise.gradient_supremum(task) == pytest.approx(exercise.gradient_bound(task))
    assert exercise.gradient_supremum(task) < 0.95 * exercise.cauchy_schwarz_bound(task)


def test_cauchy_schwarz_is_exact_and_the_triangle_inequality_not_on_the_centred_data():
    assert exercise.gradient_supremum(CENTRED) == pytest.approx(exercise.cauchy_schwarz_bound(CENTRED))
    assert exercise.gradient_supremum(CENTRED) < 0.8 * exercise.gradient_bound(CENTRED)


def test_the_wrong_bounds_are_refuted():
    far = far_away(EXAM)
    assert exercise.gradient_norm(far) > 1  # x_i forgotten
    mean_input = np.linalg.norm(np.mean(CENTRED.X, axis=0))
    assert exercise.gradient_norm(CENTRED) > mean_input  # the triangle inequality the wrong way round
    assert exercise.gradient_supremum(CENTRED) > exercise.cauchy_schwarz_bound(CENTRED) ** 2  # the root forgotten


def test_an_eigenvalue_below_one_can_still_be_a_bound():
    # One input that is not zero: the eigenvalue 4/10 is above the supremum 2/10, although it is below its root.
    task = replace(EXAM, X=((2, 0), *((0, 0),) * 9), t=(0,) * 10)
    assert exercise.gradient_supremum(task) == pytest.approx(0.2)
    assert exercise.cauchy_schwarz_bound(task) ** 2 == pytest.approx(0.4)


def test_all_residuals_zero_is_a_minimum():
    task = replace(CENTRED, w=(0.5, 1.5))
    assert exercise.error(task) == pytest.approx(0, abs=1e-15)
    np.testing.assert_allclose(exercise.gradient(task), 0, atol=1e-15)


def test_a_small_beta_gives_beta_times_the_squared_error():
    task = replace(EXAM, beta=1e-4)
    z = exercise.residuals(task)
    assert task.E() == pytest.approx(1e-4 * np.mean(z**2) / 2, rel=1e-3)
    np.testing.assert_allclose(exercise.gradient(task), 1e-4 * z @ np.array(task.X) / 4, rtol=1e-6)


def test_one_outlier_moves_the_log_cosh_gradient_by_at_most_its_share():
    rows = exercise.outliers(EXAM)
    share = np.linalg.norm(EXAM.X[-1]) / len(EXAM.X)
    assert max(abs(row["logcosh"] - rows[0]["logcosh"]) for row in rows) <= 2 * share
    assert rows[-1]["squared"] > 100 * exercise.gradient_bound(EXAM)


def test_in_a_network_the_bound_grows_with_the_weights():
    rows = exercise.deep_network(EXAM)
    assert all(row["gradient"] <= row["bound"] for row in rows)
    assert rows[-1]["gradient"] > 10 * rows[0]["bound"]


@RANDOM
@given(tasks())
def test_the_error_lies_between_the_means_of_the_bounds(task):
    lower, error, upper = exercise.error_bounds(task)
    assert lower <= error + 1e-15
    assert error <= upper * SLACK + 1e-15
    assert error == pytest.approx(exercise.error(task), abs=1e-15)


# (d)


@RANDOM
@given(tasks())
def test_the_hessian_lies_between_zero_and_its_bound(task):
    H, B = exercise.hessian_at_w(task), exercise.hessian_bound(task)
    scale = 1e-9 * (1 + np.trace(B))
    assert np.linalg.eigvalsh(H)[0] >= -scale
    assert np.linalg.eigvalsh(B - H)[0] >= -scale
    assert np.linalg.eigvalsh(H)[-1] <= exercise.smoothness(task) + scale
    assert exercise.smoothness(task) <= exercise.trace_bound(task) + scale


def test_the_bound_of_the_hessian_is_attained_where_all_residuals_vanish():
    task = replace(CENTRED, w=(0.5, 1.5))
    np.testing.assert_allclose(exercise.hessian_at_w(task), exercise.hessian_bound(task), rtol=1e-12)
    assert exercise.largest_curvature(CENTRED) == pytest.approx(exercise.smoothness(CENTRED))
    assert exercise.largest_curvature(EXAM) < 0.9 * exercise.smoothness(EXAM)


@RANDOM
@given(tasks(), st.floats(0.05, 1.95))
def test_below_two_over_L_every_step_goes_down(task, share):
    L = exercise.smoothness(task)
    along = errors(task, path(task, share / L)) if L > 1e-3 else np.zeros(2)
    assert np.all(np.diff(along) <= 1e-12 * (1 + along[0]))


@RANDOM
@given(st.tuples(numbers, numbers))
def test_a_safe_step_reaches_the_minimum_from_every_start(start):
    # From far out the gradient has a bounded length, so the way takes a while.
    task = replace(EXAM, start=start, steps=800)
    last = path(task, 0.95 * exercise.largest_step(task))[-1]
    np.testing.assert_allclose(last, exercise.minimiser(EXAM), atol=1e-6)


def test_the_local_curvature_gives_a_step_that_does_not_converge():
    safe, above, local = exercise.descents(EXAM)
    best = exercise.minimum(EXAM)
    assert safe["last"] == pytest.approx(best)
    assert above["last"] == pytest.approx(best)
    assert local["eta"] == pytest.approx(1.9 / exercise.local_curvature(EXAM))
    assert min(local["before"], local["last"]) > 20 * best


def test_above_two_over_L_descent_fails_where_L_is_attained():
    safe, above, _ = exercise.descents(CENTRED)
    assert safe["eta"] < exercise.largest_step(CENTRED) < above["eta"]
    assert safe["last"] < 0.9 * safe["before"]
    assert above["last"] == pytest.approx(above["before"], rel=1e-4)
    assert above["last"] > 0.07


# (e), (f), (g)

matrices = st.integers(1, 3).flatmap(
    lambda d: st.lists(st.lists(numbers, min_size=d, max_size=d), min_size=2, max_size=5)
)


@RANDOM
@given(matrices, st.data())
def test_the_network_gradient_is_below_its_three_bounds_in_their_order(columns, data):
    d, h = len(columns[0]), len(columns)
    b, s, x = (
        tuple(data.draw(st.lists(kind, min_size=size, max_size=size)))
        for kind, size in ((numbers, h), (st.sampled_from((-1, 1)), h), (numbers, d))
    )
    task = replace(EXAM, W=tuple(zip(*columns)), b=b, s=s, point=x)
    gradient, (mix, sums, frobenius) = exercise.input_gradient(task), exercise.norm_bounds(task)
    assert np.all(abs(gradient) <= exercise.row_bounds(task) * SLACK + 1e-12)
    assert np.linalg.norm(gradient) <= mix * SLACK <= sums * SLACK**2 <= frobenius * SLACK**3 + 1e-9


def test_the_mix_bound_is_attained_in_exam_and_loose_in_sharp():
    assert exercise.largest_input_gradient(EXAM) == pytest.approx(exercise.norm_bounds(EXAM)[0])
    assert exercise.largest_input_gradient(SHARP) < 0.75 * exercise.norm_bounds(SHARP)[0]
    all_active = replace(EXAM, point=(1, 1))
    assert np.linalg.norm(exercise.input_gradient(all_active)) == pytest.approx(exercise.norm_bounds(EXAM)[0])


def test_the_formula_fails_on_a_kink_where_the_derivative_exists():
    # max(0, x) - max(0, -x) is x: slope 1 at 0, where the formula counts no active unit
    task = replace(EXAM, W=((1, -1),), b=(0, 0), s=(1, -1), point=(0,))
    assert task.network((1e-3,)) - task.network((-1e-3,)) == pytest.approx(2e-3)
    assert exercise.input_gradient(task) == pytest.approx([0])


def test_equal_columns_make_all_three_norms_equal():
    mix, sums, frobenius = exercise.norm_bounds(replace(EXAM, W=((1, -1, 1), (2, 2, -2))))
    assert mix == pytest.approx(sums) == pytest.approx(frobenius)


def test_norms_refuted_on_the_page():
    assert np.linalg.norm(exercise.input_gradient(EXAM)) > np.linalg.norm(EXAM.W)  # |W|_F without sqrt(h)
    assert exercise.largest_input_gradient(EXAM) > math.sqrt(2) * np.linalg.norm(EXAM.W)  # sqrt(d) for sqrt(h)


@RANDOM
@given(tasks(points=st.integers(4, 6), inputs=st.just(2)))
def test_the_condition_numbers_are_below_their_bounds(task):
    X = np.array(task.X)
    if np.linalg.eigvalsh(np.cov(X.T, bias=True))[0] > 1e-3:
        assert 1 <= exercise.condition_number(task) <= exercise.condition_bound(task) * (1 + 1e-6)
    if np.linalg.cond(X) < 1e3 and max(abs(task.beta * exercise.residuals(task))) < 5:
        assert exercise.log_cosh_condition(task) <= exercise.log_cosh_condition_bound(task) * (1 + 1e-6)


def test_equal_residuals_make_the_log_cosh_condition_bound_exact():
    task = replace(EXAM, t=tuple(y + s for y, s in zip(EXAM.outputs(), (1, -1, -1, 1))))
    assert exercise.log_cosh_condition(task) == pytest.approx(exercise.log_cosh_condition_bound(task))


def test_the_condition_bound_is_exact_for_equal_variances_and_loose_when_stretched():
    assert exercise.condition_bound(EXAM) == pytest.approx(exercise.condition_number(EXAM))
    assert exercise.condition_bound(TASKS["stretched"]) > 4 * exercise.condition_number(TASKS["stretched"])


@RANDOM
@given(tasks(), st.data())
def test_the_margin_gradients_are_below_the_same_bound(task, data):
    n = len(task.X)
    labelled = replace(task, labels=tuple(data.draw(st.lists(st.sampled_from((-1, 1)), min_size=n, max_size=n))))
    assert max(exercise.margin_gradients(labelled)) <= exercise.gradient_bound(task) * SLACK


@RANDOM
@given(st.lists(st.floats(-50, 50), min_size=1, max_size=5))
def test_margin_slopes_and_upper_bounds_of_the_zero_one_loss(margins):
    for row in exercise.margin_table(replace(EXAM, margins=tuple(margins))):
        assert all(-1 <= slope <= 0 for slope in row["slopes"])
        assert row["hinge"] >= row["zero_one"]
        assert row["log2"] >= row["zero_one"] * (1 - 1e-12)


def test_the_perceptron_loss_and_the_natural_log_loss_dip_below_the_zero_one_loss():
    (row,) = exercise.margin_table(replace(EXAM, margins=(-0.5,)))
    assert row["zero_one"] == 1
    assert row["perceptron"] == 0.5
    assert row["log"] < 1

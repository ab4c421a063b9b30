"""Exercise 2: pieces and functions, of nested maxima that the exam does not have too."""

from functools import reduce

import pytest
import torch
from sympy import lambdify

from snippets import linear_regions as exercise
from snippets.linear_regions import algebra, points
from snippets.linear_regions.functions import tensor_value
from snippets.linear_regions.geometry import clip, far, square
from snippets.linear_regions.patterns import linear_pieces
from snippets.linear_regions.task import SECOND, TASKS, ZERO, Affine, Max, Task, X

EXAM = TASKS["exam"]


def test_inner_arguments_that_are_equal_are_not_counted_twice():
    twice = Task(Max("y", (SECOND, Max("h", (ZERO, ZERO)))))
    assert exercise.number_of_patterns(twice) == len(algebra.cases(twice)) == 2
    assert [row["y"] for row in exercise.pieces(twice)] == [X[1], 0]


def test_a_maximum_used_twice_is_decided_once():
    h = Max("h", (Affine(1, 0, 0), ZERO))
    assert exercise.number_of_patterns(Task(Max("y", (h, h)))) == 2


def test_a_pattern_that_only_touches_is_no_piece():
    touching = Task(Max("y", (Affine(1, 0, 0), Max("h", (Affine(-1, 0, 0), ZERO)))))  # |x1|; the argument 0 only ties
    assert all(row["y"] in (X[0], -X[0]) for row in exercise.pieces(touching))


def test_a_function_without_any_border_is_one_piece():
    flat = Task(Max("y", (Affine(0, 0, 2), ZERO)))
    assert [row["region"] for row in exercise.pieces(flat)] == [True]
    assert exercise.shares(flat) == [1]


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

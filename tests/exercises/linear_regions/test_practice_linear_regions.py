"""Variants of exercise 2: three of them worked out on paper, that there are enough, and that they are new."""

from fractions import Fraction

import pytest

from snippets.answers import Answer
from snippets.linear_regions.edges import borders
from snippets.linear_regions.practice import PRACTISED, TASKS
from snippets.linear_regions.task import TASKS as SOLVED
from snippets.linear_regions.task import X

ANSWERS = [item for item in PRACTISED if isinstance(item, Answer)]


def worked_out(number):
    """All answers but the maxima as written."""
    return {answer.name: answer(TASKS[number]) for answer in ANSWERS if answer.name not in ("hidden", "output")}


def test_there_are_at_least_sixty_variants():
    assert len(TASKS) >= 60


def test_variant_1_on_paper():
    """h = max(x1 - 2, x1, x2 + 1), y = max(-x2, 2 - x1, h); x1 - 2 never wins."""
    assert worked_out("1") == {
        "values": [max(-1, 1, 2), max(0, 2, 1), max(1, 3, 0)],  # at (1, 1), (0, 0), (-1, -1)
        "gradients_at": [[0, 1], [-1, 0], [-1, 0]],
        "piece": X[1] + 1,
        "number_of_choices": 3 * 3,
        "number_of_patterns": 5,  # x1 wins in h: all three in y; x2 + 1 wins in h: not -x2 in y
        "number_of_functions": 4,  # 2 - x1 on two of them
        "number_of_kinks": 5,  # six borders; none between the two of 2 - x1
        "share_of_h": Fraction(1, 2) / 4,  # the triangle (0, 1), (1, 0), (1, 1) of a window of area 4
    }


def test_variant_12_on_paper():
    """h = max(x2 - 2, x2), y = max(x1 - x2 + 2, -x1 - x2 + 2, h): h is always x2."""
    assert worked_out("12") == {
        "values": [max(0, 0, 2), max(8, 2, -3), max(-4, 2, 3)],  # at (0, 2), (3, -3), (-3, 3)
        "gradients_at": [[0, 1], [1, -1], [0, 1]],
        "piece": X[1],
        "number_of_choices": 2 * 3,
        "number_of_patterns": 3,
        "number_of_functions": 3,
        "number_of_kinks": 3,
        # Above 1 + |x1| / 2: a rectangle of height 3 less the triangle below the bend, in a window of area 64.
        "share_of_h": (8 * 3 - Fraction(8 * 2, 2)) / 64,
    }


def test_variant_40_on_paper():
    """h = max(x1 - x2 + 1, x1 + 2 x2), y = max(-x1 - x2 + 2, x2 - x1, h)."""
    below = Fraction(1, 2) * Fraction(4, 3)  # up to x2 = 1/3, where x1 is above 1/2
    above = Fraction(2, 3) * (Fraction(1, 2) + Fraction(3, 2)) / 2  # a trapezium: x1 from 1/2, then -1/2, to 1
    assert worked_out("40") == {
        "values": [max(3, -1, 2, -2), max(1, -1, 2, 1), max(2, -2, 3, -1)],  # at (0, -1), (1, 0), (1, -1)
        "gradients_at": [[-1, -1], [1, -1], [1, -1]],
        "piece": 2 - X[0] - X[1],
        "number_of_choices": 2 * 3,
        "number_of_patterns": 5,  # where x1 - x2 + 1 wins in h, x2 is below 1/3, and x2 - x1 cannot beat 2 - x1 - x2
        "number_of_functions": 4,
        "number_of_kinks": 5,
        "share_of_h": (below + above) / 4,
    }


@pytest.mark.parametrize("number", TASKS)
def test_no_variant_is_a_function_of_the_exercise(number):
    solved = [set(task.leaves()) for task in SOLVED.values()]
    assert set(TASKS[number].leaves()) not in solved


def test_some_choices_are_impossible_and_some_borders_are_whole_lines():
    found = [worked_out(number) for number in TASKS]
    assert sum(row["number_of_patterns"] < row["number_of_choices"] for row in found) >= 30
    assert sum(any(row["shape"] == "line" for row in borders(task)) for task in TASKS.values()) >= 10

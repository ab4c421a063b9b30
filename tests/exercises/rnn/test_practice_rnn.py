"""The variants of exercise 4: three worked out by hand, and every way of every answer on one of each cell."""

import pytest

from scripts.computing.run import run
from snippets.rnn.practice import (
    PRACTISED,
    TASKS,
    deltas,
    gradient,
    gradient_of_every_loss,
    output,
    step_of_descent,
)
from snippets.rnn.practice_cells import BEFORE, THETA, step, step_by_state
from snippets.rnn.task import Linear, Task

KINDS = {type(task.cell).__name__: task for task in reversed(TASKS.values())}


def test_there_are_sixty_at_least_of_four_cells_and_two_lengths():
    assert len(TASKS) >= 60
    assert {*KINDS} == {"Linear", "Folded", "Scaled", "Quadratic"}
    assert {task.steps for task in TASKS.values()} == {3, 4}


def test_no_state_stands_at_a_kink():
    for task in TASKS.values():
        before = task.run()
        assert 0 not in before[1:]
        assert 0 not in [task.cell.z(x, h, task.theta) for x, h in zip(task.x, before)]


def test_the_first_one_by_hand():
    # h = -3*1 - 2 = -5, -3*(-5) - 1 = 14, -3*14 - 1 = -43; -y t = 43 > 0, so dL/dy = -1 and the deltas are -1, 3, -9
    task = TASKS["1"]
    assert (task.x, task.h0, task.theta, task.target) == ((-2, -1, -1), 1, -3, 1)
    assert output(task) == -43
    assert deltas(task) == [-9, 3, -1]
    assert gradient(task) == -9 * 1 + 3 * -5 - 1 * 14
    assert step_of_descent(task) == 1  # the gradient is negative
    # with a loss in each step only h_1 and h_3 are on the wrong side: deltas -1, 3, 3*(-3) - 1
    assert gradient_of_every_loss(task) == -10 * 1 + 3 * -5 - 1 * 14


def test_one_with_a_factor_before_the_bracket_by_hand():
    # h = 2*(2 + 1) = 6, 2*(6 + 1) = 14, 2*(14 + 2) = 32; dL/dy = 1, deltas 4, 2, 1; direct derivatives 3, 7, 16
    task = TASKS["5"]
    assert (task.x, task.h0, task.theta, task.target) == ((1, 1, 2), 2, 2, -1)
    assert gradient(task) == 4 * 3 + 2 * 7 + 16


def test_a_square_by_hand():
    # theta h^2 + x: the direct derivative is h_{t-1}^2, the slope 2 theta h_{t-1}
    task = KINDS["Quadratic"]
    h0, h1, h2, h3 = task.run()
    slope = -task.target if h3 * task.target < 0 else 0
    factor = 2 * task.theta
    assert step_by_state(task) == 2 * THETA * BEFORE
    assert gradient(task) == slope * (h2**2 + factor * h2 * (h1**2 + factor * h1 * h0**2))


@pytest.mark.parametrize("cell", KINDS)
@pytest.mark.parametrize("answer", PRACTISED, ids=lambda answer: answer.name)
def test_every_way_agrees_on_each_cell(answer, cell):
    told = run(answer, KINDS[cell])
    declared = zip(answer.witnesses, told["witnesses"])
    assert [witness.name for witness, said in declared if not said["deviation"] <= witness.within] == []


def test_a_cell_that_is_not_in_the_table_has_no_formula():
    task = Task(type("Other", (Linear,), {"z": lambda self, x, h, theta: theta + h})(), (1, 1), 1, 2, -1)
    with pytest.raises(ValueError, match="not enough values"):
        step.witnesses[1].function(task)

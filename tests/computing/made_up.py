"""The texts of made-up snippets, and ways to break them: for tests of what computes and judges them."""

HEAD = """
import math
from dataclasses import dataclass
from snippets.answers import answer, figure, Estimate
import sympy

@dataclass(frozen=True)
class Task:
    side: float = 3.0
    cell: object = math.sqrt

TASKS = {"exam": Task(), "long": Task(4.0)}
"""

GOOD = (
    HEAD
    + '''
@answer
def area(task):
    """The area is the side squared."""
    return task.side ** 2

@area.witness("product")
def area_by_product(task):
    return task.side * task.side

@area.witness("throwing darts")
def area_by_darts(task):
    return Estimate(task.side ** 2 + 0.1, 0.05)

@area.slip("doubled")
def area_doubled(task):
    return 2 * task.side

@figure
def draw(task):
    return None, "A square."
'''
)


def faults(exercise) -> list[str]:
    return [fault.message for fault in exercise.evidence().faults]


def change(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


PROGRAM = (
    HEAD
    + '''
@answer
def train(task):
    """A program."""
    return sorted

@train.witness("sorts")
def train_sorts(task, program):
    return program([2, 1]) == [1, 2]

@train.witness("keeps")
def train_keeps(task, program):
    return len(program([2])) == 1
'''
)

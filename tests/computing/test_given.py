"""What an exercise is computed for: TASKS, or one fault that says what to write."""

from dataclasses import dataclass
from types import ModuleType

import pytest

from scripts.computing.given import TasksError, tasks_of


@dataclass(frozen=True)
class Task:
    theta: float = 2.0


@dataclass
class Loose:
    theta: float = 2.0


def module(**members: object) -> ModuleType:
    made = ModuleType("snippets.made_up")
    vars(made).update(members)
    return made


def test_tasks_are_different_frozen_data_and_the_exam_comes_first():
    tasks = {"exam": Task(), "steep": Task(3.0)}
    assert tasks_of(module(TASKS=tasks)) is tasks


def test_variants_to_practise_on_are_numbered_in_order():
    tasks = {"1": Task(), "2": Task(3.0)}
    assert tasks_of(module(TASKS=tasks, PRACTISED=(1,))) is tasks
    with pytest.raises(TasksError, match="TASKS has no variant; write TASKS ="):
        tasks_of(module(TASKS={}, PRACTISED=(1,)))
    with pytest.raises(TasksError, match=r"variants are numbered in order, .*; '3' is out of it"):
        tasks_of(module(TASKS={"1": Task(), "3": Task(3.0)}, PRACTISED=(1,)))


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        (None, "TASKS is missing; write TASKS ="),
        ([Task()], "TASKS is a list; write TASKS ="),
        ({}, "TASKS does not begin with the exam's own instance; write TASKS ="),
        ({"steep": Task(3.0), "exam": Task()}, "TASKS does not begin with the exam's own instance"),
        ({"exam": Task(), "very steep": Task(3.0)}, "TASKS has an instance 'very steep'; a marker can name letters"),
        ({"exam": Task(), 2: Task(3.0)}, "TASKS has an instance 2; a marker"),
        (
            {"exam": Loose()},
            r"TASKS\['exam'\] can be changed by whoever computes with it; use @dataclass\(frozen=True\)",
        ),
        ({"exam": Task}, r"TASKS\['exam'\] is the class itself; write Task\(\)"),
        ({"exam": 2.0}, r"TASKS\['exam'\] can be changed"),
        ({"exam": Task(), "again": Task(2.0)}, r"TASKS\['exam'\] and TASKS\['again'\] give the same data; change one"),
    ],
)
def test_tasks_that_cannot_be_used_say_what_to_write(tasks, message):
    with pytest.raises(TasksError, match=message):
        tasks_of(module(TASKS=tasks))

"""The instances of an exercise: `TASKS = {"exam": Task(), "tanh": Task(...)}`, the exam's own first."""

import re
from types import ModuleType
from typing import Any

from snippets.values import AnswerError

MEND = 'write TASKS = {"exam": Task()}'


class TasksError(AnswerError):
    """The exercise states no instances to compute; the message says what to write."""


def tasks_of(module: ModuleType) -> dict[str, Any]:
    """What an exercise is computed for; raises TasksError where that is not a dict of different frozen tasks."""
    tasks = getattr(module, "TASKS", None)
    if tasks is None:
        raise TasksError(f"TASKS is missing; {MEND}")
    if not isinstance(tasks, dict):
        raise TasksError(f"TASKS is a {type(tasks).__name__}; {MEND}")
    if hasattr(module, "PRACTISED"):
        if not tasks:
            raise TasksError('TASKS has no variant; write TASKS = {"1": Task(...)}')
        if (names := [*tasks]) != (wanted := [str(number + 1) for number in range(len(tasks))]):
            first = next(name for name, right in zip(names, wanted) if name != right)
            raise TasksError(
                f"variants are numbered in order, for their addresses never change; {first!r} is out of it"
            )
    elif next(iter(tasks), None) != "exam":
        raise TasksError(f"TASKS does not begin with the exam's own instance; {MEND}, others after it")
    for name, task in tasks.items():
        if not isinstance(name, str) or not re.fullmatch(r"\w+", name):
            raise TasksError(f"TASKS has an instance {name!r}; a marker can name letters, digits and _ only")
        if isinstance(task, type):
            raise TasksError(f"TASKS[{name!r}] is the class itself; write {task.__name__}()")
        made = getattr(type(task), "__dataclass_params__", None)
        if not made or not made.frozen:
            raise TasksError(f"TASKS[{name!r}] can be changed by whoever computes with it; use @dataclass(frozen=True)")
    refuse_twins(tasks)
    return tasks


def refuse_twins(tasks: dict[str, Any]) -> None:
    """Two instances with the same data prove no more than one."""
    told: dict[str, str] = {}
    for name, task in tasks.items():
        twin = told.setdefault(repr(task), name)
        if twin != name:
            raise TasksError(f"TASKS[{twin!r}] and TASKS[{name!r}] give the same data; change one or remove it")

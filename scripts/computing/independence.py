"""Two ways are independent when they share no function of `snippets` beyond the task."""

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

DATA_MODEL = ("snippets.answers", "snippets.values")


def shared_functions(answer: FunctionType, witness: FunctionType, tasks: Iterable[Any]) -> list[str]:
    """The names of the functions of `snippets` that both may call, directly or through others."""
    common = vocabulary(tasks)
    ours, theirs = reachable(answer, common), reachable(witness, common)
    return sorted(ours[key] for key in ours.keys() & theirs.keys())


def vocabulary(tasks: Iterable[Any]) -> set[type]:
    """The classes in which tasks state what is given: common ground of both ways."""
    common: set[type] = set()
    waiting = list(tasks)
    while waiting:
        value = waiting.pop()
        if is_dataclass(value):
            common.add(type(value))
            waiting += [getattr(value, field.name) for field in fields(value)]
        elif isinstance(value, (tuple, list)):
            waiting += value
    return common


def reachable(function: FunctionType, common: set[type]) -> dict[int, str]:
    """Every function and class of `snippets` that a function may call, itself included, by identity.

    Follows names, not runs, so that a branch not taken is seen too.
    """
    seen: dict[int, str] = {}
    waiting: list[Any] = [function]
    while waiting:
        called = waiting.pop()
        if id(called) not in seen:
            seen[id(called)] = called.__qualname__
            waiting += [value for value in map(_callable, _named(called)) if _is_ours(value) and value not in common]
    return seen


def _named(called: Any) -> Iterator[Any]:
    """What the names in a function's code stand for; of a class, its methods."""
    if isinstance(called, type):
        yield from vars(called).values()
        return
    space = inspect.getclosurevars(called)
    values = {**space.globals, **space.nonlocals}
    yield from values.values()
    names = set(_names(called.__code__))
    for module in filter(inspect.ismodule, values.values()):
        yield from (value for name, value in vars(module).items() if name in names and _is_local(module))
    yield from (called.__globals__.get(name) for name in names - values.keys())


def _names(code: CodeType) -> Iterator[str]:
    """The names in a function's code and in that of every function inside it."""
    yield from (*code.co_names, *code.co_freevars)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _callable(value: Any) -> Any:
    """The function behind an answer, a property, a static method or a cache."""
    for attribute in ("function", "fget", "__wrapped__", "__func__"):
        value = getattr(value, attribute, value)
    return value


def _is_ours(value: Any) -> bool:
    module = getattr(value, "__module__", None) or ""
    return isinstance(value, (FunctionType, type)) and module.startswith("snippets.") and module not in DATA_MODEL


def _is_local(module: ModuleType) -> bool:
    return module.__name__.startswith("snippets")

"""Two ways are independent when they share no function of `snippets` beyond the task."""

import dis
import inspect
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

DATA_MODEL = ("snippets.answers", "snippets.claims", "snippets.statements", "snippets.values")
BEHIND = ("function", "fget", "func", "__wrapped__", "__func__")  # answers, properties, partials, caches


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
    """What the names in a function's code stand for, and its defaults; of a class, its members and bases."""
    if isinstance(called, type):
        yield from (*vars(called).values(), *called.__bases__)
        return
    names, attributes = _names(called.__code__)
    space = {**inspect.getclosurevars(called).nonlocals, **{name: called.__globals__.get(name) for name in names}}
    yield from (*space.values(), *(called.__defaults__ or ()), *(called.__kwdefaults__ or {}).values())
    for value in space.values():
        yield from _contents(value)
    imported = map(sys.modules.get, attributes)  # an import inside the function
    for module in filter(inspect.ismodule, [*space.values(), *imported]):
        yield from _members(module, attributes, {id(module)})


def _contents(value: Any) -> Iterator[Any]:
    """The functions in a table of functions, however deep."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    for item in inside:
        yield item
        yield from _contents(item)


def _names(code: CodeType) -> tuple[set[str], set[str]]:
    """The global names, and those of attributes and imports, of a function and of every function inside it."""
    names: set[str] = set()
    attributes: set[str] = set()
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            names.add(step.argval)
        elif step.opname in ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM", "IMPORT_NAME"):
            attributes.add(step.argval)
    inner = [_names(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return names.union(*(pair[0] for pair in inner)), attributes.union(*(pair[1] for pair in inner))


def _members(module: ModuleType, attributes: set[str], seen: set[int]) -> Iterator[Any]:
    """What the attributes may be in a module of ours and in the modules it names."""
    if not module.__name__.startswith("snippets"):
        return
    for value in (vars(module)[name] for name in attributes & vars(module).keys()):
        if not inspect.ismodule(value):
            yield value
        elif id(value) not in seen:
            yield from _members(value, attributes, seen | {id(value)})


def _callable(value: Any) -> Any:
    """The function or class behind a value; of another object, its class."""
    for attribute in BEHIND:
        value = getattr(value, attribute, value)
    return value if isinstance(value, (FunctionType, type)) else type(value)


def _is_ours(value: Any) -> bool:
    module = getattr(value, "__module__", None) or ""
    return module.startswith("snippets.") and module not in DATA_MODEL

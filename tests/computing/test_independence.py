"""Two ways are independent when they share no function of the snippets beyond the task."""

import sys
from types import ModuleType

import pytest

from scripts.computing.independence import reachable, shared_functions, vocabulary
from snippets.answers import Answer

TEXT = """
import functools
import math
import numpy as np
from dataclasses import dataclass, field
import snippets.other
import snippets.other as other
from snippets.other import helped
from snippets.values import kind_of

@dataclass(frozen=True)
class Inner:
    size: float = 1.0
    def doubled(self):
        return 2 * self.size

@dataclass(frozen=True)
class Task:
    side: float = 3.0
    inner: tuple = (Inner(), [Inner()])
    def area(self):
        return self.side ** 2

def helper(x):
    return x

def deeper(x):
    return helper(x)

@functools.cache
def cached(x):
    return helper(x)

PARTIAL = functools.partial(helper, 1)
LAMBDA = lambda x: helper(x)
TABLE = {"deep": [helper]}

class Base:
    def run(self):
        return helper(1)

class Machine(Base):
    @property
    def value(self):
        return 1
    @staticmethod
    def still():
        return cached(1)
    @functools.cached_property
    def kept(self):
        return deeper(1)

MACHINE = Machine()
NUMBER = 3

def area(task):
    return helper(task.side) + NUMBER

def by_itself(task): return math.hypot(task.side, 1)
def by_numpy(task): return np.gradient([1, 2]) + np.area
def by_task(task): return Inner().doubled() + Task().area() + task.area()
def by_data_model(task): return kind_of(task.side)
def by_answer(task): return area(task)
def by_helper(task): return helper(1)
def by_deeper(task): return deeper(1)
def by_cache(task): return cached(1)
def by_partial(task): return PARTIAL()
def by_table(task): return TABLE["deep"][0](1)
def by_lambda(task): return LAMBDA(1)
def by_branch(task):
    if task.side < 0:
        helper(1)
def by_inner_function(task):
    def inner():
        return [helper(x) for x in (1, 2)]
    return inner()
def by_default(task, f=helper): return f(1)
def by_keyword_default(task, *, f=helper): return f(1)
def by_base_class(task): return Machine().run()
def by_object(task): return MACHINE.run()
def by_module(task): return other.helped(1)
def by_dotted_module(task): return snippets.other.helped(1)
def by_imported_name(task): return helped(1)
def by_import_inside(task):
    from snippets.other import helped
    return helped(1)
def by_modules_in_a_circle(task): return other.back.other.helped(1)
def by_attribute_of_the_same_name(task): return task.helper
def closing(x):
    def by_closure(task): return x(1)
    return by_closure
by_closure = closing(helper)
def fetch(task): return other.helped(1)
def by_itself_again(task): return by_itself_again(task)
"""
OTHER = """
import snippets.made_up_ways as back
def helped(x): return x
def unrelated(x): return x
"""


@pytest.fixture(scope="module")
def ways():
    """The functions of the text, as a module of snippets."""
    import snippets

    patch = pytest.MonkeyPatch()
    module, other = ModuleType("snippets.made_up_ways"), ModuleType("snippets.other")
    for made in (other, module):
        patch.setitem(sys.modules, made.__name__, made)
        patch.setattr(snippets, made.__name__.partition(".")[2], made, raising=False)
    exec(OTHER, vars(other))
    exec(TEXT, vars(module))
    yield module
    patch.undo()


def shared(ways, name: str, answer: str = "area") -> list[str]:
    return shared_functions(vars(ways)[answer], vars(ways)[name], [ways.Task()])


@pytest.mark.parametrize(
    "name", ["by_itself", "by_numpy", "by_task", "by_data_model", "by_attribute_of_the_same_name", "by_itself_again"]
)
def test_the_task_libraries_and_attributes_are_common_ground(ways, name):
    assert shared(ways, name) == []


@pytest.mark.parametrize(
    "name",
    [
        "by_helper",
        "by_deeper",
        "by_cache",
        "by_partial",
        "by_table",
        "by_lambda",
        "by_branch",
        "by_inner_function",
        "by_default",
        "by_keyword_default",
        "by_base_class",
        "by_object",
        "by_closure",
    ],
)
def test_a_helper_of_both_is_found(ways, name):
    assert shared(ways, name) == ["helper"]


def test_calling_the_answer_is_found(ways):
    assert shared(ways, "by_answer") == ["area", "helper"]


def test_an_answer_behind_its_decorator_is_found(ways, monkeypatch):
    monkeypatch.setattr(ways, "area", Answer(ways.area))
    assert shared_functions(ways.area.function, ways.by_answer, [ways.Task()]) == ["area", "helper"]


@pytest.mark.parametrize(
    "name", ["by_module", "by_dotted_module", "by_imported_name", "by_import_inside", "by_modules_in_a_circle"]
)
def test_a_function_of_another_module_is_found_however_it_is_reached(ways, name):
    assert shared(ways, name, "fetch") == ["helped"]
    assert shared(ways, name) == []


def test_the_words_of_a_task_are_its_classes_all_the_way_down(ways):
    assert vocabulary([ways.Task()]) == {ways.Task, ways.Inner}


def test_a_function_reaches_itself(ways):
    assert list(reachable(ways.by_itself, set()).values()) == ["by_itself"]

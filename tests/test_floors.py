"""The floors of the house: what each room of scripts/ may import, and no circle among its modules."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from scripts.model.paths import here

FLOORS = {  # what a room may import beside itself
    "model": set(),
    "setup": {"model", "checking"},  # a new exercise is laid out as the check wants it
    "store": {"model"},
    "formulas": {"model", "store"},
    "computing": {"model", "store"},
    "checking": {"model", "store", "formulas"},
    "rendering": {"model", "store", "formulas", "computing", "checking"},
    "papers": {"model", "store", "rendering", "setup"},
    "reporting": {"model", "store", "formulas", "computing", "checking", "rendering"},
    "bench": {"model", "store", "formulas", "computing", "checking", "rendering", "setup"},
    "build": {"model", "store", "formulas", "computing", "checking", "rendering", "papers"},
}
MODULES = {
    ".".join(path.relative_to(here().root).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((here().root / "scripts").rglob("*.py"))
}


def imports(text: str) -> Iterator[str]:
    """The modules of scripts/ that a text imports anywhere: also in a function, also for types only."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            named = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from {name if name in MODULES else str(node.module) for name in named} & MODULES.keys()


IMPORTED = {name: set(imports(path.read_text(encoding="utf-8"))) for name, path in MODULES.items()}


def room(module: str) -> str:
    return f"{module}.".split(".")[1]


def upwards(imported: dict[str, set[str]]) -> list[str]:
    """Each import that leads to a room above, or beside."""
    pairs = [(name, other) for name in imported for other in sorted(imported[name])]
    allowed = {name: {name, *below} for name, below in FLOORS.items()}
    return [f"{name} imports {other}" for name, other in pairs if room(other) not in allowed[room(name)]]


def circle(imported: dict[str, set[str]]) -> list[str]:
    """The modules of a circle, if there is any."""
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_room_imports_what_stands_above_or_beside_it():
    assert upwards(IMPORTED) == []


def test_no_module_leads_back_to_itself():
    assert circle(IMPORTED) == []


def test_every_room_has_its_floor():
    assert {room(name) for name in MODULES} - {""} == FLOORS.keys()


@pytest.mark.parametrize(
    "text",
    [
        "from scripts.checking.check import pages",
        "from scripts.checking import check",
        "import scripts.checking.check",
        "def late():\n    from scripts.checking.check import check",
        "if TYPE_CHECKING:\n    from scripts.checking.check import check",
    ],
)
def test_an_import_in_any_form_is_seen(text):
    found = {"scripts.computing.tasks": set(imports(text))}
    assert upwards(found) == ["scripts.computing.tasks imports scripts.checking.check"]
    assert circle({**found, "scripts.checking.check": {"scripts.computing.tasks"}})

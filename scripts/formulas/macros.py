"""The macros of all formulas, in one file: `norm = '\\lVert #1 \\rVert'` lets every page write \\norm{x}."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from scripts.model.faults import Fault
from scripts.model.paths import here, relative
from scripts.model.toml_lines import unreadable

COMMAND = re.compile(r"\\([a-zA-Z]+)")


def read_macros() -> dict[str, str]:
    r"""What each macro stands for, by its command: `\norm`. A file that cannot be read has none, and is a fault."""
    try:
        return {rf"\{name}": tex for name, tex in _table().items() if isinstance(tex, str)}
    except tomllib.TOMLDecodeError:
        return {}


def _table() -> dict[str, Any]:
    return tomllib.loads(here().macros.read_text(encoding="utf-8")) if here().macros.exists() else {}


def check_macros(formulas: Iterable[str], is_taken: Callable[[str], bool]) -> Iterator[Fault]:
    """Each macro is a new name of letters that stands for TeX, and some formula uses it."""
    try:
        table = _table()
    except tomllib.TOMLDecodeError as error:
        yield unreadable(here().macros, error, "the macros")
        return
    used = {name for tex in [*formulas, *map(str, table.values())] for name in COMMAND.findall(tex)}
    for name, tex in table.items():
        if wrong := _wrong(name, tex, used, is_taken):
            yield Fault(relative(here().macros), _line(name), wrong)


def _wrong(name: str, tex: object, used: set[str], is_taken: Callable[[str], bool]) -> str:
    if not re.fullmatch("[a-zA-Z]+", name) or not isinstance(tex, str):
        return rf"{name} is no macro; write a name of letters and its TeX, as in norm = '\lVert #1 \rVert'"
    if is_taken(rf"\{name}"):
        return rf"\{name} means something already; choose another name"
    return "" if name in used else rf"no formula uses \{name}; remove it"


def _line(name: str) -> int:
    """Where a macro is defined; the last line for one that a table hides."""
    lines = here().macros.read_text(encoding="utf-8").splitlines()
    begins = re.compile(rf"\s*['\"]?{re.escape(name)}\b")
    return next((number for number, line in enumerate(lines, 1) if begins.match(line)), len(lines))

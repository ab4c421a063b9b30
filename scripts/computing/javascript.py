"""Formulas and data of an exercise as an ES module: SymPy prints JavaScript, and what it shares is computed once.

Imported by a process that has imported SymPy already; see `in_browser.py`.
"""

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from sympy import Expr, Symbol, cse, sympify
from sympy.printing.jscode import JavascriptCodePrinter

from snippets.live import Live

NAME = re.compile(r"[A-Za-z]\w*", re.A)
KEYWORDS = {
    *("arguments", "await", "case", "class", "const", "default", "delete", "do", "else", "enum", "eval", "export"),
    *("extends", "false", "for", "function", "if", "import", "in", "let", "new", "null", "return", "static", "super"),
    *("switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield"),
}

MORE = {name: f"Math.{name}" for name in ("expm1", "hypot", "log1p", "log2")}  # of sympy.codegen.cfunctions
SETTINGS = {"strict": True, "user_functions": MORE}


class UnprintableError(Exception):
    """What an exercise publishes cannot be written as JavaScript; the message says what and why."""


def module_text(table: dict[str, Any], source: str) -> str:
    """An ES module with one export for each entry: a `Live`, or a function that returns data.

    Raises UnprintableError.
    """
    exports = [exported(name, entry) for name, entry in table.items()]
    return "\n".join([f"// Printed from {source} when the site is built.", *exports, ""])


def exported(name: str, entry: Any) -> str:
    if not is_name(name):
        raise UnprintableError(f"{name} is no name in JavaScript")
    try:
        value = function_text(entry) if isinstance(entry, Live) else json.dumps(plain(entry()), allow_nan=False)
    except (UnprintableError, TypeError, ValueError) as error:
        raise UnprintableError(f"{name}: {error}") from error
    return f"export const {name} = {value};"


def is_name(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and name not in KEYWORDS


def function_text(live: Live) -> str:
    """An arrow function of the arguments."""
    names = [argument_name(symbol) for symbol in live.arguments]
    if len(set(names)) < len(names):
        raise UnprintableError("two arguments have one name")
    flat = [sympify(item) for item in leaves(live.gives)]
    if strange := set().union(*(item.free_symbols for item in flat)) - set(live.arguments):
        raise UnprintableError(f"{min(map(str, strange))} is none of its arguments")
    renamed = [item.xreplace(dict(zip(live.arguments, map(Symbol, names)))) for item in flat]
    free = (Symbol(f"part{number}") for number in count() if f"part{number}" not in names)
    shared, results = cse(renamed, symbols=free)
    lines = [f"  const {symbol} = {printed(expression)};" for symbol, expression in shared]
    value = nested(live.gives, map(printed, results))
    return "\n".join([f"({', '.join(names)}) => {{", *lines, f"  return {value};", "}"])


def argument_name(symbol: Symbol) -> str:
    r"""The name of a symbol without what TeX needs: `\beta` is beta, `x_{1}` is x_1."""
    name = re.sub(r"[\\{}]", "", symbol.name)
    if not is_name(name):
        raise UnprintableError(f"the argument {symbol.name} has no name in JavaScript")
    return name


def printed(expression: Expr) -> str:
    """JavaScript on one line. Raises UnprintableError for what JavaScript has no function for."""
    try:
        return " ".join(JavascriptCodePrinter(SETTINGS).doprint(expression).split())
    except NotImplementedError as error:
        raise UnprintableError(f"SymPy prints no JavaScript for {expression}") from error


def leaves(value: Any) -> Iterator[Any]:
    """The expressions of nested lists, in order."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def nested(value: Any, texts: Iterator[str]) -> str:
    """Texts in the places of the leaves."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(nested(item, texts) for item in value)}]"
    return next(texts)


def plain(value: Any) -> Any:
    """Data as JSON holds it: tuples and arrays are lists, fractions and other numbers doubles."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return value.tolist()
    return value if value is None or isinstance(value, bool | str | int) else as_double(value)


def as_double(value: Any) -> float | int:
    """The nearest double; a whole number without its point."""
    number = float(value)
    return int(number) if number.is_integer() else number

"""The answer key: values as a person wrote them down from paper, with the digits that were written."""

import keyword
import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import sympy

from scripts.model.rounding import rounds_to
from snippets.values import AnswerError, deviation, kind_of


def read_key(path: Path) -> dict[str, Any]:
    """`{"gradient": 17, "gradient@tanh": [0.21, -0.27]}`, decimals kept as they were typed."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) if path.exists() else {}


def fingerprint(*texts: str) -> str:
    """Six hex digits that change with any word of the texts, and not with where their lines break."""
    words = "\n".join(" ".join(text.split()) for text in texts)
    return sha256(words.encode()).hexdigest()[:6]


def verdict_and_fingerprint(typed: Any) -> tuple[Any, str]:
    """`"true 3f2a9c"` is True of the words with that fingerprint; a verdict alone has none, ""."""
    if not isinstance(typed, str):
        return typed, ""
    match = re.fullmatch(r"(\S.*?)\s+([0-9a-f]{6})", typed)
    verdict, mark = match.groups() if match else (typed, "")
    return {"true": True, "false": False}.get(verdict, verdict), mark


def possible_lines(verdicts: Iterable[str], mark: str) -> str:
    """What may stand in the key behind the name, the verdict left open: `"true 3f2a9c" or "false 3f2a9c"`."""
    *others, last = (f'"{verdict} {mark}"' for verdict in verdicts)
    return f"{', '.join(others)} or {last}" if others else last


def words_changed(name: str, typed: Any, texts: Iterable[str], verdicts: Iterable[str] = ("true", "false")) -> str:
    """The fault of a line that was decided for other words, which decides nothing; "" for these words."""
    mark, known = fingerprint(*texts), verdict_and_fingerprint(typed)[1]
    if known == mark:
        return ""
    why = "its words changed" if known else "its verdict does not say for which words"
    return f"{name}: {why}; read it again, decide, and write {possible_lines(verdicts, mark)}"


def agrees(typed: Any, value: Any) -> bool:
    """Whether the value is what was typed, to the digits typed; text may be left out of a table."""
    if isinstance(typed, bool):
        return kind_of(value, infinite=True) in ("truth", "formula") and bool(value == typed)
    if isinstance(typed, str) and not isinstance(value, sympy.Basic | sympy.MatrixBase):
        return typed == value
    if isinstance(typed, str):
        return deviation(value, parse_formula(typed, value)) == 0
    if isinstance(typed, (int, float, Decimal)):
        return _is_number(value) and rounds_to(value, Decimal(typed))
    if isinstance(typed, dict):
        return (
            isinstance(value, dict)
            and typed.keys() <= value.keys()
            and all(agrees(cell, value[key]) for key, cell in typed.items())
            and all(isinstance(value[key], str) for key in value.keys() - typed.keys())
        )
    return hasattr(value, "__len__") and len(typed) == len(value) and all(map(agrees, typed, value))


def _is_number(value: Any) -> bool:
    return not isinstance(value, (bool, str)) and not hasattr(value, "__len__") and getattr(value, "is_number", True)


def parse_formula(text: str, like: Any) -> Any:
    """A formula typed with plain names: `gp_theta_3` stands for the symbol of the value called g'_{\\theta}(3)."""
    symbols = {plain_name(symbol.name): symbol for symbol in like.atoms(sympy.Symbol)}
    functions = {plain_name(f.func.__name__): f.func for f in like.atoms(sympy.core.function.AppliedUndef)}
    formula = sympy.sympify(text, locals={**functions, **symbols})
    known = set(symbols.values())
    if strangers := sorted(str(symbol) for symbol in getattr(formula, "free_symbols", set()) - known):
        raise AnswerError(f"the key's formula uses {', '.join(strangers)}; known are {', '.join(sorted(symbols))}")
    return formula


def plain_name(name: str) -> str:
    """A symbol's LaTeX name as a Python name."""
    plain = re.sub(r"_+", "_", re.sub(r"\W", "_", name.replace("'", "p"))).strip("_")
    return f"{plain}_" if keyword.iskeyword(plain) else plain  # lambda_

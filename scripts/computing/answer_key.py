"""The answer key: values as a person wrote them down from paper, with the digits that were written."""

import re
import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.model.faults import Fault
from scripts.model.paths import relative
from scripts.model.rounding import rounds_to
from scripts.model.toml_lines import comment_on, key_lines, unreadable
from scripts.model.tree import Tree

Formula = Callable[[Any, str], bool]  # whether what was typed is a formula, given by its `srepr`; may raise ValueError


def read_key(path: Path) -> dict[str, Any]:
    """`{"gradient": 17, "gradient@tanh": [0.21, -0.27]}`, decimals kept as they were typed."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) if path.exists() else {}


class AnswerKey:
    """The key of one exercise, with the line of each value; one that is no TOML agrees with nothing."""

    def __init__(self, path: Path) -> None:
        self.path, self.lines = path, key_lines(path)
        self.values: dict[str, Any] = {}
        self.unreadable: list[Fault] = []
        try:
            self.values = read_key(path)
        except tomllib.TOMLDecodeError as error:
            self.unreadable = [unreadable(path, error, "the key")]

    def fault(self, line: str, message: str) -> Fault:
        """A fault at a line of the key."""
        return Fault(relative(self.path), self.lines.get(line, 0), message)

    def has_argument(self, name: str) -> bool:
        """Whether a comment stands behind a line, or right above it: the argument from paper."""
        return bool(comment_on(self.path.read_text(encoding="utf-8").splitlines(), self.lines.get(name, 0)))


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


def agrees(typed: Any, tree: Tree, is_formula: Formula) -> bool:
    """Whether a value is what was typed, to the digits typed; text may be left out of a table.

    `is_formula` decides about a formula, for which mathematics is needed; what it raises goes on.
    """
    if isinstance(tree, dict) and "srepr" in tree:
        if isinstance(typed, bool):
            return bool(tree["srepr"] == str(typed).lower())
        return is_formula(typed, tree["srepr"])
    if isinstance(typed, bool):
        return typed is tree
    if isinstance(typed, str):
        return typed == (str(tree) if type(tree) is int else tree)
    if isinstance(typed, (int, float, Decimal)):
        return _is_number(tree) and rounds_to(float(tree) if isinstance(tree, str) else tree, Decimal(typed))
    if isinstance(typed, dict):
        return (
            isinstance(tree, dict)
            and typed.keys() <= tree.keys()
            and all(agrees(cell, tree[key], is_formula) for key, cell in typed.items())
            and all(isinstance(tree[key], str) for key in tree.keys() - typed.keys())
        )
    return (
        isinstance(typed, list)
        and isinstance(tree, list)
        and len(typed) == len(tree)
        and all(agrees(line, item, is_formula) for line, item in zip(typed, tree))
    )


def first_apart(typed: Any, tree: Tree, is_formula: Formula) -> tuple[str, Any, Tree]:
    """Where a table is not what was typed, as in `[2].kappa`, with what each says there; of all else the whole."""
    for step, line, item in _cells(typed, tree):
        if not agrees(line, item, is_formula):
            path, *both = first_apart(line, item, is_formula)
            return step + path, *both
    return "", typed, tree


def _cells(typed: Any, tree: Tree) -> list[tuple[str, Any, Tree]]:
    """The rows of a table, or the cells of a row, that both have."""
    if isinstance(typed, dict) and isinstance(tree, dict) and typed.keys() <= tree.keys():
        return [(f".{key}", cell, tree[key]) for key, cell in typed.items()]
    rows = isinstance(typed, list) and isinstance(tree, list) and len(typed) == len(tree)
    if not rows or not all(isinstance(row, dict) for row in typed):
        return []
    return [(f"[{number}]", *both) for number, both in enumerate(zip(typed, tree))]


def _is_number(tree: Tree) -> bool:
    """Whether a tree is a number; infinity is spelt there as text."""
    if isinstance(tree, str):
        return tree in ("inf", "-inf")
    return isinstance(tree, (int, float)) and not isinstance(tree, bool)

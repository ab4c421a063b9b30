"""Where the values of an answer key stand, for messages; reading the values needs SymPy, this does not."""

import re
from pathlib import Path


def key_lines(path: Path) -> dict[str, int]:
    """The line on which each value of the key stands, for messages."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = {number: re.match(r"""\s*["']?([\w@]+)["']?\s*=""", line) for number, line in enumerate(lines, 1)}
    return {match[1]: number for number, match in names.items() if match}


def has_argument(path: Path, name: str) -> bool:
    """Whether a comment stands behind a line of the key, or right above it: the argument from paper."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = key_lines(path).get(name, 0)
    line, above = lines[number - 1], lines[number - 2] if number > 1 else ""
    return bool(re.search(r"""["']\s*#\s*\S""", line)) or bool(re.match(r"\s*#\s*\S", above))

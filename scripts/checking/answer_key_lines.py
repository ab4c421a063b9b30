"""Where the values of an answer key stand, for messages; reading the values needs SymPy, this does not."""

import re
from pathlib import Path


def key_lines(path: Path) -> dict[str, int]:
    """The line on which each value of the key stands, for messages."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = {number: re.match(r"""\s*["']?([\w@]+)["']?\s*=""", line) for number, line in enumerate(lines, 1)}
    return {match[1]: number for number, match in names.items() if match}

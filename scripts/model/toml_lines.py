"""Where things stand in a file of TOML, for messages; reading the values of a key needs SymPy, this does not."""

import re
from pathlib import Path

from scripts.model.faults import Fault
from scripts.model.paths import relative

BEHIND = re.compile(r"""(?:[^#"']|"[^"]*"|'[^']*')*#(.*)""")  # a comment; a # between quotes begins none


def unreadable(path: Path, error: Exception, what: str = "it") -> Fault:
    """A file that cannot be read, at the line that its reader names; at the last one where it only ends too early."""
    line = re.search(r"line (\d+)", str(error))
    last = len(path.read_text(encoding="utf-8").splitlines()) if "end of document" in str(error) else 0
    return Fault(relative(path), int(line[1]) if line else last, f"{what} cannot be read: {error}")


def lines_of(text: str) -> dict[str, int]:
    """The line on which each value stands."""
    names = {
        number: re.match(r"""\s*["']?([\w@]+)["']?\s*=""", line) for number, line in enumerate(text.splitlines(), 1)
    }
    return {match[1]: number for number, match in names.items() if match}


def comment_on(lines: list[str], number: int) -> str:
    """What is written beside a value: the comments right above its line, and the one behind it."""
    above: list[str] = []
    for line in reversed(lines[: number - 1]):
        if not line.startswith("#"):
            break
        above.insert(0, line)
    behind = BEHIND.match(lines[number - 1])
    return " ".join(text.strip("# ") for text in [*above, *([behind[1]] if behind else [])])


def key_lines(path: Path) -> dict[str, int]:
    """The same of a file, which there need not be."""
    return lines_of(path.read_text(encoding="utf-8") if path.exists() else "")

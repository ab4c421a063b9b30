"""A fault: what is wrong, in which file and line, and how to mend it."""

from typing import NamedTuple


class UnusableError(Exception):
    """The build cannot begin, or go on; the message is one line that says why and names the mend."""


def shortened(text: str, width: int = 200) -> str:
    """The text on one line that a terminal can show."""
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 3]}..."


class Fault(NamedTuple):
    """One line of a failing build: `docs/exercises/rnn.md:41: page says 3, rnn.gradient is 5`."""

    file: str
    line: int
    message: str

    @classmethod
    def at(cls, source: str, message: str) -> "Fault":
        """A fault at a place `file:line`."""
        file, _, line = source.rpartition(":")
        return cls(file, int(line), message)

    def below(self, lines: int) -> "Fault":
        """The same so many lines further down."""
        return self._replace(line=self.line + lines)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"

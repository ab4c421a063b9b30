"""A fault: what is wrong, in which file and line, and how to mend it."""

from typing import NamedTuple


class UnusableError(Exception):
    """The build cannot begin, or go on; the message is one line that says why and names the mend."""


class Fault(NamedTuple):
    """One line of a failing build: `docs/exercises/rnn.md:41: page says 3, rnn.gradient is 5`."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"

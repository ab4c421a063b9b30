"""Where a function stands, as messages and links name it, and where it raised."""

import inspect
from types import FunctionType

from scripts.computing.runs import Error
from scripts.model.faults import Fault
from scripts.model.paths import relative

DATA_MODEL = ("snippets/answers.py", "snippets/values.py")
EXIT = "a function called sys.exit; raise an exception instead"


def source(function: FunctionType) -> str:
    """`snippets/rnn.py:41`: the line of the `def`, or of the first decorator above it."""
    code = inspect.unwrap(function).__code__
    return f"{relative(code.co_filename)}:{code.co_firstlineno}"


def raised(error: Error, source: str, what: str, *, always: bool = False) -> Fault:
    """A fault at the innermost line of `snippets` that was running; what breaks the data model is told at its function.

    `always` tells that too as an exception.
    """
    kind = "AnswerError" if error["kind"] == "refused" else error["kind"]
    if error["kind"] == "refused" and not always:
        return Fault.at(source, f"{what}: {error['message']}")
    message = EXIT if kind == "SystemExit" else f"{what} raised {kind}: {error['message']}"
    place = place_of(error["frames"])
    return Fault(*place, message) if place else Fault.at(source, message)


def place_of(frames: list[tuple[str, int]]) -> tuple[str, int] | None:
    """The innermost line of an exercise in a traceback; the data model's own lines tell a contributor nothing."""
    named = [(relative(file), line) for file, line in frames]
    ours = [place for place in named if place[0].startswith("snippets/") and place[0] not in DATA_MODEL]
    return ours[-1] if ours else None

"""Where a function stands, as messages and links name it."""

import inspect
from types import FunctionType

from scripts.model.paths import relative


def source(function: FunctionType) -> str:
    """`snippets/rnn.py:41`: the line of the `def`, or of the first decorator above it."""
    code = inspect.unwrap(function).__code__
    return f"{relative(code.co_filename)}:{code.co_firstlineno}"

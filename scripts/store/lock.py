"""One build at a time: a second one waits for the first and then finds its work done."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.model.paths import here

_depth = 0


@contextmanager
def build_lock() -> Iterator[None]:
    """Held by the whole build; entering it again in the same process costs nothing. Ends with the process."""
    global _depth
    here().cache.mkdir(exist_ok=True)
    with (here().cache / "lock").open("w", encoding="utf-8") as file:
        os.set_inheritable(file.fileno(), True)  # a worker that outlives a killed build still holds it
        if not _depth:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("  another build is running; waiting for it", file=sys.stderr, flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
        _depth += 1
        try:
            yield
        finally:
            _depth -= 1

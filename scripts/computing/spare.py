"""A worker that has started, and has imported the libraries, before there is work: `python -m scripts.computing.spare`.

It is as fresh a process as any other, for all that it has imported is installed. A live site keeps one ready, because
an edit of a snippet would else wait longest for libraries.
"""

import importlib
import json
import os
import sys
import threading
from contextlib import suppress
from subprocess import Popen

from scripts.model.paths import here


class Spare:
    """A worker that waits. It holds no lock, and has a session of its own, so that an interrupt is none of its."""

    def __init__(self, libraries: list[str], environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "scripts.computing.spare", *libraries]
        reading, self.writing = os.pipe()
        self.process = Popen(command, cwd=here().root, env=environment, stdin=reading, start_new_session=True)
        os.close(reading)

    @property
    def is_there(self) -> bool:
        return self.process.poll() is None

    def work(self, worker: str, *names: str) -> int:
        """Give it a computation; the exit code."""
        os.write(self.writing, f"{json.dumps([worker, *names])}\n".encode())
        code = self.process.wait()
        os.close(self.writing)
        return code


_ready: list[Spare] = []


def start(libraries: list[str], environment: dict[str, str]) -> None:
    """Start a worker, unless one waits."""
    if not any(worker.is_there for worker in _ready):
        _ready[:] = [Spare(libraries, environment)]


def take() -> Spare | None:
    """The worker that waits, for one computation; nothing where none does."""
    with suppress(IndexError):
        worker = _ready.pop()
        return worker if worker.is_there else None
    return None


def main(*libraries: str) -> int:
    """Import what is there, wait for a computation, and do it; end at once when who started this has ended."""
    for library in libraries:
        with suppress(Exception):  # whoever needs it will say so
            importlib.import_module(library)
    line = sys.stdin.readline()
    if not line:
        return 0
    threading.Thread(target=end_with_parent, daemon=True).start()
    watched = importlib.import_module("scripts.computing.watched")  # our code as it is now
    code: int = watched.main(*json.loads(line))
    sys.stderr.flush()
    os._exit(code)  # all is written, and taking down the libraries takes most of a second


def end_with_parent() -> None:
    """Its end of the pipe closes when it dies."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

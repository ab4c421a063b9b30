"""How long after a save a live site shows it, in seconds by the clock: `make serve` on a copy of the project."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from scripts.bench.rows import Row

PAGE = "exercises/rnn/"
ROUNDS, LONGEST = 3, 120  # seconds that a page is waited for


class Edit(NamedTuple):
    """What is saved, and then taken back: the file, what stands there, what then stands there, what the page shows."""

    file: str
    old: str
    new: str
    shown: str
    pause: float  # seconds that a person looks, before the next edit


SENTENCE = Edit("docs/exercises/rnn.md", "are our assumption.", "are our own assumption.", "our own assumption", 3)
TITLE = Edit("docs/exercises/rnn.md", "# Exercise 4: RNN by", "# Exercise 4: an RNN by", "an RNN by", 3)
COMPUTED = Edit(
    "snippets/rnn/backpropagation.py",
    "return sum(np.dot(delta, direct)",
    "return 0 + sum(np.dot(delta, direct)",
    '<span class="mi">0</span> <span class="o">+</span> <span class="nb">sum',
    15,  # until the worker for the next edit is ready
)


def rows(project: Path) -> Iterator[Row]:
    """On a copy that is built."""
    yield Row("live: a saved sentence on screen", "at most 1.5 s", partial(measured, project, SENTENCE))
    yield Row("live: a saved title, which every page names", "-", partial(measured, project, TITLE))
    yield Row("live: a saved snippet on screen", "at most 4 s", partial(measured, project, COMPUTED))


def measured(project: Path, edit: Edit) -> str:
    """The median of several saves."""
    with serving(project) as address:
        wait_for(address, edit.shown, is_there=False)
        times = [
            after_a_look(project / edit.file, address, edit, back) for _, back in zip(range(ROUNDS), cycle((0, 1)))
        ]
    return f"{statistics.median(times):.2f} s"


def after_a_look(path: Path, address: str, edit: Edit, back: int) -> float:
    """How long a save takes that does not come in the middle of what the one before has begun."""
    time.sleep(edit.pause)
    return seconds(path, address, edit, back)


def seconds(path: Path, address: str, edit: Edit, back: int) -> float:
    """From the save to the page that has it; or, `back`, that has it no more."""
    old, new = (edit.new, edit.old) if back else (edit.old, edit.new)
    text = path.read_text(encoding="utf-8")
    if old not in text:
        sys.exit(f"{edit.file} has no {old!r}; correct the edit in scripts/bench/live.py")
    path.write_text(text.replace(old, new), encoding="utf-8")
    return wait_for(address, edit.shown, is_there=not back)


def wait_for(address: str, text: str, *, is_there: bool) -> float:
    """Ask for the page again and again; how long it took."""
    started = time.perf_counter()
    while time.perf_counter() < started + LONGEST:
        try:
            with urlopen(f"{address}{PAGE}", timeout=LONGEST) as reply:
                if (text in reply.read().decode()) == is_there:
                    return time.perf_counter() - started
        except OSError:  # not there yet
            pass
        time.sleep(0.02)
    sys.exit(f"the live site does not show {text!r}")


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """The address of a live site while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "NO_MKDOCS_2_WARNING": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "scripts.build", "serve"]
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=project, env=environment, start_new_session=True, stdout=silent, stderr=silent
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:  # a shell in the background has interrupts ignored
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

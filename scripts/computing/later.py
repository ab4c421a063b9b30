"""What a saved page need not wait for, computed behind a live site: `python -m scripts.computing.later`.

Variants of an exercise and notebooks take ten times as long as the exercise itself. The live site is shown without
them, and once more when they are there: it watches the folder in which this leaves a file.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from scripts.computing.inputs import Parts
from scripts.computing.tasks import compute
from scripts.model.paths import here
from scripts.store.intact import sweep
from scripts.store.lock import build_lock


def later_folder() -> Path:
    """The folder that changes when something has been computed."""
    return here().cache / "later"


class Later:
    """The computation behind one live site; at most one runs."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.stale: dict[str, Parts] = {}  # with the parts of each
        self.tried: dict[str, Parts] = {}

    @property
    def awaited(self) -> list[str]:
        """What will be computed: what is stale, but for what came out badly a moment ago, from the same parts."""
        return [] if self.stale == self.tried else [*self.stale]

    def begin(self) -> None:
        if self.awaited:
            command = [sys.executable, "-m", "scripts.computing.later"]
            self.process = subprocess.Popen(command, cwd=here().root, start_new_session=True)
        self.tried = self.stale

    def end(self) -> None:
        """End it with its workers, as a source was saved; what it has not finished will be stale again."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)  # a notebook would tell of any other signal
            self.tried = {}
        if self.process:
            self.process.wait()
            self.process = None
        self.stale = {}  # until it is known anew, which it is not while a file cannot be read


def main() -> int:
    """Compute whatever is stale, and say so by a file."""
    later_folder().mkdir(parents=True, exist_ok=True)
    try:
        with build_lock():
            sweep()
            is_good = compute()
    finally:
        (later_folder() / "done").write_text(str(os.getpid()), encoding="utf-8")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

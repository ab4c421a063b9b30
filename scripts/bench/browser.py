"""One browser for all rows, in a process of its own: Playwright leaves greenlets behind in the thread that uses it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from scripts.model.paths import here


class Browser:
    """Looks at pages; it is started when the first row asks."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def look(self, name: str, url: str) -> Any:
        """What one of `scripts.bench.looks` finds."""
        if self.process is None:
            command = [sys.executable, "-m", "scripts.bench.looks"]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(command, cwd=here().root, stdin=pipe, stdout=pipe, encoding="utf-8")
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, url]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"the browser ended while it looked at {url}; see above")
        return json.loads(answer)


@contextmanager
def started() -> Iterator[Browser]:
    """A browser that ends with the block."""
    browser = Browser()
    try:
        yield browser
    finally:
        if browser.process:
            with browser.process:
                """Closes its pipes, at which it ends, and waits for that."""

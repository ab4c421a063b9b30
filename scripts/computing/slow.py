"""A function that does not end is named, after half a minute and then each minute; nothing else would say which."""

import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from scripts.model.paths import relative

FIRST, AGAIN, LOOK = 30.0, 60.0, 1.0  # seconds


class Slow:
    """Looks at what the thread that made it is running; `is_ours` knows the files of snippets."""

    def __init__(self, slug: str, is_ours: Callable[[str], bool]) -> None:
        self.slug, self.is_ours = slug, is_ours
        self.thread = threading.get_ident()
        self.done = threading.Event()
        self.seen: FrameType | None = None
        self.since = self.due = 0.0

    def begin(self) -> None:
        threading.Thread(target=self.look_on, daemon=True).start()

    def end(self) -> None:
        self.done.set()

    def look_on(self) -> None:
        while not self.done.wait(LOOK):
            if line := self.look(sys._current_frames().get(self.thread), time.monotonic()):
                print(line, file=sys.stderr, flush=True)

    def look(self, running: FrameType | None, now: float) -> str:
        """What to say of the innermost frame that is running; nothing of a function that has only begun."""
        frames = self.frames_of_ours(running)
        called = frames[-1] if frames else None
        if called is not self.seen:
            self.seen, self.since, self.due = called, now, now + FIRST
        if not called or now < self.due:
            return ""
        self.due = now + AGAIN
        place = f"{relative(frames[0].f_code.co_filename)}:{frames[0].f_lineno}"
        return f"  still in {self.slug}.{called.f_code.co_name} after {now - self.since:.0f} s, at {place}"

    def frames_of_ours(self, frame: FrameType | None) -> list[FrameType]:
        """From the innermost to the function that the build called."""
        found = []
        while frame:
            found += [frame] if self.is_ours(frame.f_code.co_filename) else []
            frame = frame.f_back
        return found

"""Run a worker, and note whatever its functions open: `python -m scripts.computing.watched computing.compute rnn`.

What an exercise imports is read off its source; which files it reads is seen only while it runs. Python itself tells of
each file opened and each folder listed. Inside the project these are dependencies: a change of one makes the result
stale. Outside nothing would notice a change, so they are faults.
"""

import atexit
import faulthandler
import importlib
import importlib.util
import json
import linecache
import os
import re
import site
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from scripts.computing.slow import Slow
from scripts.model.faults import Fault
from scripts.model.paths import here, relative, write_if_changed
from scripts.store.reads import noted_in, state_of

HOME = Path.home()
INSTALLED = tuple(  # Python, its packages, the system, and what libraries keep for themselves
    f"{os.path.realpath(place)}{os.sep}"
    for place in (
        *(sys.prefix, sys.base_prefix, site.getusersitepackages(), *sysconfig.get_paths().values()),
        *("/dev", "/proc", "/sys", "/etc", "/usr", "/lib", "/lib64", "/bin", "/System", "/Library", "/var/cache"),
        os.environ.get("MPLCONFIGDIR", HOME / ".matplotlib"),
        *(HOME / place for place in (".cache/matplotlib", ".config/matplotlib", ".cache/fontconfig")),
        *(HOME / place for place in (".fonts", ".local/share/fonts", ".config/fontconfig", ".cache/torch")),
    )
)
TEMPORARY = os.path.realpath(tempfile.gettempdir()) + os.sep
COMPILED = re.compile(r"\.pyc(?P<writing>\.\d+)?$")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
LIBRARY = (sysconfig.get_paths()["stdlib"] + os.sep, "<frozen ", __file__)
MODEL = {"answers.py", "claims.py", "statements.py", "values.py"}  # reads nothing
STARTING = ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork")
ASKING = ("socket.connect", "urllib.Request")


def main(worker: str, *names: str) -> int:
    """The worker's own exit code; what it read is written even if it raised."""
    faulthandler.enable()  # a crash in a library says where
    watch = Watch(is_of_a_snippet, line_of)
    watch.begin()
    slow = Slow(names[0] if names else "", is_of_a_snippet)
    if worker != "computing.train":  # which takes minutes, and says how far it is
        slow.begin()
    try:
        code: int = importlib.import_module(f"scripts.{worker}").main(*names)
    finally:
        slow.end()
        watch.end(noted_in(worker, *names))
    return code


def is_of_a_snippet(file: str) -> bool:
    folder = f"{here().snippets}{os.sep}"
    return file.startswith(folder) and file.removeprefix(folder) not in MODEL


def line_of(frame: FrameType) -> tuple[str, int]:
    return relative(frame.f_code.co_filename), frame.f_lineno


def begin_in_kernel(source: str, file: str) -> None:
    """The same in the kernel that runs the cells of a notebook, which are files of its own to Python."""
    watch = Watch(lambda name: "/ipykernel_" in name or is_of_a_snippet(name), partial(line_of_cell, Path(source)))
    watch.begin()
    atexit.register(watch.end, Path(file))


def line_of_cell(source: Path, frame: FrameType) -> tuple[str, int]:
    """The line of the notebook's source; a cell stands there word by word."""
    if is_of_a_snippet(frame.f_code.co_filename):
        return line_of(frame)
    cell = "".join(linecache.getlines(frame.f_code.co_filename)).strip()
    before = source.read_text(encoding="utf-8").partition(cell)[0]
    return relative(source), before.count("\n") + frame.f_lineno


class Watch:
    """Everything that functions of ours open while it watches."""

    def __init__(self, is_ours: Callable[[str], bool], place: Callable[[FrameType], tuple[str, int]]) -> None:
        self.is_ours, self.place = is_ours, place
        self.read: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.started = time.time()
        self.thread = threading.local()

    def begin(self) -> None:
        """From now on; a hook cannot be removed, and asking whether a file exists has no hook."""
        sys.addaudithook(self.hear)
        ask = os.stat

        def stat(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
            if isinstance(path, (str, os.PathLike)):
                self.hear("os.stat", (path,))
            return ask(path, *arguments, **options)

        for supported in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
            supported.add(stat)
        os.stat = stat

    def end(self, file: Path) -> None:
        """Write what was seen."""
        self.thread.is_deaf = True
        write_if_changed(file, json.dumps({"read": self.read, "faults": self.faults}, indent=1))

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """One event of Python's; what the hook itself opens is none."""
        if getattr(self.thread, "is_deaf", False):
            return
        self.thread.is_deaf = True
        try:
            if event == "open":
                self.opened(*arguments)
            elif event == "sqlite3.connect":
                self.opened(arguments[0])
            elif event in ("os.listdir", "os.scandir", "os.stat"):
                self.asked(arguments[0] or ".", is_listing=event != "os.stat")
            elif event in STARTING and (frame := self.caller()):
                self.fault(frame, "starts another process, of which nothing is known; compute it here")
            elif event in ASKING and (frame := self.innermost()):
                self.fault(frame, "asks another machine, whose answer may change; put the data beside the snippet")
        finally:
            self.thread.is_deaf = False

    def opened(self, path: Any, mode: str | None = None, flags: int = 0) -> None:
        """A file that was opened, or that was not there."""
        file = real(path)
        frame = self.innermost() if file and not is_installed(file) else None
        if not file or not frame or self.is_imported(file, frame):
            return
        name = relative(file)
        if set(mode or "") & set("wax+") or (isinstance(flags, int) and flags & WRITING):
            if not is_within(file, TEMPORARY) or is_within(file, here().root):
                self.fault(frame, f"writes {name}; a computation returns its values and leaves no file")
        elif is_within(file, here().cache) and not is_within(file, here().trained):
            self.fault(frame, f"reads {name}, which the build itself writes; compute it, or import what does")
        elif is_within(file, here().root) and not is_our_code(file):
            self.read.setdefault(name, state_of(name))
        elif not is_within(file, here().root) and not (is_within(file, TEMPORARY) and self.is_new(file)):
            self.fault(
                frame, f"reads {name}, outside the project, where no change is noticed; put it beside the snippet"
            )

    def asked(self, path: Any, *, is_listing: bool) -> None:
        """A folder of the project that was listed, or a file that was asked for, by a line of ours itself.

        Python's import system and libraries that look for a module's source ask for many.
        """
        file = real(path)
        if not is_within(f"{file}/", here().root) or is_installed(file) or file.startswith(str(here().cache)):
            return
        if self.caller() and not sys._getframe(2).f_code.co_filename.startswith("<frozen importlib"):
            name = relative(file) + ("/" if is_listing else "")
            self.read.setdefault(name, state_of(name))

    def is_imported(self, file: str, frame: FrameType | None) -> bool:
        """A module that an import at the head of another leads to: the closure knows it, and which of a package count.

        What a function imports while it runs is read like a file.
        """
        if not (is_within(file, here().snippets) and file.endswith(".py")):
            return False
        while frame and (frame.f_code.co_name == "<module>" or not self.is_ours(frame.f_code.co_filename)):
            frame = frame.f_back
        return frame is None

    def is_new(self, file: str) -> bool:
        """Whether a temporary file was made by this process, or is not there at all."""
        begun = self.started - 0.02  # the clock of files is a little behind
        return not os.path.lexists(file) or os.lstat(file).st_ctime >= begun

    def innermost(self) -> FrameType | None:
        """The frame of ours that is running, however far down the libraries are that it called."""
        frame: FrameType | None = sys._getframe(2)
        while frame and not self.is_ours(frame.f_code.co_filename):
            frame = frame.f_back
        return frame

    def caller(self) -> FrameType | None:
        """The frame of ours that itself called Python's own library, not one that called somebody else's."""
        frame: FrameType | None = sys._getframe(2)
        while (
            frame and frame.f_code.co_filename.startswith(LIBRARY) and "site-packages" not in frame.f_code.co_filename
        ):
            frame = frame.f_back
        return frame if frame and self.is_ours(frame.f_code.co_filename) else None

    def fault(self, frame: FrameType, what: str) -> None:
        fault = Fault(*self.place(frame), f"{frame.f_code.co_name} {what}")
        if fault not in self.faults:
            self.faults.append(fault)


def real(path: Any) -> str:
    """The file behind a path and its links, of a compiled module its source; nothing for a descriptor.

    Nor for a compiled module on its way to its place, which Python itself writes beside what it imports.
    """
    if not isinstance(path, (str, bytes, os.PathLike)):
        return ""
    file = os.path.realpath(os.fsdecode(path))
    if "__pycache__" not in file or not (compiled := COMPILED.search(file)):
        return file
    return "" if compiled["writing"] else importlib.util.source_from_cache(file)


def is_installed(file: str) -> bool:
    """Known by its version; a project under /usr is not, though Python's packages may stand in a folder of it."""
    is_ours = is_within(file, here().root)
    return any(file.startswith(place) and not (is_ours and is_within(str(here().root), place)) for place in INSTALLED)


def is_our_code(file: str) -> bool:
    """A module of the build, which a library may look at for the line that called it; an import leads to it anyway."""
    return is_within(file, here().root / "scripts") and file.endswith(".py")


def is_within(file: str, folder: Path | str) -> bool:
    return file.startswith(f"{str(folder).rstrip(os.sep)}{os.sep}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

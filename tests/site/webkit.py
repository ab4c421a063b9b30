"""WebKit, Safari's engine, in a window on a screen that nobody sees, driven by WebDriver.

Playwright drives only a WebKit of its own, which it downloads. The protocol is a few addresses of a local server, so
that no library of ten packages has to come along for them.
"""

import base64
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

THEMES = {"light": "Adwaita", "dark": "Adwaita:dark"}  # what the engine takes for the scheme of the device
SURROUNDINGS = {"NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11", "LANG": "C.UTF-8"}
WANTED = {"capabilities": {"alwaysMatch": {"browserName": "MiniBrowser"}}}
PATIENCE = 100  # seconds, for a machine that does ten things at once


class WebKit:
    """A window on a light device, and once it is wanted one on a dark device."""

    name = "WebKit"

    def __init__(self, folder: Path) -> None:
        self.folder, self.begun, self.sessions = folder, ExitStack(), dict[str, Session]()

    def __enter__(self) -> "WebKit":
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self.begun.callback(end, started(command, pass_fds=[write]))
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as told:
            self.screen = f":{told.readline().strip()}"  # the first that was free
        with ExitStack() as unless_begun:
            unless_begun.callback(self.begun.close)
            self.prefers("light")
            unless_begun.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self.begun.close()

    def prefers(self, scheme: str) -> None:
        """Go on in the window on a device that prefers this."""
        if scheme not in self.sessions:
            session = Session(self.folder / scheme, {"DISPLAY": self.screen, "GTK_THEME": THEMES[scheme]})
            self.sessions[scheme] = self.begun.enter_context(session)
        self.ask = self.sessions[scheme].ask

    def visit(self, url: str) -> None:
        self.ask("POST", "/url", {"url": url})

    def run(self, script: str) -> Any:
        """What an expression of JavaScript comes to; a promise is awaited."""
        return self.ask("POST", "/execute/async", {"script": awaited(script), "args": []})

    def press(self, key: str) -> None:
        self.ask("POST", "/actions", {"actions": pressed(key)})

    def resize(self, width: int, height: int = 900) -> None:
        self.ask("POST", "/window/rect", {"width": width, "height": height})

    def shown(self) -> bytes:
        """A PNG of what the window shows."""
        return base64.b64decode(self.ask("GET", "/screenshot"))


class Session:
    """A driver and the window that it has opened."""

    def __init__(self, home: Path, surroundings: dict[str, str]) -> None:
        home.mkdir()
        self.surroundings = SURROUNDINGS | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)} | surroundings

    def __enter__(self) -> "Session":
        port = free_port()
        self.address = f"http://127.0.0.1:{port}/session"
        with ExitStack() as begun:
            begun.callback(end, started(["WebKitWebDriver", "--host=127.0.0.1", f"--port={port}"], self.surroundings))
            self.address += f"/{self._begun()['sessionId']}"
            begun.callback(self.ask, "DELETE", "")
            self.begun = begun.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self.begun.close()

    def _begun(self) -> Any:
        """The session, as soon as the driver listens."""
        late = time.monotonic() + PATIENCE
        while True:
            try:
                return self.ask("POST", "", WANTED)
            except ConnectionRefusedError:
                assert time.monotonic() < late, "WebKit does not start"
                time.sleep(0.05)

    def ask(self, method: str, what: str, told: Any = None) -> Any:
        """What the driver answers. Raises AssertionError with its error, as it words it."""
        request = urllib.request.Request(
            self.address + what, json.dumps(told).encode() if told else None, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None
        except urllib.error.URLError as error:
            raise error.reason from None


def awaited(script: str) -> str:
    """What both drivers run: an expression, which may be a promise; its error is told, or they wait in vain."""
    return (
        f"const done = arguments[0]; Promise.resolve().then(() => ({script})).then(done, error => done(`${{error}}`))"
    )


def pressed(key: str) -> list[dict[str, Any]]:
    """A key pressed and let go, as both drivers want it told."""
    actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": actions}]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def started(
    command: list[str | Path], surroundings: Mapping[str, str] | None = None, **options: Any
) -> "subprocess.Popen[bytes]":
    """A quiet process of our own."""
    everything, silent = os.environ | (surroundings or {}), subprocess.DEVNULL
    return subprocess.Popen(command, env=everything, stdout=silent, stderr=silent, **options)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process of our own, and wait until it has ended."""
    process.terminate()
    process.wait(PATIENCE)

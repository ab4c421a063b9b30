"""Firefox as the distribution has it, driven through Marionette, its own remote control.

Playwright drives only a Firefox of its own, which it downloads, and others need a program beside it that no registry of
packages has. The control speaks over a socket of its own: the length of a message, a colon, the message.
"""

import base64
import json
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.site.webkit import PATIENCE, awaited, end, pressed, started

SCHEMES = {"dark": 0, "light": 1}  # as Firefox numbers what the device prefers
SCHEME = "layout.css.prefers-color-scheme.content-override"
SETTINGS = {
    "marionette.port": 0,  # one that is free
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "extensions.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}


class Firefox:
    """One window."""

    name = "Firefox"

    def __init__(self, program: str, profile: Path) -> None:
        self.program, self.profile, self.count = program, profile, 0

    def __enter__(self) -> "Firefox":
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items()]
        (self.profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [
            self.program,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            self.profile,
        ]
        with ExitStack() as begun:
            begun.callback(end, started(command, {"HOME": str(self.profile)}))
            self.socket = begun.enter_context(socket.create_connection(("127.0.0.1", port_of(self.profile)), PATIENCE))
            self.stream = begun.enter_context(self.socket.makefile("rb"))
            self._heard()  # its greeting
            self.ask("WebDriver:NewSession")
            self.begun = begun.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self.begun.close()

    def ask(self, command: str, **told: Any) -> Any:
        """What a command comes to; its error, as Firefox words it."""
        self.count += 1
        message = json.dumps([0, self.count, command, told]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._heard()
        assert not error, error
        return result

    def _heard(self) -> Any:
        length = b""
        while (sign := self.stream.read(1)) != b":":
            assert sign, "Firefox has ended"
            length += sign
        return json.loads(self.stream.read(int(length)))

    def visit(self, url: str) -> None:
        self.ask("WebDriver:Navigate", url=url)

    def run(self, script: str) -> Any:
        """What an expression of JavaScript comes to; a promise is awaited."""
        return self.ask("WebDriver:ExecuteAsyncScript", script=awaited(script), args=[])["value"]

    def press(self, key: str) -> None:
        self.ask("WebDriver:PerformActions", actions=pressed(key))

    def prefers(self, scheme: str) -> None:
        """What the device prefers from now on."""
        self.ask("Marionette:SetContext", value="chrome")
        self.ask("WebDriver:ExecuteScript", script=f"Services.prefs.setIntPref({SCHEME!r}, {SCHEMES[scheme]})", args=[])
        self.ask("Marionette:SetContext", value="content")

    def resize(self, width: int, height: int = 900) -> None:
        self.ask("WebDriver:SetWindowRect", width=width, height=height)

    def shown(self) -> bytes:
        """A PNG of what the window shows."""
        return base64.b64decode(self.ask("WebDriver:TakeScreenshot", full=False)["value"])

    def printed(self) -> bytes:
        """A PDF of the page."""
        return base64.b64decode(self.ask("WebDriver:Print", background=False)["value"])


def port_of(profile: Path) -> int:
    """The port that Firefox has taken, once it says so."""
    told = profile / "MarionetteActivePort"
    late = time.monotonic() + PATIENCE
    while not (told.exists() and told.read_text(encoding="utf-8").strip()):
        assert time.monotonic() < late, "Firefox does not start"
        time.sleep(0.05)
    return int(told.read_text(encoding="utf-8"))

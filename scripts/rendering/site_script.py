"""The site's own scripts, written as modules and published as few files: one for every page, others for the search.

A page asks for one file instead of many. What it costs a reader are words, so comments stay at home.
"""

import os
import re
from hashlib import sha256
from pathlib import Path

from scripts.model.faults import UnusableError
from scripts.model.paths import here
from scripts.store.intact import look_anew

JOINED = (  # each may import of those before it
    *("dom", "palette", "drawer", "contents", "search", "offline"),
    *("card", "copying", "folds", "unfold", "paper", "reach", "demos"),
)
IMPORT = re.compile(r"^import [^;]*;\n", re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|function|class) (\w+))", re.M)
COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.M | re.S)  # on lines of its own


def site_script() -> str:
    """All modules of a page in one script, each in a scope of its own."""
    modules = [_scoped((here().docs / "assets" / "site" / f"{name}.js").read_text(encoding="utf-8")) for name in JOINED]
    return "\n".join(['(() => {\n"use strict";', *modules, "})();\n"])


def _scoped(module: str) -> str:
    """A module as a call that gives what it exports; what it imports is known by then.

    One that exports nothing is a part by itself: where it fails, that is told on the console, and the others go on.
    """
    exported = ", ".join(EXPORT.findall(module))
    body = EXPORT.sub("", IMPORT.sub("", lightened(module)))
    if exported:
        return f"const {{ {exported} }} = (() => {{\n{body}return {{ {exported} }};\n}})();"
    return f"try {{\n{body}}} catch (error) {{\n  reportError(error);\n}}"


def search_library() -> str:
    """MiniSearch without its comments: 8 kB compressed, of 18; lunr, which the theme brings, takes 12."""
    if not here().minisearch.exists():
        raise UnusableError(f"MiniSearch is missing in {here().node_modules.name}; run `make setup`")
    return re.sub(r"^[ \t]+", "", lightened(here().minisearch.read_text(encoding="utf-8")), flags=re.M)


def answer_parser() -> str:
    """jsep, which reads what a student types and evaluates nothing: 3.5 kB compressed, fetched by the first check."""
    if not here().jsep.exists():
        raise UnusableError(f"jsep is missing in {here().node_modules.name}; run `make setup`")
    return re.sub(r"\n//# sourceMappingURL=.*", "", here().jsep.read_text(encoding="utf-8"))


def worker(site: Path) -> str:
    """What keeps pages for a reader without a network: another one for each edition of the site."""
    walked = [(folder, name) for folder, _, names in os.walk(site) for name in names if not name.startswith("sitemap")]
    files = sorted((f"{folder}/{name}" for folder, name in walked), key=lambda place: place.split("/"))
    contents = [f"{place.removeprefix(f'{site}/')} {look_anew(place)}" for place in files]
    edition = sha256("\n".join(contents).encode()).hexdigest()[:16]
    worker = here().docs / "assets" / "offline" / "worker.js"
    return f'const EDITION = "{edition}";\n{lightened(worker.read_text(encoding="utf-8"))}'


def lightened(script: str) -> str:
    return COMMENT.sub("", script)

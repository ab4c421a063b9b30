"""What a module depends on: the local files it imports, all the way down, and the libraries they use.

Parsing them all takes longer than most builds, so what a file imports is kept by its content.
"""

import ast
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from scripts.model.paths import CACHE, ROOT, write_if_changed

STORE = CACHE / "imported.json"
LOCAL = ("snippets", "scripts")
PACKAGES = {
    "PIL": "pillow",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}  # known ones need no search


def closure(path: Path, within: Path | None = None) -> tuple[list[Path], set[str]]:
    """The files of ours that `path` imports (itself included), and the libraries they import by name.

    `within` is a folder that its process loads as a package of its own, so that nothing outside is run.
    """
    files: set[Path] = set()
    libraries: set[str] = set()
    waiting = [path]
    while waiting:
        file = waiting.pop()
        if file in files:
            continue
        files.add(file)
        for name in _imports(file):
            top = re.split("[.:]", name)[0]
            if top in LOCAL:
                waiting += [found for found in _files_of(name) if not within or within in found.parents]
            else:
                libraries.add(top)
    return sorted(files), libraries - sys.stdlib_module_names


def forget() -> None:
    """Look again which files there are."""
    _files_of.cache_clear()


def _imports(file: Path) -> list[str]:
    """The modules that a file names, `module:name` where it takes a name out of one."""
    name, text, kept = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"), _kept()
    content = hashlib.sha256(text.encode()).hexdigest()
    if kept.get(name, [""])[0] != content:
        kept[name] = [content, *dict.fromkeys(_named(text, file.relative_to(ROOT).parent.parts))]
        write_if_changed(STORE, json.dumps(kept))
    return kept[name][1:]


@cache
def _kept() -> dict[str, list[str]]:
    """For each file the hash of its content, then what it imports."""
    return json.loads(STORE.read_text(encoding="utf-8")) if STORE.exists() else {}


def _named(text: str, package: tuple[str, ...]) -> Iterator[str]:
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: None if node.level < 2 else 1 - node.level])
            base = ".".join(filter(None, [above if node.level else "", node.module]))
            yield from (f"{base}:{alias.name}" for alias in node.names)


def parsed(text: str) -> ast.Module:
    """A module's tree; of one that does not parse an empty one, because importing it will report where."""
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.Module([], [])


@cache
def _files_of(name: str) -> list[Path]:
    """The file of a module, or the `__init__` of a package that is named itself, not one of its modules.

    The `__init__` of a package above runs too, but only gathers (a test holds it to that): so a page that takes one
    module of an exercise is not computed anew for all the others.
    """
    module, _, taken = name.partition(":")
    return (_files_of(f"{module}.{taken}") if taken else []) or _existing(ROOT.joinpath(*module.split(".")))


def _existing(place: Path) -> list[Path]:
    return [file for file in (place.with_suffix(".py"), place / "__init__.py") if file.exists()]


def versions(libraries: set[str]) -> dict[str, str]:
    """The installed version of each library, and Python's own."""
    found = {name: _version(name) for name in sorted(libraries)}
    return {"python": ".".join(map(str, sys.version_info[:3])), **found}


@cache
def _version(module: str) -> str:
    """The version of the package that installs a module, usually one of the same name."""
    try:
        return metadata.version(PACKAGES.get(module, module))
    except metadata.PackageNotFoundError:
        names = _packages().get(module, [])
        return metadata.version(names[0]) if names else "not installed"


@cache
def _packages() -> Mapping[str, list[str]]:
    """Which packages install a module; this reads the file list of each, which takes longer than most builds."""
    return metadata.packages_distributions()

"""What a module depends on: the local files it imports, all the way down, and the libraries they use.

Parsing them all takes longer than most builds, so what a file holds is kept by its content.
"""

import ast
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from scripts.model.paths import here
from scripts.store.kept import PLAIN, find, keep

KEPT = "files of Python"
LOCAL = ("snippets", "scripts")
VERSION = re.compile(r"^Version: *(.*?)[ \r]*$", re.M)
PACKAGES = {
    "PIL": "pillow",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}  # known ones need no search


_unknown: set[str] = set()  # files that were read anew, and are not written down yet


@cache
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
        for name in module(file).imports:
            top = re.split("[.:]", name)[0]
            if top in LOCAL:
                waiting += [found for found in _files_of(here().root, name) if not within or within in found.parents]
            else:
                libraries.add(top)
    _remember()
    return sorted(files), libraries - sys.stdlib_module_names


def imported_by(modules: Iterable[Path]) -> list[str]:
    """What these modules import that is not ours, as Python names it: `matplotlib.pyplot`."""
    files = {file for path in modules for file in closure(path)[0]}
    names = {name.partition(":")[0] for file in files for name in module(file).imports}
    return sorted(name for name in names if name.partition(".")[0] not in LOCAL)


def forget() -> None:
    """Look again which files there are, and what they hold."""
    for looked_up in (_local_files, _files_of, closure, module):
        looked_up.cache_clear()


class Module(NamedTuple):
    """What a file of Python holds, apart from what changes no value."""

    content: str  # the hash of its bytes
    words: str  # the hash of what it does and says: without comments
    meaning: str  # the hash of what it does: without comments, docstrings, what is said of witnesses, and TASKS
    instances: dict[str, str]  # the hash of each instance that its TASKS state
    uses: list[str]  # the instances that its functions take from TASKS; "*" where that cannot be read off
    reads_source: bool  # whether it looks at the text of functions, comments included
    imports: list[str]  # the modules that it names, `module:name` where it takes a name out of one


@cache
def module(file: Path) -> Module:
    """What a file holds, as it was when a run first asked: what is saved later makes its result stale."""
    name, data, kept = file.relative_to(here().root).as_posix(), file.read_bytes(), _kept()
    content = hashlib.sha256(data).hexdigest()
    if name not in kept or kept[name].content != content:
        kept[name] = _read(data.decode(), content, file.relative_to(here().root).parent.parts)
        _unknown.add(name)
    return kept[name]


@cache
def _kept() -> dict[str, Module]:
    """What is known of each file."""
    return {name: Module(*found) for name, found in (find(KEPT, PLAIN) or {}).items()}


def _remember() -> None:
    """Write what is known of each file, if any of it is new."""
    if _unknown:
        keep(KEPT, PLAIN, {name: tuple(found) for name, found in _kept().items()})
        _unknown.clear()


def _read(text: str, content: str, package: tuple[str, ...]) -> Module:
    tree = parsed(text)
    words = _hash(tree)
    imports, uses = list(dict.fromkeys(_named(tree, package))), sorted(set(_uses(tree)))
    instances = _without_tasks(tree)
    for node in ast.walk(tree):
        _forget_words(node)
    return Module(content, words, _hash(tree), instances, uses, "getsource" in text, imports)


def _hash(tree: ast.AST) -> str:
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()


def _named(tree: ast.Module, package: tuple[str, ...]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: None if node.level < 2 else 1 - node.level])
            base = ".".join(filter(None, [above if node.level else "", node.module]))
            yield from (f"{base}:{alias.name}" for alias in node.names)


def _uses(tree: ast.Module) -> Iterator[str]:
    """The instances taken from TASKS: `TASKS["tanh"]` is one, anything else may be all."""
    single = [node for node in ast.walk(tree) if isinstance(node, ast.Subscript) and _is_tasks(node.value)]
    known = {id(node.value): node.slice.value for node in single if isinstance(node.slice, ast.Constant)}
    for node in ast.walk(tree):
        if _is_tasks(node) and not isinstance(getattr(node, "ctx", None), ast.Store):
            yield str(known.get(id(node), "*"))


def _is_tasks(node: ast.AST) -> bool:
    return getattr(node, "id", getattr(node, "attr", "")) == "TASKS"


def _without_tasks(tree: ast.Module) -> dict[str, str]:
    """Take the table of instances out of a module; the hash of each, so that a new one is no change of the others."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and _is_tasks(node.targets[0]) and isinstance(node.value, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else None for key in node.value.keys]
            if all(isinstance(key, str) for key in keys):
                tree.body.remove(node)
                return {str(key): _hash(value) for key, value in zip(keys, node.value.values)}
    return {}


def _forget_words(node: ast.AST) -> None:
    """Drop what is said and never computed with: a docstring, the name and tolerance of a witness, a slip's mistake."""
    if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
        del node.body[0]
    for called in (item for item in getattr(node, "decorator_list", []) if isinstance(item, ast.Call)):
        if isinstance(called.func, ast.Attribute) and called.func.attr in ("witness", "slip"):
            called.args, called.keywords = [], []
        elif isinstance(called.func, ast.Name) and called.func.id == "figure":
            called.keywords = [word for word in called.keywords if word.arg not in ("within", "because")]


def parsed(text: str) -> ast.Module:
    """A module's tree; of one that does not parse an empty one, because importing it will report where."""
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.Module([], [])


@cache
def _files_of(root: Path, name: str) -> list[Path]:
    """The file of an imported module; an `__init__.py` only where the package itself is imported.

    The `__init__` of a package above runs too, but only gathers (a test holds it to that): so a page that takes one
    module of an exercise is not computed anew for all the others.
    """
    module, _, taken = name.partition(":")
    place = module.replace(".", "/")
    there = [root / file for file in (f"{place}.py", f"{place}/__init__.py") if file in _local_files(root)]
    return (_files_of(root, f"{module}.{taken}") if taken else []) or there


@cache
def _local_files(root: Path) -> frozenset[str]:
    """Every module of ours: one look into the folders, where asking for each file would be thousands."""
    walked = (os.walk(folder) for folder in (root / name for name in LOCAL))
    found = (os.path.join(place, name) for places in walked for place, _, names in places for name in names)
    return frozenset(os.path.relpath(file, root).replace(os.sep, "/") for file in found if file.endswith(".py"))


def versions(libraries: Iterable[str]) -> dict[str, str]:
    """The installed version of each library, and Python's own."""
    found = {name: _version(name) for name in sorted(libraries)}
    return {"python": ".".join(map(str, sys.version_info[:3])), **found}


@cache
def _version(module: str) -> str:
    """The version of the package that installs a module, usually one of the same name."""
    try:
        return _installed(PACKAGES.get(module, module))
    except metadata.PackageNotFoundError:
        names = _packages().get(module, [])
        return _installed(names[0]) if names else "not installed"


def _installed(package: str) -> str:
    """As its metadata begin by saying; to have all of them parsed takes ten times as long."""
    told = VERSION.search(metadata.distribution(package).read_text("METADATA") or "")
    return told[1] if told else metadata.version(package)


@cache
def _packages() -> Mapping[str, list[str]]:
    """Which packages install a module; this reads the file list of each, which takes longer than most builds."""
    return metadata.packages_distributions()

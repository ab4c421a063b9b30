"""Results kept in the cache by the hash of all that they depend on, our own code included."""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from scripts.model.paths import Project, here, write_if_changed
from scripts.store.manifest import contents, settings

LOADED = contents("scripts")  # our code as this process runs it, which a live site does for hours
PLAIN = "plain data"  # the key of what says itself of what it was made
Result = TypeVar("Result")
Makers = Mapping[str, Callable[[], Result]]  # of the results for several texts
Known = Callable[[Makers[Result]], dict[str, Result]]  # `made`, or `kept_each` of a name and parts
Keep = Callable[[str, Iterable[str], Callable[[], Result]], Result]  # `anew`, or `kept`


@cache
def code(project: Project) -> str:
    """The hash of what computes the results of a project: ours, the locked libraries, the settings."""
    return _hash(map(repr, sorted((LOADED | settings(project.root)).items())))


def key_of(parts: Iterable[str]) -> str:
    return _hash([code(here()), *parts])


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def file_of(name: str) -> Path:
    """The file in which a result is kept."""
    return here().kept / f"{name}.pickle"


def find(name: str, key: str) -> Any:
    """What was kept under a name for this key, or None."""
    file = file_of(name)
    kept_key, _, result = file.read_bytes().partition(b"\n") if file.exists() else (None, b"", b"")
    return pickle.loads(result) if kept_key == key.encode() else None  # of other code, whose classes may be gone


def keep(name: str, key: str, result: object) -> None:
    """One result for each name: the one before is forgotten."""
    write_if_changed(file_of(name), key.encode() + b"\n" + pickle.dumps(result))


def kept(name: str, parts: Iterable[str], make: Callable[[], Result]) -> Result:
    """The result made of the same parts before, else a new one. `None` is no result."""
    key = key_of(parts)
    found: Result | None = find(name, key)
    if found is None:
        found = make()
        keep(name, key, found)
    return found


def anew(name: str, parts: Iterable[str], make: Callable[[], Result]) -> Result:
    """The result, made anew."""
    return make()


def made(makers: Makers[Result]) -> dict[str, Result]:
    """The results for several texts, made anew."""
    return {text: make() for text, make in makers.items()}


def kept_each(name: str, parts: Iterable[str], makers: Makers[Result]) -> dict[str, Result]:
    """The results for several texts under one name; those of new texts are made, those of texts that went forgotten."""
    key = key_of(parts)
    known: dict[str, Result] = find(name, key) or {}
    hashes = {text: _hash([text]) for text in makers}
    found = {text: known[hashes[text]] if hashes[text] in known else make() for text, make in makers.items()}
    if known.keys() != set(hashes.values()):
        keep(name, key, {hashes[text]: result for text, result in found.items()})
    return found

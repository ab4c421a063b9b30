"""One side of a report: an edition, read from a file or an address, with what stands beside it.

Whichever version of `answers.json` it is, ids are made whole here, `rnn.gradient@exam`, and every entry has slips.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from scripts.model.edition import whole
from scripts.model.faults import UnusableError, shortened
from scripts.model.paths import relative
from scripts.model.tree import Tree

VERSIONS = (1, 2)
SECONDS = 30  # for an address to answer
Entry = dict[str, Tree]


def no_picture(file: str) -> bytes | None:
    """Beside sources stands no figure."""
    return None


@dataclass(frozen=True)
class Edition:
    """What a reader has: entries by whole id, figures by id, and the bytes of a figure's file if they are at hand."""

    name: str
    answers: dict[str, Entry]
    figures: dict[str, Entry]
    commit: str = ""
    place: str = ""  # the folder or the address it stands in, with a slash at its end
    picture: Callable[[str], bytes | None] = no_picture
    is_whole: bool = True  # False: read off sources, without values
    given: dict[str, Entry] = field(default_factory=dict)  # what each task gives, by whole id; none in version 1

    def instances(self, name: str) -> list[Entry]:
        """The entries of one answer, `rnn.gradient`, on all its instances."""
        return self._by_name.get(name, [])

    @property
    def names(self) -> list[str]:
        """Every answer once, in order: `rnn.gradient`."""
        return list(self._by_name)

    @property
    def slips(self) -> dict[str, str]:
        """The answer that each mistake belongs to, by name: `rnn.gradient_direct_only` is one of `rnn.gradient`."""
        return {
            slip["id"].partition("@")[0]: name
            for name, entries in self._by_name.items()
            for entry in entries
            for slip in entry.get("slips", ())
        }

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for id, entry in self.answers.items():
            found.setdefault(id.partition("@")[0], []).append(entry)
        return found


def read_file(path: Path) -> Edition:
    """The edition of a file, or of the site in a folder; raises UnusableError with one line that says what is wrong."""
    path = path / "answers.json" if path.is_dir() else path
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableError(f"{path}: cannot be read: {shortened(str(error))}") from None

    def picture(file: str) -> bytes | None:
        beside = path.parent / file
        return beside.read_bytes() if beside.is_file() else None

    return parsed(text, relative(path), picture, f"{relative(path.parent)}/")


def read_address(address: str) -> Edition:
    """The edition published at an address, of the file or of the site; raises UnusableError, also without a network."""
    address = f"{address}answers.json" if address.endswith("/") else address
    try:
        text = fetched(address).decode()
    except (OSError, HTTPException, ValueError) as error:
        why = shortened(str(error), 120)
        raise UnusableError(f"{address}: cannot be fetched ({why}); name a git ref or a file instead") from None
    folder = address.rpartition("/")[0] + "/"

    def picture(file: str) -> bytes | None:
        try:
            return fetched(folder + file)
        except (OSError, HTTPException):
            return None

    return parsed(text, address, picture, folder)


def fetched(address: str) -> bytes:
    """The bytes at an address; raises OSError."""
    with urlopen(address, timeout=SECONDS) as reply:
        content: bytes = reply.read()
    return content


def parsed(text: str, name: str, picture: Callable[[str], bytes | None] = no_picture, place: str = "") -> Edition:
    """The edition in a text; raises UnusableError for what is none, and for a version that is not known."""
    try:
        data = json.loads(text)
        version = data["schema_version"]
    except (ValueError, KeyError, TypeError):
        raise UnusableError(f"{name}: no answers.json: it has no schema_version") from None
    if version not in VERSIONS:
        raise UnusableError(f"{name}: schema_version {version!r} is not known; this report reads 1 and 2")
    try:
        commit = data.get("built", {}).get("commit", "")
        answers = {
            whole(entry["id"], entry["instance"]): {"slips": [], **entry, "value": entry["value"]}
            for entry in data["answers"]
        }
        figures = {figure["id"]: figure for figure in data["figures"]}
        given = {task["id"]: task["given"] for task in data.get("instances", ())}
        return Edition(name, answers, figures, commit, place, picture, given=given)
    except (KeyError, TypeError, AttributeError) as error:
        raise UnusableError(f"{name}: no answers.json: {type(error).__name__} {error} in its entries") from None

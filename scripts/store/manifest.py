"""What the last good build was made from; standard library only, because every `make` asks."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from scripts.model.paths import here, write_if_changed
from scripts.store.git import commit_and_date
from scripts.store.intact import hash_of, is_intact

FOLDERS = ("docs", "snippets", "scripts", "tests/answer_key", "tests/evidence")
FILES = ("mkdocs.yml", "requirements.lock", "package-lock.json")
ENVIRONMENT = ("SITE_URL", "REPO_URL")


def inputs() -> dict[str, str]:
    """Everything that the site depends on, by name: content hashes, addresses, commit, Python."""
    names = sorted(path.name for path in (here().root / "tests").rglob("test_*.py"))  # a page needs its test to exist
    return {**contents(*FOLDERS), **settings(here().root), "commit": commit_and_date()[0], "tests": " ".join(names)}


def settings(root: Path) -> dict[str, str]:
    """What each result depends on beside our code and its own sources: locked libraries, addresses, Python."""
    hashes = {name: hash_of(root / name) for name in FILES if (root / name).exists()}
    return {**hashes, "python": sys.version, **{name: os.environ.get(name, "") for name in ENVIRONMENT}}


def contents(*folders: str) -> dict[str, str]:
    """The hash of every file in some folders of the project."""
    return {name: hash_of(path) for folder in folders for name, path in _files(here().root / folder).items()}


def sources() -> list[Path]:
    """Every file of text that a contributor edits."""
    endings = {".md", ".py", ".toml", ".yml", ".css", ".js", ".html", ".mplstyle"}
    root = here().root
    paths = [path for folder in FOLDERS for path in _files(root / folder).values()] + [root / name for name in FILES]
    return [path for path in sorted(paths) if path.suffix in endings and path.exists()]


def _files(folder: Path) -> dict[str, Path]:
    """Every file below a folder, by its path from the project's."""
    walked = (walk for walk in os.walk(folder) if not walk[0].endswith("__pycache__"))
    places = [f"{place}/{name}" for place, _, names in walked for name in names]
    return {place[len(f"{here().root}/") :]: Path(place) for place in places}


def is_current(found: dict[str, str]) -> bool:
    """Whether the site was built from just these inputs, each file of it is intact, and nothing computed was lost."""
    if not is_intact(here().manifest) or not here().site.is_dir():
        return False
    remembered = json.loads(here().manifest.read_text(encoding="utf-8"))
    return remembered["inputs"] == found and all(remembered.get(name) == now for name, now in made().items())


def remember(found: dict[str, str]) -> None:
    write_if_changed(here().manifest, json.dumps({"inputs": found, **made()}))


def made() -> dict[str, dict[str, Any]]:
    """The hash of every file of the site, and the size of every result in the cache, which a sweep looks into."""
    computed = (here().evidence, here().trained, here().executed)  # what was deleted there is wanted anew
    sizes = {name: size for place in computed for name, size in _sizes(place).items()}
    return {"site": contents(here().site.name), "computed": sizes}


def _sizes(folder: Path) -> dict[str, int]:
    return {name: path.stat().st_size for name, path in _files(folder).items()}

"""The nets that exercises publish, read off the source: importing the modules that train them takes seconds.

An exercise publishes `TRAINED = {"colour": colour, ...}` in a module of its own, whose folder is all that its training
depends on, and beside it `LIVE = {"colour": True, ...}`: those that run on its page, and whether each is residual.
"""

import ast
from functools import cache
from pathlib import Path
from typing import Any

from scripts.computing.closure import parsed
from scripts.model.faults import UnusableError
from scripts.model.paths import here, relative, slugs


def trainings() -> dict[str, Path]:
    """By slug the module that publishes nets."""
    return trainings_of(here().snippets, tuple(slugs()))


@cache  # of these very exercises: a test that looks at others leaves nothing behind
def trainings_of(snippets: Path, slugs: tuple[str, ...]) -> dict[str, Path]:
    modules = ((slug, file) for slug in slugs for file in sorted((snippets / slug).rglob("*.py")))
    return {slug: file for slug, file in modules if "\nTRAINED = {" in file.read_text(encoding="utf-8")}


def nets() -> dict[str, Path]:
    """Each net with the module that trains it, in the order in which they are published: the longest ones first.

    Raises UnusableError where two exercises publish nets of one name.
    """
    found: dict[str, Path] = {}
    for file in trainings().values():
        for key in _table(file, "TRAINED").keys:
            name = ast.literal_eval(key) if key else ""
            if found.setdefault(name, file) != file:
                raise UnusableError(f"{relative(file)}: {relative(found[name])} trains a net {name} too; rename one")
    return found


def live(slug: str) -> dict[str, bool]:
    """The nets that run on a page of an exercise, and whether each is residual."""
    file = trainings().get(slug)
    found: dict[str, Any] = ast.literal_eval(_table(file, "LIVE")) if file else {}
    return found


def _table(file: Path, name: str) -> ast.Dict:
    tree = _parsed(file.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and ast.unparse(node.targets[0]) == name:
            return node.value
    return ast.Dict([], [])


_parsed = cache(parsed)

"""A notebook runs, and the copy beside it, for Jupyter and Colab, says what the notebook says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.model.faults import Fault
from scripts.model.paths import EXECUTED, NOTEBOOKS, notebooks, relative, write_if_changed
from scripts.model.repository import address

REPOSITORY = re.compile(r'(?<=REPOSITORY = )\\"([^"\\]*)\\"')  # as it stands in JSON


def check_notebooks() -> Iterator[Fault]:
    """What went wrong when a notebook ran; else whether its copy is up to date."""
    for name in notebooks():
        source, copy, found = NOTEBOOKS / f"{name}.py", copy_of(name), EXECUTED / name / "faults.json"
        if not found.exists():
            yield Fault(relative(source), 1, f"the execution of {name} ended early; see its message above")
            continue
        faults = [Fault(*fault) for fault in json.loads(found.read_text(encoding="utf-8"))]
        yield from faults
        committed = copy.read_text(encoding="utf-8") if copy.exists() else ""
        if not faults and committed != with_solutions(name, address_in(committed)):
            what = f"says something else than {source.name}; change only that one, `make fix` writes this one"
            yield Fault(relative(copy), 1, what)


def fix_notebooks() -> int:
    """Write the copies anew; returns how many changed. REPO_URL tells them where the project is."""
    count = 0
    for name in notebooks():
        copy = copy_of(name)
        before = address_in(copy.read_text(encoding="utf-8")) if copy.exists() else ""
        if (EXECUTED / name / "with_solutions.ipynb").exists():
            count += write_if_changed(copy, with_solutions(name, address() or before))
    return count


def copy_of(name: str) -> Path:
    return NOTEBOOKS / f"{name}.ipynb"


def with_solutions(name: str, repository: str) -> str:
    """The notebook without outputs."""
    return with_address((EXECUTED / name / "with_solutions.ipynb").read_text(encoding="utf-8"), repository)


def with_address(notebook: str, repository: str) -> str:
    """The notebook whose first cell knows from where to fetch the project."""
    quoted = json.dumps(json.dumps(repository))[1:-1]
    return REPOSITORY.sub(lambda _: quoted, notebook, count=1)


def address_in(notebook: str) -> str:
    """The repository that a notebook fetches the project from; empty when it asks."""
    found = REPOSITORY.search(notebook)
    return found[1] if found else ""

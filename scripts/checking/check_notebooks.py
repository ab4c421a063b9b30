"""A notebook runs, its text says no result, and the copy beside it, for Jupyter and Colab, says what it says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.checking.hand_typed import find_uncovered
from scripts.checking.not_rendered import check_not_rendered
from scripts.model.faults import Fault
from scripts.model.paths import CELL, here, notebooks, relative, write_if_changed
from scripts.model.repository import address
from scripts.model.source import Page
from scripts.store.kept import kept

REPOSITORY = re.compile(r'(?<=REPOSITORY = )\\"([^"\\]*)\\"')  # as it stands in JSON


def check_notebooks() -> Iterator[Fault]:
    """What went wrong when a notebook ran; else what its text should not say, and whether its copy is up to date."""
    for name in notebooks():
        source, copy, found = here().notebooks / f"{name}.py", copy_of(name), here().executed / name / "faults.json"
        if not found.exists():
            yield Fault(relative(source), 1, f"the execution of {name} ended early; see its message above")
            continue
        faults = [Fault(*fault) for fault in json.loads(found.read_text(encoding="utf-8"))]
        faults = faults or prose_of(name)
        yield from faults
        committed = copy.read_text(encoding="utf-8") if copy.exists() else ""
        if not faults and committed != with_solutions(name, address_in(committed)):
            what = f"says something else than {source.name}; change only that one, `make fix` writes this one"
            yield Fault(relative(copy), 1, what)


def prose_of(name: str) -> list[Fault]:
    """The faults of its text, found once for each version of it."""
    source, executed = here().notebooks / f"{name}.py", here().executed / name / "with_solutions.ipynb"
    texts = [path.read_text(encoding="utf-8") for path in (source, executed)]
    return kept(f"prose/{name}", texts, lambda: list(check_prose(source, *texts)))


def check_prose(source: Path, written: str, executed: str) -> Iterator[Fault]:
    """The results in the cells of text, and what would stand there as it was typed."""
    lines = [written.count("\n", 0, match.start()) + 1 for match in CELL.finditer(written)]
    cells = json.loads(executed)["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    for cell, line in zip(cells, lines):
        if cell["cell_type"] == "markdown":
            page = Page(source, "".join(cell["source"]))
            for start, end, _ in find_uncovered(page, [], run=code):
                what = f"{page.text[start:end]} is typed by hand; let a cell compute and print it"
                yield Fault(relative(source), line + 1 + page.text.count("\n", 0, start), what)
            for fault in check_not_rendered(page):
                yield Fault(relative(source), line + fault.line, fault.message)


def fix_notebooks() -> int:
    """Write the copies anew; returns how many changed. REPO_URL tells them where the project is."""
    count = 0
    for name in notebooks():
        copy = copy_of(name)
        before = address_in(copy.read_text(encoding="utf-8")) if copy.exists() else ""
        if (here().executed / name / "with_solutions.ipynb").exists():
            count += write_if_changed(copy, with_solutions(name, address() or before))
    return count


def copy_of(name: str) -> Path:
    return here().notebooks / f"{name}.ipynb"


def with_solutions(name: str, repository: str) -> str:
    """The notebook without outputs."""
    return with_address((here().executed / name / "with_solutions.ipynb").read_text(encoding="utf-8"), repository)


def with_address(notebook: str, repository: str) -> str:
    """The notebook whose first cell knows from where to fetch the project."""
    quoted = json.dumps(json.dumps(repository))[1:-1]
    return REPOSITORY.sub(lambda _: quoted, notebook, count=1)


def address_in(notebook: str) -> str:
    """The repository that a notebook fetches the project from; empty when it asks."""
    found = REPOSITORY.search(notebook)
    return found[1] if found else ""

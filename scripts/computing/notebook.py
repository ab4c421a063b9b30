"""Execute one notebook in a fresh process: `python -m scripts.computing.notebook autoencoder`.

Writes to the cache: the notebook as Jupyter reads it, with solutions (the file beside its source is the same) and
without; with outputs, which the page is made of; its pictures; and at last its faults. Leaves with 3 when there is one.
"""

import json
import os
import re
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from scripts.computing.figures import adapt, too_small
from scripts.model.faults import Fault
from scripts.model.paths import CELL, here, relative, write_if_changed, write_whole
from scripts.store.reads import noted_in

HEADER = ("title", "description", "kernelspec")
CELL_METADATA = ("tags", "alt")  # that is kept
PICTURES = {"image/svg+xml": "svg", "image/jpeg": "jpg", "image/png": "png"}
FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
FILE = re.compile(r" \(\d+\.py, line \d+\)$")  # of a syntax error: none that anybody knows
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}")
SECONDS = 300  # for one cell, ten times what the slowest machine should need


def main(name: str) -> int:
    """Read, execute, write, and say on the terminal what came out and how long it took."""
    started = time.perf_counter()
    notebook = Notebook(name)
    faults = notebook.faults()
    write_if_changed(here().executed / name / "faults.json", json.dumps(faults))
    counts = f"{len(notebook.cells)} cells, {len(faults)} faults"
    print(f"  computed {name}.ipynb: {counts}, {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return 3 if faults else 0


class Notebook:
    """A notebook, its cells and the lines of its source at which they begin."""

    def __init__(self, name: str) -> None:
        self.source, self.folder = here().notebooks / f"{name}.py", here().executed / name
        self.text = self.source.read_text(encoding="utf-8")
        self.node = clean(jupytext.reads(self.text, "py:percent"))
        self.cells = self.node.cells
        self.lines = [
            self.text[: match.start()].count("\n") + 1 for match in CELL.finditer(self.text)
        ]  # of their markers

    def faults(self) -> list[Fault]:
        """Write what needs no execution; execute; write the rest when nothing is wrong."""
        write_if_changed(self.folder / "with_solutions.ipynb", nbformat.writes(self.node) + "\n")
        write_if_changed(self.folder / "exercise.ipynb", nbformat.writes(without_solutions(self.node)) + "\n")
        faults = [*self.read()] or [*self.execute()] or [*self.judge()]
        if not faults:
            self.publish()
        return faults

    def fault(self, cell: int, line: int, message: str) -> Fault:
        """A fault in a line of a cell, both counted from 0; the line of its marker is -1."""
        return Fault(relative(self.source), self.lines[cell] + 1 + line, message)

    def read(self) -> Iterator[Fault]:
        """The header is whole, and every cell begins with its marker."""
        for name in HEADER:
            if name not in self.node.metadata:
                yield Fault(relative(self.source), 1, f"the header needs `{name}` under `jupyter:`")
        if len(self.lines) != len(self.cells):
            yield Fault(relative(self.source), 1, "some text stands in no cell; begin each cell with # %%")

    def execute(self) -> Iterator[Fault]:
        """Run all cells in a kernel of their own; the first that fails is the fault."""
        now = [0]
        with surroundings(self.watch()) as folder:
            try:
                self.client(folder, now).execute()
            except CellExecutionError as error:
                yield self.fault(*self.place(str(error), now[0]), f"cell {now[0] + 1} raised {said(error)}; mend it")
            except (RuntimeError, TimeoutError) as error:  # the kernel has died, or a cell takes forever
                yield self.fault(now[0], 0, f"cell {now[0] + 1} did not end: {' '.join(str(error).split())}; mend it")

    def client(self, folder: str, now: list[int]) -> NotebookClient:
        """What runs the cells, noting which is run now.

        Its sockets stand in a folder of ours: no port for others, and not where a second notebook has its own.
        """
        config = Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}})
        return NotebookClient(
            self.node,
            timeout=SECONDS,
            kernel_name="python3",
            coalesce_streams=True,  # else where a stream is cut is a matter of time
            record_timing=False,
            config=config,
            resources={"metadata": {"path": str(here().root)}},
            on_cell_start=lambda cell, cell_index: now.__setitem__(0, cell_index),
        )

    def watch(self) -> str:
        """What the kernel runs before the first cell, so that whatever a cell opens is noted."""
        file = noted_in("computing.notebook", self.source.stem, "cells")
        call = f"begin_in_kernel({str(self.source)!r}, {str(file)!r})"
        return f"from scripts.computing.watched import begin_in_kernel\n{call}\ndel begin_in_kernel\n"

    def place(self, trace: str, cell: int) -> tuple[int, int]:
        """The innermost cell and line that a traceback names."""
        number, line = FRAME.findall(COLOUR.sub("", trace))[-1]
        counts = [item.get("execution_count") for item in self.cells]
        return (counts.index(int(number)) if int(number) in counts else cell), int(line) - 1

    def judge(self) -> Iterator[Fault]:
        """A picture has a description, and nothing shown is another thing each time."""
        for number, cell in enumerate(self.cells):
            for output in cell.get("outputs", []):
                if picture_of(output) and not cell.metadata.get("alt"):
                    yield self.fault(number, -1, 'this cell shows a picture; describe it: # %% alt="..."')
                if small := too_small(output.get("data", {}).get("image/svg+xml", "")):
                    yield self.fault(number, -1, small)
                for found in ADDRESS.findall(text_of(output)):
                    yield self.fault(number, -1, f"this cell shows {found}, an address that is another one each time")

    def publish(self) -> None:
        """Write the notebook with outputs, each picture as a file beside it."""
        count = 0
        for cell in self.cells:
            for output in cell.get("outputs", []):
                if kind := picture_of(output):
                    count += 1
                    name = f"picture-{count}.{PICTURES[kind]}"
                    self.save(output, kind, name, cell.metadata.alt)
        page = {**self.node, "cells": [*folded(self.cells)]}
        write_if_changed(self.folder / "page.ipynb", nbformat.writes(nbformat.from_dict(page)))

    def save(self, output: Any, kind: str, name: str, alt: str) -> None:
        """The picture as a file, and in its place in the notebook an element that shows it."""
        drawn = output.data[kind]
        content = adapt(drawn, alt) if kind == "image/svg+xml" else b64decode(drawn)
        write_if_changed(self.folder / name, content)
        size = output.metadata.get(kind, {})
        if isinstance(content, str):
            size = dict(re.findall(r'\b(width|height)="(\d+)"', content[:300])[:2])
        shown = " ".join(f'{key}="{value}"' for key, value in sorted(size.items()))
        place = f"../../generated/notebooks/{self.folder.name}/{name}"
        output.data = {"text/html": f'<img src="{place}" alt="{escape(alt)}" {shown} loading="lazy" decoding="async">'}


def clean(notebook: Any) -> Any:
    """With the first cell's code, and without all that a run or another version of Jupytext would write."""
    kept = {name: notebook.metadata[name] for name in HEADER if name in notebook.metadata}
    cells = []
    for number, cell in enumerate(notebook.cells, 1):
        new: Any = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
        metadata = {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
        is_first = "project" in metadata.get("tags", [])
        first_cell = here().workers / "first_cell.py.txt"  # it finds the project, or fetches it
        source = first_cell.read_text(encoding="utf-8").rstrip() if is_first else cell.source
        cells.append(new(source, id=f"cell-{number}", metadata=metadata))
    return nbformat.v4.new_notebook(metadata=kept, cells=cells)


def without_solutions(notebook: Any) -> Any:
    """The gaps stay, what fills them goes."""
    return nbformat.from_dict({**notebook, "cells": [cell for cell in notebook.cells if not is_solution(cell)]})


def is_solution(cell: Any) -> bool:
    return "solution" in cell.metadata.get("tags", [])


def folded(cells: list[Any]) -> Iterator[Any]:
    """The cells, with marks around each run of solutions, for the page to fold it."""
    for is_solved, run in groupby(cells, is_solution):
        inside = [*run]
        if is_solved:
            begin, end = f"{inside[0].id}-begin", f"{inside[-1].id}-end"
            inside.insert(0, nbformat.v4.new_markdown_cell("<!--solution-->", id=begin))
            inside.append(nbformat.v4.new_markdown_cell("<!--end-->", id=end))
        yield from inside


def picture_of(output: Any) -> str:
    """The kind of picture that an output is, or nothing."""
    return next((kind for kind in PICTURES if kind in output.get("data", {})), "")


def text_of(output: Any) -> str:
    """What an output says in words, unless it is a picture."""
    return output.get("text", "") + ("" if picture_of(output) else output.get("data", {}).get("text/plain", ""))


def said(error: CellExecutionError) -> str:
    """`AssertionError: not yet`, in one line."""
    return " ".join(f"{error.ename}: {FILE.sub('', error.evalue)}".split()).rstrip(": ")


@contextmanager
def surroundings(first: str = "") -> Iterator[str]:
    """The same for everybody: no settings of the user's, one thread, and pictures without the time of day.

    Gives a folder for as long as it lasts. `first` is run in the kernel before all cells.
    """
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # the name of a socket must be short
        write_whole(Path(folder, "profile_default", "startup", "first.py"), first)
        changed = {
            "JUPYTER_NO_CONFIG": "1",
            "JUPYTER_RUNTIME_DIR": folder,
            "IPYTHONDIR": folder,
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(here().root), os.environ.get("PYTHONPATH")])),
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": "0",
        }
        with patch.dict(os.environ, changed):
            yield folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

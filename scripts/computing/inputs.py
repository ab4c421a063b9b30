"""What a result is made of, part by part, so that a change of a part says by its name why the result is made anew.

A part is a file of ours (by what it does, or does and says: comments change nothing), a file of data (by its bytes),
the data of an instance, or the version of a library.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from scripts.computing.closure import Module, closure, module, versions
from scripts.model.draws import DRAWS
from scripts.model.paths import here, relative, snippet_of
from scripts.store.intact import hash_of

Parts = dict[str, str]


def parts_of(files: Iterable[Path], libraries: set[str]) -> Parts:
    """Files by their bytes, libraries by their versions."""
    hashes = {file: module(file).content if file.suffix == ".py" else hash_of(file) for file in files if file.exists()}
    return {named(file): content for file, content in hashes.items()} | {
        f"library {name}": version for name, version in versions(libraries).items()
    }


def uncommented(files: Iterable[Path]) -> Parts:
    """Modules by what they do and say, comments left out; by their bytes where one of them reads such text."""
    modules = {file: module(file) for file in files}
    as_text = _read_as_text(modules.values())
    return {named(file): held.content if as_text else held.words for file, held in modules.items()}


def _read_as_text(modules: Iterable[Module]) -> bool:
    """Whether one of them looks at the text of functions, in which comments stand."""
    return any(held.reads_source for held in modules)


@cache
def named(file: Path) -> str:
    """A file as its part is called: looking for links takes longer than all else."""
    return relative(file)


def changes(before: Parts, now: Parts) -> list[str]:
    """What differs: `snippets/rnn/task.py changed`."""
    gone = [f"{part} is gone" for part in before.keys() - now.keys()]
    new = [f"{part} is new" for part in now.keys() - before.keys()]
    changed = [f"{part} changed" for part in before.keys() & now.keys() if before[part] != now[part]]
    return sorted([*gone, *new, *changed])


def data_beside(slug: str) -> list[Path]:
    """Every file in an exercise's own folder that is no module: a table or picture that its functions may read.

    Draws choose among what was computed, so no function needs them; one that reads them all the same is noted to do so.
    """
    folder = here().snippets / slug
    found = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(path for path in found if path.suffix != ".py" and path != folder / DRAWS)


class Inputs:
    """The files of one exercise as they are now, before anything of it is imported."""

    def __init__(self, slug: str) -> None:
        self.data = {relative(path): hash_of(path) for path in data_beside(slug)}
        self.style = hash_of(here().style) if here().style.exists() else ""
        self.runner, self.drawer = (here().workers / name for name in ("run.py", "figures.py"))
        own, folder = closure(snippet_of(slug))[0], here().snippets / slug
        read = {file: module(file) for file in (*own, *closure(self.runner)[0], *closure(self.drawer)[0])}
        self.tables = [
            file for file in own if read[file].instances and (file == snippet_of(slug) or folder in file.parents)
        ]

    def of_run(self, sources: Iterable[Path], instance: str) -> Parts:
        """What a run of functions in these files is made of, on one instance or on none ("")."""
        return self._parts((*sources, *self.tables, self.runner), instance)

    def of_figure(self, sources: Iterable[Path], instance: str) -> Parts:
        return {**self._parts((*sources, *self.tables, self.drawer), instance), relative(here().style): self.style}

    def _parts(self, roots: tuple[Path, ...], instance: str) -> Parts:
        found = [closure(root) for root in dict.fromkeys(roots)]
        modules = {file: module(file) for files, _ in found for file in files}
        libraries = set[str]().union(*(named for _, named in found))
        as_text = _read_as_text(modules.values())
        done = {named(file): held.content if as_text else held.meaning for file, held in modules.items()}
        used = {name for held in modules.values() for name in held.uses}
        given = {
            f"TASKS[{name}] of {named(file)}": content
            for file, held in modules.items()
            for name, content in held.instances.items()
            if name in used or "*" in used or (name == instance and file in self.tables)
        }
        return done | given | self.data | {f"library {name}": version for name, version in versions(libraries).items()}

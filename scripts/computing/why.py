"""Why something is computed anew: what has changed since, part by part. `python -m scripts.computing.why rnn`.

Nothing is computed here. Of an exercise also its runs are told, each with the parts that only some of them have.
"""

import sys
from collections.abc import Iterator
from typing import Any

from scripts.computing.graph import Computation
from scripts.computing.inputs import Inputs, changes
from scripts.computing.runs import Record
from scripts.computing.stored import load
from scripts.computing.tasks import computations
from scripts.model.paths import here
from scripts.store.kept import PLAIN, find
from scripts.store.reads import changed_reads

SHOWN = 8  # names on one line


def why(name: str = "") -> Iterator[str]:
    """Line by line why everything of this name would be computed now, and why it was last time."""
    known = computations()
    found = [one for one in known if name in (one.title, one.title.removesuffix(".ipynb"), one.name)]
    if not found:
        yield f"nothing is called {name}; there is {', '.join(one.name for one in known)}"
    for one in found:
        yield from _why(one)
        if one.name.startswith("exercise:"):
            yield from _runs(one.title)


def _why(one: Computation) -> Iterator[str]:
    now = one.why(one.made_of())
    yield f"{one.name}: {'stale' if now else 'nothing has changed since it was computed'}"
    yield from (f"  {change}" for change in now)
    record: dict[str, Any] | None = find(f"made/{one.name}", PLAIN)
    for change in record["because"] if record and not now else ():
        yield f"  it was computed last because {change}"


def _runs(slug: str) -> Iterator[str]:
    """The runs that are stale by themselves, together with what makes them so."""
    computed, inputs = load(slug), Inputs(slug)
    records = computed["records"] if computed else {}
    together: dict[tuple[str, ...], list[str]] = {}
    for (name, instance), record in records.items():
        if reasons := _stale(record, instance, inputs):
            together.setdefault(tuple(reasons), []).append(f"{name}@{instance}" if instance else name)
    for found, names in together.items():
        shown = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
        yield f"  {len(names)} of {len(records)} runs: {'; '.join(found)}"
        yield f"    {shown}"


def _stale(record: Record, instance: str, inputs: Inputs) -> list[str]:
    at, sources = instance.removeprefix("figure "), [here().root / file for file in record["sources"]]
    if gone := [file.name for file in sources if not file.exists()]:
        return [f"{name} is gone" for name in gone]
    now = inputs.of_figure(sources, at) if at != instance else inputs.of_run(sources, at)
    read = [f"{name} changed, which it read" for name in changed_reads(record.get("read") or {})]
    return changes(record["made_of"], now) + read + (["a function raised"] if record["raised"] else [])


if __name__ == "__main__":
    print("\n".join(why(*sys.argv[1:])))

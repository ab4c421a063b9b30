"""Compute one exercise in a fresh process: `python -m scripts.computing.compute rnn`.

Runs each answer, statement, claim and figure on each instance, but only those whose parts have changed, and stores the
runs. Leaves with 3 when a function raised, so that the build runs it again next time.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from scripts.computing import reading
from scripts.computing.declare import Published, files
from scripts.computing.figures import draw
from scripts.computing.given import TasksError
from scripts.computing.inputs import Inputs, Parts
from scripts.computing.place import place_of
from scripts.computing.run import guarded, run, run_claim, run_proofs, run_question, told
from scripts.computing.runs import Computed, Key, Record
from scripts.computing.stored import has_raised, is_fresh, load, store
from scripts.model.faults import Fault
from scripts.model.paths import here, module_of, relative, snippet_of
from scripts.store.kept import find, keep, key_of
from snippets.answers import Figure


class Job(NamedTuple):
    """A run that is wanted: where it is stored, what it is made of, and how it is computed."""

    key: Key
    sources: list[str]
    made_of: Parts
    compute: Callable[[], Any]
    may_refuse: bool = False  # a claim or a check that breaks the data model is a fault like any other
    file: Path | None = None  # what it leaves beside the record


def main(slug: str) -> int:
    """Run what is stale, store it, and say on the terminal how much that was and how long it took."""
    started = time.perf_counter()
    with knowing_sides(slug):
        computed, count = compute(slug, load(slug))
    store(slug, computed)
    records = computed["records"]
    what = f"{count} of {len(records)} runs" if records else "nothing, it cannot be imported"
    print(f"  computed {slug}: {what}, {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return 3 if "broken" in computed or any(record["raised"] for record in records.values()) else 0


@contextmanager
def knowing_sides(slug: str) -> Iterator[None]:
    """What was parsed of the TeX of claims before is known: the parser takes as long as an exercise, a second."""
    name, key = f"sides/{slug}", key_of([])
    known: dict[str, Any] = find(name, key) or {}
    reading.parsed |= known
    yield
    if reading.parsed != known:
        keep(name, key, reading.parsed)


def compute(slug: str, before: Computed | None = None) -> tuple[Computed, int]:
    """What is stored of an exercise, made anew where it is stale, and how many runs that took.

    A module that cannot be imported is one fault and nothing else.
    """
    inputs = Inputs(slug)
    try:
        published = Published(slug)
        declared = published.declared()
    except (Exception, SystemExit) as error:
        return {"declared": {}, "records": {}, "broken": broken(slug, error)[:]}, 0
    known = before["records"] if before else {}
    records: dict[Key, Record] = {}
    count = 0
    for job in jobs(published, inputs):
        kept = known.get(job.key)
        if kept and is_fresh(kept, job.made_of) and (not job.file or job.file.exists()):
            records[job.key] = kept
        else:
            found, count = guarded(job.compute), count + 1
            raised = has_raised(found, may_refuse=job.may_refuse)
            file: Any = {"file": relative(job.file)} if job.file and not raised else {}
            done: Record = {"made_of": job.made_of, "sources": job.sources, "run": found, "raised": raised}
            records[job.key] = {**done, **file}
    return {"declared": declared, "records": records}, count


def jobs(published: Published, inputs: Inputs) -> Iterator[Job]:
    """Every run of an exercise in the order of its publications."""
    tasks = published.tasks

    def job(name: str, at: str, item: Any, compute: Callable[[], Any], **more: Any) -> Job:
        instance = at.removeprefix("figure ")
        of = inputs.of_figure if isinstance(item, Figure) else inputs.of_run
        found = files(item)
        return Job((name, at), [relative(file) for file in found], of(map(Path, found), instance), compute, **more)

    for name, answer in published.answers.items():
        for at in published.instances(answer):
            yield job(name, at, answer, partial(on, tasks, at, run, answer))
    for name, question in published.statements.items():
        yield job(name, "", question, partial(run_question, question), may_refuse=True)
    for name, claim in published.claims.items():
        for at in published.instances(claim):
            yield job(name, at, claim, partial(on, tasks, at, run_claim, claim), may_refuse=True)
        yield job(name, "", claim, partial(run_proofs, claim), may_refuse=True)
    for name, figure in published.figures.items():
        for number, at in enumerate(published.instances(figure)):
            file = here().figures / published.slug / (f"{name}@{at}.svg" if number else f"{name}.svg")
            yield job(name, f"figure {at}", figure, partial(on, tasks, at, draw, figure, file), file=file)


def on(tasks: dict[str, Any], instance: str, compute: Callable[..., Any], item: Any, *more: Any) -> Any:
    """What comes out on an instance, which there need not be."""
    return compute(item, tasks[instance], *more)


def broken(slug: str, error: BaseException) -> Fault:
    """Why an exercise cannot be imported, at the innermost line of it, or at the line that a syntax error names."""
    if isinstance(error, SyntaxError) and error.filename:
        place = relative(error.filename), error.lineno or 0
    else:
        place = place_of(told(error)["frames"]) or place_of_tasks(slug)
    what = str(error) if isinstance(error, TasksError) else f"{type(error).__name__}: {error}"
    return Fault(*place, what if isinstance(error, TasksError) else f"importing {module_of(slug)} raised {what}")


def place_of_tasks(slug: str) -> tuple[str, int]:
    """The line on which an exercise states its instances, or its first."""
    modules = sorted((here().snippets / slug).glob("*.py"), key=lambda module: module.name != "task.py")
    for module in (module for module in (*modules, snippet_of(slug)) if module.exists()):
        before, found, _ = module.read_text(encoding="utf-8").partition("\nTASKS =")
        if found:
            return relative(module), before.count("\n") + 2
    return relative(snippet_of(slug)), 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""All computations of the project: each trained net, exercise and notebook in a fresh process; what is stale is run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from scripts.computing import spare
from scripts.computing.closure import KEPT, closure, forget, imported_by
from scripts.computing.demo import files_of
from scripts.computing.graph import Computation, bring_up_to_date
from scripts.computing.in_browser import formulas_of, publishing
from scripts.computing.inputs import Parts, data_beside, parts_of, uncommented
from scripts.computing.nets import live, nets, trainings, trainings_of
from scripts.computing.stored import outputs_of, place_of_store, reads_of, remember_reads
from scripts.model.paths import here, notebooks, page_of, practised, slugs, snippet_of
from scripts.model.practice import has_fields
from scripts.model.source import Page
from scripts.store.kept import file_of, kept_each
from scripts.store.reads import noted_in, read_by

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
SURROUNDINGS = {**ONE_THREAD, "PYTHONUTF8": "1"}  # what a library opens without a word is UTF-8 too


def process(worker: str, *names: str) -> int:
    """The exit code of a worker, which inherits the build's lock, so that none outlives a killed build."""
    if ready := spare.take():
        return ready.work(worker, *names)
    command = [sys.executable, "-m", "scripts.computing.watched", worker, *names]
    return subprocess.run(command, cwd=here().root, env=surroundings(), close_fds=False).returncode


def surroundings() -> dict[str, str]:
    return os.environ | SURROUNDINGS


def prepare() -> None:
    """Have a worker started that has imported the libraries of all exercises, for the next computation."""
    spare.start(imported_by(snippet_of(slug) for slug in slugs()), surroundings())


def worked(worker: str, *names: str) -> bool:
    return process(worker, *names) == 0


def parts(files: list[Path], *modules: Path, alone: tuple[Path, ...] = (), libraries: tuple[str, ...] = ()) -> Parts:
    """What some files come to, with the closures of some modules; those `alone` have only their folder around them."""
    closures = [*map(closure, modules), *(closure(module, within=module.parent) for module in alone)]
    imported = {file for closed, _ in closures for file in closed}
    return uncommented(imported) | parts_of(files, {*libraries}.union(*(named for _, named in closures)))


def of_nets() -> Iterator[Computation]:
    """A fresh process for each net. It depends on the modules of training only: what is said of it trains none."""
    for name, module in nets().items():
        yield Computation(
            f"train:{name}",
            partial(parts, [here().workers / "train.py"], alone=(module,)),
            partial(list, [here().trained / f"{name}.npz"]),
            partial(worked, "computing.train", name),
            reads=partial(read_by, "computing.train", name),
            verb="training",
        )


def of_demos() -> Iterator[Computation]:
    """The trained nets that run on a page, as its script reads them."""
    for slug, module in trainings().items():
        if shown := live(slug):
            files = [module, *(here().trained / f"{name}.npz" for name in shown)]
            photographs = module.with_name("photographs.py")
            yield Computation(
                f"demo:live demo of {slug}",
                partial(parts, files, here().workers / "demo.py", alone=(photographs,)),
                partial(files_of, slug),
                partial(worked, "computing.demo", slug),
                after=tuple(f"train:{name}" for name in shown),
            )


def of_explorables() -> Iterator[Computation]:
    """The formulas of an exercise that run on its page, as JavaScript."""
    for slug, module in publishing().items():
        yield Computation(
            f"formulas:formulas of {slug}",
            partial(parts, data_beside(slug), module, here().workers / "in_browser.py"),
            partial(list, [formulas_of(slug)]),
            partial(worked, "computing.in_browser", slug),
            reads=partial(read_by, "computing.in_browser", slug),
            may_wait=True,
        )


def of_samples() -> Iterator[Computation]:
    """The formulas that the fields of a page may ask for, as numbers."""
    pages = {slug: Page.read(page_of(slug)) for slug in slugs() if snippet_of(slug).exists()}
    asks = kept_each("asks", [], {page.text: partial(has_fields, page) for page in pages.values()})
    for slug in (slug for slug, page in pages.items() if asks[page.text]):
        yield Computation(
            f"samples:samples of {slug}",
            partial(parts, [here().evidence / f"{slug}.json"], here().workers / "sampling.py"),
            partial(list, [here().samples / f"{slug}.json"]),
            partial(worked, "computing.sampling", slug),
            after=(f"judge:{slug}",),
            may_wait=True,
        )


def of_exercises() -> Iterator[Computation]:
    """A fresh process for each exercise: no state of another one, no stale module. Then its runs are judged here."""
    trained = nets()
    for slug in (slug for slug in slugs() if snippet_of(slug).exists()):
        shown = nets_shown(slug, trained)
        files = [here().style, *data_beside(slug), *(here().trained / f"{name}.npz" for name in shown)]
        yield Computation(
            f"exercise:{slug}",
            partial(parts_of_exercise, files, slug),
            partial(outputs_of, slug),
            partial(compute_exercise, slug),
            after=tuple(f"train:{name}" for name in shown),
            reads=partial(reads_of, slug),
            may_wait=bool(practised(slug)),
        )
        yield Computation(
            f"judge:{slug}",
            partial(parts, [place_of_store(slug), here().answer_key / f"{slug}.toml"], here().workers / "judging.py"),
            partial(list, [here().evidence / f"{slug}.json"]),
            partial(judged, slug),
            after=(f"exercise:{slug}",),
            verb="judging",
            may_wait=bool(practised(slug)),
        )


def parts_of_exercise(files: list[Path], slug: str) -> Parts:
    """Comments count: texts and lines of functions are published, and each run knows for itself what it needs."""
    (own, libraries), (runner, more) = closure(snippet_of(slug)), closure(here().workers / "compute.py")
    return parts_of([*files, *own, *runner], libraries | more)


def judged(slug: str) -> bool:
    from scripts.computing.judging import judge  # which most builds need not

    return judge(slug)


def nets_shown(slug: str, trained: dict[str, Path]) -> list[str]:
    """The nets of every exercise of which this one imports a module: it may show them.

    `trained` are all nets, each with the module that trains it.
    """
    imported = [str(file) for file in closure(snippet_of(slug))[0]]
    snippets = here().snippets
    folders = {module: f"{snippets / module.relative_to(snippets).parts[0]}{os.sep}" for module in trained.values()}
    shown = {module for module, folder in folders.items() if any(file.startswith(folder) for file in imported)}
    return [name for name, module in trained.items() if module in shown]


def compute_exercise(slug: str) -> bool:
    """Run what is stale of an exercise. Of one whose process crashed nothing is left that could be shown.

    Where the whole build was ended, what was found before stays to be read; the graph knows that it is stale.
    """
    noted_in("computing.compute", slug).unlink(missing_ok=True)
    code = process("computing.compute", slug)
    if code not in (0, 3):  # nothing that it was made of is known
        for file in (here().evidence / f"{slug}.json", place_of_store(slug)):
            file.unlink(missing_ok=True)
    remember_reads(slug)
    return code == 0


def of_notebooks() -> Iterator[Computation]:
    """A fresh process for each notebook, which has a kernel of its own."""
    executer, first_cell = (here().workers / name for name in ("notebook.py", "first_cell.py.txt"))
    for name in notebooks():
        source = here().notebooks / f"{name}.py"  # whose text is comments
        yield Computation(
            f"notebook:{name}.ipynb",
            partial(parts, [here().style, first_cell, source], source, executer, libraries=("ipykernel",)),
            partial(list, [here().executed / name / "faults.json", here().executed / name / "page.ipynb"]),
            partial(worked, "computing.notebook", name),
            reads=partial(read_by, "computing.notebook", name, "cells"),
            may_wait=True,
        )


def computations() -> list[Computation]:
    """Every computation, those that take longest first."""
    forget()  # a live site builds again and again in one process, and modules come and go
    trainings_of.cache_clear()
    return [*of_nets(), *of_demos(), *of_exercises(), *of_samples(), *of_explorables(), *of_notebooks()]


def compute_first() -> dict[str, Parts]:
    """Bring up to date what a saved page is waited for; the parts of each computation that is stale then."""
    here().cache.mkdir(exist_ok=True)
    found = computations()
    bring_up_to_date([computation for computation in found if not computation.may_wait])
    parts_now = {computation: computation.made_of() for computation in found if computation.may_wait}
    return {computation.name: now for computation, now in parts_now.items() if computation.why(now)}


def compute(slug: str = "") -> bool:
    """Bring every net, exercise and notebook up to date, or one exercise alone; False when one raised."""
    here().cache.mkdir(exist_ok=True)
    found = computations()
    if slug:
        own = {f"exercise:{slug}", f"judge:{slug}", f"formulas:formulas of {slug}", f"samples:samples of {slug}"}
        wanted = {*own, *(f"train:{name}" for name in nets_shown(slug, nets()))}
        found = [computation for computation in found if computation.name in wanted]
    return bring_up_to_date(found)


def results_of(slug: str) -> list[Path]:
    """Every file that computing an exercise may write anew, apart from its figures."""
    made = [file_of(name) for name in (f"made/exercise:{slug}", f"made/judge:{slug}", KEPT)]
    return [here().evidence / f"{slug}.json", noted_in("computing.compute", slug), place_of_store(slug), *made]

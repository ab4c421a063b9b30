"""The graph of computations, run by doit: a task for each trained net, exercise and notebook, stale when what it
depends on has changed.

Staleness is decided by content, never by time: the snippet, the files of ours that it and the worker import,
the answer key, the figures' style, the versions of the libraries, and the nets that an exercise shows.
"""

import ast
import json
import os
import sys
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

from doit.action import CmdAction
from doit.cmd_base import ModuleTaskLoader
from doit.dependency import FileChangedChecker
from doit.doit_cmd import DoitMain
from doit.reporter import ZeroReporter
from doit.tools import config_changed

from scripts.computing.closure import closure, forget, parsed, versions
from scripts.computing.exhibit import FILES, RESIDUAL
from scripts.model.paths import (
    ANSWER_KEY,
    CACHE,
    EVIDENCE,
    EXECUTED,
    EXHIBIT,
    FIGURES,
    NOTEBOOKS,
    ROOT,
    SNIPPETS,
    TRAINED,
    notebooks,
    slugs,
    snippet_of,
)
from scripts.store.intact import hash_of, note_files
from scripts.store.reads import is_as_it_was_read

WORKER, TRAINER, EXECUTER = (Path(__file__).with_name(name) for name in ("compute.py", "train.py", "notebook.py"))
EXPORTER = Path(__file__).with_name("exhibit.py")
EXPERIMENTS = SNIPPETS / "autoencoder" / "training" / "experiments.py"
SHOWN_BY = SNIPPETS / "autoencoder" / "trained.py"  # who imports it shows trained nets
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
SURROUNDINGS = {**ONE_THREAD, "PYTHONUTF8": "1"}  # what a library opens without a word is UTF-8 too


class ContentChecker(FileChangedChecker):
    """A file has changed when its bytes have; doit's own checker trusts an unchanged time stamp."""

    def check_modified(self, file_path: str, file_stat: os.stat_result, state: str) -> bool:
        return content(file_path) != state

    def get_state(self, dep: str, current_state: str | None) -> str | None:
        state = content(dep)
        return None if state == current_state else state


@cache
def content(path: str) -> str:
    """The hash of a file as it was when a run first asked: what is saved later makes its result stale."""
    return hash_of(ROOT / path)


def begin(files: list[str], old: Path | None = None) -> bool:
    """Note what the new result is made of before anything reads it, and forget the old one."""
    for file in files:
        content(file)
    if old:
        old.unlink(missing_ok=True)
    return True


class Reporter(ZeroReporter):
    """Says what is computed and what is reused; the worker itself says how long it took."""

    desc = "what is computed and what is reused"

    def execute_task(self, task: Any) -> None:
        if not task.actions:  # the group itself
            return
        group, _, name = task.name.partition(":")
        print(f"  {'training' if group == 'train' else 'computing'} {name} ...", file=sys.stderr, flush=True)

    def skip_uptodate(self, task: Any) -> None:
        print(f"  reused {task.name.partition(':')[2]}", file=sys.stderr, flush=True)


def experiments() -> list[str]:
    """The nets to train: the keys of a table, read off the source, because importing it takes seconds."""
    source = EXPERIMENTS.read_text(encoding="utf-8") if EXPERIMENTS.exists() else ""
    tables = (node for node in parsed(source).body if isinstance(node, ast.Assign))
    found = [node.value for node in tables if ast.unparse(node.targets[0]) == "EXPERIMENTS"]
    return [ast.literal_eval(key) for table in found if isinstance(table, ast.Dict) for key in table.keys if key]


def trained(name: str) -> str:
    return named(TRAINED / f"{name}.npz")


def named(path: Path) -> str:
    """A file as doit remembers it: from the project's folder, so that the cache may move with it."""
    return os.path.relpath(path, ROOT)


def task_train() -> Iterator[dict[str, Any]]:
    """A fresh process for each net. It depends on the modules of training only: what is said of it trains none."""
    forget()
    files, libraries = closure(EXPERIMENTS, within=EXPERIMENTS.parent) if EXPERIMENTS.exists() else ([], set())
    for name in experiments():
        needed = [named(path) for path in (*files, TRAINER)]
        yield {
            "name": name,
            "file_dep": needed,
            "targets": [trained(name)],
            "uptodate": [config_changed(versions(libraries)), is_as_it_was_read("computing.train", name)],
            "actions": [(begin, [needed]), process("computing.train", name)],
        }


def task_exhibit() -> Iterator[dict[str, Any]]:
    """The trained nets that run on a page, as its script reads them."""
    if not RESIDUAL.keys() <= set(experiments()):
        return
    photographs, libraries = closure(EXPERIMENTS.with_name("photographs.py"), within=EXPERIMENTS.parent)
    worker, worker_libraries = closure(EXPORTER)
    needed = [*map(named, (*photographs, *worker)), *map(trained, RESIDUAL)]
    yield {
        "name": "exhibit",
        "file_dep": needed,
        "targets": [named(EXHIBIT / file) for file in FILES],
        "uptodate": [config_changed(versions(libraries | worker_libraries))],
        "actions": [(begin, [needed, EXHIBIT / FILES[-1]]), process("computing.exhibit")],
    }


def task_exercise() -> Iterator[dict[str, Any]]:
    """A fresh process for each exercise: no state of another one, no stale module."""
    forget()  # a live site builds again and again in one process, and modules come and go
    worker, worker_libraries = closure(WORKER)
    nets = {trained(name) for name in experiments()}
    for slug in (slug for slug in slugs() if snippet_of(slug).exists()):
        files, libraries = closure(snippet_of(slug))
        key = ANSWER_KEY / f"{slug}.toml"
        read = (*files, *worker, *data_beside(slug), SNIPPETS / "exam.mplstyle", key)
        needed = sorted({named(path) for path in read if path.exists()} | (nets if SHOWN_BY in files else set()))
        yield {
            "name": slug,
            "file_dep": needed,
            "targets": [named(EVIDENCE / f"{slug}.json")],
            "uptodate": [
                config_changed({**versions(libraries | worker_libraries), "key": str(key.exists())}),
                figures_are_there(slug),
                is_as_it_was_read("computing.compute", slug),
            ],
            "actions": [(begin, [needed, EVIDENCE / f"{slug}.json"]), process("computing.compute", slug)],
        }


def task_notebook() -> Iterator[dict[str, Any]]:
    """A fresh process for each notebook, which has a kernel of its own."""
    for name in notebooks():
        files, libraries = closure(NOTEBOOKS / f"{name}.py")
        worker, worker_libraries = closure(EXECUTER)
        faults = EXECUTED / name / "faults.json"
        needed = sorted({named(path) for path in (*files, *worker, SNIPPETS / "exam.mplstyle") if path.exists()})
        yield {
            "name": f"{name}.ipynb",
            "file_dep": needed,
            "targets": [named(faults), named(EXECUTED / name / "page.ipynb")],
            "uptodate": [
                config_changed(versions(libraries | worker_libraries | {"ipykernel"})),
                is_as_it_was_read("computing.notebook", name, "cells"),
            ],
            "actions": [(begin, [needed, faults]), process("computing.notebook", name)],
        }


def data_beside(slug: str) -> list[Path]:
    """Every file in an exercise's own folder that is no module: a table or picture that its functions may read."""
    folder = SNIPPETS / slug
    found = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [path for path in found if path.suffix != ".py"]


def process(worker: str, *names: str) -> CmdAction:
    """Trains one net or computes one exercise; it inherits the build's lock, so that none outlives a killed build."""
    command = [sys.executable, "-m", "scripts.computing.watched", worker, *names]
    return CmdAction(command, shell=False, cwd=str(ROOT), env=os.environ | SURROUNDINGS, close_fds=False)


def figures_are_there(slug: str) -> bool:
    """Whether every figure that the evidence names is still in the cache."""
    evidence = EVIDENCE / f"{slug}.json"
    figures = json.loads(evidence.read_text(encoding="utf-8"))["figures"] if evidence.exists() else []
    return all((FIGURES.parent / figure["file"]).exists() for figure in figures)


def compute(slug: str = "") -> bool:
    """Bring every net and every exercise up to date, or one exercise alone, two at a time; False when one raised."""
    config = {
        "backend": "json",
        "dep_file": str(CACHE / "doit.json"),
        "check_file_uptodate": ContentChecker,
        "reporter": Reporter,
        "verbosity": 2,
        "num_process": 2,
        "par_type": "thread",
        "continue": True,
    }
    CACHE.mkdir(exist_ok=True)
    content.cache_clear()
    tasks = {"task_train": task_train, "task_exhibit": task_exhibit, "task_exercise": task_exercise}
    tasks |= {"task_notebook": task_notebook}
    loader = ModuleTaskLoader({**tasks, "DOIT_CONFIG": config})
    try:
        with chdir(ROOT):
            code = DoitMain(loader).run(["run", *([f"exercise:{slug}"] if slug else [])])
    finally:  # an interrupted run keeps what was finished
        note_files(CACHE / "doit.json")
    if code > 2:  # 1 and 2: a task failed, which its evidence tells
        raise RuntimeError("the computations could not be started; see the message above")
    return code == 0

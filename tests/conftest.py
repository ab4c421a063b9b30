"""What all tests share: one quiet Matplotlib in the look of the site, one thread, and small copies of the project."""

import fcntl
import gc
import importlib
import linecache
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import matplotlib
import pytest
from coverage import Coverage
from hypothesis import settings
from matplotlib import pyplot, style

from scripts.computing import judging
from scripts.computing.compute import compute
from scripts.computing.key_formulas import verdict
from scripts.computing.runs import Computed
from scripts.model.entries import Evidence
from scripts.model.paths import here
from tests.standing import Move, standing
from tests.tiny_project import Project

os.environ["OMP_NUM_THREADS"] = "1"  # read when torch is first imported: the two cores are shared by everything
matplotlib.use("Agg")
settings.register_profile("repeatable", derandomize=True, deadline=None)  # CI fails for a change, never by luck
settings.load_profile("repeatable")
style.use(here().style)


LIBRARIES = (
    "latex2sympy2_extended",
    "mkdocs_jupyter.plugin",
    "playwright.sync_api",
    "scipy.optimize",
    "skimage.data",
    "sklearn.datasets",
    "sympy",
    "torch",
)
LONGEST = (
    "test_broken_builds",
    "test_every_answer",
    "test_soundness",
    "test_good_builds",
    "test_on_paper",
    "test_browser",
)


def pytest_configure(config: pytest.Config) -> None:
    """Coverage does not follow the process that hands out tests, nor libraries while a worker loads them."""
    coverage, is_worker = Coverage.current(), hasattr(config, "workerinput")
    if coverage and (is_worker or config.getoption("numprocesses", None)):
        coverage.stop()
    if coverage and is_worker:
        for name in LIBRARIES:
            importlib.import_module(name)
        coverage.start()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that at the end no worker waits for another."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool | None, bool | None]:
    """Tracing doubles the time of a test: coverage waits while one runs that tells it nothing."""
    coverage = Coverage.current() if item.get_closest_marker("untraced") else None
    if coverage:
        coverage.stop()
    try:
        return (yield)
    finally:
        if coverage:
            coverage.start()


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    yield
    pyplot.close("all")


@pytest.fixture(autouse=True)
def the_projects_own_cache_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that runs a command in this process sweeps nothing away."""
    monkeypatch.setattr("scripts.build.sweep", lambda: None)


@pytest.fixture(scope="session")
def built_project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project, built once for all workers; tests work on copies of it."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if hasattr(request.config, "workerinput") else base
    with (folder / "good.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "good").exists():
            project = Project.create(folder / "made" / "project")
            outcome = project.run()
            assert outcome.code == 0, outcome
            (folder / "made").rename(folder / "good")
    return Project(folder / "good" / "project")


@pytest.fixture
def project(request: pytest.FixtureRequest, built_project: Project, tmp_path: Path) -> Project:
    """A copy of the project that is built and up to date, for one test to break."""
    is_measured = request.node.get_closest_marker("measured") is not None
    return built_project.copy(tmp_path / "project", is_measured=is_measured)


class MadeUp:
    """An exercise that stands in no file, and its key."""

    def __init__(self, module: ModuleType, key: Path) -> None:
        self.module, self.key = module, key

    def computed(self) -> Computed:
        computed, _ = compute("made_up")
        return computed

    def evidence(self) -> Evidence:
        return judging.evidence_of("made_up", self.computed())


@pytest.fixture
def standing_in(monkeypatch: pytest.MonkeyPatch) -> Move:
    """What `standing` returns, for one test."""
    return standing(monkeypatch)


@pytest.fixture
def exercise(monkeypatch: pytest.MonkeyPatch, standing_in: Move, tmp_path: Path) -> Callable[..., MadeUp]:
    """A function that turns the text of a snippet (and of its key) into an exercise, without a file in snippets/."""

    def make(text: str, key: str = "") -> MadeUp:
        module = ModuleType("snippets.made_up")
        module.__file__ = str(here().snippets / "made_up.py")
        monkeypatch.setitem(sys.modules, "snippets.made_up", module)
        standing_in(answer_key=tmp_path, figures=tmp_path / "generated")
        monkeypatch.setattr(judging, "KeyFormulas", ComparedHere)
        monkeypatch.setattr("scripts.computing.compute.Inputs", NoInputs)
        monkeypatch.setattr("scripts.computing.compute.draw", lambda figure, task, file: {"alt": figure(task)[1]})
        (tmp_path / "made_up.toml").write_text(key, encoding="utf-8")
        lines = (len(text), None, text.splitlines(keepends=True), module.__file__)
        monkeypatch.setitem(linecache.cache, module.__file__, lines)  # where `inspect` finds its source
        exec(compile(text, module.__file__, "exec"), vars(module))
        return MadeUp(module, tmp_path / "made_up.toml")

    return make


class NoInputs:
    """What no file holds is made of nothing."""

    def __init__(self, slug: str) -> None: ...

    def of_run(self, sources: Iterable[Path], instance: str) -> dict[str, str]:
        return {}

    of_figure = of_run


class ComparedHere(judging.KeyFormulas):
    """Formulas of the key are compared in this process, and nothing is kept."""

    def __init__(self, slug: str) -> None:
        self.known, self.unknown = {}, {}

    def compare(self) -> None:
        self.known = {pair: verdict(*given) for pair, given in self.unknown.items()}

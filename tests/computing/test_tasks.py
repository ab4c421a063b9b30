"""The graph of computations: what makes an exercise stale. Run in a small folder with doit itself."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from scripts.computing import tasks as module
from scripts.computing.tasks import ContentChecker, compute, figures_are_there
from scripts.store.reads import state_of

pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning"
)  # doit leaves its pipes to the collector

WORKER = """
import json, pathlib, sys
pathlib.Path("runs").open("a").write("x")
pathlib.Path("evidence").mkdir(exist_ok=True)
pathlib.Path("evidence/one.json").write_text(json.dumps({"figures": [{"file": "generated/one/a.svg"}]}))
pathlib.Path("generated/one").mkdir(parents=True, exist_ok=True)
pathlib.Path("generated/one/a.svg").write_text("<svg/>")
pathlib.Path("reads").mkdir(exist_ok=True)
pathlib.Path("reads/computing.compute.one.json").write_text('{"read": {}, "faults": []}')
sys.exit(int(pathlib.Path("exit").read_text()))
"""


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A project of one exercise whose worker counts its runs."""
    files = {
        "snippets/one.py": "x = 1",
        "snippets/exam.mplstyle": "",
        "keys/one.toml": "",
        "exit": "0",
        "worker.py": WORKER,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = {"ROOT": "", "CACHE": "", "EVIDENCE": "evidence", "SNIPPETS": "snippets", "ANSWER_KEY": "keys"}
    for name, place in names.items():
        monkeypatch.setattr(module, name, tmp_path / place)
    monkeypatch.setattr(module, "FIGURES", tmp_path / "generated")
    monkeypatch.setattr("scripts.store.reads.READS", tmp_path / "reads")
    monkeypatch.setattr("scripts.store.reads.ROOT", tmp_path)
    monkeypatch.setattr("scripts.computing.closure.ROOT", tmp_path)
    monkeypatch.setattr(module, "WORKER", tmp_path / "worker.py")
    monkeypatch.setattr(module, "EXPERIMENTS", tmp_path / "snippets/training/experiments.py")
    monkeypatch.setattr(module, "SHOWN_BY", tmp_path / "snippets/trained.py")
    monkeypatch.setattr(module, "TRAINER", tmp_path / "train.py")
    monkeypatch.setattr(module, "TRAINED", tmp_path)
    monkeypatch.setattr(module, "slugs", lambda: ["missing", "one"])
    monkeypatch.setattr(module, "notebooks", list)
    monkeypatch.setattr(module, "snippet_of", lambda slug: tmp_path / f"snippets/{slug}.py")
    command = module.CmdAction([sys.executable, "worker.py"], shell=False, cwd=str(tmp_path))
    monkeypatch.setattr(module, "process", lambda worker, *names: command)
    return tmp_path


def runs(folder) -> int:
    return len((folder / "runs").read_text(encoding="utf-8"))


def test_an_exercise_is_computed_once_until_something_changes(folder, capsys):
    assert compute()
    assert compute()
    assert runs(folder) == 1
    assert capsys.readouterr().err == "  computing one ...\n  reused one\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "snippets/one.py").write_text("x = 2", encoding="utf-8"),
        lambda folder: (folder / "snippets/exam.mplstyle").write_text("#", encoding="utf-8"),
        lambda folder: (folder / "keys/one.toml").write_text("a = 1", encoding="utf-8"),
        lambda folder: (folder / "keys/one.toml").unlink(),
        lambda folder: (folder / "worker.py").write_text(WORKER + "\n", encoding="utf-8"),
        lambda folder: (folder / "evidence/one.json").unlink(),
        lambda folder: (folder / "generated/one/a.svg").unlink(),
        lambda folder: (folder / "reads/computing.compute.one.json").unlink(),
    ],
)
def test_each_input_and_output_counts(folder, change):
    compute()
    change(folder)
    compute()
    assert runs(folder) == 2


def test_a_file_saved_while_it_is_read_is_read_again(folder):
    saves = "import pathlib; pathlib.Path('snippets/one.py').write_text('x = 2')"
    (folder / "worker.py").write_text(f"{saves}\n{WORKER}", encoding="utf-8")
    compute()
    assert (folder / "snippets/one.py").read_text(encoding="utf-8") == "x = 2"
    compute()
    assert runs(folder) == 2
    compute()
    assert runs(folder) == 2


def test_a_file_beside_the_modules_of_an_exercise_counts(folder):
    (folder / "snippets/one").mkdir()
    (folder / "snippets/one/table.csv").write_text("12", encoding="utf-8")
    compute()
    (folder / "snippets/one/table.csv").write_text("20", encoding="utf-8")
    compute()
    assert runs(folder) == 2


@pytest.mark.parametrize("change", ["edited", "removed", "appears"])
def test_a_file_that_the_computation_opened_counts(folder, change):
    (folder / "elsewhere.txt").write_text("2.0", encoding="utf-8")
    compute()
    read = {name: state_of(name) for name in ("elsewhere.txt", "later.txt")}
    noted = folder / "reads" / "computing.compute.one.json"
    noted.write_text(json.dumps({"read": read, "faults": []}), encoding="utf-8")
    compute()
    assert runs(folder) == 1
    if change == "removed":
        (folder / "elsewhere.txt").unlink()
    else:
        (folder / {"edited": "elsewhere.txt", "appears": "later.txt"}[change]).write_text("3.0", encoding="utf-8")
    compute()
    assert runs(folder) == 2


def test_a_touched_file_with_the_same_bytes_is_not_stale(folder):
    compute()
    (folder / "snippets/one.py").write_text("x = 1", encoding="utf-8")
    compute()
    assert runs(folder) == 1


def test_the_versions_of_libraries_count(folder, monkeypatch):
    compute()
    monkeypatch.setattr(module, "versions", lambda libraries: {"numpy": "0"})
    compute()
    assert runs(folder) == 2


def test_a_failed_computation_is_run_again_and_told(folder):
    (folder / "exit").write_text("3", encoding="utf-8")
    assert not compute()
    assert not compute()
    assert runs(folder) == 2


def test_old_evidence_is_gone_before_the_computation_starts(folder):
    compute()
    (folder / "worker.py").write_text("raise SystemExit(0)", encoding="utf-8")
    compute()
    assert not (folder / "evidence/one.json").exists()


def test_a_graph_that_cannot_be_made_ends_the_build(folder, monkeypatch, capsys):
    monkeypatch.setattr(module, "snippet_of", None)
    with pytest.raises(RuntimeError, match="could not be started"):
        compute()
    assert "TypeError" in capsys.readouterr().err


def test_without_evidence_there_is_nothing_to_draw_again(folder):
    assert figures_are_there("one")
    (folder / "evidence").mkdir()
    (folder / "evidence/one.json").write_text(
        json.dumps({"figures": [{"file": "generated/one/b.svg"}]}), encoding="utf-8"
    )
    assert not figures_are_there("one")


def test_a_time_stamp_decides_nothing(tmp_path):
    checker, file = ContentChecker(), tmp_path / "a"
    file.write_text("a", encoding="utf-8")
    state = checker.get_state(str(file), None)
    assert checker.get_state(str(file), state) is None
    assert not checker.check_modified(str(file), file.stat(), state)
    file.write_text("b", encoding="utf-8")
    module.content.cache_clear()  # as another run does
    assert checker.check_modified(str(file), file.stat(), state)


def test_the_worker_is_a_fresh_process_with_one_thread_that_inherits_the_lock():
    action = module.process("computing.compute", "rnn")
    assert action.action[1:] == ["-m", "scripts.computing.watched", "computing.compute", "rnn"]
    assert action.pkwargs["close_fds"] is False
    assert action.pkwargs["env"]["OMP_NUM_THREADS"] == "1"


TABLE = 'from . import nets\nA = B = 1\nEXPERIMENTS = {"a": a, "b": b}\n'
COMPUTE = 'import pathlib; pathlib.Path("log").open("a").write("one ")'
TRAIN = 'import pathlib, sys; pathlib.Path("log").open("a").write(sys.argv[1] + " "); '
TRAIN += 'pathlib.Path(sys.argv[1] + ".npz").write_text("same"); pathlib.Path("reads").mkdir(exist_ok=True); '
TRAIN += 'pathlib.Path(f"reads/computing.train.{sys.argv[1]}.json").write_text(\'{"read": {}}\')\n'


@pytest.fixture
def nets(folder, monkeypatch):
    """The same project with two nets to train, which the exercise shows; workers note in `log` what they did."""
    files = {
        "snippets/one.py": "import snippets.trained",
        "snippets/trained.py": "",
        "snippets/training/__init__.py": "",
        "snippets/training/experiments.py": TABLE,
        "snippets/training/nets.py": "import numpy",
        "train.py": TRAIN,
        "worker.py": COMPUTE + WORKER,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    workers = {"computing.train": "train.py", "computing.compute": "worker.py"}

    def process(worker, name):
        return module.CmdAction([sys.executable, workers[worker], name], shell=False, cwd=str(folder))

    monkeypatch.setattr(module, "process", process)
    return folder


def log(folder) -> list[str]:
    """What the workers did since the last look; two nets may be trained in either order."""
    done = (folder / "log").read_text(encoding="utf-8").split() if (folder / "log").exists() else []
    (folder / "log").unlink(missing_ok=True)
    assert "one" not in done[:-1]
    return sorted(done)


def test_nets_are_trained_before_the_exercise_that_shows_them(nets, capsys):
    assert compute()
    assert log(nets) == ["a", "b", "one"]
    assert "  training a ...\n" in capsys.readouterr().err
    assert compute()
    assert log(nets) == []


def test_what_is_said_of_a_net_trains_none(nets):
    compute()
    log(nets)
    (nets / "snippets/one.py").write_text("import snippets.trained\nx = 2", encoding="utf-8")
    (nets / "snippets/trained.py").write_text("y = 3", encoding="utf-8")
    compute()
    assert log(nets) == ["one"]


@pytest.mark.parametrize("file", ["snippets/training/nets.py", "train.py"])
def test_what_makes_a_net_trains_it_again(nets, file):
    compute()
    log(nets)
    (nets / file).write_text((nets / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    compute()
    assert log(nets) == ["a", "b"]  # the nets came out the same, so the exercise does too


def test_a_lost_or_changed_net_counts(nets):
    compute()
    log(nets)
    (nets / "a.npz").unlink()
    compute()
    assert log(nets) == ["a"]
    (nets / "a.npz").write_text("another", encoding="utf-8")
    compute()
    assert log(nets) == ["one"]


def test_an_exercise_without_nets_does_not_wait_for_them(nets):
    (nets / "snippets/one.py").write_text("", encoding="utf-8")
    deps = next(iter(module.task_exercise()))["file_dep"]
    assert not any(name.endswith(".npz") for name in deps)


def test_the_project_knows_its_own_nets():
    assert {"exam_from_grey", "exam_from_nothing", "colour", "colour_long", "hole_fixed", "hole_random"} == set(
        module.experiments()
    )


def test_the_exhibit_depends_on_its_nets_the_photographs_and_the_exporter():
    (task,) = module.task_exhibit()
    names = {path.rpartition("/")[2] for path in task["file_dep"]}
    assert {"colour.npz", "hole_fixed.npz", "hole_random.npz", "photographs.py", "exhibit.py"} <= names
    assert not {"recipes.py", "colour_long.npz", "compute.py"} & names
    assert {path.rpartition("/")[2] for path in task["targets"]} == set(module.FILES)
    assert task["actions"][-1].action[1:] == ["-m", "scripts.computing.watched", "computing.exhibit"]


def test_a_notebook_depends_on_all_that_it_imports_and_on_what_runs_it(folder, monkeypatch):
    source = folder / "notebooks" / "small.py"
    source.parent.mkdir()
    source.write_text("# %%\nfrom snippets import one\n", encoding="utf-8")
    monkeypatch.setattr(module, "NOTEBOOKS", source.parent)
    monkeypatch.setattr(module, "EXECUTED", folder / "executed")
    monkeypatch.setattr(module, "EXECUTER", folder / "worker.py")
    monkeypatch.setattr(module, "notebooks", lambda: ["small"])
    (task,) = module.task_notebook()
    assert task["name"] == "small.ipynb"
    assert set(task["file_dep"]) == {"notebooks/small.py", "snippets/one.py", "snippets/exam.mplstyle", "worker.py"}


def test_the_projects_notebook_trains_small_nets_of_its_own():
    (task,) = module.task_notebook()
    assert "snippets/autoencoder/training/recipes.py" in task["file_dep"]
    assert not any(name.endswith(".npz") for name in task["file_dep"])


def test_without_its_nets_there_is_no_exhibit(nets):
    assert list(module.task_exhibit()) == []


@pytest.mark.parametrize(
    ("name", "actions", "said"),
    [
        ("train:colour", ["a"], "  training colour ...\n"),
        ("exercise:rnn", ["a"], "  computing rnn ...\n"),
        ("exercise", [], ""),
    ],
)
def test_the_terminal_says_what_is_begun(name, actions, said, capsys):
    """Called here and not by doit, whose threads are not traced for coverage."""
    module.Reporter(io.StringIO(), {}).execute_task(SimpleNamespace(name=name, actions=actions))
    assert capsys.readouterr().err == said

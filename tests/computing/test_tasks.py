"""The computations of a project: what makes each stale, tried in a small folder whose workers note what they do."""

import json
from pathlib import Path

import pytest

from scripts.computing import tasks as module
from scripts.computing.closure import forget
from scripts.computing.stored import load, store
from scripts.computing.tasks import computations, compute
from scripts.model.faults import UnusableError
from scripts.store.reads import state_of

FILES = {
    "snippets/one.py": "x = 1",
    "snippets/exam.mplstyle": "",
    "keys/one.toml": "",
    "compute.py": "",
    "train.py": "",
    "notebook.py": "",
    "exhibit.py": "",
    "judging.py": "",
}


class Folder:
    """A small project; `code` is what its worker leaves with, `during` what happens while that runs."""

    def __init__(self, root: Path) -> None:
        self.root, self.log, self.code = root, list[str](), 0
        self.read: dict[str, str] = {}
        self.during = lambda: None

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def process(self, worker: str, *names: str) -> int:
        """In the place of a process: one that trains, one that exports, one that computes."""
        self.log.append(names[0])
        self.during()
        if worker == "computing.train":
            self.write(f"{names[0]}.npz", "same")
        elif worker == "computing.exhibit":
            self.write("generated/one/nets.json", "{}")
        elif self.code in (0, 3):
            record = {"made_of": {}, "sources": [], "run": {"alt": "A."}, "raised": self.code == 3}
            record["file"] = str(self.root / "generated/one/a.svg")
            self.write("generated/one/a.svg", "<svg/>")
            declared = {"slug": "one", "default": "exam", "tasks": {}, "answers": [], "questions": [], "claims": []}
            figures = [{"name": "a", "instances": ["exam"], "within": 0.0, "source": "snippets/one.py:1"}]
            records = {("a", "figure exam"): record}
            store("one", {"declared": {**declared, "figures": figures}, "records": records})
        self.write(f"reads/{worker}.{'.'.join(names)}.json", json.dumps({"read": self.read, "faults": []}))
        return self.code

    def done(self) -> list[str]:
        """What the workers did since the last look; two nets may be trained in either order."""
        done, self.log[:] = list(self.log), []
        assert "one" not in done[:-1]
        return sorted(done)


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A project of one exercise, and one that has no snippet yet."""
    made = Folder(tmp_path)
    for name, text in FILES.items():
        made.write(name, text)
    rooms = {"": "ROOT CACHE TRAINED", "evidence": "EVIDENCE", "snippets": "SNIPPETS", "keys": "ANSWER_KEY"}
    for place, names in rooms.items():
        for name in names.split():
            for where in ("tasks", "closure", "inputs", "graph", "judging", "stored", "nets"):
                monkeypatch.setattr(f"scripts.computing.{where}.{name}", tmp_path / place, raising=False)
    for name in ("ROOT", "READS"):
        monkeypatch.setattr(f"scripts.store.reads.{name}", tmp_path / {"ROOT": "", "READS": "reads"}[name])
    monkeypatch.setattr("scripts.store.kept.KEPT", tmp_path / "kept")
    monkeypatch.setattr("scripts.computing.exhibit.FIGURES", tmp_path / "generated")
    monkeypatch.setattr(module, "STYLE", tmp_path / "snippets/exam.mplstyle")
    for name, file in {"WORKER": "compute", "TRAINER": "train", "EXECUTER": "notebook", "EXPORTER": "exhibit"}.items():
        monkeypatch.setattr(module, name, tmp_path / f"{file}.py")
    monkeypatch.setattr(module, "JUDGE", tmp_path / "judging.py")
    monkeypatch.setattr("scripts.computing.judging.COMPARER", tmp_path / "judging.py")
    for where in (module, "scripts.computing.nets"):
        target = where if isinstance(where, str) else where.__name__
        monkeypatch.setattr(f"{target}.slugs", lambda: ["missing", "one"])
    monkeypatch.setattr(module, "notebooks", list)
    monkeypatch.setattr(module, "snippet_of", lambda slug: tmp_path / f"snippets/{slug}.py")
    monkeypatch.setattr(module, "process", made.process)
    forget()
    yield made
    forget()


def test_an_exercise_is_computed_and_judged_once_until_something_changes(folder, capsys):
    assert compute()
    assert compute()
    assert folder.done() == ["one"]
    assert capsys.readouterr().err == (
        "  computing one ...\n  judging one ...\n  judged one: 0 values, 1 figures, 0 faults\n  reused one\n"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: folder.write("snippets/one.py", "x = 2"),
        lambda folder: folder.write("snippets/one.py", "x = 1  # one"),
        lambda folder: folder.write("snippets/exam.mplstyle", "#"),
        lambda folder: folder.write("compute.py", "#"),
        lambda folder: (folder.root / "kept/runs/one.pickle").unlink(),
        lambda folder: (folder.root / "generated/one/a.svg").unlink(),
        lambda folder: (folder.root / "kept/made/exercise:one.pickle").unlink(),
        lambda folder: folder.write("snippets/one/table.csv", "12"),
    ],
)
def test_each_input_and_output_counts(folder, change):
    compute()
    change(folder)
    compute()
    assert len(folder.log) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: folder.write("keys/one.toml", "a = 1"),
        lambda folder: (folder.root / "keys/one.toml").unlink(),
        lambda folder: folder.write("judging.py", "#"),
        lambda folder: (folder.root / "evidence/one.json").unlink(),
    ],
)
def test_a_line_of_the_key_is_judged_and_nothing_computed(folder, change, capsys):
    compute()
    change(folder)
    capsys.readouterr()
    compute()
    assert folder.done() == ["one"]
    said = capsys.readouterr().err
    assert said.startswith("  reused one\n  judging one ...\n  judged one")


def test_a_file_saved_while_it_is_read_is_read_again(folder):
    folder.during = lambda: folder.write("snippets/one.py", "x = 2")
    compute()
    folder.during = lambda: None
    compute()
    assert len(folder.log) == 2
    compute()
    assert len(folder.log) == 2


@pytest.mark.parametrize("change", ["edited", "removed", "appears"])
def test_a_file_that_the_computation_opened_counts(folder, change):
    folder.write("elsewhere.txt", "2.0")
    folder.read = {name: state_of(name) for name in ("elsewhere.txt", "later.txt")}
    compute()
    compute()
    assert len(folder.log) == 1
    if change == "removed":
        (folder.root / "elsewhere.txt").unlink()
    else:
        folder.write({"edited": "elsewhere.txt", "appears": "later.txt"}[change], "3.0")
    compute()
    assert len(folder.log) == 2


def test_what_the_process_opened_is_noted_with_its_runs(folder):
    folder.read = {"elsewhere.txt": ""}
    compute()
    (record,) = load("one")["records"].values()
    assert (record["read"], record["faults"]) == ({"elsewhere.txt": ""}, [])


def test_a_touched_file_with_the_same_bytes_is_not_stale(folder):
    compute()
    folder.write("snippets/one.py", "x = 1")
    compute()
    assert len(folder.log) == 1


def test_the_versions_of_libraries_count(folder, monkeypatch):
    compute()
    monkeypatch.setattr("scripts.computing.inputs.versions", lambda libraries: {"numpy": "0"})
    compute()
    assert len(folder.log) == 2


def test_a_failed_computation_is_run_again_and_told(folder):
    folder.code = 3
    assert not compute()
    assert not compute()
    assert len(folder.log) == 2


def test_a_process_that_crashed_leaves_nothing(folder):
    compute()
    folder.code = -6
    folder.write("snippets/one.py", "x = 2")
    assert not compute()
    assert not (folder.root / "evidence/one.json").exists()
    assert load("one") is None


def test_a_worker_that_says_nothing_of_what_it_read_is_run_again(folder, monkeypatch):
    monkeypatch.setattr(module, "remember_reads", lambda slug: None)
    compute()
    compute()
    assert len(folder.log) == 2


def test_old_evidence_is_gone_before_the_computation_starts(folder):
    compute()
    seen = []
    folder.during = lambda: seen.append((folder.root / "evidence/one.json").exists())
    folder.write("snippets/one.py", "x = 2")
    compute()
    assert seen == [False]


def test_one_exercise_alone_is_computed_with_the_nets_that_it_shows(nets):
    compute("one")
    assert nets.done() == ["a", "b", "one"]


def test_what_computing_an_exercise_writes_is_known(folder):
    compute()
    assert [path for path in module.results_of("one") if not path.exists()] == []


def test_the_worker_is_a_fresh_process_with_one_thread_that_inherits_the_lock(monkeypatch):
    started = {}

    class Done:
        returncode = 3

    monkeypatch.setattr(
        module.subprocess, "run", lambda command, **given: started.update(given, command=command) or Done
    )
    assert module.process("computing.compute", "rnn") == 3
    assert started["command"][1:] == ["-m", "scripts.computing.watched", "computing.compute", "rnn"]
    assert started["close_fds"] is False
    assert started["env"]["OMP_NUM_THREADS"] == "1"


TABLE = 'from . import nets\nA = B = 1\nTRAINED = {"a": a, "b": b}\nLIVE = {"a": True}\n'


@pytest.fixture
def nets(folder, monkeypatch):
    """The same project with two nets to train, which the exercise may show."""
    files = {
        "snippets/one/__init__.py": "import snippets.one.trained",
        "snippets/one/trained.py": "",
        "snippets/one/training/__init__.py": "",
        "snippets/one/training/experiments.py": TABLE,
        "snippets/one/training/photographs.py": "",
        "snippets/one/training/nets.py": "import numpy",
    }
    (folder.root / "snippets/one.py").unlink()
    for name, text in files.items():
        folder.write(name, text)
    (folder.root / "snippets/exam.mplstyle").touch()
    place = lambda slug: folder.root / f"snippets/{slug}/__init__.py"  # noqa: E731
    for where in ("tasks", "inputs"):
        monkeypatch.setattr(f"scripts.computing.{where}.snippet_of", place)
    monkeypatch.setattr(module, "files_of", lambda slug: [folder.root / "generated/one/nets.json"])
    return folder


def test_nets_are_trained_before_the_exercise_that_shows_them(nets, capsys):
    assert compute()
    assert sorted(nets.log) == ["a", "b", "one", "one"]  # the exhibit of the exercise, and the exercise
    said = capsys.readouterr().err
    assert "  training a ...\n" in said
    assert "  computing exhibit of one ...\n" in said
    nets.log.clear()
    assert compute()
    assert nets.done() == []


def test_what_is_said_of_a_net_trains_none(nets):
    compute()
    nets.log.clear()
    nets.write("snippets/one/trained.py", "y = 3")
    compute()
    assert nets.done() == ["one"]


@pytest.mark.parametrize("file", ["snippets/one/training/nets.py", "train.py"])
def test_what_makes_a_net_trains_it_again(nets, file):
    compute()
    nets.log.clear()
    nets.write(file, (nets.root / file).read_text(encoding="utf-8") + "\n")
    compute()
    assert nets.done() == ["a", "b"]  # the nets came out the same, so the exercise does too


def test_a_lost_or_changed_net_counts(nets):
    compute()
    nets.log.clear()
    (nets.root / "a.npz").unlink()
    compute()
    assert nets.done() == ["a"]
    nets.write("a.npz", "another")
    compute()
    assert sorted(nets.log) == ["one", "one"]  # the exhibit too


def test_an_exercise_without_nets_does_not_wait_for_them(folder):
    (exercise,) = [found for found in computations() if found.name == "exercise:one"]
    assert exercise.after == ()
    assert not any(name.endswith(".npz") for name in exercise.made_of())


def test_two_exercises_may_not_train_nets_of_one_name(nets, monkeypatch):
    nets.write("snippets/missing/more.py", TABLE)
    with pytest.raises(UnusableError, match="trains a net a too; rename one"):
        compute()


def test_the_project_knows_its_own_nets():
    names = {"exam_from_grey", "exam_from_nothing", "colour", "colour_long", "hole_fixed", "hole_random"}
    assert {found.title for found in computations() if found.name.startswith("train:")} == names


def test_the_exhibit_depends_on_its_nets_the_photographs_and_the_exporter():
    (task,) = [found for found in computations() if found.name.startswith("exhibit:")]
    names = {path.rpartition("/")[2] for path in task.made_of()}
    assert {"photographs.py", "exhibit.py"} <= names
    assert not {"recipes.py", "compute.py"} & names
    assert {"train:colour", "train:hole_fixed", "train:hole_random"} == set(task.after)
    assert [path.name for path in task.outputs()][-1] == "nets.json"


def test_nets_of_which_none_runs_on_a_page_need_no_exhibit(nets):
    nets.write("snippets/one/training/experiments.py", TABLE.partition("LIVE")[0])
    assert [found.name for found in computations() if found.name.startswith("exhibit:")] == []


def test_a_notebook_depends_on_all_that_it_imports_and_on_what_runs_it(folder, monkeypatch):
    folder.write("notebooks/small.py", "# %%\nfrom snippets import one\n")
    monkeypatch.setattr(module, "NOTEBOOKS", folder.root / "notebooks")
    monkeypatch.setattr(module, "EXECUTED", folder.root / "executed")
    monkeypatch.setattr(module, "notebooks", lambda: ["small"])
    task = computations()[-1]
    assert task.title == "small.ipynb"
    names = {Path(name).name for name in task.made_of() if not name.startswith("library")}
    assert names == {"small.py", "one.py", "exam.mplstyle", "notebook.py"}
    assert "library ipykernel" in task.made_of()


def test_the_projects_notebook_trains_small_nets_of_its_own():
    made_of = computations()[-1].made_of()
    assert "snippets/autoencoder/training/recipes.py" in made_of
    assert not any(name.endswith(".npz") for name in made_of)

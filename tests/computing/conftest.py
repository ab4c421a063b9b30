"""A small project whose workers note what they do, in the place of what computes."""

import json
from pathlib import Path

import pytest

from scripts.computing import closure
from scripts.computing import tasks as module
from scripts.computing.closure import forget
from scripts.computing.stored import store

closure._kept()  # else the first test with an empty store has every file of the project parsed anew, six seconds

FILES = {
    "snippets/one.py": "x = 1",
    "snippets/exam.mplstyle": "",
    "keys/one.toml": "",
    "compute.py": "",
    "train.py": "",
    "notebook.py": "",
    "exhibit.py": "",
    "in_browser.py": "",
    "sampling.py": "",
    "samples/page.md": "",
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
            for file in module.files_of(names[0]):
                self.write(str(file), "same")
        elif worker == "computing.sampling":
            self.write(f"samples/{names[0]}.json", "{}")
        elif worker == "computing.in_browser":
            self.write(str(module.formulas_of(names[0])), "same")
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
            for where in ("tasks", "closure", "inputs", "graph", "judging", "stored", "nets", "in_browser"):
                monkeypatch.setattr(f"scripts.computing.{where}.{name}", tmp_path / place, raising=False)
    for name, place in {"ROOT": "", "READS": "reads"}.items():
        monkeypatch.setattr(f"scripts.store.reads.{name}", tmp_path / place)
    monkeypatch.setattr("scripts.store.kept.KEPT", tmp_path / "kept")
    for where in ("exhibit", "in_browser"):
        monkeypatch.setattr(f"scripts.computing.{where}.FIGURES", tmp_path / "generated")
    monkeypatch.setattr(module, "STYLE", tmp_path / "snippets/exam.mplstyle")
    for name in ("WORKER", "JUDGE", "TRAINER", "EXPORTER", "PRINTER", "SAMPLER", "EXECUTER"):
        monkeypatch.setattr(module, name, tmp_path / getattr(module, name).name)
    monkeypatch.setattr("scripts.computing.judging.COMPARER", tmp_path / "judging.py")
    for where in ("tasks", "nets", "in_browser"):
        monkeypatch.setattr(f"scripts.computing.{where}.slugs", lambda: ["missing", "one"])
    monkeypatch.setattr(module, "SAMPLES", tmp_path / "samples")
    monkeypatch.setattr(module, "page_of", lambda slug: tmp_path / "samples/page.md")
    monkeypatch.setattr(module, "notebooks", list)
    monkeypatch.setattr(module, "snippet_of", lambda slug: tmp_path / f"snippets/{slug}.py")
    monkeypatch.setattr(module, "process", made.process)
    forget()
    yield made
    forget()


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

    def place(slug: str) -> Path:
        return folder.root / f"snippets/{slug}/__init__.py"

    for where in ("tasks", "inputs"):
        monkeypatch.setattr(f"scripts.computing.{where}.snippet_of", place)
    return folder

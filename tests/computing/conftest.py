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
    "demo.py": "",
    "in_browser.py": "",
    "sampling.py": "",
    "docs/exercises/one.md": "",
    "docs/exercises/missing.md": "",
    "judging.py": "",
    "key_formulas.py": "",
    "first_cell.py.txt": "",
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
            self.write(f"trained/{names[0]}.npz", "same")
        elif worker == "computing.demo":
            for file in module.files_of(names[0]):
                self.write(str(file), "same")
        elif worker == "computing.sampling":
            self.write(f"evidence/samples/{names[0]}.json", "{}")
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
def folder(monkeypatch, standing_in, tmp_path):
    """A project of one exercise, and one that has no snippet yet."""
    made = Folder(tmp_path)
    for name, text in FILES.items():
        made.write(name, text)
    standing_in(root=tmp_path, cache=tmp_path, answer_key=tmp_path / "keys", workers=tmp_path)
    monkeypatch.setattr(module, "process", made.process)
    forget()
    yield made
    forget()


TABLE = 'from . import nets\nA = B = 1\nTRAINED = {"a": a, "b": b}\nLIVE = {"a": True}\n'


@pytest.fixture
def nets(folder):
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
    return folder

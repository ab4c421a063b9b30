"""Whatever a computation opens is a dependency, or a fault."""

import json
import linecache
import os
import subprocess
import sys
import time

import pytest

from scripts.computing import watched
from scripts.computing.watched import Watch, is_of_a_snippet, line_of
from scripts.model.paths import here
from scripts.store.reads import changed_reads, faults_of_reading, noted_in, read_by, state_of

ROOT, SNIPPETS, CACHE, TRAINED = here().root, here().snippets, here().cache, here().trained


@pytest.fixture
def watch():
    """A watch for which this file is a snippet; it is told of events, and hears none by itself."""
    return Watch(lambda name: name == __file__, line_of)


@pytest.fixture
def outside(monkeypatch, tmp_path):
    """A folder that is neither the project nor for temporary files."""
    monkeypatch.setattr(watched, "TEMPORARY", "/nowhere/")
    return tmp_path


def said(watch: Watch) -> list[str]:
    return [fault.message.partition(" ")[2] for fault in watch.faults]


@pytest.mark.parametrize("path", [ROOT / "LICENSE", str(ROOT / "LICENSE"), os.fsencode(ROOT / "LICENSE"), "LICENSE"])
@pytest.mark.parametrize("arguments", [("r", 0), (None, os.O_RDONLY)])
def test_a_file_of_the_project_is_a_dependency(watch, monkeypatch, path, arguments):
    monkeypatch.chdir(ROOT)
    watch.hear("open", (path, *arguments))
    assert watch.read == {"LICENSE": state_of("LICENSE")}
    assert watch.faults == []


def test_a_project_below_a_folder_of_the_system_is_watched_too(watch, monkeypatch):
    monkeypatch.setattr(watched, "INSTALLED", (f"{ROOT.parent}/", f"{ROOT}/.venv/"))
    watch.hear("open", (str(ROOT / "LICENSE"), "r", 0))
    assert set(watch.read) == {"LICENSE"}
    assert watched.is_installed(f"{ROOT}/.venv/lib/x.py")
    assert watched.is_installed(f"{ROOT.parent}/lib/x.py")


def test_a_database_is_a_file_too(watch):
    watch.hear("sqlite3.connect", (str(ROOT / "LICENSE"),))
    assert set(watch.read) == {"LICENSE"}


def test_a_file_that_is_not_there_is_one_too(watch):
    watch.hear("open", (str(ROOT / "snippets" / "later.txt"), "r", 0))
    watch.hear("os.stat", (str(ROOT / "snippets" / "ever.txt"),))
    assert watch.read == {"snippets/later.txt": "", "snippets/ever.txt": ""}


def test_a_folder_that_was_listed_is_one_by_the_names_in_it(watch):
    watch.hear("os.listdir", (str(SNIPPETS),))
    watch.hear("os.stat", (SNIPPETS,))
    assert set(watch.read) == {"snippets/", "snippets"}
    assert watch.read["snippets"] == "a folder"


def test_a_compiled_module_is_its_source(watch):
    name = f"__pycache__/values.{sys.implementation.cache_tag}.pyc"
    watch.hear("open", (str(SNIPPETS / name), "rb", 0))
    assert set(watch.read) == {"snippets/values.py"}


def test_python_may_write_compiled_modules_beside_what_it_imports(watch):
    name = f"__pycache__/values.{sys.implementation.cache_tag}.pyc.140277248245296"
    watch.hear("open", (str(SNIPPETS / name), None, os.O_EXCL | os.O_CREAT | os.O_WRONLY))
    assert (watch.read, watch.faults) == ({}, [])


@pytest.mark.parametrize(
    "file", [sys.executable, os.__file__, pytest.__file__, "/dev/null", "/proc/cpuinfo", "/etc/hosts"]
)
def test_what_is_installed_is_known_by_its_version(watch, file):
    watch.hear("open", (file, "r", 0))
    assert (watch.read, watch.faults) == ({}, [])


def test_what_the_build_or_a_library_opens_by_itself_is_none_of_ours(outside):
    watch = Watch(is_of_a_snippet, line_of)
    watch.hear("open", (str(ROOT / "LICENSE"), "r", 0))
    watch.hear("open", (str(outside / "x"), "r", 0))
    watch.hear("os.listdir", (str(SNIPPETS),))
    watch.hear("open", (3, "r", 0))
    watch.hear("subprocess.Popen", ("ls",))
    assert (watch.read, watch.faults) == ({}, [])


def test_our_own_code_is_known_by_its_imports(watch):
    watch.hear("open", (str(ROOT / "scripts" / "model" / "paths.py"), "r", 0))
    assert (watch.read, watch.faults) == ({}, [])


AT_THE_HEAD = "watch.hear('open', (path, 'r', 0))"


@pytest.mark.parametrize(
    ("code", "read"),
    [(AT_THE_HEAD, set()), (f"def f():\n    {AT_THE_HEAD}\nf()", {"snippets/values.py"})],
)
def test_an_import_at_the_head_of_a_module_is_known_and_one_in_a_function_is_read(code, read):
    watch = Watch(lambda name: name == "snippet.py", line_of)
    exec(compile(code, "snippet.py", "exec"), {"watch": watch, "path": str(SNIPPETS / "values.py")})
    assert set(watch.read) == read


def test_a_file_from_elsewhere_is_a_fault_with_its_line_and_mend(watch, outside):
    watch.hear("open", (str(outside / "data.csv"), "r", 0))
    (fault,) = watch.faults
    assert fault.file == "tests/computing/test_watched.py"
    assert "a_file_from_elsewhere" in (ROOT / fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 2]
    what = f"reads {outside}/data.csv, outside the project, where no change is noticed; put it beside the snippet"
    assert said(watch) == [what]


def test_a_link_out_of_the_project_is_a_file_from_elsewhere(watch, outside):
    link = outside / "project" / "data.csv"
    link.parent.mkdir()
    link.symlink_to(outside / "data.csv")
    watch.hear("open", (str(link), "r", 0))
    assert f"reads {outside}/data.csv" in said(watch)[0]


def test_a_temporary_file_is_its_own_or_a_fault(watch, tmp_path):
    new, old = tmp_path / "new", tmp_path / "old"
    for file in (new, old):
        file.write_bytes(b"1")
    watch.hear("open", (str(new), "w", 0))
    watch.hear("open", (str(new), "r", 0))
    assert watch.faults == []
    watch.started = time.time() + 60
    watch.hear("open", (str(old), "r", 0))
    assert "outside the project" in said(watch)[0]


@pytest.mark.parametrize("arguments", [("w", 0), ("r+b", 0), ("x", 0), ("a", 0), (None, os.O_WRONLY | os.O_CREAT)])
def test_a_computation_leaves_no_file(watch, arguments):
    watch.hear("open", (str(SNIPPETS / "left.txt"), *arguments))
    assert said(watch) == ["writes snippets/left.txt; a computation returns its values and leaves no file"]


def test_what_the_build_wrote_is_no_data_but_nets_are(watch):
    watch.hear("open", (str(CACHE / "evidence" / "rnn.json"), "r", 0))
    assert "reads .cache/evidence/rnn.json, which the build itself writes" in said(watch)[0]
    watch.hear("open", (str(TRAINED / "none.npz"), "rb", 0))
    assert watch.read == {".cache/trained/none.npz": ""}


@pytest.mark.parametrize(
    ("file", "place"),
    [("/tmp/ipykernel_1/2.py", ("notebook.py", 6)), (str(SNIPPETS / "rnn" / "task.py"), ("snippets/rnn/task.py", 2))],
)
def test_a_line_of_a_cell_is_one_of_the_notebook(monkeypatch, tmp_path, file, place):
    cell = "import sys\nframe = sys._getframe()\n"
    (tmp_path / "notebook.py").write_text(f"# %%\nx = 1\n\n# %%\n{cell}", encoding="utf-8")
    monkeypatch.setitem(linecache.cache, file, (len(cell), None, cell.splitlines(keepends=True), file))
    space = {}
    exec(compile(cell, file, "exec"), space)
    found, line = watched.line_of_cell(tmp_path / "notebook.py", space["frame"])
    assert (found.removeprefix(f"{tmp_path}/"), line) == place


def test_other_processes_and_machines_are_faults_told_once(watch):
    for _ in range(2):
        watch.hear("subprocess.Popen", ("ls", ["ls"], None, None))
    watch.hear("socket.connect", (None, ("127.0.0.1", 9)))
    assert [fault.partition(",")[0] for fault in said(watch)] == ["starts another process", "asks another machine"]


def test_a_state_tells_apart_what_is_there(standing_in, tmp_path):
    standing_in(root=tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").write_bytes(b"1")
    states = [state_of(name) for name in ("folder/a", "folder", "folder/", "nothing", "nothing/")]
    assert len(set(states)) == 5
    (tmp_path / "folder" / "__pycache__").mkdir()
    assert state_of("folder/") == states[2]
    (tmp_path / "folder" / "b").write_bytes(b"1")
    assert state_of("folder/") != states[2]


def test_what_was_read_makes_a_result_stale(standing_in, tmp_path):
    standing_in(root=tmp_path, reads=tmp_path)
    (tmp_path / "data.txt").write_bytes(b"2.0")
    read = {"data.txt": state_of("data.txt"), "later.txt": ""}
    fault, gone = ["data.txt", 3, "area reads x"], ["gone.py", 3, "area reads x"]
    noted_in("computing.compute", "square").write_text(
        json.dumps({"read": read, "faults": [fault, gone]}), encoding="utf-8"
    )
    assert changed_reads(read_by("computing.compute", "square")) == []
    assert [str(found) for found in faults_of_reading()] == ["data.txt:3: area reads x"]
    assert faults_of_reading("circle") == []
    assert read_by("computing.compute", "circle") is None
    (tmp_path / "later.txt").write_bytes(b"")
    assert changed_reads(read_by("computing.compute", "square")) == ["later.txt"]
    (tmp_path / "later.txt").unlink()
    (tmp_path / "data.txt").write_bytes(b"3.0")
    assert changed_reads(read_by("computing.compute", "square")) == ["data.txt"]


ALONE = """
import json, os, sys, threading
from pathlib import Path
from scripts.computing import watched
watch = watched.Watch(lambda name: name == "<string>", lambda frame: ("here", frame.f_lineno))
watch.begin()
import numpy as np
Path("LICENSE").exists()
os.stat(0)
os.path.exists("snippets/nothing.txt")
list(Path("snippets").glob("*.txt"))
other = threading.Thread(target=lambda: open("README.md").close())
other.start()
other.join()
try:
    np.loadtxt(sys.argv[1])
except ValueError:
    pass
with open("NOTICE") if os.path.exists("NOTICE") else open(os.devnull) as file:
    file.read()
watch.end(Path(sys.argv[2]))
"""


def test_python_itself_tells_of_everything_that_is_opened(tmp_path):
    """In a process of its own, because no hook can be taken back."""
    command = [sys.executable, "-c", ALONE, str(ROOT / "package.json"), str(tmp_path / "read.json")]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    found = json.loads((tmp_path / "read.json").read_text(encoding="utf-8"))
    assert found["faults"] == []
    assert {"LICENSE", "snippets/nothing.txt", "snippets/", "README.md", "package.json", "NOTICE"} <= set(found["read"])
    assert not any(name.startswith(("scripts/", ".venv", "snippets/__pycache__")) for name in found["read"])

"""What a saved page is not waited for: which computations those are, and how they are begun, ended and not repeated."""

import subprocess
import sys

import pytest

from scripts.computing import later as module
from scripts.computing import spare, tasks
from scripts.computing.graph import Computation
from scripts.computing.later import Later, later_folder

STALE = {"exercise:practice_rnn": {"snippets/rnn/practice.py": "1"}}


def test_an_exercise_its_nets_and_its_demo_are_waited_for_and_nothing_else():
    found = {computation.name: computation.may_wait for computation in tasks.computations()}
    first = [name for name, may_wait in found.items() if not may_wait]
    assert {name.partition(":")[0] for name in first} == {"train", "demo", "exercise", "judge"}
    assert not any("practice_" in name for name in first)
    assert found["exercise:practice_rnn"]
    assert found["notebook:rnn.ipynb"]


def test_first_comes_what_is_waited_for_and_the_rest_is_told(standing_in, tmp_path, monkeypatch):
    standing_in(root=tmp_path)
    done = []

    def computation(name, **more):
        return Computation(name, lambda: {"a": "1"}, list, lambda: done.append(name) or True, **more)

    found = [
        computation("notebook:one.ipynb", may_wait=True),
        computation("exercise:one"),
        computation("exercise:practice_one", may_wait=True),
    ]
    monkeypatch.setattr(tasks, "computations", lambda: found)
    assert tasks.compute_first() == {"notebook:one.ipynb": {"a": "1"}, "exercise:practice_one": {"a": "1"}}
    assert done == ["exercise:one"]
    tasks.bring_up_to_date(found[:1])
    assert tasks.compute_first() == {"exercise:practice_one": {"a": "1"}}


@pytest.fixture
def started(monkeypatch):
    """The commands that were started, in the place of each a process that sleeps."""
    commands = []
    start = subprocess.Popen

    def popen(command, **options):
        commands.append(command[1:])
        return start([sys.executable, "-c", "import time; time.sleep(60)"], **options)

    monkeypatch.setattr(module.subprocess, "Popen", popen)
    return commands


def test_what_is_stale_is_computed_in_a_process_that_can_be_ended(started):
    later = Later()
    later.begin()
    later.end()
    assert started == []
    later.stale = STALE
    later.begin()
    process = later.process
    later.end()
    assert process.returncode == -9
    assert started == [["-m", "scripts.computing.later"]]


def test_what_came_out_badly_is_not_computed_again_and_again_but_what_was_ended_is(started):
    later = Later()
    later.stale = STALE
    later.begin()
    later.process.kill()
    later.process.wait()
    later.end()
    later.stale = STALE
    later.begin()
    assert len(started) == 1
    later.stale = {"exercise:practice_rnn": {"snippets/rnn/practice.py": "2"}}
    anew = later.stale
    for _ in range(2):
        later.stale = anew
        later.begin()
        later.end()
    later.begin()
    assert len(started) == 3


def test_who_waits_is_told_so_whatever_happens(standing_in, tmp_path, monkeypatch):
    standing_in(root=tmp_path)
    (tmp_path / ".cache").mkdir()
    monkeypatch.setattr(module, "sweep", None)
    with pytest.raises(TypeError):
        module.main()
    assert (later_folder() / "done").exists()


@pytest.mark.parametrize("is_good", [True, False])
def test_it_says_by_a_file_that_it_has_computed(standing_in, tmp_path, monkeypatch, is_good):
    standing_in(root=tmp_path)
    (tmp_path / ".cache").mkdir()
    monkeypatch.setattr(module, "compute", lambda: is_good)
    assert module.main() == (0 if is_good else 1)
    assert (later_folder() / "done").exists()


def test_a_worker_that_waits_is_given_the_next_computation(monkeypatch):
    given = []

    class Ready:
        def work(self, *words):
            given.append(words)
            return 3

    monkeypatch.setattr(spare, "_ready", [Ready()])
    monkeypatch.setattr(Ready, "is_there", True, raising=False)
    assert tasks.process("computing.compute", "rnn") == 3
    assert given == [("computing.compute", "rnn")]


def test_it_has_the_libraries_of_all_exercises_imported_and_nothing_of_ours(monkeypatch):
    monkeypatch.setattr(spare, "_ready", [])
    begun = []
    monkeypatch.setattr(spare, "start", lambda libraries, environment: begun.append((libraries, environment)))
    tasks.prepare()
    ((libraries, environment),) = begun
    assert {"torch", "sympy", "numpy", "matplotlib.pyplot"} <= set(libraries)
    assert not [name for name in libraries if name.partition(".")[0] in ("scripts", "snippets")]
    assert environment["OMP_NUM_THREADS"] == "1"

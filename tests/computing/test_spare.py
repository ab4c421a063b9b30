"""A worker that waits does one computation as any other, and never stays behind alone."""

import io
import os
import sys
import time
from types import SimpleNamespace

import pytest

from scripts.computing import spare
from scripts.computing.spare import Spare
from scripts.model.paths import here

WATCHED = """
import pathlib
import sys
import time


def main(worker, *names):
    pathlib.Path(names[0]).touch()
    time.sleep(60 if worker == "endless" else 0)
    return 3


sys.modules["scripts.computing.watched"] = sys.modules[__name__]
"""


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """In it a library takes the place of what runs computations."""
    (tmp_path / "in_its_place.py").write_text(WATCHED, encoding="utf-8")
    monkeypatch.setattr(spare, "_ready", [])
    yield {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{here().root}"}
    for worker in spare._ready:
        leave(worker)


def leave(worker: Spare) -> int:
    """As when the process that started it has ended."""
    os.close(worker.writing)
    return worker.process.wait(timeout=20)


def test_it_imports_what_is_there_and_does_what_it_is_given(environment, tmp_path):
    worker = Spare(["no_such_library", "in_its_place"], environment)
    assert worker.work("short", str(tmp_path / "begun")) == 3
    assert (tmp_path / "begun").exists()


def test_it_ends_when_nobody_can_give_it_work_any_more(environment):
    assert leave(Spare(["in_its_place"], environment)) == 0


def test_it_ends_in_the_middle_of_its_work_with_who_gave_it(environment, tmp_path):
    worker = Spare(["in_its_place"], environment)
    os.write(worker.writing, f'["endless", "{tmp_path / "begun"}"]\n'.encode())
    while not (tmp_path / "begun").exists():
        time.sleep(0.02)
    assert leave(worker) == 1


def test_one_waits_at_a_time_and_each_is_taken_once(environment):
    spare.start([], environment)
    (first,) = spare._ready
    spare.start([], environment)
    assert spare._ready == [first]
    assert spare.take() is first
    assert spare.take() is None
    leave(first)


def test_one_that_has_ended_is_replaced_and_not_taken(environment):
    spare.start([], environment)
    first = spare._ready[0]
    first.process.kill()
    first.process.wait()
    assert spare.take() is None
    spare._ready.append(first)
    spare.start([], environment)
    assert spare._ready != [first]


def test_what_it_does_is_our_code_as_it_is_when_there_is_work(monkeypatch):
    done = []
    watched = SimpleNamespace(main=lambda *words: done.append(words) or 3)
    monkeypatch.setattr(spare, "end_with_parent", lambda: None)
    monkeypatch.setattr(spare.importlib, "import_module", lambda name: done.append(name) or watched)
    monkeypatch.setattr(sys, "stdin", io.StringIO('["computing.compute", "rnn"]\n'))
    monkeypatch.setattr(spare.os, "_exit", done.append)
    spare.main("torch")
    assert done == ["torch", "scripts.computing.watched", ("computing.compute", "rnn"), 3]
    assert spare.main("torch") == 0


def test_the_end_of_the_pipe_is_the_end(monkeypatch):
    read = [b"more", b""]
    ended = []
    monkeypatch.setattr(spare.os, "read", lambda number, size: read.pop(0))
    monkeypatch.setattr(spare.os, "_exit", ended.append)
    spare.end_with_parent()
    assert (read, ended) == ([], [1])

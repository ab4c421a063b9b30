"""Who does not end is named."""

import sys
import threading
import time
from types import SimpleNamespace

import pytest

from scripts.computing import slow, watched
from scripts.computing.slow import AGAIN, FIRST, Slow

TEXT = """
def answer():
    return helper()


def helper():
    return foreign()
"""


def frames_of(text: str, **names) -> list:
    """The frames of functions of a made-up file, the innermost of another file first."""
    caught = []
    module = {"foreign": lambda: caught.append(sys._getframe()), **names}
    exec(compile(text, "/made_up.py", "exec"), module)
    module["answer"]()
    return caught


def looker() -> Slow:
    return Slow("rnn", lambda file: file == "/made_up.py")


def test_the_function_that_the_build_called_is_named_with_the_line_that_runs():
    (frame,), found = frames_of(TEXT), looker()
    assert found.look(frame, 100.0) == ""
    assert found.look(frame, 100.0 + FIRST - 1) == ""
    assert found.look(frame, 100.0 + FIRST) == "  still in rnn.answer after 30 s, at /made_up.py:7"
    assert found.look(frame, 100.0 + FIRST + AGAIN - 1) == ""
    assert found.look(frame, 100.0 + FIRST + AGAIN).startswith("  still in rnn.answer after 90 s")


def test_another_call_begins_anew_and_nobody_is_named_between():
    (first,), (second,), found = frames_of(TEXT), frames_of(TEXT), looker()
    assert found.look(first, 0.0) == ""
    assert found.look(second, FIRST) == ""
    assert found.look(sys._getframe(), 2 * FIRST) == ""
    assert found.look(None, 3 * FIRST) == ""
    assert found.look(second, 4 * FIRST) == ""


def test_it_looks_from_a_thread_of_its_own_until_the_end(monkeypatch, capsys):
    monkeypatch.setattr(slow, "LOOK", 0.001)
    monkeypatch.setattr(slow, "FIRST", 0.0)
    found = Slow("rnn", lambda file: file == __file__)
    before = threading.active_count()
    found.begin()
    time.sleep(0.1)
    found.end()
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.001)
    assert threading.active_count() == before
    assert "still in rnn." in capsys.readouterr().err


@pytest.mark.parametrize(("worker", "begun"), [("computing.compute", 1), ("computing.train", 0)])
def test_a_training_says_itself_how_far_it_is(monkeypatch, worker, begun):
    calls = []
    monkeypatch.setattr(Slow, "begin", lambda self: calls.append("begin"))
    monkeypatch.setattr(Slow, "end", lambda self: calls.append("end"))
    monkeypatch.setattr(watched, "Watch", lambda *known: SimpleNamespace(begin=lambda: None, end=lambda file: None))
    monkeypatch.setattr(watched.importlib, "import_module", lambda name: SimpleNamespace(main=lambda name: 3))
    assert watched.main(worker, "rnn") == 3
    assert calls == ["begin"] * begun + ["end"]

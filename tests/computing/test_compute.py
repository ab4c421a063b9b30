"""The worker around the examination: what it writes, draws and says."""

import matplotlib
import pytest

from scripts.computing import compute as compute_module
from scripts.computing.given import TasksError
from scripts.model.paths import ROOT
from tests.computing.made_up import GOOD, PROGRAM, change


@pytest.fixture
def worker(exercise, monkeypatch, tmp_path):
    """The worker with the exercise of the text in the place of a file."""
    monkeypatch.setattr(compute_module, "FIGURES", tmp_path / "generated")
    monkeypatch.setattr(compute_module, "EVIDENCE", tmp_path / "evidence")

    def make(text: str):
        examination = exercise(text)
        monkeypatch.setattr(compute_module, "Examination", lambda slug: examination)
        return compute_module

    return make


DRAWN = change('return None, "A square."', "return __import__('matplotlib.pyplot').pyplot.figure(), 'A square.'")


def test_the_worker_writes_evidence_and_figures(worker, tmp_path, capsys):
    assert worker(DRAWN).main("made_up") == 0
    assert (tmp_path / "evidence" / "made_up.json").exists()
    assert (tmp_path / "generated" / "made_up" / "draw.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "computed made_up: 2 values, 1 figures, 0 faults" in capsys.readouterr().err


def test_an_exercise_without_figures_draws_none(worker, monkeypatch):
    module = worker(PROGRAM)
    monkeypatch.setattr(module, "draw", None)
    assert module.compute("made_up")["figures"] == []


@pytest.mark.parametrize("alt", ["A square [1].", "two\nlines", ""])
def test_an_alternative_text_is_one_line_that_markdown_can_hold(worker, alt):
    evidence = worker(DRAWN.replace("'A square.'", repr(alt))).compute("made_up")
    assert evidence["figures"][0]["alt"] == ""
    assert "must be one line of text without ]" in evidence["faults"][0].message


def test_a_figure_that_raises_is_a_fault_and_ends_with_three(worker):
    module = worker(GOOD)
    assert module.main("made_up") == 3


def test_a_figure_comes_with_its_text(worker):
    (fault,) = worker(DRAWN.replace(", 'A square.'", "")).compute("made_up")["faults"]
    assert "return the Matplotlib figure and its alternative text" in fault.message


def test_a_figure_looks_the_same_whatever_the_machine_prefers(worker, monkeypatch, tmp_path):
    before = worker(DRAWN).compute("made_up")
    drawn = (tmp_path / "generated/made_up/draw.svg").read_text(encoding="utf-8")
    monkeypatch.setitem(matplotlib.rcParams, "figure.figsize", [1.0, 1.0])
    assert worker(DRAWN).compute("made_up")["figures"] == before["figures"]
    assert (tmp_path / "generated/made_up/draw.svg").read_text(encoding="utf-8") == drawn


def test_a_function_that_ends_the_process_is_a_fault_where_it_stands(worker):
    text = change("return task.side ** 2", "raise SystemExit(0)")
    evidence = worker(text).compute("made_up")
    (fault,) = evidence["faults"]
    assert (fault.file, fault.line) == ("snippets/made_up.py", text[: text.index("raise")].count("\n") + 1)
    assert fault.message == "a function called sys.exit; raise an exception instead"
    assert evidence["raised"]


@pytest.mark.parametrize(
    ("slug", "file"), [("rnn", "snippets/rnn/task.py"), ("protocol", "snippets/protocol/__init__.py")]
)
def test_tasks_that_cannot_be_used_are_one_fault_where_they_stand(monkeypatch, slug, file):
    def fail(slug):
        raise TasksError("TASKS is a list")

    monkeypatch.setattr(compute_module, "Examination", fail)
    (fault,) = compute_module.compute(slug)["faults"]
    assert (fault.file, fault.message) == (file, "TASKS is a list")
    assert (ROOT / fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1].startswith("TASKS =")


def test_a_module_that_cannot_be_imported_is_one_fault(monkeypatch):
    for error, place in [
        (SyntaxError("no", ("snippets/rnn.py", 7, 1, "x")), ("snippets/rnn.py", 7)),
        (SyntaxError("no file"), ("snippets/made_up.py", 1)),
        (AttributeError("no name"), ("snippets/made_up.py", 1)),
    ]:

        def fail(slug, error=error):
            raise error

        monkeypatch.setattr(compute_module, "Examination", fail)
        evidence = compute_module.compute("made_up")
        (fault,) = evidence["faults"]
        assert (fault.file, fault.line) == place
        assert fault.message.startswith(f"importing snippets.made_up raised {type(error).__name__}")


def test_a_fault_of_the_data_model_is_placed_in_the_exercise(exercise):
    with pytest.raises(Exception, match="defined twice") as error:
        exercise(GOOD + "\n" * 3 + '@answer\ndef area(task):\n    """Again."""\n')
    file, line = compute_module.place_of_import(error.value, "made_up")
    assert (file, line) == ("snippets/made_up.py", GOOD.count("\n") + 4)

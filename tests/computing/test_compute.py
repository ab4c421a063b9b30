"""The worker: which runs it makes anew, what it stores and says, and what it does with an exercise that cannot run."""

import matplotlib
import pytest

from scripts.computing import compute as worker
from scripts.computing import figures, judging, reading
from scripts.computing.compute import broken, compute
from scripts.computing.given import TasksError
from scripts.computing.stored import is_fresh
from scripts.model.paths import here
from tests.computing.made_up import GOOD, PROGRAM, change

DRAWN = change('return None, "A square."', "return __import__('matplotlib.pyplot').pyplot.figure(), 'A square.'")


@pytest.fixture
def kept(monkeypatch, standing_in, tmp_path):
    """A store of its own, and figures that are drawn."""
    standing_in(kept=tmp_path / "kept")

    def draws() -> None:
        monkeypatch.setattr(worker, "draw", figures.draw)

    return draws


def drawn(tmp_path) -> str:
    return (tmp_path / "generated/made_up/draw.svg").read_text(encoding="utf-8")


def test_the_worker_stores_runs_draws_figures_and_says_so(exercise, kept, tmp_path, capsys):
    exercise(DRAWN)
    kept()
    assert worker.main("made_up") == 0
    assert drawn(tmp_path).startswith("<svg")
    assert "  computed made_up: 3 of 3 runs, " in capsys.readouterr().err
    records = worker.load("made_up")["records"]
    assert list(records) == [("area", "exam"), ("area", "long"), ("draw", "figure exam")]
    assert records["area", "long"]["run"]["value"] == 16.0
    assert records["area", "long"]["sources"][0].endswith("made_up.py")


def read(computed):
    """As the build notes what the process opened."""
    for record in computed["records"].values():
        record["read"] = {}
    return computed


def test_only_what_is_stale_is_run(exercise, kept, monkeypatch):
    exercise(GOOD)
    before = read(compute("made_up")[0])
    before["records"]["draw", "figure exam"]["file"] = "generated"
    monkeypatch.setattr(worker.Path, "exists", lambda path: True)
    after, count = compute("made_up", before)
    assert count == 0
    assert after["records"] == before["records"]
    del before["records"]["area", "long"]
    after, count = compute("made_up", before)
    assert (count, after["records"]["area", "long"]["run"]["value"]) == (1, 16.0)


def test_a_drawing_that_is_lost_is_made_again(exercise, kept, tmp_path):
    exercise(DRAWN)
    kept()
    before = read(compute("made_up")[0])
    (tmp_path / "generated/made_up/draw.svg").unlink()
    assert compute("made_up", before)[1] == 1
    assert drawn(tmp_path)


@pytest.mark.parametrize(
    ("change", "fresh"),
    [
        ({}, True),
        ({"made_of": {"a.py": "1"}}, False),
        ({"raised": True}, False),
        ({"read": {"no such file": "2"}}, False),
        ({"read": None}, False),
    ],
)
def test_a_run_is_fresh_while_nothing_of_it_has_changed(change, fresh):
    record = {"made_of": {}, "sources": [], "run": {}, "raised": False, "read": {}} | change
    assert is_fresh(record, {}) is fresh


@pytest.mark.parametrize("alt", ["A square [1].", "two\nlines", ""])
def test_an_alternative_text_is_one_line_that_markdown_can_hold(exercise, kept, alt):
    made = exercise(DRAWN.replace("'A square.'", repr(alt)))
    kept()
    evidence = made.evidence()
    assert evidence.figures[0].alt == ""
    assert "must be one line of text without ]" in evidence.faults[0].message


def test_a_figure_that_raises_is_a_fault_and_ends_with_three(exercise, kept):
    exercise(GOOD)
    kept()
    assert worker.main("made_up") == 3


def test_a_figure_comes_with_its_text(exercise, kept):
    made = exercise(DRAWN.replace(", 'A square.'", ""))
    kept()
    (fault,) = made.evidence().faults
    assert "return the Matplotlib figure and its alternative text" in fault.message


def test_a_figure_looks_the_same_whatever_the_machine_prefers(exercise, kept, monkeypatch, tmp_path):
    made = exercise(DRAWN)
    kept()
    made.computed()
    before = drawn(tmp_path)
    monkeypatch.setitem(matplotlib.rcParams, "figure.figsize", [1.0, 1.0])
    made.computed()
    assert drawn(tmp_path) == before


def test_a_figure_is_drawn_for_each_instance_that_asks_for_it(exercise, kept, tmp_path):
    made = exercise(DRAWN.replace("@figure\n", '@figure(instances=("exam", "long"))\n'))
    kept()
    evidence = made.evidence()
    assert [(figure.id, figure.file) for figure in evidence.figures] == [
        ("made_up.draw", "generated/made_up/draw.svg"),
        ("made_up.draw@long", "generated/made_up/draw@long.svg"),
    ]
    assert (tmp_path / "generated/made_up/draw@long.svg").exists()


def test_a_function_that_ends_the_process_is_a_fault_where_it_stands(exercise):
    text = change("return task.side ** 2", "raise SystemExit(0)")
    evidence = exercise(text).evidence()
    (fault,) = evidence.faults
    assert (fault.file, fault.line) == ("snippets/made_up.py", text[: text.index("raise")].count("\n") + 1)
    assert fault.message == "a function called sys.exit; raise an exception instead"
    assert evidence.raised


@pytest.mark.parametrize(
    ("slug", "file"), [("rnn", "snippets/rnn/task.py"), ("protocol", "snippets/protocol/__init__.py")]
)
def test_tasks_that_cannot_be_used_are_one_fault_where_they_stand(slug, file):
    fault = broken(slug, TasksError("TASKS is a list"))
    assert (fault.file, fault.message) == (file, "TASKS is a list")
    assert (here().root / fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1].startswith("TASKS =")


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (SyntaxError("no", ("snippets/rnn.py", 7, 1, "x")), ("snippets/rnn.py", 7)),
        (SyntaxError("no file"), ("snippets/made_up.py", 1)),
        (AttributeError("no name"), ("snippets/made_up.py", 1)),
        (SystemExit("no more"), ("snippets/made_up.py", 1)),
    ],
)
def test_a_module_that_cannot_be_imported_is_one_fault(exercise, kept, monkeypatch, capsys, error, place):
    exercise(PROGRAM)

    def fail(slug):
        raise error

    monkeypatch.setattr(worker, "Published", fail)
    assert worker.main("made_up") == 3
    assert "computed made_up: nothing, it cannot be imported" in capsys.readouterr().err
    evidence = judging.evidence_of("made_up", worker.load("made_up"))
    (fault,) = evidence.faults
    assert (fault.file, fault.line) == place
    assert fault.message.startswith(f"importing snippets.made_up raised {type(error).__name__}")
    assert (evidence.raised, evidence.entries) == (True, [])


def test_what_is_declared_with_another_type_than_its_own_is_a_fault(exercise):
    (fault,) = exercise(change('"product")', '"product", because=4)')).evidence().faults
    assert fault.message.endswith("ValidationError: Expected `str`, got `int` - at `$.answers[0].witnesses[0].because`")


def test_a_fault_of_the_data_model_is_placed_in_the_exercise(exercise):
    with pytest.raises(Exception, match="defined twice") as error:
        exercise(GOOD + "\n" * 3 + '@answer\ndef area(task):\n    """Again."""\n')
    fault = broken("made_up", error.value)
    assert (fault.file, fault.line) == ("snippets/made_up.py", GOOD.count("\n") + 4)


def test_the_sides_of_claims_that_were_parsed_are_known_to_the_next_run(kept, monkeypatch):
    monkeypatch.setattr(reading, "parsed", {})
    with worker.knowing_sides("one"):
        reading.read("1 + a", {"a": 1.0})
    monkeypatch.setattr(reading, "parsed", {})
    monkeypatch.setattr(reading, "_parse", None)
    with worker.knowing_sides("one"):
        assert reading.read("1 + a", {"a": 2.0}) == 3.0
    monkeypatch.setattr(worker, "keep", None)
    with worker.knowing_sides("one"):
        assert reading.read("1 + a", {"a": 2.0}) == 3.0
    assert worker.find("sides/another", worker.key_of([])) is None

"""The computation of an exercise: what makes it stale, tried in a small folder whose workers note what they do."""

import pytest

from scripts.computing import tasks as module
from scripts.computing.stored import load
from scripts.computing.tasks import compute
from scripts.store.reads import state_of


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
        lambda folder: folder.write("judging.py", "x = 2"),
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


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: folder.write("snippets/one.py", "x = 2\nIN_BROWSER = {}"),
        lambda folder: folder.write("in_browser.py", "x = 2"),
        lambda folder: (folder.root / "generated/one/formulas.js").unlink(),
    ],
)
def test_the_formulas_of_an_explorable_are_printed_when_their_exercise_has_changed(folder, change, capsys):
    folder.write("snippets/one.py", "x = 1\nIN_BROWSER = {}")
    assert compute()
    assert compute()
    assert folder.log == ["one", "one"]
    change(folder)
    capsys.readouterr()
    assert compute()
    assert "  computing formulas of one ...\n" in capsys.readouterr().err


def test_one_exercise_alone_has_its_formulas_too(folder):
    folder.write("snippets/one.py", "x = 1\nIN_BROWSER = {}")
    compute("one")
    assert (folder.root / "generated/one/formulas.js").exists()


def test_formulas_are_sampled_where_a_page_has_a_field_and_anew_when_they_change(folder, capsys):
    assert compute()
    assert folder.log == ["one"]
    folder.write("docs/exercises/one.md", '<p data-field="one.a">a</p>')
    assert compute("one")
    assert compute("one")
    assert folder.log == ["one", "one"]
    assert "  computing samples of one ...\n" in capsys.readouterr().err
    folder.write("sampling.py", "x = 2")
    assert compute()
    assert folder.log == ["one", "one", "one"]


def test_the_draws_of_a_bank_compute_nothing_unless_a_function_opens_them(folder):
    compute()
    folder.write("snippets/one/draws.toml", "[draws]")
    compute()
    assert len(folder.log) == 1
    folder.read = {name: state_of(name) for name in ("snippets/one/draws.toml",)}
    folder.write("snippets/one.py", "x = 2")
    compute()
    folder.write("snippets/one/draws.toml", "[draws]\n")
    compute()
    assert len(folder.log) == 3


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


def test_old_evidence_can_be_read_until_the_computation_ends_and_is_stale_where_that_was_ended(folder):
    compute()
    evidence = folder.root / "evidence/one.json"
    folder.write("snippets/one.py", "x = 2")

    def end():
        assert evidence.exists()
        raise KeyboardInterrupt

    folder.during = end
    with pytest.raises(KeyboardInterrupt):
        compute()
    assert evidence.exists()
    folder.during = lambda: None
    compute()
    assert len(folder.log) == 3


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

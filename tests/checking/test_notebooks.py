"""A notebook that failed, never ended, or says something else than its copy is a fault; `make fix` writes the copy."""

import json

import pytest

from scripts.checking import check_notebooks as module
from scripts.checking.check_notebooks import address_in, check_notebooks, fix_notebooks, with_address

TEXT = json.dumps({"cells": [{"cell_type": "code", "source": ['REPOSITORY = ""  # where\n', 'REPOSITORY = ""']}]})

SOURCE = "# ---\n# ---\n\n# %%\nREPOSITORY = 1\n"


@pytest.fixture
def folder(monkeypatch, standing_in, tmp_path):
    """A notebook that has been executed and has its copy."""
    standing_in(root=tmp_path, notebooks=tmp_path, executed=tmp_path / "executed")
    monkeypatch.setattr(module, "kept", lambda name, parts, make: make())
    monkeypatch.delenv("REPO_URL", raising=False)
    (tmp_path / "small.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "executed" / "small").mkdir(parents=True)
    (tmp_path / "executed" / "small" / "with_solutions.ipynb").write_text(TEXT, encoding="utf-8")
    (tmp_path / "executed" / "small" / "faults.json").write_text("[]", encoding="utf-8")
    (tmp_path / "small.ipynb").write_text(TEXT, encoding="utf-8")
    return tmp_path


def faults() -> list[str]:
    return [str(fault) for fault in check_notebooks()]


def test_a_notebook_and_its_copy_are_as_they_should_be(folder):
    assert faults() == []
    assert fix_notebooks() == 0


def test_what_went_wrong_when_it_ran_is_told(folder):
    (folder / "executed/small/faults.json").write_text('[["small.py", 7, "cell 2 raised"]]', encoding="utf-8")
    (folder / "small.ipynb").unlink()
    assert faults() == ["small.py:7: cell 2 raised"]


def test_an_execution_that_ended_early_is_told(folder):
    (folder / "executed/small/faults.json").unlink()
    assert faults() == ["small.py:1: the execution of small ended early; see its message above"]


@pytest.mark.parametrize("text", ["{}", TEXT + "\n", None])
def test_another_copy_is_told_and_mended(folder, text):
    (folder / "small.ipynb").unlink()
    if text is not None:
        (folder / "small.ipynb").write_text(text, encoding="utf-8")
    assert faults() == [
        "small.ipynb:1: says something else than small.py; change only that one, `make fix` writes this one"
    ]
    assert fix_notebooks() == 1
    assert faults() == []


def test_nothing_is_written_before_it_has_been_read(folder):
    (folder / "executed/small/with_solutions.ipynb").unlink()
    assert fix_notebooks() == 0


def test_the_copy_learns_the_address_and_keeps_it(folder, monkeypatch):
    monkeypatch.setenv("REPO_URL", "https://github.com/us/exam/")
    assert fix_notebooks() == 1
    copy = folder / "small.ipynb"
    assert json.loads(copy.read_text(encoding="utf-8"))["cells"][0]["source"] == [
        'REPOSITORY = "https://github.com/us/exam"  # where\n',
        'REPOSITORY = ""',
    ]
    monkeypatch.delenv("REPO_URL")
    assert faults() == []
    assert fix_notebooks() == 0
    assert address_in(copy.read_text(encoding="utf-8")) == "https://github.com/us/exam"


def test_an_address_is_data_not_code():
    source = json.loads(with_address(TEXT, 'x"; import os  # \\1'))["cells"][0]["source"][0]
    scope: dict = {}
    exec(source, scope)
    assert scope["REPOSITORY"] == 'x"; import os  # \\1'


def test_a_notebook_that_fetches_nothing_has_no_address():
    assert address_in("{}") == ""
    assert with_address("{}", "x") == "{}"


def with_text(folder, text: str) -> None:
    """The notebook with a cell of text at its end."""
    commented = "".join(f"# {line}" for line in text.splitlines(keepends=True))
    (folder / "small.py").write_text(f"{SOURCE}\n# %% [markdown]\n{commented}\n", encoding="utf-8")
    cells = [*json.loads(TEXT)["cells"], {"cell_type": "markdown", "source": text.splitlines(keepends=True)}]
    for name in ("executed/small/with_solutions.ipynb", "small.ipynb"):
        (folder / name).write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_a_result_typed_by_hand_is_refused_at_its_line(folder):
    with_text(folder, "The loss\nis 3, or 0.25.")
    assert faults() == [
        "small.py:9: 3 is typed by hand; let a cell compute and print it",
        "small.py:9: 0.25 is typed by hand; let a cell compute and print it",
    ]


@pytest.mark.parametrize("typed", ["17", "seventeen", "`lr=17`", "about three", "$(1, 2)$"])
def test_a_number_in_any_form_is_refused(folder, typed):
    with_text(folder, f"It comes to {typed}")
    (message,) = faults()
    assert message.endswith("is typed by hand; let a cell compute and print it")


def test_text_that_would_stand_as_it_was_typed_is_refused_at_its_line(folder):
    with_text(folder, r"The loss" "\n" r"is \\(x\\), see [^1].")
    (message,) = faults()
    assert message.startswith("small.py:9: ")
    assert "is no formula here; write $...$" in message

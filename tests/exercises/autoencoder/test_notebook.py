"""The notebook of exercise 5: its copies, programs, gaps and first cell; and what a build does with a notebook."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from scripts.computing.notebook import Notebook
from scripts.model.paths import here
from tests.breaks import PAGE
from tests.some import full
from tests.test_good_builds import poison

SOURCE = here().notebooks / "autoencoder.py"
PROGRAMS = here().snippets / "autoencoder" / "training" / "programs.py"


@pytest.fixture(scope="module")
def cells():
    return Notebook("autoencoder").cells


def tagged(cells, tag: str) -> list[str]:
    return [cell.source for cell in cells if tag in cell.metadata.get("tags", []) and cell.cell_type == "code"]


def programs(cells) -> list[str]:
    """The solutions that fill a gap; others answer a question at the end."""
    return [cell for cell in tagged(cells, "solution") if cell.startswith("def train_")]


def functions(text: str) -> dict[str, str]:
    return {node.name: ast.dump(node) for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


def test_the_committed_copy_is_the_source_without_outputs(cells):
    copy = nbformat.read(SOURCE.with_suffix(".ipynb"), 4)
    nbformat.validate(copy)
    assert [(cell.cell_type, cell.source) for cell in copy.cells] == [(cell.cell_type, cell.source) for cell in cells]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in copy.cells)


def test_the_solutions_are_the_programs_of_the_exercise(cells):
    assert functions("\n".join(programs(cells))) == functions(PROGRAMS.read_text(encoding="utf-8"))


def test_the_gaps_leave_what_the_exam_gives(cells):
    """A gap is the program without its docstring, with `...` for the lines to find; the rest is as in the solution."""
    gaps, solutions = tagged(cells, "gap"), programs(cells)
    assert len(gaps) == len(solutions) == 2
    for gap, solution in zip(gaps, solutions):
        given = [line for line in gap.splitlines() if not line.strip().startswith("...")]
        assert [line for line in solution.splitlines() if line in given] == given
        assert len(gap.splitlines()) - len(given) == 2
        assert not any(word in gap for word in ("backward", "loss_fn", "mean", "clone"))


def test_no_result_is_typed_into_the_text(cells):
    """Numbers of exercises and of questions only."""
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert {word.strip(".,:*") for word in text.split() if word[0].isdigit()} == set("12345")


def test_every_claim_about_nets_is_asserted_by_a_cell(cells):
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert code.count("\nassert ") + code.count("    assert ") >= 10


def test_the_download_with_gaps_has_no_solution(cells):
    gaps = nbformat.read(here().executed / "autoencoder" / "exercise.ipynb", 4)
    sources = [cell.source for cell in gaps.cells]
    assert not set(tagged(cells, "solution")) & set(sources)
    assert set(tagged(cells, "gap")) <= set(sources)
    assert "loss.backward()" not in "\n".join(sources)


def test_what_the_cells_show_is_small_and_said_in_words():
    page = nbformat.read(here().executed / "autoencoder" / "page.ipynb", 4)
    shown = [output for cell in page.cells for output in cell.get("outputs", [])]
    pictures = [output.data["text/html"] for output in shown if "text/html" in output.get("data", {})]
    assert len(pictures) == 4
    assert all(len(picture.partition('alt="')[2]) > 60 for picture in pictures)
    assert sum(path.stat().st_size for path in (here().executed / "autoencoder").glob("*.jpg")) < 40_000


# The first cell, where the project is not at hand


def run_first_cell(folder: Path, repository: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """Run it as a script in an empty folder, without ways to the network or to packages."""
    source = json.loads(SOURCE.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"][1]["source"]
    text = "".join(source).replace('REPOSITORY = ""', f"REPOSITORY = {repository!r}")
    text += "\nimport snippets.hello\n"
    return subprocess.run([sys.executable, "-c", text], cwd=folder, input=said, capture_output=True, encoding="utf-8")


@pytest.fixture
def repository(tmp_path):
    """A repository with one snippet."""
    folder = tmp_path / "repository"
    (folder / "snippets").mkdir(parents=True)
    (folder / "snippets" / "hello.py").write_text("print('hello')", encoding="utf-8")
    author = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "hello"]):
        subprocess.run(["git", *words], cwd=folder, check=True, env={**os.environ, **author})
    return folder


@pytest.mark.parametrize("asks", [False, True])
def test_the_first_cell_fetches_the_project(repository, tmp_path, asks):
    alone = tmp_path / "alone"
    alone.mkdir()
    ran = run_first_cell(alone, "" if asks else repository.as_uri(), f"{repository.as_uri()}\n")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith("hello\n")
    assert ("Address of the repository" in ran.stdout) == asks
    again = run_first_cell(alone, "")
    assert (again.returncode, again.stdout) == (0, "hello\n")


def test_the_first_cell_finds_the_project_around_it(repository):
    (repository / "docs" / "notebooks").mkdir(parents=True)
    assert run_first_cell(repository / "docs" / "notebooks", "").stdout == "hello\n"


def last_line(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.returncode == 1
    return ran.stderr.strip().splitlines()[-1]


def test_a_wrong_address_is_told_with_what_git_says(tmp_path):
    ran = run_first_cell(tmp_path, (tmp_path / "nowhere").as_uri())
    assert f"RuntimeError: git could not fetch the project from {(tmp_path / 'nowhere').as_uri()}: " in ran.stderr
    assert "nowhere" in last_line(ran)


def test_no_address_is_told(tmp_path):
    assert last_line(run_first_cell(tmp_path, "", "  \n")).startswith(
        "RuntimeError: no address given: run the cell again"
    )


def test_another_project_is_told(repository, tmp_path):
    (repository / "snippets").rename(repository / "other")
    subprocess.run(["git", "add", "--all"], cwd=repository, check=True)
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "b"], cwd=repository, check=True
    )
    assert "is another project; delete the folder" in last_line(run_first_cell(tmp_path, repository.as_uri()))


def test_a_machine_without_git_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "RuntimeError: git is not installed here" in last_line(run_first_cell(tmp_path, "https://example.org/x"))


def test_every_question_at_the_end_has_an_answer_that_is_computed(cells):
    questions = [number for number, cell in enumerate(cells) if cell.source.startswith("**")]
    assert len(questions) == 5
    for number in questions:
        code, words = cells[number + 1 : number + 3]
        assert (code.cell_type, words.cell_type) == ("code", "markdown")
        assert code.metadata["tags"] == words.metadata["tags"] == ["solution"]
        assert "\nassert " in code.source


# Builds


SMALL = """# ---
# jupyter:
#   title: Squares
#   description: A small notebook.
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # Squares

# %%
REPOSITORY = ""
from snippets.square import quarter, Task

# %%
assert quarter(Task(8)) == 2
print(quarter(Task(8)))
"""
NOTEBOOK = "docs/notebooks/square.py"


@full
@pytest.mark.measured
def test_a_notebook_is_run_once_told_when_it_fails_and_kept(project, built_project, tmp_path):
    """One project through all that happens to a notebook; each step is a build."""
    project.edit(
        "mkdocs.yml",
        "  - Square: exercises/square.md\n",
        "  - Square: exercises/square.md\n  - N: notebooks/square.md\n",
    )
    project.write(NOTEBOOK, SMALL.replace("== 2", "== 3"))
    failing = project.run()
    assert failing.code == 1
    lines = [line.strip() for line in failing.said.splitlines()]
    assert f"{project.line(NOTEBOOK, 'assert')}: cell 3 raised AssertionError; mend it" in lines
    assert sum("notebooks" in line for line in lines) == 1, failing
    assert project.site() == built_project.site()

    project.write(NOTEBOOK, SMALL)
    assert project.run("fix").code == 0
    good = project.run()
    assert good.code == 0, good
    assert "reused square.ipynb" in good.said
    page = project.read("site/notebooks/square/index.html")
    assert "<code>2.0</code>" in page
    assert not (project.root / "site/notebooks/square.ipynb").exists()
    assert not (project.root / "site/notebooks/square.py").exists()

    project.edit(PAGE, "Fences and squares.", "Fences, edited.")
    heavy = (
        "numpy",
        "torch",
        "matplotlib",
        "nbclient",
        "nbformat",
        "nbconvert",
        "jupytext",
        "mkdocs_jupyter",
        "IPython",
    )
    edited = project.run(**poison(tmp_path / "poison", *heavy))
    assert edited.code == 0, edited
    assert project.read("site/notebooks/square/index.html").count("<code>2.0</code>") == 1

    project.edit("docs/notebooks/square.ipynb", "# Squares", "# Another copy")
    assert "says something else than square.py" in project.run("check").said

"""The training of nets, the demo made of them and the notebooks: what makes each stale."""

from pathlib import Path

import pytest

from scripts.computing import nets as of_nets
from scripts.computing.tasks import computations, compute
from scripts.model.faults import UnusableError
from tests.computing.conftest import TABLE


def test_where_other_exercises_stood_nothing_is_remembered(monkeypatch, standing_in, tmp_path):
    standing_in(exercises=tmp_path)
    assert of_nets.trainings() == {}
    monkeypatch.undo()
    assert "autoencoder" in of_nets.trainings()


def test_one_exercise_alone_is_computed_with_the_nets_that_it_shows(nets):
    compute("one")
    assert nets.done() == ["a", "b", "one"]


def test_nets_are_trained_before_the_exercise_that_shows_them(nets, capsys):
    assert compute()
    assert sorted(nets.log) == ["a", "b", "one", "one"]  # the demo of the exercise, and the exercise
    said = capsys.readouterr().err
    assert "  training a ...\n" in said
    assert "  computing live demo of one ...\n" in said
    nets.log.clear()
    assert compute()
    assert nets.done() == []


@pytest.mark.parametrize(
    ("file", "text", "done"),
    [
        ("snippets/one/trained.py", "y = 3", ["one"]),
        ("snippets/one/training/nets.py", "import numpy  # for its arrays", []),
    ],
)
def test_what_is_said_of_a_net_trains_none(nets, file, text, done):
    compute()
    nets.log.clear()
    nets.write(file, text)
    compute()
    assert nets.done() == done


@pytest.mark.parametrize("file", ["snippets/one/training/nets.py", "train.py"])
def test_what_makes_a_net_trains_it_again(nets, file):
    compute()
    nets.log.clear()
    nets.write(file, (nets.root / file).read_text(encoding="utf-8") + "\ny = 3\n")
    compute()
    assert nets.done() == ["a", "b"]  # the nets came out the same, so the exercise does too


def test_a_lost_or_changed_net_counts(nets):
    compute()
    nets.log.clear()
    (nets.root / "trained/a.npz").unlink()
    compute()
    assert nets.done() == ["a"]
    nets.write("trained/a.npz", "another")
    compute()
    assert sorted(nets.log) == ["one", "one"]  # the demo too


def test_an_exercise_without_nets_does_not_wait_for_them(folder):
    (exercise,) = [found for found in computations() if found.name == "exercise:one"]
    assert exercise.after == ()
    assert not any(name.endswith(".npz") for name in exercise.made_of())


def test_two_exercises_may_not_train_nets_of_one_name(nets, monkeypatch):
    nets.write("snippets/missing/more.py", TABLE)
    with pytest.raises(UnusableError, match="trains a net a too; rename one"):
        compute()


def test_the_project_knows_its_own_nets():
    names = {"exam_from_grey", "exam_from_nothing", "colour", "colour_long", "hole_fixed", "hole_random"}
    assert {found.title for found in computations() if found.name.startswith("train:")} == names


def test_the_demo_depends_on_its_nets_the_photographs_and_the_exporter():
    (task,) = [found for found in computations() if found.name.startswith("demo:")]
    names = {path.rpartition("/")[2] for path in task.made_of()}
    assert {"photographs.py", "demo.py"} <= names
    assert not {"recipes.py", "compute.py"} & names
    assert {"train:colour", "train:hole_fixed", "train:hole_random"} == set(task.after)
    assert [path.name for path in task.outputs()][-1] == "nets.json"


def test_nets_of_which_none_runs_on_a_page_need_no_demo(nets):
    nets.write("snippets/one/training/experiments.py", TABLE.partition("LIVE")[0])
    assert [found.name for found in computations() if found.name.startswith("demo:")] == []


@pytest.fixture
def notebook(folder):
    """A notebook of two lines, in the small project."""
    folder.write("docs/notebooks/small.py", "# %%\nfrom snippets import one\n")
    return folder


def test_a_notebook_depends_on_all_that_it_imports_and_on_what_runs_it(notebook):
    task = computations()[-1]
    assert task.title == "small.ipynb"
    names = {Path(name).name for name in task.made_of() if not name.startswith("library")}
    assert names == {"small.py", "one.py", "exam.mplstyle", "notebook.py", "first_cell.py.txt"}
    assert "library ipykernel" in task.made_of()


@pytest.mark.parametrize(
    ("file", "text", "stale"),
    [
        ("snippets/one.py", '"""A number."""\n\nx = 1  # said to nobody', False),
        ("snippets/one.py", '"""A whole number."""\n\nx = 1', True),
        ("docs/notebooks/small.py", "# %% [markdown]\n# Words\n\n# %%\nfrom snippets import one\n", True),
    ],
)
def test_a_notebook_shows_what_docstrings_say_and_its_own_words(notebook, file, text, stale):
    notebook.write("snippets/one.py", '"""A number."""\n\nx = 1')
    before = computations()[-1].made_of()
    notebook.write(file, text)
    assert (computations()[-1].made_of() != before) is stale


def test_the_projects_notebook_trains_small_nets_of_its_own():
    (notebook,) = (found for found in computations() if found.title == "autoencoder.ipynb")
    made_of = notebook.made_of()
    assert "snippets/autoencoder/training/recipes.py" in made_of
    assert not any(name.endswith(".npz") for name in made_of)

"""A reader's own numbers: what is told of each answer, and of a task that is none; the notebooks on another task."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from matplotlib import pyplot

from scripts.computing import laboratory
from scripts.computing.closure import closure
from scripts.computing.laboratory import draw, tell
from scripts.computing.notebook import Notebook
from scripts.model.paths import here
from snippets.answers import Estimate, answer, figure
from tests.some import some

OTHERS = {  # tasks that are nobody's: decimals, other lengths, another cell
    "rnn": "from snippets.rnn.task import Tanh\ntask = Task(Tanh(), (0.5, -2, 1, 3), 0.3, (0.7, -1.1), 1)",
    "optimization": "task = Task(((1, 2), (-3, 2), (0, 1)), (1, 2, 3), (0.5,))",
    "linear_regions": 'task = Task(Max("y", (Affine(0, 1, 1), Max("h", (Affine(1, 0, 0), Affine(-1, 0, -1))))))',
    "error_function": "task = Task(X=((1, 0.5), (-2, 3), (0, 1)), t=(0.3, 2, -1), w=(1, -0.7), beta=1.5)",
}


@answer
def square(task):
    """The square of x."""
    return task.x**2


@square.witness("a product")
def by_product(task):
    return task.x * task.x * (1 + 1e-12)


@square.witness("a guess")
def by_guess(task):
    return 9


@square.witness("Monte Carlo")
def by_chance(task):
    return Estimate(task.x**2 + 0.02, 0.01)


@square.witness("a ratio")
def by_ratio(task):
    return [1 / 0]


@square.slip("doubled")
def doubled(task):
    return 2 * task.x


@square.slip("turned over")
def turned_over(task):
    return [1 / 0]


@answer
def inverse(task):
    """One over x."""
    return 1 / task.x


@answer
def table(task):
    """Both, in a table, and a list of lists."""
    return [{"x": task.x, "row": [1, 2]}]


@figure
def curve(task):
    return pyplot.figure(), f"A curve up to {1 / task.x}."


def test_each_answer_is_told_with_who_agrees_and_where_mistakes_lead(capsys):
    tell([square], SimpleNamespace(x=2.0))
    assert capsys.readouterr().out.splitlines() == [
        "square = 4",
        "  The square of x.",
        "  + a product: agrees, off by 1e-12",
        "  - a guess: DISAGREES, off by inf, says 9",
        "  + Monte Carlo: agrees, off by 2 standard errors",
        "  - a ratio: says nothing, for these numbers are beyond it",
        "  ! doubled: the same value, so these numbers do not tell it from the truth",
        "  ! turned over: leads to no value",
    ]
    tell([square], SimpleNamespace(x=3.0))
    assert "  ! doubled: 6\n" in capsys.readouterr().out


def test_rows_of_a_table_stand_on_lines_of_their_own(capsys):
    tell([table], SimpleNamespace(x=2))
    assert capsys.readouterr().out.startswith("table = \n    x 2, row (1, 2)\n  Both")


def test_an_answer_without_a_value_is_told_and_the_others_stay(capsys):
    tell([inverse, table], SimpleNamespace(x=0))
    first, _, rest = capsys.readouterr().out.partition("\n\n")
    assert first == "inverse has no value with these numbers (ZeroDivisionError: division by zero)"
    assert rest.startswith("table = ")


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ({"x": 0}, "inverse has no value (ZeroDivisionError: division by zero)"),
        ({"X": ((1, 2), (3, 4)), "t": (1,)}, "there are 2 points and 1 targets"),
        ({"X": ((1, 2), (3,)), "t": (1, 2)}, "points (and weights) need one number for each feature"),
        ({"X": ((1, 2),), "t": (1,), "w": (1,)}, "points (and weights) need one number for each feature"),
    ],
)
def test_of_a_task_that_is_none_one_sentence_says_why(capsys, numbers, why):
    tell([inverse], SimpleNamespace(**numbers))
    assert capsys.readouterr().out == f"These numbers make no task: {why}. Change them, and run the cell again.\n"


def test_a_picture_is_described_or_said_to_be_impossible(capsys):
    draw(curve, SimpleNamespace(x=2))
    draw(curve, SimpleNamespace(x=0))
    drawn, not_drawn = capsys.readouterr().out.splitlines()
    assert drawn == "A curve up to 0.5."
    assert not_drawn.startswith("These numbers make no task: the picture cannot be drawn (ZeroDivisionError: ")


@pytest.mark.parametrize("slug", some(OTHERS, ["rnn"]))
def test_a_notebook_tells_everything_of_another_task(slug, capsys):
    cells = [cell.source for cell in Notebook(slug).cells if cell.cell_type == "code"][1:]
    (place,) = (number for number, cell in enumerate(cells) if "\ntask = " in f"\n{cell}")
    cells[place] = OTHERS[slug]
    names = {"project": here().root}
    exec("\n".join(cells).replace("set_matplotlib_formats(", "print("), names)
    out = capsys.readouterr().out
    assert out.count("\n  + ") >= 12
    assert "\n  - " not in out
    assert "no task" not in out
    assert len(pyplot.get_fignums()) == 1


def test_the_first_cell_installs_all_that_it_needs():
    """Where the project is fetched there is nothing of ours."""
    installed = re.findall(r'^    "(\w+)": ', (here().workers / "first_cell.py.txt").read_text(encoding="utf-8"), re.M)
    beside = {
        "numpy",
        "latex2sympy2_extended",
    }  # the one comes with the others, the other reads claims, which are not asked
    assert closure(Path(laboratory.__file__))[1] <= {*installed, *beside}

"""`make why WHAT=one` says what has changed since something was computed, and which runs it makes stale."""

import pytest

from scripts.computing import why as module
from scripts.computing.graph import Computation
from scripts.computing.stored import store
from scripts.computing.why import why


class Inputs:
    """What the runs of the exercise are made of now."""

    def __init__(self, slug: str) -> None: ...

    def of_run(self, sources, instance):
        return {"one.py": "2", f"TASKS[{instance}]": "1"}

    def of_figure(self, sources, instance):
        return {"one.py": "1", "exam.mplstyle": "2"}


def record(made_of: dict[str, str], source: str = "one.py", **more) -> dict:
    return {"made_of": made_of, "sources": [source], "run": {}, "raised": False, "read": {}, **more}


@pytest.fixture
def exercise(monkeypatch, standing_in, tmp_path):
    """An exercise that was computed once, and a notebook that was never."""
    standing_in(kept=tmp_path / "kept", root=tmp_path)
    monkeypatch.setattr(module, "Inputs", Inputs)
    (tmp_path / "one.py").touch()
    now = {"one.py": "1"}
    one = Computation("exercise:one", lambda: dict(now), list, lambda: True)
    notebook = Computation("notebook:two.ipynb", dict, list, lambda: True)
    monkeypatch.setattr(module, "computations", lambda: [one, notebook])
    one.run({"one.py": "1"}, ["it was never computed"])
    return now


def test_a_result_that_stands_says_why_it_was_computed_last(exercise):
    assert list(why("one")) == [
        "exercise:one: nothing has changed since it was computed",
        "  it was computed last because it was never computed",
    ]


def test_what_changed_is_told_for_all_and_run_by_run(exercise):
    exercise["one.py"] = "2"
    store(
        "one",
        {
            "declared": {},
            "records": {
                **{(f"a{n}", "exam"): record({"one.py": "1", "TASKS[exam]": "1"}) for n in range(9)},
                ("b", ""): record({"one.py": "2", "TASKS[]": "1"}),
                ("c", "exam"): record({}, "gone.py"),
                ("d", "figure exam"): record({"one.py": "1"}),
                ("e", ""): record({"one.py": "2", "TASKS[]": "1"}, read={"data.txt": "1"}, raised=True),
            },
        },
    )
    assert list(why("exercise:one")) == [
        "exercise:one: stale",
        "  one.py changed",
        "  9 of 13 runs: one.py changed",
        "    a0@exam, a1@exam, a2@exam, a3@exam, a4@exam, a5@exam, a6@exam, a7@exam and 1 more",
        "  1 of 13 runs: gone.py is gone",
        "    c@exam",
        "  1 of 13 runs: exam.mplstyle is new",
        "    d@figure exam",
        "  1 of 13 runs: data.txt changed, which it read; a function raised",
        "    e",
    ]


def test_a_notebook_is_named_as_its_page_and_a_stranger_is_told_what_there_is(exercise):
    assert list(why("two")) == ["notebook:two.ipynb: stale", "  it was never computed"]
    assert list(why()) == ["nothing is called ; there is exercise:one, notebook:two.ipynb"]

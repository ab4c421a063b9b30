"""Evidence is read as it was told, or as if it were not there."""

import pytest

from scripts.computing import judging
from scripts.model.entries import Evidence, Question
from scripts.model.evidence import read_exercise
from scripts.model.faults import Fault
from tests import told

WHOLE = told.exercise(
    "ex",
    told.answer("ex.n@tanh", 5, slips=[told.slip("ex.n_wrong@tanh", 6)], witnesses=[told.witness(deviation="inf")]),
    told.statement("ex.sums_01"),
    told.point("ex.point_01"),
    told.choice("ex.sums_02"),
    told.claim("ex.bound", "a < b"),
    default="exam",
    tasks={"exam": {"theta": 2.5}},
    figures=[told.figure("ex.draw@tanh", "A line.")],
    faults=[Fault("docs/exercises/ex.md", 3, "wrong")],
)


@pytest.fixture
def folder(standing_in, tmp_path):
    standing_in(evidence=tmp_path)
    return tmp_path


def test_an_entry_of_each_kind_is_read_as_it_was_told(folder):
    judging.write(WHOLE)
    assert read_exercise("ex") == WHOLE
    assert [entry.name for entry in WHOLE.of(Question)] == ["sums_01", "point_01", "sums_02"]
    assert [*WHOLE.by_file] == ["generated/ex/draw@tanh.svg"]


@pytest.mark.parametrize(
    "text", ["", '{"slug": "ex", "entries": [{"entry": "riddle"}]}', '{"slug": "ex", "raised": 1}']
)
def test_what_is_not_there_or_told_in_another_way_is_no_evidence(folder, text):
    assert read_exercise("ex") is None
    (folder / "ex.json").write_text(text, encoding="utf-8")
    assert read_exercise("ex") is None


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"entries": [told.answer("ex.n"), told.answer("ex.m", fact=4)]}, "snippets/ex.py:1: ex.m"),
        ({"figures": [told.figure("ex.draw", 4)]}, "snippets/square.py:1: ex.draw"),
    ],
)
def test_of_what_nobody_could_read_that_is_told(folder, more, place):
    judging.write(Evidence(slug="ex", **more))
    found = read_exercise("ex")
    assert (found.raised, found.entries) == (True, [])
    assert [str(fault).rpartition(" - ")[0] for fault in found.faults] == [f"{place}: Expected `str`, got `int`"]

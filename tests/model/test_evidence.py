"""Evidence is read as it was told, or as if it were not there."""

import msgspec
import pytest

from scripts.computing import judging
from scripts.model.entries import Question
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


def test_what_nobody_could_read_is_not_written(folder):
    with pytest.raises(msgspec.ValidationError, match="Expected `str`, got `int`"):
        judging.write(told.exercise("ex", told.answer("ex.n", fact=4)))
    assert read_exercise("ex") is None

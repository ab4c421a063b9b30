"""Numbers that name one of several: they count from one, without a gap."""

import pytest

from scripts.checking.check_names import check_counted
from scripts.model.paths import here
from scripts.model.source import Page


def faults(text: str, covered: tuple[int, int] = (0, 0)) -> list[str]:
    return [
        fault.message.partition(";")[0] for fault in check_counted(Page(here().exercises / "ex.md", text), [covered])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Reading 2.** It is the same as in reading 1.\n",
        "Steps 1 and 2, then *step 2* again, and step 1.\n",
        '<details class="grading" markdown="1">\n<summary>Points</summary>\n\nThe sum over steps 2.\n\n</details>\n',
        "`step 8` is code, and version 3 counts nothing.\n",
    ],
)
def test_names_without_gaps_are_right(text):
    assert faults(text) == []


def test_a_name_without_the_one_before_it_is_told():
    assert faults("Reading 1 and reading 4.\n") == ["reading 4 is spoken of, and no reading 3"]
    assert faults("In step 0 nothing happens.\n") == ["step 0"]
    assert faults("Step 8 is the last one.\n", covered=(5, 6)) == []

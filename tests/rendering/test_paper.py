"""What is added to an exercise for paper."""

import pytest

from scripts.model.paths import here
from scripts.model.source import Page, edited
from scripts.rendering.paper import print_choice, rooms, verdicts
from tests.rendering.typed import answer, choice, point, statement

FRONT = "---\nexercise: 1\nparts:\n  a: {title: A, points: 9}\n  b: {title: B, points: 1}\n---\n# T\n\n"
FOLD = '<details class="hint" markdown="1">\n<summary>Hint 1</summary>\n\nThink.\n\n</details>\n'


def with_rooms(text: str) -> str:
    page = Page(here().exercises / "square.md", FRONT + text)
    return edited(page.text, [*rooms(page)])


def test_room_stands_before_the_first_fold_of_each_part():
    text = with_rooms(f"## (a) A {{ #a }}\n\nDraw.\n\n{FOLD}\n{FOLD}\n## (b) B {{ #b }}\n\nSay why.\n\n{FOLD}")
    assert text.count('class="room"') == 2
    assert 'Draw.\n\n<div class="room" style="--rows: 28" data-search-exclude>9 points</div>\n\n<details' in text
    assert 'Say why.\n\n<div class="room" style="--rows: 4" data-search-exclude>1 point</div>\n\n<details' in text


def test_a_part_without_a_fold_has_its_room_at_its_end_and_another_section_none():
    text = with_rooms("## Task { #task }\n\nAll.\n\n## (a) A { #a }\n\nDraw.\n\n## (b) B { #b }\n\nSay why.")
    assert text.count('class="room"') == 2
    assert text.endswith("1 point</div>\n\n")


def test_one_thing_to_print_is_chosen_at_first():
    assert print_choice().count('type="radio"') == 3
    assert print_choice().count(" checked") == 1


@pytest.mark.parametrize("entries", [[], [answer("square.area")], [point("square.point_01", "wrong")]])
def test_a_page_without_statements_has_no_verdicts(entries):
    assert verdicts(entries) == ""


def test_verdicts_stand_by_their_numbers():
    told = verdicts([statement("bank.sums_01", True), statement("bank.sums_02", False), choice("bank.sums_03")])
    assert "<li>sums-01 <b>true</b></li><li>sums-02 <b>false</b></li><li>sums-03 <b>b</b></li>" in told

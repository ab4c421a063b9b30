"""The practice of exercise 5: right programs pass, every wrong line fails, and pages mark the lines that matter."""

import re
import warnings

import pytest

from scripts.model.paths import here
from snippets.autoencoder import practice_watch as watch
from snippets.autoencoder.practice import TASKS, broken, mended, program
from snippets.autoencoder.practice_answers import MENDING, WRITING, baseline, first_layer, line
from snippets.autoencoder.practice_slips import RIGHT, WRONG, rewritten
from snippets.autoencoder.practice_tasks import NextFrame


def objecting(task, tried):
    """The first witness that objects to a program; one that cannot even run it, or is warned, objects too."""
    for witness in program.witnesses:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                holds = witness.function(task, tried)
        except Exception:
            holds = False
        if not holds:
            return witness.function.__name__
    return None


def cases(table):
    return [(number, old, new) for number, lines in table.items() for old, new in lines]


def test_there_are_twelve_at_least_and_four_to_mend():
    assert len(TASKS) >= 12
    assert len(MENDING) >= 4
    assert sorted([*WRITING, *MENDING], key=int) == [*TASKS]
    assert [number for number, task in TASKS.items() if hasattr(task, "broken")] == [*MENDING]


@pytest.mark.untraced
@pytest.mark.parametrize("number", MENDING)
def test_a_program_to_mend_fails_what_the_mended_one_passes(number):
    assert objecting(TASKS[number], TASKS[number].broken)
    assert objecting(TASKS[number], TASKS[number].program) is None


@pytest.mark.untraced
@pytest.mark.parametrize(("number", "old", "new"), cases(WRONG))
def test_a_wrong_line_is_found(number, old, new):
    assert objecting(TASKS[number], rewritten(TASKS[number].program, old, new))


@pytest.mark.untraced
@pytest.mark.parametrize(("number", "old", "new"), cases(RIGHT))
def test_what_deserves_full_marks_passes(number, old, new):
    assert objecting(TASKS[number], rewritten(TASKS[number].program, old, new)) is None


def test_every_program_to_write_has_a_wrong_line():
    assert sorted(WRONG) == sorted(WRITING)


def test_a_line_that_is_not_there_cannot_be_rewritten():
    with pytest.raises(ValueError, match="does not say 'Adam'"):
        rewritten(TASKS["1"].program, "Adam", "SGD")


def test_a_program_that_writes_into_its_images_is_refused():
    spoiling = rewritten(TASKS["1"].program, "X_right = X.clone()", "X_right = X")
    with pytest.raises(ValueError, match="changed its images"):
        watch.heard_of(TASKS["1"], spoiling, TASKS["1"].images(2, 16, 16))


def test_three_on_paper():
    # the left half of ((0.2, 0.6), (0.4, 0)) squared, over eight pixels; a first layer for three channels
    assert baseline(TASKS["1"]) == pytest.approx((0.04 + 0.36 + 0.16 + 0) / 8)
    assert first_layer(TASKS["1"]) == 16 * (3 * 9 + 1)
    # both pixels have the brightness one half: 0.3 + 0.18 + 0.02 and 0.06 + 0.42 + 0.02
    assert baseline(TASKS["4"]) == pytest.approx((0.5**2 + 0.2**2 + 0.3**2 + 0.3**2 + 0.2**2 + 0.3**2) / 6)
    assert first_layer(TASKS["4"]) == 16 * (9 + 1)
    # from 0 to 1 with steps of half the way; as it is the second one is the first one and a half of it together
    assert (broken(TASKS["9"]), mended(TASKS["9"])) == (0.5 + 0.5 + 0.25, 0.5 + 0.25)


@pytest.mark.parametrize("number", MENDING)
def test_the_page_marks_the_mended_line_and_shows_both_programs(number):
    page = (here().practice / "autoencoder" / f"{number}.md").read_text(encoding="utf-8")
    task = TASKS[number]
    (marked,) = re.findall(r'hl_lines="(\d+)"', page)
    moved_down = number == "9"  # into the loop, below its first line
    assert int(marked) == line(task) + moved_down
    for module, shown in (("broken", task.broken), ("mended", task.program)):
        assert f'--8<-- "autoencoder/practice_{module}.py:{shown.__name__}" without words' in page


@pytest.mark.parametrize("number", WRITING)
def test_the_page_shows_the_program_and_names_its_mistakes_as_they_were_tried(number):
    page = (here().practice / "autoencoder" / f"{number}.md").read_text(encoding="utf-8")
    assert f'--8<-- "autoencoder/practice_programs.py:{TASKS[number].program.__name__}" without words' in page


def test_a_mask_of_another_kind_does_not_fit():
    square, images = TASKS["6"], TASKS["6"].images(3, 16, 16)
    given = square.given(images)
    assert square.fits(images, given)
    assert not square.fits(images, given * [[[1]], [[1]], [[1]], [[0]]])  # no mask
    assert square.fits(images[:2], given[:2])


def test_frames_that_stand_still_are_predicted_by_the_last_one():
    still = NextFrame(before=((1, 0),), last=((1, 0),))
    assert still.mean_square() == still.mean_square_again() == 0

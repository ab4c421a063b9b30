"""A bank that gives its verdicts away is refused, and the order of its statements is drawn by lot."""

import pytest
from msgspec.structs import replace

from scripts.checking.check_cues import check_cues, find_cues
from scripts.computing.judge import by_lot
from scripts.model.entries import Statement
from tests import told

COUNT = 120


def bank(text, verdict=lambda n: n % 2 == 0) -> list[Statement]:
    """Statements of three topics; what they say depends on their number and their verdict."""
    entries = [
        told.statement(f"bank.a_{n}", verdict(n), topic=f"topic {n // 40}", fact=text(n, verdict(n)))
        for n in range(COUNT)
    ]
    return by_lot(entries)


def plain(n: int, holds: bool) -> str:
    """Words that say nothing: one length for two neighbours, one of each verdict."""
    return "w" * (1 + n // 2)


def test_a_bank_that_gives_nothing_away_is_accepted():
    assert list(find_cues(bank(plain))) == []


@pytest.mark.parametrize("word", ["because", "always", "never", "some", "all", "only", "can", "if"])
def test_a_word_that_gives_the_verdict_away_is_named(word):
    (message,) = find_cues(bank(lambda n, holds: plain(n, holds) + f" {word}" * (n < 18 and not holds)))
    assert message == f"who guesses true at the word '{word}' is right for 0 of 9 statements; reword some of them"


def test_one_more_of_an_odd_number_is_no_cue():
    assert list(find_cues(bank(lambda n, holds: plain(n, holds) + " never" * (n < 3)))) == []


def test_a_length_that_gives_the_verdict_away_is_named():
    said = list(find_cues(bank(lambda n, holds: "w" * (100 + n + 200 * (holds and n % 3 > 0)))))
    assert any("who guesses that the longer ones are true is right for" in message for message in said)
    assert any("who calls true what has more than" in message and "'length'" in message for message in said)


def test_another_cue_that_gives_the_verdict_away_is_named_with_its_limit():
    (message,) = find_cues(bank(lambda n, holds: plain(n, holds) + "," * (0 if holds or n % 3 else 3)))
    assert (
        message
        == "who calls true what has at most 0 in 'commas' is right for 80 of 120 statements; reword some of them"
    )


def test_verdicts_that_alternate_on_the_page_are_named():
    entries = [replace(entry, value=n % 2 == 0) for n, entry in enumerate(bank(plain))]
    messages = [message for message in find_cues(entries) if "the verdict before" in message]
    assert messages == [
        "who guesses the opposite of the verdict before is right for 117 of 117 statements; "
        "give a new one another number, which moves it on the page"
    ]


def test_the_order_of_a_topic_is_the_same_whatever_the_order_of_definition():
    drawn = bank(plain)
    written = sorted(drawn, key=lambda entry: int(entry.name.removeprefix("a_")))
    backwards = [entry for n in range(0, COUNT, 40) for entry in reversed(written[n : n + 40])]
    assert by_lot(backwards) == by_lot(written) == drawn != written
    assert [entry.topic for entry in drawn] == [entry.topic for entry in written]


def test_points_of_the_notes_stay_in_their_order():
    points = [told.point(f"protocol.point_{n}", topic="one") for n in range(40)]
    assert by_lot(points) == points


def test_faults_stand_at_the_exercise_and_a_small_bank_or_points_are_not_measured():
    loud = bank(lambda n, holds: "because" if holds else "no")
    faults = list(check_cues(told.exercise("multiple_choice", *loud)))
    assert {(fault.file, fault.line) for fault in faults} == {("snippets/multiple_choice/__init__.py", 0)}
    points = [told.point(entry.id, entry.value, fact=entry.fact) for entry in loud]
    for few in (loud[:50], points, [told.answer("multiple_choice.a")]):
        assert list(check_cues(told.exercise("multiple_choice", *few))) == []

"""What two statements tell of each other: by topics, their rare words, a stretch of words, a judgement."""

import pytest

from scripts.checking.gives_away import Bank
from scripts.model.draws import Apart
from scripts.model.entries import Statement
from tests import told

COMMON = "the unit has a slope at the kink of a line"


def statement(topic: str, fact: str, reason: str = "It is so.") -> Statement:
    return told.statement("bank.any_01", topic=topic, fact=fact, reason=reason)


def bank(one: Statement, other: Statement, *apart: Apart) -> Bank:
    """Two statements among five others, which make all words of COMMON no rare ones."""
    others = {f"other_{number}": statement("others", COMMON) for number in range(5)}
    return Bank({"one": one, "other": other, **others}, apart)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (statement("a", "Ovals roll."), statement("b", "Cubes fall."), ""),
        (statement("a", "Ovals roll."), statement("a", "Cubes fall."), "both are of the topic a"),
        (statement("a", COMMON), statement("b", COMMON), ""),
        (
            statement("a", "A cube is falling, and waits."),
            statement("b", "So.", "Cubes fall."),
            "other has cube, fall of one",
        ),
        (statement("a", "Cubes fall from towers, waiting."), statement("b", "So.", "Cubes fall."), ""),
        (statement("a", "Cubes."), statement("b", "So.", "Cubes."), ""),
        (
            statement("a", "Dots, lines, cubes, walls, trees: the slope at the cube."),
            statement("b", "So.", "It is the slope at the cube."),
            "other says 'the slope at the cube' as one does",
        ),
        (
            statement("a", "Dots, lines, cubes, walls, trees: the slope of cubes."),
            statement("b", "So.", "The slope of cubes."),
            "",
        ),
        (
            statement("a", "It has the slope at the cube."),
            statement("b", "Dots, lines, cubes, walls, trees: the slope at the cube."),
            "one says 'the slope at the cube' as other does",
        ),
    ],
    ids=[
        "nothing",
        "topic",
        "common words",
        "rare words",
        "too few",
        "one word",
        "quoted",
        "quoted too shortly",
        "quotes",
    ],
)
def test_one_statement_tells_of_another(one, other, why):
    found = bank(one, other)
    assert found.given_away("one", "other") == why
    assert bool(found.given_away("other", "one")) is bool(why)


def test_what_a_person_found_comes_first():
    apart = [Apart(["other", "more"], "no"), Apart(["more", "other", "one"], "a person says so")]
    found = bank(statement("a", "Ovals roll."), statement("b", "Cubes fall."), *apart)
    assert found.given_away("other", "one") == "a person says so"

"""A wrong number in the wording of a statement is told, because nothing that runs knows it."""

import math

import pytest
import sympy

from scripts.computing.declare import of_question
from scripts.computing.wording import check_wording, numbers
from snippets.statements import Option, choice, point, statement

SIZE = 16


def helper():
    return 30 + SIZE


def said(text: str, **given) -> list[str]:
    def made(claim):
        return claim == 7 * helper() + SIZE, "found 250"

    made.__doc__ = f"{text}\n\nReason."
    made_up = statement(topic="x", **{"claim": True, "rival": False} | given)(made)
    return list(check_wording(of_question(made_up), "found 250"))


@pytest.mark.parametrize(
    "text", ["7 of 30, 16 or 250", "Seven of $x_9 + z^{12} + z^8$.", "`Conv2d`, 2015, $\\frac38$."]
)
def test_numbers_of_the_check_its_helpers_what_it_found_and_of_names_are_known(text):
    assert said(text) == []


@pytest.mark.parametrize(("text", "number"), [("8 of 30", "8"), ("It has nine.", "9"), ("It is 2.5.", "2.5")])
def test_a_number_that_nothing_knows_is_told(text, number):
    assert said(text) == [f"made: the {number} of its wording stands neither in the check nor in what it found"]


@pytest.mark.parametrize("claim", [7, 7.0, sympy.Integer(7), "x", True, math.inf, sympy.oo, (8, 9), 1, -2])
def test_a_claim_that_is_a_number_stands_in_the_wording(claim):
    assert said("There are 7.", claim=claim) == []


@pytest.mark.parametrize("claim", [30, sympy.Rational(1, 4), 0.5, -16.0])
def test_a_claim_that_does_not_stand_there_is_told(claim):
    (message,) = said("There are 7.", claim=claim)
    assert message.startswith(f"made: its claim {claim} does not stand in its wording; name the words that say it")


def test_words_may_say_the_claim_and_a_fraction_is_a_number():
    assert said(r"It is $\frac14$ or $\frac{3}{4}$.", claim=0.75) == []
    assert said("A quarter of 16.", claim=0.25, says="A quarter") == []
    assert len(said("A third of 16.", claim=0.25, says="A quarter")) == 1


def test_points_are_not_read_here_and_questions_are():
    def noted(claim):
        """They say 99.

        It is less.

        Count.
        """

    def asked(claim):
        """What is 99?"""

    options = tuple(Option(name, name, "why") for name in "abcd")
    assert list(check_wording(of_question(point("wrong", "rnn#a", topic="x", claim=99, rival=1)(noted)), "seen")) == []
    assert len(list(check_wording(of_question(choice(topic="x", options=options)(asked)), "seen"))) == 1


def test_words_are_numbers_too():
    assert numbers("Two of ten, 3 or 0.5; $x_4$") == {2, 10, 3, 0.5}

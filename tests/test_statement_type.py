"""The type of a statement refuses what could not be published."""

import pytest

from snippets.statements import Option, choice, point, statement
from snippets.values import AnswerError


def test_a_docstring_without_a_reason_is_refused():
    def lonely(claim):
        """A statement without a reason."""

    with pytest.raises(AnswerError, match="lonely: the docstring needs two paragraphs"):
        statement(topic="x", claim=1, rival=2)(lonely)


def test_a_second_definition_of_the_same_name_is_refused():
    space = {}
    text = 'def twice(claim):\n    """One.\n\n    Two.\n    """\n'
    exec(text, space)
    with pytest.raises(AnswerError, match="twice: defined twice"):
        statement(topic="x", claim=1, rival=2)(space["twice"])


def test_line_breaks_inside_a_paragraph_are_spaces():
    space = {}
    exec('def made(claim):\n    """One\n    two.\n\n    Three\n    four.\n    """\n    return claim, "seen"\n', space)
    function = space.pop("made")
    made = statement(topic="x", claim=True, rival=False)(function)
    assert (made.text, made.reason, made.name) == ("One two.", "Three four.", "made")
    assert made.verdict() == (True, "seen")


def a_point(kind, claim=False, rival=True):
    space = {}
    exec('def made(claim):\n    """One.\n\n    Two.\n\n    Three.\n    """\n    return claim, "seen"\n', space)
    return point(kind, "rnn#a", topic="x", claim=claim, rival=rival)(space.pop("made"))


def test_a_point_says_what_the_notes_say_what_is_right_and_why():
    made = a_point("doubtful")
    assert (made.text, made.instead, made.reason) == ("One.", "Two.", "Three.")
    assert (made.kind, made.about, made.costs_marks) == ("doubtful", "rnn#a", False)
    assert made.verdict() == (False, "seen")


def test_a_point_without_a_word_on_what_is_right_is_refused():
    def short(claim):
        """What the notes say.

        Why not.
        """

    with pytest.raises(AnswerError, match="short: the docstring needs three paragraphs, what the notes say, what is"):
        point("wrong", "rnn#a", topic="x", claim=1, rival=2)(short)


def test_an_unknown_class_is_refused():
    with pytest.raises(
        AnswerError, match="about rnn#a is 'strange'; classes are wrong, doubtful, ambiguous, not said, right"
    ):
        point("strange", "rnn#a", topic="x", claim=1, rival=2)


@pytest.mark.parametrize("kind", ["wrong", "doubtful", "ambiguous", "not said"])
def test_an_experiment_that_contradicts_its_class_is_refused(kind):
    with pytest.raises(AnswerError, match=f"made: called {kind}, but its claim comes out True: seen"):
        a_point(kind, claim=True, rival=False).verdict()
    assert a_point("right", claim=True, rival=False).verdict() == (True, "seen")
    with pytest.raises(AnswerError, match="made: called right, but its claim comes out False"):
        a_point("right").verdict()


OPTIONS = tuple(Option(f"It is {n}.", n, f"Count to {n}.") for n in (3, 4, 5, 6))


def a_choice(check, options=OPTIONS):
    space = {}
    exec(f'def made(total):\n    """How much are two and two?"""\n    return {check}, "counted"\n', space)
    return choice(topic="sums", options=options)(space.pop("made"))


def test_a_choice_is_the_letter_of_the_one_option_that_comes_out_right():
    made = a_choice("total == 2 + 2")
    assert made.verdict() == ("b", "counted")
    assert made.lettered["b"].reason == "Count to 4."
    assert made.words[:3] == ["How much are two and two?", "It is 3.", "Count to 3."]
    assert len(made.words) == 9


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("total == 7", "made: 0 of its options come out right, none"),
        ("total > 4", "made: 2 of its options come out right, c, d"),
    ],
)
def test_a_choice_without_exactly_one_right_option_is_refused(check, message):
    with pytest.raises(AnswerError, match=message):
        a_choice(check).verdict()


@pytest.mark.parametrize("options", [OPTIONS[:3], (*OPTIONS[:3], OPTIONS[0]), (*OPTIONS, Option("7", 7, "Seven."))])
def test_a_choice_has_four_different_options(options):
    with pytest.raises(AnswerError, match="a choice about sums needs 4 different options"):
        a_choice("True", options)


def test_the_docstring_of_a_choice_is_the_question_alone():
    def long(claim):
        """How much?

        Four.
        """

    with pytest.raises(AnswerError, match="long: the docstring needs one paragraph, the question"):
        choice(topic="sums", options=OPTIONS)(long)

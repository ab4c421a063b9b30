"""The type of a statement refuses what could not be published."""

import pytest

from snippets.statements import statement
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

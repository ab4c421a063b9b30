"""Which exercises a text names."""

import pytest

from scripts.rendering.named import Slugs


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<!--= rnn.gradient --> and **3**<!--= ab.c -->", {"rnn", "ab"}),
        ("<!--= practice_rnn.loss -->", {"rnn", "practice_rnn"}),
        ("rnn and. ab", set()),
        ("an rnn. And cnn", {"rnn"}),
        ("", set()),
    ],
)
def test_a_slug_with_a_dot_behind_is_named(text, named):
    slugs = ["rnn", "practice_rnn", "ab", "nn_n"]
    assert Slugs(slugs).named_in(text) == named == {slug for slug in slugs if f"{slug}." in text}


def test_where_there_is_no_exercise_none_is_named():
    assert Slugs([]).named_in("rnn.gradient") == set()

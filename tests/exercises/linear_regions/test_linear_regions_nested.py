"""Exercise 2: what holds for every nested maximum, ties and parallels included."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational

from snippets import linear_regions as exercise
from snippets.linear_regions import algebra
from snippets.linear_regions.patterns import linear_pieces
from snippets.linear_regions.task import Affine, Max, Task, X
from tests.exercises.rnn.test_rnn_claims import claims, holds

SMALL = st.integers(-2, 2)
AFFINE = st.builds(Affine, SMALL, SMALL, SMALL)


@st.composite
def nested(draw):
    """max(f, max(g, k)) or max(f, max(g, k, l)) with small whole coefficients, ties and parallels included."""
    inner = draw(st.lists(AFFINE, min_size=2, max_size=3))
    return Task(Max("y", (draw(AFFINE), Max("h", tuple(inner)))))


@settings(deadline=None, max_examples=25)
@given(nested())
def test_pieces_fill_the_window_once(task):
    assert sum(exercise.shares(task)) == 1


@settings(deadline=None, max_examples=25)
@given(nested())
def test_elimination_finds_the_same_patterns_and_regions(task):
    assert exercise.number_of_patterns(task) == len(algebra.cases(task))
    assert exercise.pieces(task) == exercise.pieces.witnesses[1].function(task)
    assert (
        exercise.borders(task) == exercise.borders.witnesses[1].function(task) if len(linear_pieces(task)) > 1 else True
    )


@settings(deadline=None, max_examples=25)
@given(nested(), st.tuples(st.fractions(-3, 3, max_denominator=7), st.fractions(-3, 3, max_denominator=5)))
def test_y_is_the_function_of_every_closed_piece_around_a_point(task, x):
    x = tuple(Rational(value) for value in x)
    around = [piece for piece in linear_pieces(task) if all(bound(x) >= 0 for bound in piece.bounds)]
    assert around
    assert {piece.function(x) for piece in around} == {task.y(x)}


@settings(deadline=None, max_examples=25)
@given(nested())
def test_every_nested_maximum_is_convex_and_its_gradient_jumps_across_the_border(task):
    assert exercise.convex(task)
    for row in exercise.borders(task):
        along = (0, 1) if row["input"] == X[0] else (1, row["equals"].diff(X[0]))
        assert row["jump"][0] * along[0] + row["jump"][1] * along[1] == 0


@pytest.mark.parametrize("name", sorted(name for name, claim in claims(exercise).items() if not claim.instances))
def test_a_claim_of_all_maxima_holds_for_another_one(name):
    tilted = Task(Max("y", (Affine(2, -1, 1), Max("h", (Affine(1, 3, -2), Affine(-1, 0, 0))))))
    assert holds(claims(exercise)[name], tilted)

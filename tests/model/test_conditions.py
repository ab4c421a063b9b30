"""What a page says of some variants: how it is written, what is refused, and what is left of it."""

import pytest

from scripts.model.conditions import chosen, conditions, is_condition, misplaced, staged
from scripts.model.paths import page_of
from scripts.model.source import Page

IF, ELSE, END = "<!--? practice_rnn.no_loss -->", "<!--: -->", "<!--/? -->"


def page(text: str) -> Page:
    return Page(page_of("practice_rnn"), text)


def html(text: str) -> str:
    found = page(text)
    for token in reversed(found.tokens):
        if is_condition(token):
            text = text[: token.start] + staged(token) + text[token.end :]
    return text


@pytest.mark.parametrize(("truth", "left"), [(True, "a one b, c three d"), (False, "a two b, c  d")])
def test_of_each_condition_the_page_shows_what_is_so(truth, left):
    text = html(f"a {IF}one{ELSE}two{END} b, c {IF}three{END} d")
    assert "<!--" not in text
    assert chosen(text, lambda id: truth and id == "practice_rnn.no_loss") == left


def test_they_are_found_with_what_decides_them():
    text = f"a {IF}one{ELSE}two{END} b <!--= practice_rnn.loss -->\n\n`{IF}`"
    assert [*conditions(page(text))] == [(2, "practice_rnn.no_loss")]
    assert [*misplaced(page(text))] == []


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        (f"a {IF}one", 2, f"{IF} is never closed; write <!--? practice_SLUG.NAME -->, then {END}"),
        (f"a {IF}one\n\nb{END}", 2, "is never closed"),
        (f"a {IF}{IF}one{END}", 2 + len(IF), "a condition within that of line 1; close that one before"),
        (f"a one{END}", 5, f"{END} belongs to no condition"),
        (f"a {ELSE}", 2, f"{ELSE} belongs to no condition"),
        (f"a {IF}{ELSE}{ELSE}{END}", 2 + len(IF + ELSE), f"{ELSE} belongs to no condition"),
        (f"a <!--?practice_rnn.no_loss-->one{END}", 2, "cannot read <!--?practice_rnn.no_loss-->"),
        (f"a {IF}one<!-- / -->{END}", 2 + len(IF) + 3, "cannot read <!-- / -->; write"),
    ],
)
def test_what_does_not_belong_together_is_refused(text, position, said):
    found = [*misplaced(page(text))]
    assert found[0][0] == position
    assert said in found[0][1]

"""How answers of variants are spread, as a page tells it: counted anew here, and made again when a variant changes."""

from scripts.checking.check import exam
from scripts.model.draws import Draws
from scripts.model.evidence import read_exercise
from scripts.model.paths import page_of
from scripts.model.practice import fields
from scripts.model.source import Page
from scripts.model.spread import MOST, Spread, spreads
from scripts.rendering import site_pages, spread
from tests import told
from tests.rendering import typed


def test_the_values_of_each_answer_that_is_asked_for_are_counted():
    page = Page(page_of("practice_rnn"), '<p data-field="practice_rnn.a">a</p> <p data-field="practice_rnn.lost">b</p>')
    answers = [told.answer(f"practice_rnn.a@{number}", value) for number, value in enumerate((1, 2, 1, 1))]
    (found,) = spreads(page, told.exercise("practice_rnn", *answers, told.answer("practice_rnn.b", 3)))
    assert found == Spread("a", 4, 2, "1", 3)
    assert found.share == 0.75


def test_each_practice_has_a_row_with_its_fewest_values_and_its_most_frequent_one():
    lines = spread.overview(typed.edition(), exam()).split("\n")
    assert lines[0].startswith("| Practice | Variants |")
    (row,) = [line for line in lines if "(practice/error_function.md)" in line]
    computed = read_exercise("practice_error_function")
    asked = len([*fields(Page.read(page_of("practice_error_function")))])
    convex = [entry.value for entry in computed.entries if entry.name == "convex"]
    share = max(sum(convex), len(convex) - sum(convex)) / len(convex)
    assert row == (
        f"| [Exercise 3B](practice/error_function.md) | {len(convex)} | {asked} | 2, `convex` | {share:.0%}, `convex` |"
    )
    assert share < MOST


def test_of_sheets_it_tells_how_many_are_true_and_where(monkeypatch):
    statements = [typed.statement(f"square.{name}", value=name < "c") for name in "abcd"]
    sheets = Draws({1: ["a", "b"], 2: ["a", "c"], 3: ["d", "b"]})
    monkeypatch.setattr(spread, "read_draws", lambda slug: sheets if slug == "square" else Draws({}))
    edition = typed.edition(*statements)
    assert spread.places(edition, "square") == (
        "On each of the 3 sheets of the quiz 1 to 2 statements are true. "
        "Each place on a sheet is true on 2 to 2 of them."
    )
    assert spread.overview(edition, []) == ""
    assert spread.places(edition, "rnn") == ""


def test_a_page_that_tells_it_is_made_anew_when_a_variant_changes(monkeypatch):
    page, other = (Page(page_of("quiz"), text) for text in ("<!-- view: spread -->", "<!-- view: topics -->"))
    before = [site_pages._made_of(one, typed.edition(), exam(), []) for one in (page, other)]
    monkeypatch.setattr(site_pages, "hash_of", lambda path: "another")
    after = [site_pages._made_of(one, typed.edition(), exam(), []) for one in (page, other)]
    assert before[0] != after[0]
    assert before[1] == after[1]
    monkeypatch.setattr(site_pages, "fields", lambda page: ())  # a practice that asks for nothing more
    assert site_pages._made_of(page, typed.edition(), exam(), []) != after[0]

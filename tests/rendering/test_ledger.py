"""The ledger: every value, who agrees with it and how closely."""

import re
from types import SimpleNamespace

import lxml.html
import msgspec
import pytest

from scripts.model.edition import Relations
from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.ledger import computation_of, relations_at_a_glance
from scripts.rendering.ledger import ledger as of_page
from tests.rendering.typed import AGREES, answer, claim, statement


def witness(name: str, **more: object):
    return msgspec.structs.replace(AGREES, name=name, **more)


def entry(short: str = "ex.n@tanh", **more: object):
    """One of part (d), with two witnesses."""
    place = {"part": "d", "anchor": "d", "fact": "The number $n < 2$ & more.", "source": "snippets/ex.py:5"}
    witnesses = [witness("auto < grad"), witness("two", deviation=2e-12, said="agrees, deviation 2.0e-12")]
    return answer(short, **{**place, "witnesses": witnesses, **more})


NOTHING = Relations()
PAGE = Page(
    here().exercises / "ex.md",
    "---\nparts:\n  d: {title: One, points: 1}\n  e: {title: Two, points: 1}\n---\n"
    "# Ex\n\n## (d) One { #d }\n\n## (e) Two { #e }\n",
)
COUNTS = Relations(4, 3, 2, 1)


@pytest.fixture(autouse=True)
def no_repository(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)


def ledger(entries, relations) -> str:
    return of_page(PAGE, entries, relations)


def test_every_value_has_a_row_with_its_proof():
    html = ledger([entry(), entry("ex.m")], NOTHING)
    assert "2 published values, 4 agreements" in html
    assert 'id="value-ex-n-at-tanh"' in html
    assert 'id="value-ex-m"' in html
    assert "Computed by <code>snippets/ex.py:5</code>" in html
    assert "auto &lt; grad: agrees exactly (<code>snippets/square.py:9</code>)" in html
    assert "two: agrees, deviation 2.0e-12" in html
    assert "<code>n@tanh</code>" in html


def test_a_formula_in_a_fact_is_left_for_katex_and_the_rest_is_escaped():
    assert "The number $n < 2$ &amp; more." in ledger([entry()], NOTHING)


def test_every_part_has_its_values_the_way_back_and_what_to_edit():
    html = ledger([entry(), entry("ex.m", part=""), claim("ex.bound", part="d")], NOTHING)
    _, d, e, outside = html.split("\n## " if html.startswith("\n") else "## ")
    assert d.startswith('(d) One { #d }\n\n<p class="part-links"><a href="../#d">The part itself</a> · Edit the text: ')
    assert "<code>docs/exercises/ex.md</code> · Edit the computation: <code>snippets/ex.py</code>" in d
    assert 'id="value-ex-n-at-tanh"' in d
    assert 'id="value-ex-bound"' in d
    assert e.startswith("(e) Two { #e }")
    assert "No value stands in this part." in e
    assert 'id="value-ex-m"' in outside
    assert "outside" not in ledger([entry()], NOTHING)


def test_the_computation_of_a_part_is_the_file_of_its_first_answer():
    places = [("b", "snippets/square/b.py:3"), ("a", "snippets/square/area.py:41"), ("a", "c.py:1")]
    entries = [answer("square.n", part=part, source=source) for part, source in places]
    assert computation_of("square", "a", entries) == "snippets/square/area.py"


def test_of_a_part_without_answers_it_is_the_module_or_the_folder_of_the_package():
    assert computation_of("square", "a", []) == "snippets/square.py"
    assert computation_of("rnn", "z", []) == "snippets/rnn"


def test_a_row_has_room_for_a_short_value_and_its_fold_for_a_formula():
    formula = ledger([entry(kind="formula", latex=r"\sqrt{x}")], NOTHING)
    assert "<span>formula</span>" in formula
    assert r"<p>$\sqrt{x}$</p>" in formula
    assert "<p>$" not in ledger([entry(kind="formula", latex="x" * 61)], NOTHING)
    assert f"<span>{'y' * 57}...</span>" in ledger([entry(display="y" * 61)], NOTHING)
    assert "<span>&#36;5 &lt; 6</span>" in ledger([entry(display="$5 < 6")], NOTHING)
    assert "<span>table of 2 rows</span>" in ledger([entry(kind="table", value=[{}, {}])], NOTHING)


def test_claims_stand_in_a_fold_of_their_own_with_where_they_were_tested():
    html = ledger([entry(), claim("ex.bound"), claim("ex.other", proofs=0)], NOTHING)
    assert "1 published values" in html
    assert "2 claims: relations that are tested, sign by sign</summary>" in html
    assert 'id="value-ex-bound"' in html
    assert "Tested on exam, tanh; 1 of 2 sides evaluated from their own text; proved for all values by SymPy." in html
    assert html.count("proved for all values") == 1


def test_the_ledger_counts_what_stands_behind_the_relations():
    html = ledger([entry()], COUNTS)
    assert "Of 10 relations (=, ≤, &lt; ...) of the exercise, 4 end in a computed value; 3 are claims" in html
    assert "1 are steps of a derivation" in html


def test_the_relations_of_all_exercises_are_summed_in_a_table():
    page = SimpleNamespace(slug="ex", front_matter={"title": "One | two"})
    *_, first, second, last = relations_at_a_glance({"ex": COUNTS, "other": COUNTS}, [page]).splitlines()
    assert first == "| One &#124; two | 4 | 3 | 2 | 1 | 10 |"
    assert second.startswith("| other | 4")
    assert last == "| **In all** | 8 | 6 | 4 | 2 | 20 |"


def test_the_html_is_well_formed():
    html = ledger([entry()], NOTHING)
    tree = lxml.html.fragment_fromstring(html[html.index('<div class="ledger">') :].partition("\n\n")[0])
    assert len(tree.findall(".//li")) == 2
    assert len(tree.findall(".//details")) == len(re.findall("<details", html))


def test_who_may_be_far_away_says_why():
    wide = witness("wide", deviation=0.03, within=0.05, because="$n$ < a grid")
    assert "; 0.05 is allowed: $n$ &lt; a grid</li>" in ledger([entry(witnesses=[wide])], NOTHING)
    assert "is allowed" not in ledger([entry()], NOTHING)


def test_questions_have_a_place_of_their_own():
    assert "published values" not in ledger([statement("ex.s", True)], NOTHING)

"""The ledger: every value, who agrees with it and how closely."""

import re
from types import SimpleNamespace

import lxml.html
import msgspec
import pytest

from scripts.model.edition import Relations
from scripts.rendering.ledger import ledger, relations_at_a_glance
from tests.rendering.typed import AGREES, answer, claim, statement


def witness(name: str, **more: object):
    return msgspec.structs.replace(AGREES, name=name, **more)


def entry(short: str = "ex.n@tanh", **more: object):
    """One of part (d), with two witnesses."""
    place = {"part": "d", "anchor": "d", "fact": "The number $n < 2$ & more.", "source": "snippets/ex.py:5"}
    witnesses = [witness("auto < grad"), witness("two", deviation=2e-12, said="agrees, deviation 2.0e-12")]
    return answer(short, **{**place, "witnesses": witnesses, **more})


NOTHING = Relations()
COUNTS = Relations(4, 3, 2, 1)


@pytest.fixture(autouse=True)
def no_repository(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)


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


def test_a_value_without_a_part_is_shown_nowhere():
    assert '<a href="#d">(d)</a>' in ledger([entry()], NOTHING)
    assert "Shown in part" not in ledger([entry(part="", anchor="")], NOTHING)


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
    assert "2 claims: relations that are tested, sign by sign." in html
    assert 'id="value-ex-bound"' in html
    assert "Tested on exam, tanh; 1 of 2 sides evaluated from their own text; proved for all values by SymPy." in html
    assert html.count("proved for all values") == 1


def test_the_ledger_counts_what_stands_behind_the_relations():
    html = ledger([entry()], COUNTS)
    assert "Of 10 relations (=, ≤, &lt; ...) on this page, 4 end in a computed value; 3 are claims" in html
    assert "1 are steps of a derivation" in html


def test_the_relations_of_all_exercises_are_summed_in_a_table():
    page = SimpleNamespace(slug="ex", front_matter={"title": "One | two"})
    *_, first, second, last = relations_at_a_glance({"ex": COUNTS, "other": COUNTS}, [page]).splitlines()
    assert first == "| One &#124; two | 4 | 3 | 2 | 1 | 10 |"
    assert second.startswith("| other | 4")
    assert last == "| **In all** | 8 | 6 | 4 | 2 | 20 |"


def test_the_html_is_well_formed():
    tree = lxml.html.fragment_fromstring(ledger([entry()], NOTHING))
    assert len(tree.findall(".//li")) == 2
    assert len(tree.findall(".//details")) == len(re.findall("<details", ledger([entry()], NOTHING)))


def test_who_may_be_far_away_says_why():
    wide = witness("wide", deviation=0.03, within=0.05, because="$n$ < a grid")
    assert "; 0.05 is allowed: $n$ &lt; a grid</li>" in ledger([entry(witnesses=[wide])], NOTHING)
    assert "is allowed" not in ledger([entry()], NOTHING)


def test_questions_have_a_place_of_their_own():
    assert "0 published values" in ledger([statement("ex.s", True)], NOTHING)

"""The ledger: every value, who agrees with it and how closely."""

import re
from types import SimpleNamespace

import lxml.html
import pytest

from scripts.rendering.ledger import closeness, ledger, relations_at_a_glance

WITNESS = {
    "name": "auto < grad",
    "value": 17,
    "deviation": 0.0,
    "unit": "relative",
    "within": 1e-9,
    "source": "snippets/ex.py:9",
}
ENTRY = {
    "id": "ex.n@tanh",
    "slug": "ex",
    "kind": "number",
    "part": "d",
    "anchor": "d",
    "fact": "The number $n < 2$ & more.",
    "value": 17,
    "latex": "17",
    "display": "17",
    "source": "snippets/ex.py:5",
    "witnesses": [WITNESS, {**WITNESS, "name": "two", "deviation": 2e-12}],
}


@pytest.fixture(autouse=True)
def no_repository(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)


def test_every_value_has_a_row_with_its_proof():
    html = ledger([ENTRY, {**ENTRY, "id": "ex.m"}], {})
    assert "2 published values, 4 agreements" in html
    assert 'id="value-ex-n-at-tanh"' in html
    assert 'id="value-ex-m"' in html
    assert "Computed by <code>snippets/ex.py:5</code>" in html
    assert "auto &lt; grad: agrees exactly (<code>snippets/ex.py:9</code>)" in html
    assert "two: agrees, deviation 2.0e-12" in html
    assert "<code>n@tanh</code>" in html


def test_a_formula_in_a_fact_is_left_for_katex_and_the_rest_is_escaped():
    assert "The number $n < 2$ &amp; more." in ledger([ENTRY], {})


def test_a_value_without_a_part_is_shown_nowhere():
    assert '<a href="#d">(d)</a>' in ledger([ENTRY], {})
    assert "Shown in part" not in ledger([{**ENTRY, "part": "", "anchor": ""}], {})


def test_a_row_has_room_for_a_short_value_and_its_fold_for_a_formula():
    formula = ledger([{**ENTRY, "kind": "formula", "latex": r"\sqrt{x}"}], {})
    assert "<span>formula</span>" in formula
    assert r"<p>$\sqrt{x}$</p>" in formula
    assert "<p>$" not in ledger([{**ENTRY, "kind": "formula", "latex": "x" * 61}], {})
    assert f"<span>{'y' * 57}...</span>" in ledger([{**ENTRY, "display": "y" * 61}], {})
    assert "<span>&#36;5 &lt; 6</span>" in ledger([{**ENTRY, "display": "$5 < 6"}], {})
    assert "<span>table of 2 rows</span>" in ledger([{**ENTRY, "kind": "table", "value": [{}, {}]}], {})


CLAIM = {
    **ENTRY,
    "id": "ex.bound",
    "kind": "claim",
    "display": "holds",
    "fact": "The number $n < 2$ is bounded.",
    "claim": {"tested": ["exam", "tanh"], "sides": [{"read": True}, {"read": False}], "proofs": 1},
}


def test_claims_stand_in_a_fold_of_their_own_with_where_they_were_tested():
    html = ledger([ENTRY, CLAIM, {**CLAIM, "id": "ex.other", "claim": {**CLAIM["claim"], "proofs": 0}}], {})
    assert "1 published values" in html
    assert "2 claims: relations that are tested, sign by sign." in html
    assert 'id="value-ex-bound"' in html
    assert "Tested on exam, tanh; 1 of 2 sides evaluated from their own text; proved for all values by SymPy." in html
    assert html.count("proved for all values") == 1


def test_the_ledger_counts_what_stands_behind_the_relations():
    counts = {"computed": 4, "claimed and parsed": 3, "claimed": 2, "argued in words": 1}
    html = ledger([ENTRY], counts)
    assert "Of 10 relations (=, ≤, &lt; ...) on this page, 4 end in a computed value; 3 are claims" in html
    assert "1 are steps of a derivation" in html


def test_the_relations_of_all_exercises_are_summed_in_a_table():
    page = SimpleNamespace(slug="ex", front_matter={"title": "One | two"})
    counts = {"computed": 4, "claimed and parsed": 3, "claimed": 2, "argued in words": 1}
    *_, first, second, last = relations_at_a_glance({"ex": counts, "other": counts}, [page]).splitlines()
    assert first == "| One &#124; two | 4 | 3 | 2 | 1 | 10 |"
    assert second.startswith("| other | 4")
    assert last == "| **In all** | 8 | 6 | 4 | 2 | 20 |"


def test_the_html_is_well_formed():
    tree = lxml.html.fragment_fromstring(ledger([ENTRY], {}))
    assert len(tree.findall(".//li")) == 2
    assert len(tree.findall(".//details")) == len(re.findall("<details", ledger([ENTRY], {})))


@pytest.mark.parametrize(
    ("deviation", "unit", "words"),
    [
        (0, "exact", "agrees exactly"),
        (0.0, "standard errors", "agrees exactly"),
        (1e-10, "relative", "agrees, deviation 1.0e-10"),
        ("inf", "relative", "agrees, deviation inf"),
        (2.64, "relative", "agrees, deviation 2.6e+00"),
        (2.64, "standard errors", "agrees, 2.6 standard errors away"),
    ],
)
def test_closeness_is_said_in_words_and_in_its_unit(deviation, unit, words):
    assert closeness(deviation, unit) == words


def test_who_may_be_far_away_says_why():
    wide = {**WITNESS, "deviation": 0.03, "within": 0.05, "because": "$n$ < a grid"}
    assert "; 0.05 is allowed: $n$ &lt; a grid</li>" in ledger([{**ENTRY, "witnesses": [wide]}], {})
    assert "is allowed" not in ledger([ENTRY], {})

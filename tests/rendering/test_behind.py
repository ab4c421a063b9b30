"""What stands behind a value in words, which ledger and card share."""

import msgspec
import pytest

from scripts.model.edition import Slip
from scripts.rendering.behind import behind, behind_slip, prose
from tests.rendering.typed import AGREES, answer, claim, statement


@pytest.fixture(autouse=True)
def no_repository(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)


def test_a_value_says_its_fact_who_computed_it_and_who_agrees():
    told = behind(answer("ex.n", fact="x_1 & more"))
    assert told.startswith("<p>$x_{1}$ &amp; more</p><p>Computed by <code>snippets/ex/sums.py:7</code>.</p>")
    assert "<li>other: agrees exactly (<code>snippets/square.py:9</code>)</li>" in told
    assert "<li>other: agrees exactly</li>" in behind(answer("ex.n"), with_sources=False)


def test_a_short_formula_stands_there_in_full():
    assert r"<p>$\sqrt{x}$</p>" in behind(answer("ex.n", kind="formula", latex=r"\sqrt{x}"))
    assert "<p>$" not in behind(answer("ex.n", kind="formula", latex="x" * 61))


def test_a_claim_says_where_it_was_tested_and_whether_it_is_a_mistake():
    told = behind(claim("ex.bound"))
    assert "Tested on exam, tanh; 1 of 2 sides evaluated from their own text; proved for all values by SymPy." in told
    assert "A mistake: A fact." in behind(claim("ex.bound", value=False, proofs=0))
    assert "SymPy" not in behind(claim("ex.bound", proofs=0))


def test_a_statement_names_its_check_and_repeats_nothing():
    told = behind(statement("ex.s", True))
    assert told.startswith("<p>Decided by a check that runs: ")
    assert "A fact" not in told


def test_a_mistake_says_what_is_right():
    slip = Slip(id="ex.m@exam", mistake="x_1 forgotten", value=3, source="snippets/ex.py:3")
    assert behind_slip(slip, answer("ex.n")).startswith("<p>Mistake: $x_{1}$ forgotten</p>")
    assert behind_slip(slip, answer("ex.n")).endswith("<p>The answer is $17$.</p>")
    assert "The answer is <code>a &lt; b</code>" in behind_slip(slip, answer("ex.n", latex="", display="a < b"))


def test_a_wide_tolerance_has_its_reason():
    witness = msgspec.structs.replace(AGREES, within=0.05, because="$n$ < a grid")
    assert "; 0.05 is allowed: $n$ &lt; a grid</li>" in behind(answer("ex.n", witnesses=[witness]))


def test_text_is_escaped_and_formulas_are_not():
    assert prose("a & b $x < y$") == "a &amp; b $x < y$"

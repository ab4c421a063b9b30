"""A claim is tested sign by sign, and each side that can be read against its own TeX."""

import re

import pytest

from scripts.computing.answer_key import fingerprint
from scripts.computing.decided import compact

CLAIMS = r'''
from dataclasses import dataclass
import numpy as np
import sympy
from snippets.claims import claim, sides

@dataclass(frozen=True)
class Task:
    side: float = 3.0

TASKS = {"exam": Task(), "long": Task(4.0)}

@claim(r"A = s^2 \le \frac{s^3}{3} < s^4")
def area(task):
    """The area is below the cube."""
    s = task.side
    return sides(s * s, s**2, s**3 / 3, s**4, {"s": s, "A": s * s})

@area.proof
def area_proven():
    s = sympy.Symbol("s")
    return s * s - s**2

@claim(r"\tanh u = 2u", holds=False)
def tanh_is_linear(task):
    """The slope is two everywhere."""
    u = np.linspace(-1, 1, 5)
    return sides(np.tanh(u), 2 * u, {"u": u})
'''
AREA = fingerprint(r"A = s^2 \le \frac{s^3}{3} < s^4", "The area is below the cube.")
LINEAR = fingerprint(r"\tanh u = 2u", "The slope is two everywhere.")
KEY = f'# s > 3, or equal\narea = "true {AREA}"\ntanh_is_linear = "false {LINEAR}"  # tanh 1 < 1 < 2\n'


def changed(old: str, new: str) -> str:
    assert CLAIMS.count(old) == 1, old
    return CLAIMS.replace(old, new)


def messages(examination) -> list[str]:
    return [fault.message for fault in examination.evidence().faults]


def test_a_claim_is_published_with_what_was_tested_of_it(exercise):
    evidence = exercise(CLAIMS, KEY).evidence()
    assert evidence.faults == []
    first, second = evidence.entries
    assert (first.id, first.kind, first.value, first.display) == ("made_up.area", "claim", True, "holds")
    assert first.latex == r"A = s^2 \le \frac{s^3}{3} < s^4"
    assert first.signs == ["=", "<=", "<"]
    assert [side.read for side in first.sides] == [False, True, True, True]
    assert (first.tested, first.is_read, first.proofs, first.within) == (["exam", "long"], True, 1, None)
    assert (second.value, second.display, second.agreed) == (False, "fails", True)
    assert [(witness.name, witness.deviation) for witness in first.witnesses] == [("answer key", 0.0)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (r"A = s^2 \le", r"A = s^2 \ge", r"on long s\^2 >= \\frac\{s\^3\}\{3\} does not hold: 16 and 21.3333"),
        (r"A = s^2", r"A \ne s^2", "on exam A != s.2 does not hold: 9 and 9"),
        (r"< s^4", r"> s^4", "does not hold"),
        (r"A = s^2 \le", r"A = s^2 + 1 \le", r"on exam its side s\^2\+1 reads as 10, the function returns 9"),
        (r"\frac{s^3}{3} <", r"\frac{s^3}{2} <", "reads as 13.5, the function returns 9"),
        (r"A = s^2 \le", r"A \le s^2 \le", "both sides of its sign 1 are equal everywhere"),
        (r"A = s^2 \le \frac{s^3}{3} < s^4", "A", "its TeX has no relation sign"),
        ("s**3 / 3, s**4, {", "s**3 / 3, {", r"return one value for each of its 4 sides .*, not 3"),
        ('{"s": s, "A"', '{"s": s, "B": s, "A"', "names B, which does not stand in its TeX"),
        (r"< s^4", r"\approx s^4", r"within what\? say @claim"),
        ("sides(s * s, s**2,", "sides(float('nan'), s**2,", "a side is NaN"),
        ("sides(s * s, s**2,", "sides('nine', s**2,", "a side is a str"),
        ("sides(s * s, s**2,", "sides(sympy.Symbol('x'), s**2,", "does not hold: x and 9"),
        ("s**3 / 3, s**4", "sympy.Symbol('x'), s**4", "an inequality needs numbers or arrays"),
        ("sides(s * s, s**2,", "sides(np.ones(2), np.ones(3),", r"the shapes \(2,\) and \(3,\)"),
        ("return s * s - s**2", "return s * s - s**3", r"its proof area_proven comes to"),
        ("return s * s - s**2", "return sides(s, s**2)", r"its proof area_proven comes to"),
        ("return s * s - s**2", "return False", r"its proof area_proven comes to"),
        ("np.tanh(u), 2 * u", "2 * u + 0, 2 * u", "is said to fail, but holds on every instance"),
        ("s = task.side", "s = task.sode", "raised AttributeError"),
    ],
)
def test_what_contradicts_a_claim_is_a_fault_at_its_function(exercise, old, new, says):
    found = messages(exercise(changed(old, new), KEY))
    assert any(re.search(says, message) for message in found), found


def test_two_sides_that_are_one_object_are_no_comparison(exercise):
    text = changed("return sides(np.tanh(u), 2 * u, {", "v = np.tanh(u)\n    return sides(v, v, {")
    assert any("are the same object" in message for message in messages(exercise(text, KEY)))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (f'area = "true {AREA}"', f'area = "false {AREA}"', "the key says false, made_up.area is true"),
        (f"true {AREA}", "true 000000", "area: its words changed; read it again, decide, and write"),
        ("# s > 3, or equal\n", "", "area has no argument; write beside it, as a comment"),
        ("area = ", "areal = ", "no answer made_up.areal; remove or rename the line"),
    ],
)
def test_the_key_decides_for_exactly_these_words_and_says_why(exercise, old, new, says):
    found = messages(exercise(CLAIMS, KEY.replace(old, new)))
    assert any(says in message for message in found), found


def test_a_claim_needs_words_and_a_name_of_its_own(exercise):
    with pytest.raises(Exception, match="no docstring; its first line says the relation in words"):
        exercise(changed('    """The area is below the cube."""\n', ""), KEY)
    with pytest.raises(Exception, match="area: defined twice"):
        exercise(changed("def tanh_is_linear", "def area"), KEY)


def test_proofs_may_be_truths_or_equal_sides(exercise):
    for proof in ("return True", "return sides(s * s, s**2)", "return sympy.Integer(0)"):
        assert messages(exercise(changed("return s * s - s**2", proof), KEY)) == []


def test_a_side_of_a_claim_is_told_in_tex_that_can_be_read():
    told = compact(r"\frac { \mathrm d L } { \mathrm d \theta }  + x_{1}")
    assert told == r"\frac{\mathrm dL}{\mathrm d\theta}+x_{1}"

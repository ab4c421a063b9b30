"""The relations in a formula's TeX: chains, signs and sides."""

import pytest

from scripts.model.relations import is_definition, is_vague, relations, same_relation


@pytest.mark.parametrize(
    ("tex", "signs", "sides"),
    [
        ("a = b", ["="], ["a", "b"]),
        (r"\kappa \le 1 + a = b, \quad c > 0", ["<=", "=", ">"], [r"\kappa", "1 + a", "b", "c", "0"]),
        (r"\begin{aligned} a &\le b \\ &< c. \end{aligned}", ["<=", "<"], ["a", "b", "c"]),
        (r"\begin{aligned} a &= b, \\ c &\le d \end{aligned}", ["=", "<="], ["a", "b", "c", "d"]),
        (r"\def\arraystretch{2}a = \begin{pmatrix} 1 & x = 2 \end{pmatrix}", ["="], None),
        (r"\sup_{s = 1} \left\{ x \right. \ge 3", [">="], None),
        (r"\mathbf 1_{\{z > 0\}}", [], []),
        (r"f(x = 1)", [], []),
        (r"A \preceq B", ["<<"], ["A", "B"]),
        (r"a \neq 12", ["!="], ["a", "12"]),
        (r"\ge", [], []),
        (r"\lVert x \rVert \ge 0 \text{ and } b < 1", [">=", "<"], None),
    ],
)
def test_chains_are_split_at_their_top_level_signs(tex, signs, sides):
    found = relations(tex)
    assert [sign for chain in found for sign in chain.signs] == signs
    if sides is not None:
        assert [side for chain in found for side in chain.sides] == sides


def test_a_condition_is_told_from_what_it_conditions():
    first, second = relations(r"a \ge b \text{ for } c > 0")
    assert not first.is_condition
    assert second.is_condition


def test_definitions_and_signs_that_nothing_tests():
    assert is_definition("a := b")
    assert is_definition(r"a \coloneqq b")
    assert not is_definition("a = b")
    assert is_vague(r"a \ll b")
    assert not is_vague(r"a \le b")


def test_white_space_and_the_full_stop_make_no_other_relation():
    assert same_relation(r"a \,= b.", "a=b")
    assert not same_relation("a = b", "a = -b")
    assert not same_relation(r"a \le b", r"a \ge b")

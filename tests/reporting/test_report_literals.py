"""Literals of two sides: the same value in other digits, or another value."""

import pytest

from scripts.reporting.report_literals import agree, literal_steps
from scripts.reporting.report_sources import Shown


def shown(path: str, *literals: str, tolerance: float = 0.0) -> list[Shown]:
    return [Shown(path, literal, "docs/a.md:1", "a/", "", tolerance) for literal in literals]


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        ("2.78", "2.778", True),
        ("2.78", "2.79", False),
        ("2.8", "2.9", False),
        ("50 %", "0.5", True),
        ("5.1e", "5.2e", False),
        ("two", "2", True),
        (r"\frac{1}{2}", r"\frac{1}{2}", True),
        (r"\frac{1}{2}", r"\frac{1}{3}", False),
        ("(1, 2)", "(1, 3)", False),
        ("(1, 2)", "(1, 2, 3)", False),
        ("-1", "1", False),
        (r"3 \cdot 10^{2}", "300", True),
        ("some words", "other words", False),
    ],
)
def test_literals_that_can_show_the_same_value(before, after, is_same):
    assert agree(before, after) is is_same


@pytest.mark.parametrize(
    ("is_whole", "path", "pair", "verdict"),
    [
        (False, "ex.a", ("1", "2"), "answer"),
        (False, "ex.a[0].k", ("1.0", "1"), "presentation"),
        (False, "ex.wrong", ("1", "2"), "explanation"),
        (True, "ex.a", ("1", "2"), "presentation"),
        (True, "ex.task.theta", ("1", "2"), "answer"),
        (True, "ex.task@tanh.theta", ("1", "2"), "answer"),
    ],
)
def test_a_literal_decides_where_no_value_does(is_whole, path, pair, verdict):
    before, after = (shown(path, text) for text in pair)
    ((_, name, step),) = literal_steps(is_whole, before, after, {"ex.wrong": "ex.a"})
    assert step.verdict == verdict
    assert name == ("ex.task" if "task" in path else "ex.a")


@pytest.mark.parametrize(
    "pair", [("1", "1"), ("two", "2"), ("True", "holds"), ("a b", "a  b"), (r"\left(1\right)", "(1)")]
)
def test_only_the_look_of_a_literal_is_no_step(pair):
    before, after = (shown("ex.a", text) for text in pair)
    assert not list(literal_steps(False, before, after, {}))


def test_a_trained_literal_within_its_tolerance_is_presentation():
    ((_, _, step),) = literal_steps(False, shown("ex.a", "1.00"), shown("ex.a", "1.04", tolerance=0.05), {})
    assert step.verdict == "presentation"


def test_the_same_change_on_two_pages_is_told_once():
    sides = [
        [*shown("ex.a", text), *(found._replace(page="b/") for found in shown("ex.a", text))] for text in ("1", "2")
    ]
    assert len(list(literal_steps(False, *sides, {}))) == 1

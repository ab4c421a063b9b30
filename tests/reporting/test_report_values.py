"""How far two values are apart, and what is never run to find out."""

import pytest

from scripts.reporting.report_values import alike, apart, differences, same_formula, tolerance_of


@pytest.mark.parametrize(
    ("before", "after", "distance"),
    [
        (1, 1.0, 0.0),
        (1, 2, float("inf")),
        (1.0, 1.1, 0.1),
        (True, 1, float("inf")),
        (True, True, 0.0),
        ("inf", "inf", 0.0),
        ("inf", 1.0, float("inf")),
        ("a", "b", float("inf")),
        (0.0, 0.5, 0.5),
    ],
)
def test_single_values(before, after, distance):
    assert apart(before, after) == pytest.approx(distance)


def test_entries_are_named_and_small_ones_measured_by_the_largest():
    assert differences([1000.0, 1e-12], [1000.0, 2e-12], 1e-9) == []
    ((steps, before, after, distance),) = differences([[1.0, 2.0], [3.0, 4.0]], [[1.0, 2.0], [3.0, 5.0]], 1e-9)
    assert (steps, before, after, distance) == ("[1][1]", 4.0, 5.0, 0.25)


def test_a_column_is_not_measured_by_the_one_beside_it():
    ((steps, *_),) = differences([{"big": 1e9, "small": 1.0}], [{"big": 1e9, "small": 1.1}], 1e-9)
    assert steps == "[0].small"


def test_tables_of_other_columns_differ_as_a_whole():
    ((steps, *_),) = differences([{"a": 1}], [{"b": 1}], 1e-9)
    assert steps == "[0]"


SAME = [
    ("Add(Symbol('x'), Integer(1))", "Add(Integer(1), Symbol('x'))"),
    (
        "Pow(tanh(Symbol('z', real=True)), Integer(2))",
        "Mul(tanh(Symbol('z', real=True)), tanh(Symbol('z', real=True)))",
    ),
    ("Mul(Integer(2), Function('f')(Symbol('x')))", "Add(Function('f')(Symbol('x')), Function('f')(Symbol('x')))"),
    ("MutableDenseMatrix([[Integer(1), -1]])", "MutableDenseMatrix([[Integer(1), Integer(-1)]])"),
    ("Mul(Integer(1), pi)", "Add(pi, Integer(0))"),
    ("Mul(Symbol('x'), Float('0.5', precision=53))", "Mul(Float('0.5', precision=53), Symbol('x'))"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_formulas_are_compared_as_formulas(before, after):
    assert same_formula(before, after)


def test_other_formulas_and_other_texts_differ():
    assert not same_formula("Symbol('x')", "Symbol('y')")
    assert not same_formula("a text", "another (one)")
    assert not same_formula("name", "other")


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').mkdir('FOLDER')",
        "sympify(\"__import__('os').mkdir('FOLDER')\")",
        "Add(\"__import__('os').mkdir('FOLDER')\", Integer(1))",
        "MutableDenseMatrix([[\"__import__('os').mkdir('FOLDER')\"]])",
        "Symbol('x').func.__class__('x')",
        "lambdify('x', 'x')",
        "srepr(Symbol('x'))",
    ],
)
def test_nothing_of_an_edition_is_run(text, tmp_path):
    folder = tmp_path / "made"
    assert not same_formula(text.replace("FOLDER", str(folder)), "Integer(1)")
    assert not folder.exists()


def test_only_constructors_are_called():
    assert not same_formula("sympify(Symbol('x'))", "Symbol('x')")
    assert not same_formula("simplify(Symbol('x'))", "Symbol('x')")


def test_the_closest_witness_counts_and_rounding_is_allowed_anyway():
    close, wide = {"unit": "relative", "within": 1e-6}, {"unit": "relative", "within": 1e-3}
    drawn = {"unit": "standard errors", "within": 4.0}
    assert tolerance_of({"witnesses": [wide, close, drawn]}) == 1e-6
    assert (
        tolerance_of({"witnesses": [drawn]})
        == tolerance_of({})
        == tolerance_of({"witnesses": [{"within": 0.0}]})
        == 1e-9
    )


@pytest.mark.parametrize(
    ("before", "after", "is_alike"),
    [
        ("It is 0.123.", "It is 0.124.", True),
        ("It is 0.123.", "It is 0.125.", False),
        ("It is 0.5.", "It is 0.6.", False),
        ("It is 2.", "It is 3.", False),
        ("It is 0.12.", "It is 0.123.", False),
        ("It is 0.123.", "He is 0.123.", False),
    ],
)
def test_texts_with_decimals_of_another_machine(before, after, is_alike):
    assert alike(before, after) is is_alike
    assert alike("0.50", "0.52", 0.05)

"""Published values as JSON."""

import json
import math
from dataclasses import dataclass

import numpy as np
import pytest
import sympy

from scripts.computing.encode import encode, encode_task

x = sympy.Symbol("x")


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        (True, True),
        ("text", "text"),
        (3, 3),
        (10**400, 10**400),
        (0.1, 0.1),
        (1e-300, 1e-300),
        (math.inf, "inf"),
        (-math.inf, "-inf"),
        (np.float64(0.5), 0.5),
        (np.float32(0.5), 0.5),
        (np.longdouble(0.5), 0.5),
        (np.int8(-3), -3),
        (np.True_, True),
        (np.float64("inf"), "inf"),
        (sympy.Integer(3), 3),
        (sympy.Float(0.5), 0.5),
        (sympy.oo, "inf"),
        (-sympy.oo, "-inf"),
        ((1, [2.5]), [1, [2.5]]),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        ([{"a": np.float64(1), "b": "text"}], [{"a": 1.0, "b": "text"}]),
        (math.sqrt, {"program": "sqrt"}),
    ],
)
def test_a_value_becomes_plain_json(value, tree):
    encoded = encode(value)
    assert encoded == tree
    assert type(encoded) is type(tree)
    assert json.loads(json.dumps(encoded, allow_nan=False)) == tree


def test_minus_zero_is_zero():
    assert str(encode(-0.0)) == "0.0"
    assert str(encode(np.float64(-0.0))) == "0.0"


def test_a_rational_is_a_formula_with_a_number():
    assert encode(sympy.Rational(1, 3)) == {
        "srepr": "Rational(1, 3)",
        "latex": [r"\frac{1}{3}"],
        "text": "1/3",
        "number": 1 / 3,
    }


def test_a_formula_has_both_orders_of_its_terms():
    tree = encode(sympy.Add(1, x, evaluate=False))
    assert tree["latex"] == ["x + 1", "1 + x"]
    assert "number" not in tree
    assert sympy.sympify(tree["srepr"]) == x + 1


def test_a_matrix_is_printed_as_pmatrix():
    assert encode(sympy.Matrix([[1, x]]))["latex"] == [r"\begin{pmatrix}1 & x\end{pmatrix}"]


@dataclass(frozen=True)
class Task:
    theta: float = 0.5
    name: str = "a text"
    cell: object = math.tanh
    nothing: None = None
    far: float = math.inf
    inputs: tuple = (1, 2)


def test_a_task_gives_what_can_be_published():
    assert encode_task(Task()) == {"theta": 0.5, "name": "a text", "far": "inf", "inputs": [1, 2]}

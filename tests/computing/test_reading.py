"""A side of a relation is evaluated from its own TeX, or not read at all: never read wrongly."""

import numpy as np
import pytest
import sympy

from scripts.computing import reading
from scripts.computing.reading import UnnamedError, is_name, is_number, read, stands_in

U = np.array([-1.0, 0.5, 2.0])


@pytest.mark.parametrize(
    ("tex", "named", "value"),
    [
        (r"\frac1\beta \log\cosh(\beta z)", {r"\beta": 2.0, "z": U}, np.log(np.cosh(2 * U)) / 2),
        (r"\tfrac12 z^2", {"z": U}, U**2 / 2),
        (r"\frac ab", {"a": 1.0, "b": 4.0}, 0.25),
        (r"\frac{a}b", {"a": 1.0, "b": 4.0}, 0.25),
        (r"\frac{1}{1 + \frac1a}", {"a": 1.0}, 0.5),
        (r"\sqrt2\, a", {"a": 1.0}, np.sqrt(2)),
        (r"\Sigma + \mu\mu^\top", {r"\Sigma": np.eye(2), r"\mu\mu^\top": np.ones((2, 2))}, np.eye(2) + 1),
        (r"1 + \frac{\lVert\mu\rVert^2}{\sigma^2}", {r"\lVert \mu \rVert": 2.0, r"\sigma": 0.5}, 17.0),
        (r"\max(0, -yt)", {"y": U, "t": 1.0}, np.maximum(0, -U)),
        (r"\lvert z \rvert - \frac{\log 2}{\beta}", {"z": U, r"\beta": 2.0}, abs(U) - np.log(2) / 2),
        (r"p(1-p)", {"p": 0.25}, 0.1875),
        (r"a (b + c)", {"a": 2.0, "b": 3.0, "c": 4.0}, 14.0),
        (r"\left(p - \tfrac12\right)^2", {"p": U}, (U - 0.5) ** 2),
        (r"\big[ p \big]^2", {"p": U}, U**2),
        (r"e^{-\lvert u\rvert}", {"u": U}, np.exp(-abs(U))),
        (r"x_1 + x", {"x": 1.0, "x_1": 5.0}, 6.0),
        (r"2 \tfrac12", {}, 1.0),  # a product, no mixed number
        (r"\frac14", {}, 0.25),
        ("12", {}, 12),
        (r"2\theta h_{t-1}", {r"\theta": 2.0, "h_{t-1}": U}, 4 * U),
        ("s^2", {"s": sympy.Symbol("s")}, sympy.Symbol("s") ** 2),
    ],
)
def test_a_side_is_read(tex, named, value):
    found = read(tex, named)
    assert found == value if isinstance(value, sympy.Basic) else np.allclose(np.array(found, float), value)


@pytest.mark.parametrize(
    ("tex", "named"),
    [
        ("E + 1", {}),  # not Euler's number
        ("x_1 + x", {"x": 1.0}),
        (r"\mu\mu^\top", {r"\mu": 1.0}),
        (r"\lVert x \rVert", {"x": 1.0}),
        (r"\frac{1}{2N}\sum_i z_i", {"z_i": 1.0}),
        ("g'", {"g": 1.0}),
    ],
)
def test_what_has_no_name_is_not_guessed(tex, named):
    with pytest.raises(UnnamedError, match="is not among the named quantities"):
        read(tex, named)


@pytest.mark.parametrize("tex", [r"\frac", "1 +", "(1, 2)", "1 . . 2"])
def test_what_is_no_number_is_not_read(tex):
    with pytest.raises(ValueError, match=r"expected|no number") as refusal:
        read(tex, {})
    assert not isinstance(refusal.value, UnnamedError)


def test_a_lone_name_and_a_lone_number_say_nothing_of_their_terms():
    assert is_name(r"\kappa", {r"\kappa": 1})
    assert not is_name(r"\kappa + 1", {r"\kappa": 1})
    assert is_number(r"\frac12")
    assert not is_number(r"\frac1N")
    assert stands_in("x", "x + 1")
    assert not stands_in("x", "x_1 + 1")


def test_what_was_parsed_is_not_parsed_again_nor_what_could_not_be(monkeypatch):
    monkeypatch.setattr(reading, "parsed", {"x_{0} + 1": sympy.Symbol("x_0") + 2, "3": "it reads as three"})
    assert read("a + 1", {"a": 1.0}) == 3.0
    with pytest.raises(ValueError, match="it reads as three"):
        read("3", {})
    asked = []
    monkeypatch.setattr(reading, "_parse", lambda text: asked.append(text) or sympy.Integer(7))
    assert [read("7", {}), read("7", {})] == [7, 7]
    assert asked == ["7"]

"""A lighter SVG is the same drawing."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.computing.lighter import in_steps, lighter, short

NEAR = 0.005  # of a point
NUMBERS = st.floats(-500, 500).map(lambda number: round(number, 6))


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("M 1 2 \nL 3 4.5 \n", "m1 2l2 2.5"),
        ("M 1 2 \nL 3 2 \nz\nM 5 5 \nL 4.25 5 \n", "m1 2l2 0zm4 3l-.75 0"),  # a closed path goes on where it began
        ("M 0 0 \nQ 1 1 2 0 \nC 3 -1 4 -1 5.004 0 \n", "m0 0q1 1 2 0c1-1 2-1 3 0"),
    ],
)
def test_a_path_is_told_in_steps(path, steps):
    assert in_steps(path) == steps


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=200))
def test_no_rounding_adds_up_along_a_path(points):
    drawn = [(0.0, 0.0)]
    for x, y in places(in_steps("M " + " \nL ".join(f"{x} {y}" for x, y in points))):
        drawn.append((drawn[-1][0] + x, drawn[-1][1] + y))
    assert len(drawn) == len(points) + 1
    for (x, y), (wanted_x, wanted_y) in zip(drawn[1:], points):
        assert max(abs(x - wanted_x), abs(y - wanted_y)) <= NEAR + 1e-6


def places(steps: str) -> list[tuple[float, float]]:
    found = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", steps)]
    return list(pairwise(found))[::2]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (-0.5, "-.5"), (12.0, "12"), (10.004, "10"), (142.573437, "142.57"), (0.015625, ".01562")],
)
def test_a_number_has_as_many_digits_as_an_eye_can_see(number, text):
    assert short(number) == text


def test_what_nothing_refers_to_goes_and_the_rest_stays():
    svg = (
        '<svg width="384" height="288" viewBox="0 0 288 216"><g id="matplotlib.axis_1">\n<!-- $x_1$ -->\n'
        '<g transform="translate(10.126 20.5) scale(0.11 -0.11)"><use xlink:href="#a-1"/></g></g>'
        '<path id="a-1" d="M 1 1 \nL 2 2 \n" clip-path="url(#p1.5)"/><image x="1.23456" xlink:href="data:;d=1.23456"/>'
    )
    assert lighter(svg) == (
        '<svg width="384" height="288" viewBox="0 0 288 216"><g>\n'
        '<g transform="translate(10.13 20.5) scale(.11 -.11)"><use xlink:href="#a-1"/></g></g>'
        '<path id="a-1" d="m1 1l1 1" clip-path="url(#p1.5)"/><image x="1.23" xlink:href="data:;d=1.23456"/>'
    )

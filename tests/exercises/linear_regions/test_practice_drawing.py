"""The drawing to judge one's own by: a letter stands where y is what is written below, a border where y bends."""

import re

import pytest

from snippets.linear_regions.drawing import MARGIN, SIZE, drawing
from snippets.linear_regions.edges import number_of_kinks
from snippets.linear_regions.patterns import number_of_patterns
from snippets.linear_regions.practice import TASKS
from tests.some import some

NUMBERS = ("1", "17", "56")  # a wider window, a piece outside it, seven pieces
LETTER = re.compile(r'<text x="(\d+)" y="(\d+)" font-weight="bold" text-anchor="middle">(\w)</text>')
FUNCTION = re.compile(r">(\w): y = ([^<]*)<")
BORDER = re.compile(r'<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" stroke-width="2(\.5)?"')


def reach(alt: str) -> int:
    return int(re.search(r"from -(\d+) to \1 in both inputs", alt)[1])


def point(x: float, y: float, alt: str) -> tuple[float, float]:
    """What a place of the drawing stands for."""
    return tuple(2 * reach(alt) * sign * ((value - MARGIN) / SIZE - 0.5) for sign, value in ((1, x), (-1, y)))


def evaluated(function: str, x: tuple[float, float]) -> float:
    text = function.replace("\N{MINUS SIGN}", "-").replace("x₁", "*x[0]").replace("x₂", "*x[1]")
    return eval(re.sub(r"(?<!\d)\*", "1*", text), {"x": x})


def bend(task, ends: list[tuple[float, float]]) -> float:
    """The second difference of y across the middle of a border."""
    (a, b), (c, d) = ends
    middle, across = ((a + c) / 2, (b + d) / 2), (0.05 * (d - b), 0.05 * (a - c))
    values = [task.y([m + sign * step for m, step in zip(middle, across)]) for sign in (-1, 0, 1)]
    return abs(values[0] - 2 * values[1] + values[2]) / (across[0] ** 2 + across[1] ** 2) ** 0.5


@pytest.mark.parametrize("number", some(TASKS, NUMBERS))
def test_what_is_counted_can_be_seen_and_is_what_y_is(number):
    svg, alt = drawing(task := TASKS[number])
    functions, letters, borders = dict(FUNCTION.findall(svg)), LETTER.findall(svg), BORDER.findall(svg)
    assert len(functions) == len(letters) == number_of_patterns(task)
    for x, y, name in letters:
        place = point(float(x), float(y) - 5, alt)
        assert evaluated(functions[name], place) == pytest.approx(float(task.y(place)), abs=0.1)
    assert sum(1 for *_, solid in borders if solid) == number_of_kinks(task)
    for *ends, solid in borders:
        a, b, c, d = map(float, ends)
        assert (bend(task, [point(a, b, alt), point(c, d, alt)]) > 0.4) == bool(solid)
    assert f'aria-label="{alt}"' in svg
    assert f"At {number_of_kinks(task)} of the {len(borders)} borders" in alt


def test_what_is_wider_than_the_window_shows_that_too():
    assert ["dotted: the window" in drawing(TASKS[number])[0] for number in ("1", "2")] == [True, False]
    assert ["dashed: it does not" in drawing(TASKS[number])[0] for number in ("2", "9")] == [True, False]

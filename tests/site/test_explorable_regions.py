"""The explorables of the linear pieces in Chromium: by mouse, finger and keyboard; their geometry against Python's."""

from fractions import Fraction

import pytest
from playwright.sync_api import Locator, Page, expect

from snippets.linear_regions.edges import borders
from snippets.linear_regions.functions import number_of_functions
from snippets.linear_regions.geometry import square
from snippets.linear_regions.live import EXAM, task_of
from snippets.linear_regions.patterns import linear_pieces
from tests.site import explorables
from tests.site.visit import Visit
from tests.some import full

PAGE = "exercises/linear_regions/"
POINT, DRAW = "linear_regions/point", "linear_regions/draw"
WEIGHTS = [(a / 4, b / 4, c / 4) for a in range(-8, 9, 4) for b in range(-8, 9, 3) for c in (-8, -1, 0, 3)]
WEIGHTS += [(0, 0, 0), (0, 0, 1), (0, 0, -1), (0, 1, 0), (0, 1, 1), (0, 1, -1), (0.25, 1, 2), (2, 0.75, 2)]
GEOMETRY = """async ([address, all]) => {
    const { borders, functions, pieces } = await import(`${address}assets/explorable/linear_regions/plane.js`);
    return all.map(([weights, believed]) => {
        const found = pieces(weights, believed);
        return [found.map(({ whole }) => whole), functions(found), borders(found).map(({ kink }) => kink)];
    });
}"""
HERE = "Piece under the point"


@pytest.fixture(scope="module")
def visit(browser, address):
    """One visit for all that a mouse and keys do."""
    with Visit(browser, address + PAGE) as visit:
        yield visit
        assert visit.complaints == []


def corners(polygon) -> set:
    """Those inside a square of half-width 20: the rest depends on how large the plane is cut."""
    points = [(Fraction(x) / Fraction(w), Fraction(y) / Fraction(w)) for x, y, w in polygon]
    return {point for point in points if max(map(abs, point)) < 20}


def by_python(polygon) -> set:
    points = [tuple(Fraction(int(v.p), int(v.q)) if hasattr(v, "p") else Fraction(v) for v in p) for p in polygon]
    return {point for point in points if max(map(abs, point)) < 20}


def test_pieces_functions_and_corners_are_exactly_those_of_python(visit, address, monkeypatch):
    monkeypatch.setattr("snippets.linear_regions.patterns.far", lambda task: 32)
    found = visit.page.evaluate(GEOMETRY, [address, [[weights, None] for weights in WEIGHTS]])
    for weights, (polygons, functions, _) in zip(WEIGHTS, found, strict=True):
        task = task_of(*weights)
        pieces = linear_pieces(task)
        assert [corners(polygon) for polygon in polygons] == [by_python(piece.polygon) for piece in pieces], weights
        assert functions == number_of_functions(task), weights


def test_the_exams_borders_and_its_slips_are_those_of_python(visit, address):
    asked = [[[1, 0, 0], believed] for believed in (None, 0, 1)]
    found = visit.page.evaluate(GEOMETRY, [address, asked])
    wanted = [borders(EXAM), *(slip.function(EXAM) for slip in borders.slips[:2])]
    for (_, _, kinks), rows in zip(found, wanted, strict=True):
        assert sorted(kinks) == sorted(row["kink"] for row in rows)
    assert square(EXAM.half_width)


def test_at_first_the_point_lies_in_a_and_everything_is_computed(visit):
    live = explorables.anew(visit.page, POINT)
    explorables.expect_says(live, u="x₁ = 0.30", **{HERE: "A, y = x₂", "Pieces in all": "4"})
    explorables.expect_says(live, **{"h = max(0, u)": "u wins, h = 0.30", "y = max(x₂, h)": "x₂ wins, y = 0.70"})
    explorables.expect_says(live, **{"Gradient of y": "(0.00, 1.00)", "Different functions": "3"})


def test_the_mouse_drags_the_point_over_the_diagonal(visit):
    live = explorables.anew(visit.page, POINT)
    one = explorables.unit(live) * 298 / 4  # pixels for one of x
    explorables.drag(visit.page, explorables.handle(live, "Point x"), one, 0)
    explorables.expect_says(live, u="x₁ = 1.30", **{HERE: "B, y = x₁", "Gradient of y": "(1.00, 0.00)"})


def test_a_finger_drags_the_weights_until_pieces_are_gone(browser, address):
    with Visit(browser, address + PAGE, **explorables.PHONE) as visit:
        live = explorables.anew(visit.page, POINT)
        one = explorables.unit(live) * 298 / 4
        explorables.drag_by_finger(visit.page, explorables.handle(live, "Weights w"), -one, -one)
        explorables.expect_says(live, **{"Pieces in all": "2", "Different functions": "2"})
        expect(live.get_by_label("the exam’s")).not_to_be_checked()
        live.get_by_label("leaning").tap()
        explorables.expect_says(live, **{"Pieces in all": "4", "Different functions": "3"})
        live.get_by_role("button", name="Reset").tap()
        explorables.expect_says(live, u="x₁ = 0.30", **{"Pieces in all": "4"})
        assert visit.complaints == []


def test_keys_move_the_point_onto_borders_and_change_the_bias(visit):
    live = explorables.anew(visit.page, POINT)
    point = explorables.handle(live, "Point x")
    explorables.press(visit.page, point, *["ArrowDown"] * 4)
    explorables.expect_says(live, **{HERE: "border of A, B", "Gradient of y": "none: a kink"})
    explorables.press(visit.page, point, "Home", *["ArrowLeft"] * 3)
    explorables.expect_says(live, **{HERE: "border of A, C", "Gradient of y": "(0.00, 1.00)"})
    expect(point).to_have_attribute("aria-valuetext", "x₁ = 0.00, x₂ = 0.70")
    explorables.press(visit.page, live.get_by_label("Bias b"), "End")
    explorables.expect_says(live, u="x₁ + 2 = 2.00")


# Drawing


def empty(page: Page) -> Locator:
    """The drawing without a line, its pen where all borders meet."""
    live = explorables.anew(page, DRAW, reset="Clear")
    explorables.press(page, explorables.handle(live, "Pen"), "Home")
    return live


def stroke(page, pen, *keys: str) -> None:
    """From where the pen is, along the keys."""
    explorables.press(page, pen, "Enter", *keys, "Enter")


def test_all_borders_are_drawn_by_keyboard_and_found_right(visit):
    live = empty(visit.page)
    pen = explorables.handle(live, "Pen")
    for keys in (["ArrowUp"], ["ArrowDown"], ["ArrowLeft"], ["ArrowUp", "ArrowRight"]):
        explorables.press(visit.page, pen, "Home")
        stroke(visit.page, pen, *keys * 2)
    live.get_by_role("button", name="Check").click()
    verdict = live.get_by_role("status")
    expect(verdict).to_contain_text("4 of 4 borders are there, and nothing wrong.")
    expect(verdict).to_contain_text("Dashed, between A and C: no kink")


def test_the_diagonal_through_the_plane_is_named_as_the_slip_that_it_is(visit):
    live = empty(visit.page)
    pen = explorables.handle(live, "Pen")
    explorables.press(visit.page, pen, "Shift+ArrowDown", "Shift+ArrowLeft")
    stroke(visit.page, pen, *["ArrowUp", "ArrowRight"] * 4)
    live.get_by_role("button", name="Check").click()
    verdict = live.get_by_role("status")
    expect(verdict).to_contain_text("1 of 4 borders are there.")
    expect(verdict).to_contain_text("Wrong from (−2,\u00a0−2) to (0,\u00a00)")
    expect(verdict).to_contain_text(borders.slips[0].mistake.replace("x1", "x₁").replace("x2", "x₂"))
    expect(verdict).to_contain_text("Missing: A and C; B and D; C and D.")


def test_the_mouse_draws_by_clicks_and_by_dragging_and_takes_back(visit):
    page = visit.page
    live = empty(page)
    x, y = explorables.centre(explorables.handle(live, "Pen"))
    one = explorables.unit(live) * 298 / 4
    page.mouse.click(x + one, y + one)
    page.mouse.click(x + 2 * one, y + 2 * one)
    expect(live.locator(".strokes li")).to_have_count(1)
    expect(live.locator(".strokes li")).to_contain_text("from (1,\u00a0−1) to (2,\u00a0−2)")
    explorables.drag(page, explorables.handle(live, "Pen"), -2 * one, 0)
    expect(live.locator(".strokes li").nth(1)).to_contain_text("from (2,\u00a0−2) to (0,\u00a0−2)")
    live.get_by_role("button", name="Check").click()
    expect(live.get_by_role("status")).to_contain_text("on both sides u wins inside and h outside.")
    live.get_by_role("button", name="Remove the border from (1,\u00a0−1) to (2,\u00a0−2)").click()
    live.get_by_role("button", name="Undo").click()
    expect(live.locator(".strokes li")).to_have_count(0)


@full
def test_a_finger_draws_part_of_a_border_and_is_told_that_it_goes_on(browser, address):
    with Visit(browser, address + PAGE, **explorables.PHONE) as visit:
        live = empty(visit.page)
        one = explorables.unit(live) * 298 / 4
        explorables.drag_by_finger(visit.page, explorables.handle(live, "Pen"), 0, -one)
        live.get_by_role("button", name="Check").tap()
        expect(live.get_by_role("status")).to_contain_text("The border between A and C goes on.")
        live.get_by_label("with a bias").tap()
        expect(live.locator(".task")).to_have_text("u = x₁ + 1, h = max(0, u), y = max(x₂, h)")
        assert visit.complaints == []

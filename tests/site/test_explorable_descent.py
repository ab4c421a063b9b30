"""The explorable of the descent in Chromium: by mouse, finger and keyboard, against the page's own answers."""

import math

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from snippets.optimization import best_step_size, condition_number, contraction, minimiser, noise, step_limit, steps
from snippets.optimization import live as quadratic
from snippets.optimization.descent import count_steps, path
from snippets.optimization.task import TASKS
from tests.site import explorables
from tests.site.visit import Visit
from tests.some import full, some

PAGE, NAME = "exercises/optimization/", "optimization/descent"
EXAM = TASKS["exam"]
MEAN, START = "Mean of the inputs", "Start of the descent"
PER_INPUT, PER_WEIGHT = 298 / 9, 298 / 4  # units of the drawing
RUN = """async ([address, place, start, eta, steps]) => {
    const { descend, firstError, quadratic, stepsToArrive } = await import(address);
    const problem = quadratic(place, eta);
    return [descend(problem, start, steps), stepsToArrive(problem, firstError(problem, start)), problem.bestEta];
}"""


def digits(numbers, places=4) -> list[str]:
    return [f"{number:.{places}f}".rstrip("0").rstrip(".").replace("-", "−") for number in numbers]


def verdict(live: Locator) -> Locator:
    return live.locator(".verdict")


def expect_row(live: Locator, row: dict) -> None:
    """What it says of a row of the page's table of noises."""
    values = ", ".join(digits(row["eigenvalues"]))
    centre = ", ".join(f"{part:.4f}".replace("-", "−") for part in row["minimiser"])
    explorables.expect_says(
        live,
        **{
            "Eigenvalues λ₁, λ₂": values,
            "Condition number κ": digits([row["kappa"]])[0],
            "Limit of η, 2/λ₁": f"{row['step_limit']:.4g}",
            "Minimiser ★": f"({centre})",
        },
    )


def test_at_first_it_is_the_exam_with_its_best_step_size(live):
    expect_row(live, noise(EXAM)[0])
    assert noise(EXAM)[0]["kappa"] == condition_number(EXAM)
    factor = f"{contraction(EXAM):.2f}"
    expect(verdict(live)).to_contain_text(f"It converges: in each step the error is multiplied by −{factor} along")
    expect(verdict(live)).to_contain_text(f" {steps(EXAM)} steps to a millionth")


@pytest.mark.parametrize("index", some([1, 2, 3], [1]))
def test_keys_add_the_noises_of_the_table(live, index):
    row = noise(EXAM)[index]
    explorables.press(live.page, live.get_by_label("Noise s²"), *["ArrowRight"] * round(10 * row["variance"]))
    expect_row(live, row)
    room = row["step_limit"] - best_step_size(EXAM)  # that of the exam is set still
    words = "It never arrives" if abs(room) < 1e-9 else "It converges" if room > 0 else "It diverges"
    expect(verdict(live)).to_contain_text(words)
    live.get_by_role("button", name="Best step size").click()
    expect(verdict(live)).to_contain_text(f" {row['steps']} steps to a millionth")


def test_the_mouse_drags_the_mean_to_the_origin_where_all_directions_are_alike(live):
    unit = explorables.unit(live) * PER_INPUT
    right, up = map(float, quadratic.MEAN)
    explorables.drag(live.page, explorables.handle(live, MEAN), -right * unit, up * unit)
    expect(explorables.handle(live, MEAN)).to_have_attribute("aria-valuetext", "0.0, 0.0")
    expect_row(live, noise(quadratic.noisy(0, 0, 0))[0])
    live.get_by_role("button", name="Best step size").click()
    expect(verdict(live)).to_have_text(
        "It converges: in each step the error is multiplied by 0.00 in every direction. "
        "1 step to a millionth of the first error."
    )


def test_the_mean_stays_where_the_picture_has_room_and_home_leads_back(live):
    unit, grip = explorables.unit(live) * PER_INPUT, explorables.handle(live, MEAN)
    explorables.drag(live.page, grip, 3 * unit, -3 * unit)
    expect(grip).to_have_attribute("aria-valuetext", "3.0, 3.0")
    expect_row(live, noise(quadratic.noisy(3, 3, 0))[0])
    explorables.press(live.page, grip, "Home")
    expect_row(live, noise(EXAM)[0])


@full
def test_beyond_the_limit_it_diverges_before_the_readers_eyes(live):
    limit, slider = step_limit(EXAM), live.get_by_label("Step size η")
    explorables.press(live.page, slider, *["ArrowRight"] * 3)
    assert float(slider.get_attribute("aria-valuetext")) > limit
    expect(verdict(live)).to_contain_text("It diverges")
    explorables.press(live.page, slider, *["ArrowLeft"] * 2)
    assert float(slider.get_attribute("aria-valuetext")) < limit
    expect(verdict(live)).to_contain_text("It converges")
    live.get_by_role("button", name="Past the limit").click()
    factors = 1 - 1.05 * limit * np.array(noise(EXAM)[0]["eigenvalues"])
    said = " along the first eigenvector, ".join(f"{factor:.2f}".replace("-", "−") for factor in factors)
    expect(verdict(live)).to_have_text(f"It diverges: in each step the error is multiplied by {said} across it.")
    run = live.get_by_role("button", name="Run it")
    run.click()
    expect(live.get_by_role("button", name="Stop")).to_be_visible()
    expect(run).to_be_visible(timeout=30_000)  # where it has left the picture it stops by itself


def test_the_limit_stands_at_its_place_on_the_slider(live):
    """The thumb put to the limit is right above the mark."""
    slider = live.get_by_label("Step size η")
    explorables.press(live.page, slider, "Home")
    low, high, step = (float(slider.get_attribute(name)) for name in ("min", "max", "step"))
    share = (math.log10(step_limit(EXAM)) - low) / (high - low)
    set_at = float(live.locator(".marked").evaluate("marked => marked.style.getPropertyValue('--limit')"))
    assert set_at == pytest.approx(share, abs=step)


@full
def test_a_start_without_error_along_the_steep_direction_is_told_from_the_others(live):
    """With the mean (3, 0) the minimiser is (1/2, ...): the start right below it has an error across only."""
    page, start = live.page, explorables.handle(live, START)
    assert float(minimiser(quadratic.moved(3, 0))[0]) == 0.5
    explorables.press(page, explorables.handle(live, MEAN), *["ArrowRight"] * 10, *["ArrowDown"] * 20)
    live.get_by_role("button", name="Past the limit").click()
    explorables.press(page, start, *["ArrowRight"] * 4)
    expect(verdict(live)).to_contain_text("It diverges")
    explorables.press(page, start, "ArrowRight")
    expect(verdict(live)).to_contain_text("this start has no error along the first eigenvector")


@full
def test_a_finger_drags_the_start_and_the_path_follows(browser, address):
    with Visit(browser, address + PAGE, **explorables.PHONE) as visit:
        live = explorables.opened(visit.page, NAME)
        unit, grip = explorables.unit(live, 1) * PER_WEIGHT, explorables.handle(live, START)
        line = live.locator("svg").nth(1).locator(".path")
        before = line.get_attribute("d")
        explorables.drag_by_finger(visit.page, grip, unit, unit / 2)
        expect(grip).to_have_attribute("aria-valuetext", "1.0, −0.5")
        expect(line).not_to_have_attribute("d", before)
        live.get_by_role("button", name="Reset").tap()
        expect(line).to_have_attribute("d", before)
        assert visit.complaints == []


@full
def test_whoever_wants_no_motion_sees_the_path_at_once(browser, address):
    with Visit(browser, address + PAGE) as visit:
        visit.page.emulate_media(reduced_motion="reduce")
        live = explorables.opened(visit.page, NAME)
        expect(live.locator("svg").nth(1).locator(".path")).to_be_visible(timeout=30_000)
        expect(live.get_by_role("button", name="Run it")).to_be_hidden()
        visit.page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize("place", [(2, 2, 0), (2, 2, 4), (0, 0, 0), (0, 0, 1.5), (-3, 1, 0.5), (0, 3, 0)])
def test_the_browsers_descent_is_that_of_the_answers(live, address, place):
    task = quadratic.as_data(*place)
    H, b = task.inputs.T @ task.inputs / task.N, task.inputs.T @ task.targets / task.N
    module = f"{address}assets/explorable/optimization/quadratic.js"
    *mean, variance = place
    for start in ([0, 0], [1.5, -1]):
        at = {"mean": mean, "variance": variance}
        _, _, best = live.page.evaluate(RUN, [module, at, start, 1, 0])
        for eta in (best, 0.1, 0.3):
            points, arrived, _ = live.page.evaluate(RUN, [module, at, start, eta, 40])
            wanted = path(H, b, np.array(start, float), eta, len(points) - 1)
            assert np.allclose(points, wanted, rtol=1e-9, atol=1e-9)
            if eta == best:
                assert arrived == count_steps(H, b, np.array(start, float), EXAM.tolerance)

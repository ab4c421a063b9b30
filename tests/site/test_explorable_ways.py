"""The explorable of the network in Chromium: by mouse, finger and keyboard, against the page's own answers."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from snippets import rnn
from snippets.rnn import live as network
from snippets.rnn.task import TASKS
from tests.site import explorables
from tests.site.visit import Visit, settle
from tests.some import full

PAGE, NAME = "exercises/rnn/", "rnn/ways"
SUM, AUTOGRAD = "Ticked ways", "Autograd"
SLIPS = {slip["name"]: slip for slip in network.slips()}


def written(number: float) -> str:
    return f"{number:g}".replace("-", "−")


def verdict(live: Locator) -> Locator:
    return live.locator(".verdict")


def total(live: Locator) -> float:
    return float(explorables.says(live, SUM).rpartition("= ")[2].replace("−", "-"))


def tick(live: Locator, ways: list[bool]) -> None:
    """The boxes stand in the order of the formula: the direct way, through the last state, is the first."""
    for box, counted in zip(live.get_by_role("checkbox").all(), reversed(ways), strict=True):
        box.set_checked(counted)


def test_at_first_all_ways_come_to_the_exams_gradient(live):
    products = [written(product) for product in reversed(rnn.contributions(TASKS["exam"]))]
    gradient = written(rnn.gradient(TASKS["exam"]))
    explorables.expect_says(
        live, **{SUM: f"{' + '.join(products)} = {gradient}".replace("+ −", "− "), AUTOGRAD: gradient}
    )
    expect(verdict(live)).to_have_text("Every way is counted once: this is the gradient.")
    expect(live.locator(".arrow.on")).to_have_count(6)


@pytest.mark.parametrize("name", SLIPS)
def test_who_leaves_ways_out_reads_the_name_of_the_slip_and_its_value(live, name):
    function = next(slip.function for slip in rnn.gradient.slips if slip.function.__name__ == name)
    tick(live, SLIPS[name]["ways"])
    begins = SLIPS[name]["mistake"].partition("h_")[0]  # the states are written with true indices
    expect(verdict(live)).to_contain_text(f"This slip has a name: {begins}")
    for instance in network.NAMED:
        live.get_by_label(instance, exact=True).check()
        explorables.expect_says(live, **{AUTOGRAD: written(rnn.gradient(TASKS[instance]))})
        assert total(live) == function(TASKS[instance])


def test_a_sum_without_a_name_is_said_to_be_none(live):
    tick(live, [False, True, False])
    expect(verdict(live)).to_have_text("Not the gradient: θ also acts through h₁ and h₃.")
    tick(live, [False, False, False])
    expect(verdict(live)).to_have_text("No way is ticked.")
    assert total(live) == 0


def test_a_zero_start_hides_the_longest_way_and_the_right_side_hides_all(live):
    tick(live, [False, True, True])
    expect(verdict(live)).not_to_contain_text("all the same")
    live.get_by_label("zero", exact=True).check()
    expect(verdict(live)).to_contain_text("Here the number is right all the same")
    live.get_by_label("right", exact=True).check()
    expect(verdict(live)).to_contain_text("Here ∂L/∂y is 0")


def test_keys_set_the_numbers_and_the_ways_still_come_to_what_autograd_says(live):
    page, (theta, start) = live.page, (live.get_by_label(name, exact=True) for name in ("θ", "h₀"))
    for grip, key in [(theta, "End"), (start, "Home"), (theta, "ArrowLeft"), (theta, "Home"), (start, "End")]:
        explorables.press(page, grip, key)
        for target in ("−1", "1"):
            live.get_by_label(target, exact=True).check()
            settle(page)  # it is drawn once a frame
            said = float(explorables.says(live, AUTOGRAD).replace("−", "-"))
            numbers = float(theta.input_value()), float(start.input_value()), int(target.replace("−", "-"))
            assert said == total(live) == pytest.approx(rnn.gradient(network.task_of(*numbers)))
    expect(live.get_by_role("radio", checked=True)).to_have_count(1)  # of the instances none


def outputs() -> dict[tuple[float, float], float]:
    """The output for every parameter and start that can be set."""
    places = [(theta, start) for theta in network.THETAS for start in network.STARTS]
    return {place: float(network.task_of(*place).run()[-1]) for place in places}


def set_to(live: Locator, theta: float, start: float) -> None:
    for name, values, value in (("θ", network.THETAS, theta), ("h₀", network.STARTS, start)):
        steps = ["ArrowRight"] * values.index(value)
        explorables.press(live.page, live.get_by_label(name, exact=True), "Home", *steps)


def test_at_a_kink_nothing_is_learned_and_elsewhere_on_the_right_side_only(live):
    """Of the places with the output 0 the first, if the data have one, and of the others the first on either side."""
    first = {np.sign(output): place for place, output in reversed(outputs().items())}
    assert {-1, 1} <= set(first)
    for side, place in first.items():
        set_to(live, *place)
        for target in network.TARGETS:
            live.get_by_label(written(target), exact=True).check()
            expect(live.locator(".network .value").nth(7)).not_to_be_empty()
            is_wrong = side == -target
            words = "Every way is counted once" if is_wrong else "Here ∂L/∂y is 0: the output is not on the wrong side."
            expect(verdict(live)).to_contain_text(words)
            assert total(live) == rnn.gradient(network.task_of(*place, target))
            assert is_wrong or total(live) == 0


def test_keys_step_back_delta_by_delta_and_the_focus_stays(live):
    on, back, lines = (live.get_by_role("button", name="Next delta"), live.get_by_role("button", name="Take one back"),
                       live.locator("ol.pass li"))  # fmt: skip
    task = TASKS["exam"]
    explorables.press(live.page, on, *["Enter"] * 5)
    expect(lines).to_have_count(4)
    for line, delta, share in zip(lines.all(), reversed(rnn.deltas(task)), reversed(rnn.contributions(task))):
        before, after = line.inner_text().split("its share")
        assert before.strip().endswith(f"= {written(delta)}")
        assert after.endswith(f"= {written(share)}")
    expect(lines.last).to_contain_text(f"= {written(rnn.gradient(task))}")
    expect(live.locator("[aria-live]")).to_contain_text("all shares")
    expect(live.locator(".arrow.passed")).to_have_count(3)
    expect(on).to_be_focused()
    expect(on).to_have_attribute("aria-disabled", "true")
    explorables.press(live.page, back, " ", " ")
    expect(lines).to_have_count(2)
    expect(live.locator(".delta", has_text="=")).to_have_count(2)


@full
def test_a_finger_ticks_and_the_drawing_is_in_sight_with_what_it_comes_to(browser, address):
    with Visit(browser, address + PAGE, **explorables.PHONE) as visit:
        live = explorables.opened(visit.page, NAME)
        label = live.locator(".ways label").last
        label.tap()
        expect(live.get_by_role("checkbox").last).not_to_be_checked()
        expect(verdict(live)).to_contain_text("This slip has a name")
        live.get_by_role("button", name="Next delta").tap()
        expect(live.locator("ol.pass li")).to_have_count(1)
        top, bottom = live.evaluate("""live => [live.querySelector('.network').getBoundingClientRect().top,
            live.querySelector('.pass').getBoundingClientRect().top]""")
        assert bottom - top < 740 - 48  # below the header
        live.get_by_role("button", name="Reset").tap()
        expect(live.get_by_role("checkbox", checked=True)).to_have_count(3)
        assert visit.complaints == []

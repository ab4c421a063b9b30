"""The explorable of the error function in Chromium: by mouse, finger and keyboard, against the page's own answers."""

import numpy as np
from playwright.sync_api import expect

from snippets.error_function import gradient_bound, gradient_norm, outliers
from snippets.error_function.task import TASKS
from tests.site import explorables
from tests.site.visit import Visit
from tests.some import full

PAGE, NAME, GRIP = "exercises/error_function/", "error_function/outlier", "Residual of the chosen point"
EXAM = TASKS["exam"]
Z = np.array(EXAM.outputs()) - EXAM.t
FIRST = 2  # of the points the one that is chosen at first
BY_SHIFT = 0.5  # how far an arrow moves a residual then


def written(number: float, places: int = 1) -> str:
    return f"{number:.{places}f}".replace("-", "−")


def label(point: int) -> str:
    return f"({', '.join(map(str, EXAM.X[point]))})"


def rows(live) -> dict[str, list[str]]:
    """The table of losses: name, loss, slope, length of the gradient."""
    return {name: values for name, *values in live.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )}  # fmt: skip


def test_at_first_it_shows_the_exams_own_gradient_and_bound(live):
    z = Z[FIRST]
    assert rows(live)["log-cosh"] == [
        written(EXAM.loss(z), 2),
        written(np.tanh(EXAM.beta * z), 2),
        f"{gradient_norm(EXAM):.2f}",
    ]
    assert rows(live)["squared"][2] == f"{outliers(EXAM)[0]['squared']:.2f}"
    explorables.expect_says(live, **{"Its target t": written(EXAM.t[FIRST])})
    assert explorables.says(live, "Bound of ‖∇E‖, log-cosh and Huber") == f"{gradient_bound(EXAM):.2f}"


def test_keys_drive_the_last_target_to_the_tables_outlier_and_back(live):
    live.get_by_label(label(-1)).check()
    grip, row = explorables.handle(live, GRIP), outliers(EXAM)[1]
    away = EXAM.t[-1] - row["target"]
    explorables.press(live.page, grip, *["Shift+ArrowRight"] * round(away / BY_SHIFT))
    explorables.expect_says(live, **{"Its target t": written(row["target"])})
    slope = np.tanh(EXAM.beta * (Z[-1] + away))
    assert rows(live)["log-cosh"][1:] == [written(slope, 2), f"{row['logcosh']:.2f}"]
    assert rows(live)["squared"][1:] == [written(Z[-1] + away, 2), f"{row['squared']:.2f}"]
    explorables.press(live.page, grip, "Home")
    explorables.expect_says(live, **{"Its target t": written(EXAM.t[-1])})


def test_the_mouse_drags_the_residual_and_the_bounded_gradients_stay_inside(live):
    grip = explorables.handle(live, GRIP)
    explorables.drag(live.page, grip, explorables.unit(live) * 298 / 24 * 10, 0)
    residuals = np.where(np.arange(len(Z)) == FIRST, Z[FIRST] + 10, Z)
    expect(grip).to_have_attribute("aria-valuetext", f"z = {written(residuals[FIRST])}")
    lengths = [float(values[2]) for values in rows(live).values()]
    assert max(lengths[:2]) < gradient_bound(EXAM) < lengths[2]
    squared = residuals @ np.array(EXAM.X) / len(Z)
    assert f"{np.linalg.norm(squared):.2f}" == rows(live)["squared"][2]


@full
def test_a_finger_drags_another_point_with_another_beta(browser, address):
    with Visit(browser, address + PAGE, **explorables.PHONE) as visit:
        live = explorables.opened(visit.page, NAME)
        live.get_by_label(label(0)).tap()
        grip = explorables.handle(live, GRIP)
        expect(grip).to_have_attribute("aria-valuetext", f"z = {written(Z[0])}")
        explorables.drag_by_finger(visit.page, grip, explorables.unit(live) * 298 / 24 * 5, 0)
        expect(grip).to_have_attribute("aria-valuetext", f"z = {written(Z[0] + 5)}")
        explorables.press(visit.page, live.get_by_label("β"), "End")
        expect(live.locator("tbody tr").nth(1).locator("td").nth(1)).to_have_text("1.00")
        live.get_by_role("button", name="Reset").tap()
        explorables.expect_says(live, **{"Its target t": written(EXAM.t[FIRST])})
        assert visit.complaints == []

"""The live demo in real Chromium, by mouse, finger and keyboard, with and without its nets."""

import re

import numpy as np
import pytest
from playwright.sync_api import Route, expect

from tests.site import stage
from tests.site.axe import axe
from tests.site.test_files import html_faults
from tests.site.visit import Visit, settle
from tests.some import full, some


def test_nothing_is_asked_for_before_the_demo_opens(browser, demo_address):
    with Visit(browser, demo_address) as visit:
        visit.page.locator(".other > summary").click()
        visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # opens every block for paper
        visit.page.wait_for_timeout(500)
        visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
        wanted = ("demo/demo.js", "nets.json", "crops.png", ".f32")
        assert [url for url in visit.requests if url.endswith(wanted)] == []
        assert visit.page.locator(".demo img").count() == 1
        stage.open_demo(visit.page)
        asked = [url.rpartition("/")[2] for url in visit.requests]
        assert {"nets.json", "crops.png", "hole_fixed.f32", "hole_random.f32"} <= set(asked)
        assert "colour.f32" not in asked
        visit.page.get_by_label("Colour the grey picture").check()
        expect(visit.page.locator(".demo figure.colours")).to_be_visible()
        assert len([url for url in visit.requests if url.endswith("colour.f32")]) == 1
        assert visit.complaints == []


def test_the_still_picture_is_for_readers_without_javascript_and_for_paper(browser, demo_address, opened):
    still = opened.page.locator(".demo > img")
    expect(still).to_be_hidden()
    opened.page.emulate_media(media="print")
    expect(still).to_be_visible()
    expect(opened.page.locator(".demo .live")).to_be_hidden()
    with Visit(browser, demo_address, java_script_enabled=False) as visit:
        visit.page.locator(".demo-fold > summary").click()
        expect(visit.page.locator(".demo > img")).to_be_visible()


def test_the_errors_are_those_of_pytorch_in_the_hole(opened, demo_folder):
    """The first crop, its hole in the centre."""
    sheet = stage.sheet_of(demo_folder)
    truth = sheet[:, :32, :32]
    seen = truth.copy()
    seen[:, 8:24, 8:24] = 0
    mask = np.zeros((1, 32, 32), "float32")
    mask[:, 8:24, 8:24] = 1
    outputs = [
        stage.run(demo_folder, "hole_fixed", seen),
        stage.run(demo_folder, "hole_random", np.concatenate([seen, mask])),
    ]
    outputs.append(stage.solved(seen, 8, 8, 16))
    wanted = [((output - truth)[:, 8:24, 8:24] ** 2).mean() for output in outputs]
    assert stage.errors(opened.page) == pytest.approx(wanted, abs=1e-4)
    assert (stage.pixels(opened.page, "truth") == np.rint(255 * truth).transpose(1, 2, 0)).all()
    assert (stage.pixels(opened.page, "input")[8:24, 8:24] == 0).all()
    fixed = stage.pixels(opened.page, "fixed")
    assert (fixed[:8] == stage.pixels(opened.page, "truth")[:8]).all()
    shown = np.clip(255 * outputs[0], 0, 255).transpose(1, 2, 0)[8:24, 8:24]
    assert np.abs(fixed[8:24, 8:24] - shown).max() <= 0.51


@full
def test_the_errors_are_those_of_pytorch_in_colour(opened, demo_folder):
    truth = stage.sheet_of(demo_folder)[:, 32:64, 32:64]  # the tenth crop
    opened.page.get_by_label("Colour the grey picture").check()
    opened.page.get_by_label("Cat 10", exact=True).check()
    grey = truth.mean(0, keepdims=True)
    wanted = [((grey - truth) ** 2).mean(), ((stage.run(demo_folder, "colour", grey) - truth) ** 2).mean()]
    expect(opened.page.locator(".demo .error").first).to_have_text(f"MSE {wanted[0]:.4f}")
    assert stage.errors(opened.page) == pytest.approx(wanted, abs=1e-4)
    spoken = "MSE: Grey copied, no net {:.4f}; The net’s colours {:.4f}.".format(*stage.errors(opened.page))
    expect(opened.page.locator(".demo [aria-live]")).to_have_text(spoken)


def test_the_mouse_drags_the_hole_and_the_errors_follow(opened):
    page = opened.page
    before = stage.errors(page)
    stage.hole(page).scroll_into_view_if_needed()
    box = stage.hole(page).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 20 + 5 * 8, box["y"] + 30 - 3 * 8, steps=6)  # eight pixels of the screen each
    stage.expect_hole(page, 13, 5)
    page.mouse.move(box["x"] + 900, box["y"] + 900)
    stage.expect_hole(page, 16, 16)
    page.mouse.up()
    stage.hole(page).hover()
    page.mouse.move(box["x"] + 70, box["y"] + 70, steps=3)
    settle(page)
    stage.expect_hole(page, 16, 16)
    assert all(old != new for old, new in zip(before[:2], stage.errors(page)))
    assert (stage.pixels(page, "input")[16:, 16:] == 0).all()


@full
def test_only_the_main_button_drags_and_a_click_beside_the_hole_moves_it_there(opened):
    page = opened.page
    stage.hole(page).scroll_into_view_if_needed()
    box = stage.hole(page).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down(button="middle")
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    page.mouse.up(button="middle")
    stage.expect_hole(page, 8, 8)
    page.locator(".demo figure.input canvas").click(position={"x": 10, "y": 250})
    stage.expect_hole(page, 0, 16)


def test_a_finger_drags_the_hole_and_the_page_stays(browser, demo_address):
    options = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
    with Visit(browser, demo_address, **options) as visit:
        page = visit.page
        stage.open_demo(page)
        before = stage.errors(page)
        stage.hole(page).scroll_into_view_if_needed()
        box, scroll = stage.hole(page).bounding_box(), page.evaluate("scrollY")
        x, y = box["x"] + 40, box["y"] + 40
        finger = page.context.new_cdp_session(page)
        for kind, moved in [("touchStart", 0), ("touchMove", 20), ("touchMove", 40), ("touchMove", 48)]:
            points = [{"x": x, "y": y + moved}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        finger.detach()
        stage.expect_hole(page, 8, 14)
        assert page.evaluate("scrollY") == scroll
        assert stage.errors(page) != before
        assert visit.complaints == []


def test_the_keyboard_moves_the_hole(opened):
    page = opened.page
    before = stage.errors(page)
    stage.hole(page).focus()
    for key, (left, top) in {
        "ArrowRight": (9, 8),
        "ArrowDown": (9, 9),
        "Shift+ArrowLeft": (5, 9),
        "Shift+ArrowUp": (5, 5),
        "ArrowLeft": (4, 5),
        "a": (4, 5),
        "ArrowUp": (4, 4),
    }.items():
        page.keyboard.press(key)
        stage.expect_hole(page, left, top)
    assert all(old != new for old, new in zip(before[:2], stage.errors(page)))
    page.keyboard.press("Home")
    stage.expect_hole(page, 8, 8)
    settle(page)
    assert stage.errors(page) == before
    assert stage.hole(page).evaluate("hole => getComputedStyle(hole).outlineWidth") == "3px"
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    stage.expect_hole(page, 16, 8)
    page.keyboard.press("Tab")
    assert stage.hole(page).evaluate("hole => hole !== document.activeElement")


@full
def test_many_moves_are_one_redraw_and_one_sentence(opened):
    page = opened.page
    spoken = page.locator(".demo [aria-live]")
    expect(spoken).to_contain_text("MSE in the hole")
    page.evaluate("""() => {
        window.drawn = window.said = 0;
        const put = CanvasRenderingContext2D.prototype.putImageData;
        CanvasRenderingContext2D.prototype.putImageData = function (...all) { window.drawn++; put.apply(this, all); };
        const spoken = document.querySelector(".demo [aria-live]");
        new MutationObserver(() => window.said++).observe(spoken, { childList: true });
        const hole = document.querySelector(".demo .hole");
        for (let time = 0; time < 40; time++) {
            hole.dispatchEvent(new KeyboardEvent("keydown", { key: time % 2 ? "ArrowRight" : "ArrowDown" }));
        }
    }""")
    stage.expect_hole(page, 16, 16)
    page.wait_for_timeout(1000)
    assert page.evaluate("[window.drawn, window.said]") == [5, 1]  # five pictures, once each
    assert f"{stage.errors(page)[0]:.4f}" in spoken.inner_text()
    stage.hole(page).focus()
    for _ in range(5):  # several redraws, still one sentence
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(50)
    page.wait_for_timeout(1000)
    drawn, said = page.evaluate("[window.drawn, window.said]")
    assert drawn > 10
    assert said == 2


@full
def test_the_task_that_was_chosen_last_is_shown(opened):
    page = opened.page
    held: list[Route] = []
    page.route("**/colour.f32", lambda route: held.append(route))
    colour, fill = (page.get_by_role("radio", name=name) for name in ("Colour the grey picture", "Fill the hole"))
    with page.expect_request("**/colour.f32"):
        colour.check()
    fill.check()
    with page.expect_response("**/colour.f32"):
        held[0].continue_()
    settle(page)
    expect(stage.hole(page)).to_be_visible()
    colour.check()
    expect(page.locator(".demo figure.colours")).to_be_visible()


@full
def test_another_picture_does_not_call_off_a_task_on_its_way(opened):
    page = opened.page
    held: list[Route] = []
    page.route("**/colour.f32", lambda route: held.append(route))
    with page.expect_request("**/colour.f32"):
        page.get_by_role("radio", name="Colour the grey picture").check()
    page.get_by_label("Portrait 3", exact=True).check()
    held[0].continue_()
    expect(page.locator(".demo figure.colours")).to_be_visible()


# What goes wrong, and how it looks


@full
def test_without_the_nets_the_still_picture_stays_and_opening_again_tries_again(browser, demo_address):
    with Visit(browser, demo_address) as visit:
        page, summary = visit.page, visit.page.locator(".demo-fold > summary")
        page.route("**/hole_fixed.f32", lambda route: route.fulfill(status=404))
        summary.click()
        expect(page.locator(".demo .failed")).to_have_text(
            "The nets could not be loaded. Close and open this block to try again."
        )
        expect(page.locator(".demo > img")).to_be_visible()
        page.unroute("**/hole_fixed.f32")
        summary.click()
        stage.open_demo(page)
        expect(page.locator(".demo .failed")).to_have_count(0)


@full
def test_a_net_that_does_not_come_is_told_and_asked_for_again(browser, demo_address):
    with Visit(browser, demo_address) as visit:
        page = visit.page
        stage.open_demo(page)
        page.route("**/colour.f32", lambda route: route.abort())
        page.get_by_label("Colour the grey picture").check()
        expect(stage.message(page)).to_have_text("The net could not be loaded. Choose a picture to try again.")
        expect(stage.hole(page)).to_be_visible()
        page.unroute("**/colour.f32")
        page.get_by_label("Cat 2", exact=True).check()
        expect(page.locator(".demo figure.colours")).to_be_visible()


@pytest.mark.parametrize("task", some(["Fill the hole", "Colour the grey picture"], ["Fill the hole"]))
@pytest.mark.parametrize(("width", "scheme"), some([(360, "light"), (1280, "dark")], [(360, "light")]))
def test_the_demo_is_sound(browser, demo_address, tmp_path, width, scheme, task):
    with Visit(browser, demo_address, width=width, height=800, scheme=scheme) as visit:
        page = visit.page
        stage.open_demo(page)
        stage.upload(page, "good.png", stage.PNG)
        page.get_by_role("radio", name=task).check()
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("article").evaluate("article => article.scrollWidth <= article.clientWidth")
        live = page.locator(".demo").evaluate("demo => demo.outerHTML")
        assert axe(page) == []
        assert visit.complaints == []
    alone = tmp_path / "index.html"
    alone.write_text(
        f'<!doctype html><html lang="en"><head><title>x</title></head><body>{live}</body></html>', encoding="utf-8"
    )
    assert html_faults([alone]) == ""


def test_the_modules_evaluate_no_text_and_are_small():
    sources = {path.name: path.read_text(encoding="utf-8") for path in stage.MODULES.glob("*.js")}
    assert len(sources) == 5
    for name, source in sources.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function|document\.write", source), (
            name
        )
    assert all(len(sources[name].encode()) < 5000 for name in ("net.js", "harmonic.js"))

"""The live exhibit in real Chromium: its mathematics against PyTorch and SciPy, its controls as readers use them."""

import io
import re
from base64 import b64decode, b64encode
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from playwright.sync_api import Page, Route, expect
from scipy.sparse import lil_array
from scipy.sparse.linalg import spsolve

from scripts.paths import DOCS, TRAINED
from scripts.rendering import exhibit
from snippets.autoencoder.training import photographs
from tests.site import stage
from tests.site.test_browser import Visit, axe
from tests.site.test_files import html_faults

MODULES = DOCS / "assets" / "exhibit"

FORWARD = """async ([address, spec, weights, inputs, side]) => {
    const { loadNet, forward } = await import(address);
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt()).buffer;
    const net = loadNet(spec, bytes(weights));
    const all = new Float32Array(bytes(inputs)), size = spec.inputs * side * side, outputs = [];
    for (let at = 0; at < all.length; at += size) {
        outputs.push(...forward(net, all.subarray(at, at + size), side, side));
    }
    const result = new Uint8Array(Float64Array.from(outputs).buffer);
    return btoa(Array.from(result, byte => String.fromCharCode(byte)).join(""));
}"""
HARMONIC = """async ([address, image, height, width, hole]) =>
    Array.from((await import(address)).harmonic(image, height, width, hole))"""


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    """A small site with the exhibit around random nets."""
    with pytest.MonkeyPatch.context() as patch:
        yield stage.set_up(site, tmp_path_factory.mktemp("exhibit") / "site", patch)


@pytest.fixture(scope="module")
def address(serve, folder) -> str:
    return f"{serve(folder)}exhibit/"


@pytest.fixture
def blank(browser, address):
    """An empty page of the same origin, in which a module can be imported."""
    with Visit(browser, address, java_script_enabled=True) as visit:
        yield visit.page


def module(address: str, name: str) -> str:
    return address.replace("exhibit/", f"assets/exhibit/{name}.js")


# The mathematics


def deviation(page: Page, address: str, folder: Path, name: str, side: int, count: int = 50) -> float:
    """The largest difference between net.js and PyTorch on seeded inputs; infinite where one of them is no number."""
    net, spec = stage.loaded(folder, name)
    weights = (folder / "generated" / "autoencoder" / f"{name}.f32").read_bytes()
    inputs = np.random.default_rng(side).uniform(size=(count, spec["inputs"], side, side)).astype("<f4")
    packed = [b64encode(data).decode() for data in (weights, inputs.tobytes())]
    outputs = np.frombuffer(b64decode(page.evaluate(FORWARD, [address, spec, *packed, side])))
    with torch.no_grad():
        wanted = net(torch.from_numpy(inputs)).double().numpy()
    difference = np.abs(outputs.reshape(wanted.shape) - wanted).max()
    return float(np.nan_to_num(difference, nan=np.inf))


@pytest.mark.parametrize("side", [32, 64])
@pytest.mark.parametrize("name", exhibit.RESIDUAL)
def test_the_forward_pass_is_that_of_pytorch(blank, address, folder, name, side):
    assert deviation(blank, module(address, "net"), folder, name, side) <= 1e-5


def test_the_published_nets_are_those_that_were_trained(browser, address, site, tmp_path):
    """In the browser, in PyTorch, and as the training itself saw them: its predictions are stored in half precision."""
    (tmp_path / "generated").symlink_to(site / "generated")
    (tmp_path / "trained").symlink_to(TRAINED)
    truth = photographs.held_out_set()[:2]
    seen, mask = truth.copy(), np.zeros((2, 1, 32, 32), "float32")
    seen[:, :, 8:24, 8:24], mask[:, :, 8:24, 8:24] = 0, 1
    inputs = {
        "colour": truth.mean(1, keepdims=True),
        "hole_fixed": seen,
        "hole_random": np.concatenate([seen, mask], 1),
    }
    with Visit(browser, address) as visit:
        for name, given in inputs.items():
            assert deviation(visit.page, module(address, "net"), tmp_path, name, 32) <= 1e-5
            assert deviation(visit.page, module(address, "net"), tmp_path, name, 64) <= 1e-5
            with np.load(TRAINED / f"{name}.npz") as stored:
                assert np.abs(stage.run(tmp_path, name, given[1]) - stored["predictions/held_out"][1]).max() < 2e-3
    sheet = stage.sheet_of(tmp_path)
    assert np.abs(sheet[:, :32, 32:64] - truth[1]).max() < 0.002


BROKEN = {
    "padding off by one to the left": ("left * stride + j - PADDING", "left * stride + j"),
    "padding off by one from above": ("row * stride + i - PADDING", "row * stride + i"),
    "a range that ends one early": ("- 1 + PADDING - tap", "- 2 + PADDING - tap"),
    "concatenated the other way round": ("upsample(d2), e1", "e1, upsample(d2)"),
    "pixels shuffled by columns": (
        "((channel >> 1) & 1) * 2 * width + (channel & 1)",
        "(channel & 1) * 2 * width + ((channel >> 1) & 1)",
    ),
    "no rectifier": ("< 0) map.data[at] = 0", "< -9) map.data[at] = 0"),
    "weights read as big-endian": ("4 * at++, true", "4 * at++, false"),
    "no residual": ("residual ?", "!residual ?"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_forward_pass_is_noticed(blank, address, folder, fault):
    old, new = BROKEN[fault]
    source = (MODULES / "net.js").read_text()
    assert source.count(old) == 1
    broken = folder / "assets" / "exhibit" / "broken.js"
    broken.write_text(source.replace(old, new))
    assert deviation(blank, f"{module(address, 'broken')}?{fault}", folder, "colour", 32, count=2) > 1e-5


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("loadNet(spec, new ArrayBuffer(8))", "8 bytes of weights, not 98928"),
        ("forward(loadNet(spec, new ArrayBuffer(98928)), new Float32Array(900), 30, 30)", "no input of this net"),
        ("forward(loadNet(spec, new ArrayBuffer(98928)), new Float32Array(900), 32, 32)", "no input of this net"),
    ],
)
def test_what_does_not_fit_the_net_is_refused(blank, address, call, message):
    script = f"const {{ loadNet, forward }} = await import('{module(address, 'net')}');"
    spec = "const spec = { inputs: 1, widths: [8, 16, 32], residual: true };"
    said = blank.evaluate(
        f"(async () => {{ {script} {spec} try {{ {call} }} catch (error) {{ return String(error) }} }})()"
    )
    assert said == f"RangeError: {message}"


def solved(image: np.ndarray, left: int, top: int, size: int) -> np.ndarray:
    """The hole's pixels by one sparse system: as many neighbours times the pixel = their sum."""
    _, height, width = image.shape
    inside = [(row, column) for row in range(top, top + size) for column in range(left, left + size)]
    number = {place: index for index, place in enumerate(inside)}
    matrix, right = lil_array((len(inside), len(inside))), np.zeros((len(inside), 3))
    for (row, column), index in number.items():
        around = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
        for place in [(r, c) for r, c in around if 0 <= r < height and 0 <= c < width]:
            matrix[index, index] += 1
            if place in number:
                matrix[index, number[place]] = -1
            else:
                right[index] += image[:, place[0], place[1]]
    filled = image.copy()
    filled[:, top : top + size, left : left + size] = spsolve(matrix.tocsc(), right).T.reshape(3, size, size)
    return filled


HOLES = [(32, 8, 8), (32, 0, 0), (32, 16, 16), (32, 16, 0), (32, 0, 5), (32, 7, 16), (64, 24, 24), (64, 48, 48)]


@pytest.mark.parametrize(("side", "left", "top"), HOLES)
def test_the_harmonic_fill_is_that_of_a_sparse_solve(blank, address, side, left, top):
    image = np.random.default_rng(side + left).uniform(size=(3, side, side))
    hole = {"left": left, "top": top, "size": 16}
    call = [module(address, "harmonic"), image.ravel().tolist(), side, side, hole]
    filled = np.reshape(blank.evaluate(HARMONIC, call), image.shape)
    assert np.abs(filled - solved(image, left, top, 16)).max() <= 1e-4


def test_a_harmonic_fill_that_stops_early_is_noticed(blank, address, folder):
    source = (MODULES / "harmonic.js").read_text()
    (folder / "assets" / "exhibit" / "early.js").write_text(source.replace("CLOSE = 1e-6", "CLOSE = 1e-2"))
    image = np.random.default_rng(0).uniform(size=(3, 32, 32))
    call = [module(address, "early"), image.ravel().tolist(), 32, 32, {"left": 8, "top": 8, "size": 16}]
    filled = np.reshape(blank.evaluate(HARMONIC, call), image.shape)
    assert np.abs(filled - solved(image, 8, 8, 16)).max() > 1e-4


# The controls


@pytest.fixture
def opened(browser, address):
    """A visit with the exhibit open, its first picture drawn."""
    with Visit(browser, address) as visit:
        open_exhibit(visit.page)
        yield visit
        assert visit.complaints == []
        assert visit.foreign == []


def open_exhibit(page: Page) -> None:
    page.locator(".exhibit-fold > summary").click()
    expect(page.locator(".exhibit figure:not(.input) .error").first).not_to_be_empty()


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn: two frames, however long they take."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def errors(page: Page) -> list[float]:
    return [float(text.removeprefix("MSE ")) for text in page.locator(".exhibit .error").all_inner_texts() if text]


def hole(page: Page):
    return page.get_by_role("slider", name="Hole")


def expect_hole(page: Page, left: int, top: int) -> None:
    expect(hole(page)).to_have_attribute("aria-valuetext", f"{left} from the left, {top} from the top")


def pixels(page: Page, name: str) -> np.ndarray:
    """What one of the pictures shows: side x side x 3."""
    canvas = page.locator(f".exhibit figure.{name} canvas")
    data = canvas.evaluate(
        "canvas => Array.from(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.width).data)"
    )
    side = canvas.evaluate("canvas => canvas.width")
    return np.reshape(data, (side, side, 4))[:, :, :3]


def test_nothing_is_asked_for_before_the_exhibit_opens(browser, address):
    with Visit(browser, address) as visit:
        visit.page.locator(".other > summary").click()
        visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # opens every block for paper
        visit.page.wait_for_timeout(500)
        visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
        wanted = ("exhibit/exhibit.js", "nets.json", "crops.png", ".f32")
        assert [url for url in visit.requests if url.endswith(wanted)] == []
        assert visit.page.locator(".exhibit img").count() == 1
        open_exhibit(visit.page)
        asked = [url.rpartition("/")[2] for url in visit.requests]
        assert {"nets.json", "crops.png", "hole_fixed.f32", "hole_random.f32"} <= set(asked)
        assert "colour.f32" not in asked
        visit.page.get_by_label("Colour the grey picture").check()
        expect(visit.page.locator(".exhibit figure.colours")).to_be_visible()
        assert len([url for url in visit.requests if url.endswith("colour.f32")]) == 1
        assert visit.complaints == []


def test_the_still_picture_is_for_readers_without_javascript_and_for_paper(browser, address, opened):
    still = opened.page.locator(".exhibit > img")
    expect(still).to_be_hidden()
    opened.page.emulate_media(media="print")
    expect(still).to_be_visible()
    expect(opened.page.locator(".exhibit .live")).to_be_hidden()
    with Visit(browser, address, java_script_enabled=False) as visit:
        visit.page.locator(".exhibit-fold > summary").click()
        expect(visit.page.locator(".exhibit > img")).to_be_visible()


def test_the_errors_are_those_of_pytorch_in_the_hole(opened, folder):
    """The first crop, its hole in the centre."""
    sheet = stage.sheet_of(folder)
    truth = sheet[:, :32, :32]
    seen = truth.copy()
    seen[:, 8:24, 8:24] = 0
    mask = np.zeros((1, 32, 32), "float32")
    mask[:, 8:24, 8:24] = 1
    outputs = [stage.run(folder, "hole_fixed", seen), stage.run(folder, "hole_random", np.concatenate([seen, mask]))]
    outputs.append(solved(seen, 8, 8, 16))
    wanted = [((output - truth)[:, 8:24, 8:24] ** 2).mean() for output in outputs]
    assert errors(opened.page) == pytest.approx(wanted, abs=1e-4)
    assert (pixels(opened.page, "truth") == np.rint(255 * truth).transpose(1, 2, 0)).all()
    assert (pixels(opened.page, "input")[8:24, 8:24] == 0).all()
    fixed = pixels(opened.page, "fixed")
    assert (fixed[:8] == pixels(opened.page, "truth")[:8]).all()
    shown = np.clip(255 * outputs[0], 0, 255).transpose(1, 2, 0)[8:24, 8:24]
    assert np.abs(fixed[8:24, 8:24] - shown).max() <= 0.51


def test_the_errors_are_those_of_pytorch_in_colour(opened, folder):
    truth = stage.sheet_of(folder)[:, 32:64, 32:64]  # the tenth crop
    opened.page.get_by_label("Colour the grey picture").check()
    opened.page.get_by_label("Cat 10", exact=True).check()
    grey = truth.mean(0, keepdims=True)
    wanted = [((grey - truth) ** 2).mean(), ((stage.run(folder, "colour", grey) - truth) ** 2).mean()]
    expect(opened.page.locator(".exhibit .error").first).to_have_text(f"MSE {wanted[0]:.4f}")
    assert errors(opened.page) == pytest.approx(wanted, abs=1e-4)


def test_the_mouse_drags_the_hole_and_the_errors_follow(opened):
    page = opened.page
    before = errors(page)
    hole(page).scroll_into_view_if_needed()
    box = hole(page).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 20 + 5 * 8, box["y"] + 30 - 3 * 8, steps=6)  # eight pixels of the screen each
    expect_hole(page, 13, 5)
    page.mouse.move(box["x"] + 900, box["y"] + 900)
    expect_hole(page, 16, 16)
    page.mouse.up()
    hole(page).hover()
    page.mouse.move(box["x"] + 70, box["y"] + 70, steps=3)
    settle(page)
    expect_hole(page, 16, 16)
    assert all(old != new for old, new in zip(before[:2], errors(page)))
    assert (pixels(page, "input")[16:, 16:] == 0).all()


def test_only_the_main_button_drags_and_a_click_beside_the_hole_moves_it_there(opened):
    page = opened.page
    hole(page).scroll_into_view_if_needed()
    box = hole(page).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down(button="middle")
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    page.mouse.up(button="middle")
    expect_hole(page, 8, 8)
    page.locator(".exhibit figure.input canvas").click(position={"x": 10, "y": 250})
    expect_hole(page, 0, 16)


def test_a_finger_drags_the_hole_and_the_page_stays(browser, address):
    options = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with Visit(browser, address, **options) as visit:
        page = visit.page
        open_exhibit(page)
        before = errors(page)
        hole(page).scroll_into_view_if_needed()
        box, scroll = hole(page).bounding_box(), page.evaluate("scrollY")
        x, y = box["x"] + 40, box["y"] + 40
        finger = visit.context.new_cdp_session(page)
        for kind, moved in [("touchStart", 0), ("touchMove", 20), ("touchMove", 40), ("touchMove", 48)]:
            points = [{"x": x, "y": y + moved}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect_hole(page, 8, 14)
        assert page.evaluate("scrollY") == scroll
        assert errors(page) != before
        assert visit.complaints == []


def test_the_keyboard_moves_the_hole(opened):
    page = opened.page
    before = errors(page)
    hole(page).focus()
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
        expect_hole(page, left, top)
    assert all(old != new for old, new in zip(before[:2], errors(page)))
    page.keyboard.press("Home")
    expect_hole(page, 8, 8)
    settle(page)
    assert errors(page) == before
    assert hole(page).evaluate("hole => getComputedStyle(hole).outlineWidth") == "3px"
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    expect_hole(page, 16, 8)
    page.keyboard.press("Tab")
    assert hole(page).evaluate("hole => hole !== document.activeElement")


def test_many_moves_are_one_redraw_and_one_sentence(opened):
    page = opened.page
    spoken = page.locator(".exhibit [aria-live]")
    expect(spoken).to_contain_text("MSE in the hole")
    page.evaluate("""() => {
        window.drawn = window.said = 0;
        const put = CanvasRenderingContext2D.prototype.putImageData;
        CanvasRenderingContext2D.prototype.putImageData = function (...all) { window.drawn++; put.apply(this, all); };
        const spoken = document.querySelector(".exhibit [aria-live]");
        new MutationObserver(() => window.said++).observe(spoken, { childList: true });
        const hole = document.querySelector(".exhibit .hole");
        for (let time = 0; time < 40; time++) {
            hole.dispatchEvent(new KeyboardEvent("keydown", { key: time % 2 ? "ArrowRight" : "ArrowDown" }));
        }
    }""")
    expect_hole(page, 16, 16)
    page.wait_for_timeout(1000)
    assert page.evaluate("[window.drawn, window.said]") == [5, 1]  # five pictures, once each
    assert f"{errors(page)[0]:.4f}" in spoken.inner_text()
    hole(page).focus()
    for _ in range(5):  # several redraws, still one sentence
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(50)
    page.wait_for_timeout(1000)
    drawn, said = page.evaluate("[window.drawn, window.said]")
    assert drawn > 10
    assert said == 2


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
    expect(hole(page)).to_be_visible()
    colour.check()
    expect(page.locator(".exhibit figure.colours")).to_be_visible()


def test_another_picture_does_not_call_off_a_task_on_its_way(opened):
    page = opened.page
    held: list[Route] = []
    page.route("**/colour.f32", lambda route: held.append(route))
    with page.expect_request("**/colour.f32"):
        page.get_by_role("radio", name="Colour the grey picture").check()
    page.get_by_label("Portrait 3", exact=True).check()
    held[0].continue_()
    expect(page.locator(".exhibit figure.colours")).to_be_visible()


# The reader's own picture


def quadrants(width: int, height: int, middle: int) -> Image.Image:
    """White, with a middle square of four colours: what is left of it when it is cropped to the square."""
    image = Image.new("RGB", (width, height), "white")
    left, top, half = (width - middle) // 2, (height - middle) // 2, middle // 2
    for number, colour in enumerate(COLOURS):
        place = (left + number % 2 * half, top + number // 2 * half)
        image.paste(colour, (*place, place[0] + half, place[1] + half))
    return image


COLOURS = [(200, 40, 40), (40, 160, 60), (30, 60, 200), (220, 200, 90)]


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def animated(kind: str) -> bytes:
    """Red, then blue, then green."""
    first, *others = (Image.new("RGB", (64, 64), colour) for colour in ("red", "blue", "green"))
    return encoded(first, kind, save_all=True, append_images=others, duration=40, loop=0)


def upload(page: Page, name: str, content: bytes) -> None:
    page.locator(".exhibit input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})


def message(page: Page):
    return page.locator(".exhibit .message")


@pytest.mark.parametrize(
    ("kind", "width", "height"), [("PNG", 300, 200), ("JPEG", 200, 480), ("WEBP", 200, 200), ("BMP", 90, 40)]
)
def test_a_picture_of_ones_own_is_its_middle_square_and_stays_on_the_device(opened, kind, width, height):
    page = opened.page
    asked = len(opened.requests)
    upload(page, f"mine.{kind.lower()}", encoded(quadrants(width, height, min(width, height)), kind))
    expect(message(page)).to_have_text(f"“mine.{kind.lower()}” is shown.")
    settle(page)
    shown = pixels(page, "truth")
    assert shown.shape == (32, 32, 3)
    corners = [shown[4, 4], shown[4, 27], shown[27, 4], shown[27, 27]]
    assert np.abs(np.array(corners) - COLOURS).max() <= 3
    assert page.get_by_label("Your own", exact=True).is_checked()
    page.get_by_label("64 × 64").check()
    expect_hole(page, 24, 24)
    settle(page)
    assert pixels(page, "fixed").shape == (64, 64, 3)
    page.get_by_label("Colour the grey picture").check()
    expect(page.locator(".exhibit figure.colours")).to_be_visible()
    settle(page)
    assert pixels(page, "colours").shape == (64, 64, 3)
    assert [
        url for url in opened.requests[asked:] if not url.startswith("blob:") and not url.endswith("colour.f32")
    ] == []
    page.get_by_label("Cat 1", exact=True).check()
    settle(page)
    assert pixels(page, "truth").shape == (32, 32, 3)


def test_a_picture_is_made_small_by_means_over_boxes(opened):
    page = opened.page
    noise = np.random.default_rng(0).integers(0, 256, (512, 512, 3), dtype="uint8")
    image = Image.fromarray(noise)
    upload(page, "noise.png", encoded(image, "PNG"))
    expect(message(page)).to_have_text("“noise.png” is shown.")
    settle(page)
    boxes = np.asarray(image.resize((32, 32), Image.Resampling.BOX)).astype(int)
    assert np.abs(pixels(page, "truth") - boxes).max() <= 3


def test_what_is_transparent_stands_on_white(opened):
    upload(opened.page, "clear.png", encoded(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), "PNG"))
    expect(message(opened.page)).to_have_text("“clear.png” is shown.")
    settle(opened.page)
    assert (pixels(opened.page, "truth") == 255).all()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_an_animated_picture_the_first_frame_is_used_and_that_is_said(opened, kind):
    upload(opened.page, "moving", animated(kind))
    expect(message(opened.page)).to_have_text("“moving” is shown. It is animated: only its first frame is used.")
    settle(opened.page)
    assert np.abs(pixels(opened.page, "truth") - (255, 0, 0)).max() <= 3


def test_a_gif_of_one_frame_is_not_animated(opened):
    still = encoded(Image.new("RGB", (64, 64), "red").quantize(8), "GIF", comment=b"a comment")
    upload(opened.page, "still.gif", still)
    expect(message(opened.page)).to_have_text("“still.gif” is shown.")


PNG = encoded(quadrants(64, 64, 64), "PNG")
JPEG = encoded(quadrants(640, 640, 640), "JPEG")
REFUSED = {
    "a huge file": ("huge.png", PNG + bytes(20_100_000), "has 20.1 MB, more than the 20 that fit here."),
    "many pixels": (
        "wide.png",
        encoded(Image.new("1", (8000, 6000)), "PNG"),
        "has 48.0 megapixels, more than the 40 that fit here.",
    ),
    "a broken picture": ("broken.png", PNG[:20] + bytes(200), "is broken: the browser cannot decode it."),
    "half a PNG": ("half.png", PNG[: len(PNG) // 2], "is broken: the browser cannot decode it."),
    "half a JPEG": ("half.jpg", JPEG[: len(JPEG) // 2], "is broken: the browser cannot decode it."),
    "a text": ("notes.png", b"no picture at all", "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture."),
    "an empty file": ("empty.png", b"", "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture."),
    "a drawing": (
        "drawing.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture.",
    ),
    "a program": ("<img src=x onerror=alert(1)>.png", b"<script>", "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_shown_is_refused_and_the_last_picture_stays(opened, what):
    page = opened.page
    page.get_by_label("Portrait 2", exact=True).check()
    settle(page)
    before = pixels(page, "truth")
    name, content, reason = REFUSED[what]
    upload(page, name, content)
    expect(message(page)).to_have_text(f"“{name}” {reason} The last picture stays.")
    settle(page)
    assert (pixels(page, "truth") == before).all()
    assert page.get_by_label("Portrait 2", exact=True).is_checked()
    upload(page, "good.png", PNG)
    expect(message(page)).to_have_text("“good.png” is shown.")


# What goes wrong, and how it looks


def test_without_the_nets_the_still_picture_stays_and_opening_again_tries_again(browser, address):
    with Visit(browser, address) as visit:
        page, summary = visit.page, visit.page.locator(".exhibit-fold > summary")
        page.route("**/hole_fixed.f32", lambda route: route.fulfill(status=404))
        summary.click()
        expect(page.locator(".exhibit .failed")).to_have_text(
            "The nets could not be loaded. Close and open this block to try again."
        )
        expect(page.locator(".exhibit > img")).to_be_visible()
        page.unroute("**/hole_fixed.f32")
        summary.click()
        open_exhibit(page)
        expect(page.locator(".exhibit .failed")).to_have_count(0)


def test_a_net_that_does_not_come_is_told_and_asked_for_again(browser, address):
    with Visit(browser, address) as visit:
        page = visit.page
        open_exhibit(page)
        page.route("**/colour.f32", lambda route: route.abort())
        page.get_by_label("Colour the grey picture").check()
        expect(message(page)).to_have_text("The net could not be loaded. Choose a picture to try again.")
        expect(hole(page)).to_be_visible()
        page.unroute("**/colour.f32")
        page.get_by_label("Cat 2", exact=True).check()
        expect(page.locator(".exhibit figure.colours")).to_be_visible()


@pytest.mark.parametrize("task", ["Fill the hole", "Colour the grey picture"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_exhibit_is_sound(browser, address, tmp_path, width, scheme, task):
    with Visit(browser, address, viewport={"width": width, "height": 800}, color_scheme=scheme) as visit:
        page = visit.page
        open_exhibit(page)
        upload(page, "good.png", PNG)
        page.get_by_role("radio", name=task).check()
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("article").evaluate("article => article.scrollWidth <= article.clientWidth")
        live = page.locator(".exhibit").evaluate("exhibit => exhibit.outerHTML")
        assert axe(page) == []
        assert visit.complaints == []
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="en"><head><title>x</title></head><body>{live}</body></html>'
    )
    assert html_faults(tmp_path) == ""


def test_the_modules_evaluate_no_text_and_are_small():
    sources = {path.name: path.read_text() for path in MODULES.glob("*.js")}
    assert len(sources) == 5
    for name, source in sources.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function|document\.write", source), (
            name
        )
    assert all(len(sources[name].encode()) < 5000 for name in ("net.js", "harmonic.js"))

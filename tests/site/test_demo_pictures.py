"""A picture of the reader's own in the live demo: what is shown of it, what is refused, and that it stays there."""

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.site import stage
from tests.site.visit import Visit, settle
from tests.some import full, some

KINDS = (("PNG", 300, 200), ("JPEG", 200, 480), ("WEBP", 200, 200), ("BMP", 90, 40))


def animated(kind: str) -> bytes:
    """Red, then blue, then green."""
    first, *others = (Image.new("RGB", (64, 64), colour) for colour in ("red", "blue", "green"))
    return stage.encoded(first, kind, save_all=True, append_images=others, duration=40, loop=0)


@pytest.mark.parametrize(("kind", "width", "height"), some(KINDS, KINDS[:1]))
def test_a_picture_of_ones_own_is_its_middle_square_and_stays_on_the_device(opened, kind, width, height):
    page = opened.page
    asked = len(opened.requests)
    stage.upload(page, f"mine.{kind.lower()}", stage.encoded(stage.quadrants(width, height, min(width, height)), kind))
    expect(stage.message(page)).to_have_text(f"“mine.{kind.lower()}” is shown.")
    settle(page)
    shown = stage.pixels(page, "truth")
    assert shown.shape == (32, 32, 3)
    corners = [shown[4, 4], shown[4, 27], shown[27, 4], shown[27, 27]]
    assert np.abs(np.array(corners) - stage.COLOURS).max() <= 3
    assert page.get_by_label("Your own", exact=True).is_checked()
    page.get_by_label("64 × 64").check()
    stage.expect_hole(page, 24, 24)
    settle(page)
    assert stage.pixels(page, "fixed").shape == (64, 64, 3)
    page.get_by_label("Colour the grey picture").check()
    expect(page.locator(".demo figure.colours")).to_be_visible()
    settle(page)
    assert stage.pixels(page, "colours").shape == (64, 64, 3)
    assert [
        url for url in opened.requests[asked:] if not url.startswith("blob:") and not url.endswith("colour.f32")
    ] == []
    page.get_by_label("Cat 1", exact=True).check()
    settle(page)
    assert stage.pixels(page, "truth").shape == (32, 32, 3)


def test_a_picture_is_made_small_by_means_over_boxes(opened):
    page = opened.page
    noise = np.random.default_rng(0).integers(0, 256, (512, 512, 3), dtype="uint8")
    image = Image.fromarray(noise)
    stage.upload(page, "noise.png", stage.encoded(image, "PNG"))
    expect(stage.message(page)).to_have_text("“noise.png” is shown.")
    settle(page)
    boxes = np.asarray(image.resize((32, 32), Image.Resampling.BOX)).astype(int)
    assert np.abs(stage.pixels(page, "truth") - boxes).max() <= 3


@full
def test_what_is_transparent_stands_on_white(opened):
    stage.upload(opened.page, "clear.png", stage.encoded(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), "PNG"))
    expect(stage.message(opened.page)).to_have_text("“clear.png” is shown.")
    settle(opened.page)
    assert (stage.pixels(opened.page, "truth") == 255).all()


@pytest.mark.parametrize("kind", some(["GIF", "PNG", "WEBP"], ["WEBP"]))
def test_of_an_animated_picture_the_first_frame_is_used_and_that_is_said(opened, kind):
    stage.upload(opened.page, "moving", animated(kind))
    expect(stage.message(opened.page)).to_have_text("“moving” is shown. It is animated: only its first frame is used.")
    settle(opened.page)
    assert np.abs(stage.pixels(opened.page, "truth") - (255, 0, 0)).max() <= 3


@full
def test_a_gif_of_one_frame_is_not_animated(opened):
    still = stage.encoded(Image.new("RGB", (64, 64), "red").quantize(8), "GIF", comment=b"a comment")
    stage.upload(opened.page, "still.gif", still)
    expect(stage.message(opened.page)).to_have_text("“still.gif” is shown.")


JPEG = stage.encoded(stage.quadrants(640, 640, 640), "JPEG")
REFUSED = {
    "a huge file": ("huge.png", stage.PNG + bytes(20_100_000), "has 20.1 MB, more than the 20 that fit here."),
    "many pixels": (
        "wide.png",
        stage.encoded(Image.new("1", (8000, 6000)), "PNG"),
        "has 48.0 megapixels, more than the 40 that fit here.",
    ),
    "a broken picture": ("broken.png", stage.PNG[:20] + bytes(200), "is broken: the browser cannot decode it."),
    "half a PNG": ("half.png", stage.PNG[: len(stage.PNG) // 2], "is broken: the browser cannot decode it."),
    "half a JPEG": ("half.jpg", JPEG[: len(JPEG) // 2], "is broken: the browser cannot decode it."),
    "a text": ("notes.png", b"no picture at all", "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture."),
    "an empty file": ("empty.png", b"", "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture."),
    "a drawing": (
        "drawing.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture.",
    ),
    "a program": (
        "<img src=x onerror=alert(1)>.png",
        b"<script>",
        "is no PNG, JPEG, GIF, WebP, AVIF or BMP picture.",
    ),
}


@pytest.fixture(scope="module")
def kept_open(browser, demo_address):
    """One demo for all of them: as a reader who tries one file after the other."""
    with Visit(browser, demo_address) as visit:
        stage.open_demo(visit.page)
        yield visit.page
        assert visit.complaints == []


@pytest.mark.parametrize("what", some(REFUSED, ["half a PNG", "a text"]))
def test_what_cannot_be_shown_is_refused_and_the_last_picture_stays(kept_open, what, tmp_path):
    page = kept_open
    page.get_by_label("Portrait 2", exact=True).check()
    settle(page)
    before = stage.pixels(page, "truth")
    name, content, reason = REFUSED[what]
    stage.upload_from(tmp_path, page, name, content)
    expect(stage.message(page)).to_have_text(f"“{name}” {reason} The last picture stays.")
    settle(page)
    assert (stage.pixels(page, "truth") == before).all()
    assert page.get_by_label("Portrait 2", exact=True).is_checked()
    stage.upload(page, "good.png", stage.PNG)
    expect(stage.message(page)).to_have_text("“good.png” is shown.")

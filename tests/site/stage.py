"""A page with the live demo, around nets of seeded random weights: what it does needs no training.

What is around it is a built page's; the script and the modules are those of docs/.
"""

import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from scipy.sparse import lil_array
from scipy.sparse.linalg import spsolve

from scripts.computing import demo
from scripts.computing.nets import live
from scripts.model.paths import here
from scripts.rendering import site_script
from scripts.rendering.style_sheet import style_sheet
from snippets.autoencoder.training.nets import PixelUNet
from tests.standing import standing

MODULES = here().docs / "assets" / "demo"
MARKUP = """
<h1 id="notation">Demo</h1>
<details class="demo-fold">
<summary>Try the nets</summary>
<div class="demo" data-nets="../generated/autoencoder/">
<img alt="What the nets make of one picture." src="../assets/favicon.svg" width="64" height="64">
</div>
</details>
<details class="other"><summary>Another block</summary><p>Nothing to try.</p></details>
"""
SPECS = {"colour": (1, (8, 16, 32)), "hole_fixed": (3, (12, 24, 48)), "hole_random": (4, (12, 24, 48))}


def random_nets(folder: Path) -> None:
    """Nets of seeded random weights, stored as training stores them."""
    torch.manual_seed(0)
    folder.mkdir(parents=True)
    for name, (inputs, widths) in SPECS.items():
        net = PixelUNet(inputs, widths, live("autoencoder")[name])
        tensors = {f"weights/{key}": tensor.numpy() for key, tensor in net.state_dict().items()}
        np.savez(folder / f"{name}.npz", loss=np.zeros(1), **tensors)


def gradients() -> np.ndarray:
    """24 pictures of 3 x 32 x 32: colours that change along and across, and a little noise."""
    random = np.random.default_rng(0)
    down, right = np.mgrid[0:1:32j, 0:1:32j]
    mixed = random.uniform(size=(24, 3, 3, 1, 1))
    smooth = mixed[:, :, 0] * down + mixed[:, :, 1] * right + mixed[:, :, 2] * (1 - down)
    return np.clip(smooth / 2 + random.uniform(0, 0.1, (24, 3, 32, 32)), 0, 1).astype("float32")


def set_up(site: Path, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A small site in `folder`: the frame of a built page, the sources' style and script, and random nets."""
    standing(patch)(trained=folder / "trained")
    random_nets(folder / "trained")
    demo.export(folder / "generated" / "autoencoder", live("autoencoder"), gradients())
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copytree(here().docs / "assets", folder / "assets", dirs_exist_ok=True)
    shutil.copytree(site / "generated" / "fonts", folder / "generated" / "fonts")
    (sheet,) = (folder / "generated" / "fonts").glob("style.*.css")
    sheet.write_text(style_sheet(), encoding="utf-8")
    (folder / "assets" / "site.js").write_text(site_script.site_script(), encoding="utf-8")
    page = (site / "notation" / "index.html").read_text(encoding="utf-8")
    before, _, rest = page.partition('<article class="md-content__inner md-typeset">')
    after = rest.partition("</article>")[2]
    (folder / "demo").mkdir()
    (folder / "demo" / "index.html").write_text(
        f'{before}<article class="md-content__inner md-typeset">{MARKUP}</article>{after}', encoding="utf-8"
    )
    (folder / "blank.html").write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    (folder / "answers.json").write_text(json.dumps({"answers": []}), encoding="utf-8")
    return folder


def loaded(folder: Path, name: str) -> tuple[PixelUNet, dict]:
    """A net as PyTorch has it, from what training stored, and its entry of nets.json."""
    spec = json.loads((folder / "generated" / "autoencoder" / "nets.json").read_text(encoding="utf-8"))[name]
    net = PixelUNet(spec["inputs"], spec["widths"], spec["residual"])
    with np.load(folder / "trained" / f"{name}.npz") as stored:
        net.load_state_dict({key: torch.from_numpy(stored[f"weights/{key}"]) for key in net.state_dict()})
    return net, spec


def run(folder: Path, name: str, image: np.ndarray) -> np.ndarray:
    """What PyTorch makes of one image."""
    with torch.no_grad():
        return loaded(folder, name)[0](torch.from_numpy(image[None].astype("float32")))[0].numpy()


def sheet_of(folder: Path) -> np.ndarray:
    """The published crops: 3 x 96 x 256, in [0, 1]."""
    pixels = np.asarray(Image.open(folder / "generated" / "autoencoder" / "crops.png"))
    return (pixels.transpose(2, 0, 1) / 255).astype("float32")


def module(address: str, name: str) -> str:
    return address.replace("demo/", f"assets/demo/{name}.js")


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


# As a reader uses it


def open_demo(page: Page) -> None:
    page.locator(".demo-fold > summary").click()
    expect(page.locator(".demo figure:not(.input) .error").first).not_to_be_empty()


def errors(page: Page) -> list[float]:
    return [float(text.removeprefix("MSE ")) for text in page.locator(".demo .error").all_inner_texts() if text]


def hole(page: Page) -> Locator:
    return page.get_by_role("slider", name="Hole")


def expect_hole(page: Page, left: int, top: int) -> None:
    expect(hole(page)).to_have_attribute("aria-valuetext", f"{left} from the left, {top} from the top")


def pixels(page: Page, name: str) -> np.ndarray:
    """What one of the pictures shows: side x side x 3."""
    canvas = page.locator(f".demo figure.{name} canvas")
    data = canvas.evaluate(
        "canvas => Array.from(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.width).data)"
    )
    side = canvas.evaluate("canvas => canvas.width")
    return np.reshape(data, (side, side, 4))[:, :, :3]


def upload(page: Page, name: str, content: bytes) -> None:
    page.locator(".demo input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})


def upload_from(folder: Path, page: Page, name: str, content: bytes) -> None:
    """As a reader does it; a large file takes half a minute to go through Playwright's own messages."""
    (folder / name).write_bytes(content)
    page.locator(".demo input[type=file]").set_input_files(folder / name)


def message(page: Page) -> Locator:
    return page.locator(".demo .message")


# Pictures to upload


COLOURS = [(200, 40, 40), (40, 160, 60), (30, 60, 200), (220, 200, 90)]


def quadrants(width: int, height: int, middle: int) -> Image.Image:
    """White, with a middle square of four colours: what is left of it when it is cropped to the square."""
    image = Image.new("RGB", (width, height), "white")
    left, top, half = (width - middle) // 2, (height - middle) // 2, middle // 2
    for number, colour in enumerate(COLOURS):
        place = (left + number % 2 * half, top + number // 2 * half)
        image.paste(colour, (*place, place[0] + half, place[1] + half))
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


PNG = encoded(quadrants(64, 64, 64), "PNG")

"""The live demo's mathematics in real Chromium: the nets against PyTorch, the harmonic fill against SciPy."""

from base64 import b64decode, b64encode
from pathlib import Path

import numpy as np
import pytest
import torch
from playwright.sync_api import Page

from scripts.computing.nets import live
from scripts.model.paths import here
from snippets.autoencoder.training import photographs
from tests.site import stage
from tests.site.visit import Visit
from tests.some import full, some

FORWARD = """async ([address, spec, weights, inputs, side]) => {
    const { loadNet, forward } = await import(address);
    const bytes = async text => (await fetch(`data:;base64,${text}`)).arrayBuffer();
    const net = loadNet(spec, await bytes(weights));
    const all = new Float32Array(await bytes(inputs)), size = spec.inputs * side * side, outputs = [];
    for (let at = 0; at < all.length; at += size) {
        outputs.push(Float32Array.from(forward(net, all.subarray(at, at + size), side, side)));
    }
    return new Promise(done => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result.split(",")[1]);
        reader.readAsDataURL(new Blob(outputs));
    });
}"""
HARMONIC = """async ([address, image, height, width, hole]) =>
    Array.from((await import(address)).harmonic(image, height, width, hole))"""


@pytest.fixture(scope="module")
def blank(browser, demo_address):
    """An empty page of the same origin, in which modules can be imported: they keep nothing between two calls."""
    with Visit(browser, demo_address.replace("demo/", "blank.html")) as visit:
        yield visit.page


def deviation(page: Page, address: str, folder: Path, name: str, side: int, count: int = 10) -> float:
    """The largest difference between net.js and PyTorch on seeded inputs; infinite where one of them is no number.

    Ten of them are ten thousand pixels and more, and nearly every weight has a part in each.
    """
    net, spec = stage.loaded(folder, name)
    weights = (folder / "generated" / "autoencoder" / f"{name}.f32").read_bytes()
    inputs = np.random.default_rng(side).uniform(size=(count, spec["inputs"], side, side)).astype("<f4")
    packed = [b64encode(data).decode() for data in (weights, inputs.tobytes())]
    outputs = np.frombuffer(b64decode(page.evaluate(FORWARD, [address, spec, *packed, side])), "<f4").astype(float)
    with torch.no_grad():
        wanted = net(torch.from_numpy(inputs)).double().numpy()
    difference = np.abs(outputs.reshape(wanted.shape) - wanted).max()
    return float(np.nan_to_num(difference, nan=np.inf))


@pytest.mark.parametrize("side", some([32, 64], [32]))
@pytest.mark.parametrize("name", live("autoencoder"))
def test_the_forward_pass_is_that_of_pytorch(blank, demo_address, demo_folder, name, side):
    assert deviation(blank, stage.module(demo_address, "net"), demo_folder, name, side) <= 1e-5


@full
def test_the_published_nets_are_those_that_were_trained(browser, demo_address, site, tmp_path):
    """In the browser, in PyTorch, and as the training itself saw them: its predictions are stored in half precision."""
    (tmp_path / "generated").symlink_to(site / "generated")
    (tmp_path / "trained").symlink_to(here().trained)
    truth = photographs.held_out_set()[:2]
    seen, mask = truth.copy(), np.zeros((2, 1, 32, 32), "float32")
    seen[:, :, 8:24, 8:24], mask[:, :, 8:24, 8:24] = 0, 1
    inputs = {
        "colour": truth.mean(1, keepdims=True),
        "hole_fixed": seen,
        "hole_random": np.concatenate([seen, mask], 1),
    }
    with Visit(browser, demo_address) as visit:
        for name, given in inputs.items():
            assert deviation(visit.page, stage.module(demo_address, "net"), tmp_path, name, 32) <= 1e-5
            assert deviation(visit.page, stage.module(demo_address, "net"), tmp_path, name, 64) <= 1e-5
            with np.load(here().trained / f"{name}.npz") as stored:
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
def test_a_broken_forward_pass_is_noticed(blank, demo_address, demo_folder, fault):
    old, new = BROKEN[fault]
    source = (stage.MODULES / "net.js").read_text(encoding="utf-8")
    assert source.count(old) == 1
    broken = demo_folder / "assets" / "demo" / "broken.js"
    broken.write_text(source.replace(old, new), encoding="utf-8")
    assert (
        deviation(blank, f"{stage.module(demo_address, 'broken')}?{fault}", demo_folder, "colour", 32, count=2) > 1e-5
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("loadNet(spec, new ArrayBuffer(8))", "8 bytes of weights, not 98928"),
        ("forward(loadNet(spec, new ArrayBuffer(98928)), new Float32Array(900), 30, 30)", "no input of this net"),
        ("forward(loadNet(spec, new ArrayBuffer(98928)), new Float32Array(900), 32, 32)", "no input of this net"),
    ],
)
def test_what_does_not_fit_the_net_is_refused(blank, demo_address, call, message):
    script = f"const {{ loadNet, forward }} = await import('{stage.module(demo_address, 'net')}');"
    spec = "const spec = { inputs: 1, widths: [8, 16, 32], residual: true };"
    said = blank.evaluate(
        f"(async () => {{ {script} {spec} try {{ {call} }} catch (error) {{ return String(error) }} }})()"
    )
    assert said == f"RangeError: {message}"


HOLES = [(32, 8, 8), (32, 0, 0), (32, 16, 16), (32, 16, 0), (32, 0, 5), (32, 7, 16), (64, 24, 24), (64, 48, 48)]


@pytest.mark.parametrize(("side", "left", "top"), HOLES)
def test_the_harmonic_fill_is_that_of_a_sparse_solve(blank, demo_address, side, left, top):
    image = np.random.default_rng(side + left).uniform(size=(3, side, side))
    hole = {"left": left, "top": top, "size": 16}
    call = [stage.module(demo_address, "harmonic"), image.ravel().tolist(), side, side, hole]
    filled = np.reshape(blank.evaluate(HARMONIC, call), image.shape)
    assert np.abs(filled - stage.solved(image, left, top, 16)).max() <= 1e-4


def test_a_harmonic_fill_that_stops_early_is_noticed(blank, demo_address, demo_folder):
    source = (stage.MODULES / "harmonic.js").read_text(encoding="utf-8")
    (demo_folder / "assets" / "demo" / "early.js").write_text(
        source.replace("CLOSE = 1e-6", "CLOSE = 1e-2"), encoding="utf-8"
    )
    image = np.random.default_rng(0).uniform(size=(3, 32, 32))
    call = [stage.module(demo_address, "early"), image.ravel().tolist(), 32, 32, {"left": 8, "top": 8, "size": 16}]
    filled = np.reshape(blank.evaluate(HARMONIC, call), image.shape)
    assert np.abs(filled - stage.solved(image, 8, 8, 16)).max() > 1e-4

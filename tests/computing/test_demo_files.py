"""Trained nets as the browser reads them: bytes in order, described by their own shapes, published only when whole."""

import io
import json
import struct
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from scripts.computing import demo
from scripts.computing.demo import SHOWN, TENSORS, export, files_of, packed, sheet, spec
from scripts.computing.nets import live
from scripts.model.paths import here
from scripts.rendering import generated
from snippets.autoencoder.training import experiments, photographs
from snippets.autoencoder.training.nets import PixelUNet
from tests.rendering.typed import edition

LIVE = live("autoencoder")
FILES = [path.name for path in files_of("autoencoder")]


@pytest.fixture
def folders(standing_in, tmp_path):
    """Nets of one channel each, trained in `trained`, to be exported to `generated`."""
    standing_in(cache=tmp_path)
    (tmp_path / "trained").mkdir()
    for name, residual in LIVE.items():
        state = PixelUNet(1, (1, 1, 1), residual).state_dict()
        np.savez(tmp_path / "trained" / f"{name}.npz", **{f"weights/{key}": state[key].numpy() for key in state})
    return tmp_path


def crops() -> np.ndarray:
    return np.random.default_rng(0).random((24, 3, 4, 4), dtype=np.float32)


def test_the_tensors_stand_in_the_order_of_the_state_dict():
    assert list(PixelUNet(1, (1, 1, 1)).state_dict()) == TENSORS


def test_the_bytes_are_little_endian_single_precision_row_by_row():
    tensors = {name: np.zeros(0, "float32") for name in TENSORS}
    tensors["e1.weight"] = np.asfortranarray([[1.0, 2.0], [3.0, 4.0]])  # torch may lay it out in another order
    tensors["out.bias"] = np.array([0.5], ">f4")
    assert packed(tensors) == struct.pack("<5f", 1, 2, 3, 4, 0.5)


def test_a_net_is_described_by_its_tensors():
    tensors = {key: value.numpy() for key, value in PixelUNet(4, (12, 24, 48)).state_dict().items()}
    size = sum(value.size for value in tensors.values())
    wanted = {"inputs": 4, "widths": [12, 24, 48], "residual": False, "bytes": 4 * size}
    assert spec(tensors, residual=False) == wanted


@pytest.mark.parametrize("name", LIVE)
def test_a_net_is_said_to_be_residual_when_it_was_trained_so(monkeypatch, name):
    made = []
    monkeypatch.setattr(experiments, "experiment", lambda net, *rest: made.append(net) or {})
    monkeypatch.setattr(experiments, "holes", lambda net, masked: {})
    experiments.TRAINED[name](None)
    assert made[0].residual is LIVE[name]


def test_the_sheet_has_eight_crops_in_a_row():
    images = crops()
    image = Image.open(io.BytesIO(sheet(images)))
    assert (image.size, image.mode) == ((32, 12), "RGB")
    tenth = np.asarray(image)[4:8, 4:8]
    assert (tenth == np.rint(255 * images[9]).transpose(1, 2, 0)).all()


def test_everything_is_exported_and_then_published(folders):
    assert generated.demo_files() == []
    export(folders / "generated" / "autoencoder", LIVE, crops())
    files = generated.demo_files()
    assert [path.name for path in files] == FILES
    nets = json.loads((folders / "generated" / "autoencoder" / "nets.json").read_text(encoding="utf-8"))
    assert {name: net["bytes"] for name, net in nets.items()} == {
        name: (folders / "generated" / "autoencoder" / f"{name}.f32").stat().st_size for name in LIVE
    }


def test_what_is_not_trained_or_not_described_is_not_published(folders):
    export(folders / "generated" / "autoencoder", LIVE, crops())
    (folders / "trained" / "colour.npz").rename(folders / "elsewhere")
    assert generated.demo_files() == []
    (folders / "elsewhere").rename(folders / "trained" / "colour.npz")
    (folders / "generated" / "autoencoder" / "nets.json").unlink()
    assert generated.demo_files() == []


def test_the_published_addresses_stand_beside_the_figures(folders, monkeypatch, standing_in):
    export(folders / "generated" / "autoencoder", LIVE, crops())
    standing_in(fonts=folders)
    monkeypatch.setattr(generated, "publishing", list)
    (folders / "katex.css").write_text("", encoding="utf-8")
    addresses = {address for address, _ in generated.generated_files(edition(), [])}
    assert {f"generated/autoencoder/{name}" for name in FILES} <= addresses


def test_the_crops_shown_are_half_of_each_held_out_photograph(folders, monkeypatch):
    given = []
    monkeypatch.setattr(demo, "export", lambda folder, shown, crops: given.append(crops))
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert demo.main("autoencoder") == 0
    assert (given[0] == photographs.held_out_set()[SHOWN]).all()
    first, second = photographs.HELD_OUT
    assert (first.name, second.name) == ("chelsea", "hopper")
    assert len(SHOWN) == 24


def test_no_build_imports_numpy_to_publish():
    """A build with nothing to train reads the files as they are."""
    code = "import sys; from scripts.rendering.generated import demo_files; demo_files(); "
    code += "from scripts.computing.tasks import computations; [found.made_of() for found in computations()]; "
    code += "print({'numpy', 'torch', 'PIL', 'sympy'} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=here().root, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout == "set()\n"

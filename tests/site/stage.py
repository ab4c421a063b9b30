"""A page with the live exhibit, around nets of seeded random weights: what it does needs no training.

The furniture is a built page's; the script and the modules are those of docs/.
"""

import json
import shutil
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from scripts.paths import DOCS
from scripts.rendering import exhibit, generated
from snippets.autoencoder.training.nets import PixelUNet

MARKUP = """
<h1 id="notation">Exhibit</h1>
<details class="exhibit-fold">
<summary>Try the nets</summary>
<div class="exhibit" data-nets="../generated/autoencoder/">
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
        net = PixelUNet(inputs, widths, exhibit.RESIDUAL[name])
        tensors = {f"weights/{key}": tensor.numpy() for key, tensor in net.state_dict().items()}
        np.savez(folder / f"{name}.npz", loss=np.zeros(1), **tensors)


def gradients() -> np.ndarray:
    """24 pictures of 3 x 32 x 32: colours that change along and across, and a little noise."""
    random = np.random.default_rng(0)
    down, right = np.mgrid[0:1:32j, 0:1:32j]
    mixed = random.uniform(size=(24, 3, 3, 1, 1))
    smooth = mixed[:, :, 0] * down + mixed[:, :, 1] * right + mixed[:, :, 2] * (1 - down)
    return np.clip(smooth / 2 + random.uniform(0, 0.1, (24, 3, 32, 32)), 0, 1).astype("float32")


def set_up(site: Path, folder: Path, monkeypatch) -> Path:
    """A small site in `folder`: the furniture of a built page, the sources' style and script, and random nets."""
    monkeypatch.setattr(exhibit, "TRAINED", folder / "trained")
    monkeypatch.setattr(exhibit, "EXHIBIT", folder / "generated" / "autoencoder")
    random_nets(folder / "trained")
    exhibit.export(gradients())
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copytree(DOCS / "assets", folder / "assets", dirs_exist_ok=True)
    shutil.copytree(site / "generated" / "fonts", folder / "generated" / "fonts")
    (folder / "generated" / "fonts" / "style.css").write_text(generated.style_sheet())
    page = (site / "notation" / "index.html").read_text()
    before, _, rest = page.partition('<article class="md-content__inner md-typeset">')
    after = rest.partition("</article>")[2]
    (folder / "exhibit").mkdir()
    (folder / "exhibit" / "index.html").write_text(
        f'{before}<article class="md-content__inner md-typeset">{MARKUP}</article>{after}'
    )
    (folder / "answers.json").write_text(json.dumps({"answers": []}))
    return folder


def loaded(folder: Path, name: str) -> tuple[PixelUNet, dict]:
    """A net as PyTorch has it, from what training stored, and its entry of nets.json."""
    spec = json.loads((folder / "generated" / "autoencoder" / "nets.json").read_text())[name]
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

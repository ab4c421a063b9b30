"""Trained nets and held-out crops as the files that the live demo of an exercise reads.

`python -m scripts.computing.demo SLUG` is a computation of the build, in a process of its own. A build with nothing
to export must not import NumPy, so functions do. A net is described by its own tensors; docs/assets/demo/net.js
reads what is written here.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

from scripts.computing.nets import live, trainings
from scripts.computing.train import load
from scripts.model.paths import here, write_if_changed

LAYERS = ("e1", "e2", "e3", "mid", "d2", "d1", "out")
TENSORS = [f"{layer}.{part}" for layer in LAYERS for part in ("weight", "bias")]
ROWS, COLUMNS = 3, 8
SHOWN = [*range(12), *range(100, 112)]  # of the held-out images: 12 crops of each photograph

Tensors = dict[str, Any]  # NumPy arrays by the names of PyTorch's state dict


def files_of(slug: str) -> list[Path]:
    """What is exported beside the figures of an exercise; the last file says that all are there."""
    return [here().figures / slug / name for name in (*(f"{net}.f32" for net in live(slug)), "crops.png", "nets.json")]


def tensors_of(name: str) -> Tensors:
    """The trained tensors of a net."""
    import numpy as np

    with np.load(here().trained / f"{name}.npz") as stored:
        return {tensor: stored[f"weights/{tensor}"] for tensor in TENSORS}


def packed(tensors: Tensors) -> bytes:
    """All tensors one after the other, row by row, as little-endian single precision."""
    return b"".join(tensors[name].astype("<f4").tobytes() for name in TENSORS)


def spec(tensors: Tensors, *, residual: bool) -> dict[str, Any]:
    """What the browser needs to know to read the bytes."""
    widths = [tensors[f"{layer}.weight"].shape[0] for layer in ("e1", "e2", "e3")]
    inputs = tensors["e1.weight"].shape[1]
    return {"inputs": inputs, "widths": widths, "residual": residual, "bytes": len(packed(tensors))}


def sheet(crops: Any) -> bytes:
    """A PNG of 24 crops, 24 x 3 x S x S with numbers in [0, 1], side by side and row by row."""
    from PIL import Image

    side = crops.shape[-1]
    rows = crops.reshape(ROWS, COLUMNS, 3, side, side).transpose(0, 3, 1, 4, 2)
    pixels = (255 * rows.reshape(ROWS * side, COLUMNS * side, 3)).round().astype("uint8")
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def export(folder: Path, shown: dict[str, bool], crops: Any) -> None:
    """Write the files of all nets, the sheet of crops, and at last what describes them."""
    nets = {name: tensors_of(name) for name in shown}
    for name, tensors in nets.items():
        write_if_changed(folder / f"{name}.f32", packed(tensors))
    write_if_changed(folder / "crops.png", sheet(crops))
    specs = {name: spec(nets[name], residual=residual) for name, residual in shown.items()}
    write_if_changed(folder / "nets.json", json.dumps(specs))


def main(slug: str) -> int:
    """The modules of training are loaded without the exercise around them, as training itself does."""
    photographs = load(trainings()[slug].with_name("photographs.py"))
    export(here().figures / slug, live(slug), photographs.held_out_set()[SHOWN])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

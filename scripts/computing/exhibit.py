"""Trained nets and held-out crops as the files that the live exhibit reads: `python -m scripts.computing.exhibit`.

A task of the build, in a process of its own. A build with nothing to export must not import NumPy, so functions do.
A net is described by its own tensors; docs/assets/exhibit/net.js reads what is written here.
"""

import importlib
import io
import json
import sys
from typing import Any

from scripts.computing.train import PACKAGE
from scripts.model.paths import EXHIBIT, TRAINED, write_if_changed

RESIDUAL = {"colour": True, "hole_fixed": False, "hole_random": False}  # the nets that are published
LAYERS = ("e1", "e2", "e3", "mid", "d2", "d1", "out")
TENSORS = [f"{layer}.{part}" for layer in LAYERS for part in ("weight", "bias")]
FILES = [*(f"{name}.f32" for name in RESIDUAL), "crops.png", "nets.json"]  # the last one says that all are there
ROWS, COLUMNS = 3, 8
SHOWN = [*range(12), *range(100, 112)]  # of the held-out images: 12 crops of each photograph

Tensors = dict[str, Any]  # NumPy arrays by the names of PyTorch's state dict


def tensors_of(name: str) -> Tensors:
    """The trained tensors of a net."""
    import numpy as np

    with np.load(TRAINED / f"{name}.npz") as stored:
        return {tensor: stored[f"weights/{tensor}"] for tensor in TENSORS}


def packed(tensors: Tensors) -> bytes:
    """All tensors one after the other, row by row, as little-endian single precision."""
    return b"".join(tensors[name].astype("<f4").tobytes() for name in TENSORS)


def spec(name: str, tensors: Tensors) -> dict[str, Any]:
    """What the browser needs to know to read the bytes."""
    widths = [tensors[f"{layer}.weight"].shape[0] for layer in ("e1", "e2", "e3")]
    inputs = tensors["e1.weight"].shape[1]
    return {"inputs": inputs, "widths": widths, "residual": RESIDUAL[name], "bytes": len(packed(tensors))}


def sheet(crops: Any) -> bytes:
    """A PNG of 24 crops, 24 x 3 x S x S with numbers in [0, 1], side by side and row by row."""
    from PIL import Image

    side = crops.shape[-1]
    rows = crops.reshape(ROWS, COLUMNS, 3, side, side).transpose(0, 3, 1, 4, 2)
    pixels = (255 * rows.reshape(ROWS * side, COLUMNS * side, 3)).round().astype("uint8")
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def export(crops: Any) -> None:
    """Write the files of all nets, the sheet of crops, and at last what describes them."""
    nets = {name: tensors_of(name) for name in RESIDUAL}
    for name, tensors in nets.items():
        write_if_changed(EXHIBIT / f"{name}.f32", packed(tensors))
    write_if_changed(EXHIBIT / "crops.png", sheet(crops))
    write_if_changed(EXHIBIT / "nets.json", json.dumps({name: spec(name, nets[name]) for name in nets}))


def main() -> int:
    """The modules of training are loaded without the exercise around them, as training itself does."""
    sys.path.insert(0, str(PACKAGE.parent))
    photographs = importlib.import_module(f"{PACKAGE.name}.photographs")
    export(photographs.held_out_set()[SHOWN])
    return 0


if __name__ == "__main__":
    sys.exit(main())

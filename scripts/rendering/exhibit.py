"""Trained nets and held-out crops as the files that the live exhibit reads: `python -m scripts.rendering.exhibit`.

A task of the build, in a process of its own, because it needs NumPy and a build that has nothing to train must not.
The nets are described by their own tensors; docs/assets/exhibit/net.js is the reader of what is written here.
"""

import json
import sys
from typing import Any

import numpy as np
from PIL import Image

from scripts.paths import EXHIBIT, TRAINED, write_if_changed

RESIDUAL = {"colour": True, "hole_fixed": False, "hole_random": False}  # the published nets
LAYERS = ("e1", "e2", "e3", "mid", "d2", "d1", "out")
TENSORS = [f"{layer}.{part}" for layer in LAYERS for part in ("weight", "bias")]
ROWS, COLUMNS = 3, 8

Tensors = dict[str, np.ndarray]


def tensors_of(name: str) -> Tensors:
    """The trained tensors of a net, by the names of its state dict."""
    with np.load(TRAINED / f"{name}.npz") as stored:
        return {tensor: stored[f"weights/{tensor}"] for tensor in TENSORS}


def packed(tensors: Tensors) -> bytes:
    """All tensors one after the other, row by row, as little-endian single precision."""
    return b"".join(np.ascontiguousarray(tensors[name], dtype="<f4").tobytes() for name in TENSORS)


def spec(name: str, tensors: Tensors) -> dict[str, Any]:
    """What the browser needs to know to read the bytes."""
    widths = [tensors[f"{layer}.weight"].shape[0] for layer in ("e1", "e2", "e3")]
    inputs = tensors["e1.weight"].shape[1]
    return {"inputs": inputs, "widths": widths, "residual": RESIDUAL[name], "bytes": len(packed(tensors))}


def sheet(crops: np.ndarray) -> Image.Image:
    """24 crops of 3 x 32 x 32, numbers in [0, 1], side by side, row by row."""
    rows = crops.reshape(ROWS, COLUMNS, *crops.shape[1:])
    pixels = rows.transpose(0, 3, 1, 4, 2).reshape(ROWS * crops.shape[2], COLUMNS * crops.shape[3], 3)
    return Image.fromarray(np.rint(255 * pixels).astype(np.uint8))


def export(crops: np.ndarray) -> None:
    """Write the files of all nets, their description, and the sheet of crops."""
    nets = {name: tensors_of(name) for name in RESIDUAL}
    for name, tensors in nets.items():
        write_if_changed(EXHIBIT / f"{name}.f32", packed(tensors))
    write_if_changed(EXHIBIT / "nets.json", json.dumps({name: spec(name, tensors) for name, tensors in nets.items()}))
    sheet(crops).save(EXHIBIT / "crops.png", optimize=True)


def main() -> int:
    from snippets.autoencoder.training.photographs import held_out

    crops = held_out()
    export(np.concatenate([crops[:12], crops[100:112]]))  # cats, then portraits
    return 0


if __name__ == "__main__":
    sys.exit(main())

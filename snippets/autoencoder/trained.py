"""What the experiments in `training` left in the cache."""

from functools import cache
from pathlib import Path

import numpy as np

STORE = Path(__file__).resolve().parents[2] / ".cache" / "trained"


class NotTrainedError(Exception):
    """An experiment has not been run; the message says how to run it."""


@cache
def trained(name):
    """The arrays of an experiment by key, read-only: "loss", "weights/e1.weight", "mse/held_out", ...

    Raises NotTrainedError when there is no result yet.
    """
    file = STORE / f"{name}.npz"
    if not file.exists():
        raise NotTrainedError(f"the net {name} is not trained; run `make site`, which trains what is missing")
    with np.load(file) as stored:
        results = dict(stored)
    for array in results.values():
        array.flags.writeable = False
    return results

"""Train one net in a fresh process: `python -m scripts.computing.train colour`; the result goes to the cache.

The training modules are loaded as a package of their own, not through the exercise around them, which would be run:
what does not run cannot change a net, so a new sentence or figure need not train one.
"""

import importlib
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.computing.nets import nets
from scripts.model.paths import here, write_if_changed

EVERY = 10.0  # seconds between two lines on the terminal


def main(name: str) -> int:
    """Train, store, and say on the terminal how far it is and when it will be done."""
    started = time.perf_counter()
    store(here().trained / f"{name}.npz", experiments(nets()[name])[name](Progress(name)))
    print(f"  trained {name}, {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return 0


def experiments(module: Path) -> dict[str, Callable[[Callable[..., None]], dict[str, Any]]]:
    """The experiments that a module publishes, by the names of their nets."""
    import torch

    torch.set_num_threads(1)  # two nets side by side are faster than one with two threads
    found: dict[str, Any] = load(module).TRAINED
    return found


def load(module: Path) -> Any:
    """A module of training, in a package of its own folder alone."""
    if str(module.parents[1]) not in sys.path:
        sys.path.insert(0, str(module.parents[1]))
    return importlib.import_module(f"{module.parent.name}.{module.stem}")


def store(path: Path, results: dict[str, Any]) -> None:
    """Write the arrays atomically."""
    import numpy as np

    buffer = io.BytesIO()
    np.savez_compressed(buffer, **results)
    write_if_changed(path, buffer.getvalue())


class Progress:
    """Step, loss and time left, a line every few seconds."""

    def __init__(self, name: str) -> None:
        self.name, self.started = name, time.perf_counter()
        self.told = self.started

    def __call__(self, step: int, steps: int, loss: float) -> None:
        now = time.perf_counter()
        if now - self.told < EVERY and step < steps:
            return
        self.told = now
        left = (now - self.started) * (steps - step) / step
        print(f"  {self.name}: step {step} of {steps}, loss {loss:.4f}, {left:.0f} s left", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""One source of random numbers for all checks, so that a test can run them under several seeds."""

import torch

SEED = 0


def generator() -> torch.Generator:
    """A fresh generator; no check touches the global one."""
    return torch.Generator().manual_seed(SEED)

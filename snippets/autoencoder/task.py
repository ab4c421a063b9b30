"""The given data: 500 colour images, the exam's settings, and what was trained before anything here is computed."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch

from snippets.autoencoder.trained import trained
from snippets.autoencoder.training import photographs
from snippets.autoencoder.training.nets import PixelUNet
from snippets.autoencoder.training.programs import train_colour, train_hole


@dataclass(frozen=True)
class Task:
    """`count` images of `side` x `side` pixels and 3 channels, values in [0, 1]; a square hole in the middle."""

    count: int = 500
    side: int = 32
    hole: int = 16
    steps: int = 1000
    rate: float = 0.004
    batch: int = 25  # of our own recipes ...
    passes: int = 12  # ... for `colour` ...
    long_passes: int = 40  # ... and for the other nets trained by them
    pixel: tuple = (0.9, 0.6, 0.3)
    luma: tuple = (0.299, 0.587, 0.114)  # weights of red, green and blue in ITU-R BT.601
    disc: tuple = ((0.9, 0.3, 0.3), (0.3, 0.9, 0.3))  # red and green of the same grey, equally likely
    few: int = 8  # images, on which wrong programs are run: the mistakes show at once
    few_steps: int = 100
    brightest: int = 255  # of a pixel that is a byte
    soon: int = 20  # steps, within which such pixels make the loss explode
    crops: int = photographs.PER_PHOTOGRAPH

    programs = (train_colour, train_hole)

    def images(self, name):
        """The "training" set, "new" crops of the same photographs, the "held_out" ones, or one of these by its name.

        N x 3 x 32 x 32, float32.
        """
        return part_of(images, name)

    def predictions(self, net, name):
        """What a trained net made of a set, as stored in half precision."""
        return part_of(lambda found: trained(net)[f"predictions/{found}"], name).astype(float)

    def batch_of(self, count):
        """The first training images as a tensor of its own."""
        return torch.from_numpy(images("training")[:: self.count // count][:count].copy())

    def model(self, inputs=1):
        """The model of the exam's programs before training, the same each time."""
        torch.manual_seed(0)
        return PixelUNet(inputs, (4, 8, 16))

    def trained(self, name):
        """What an experiment of `training.experiments` stored."""
        return trained(name)

    def weights(self, name):
        """The weights of a trained net by the names of its tensors."""
        stored = trained(name)
        return {key.partition("/")[2]: array for key, array in stored.items() if key.startswith("weights/")}


def part_of(images, name):
    """A set by its name, or the part of the held-out set that one photograph has."""
    names = [photograph.name for photograph in photographs.HELD_OUT]
    if name not in names:
        return images(name)
    return np.split(images("held_out"), len(names))[names.index(name)]


@cache
def images(name):
    """A set of crops, made once and then read-only."""
    made = {"training": photographs.training_set, "new": photographs.new_set, "held_out": photographs.held_out_set}
    found = made[name]()
    found.flags.writeable = False
    return found


TASKS = {"exam": Task(), "large": Task(side=64), "odd": Task(side=33)}

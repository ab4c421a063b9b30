"""The experiments: each trains one net and measures it. `TRAINED[name](progress)` returns arrays to be stored.

"loss" (one per step of a program, one per epoch of a recipe), "weights/<tensor>", "mse/<set>", "seconds" of CPU time,
and "predictions/<set>" in half precision. Sets: training, new (other crops of the same photographs), held_out, and each
held-out photograph by its name. For
holes also "hole/<set>", the MSE inside the hole in the middle, and "hole/positions", at POSITIONS on held-out images.
"""

import time

import numpy as np
import torch
from torch.nn import functional as F

from . import programs, recipes
from .nets import PixelUNet
from .photographs import HELD_OUT, held_out_set, new_set, training_set

__all__ = ["LIVE", "POSITIONS", "TRAINED"]

MIDDLE = 8  # of the hole of 16 in an image of 32
POSITIONS = ((8, 8), *((8, 8 + shift) for shift in (1, 2, 3, 4, 6, 8)), (4, 4), (0, 0))  # top left corners of the hole
STEPS = 1000  # of the exam's program


def exam_from_nothing(progress):
    """The program as the exam has it, on a net that draws the whole image, the smallest that sees a whole object."""
    net = new_net(1, (4, 8, 16))
    return experiment(net, by_program(programs.train_colour, STEPS), grey, progress)


def exam_from_grey(progress):
    """The program as the exam has it, on the net of `colour`: only the recipe differs from that one."""
    net = new_net(1, (8, 16, 32), residual=True)
    return experiment(net, by_program(programs.train_colour, STEPS), grey, progress)


def colour(progress):
    """Few epochs and varied images, so that the net does not learn its photographs by heart."""
    net = new_net(1, (8, 16, 32), residual=True)
    return experiment(net, by_recipe(12, recipes.grey, recipes.flipped), grey, progress)


def colour_long(progress):
    """Many epochs of the same images: the net learns these photographs by heart, on purpose."""
    net = new_net(1, (8, 16, 32), residual=True)
    return experiment(net, by_recipe(40, recipes.grey, recipes.unchanged), grey, progress)


def hole_fixed(progress):
    """The exam's hole, well trained."""
    net = new_net(3, (12, 24, 48))
    train = by_recipe(40, recipes.with_fixed_hole, recipes.permuted)
    return experiment(net, train, hole_in_the_middle, progress) | holes(net, masked=False)


def hole_random(progress):
    """A hole anywhere, told to the net by a mask; all else as for `hole_fixed`."""
    net = new_net(4, (12, 24, 48))
    train = by_recipe(40, recipes.with_random_hole, recipes.permuted)
    return experiment(net, train, masked_hole_in_the_middle, progress) | holes(net, masked=True)


# The build reads the names off these tables without importing them, and starts with the first: the longest ones.
TRAINED = {
    "exam_from_grey": exam_from_grey,
    "exam_from_nothing": exam_from_nothing,
    "hole_random": hole_random,
    "hole_fixed": hole_fixed,
    "colour_long": colour_long,
    "colour": colour,
}
LIVE = {"colour": True, "hole_fixed": False, "hole_random": False}  # the nets that run on the page; whether residual


def new_net(inputs, widths, residual=False):
    """The net before training, the same on every run."""
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(0)
    return PixelUNet(inputs, widths, residual).to(memory_format=torch.channels_last)


def images_of(name):
    """A set of images as torch likes them best."""
    images = {"training": training_set, "new": new_set, "held_out": held_out_set}[name]()
    return torch.from_numpy(images).contiguous(memory_format=torch.channels_last)


def grey(images):
    return recipes.grey(images, None)


def hole_in_the_middle(images):
    return with_hole(images, MIDDLE, MIDDLE, masked=False)


def masked_hole_in_the_middle(images):
    return with_hole(images, MIDDLE, MIDDLE, masked=True)


def by_program(program, steps):
    """Train by one of the exam's programs, which we leave as they are: the losses are read off what the net returns."""

    def train(net, images, progress):
        losses = []

        def listen(net, inputs, output):
            losses.append(F.mse_loss(output.detach(), images).item())
            progress(len(losses), steps, losses[-1])

        hook = net.register_forward_hook(listen)
        program(images, net, steps)
        hook.remove()
        return np.array(losses)

    return train


def by_recipe(epochs, examples, augment):
    def train(net, images, progress):
        return recipes.train(net, images, epochs, examples, augment, progress)

    return train


def experiment(net, train, examples, progress):
    """Train the net on the training set, then measure it on all sets; `examples` makes its inputs of images."""
    started = time.process_time()
    results = {"loss": train(net, images_of("training"), progress), "seconds": np.array(time.process_time() - started)}
    results |= {f"weights/{name}": weights.numpy().copy() for name, weights in net.state_dict().items()}
    for name in ("training", "new", "held_out"):
        images = images_of(name)
        predicted = applied(net, examples(images))
        results |= errors("mse", name, predicted, images)
        results[f"predictions/{name}"] = predicted.numpy().astype(np.float16)
    return results


def holes(net, masked):
    """The MSE inside the hole: in the middle for each set, and on held-out images wherever the hole may be."""
    results = {}
    for name in ("training", "new", "held_out"):
        results |= errors("hole", name, *in_hole(net, images_of(name), MIDDLE, MIDDLE, masked))
    pairs = [in_hole(net, images_of("held_out"), *place, masked) for place in POSITIONS]
    return results | {"hole/positions": np.array([F.mse_loss(*pair).item() for pair in pairs])}


def errors(kind, name, predicted, images):
    """The MSE on a set, and on the held-out set also that of each photograph."""
    found = {f"{kind}/{name}": np.array(F.mse_loss(predicted, images).item())}
    if name == "held_out":
        of_each = zip(HELD_OUT, predicted.chunk(len(HELD_OUT)), images.chunk(len(HELD_OUT)))
        found |= {f"{kind}/{photograph.name}": np.array(F.mse_loss(*pair).item()) for photograph, *pair in of_each}
    return found


def in_hole(net, images, top, left, masked):
    """What the net puts into the hole, and what was there."""
    inside = (..., slice(top, top + recipes.HOLE), slice(left, left + recipes.HOLE))
    return applied(net, with_hole(images, top, left, masked))[inside], images[inside]


def with_hole(images, top, left, masked):
    """The images with the hole at one place, and the mask as a fourth channel if the net wants it."""
    mask = recipes.hole_mask(images, [top] * len(images), [left] * len(images))
    missing = images * (1 - mask)
    return torch.cat([missing, mask], dim=1) if masked else missing


@torch.no_grad()
def applied(net, given):
    return net(given)

"""Our own way to train: Adam, a step size that rises and falls, small batches, augmentation."""

import numpy as np
import torch
from torch.nn import functional as F

__all__ = ["HOLE", "flipped", "grey", "permuted", "train", "with_fixed_hole", "with_random_hole"]

HOLE = 16
RATE = 3e-3
BATCH = 25


def train(net, images, epochs, examples, augment, progress, seed=0):
    """Adam with a one-cycle step size; returns the mean loss of each epoch.

    `examples` makes inputs of a batch of images, `augment` other images; both take a NumPy generator.
    """
    rng = np.random.default_rng(seed)
    steps = epochs * (len(images) // BATCH)
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    losses = []
    for _ in range(epochs):
        for chosen in np.split(rng.permutation(len(images)), len(images) // BATCH):
            batch = augment(images[chosen], rng)
            loss = F.mse_loss(net(examples(batch, rng)), batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        progress(len(losses), steps, losses[-1])
    return np.reshape(losses, (epochs, -1)).mean(axis=1)


# What the net is given


def grey(images, rng):
    """The mean of the channels: N x 1 x S x S."""
    return images.mean(dim=1, keepdim=True)


def with_fixed_hole(images, rng):
    """The hole of the exam, in the middle, as zeros."""
    middle = images.shape[-1] // 2 - HOLE // 2
    return images * (1 - hole_mask(images, [middle] * len(images), [middle] * len(images)))


def with_random_hole(images, rng):
    """A hole anywhere, and a fourth channel that is 1 in it."""
    tops, lefts = rng.integers(images.shape[-1] - HOLE + 1, size=(2, len(images)))
    mask = hole_mask(images, tops, lefts)
    return torch.cat([images * (1 - mask), mask], dim=1)


def hole_mask(images, tops, lefts):
    """N x 1 x S x S, 1 in the hole of each image and 0 around it."""
    mask = torch.zeros_like(images[:, :1])
    for single, top, left in zip(mask, tops, lefts):
        single[:, top : top + HOLE, left : left + HOLE] = 1
    return mask


# Other images made of those there are


def unchanged(images, rng):
    return images


def flipped(images, rng):
    """Flipped and transposed by chance, each image darker or brighter by a factor of its own."""
    for turn in (lambda x: x.flip(3), lambda x: x.flip(2), lambda x: x.transpose(2, 3)):
        chosen = torch.from_numpy(rng.random(len(images)) < 0.5)
        images = torch.where(chosen[:, None, None, None], turn(images), images)
    gain = rng.uniform(0.7, 1.1, (len(images), 1, 1, 1))
    return images * torch.from_numpy(gain.astype(np.float32))


def permuted(images, rng):
    """As `flipped`, and the three channels in another order: for holes no colour is more likely than its neighbour."""
    order = torch.from_numpy(np.argsort(rng.random((len(images), 3)), axis=1))
    return flipped(images, rng)[torch.arange(len(images))[:, None], order]

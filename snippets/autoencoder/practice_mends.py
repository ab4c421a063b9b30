"""Tasks of the practice in which a program has one wrong line: what it computes, and what it should.

`by_hand` is the number that a page asks for, of the program as it is and of the mended one; `measured` reads it off a
run, and `again` finds it in NumPy.
"""

from dataclasses import dataclass
from unittest import mock

import numpy as np
import torch
from torch import nn

from snippets.autoencoder import practice_broken as broken
from snippets.autoencoder import practice_mended as mended
from snippets.autoencoder.practice_tasks import LeftHalf, NextFrame, Writing, pixels

__all__ = ["Bytes", "ChannelsLast", "Exchanged", "LostAxis", "Outside", "Visible"]


class Constant(nn.Module):
    """A model that returns the same at every input; its parameter, and after a run the gradient of its output."""

    def __init__(self, out):
        super().__init__()
        self.shift = nn.Parameter(torch.zeros(1, dtype=out.dtype))
        self.constant = out

    def forward(self, given):
        self.out = self.constant + self.shift
        self.out.retain_grad()
        return self.out


def loss_of(program, X, out):
    """The loss that a program computes of a given output, and the gradient with respect to it."""
    model, losses, backward = Constant(out), [], torch.Tensor.backward

    def heard(loss):
        losses.append(loss.item())
        backward(loss)

    with mock.patch.object(torch.Tensor, "backward", heard):
        program(X, model, 1)
    return losses[0], model.out.grad


@dataclass(frozen=True)
class Outside(LeftHalf):
    """Asked: the only parameter of a model after two steps, on white images, from 0."""

    rate: float = 0.25

    broken = staticmethod(broken.train_left_half)
    program = staticmethod(mended.train_left_half)

    def by_hand(self, is_mended):
        """The loss is (w - 1)^2; each step goes 2 rate (1 - w) further, or that and all before."""
        first = 2 * self.rate
        second = first + 2 * self.rate * (1 - first)
        return second if is_mended else second + first

    def measured(self, program):
        X, rate = torch.ones(1, 3, 2, 2, dtype=torch.float64), self.rate
        model = Constant(torch.zeros_like(X))
        sgd = torch.optim.SGD
        with mock.patch("torch.optim.SGD", lambda parameters, lr: sgd(parameters, lr=rate)):
            program(X, model, 2)
        return model.shift.item()

    def again(self, is_mended):
        """Step by step with slopes by central differences, which are exact for a parabola."""
        w, gradient, h = 0.0, 0.0, 0.5
        for _ in range(2):
            slope = ((w + h - 1) ** 2 - (w - h - 1) ** 2) / (2 * h)
            gradient = slope if is_mended else gradient + slope
            w -= self.rate * gradient
        return w


@dataclass(frozen=True)
class Exchanged(LeftHalf):
    """Asked: the loss of a model that returns the whole image, as it should."""

    small: tuple = ((0.4, 0.8, 0.5, 0.3), (0.8, 0.4, 0.6, 0.9))

    broken = staticmethod(broken.train_whole)
    program = staticmethod(mended.train_whole)

    def by_hand(self, is_mended):
        missing = [grey**2 for row in self.small for grey in row[: len(row) // 2]]
        return 0.0 if is_mended else sum(missing) / (2 * len(missing))

    def measured(self, program):
        X = torch.from_numpy(self.small_image())
        return loss_of(program, X, X)[0]

    def again(self, is_mended):
        X = self.small_image()
        return float(np.mean((X - (X if is_mended else self.given(X))) ** 2))


@dataclass(frozen=True)
class ChannelsLast(Writing):
    """Asked: the red of the right one of two pixels, as the program takes it. Images are N x H x W x 3."""

    small: tuple = ((0.9, 0.1, 0.2), (0.3, 0.8, 0.4))

    broken = staticmethod(broken.train_colour)
    program = staticmethod(mended.train_colour)

    def images(self, count, height, width, seed=1):
        return np.moveaxis(super().images(count, height, width, seed), 1, 3)

    def smooth(self, count, side):
        return np.moveaxis(super().smooth(count, side), 1, 3)

    def wanted(self, X):
        found = np.zeros((len(X), 3, *X.shape[1:3]))
        for n, c, i, j in np.ndindex(found.shape):
            found[n, c, i, j] = X[n, i, j, c]
        return found

    def given(self, X):
        return sum(X[..., c] for c in range(3))[:, None] / 3

    def guess(self, given):
        return given.expand(-1, 3, -1, -1)

    def by_hand(self, is_mended):
        first, second = self.small
        return second[0] if is_mended else first[1]

    def measured(self, program):
        """Where the loss pulls an output of 0: the gradient is 2 (out - target) / count."""
        X = torch.tensor(self.small, dtype=torch.float64)[None, None]
        _, gradient = loss_of(program, X, torch.zeros(1, 3, 1, 2, dtype=torch.float64))
        return -gradient[0, 0, 0, 1].item() * gradient.numel() / 2

    def again(self, is_mended):
        X = np.array(self.small)
        return float((X.T if is_mended else X.reshape(3, 2))[0, 1])


@dataclass(frozen=True)
class Visible(Writing):
    """Asked: over how many numbers of an image the loss is the mean."""

    hole: int = 16

    broken = staticmethod(broken.train_hole)
    program = staticmethod(mended.train_hole)

    def given(self, X):
        found = X.copy()
        for n, i, j in pixels(X):
            if self.is_in_hole(i, X.shape[2]) and self.is_in_hole(j, X.shape[3]):
                found[n, :, i, j] = 0
        return found

    def is_in_hole(self, place, length):
        first = length // 2 - self.hole // 2
        return first <= place < first + self.hole

    def in_loss(self, given, wanted):
        return given == 0

    def by_hand(self, is_mended):
        hole = self.hole**2
        return 3 * (hole if is_mended else self.side**2 - hole)

    def measured(self, program):
        """The numbers of the output on which the loss depends."""
        X = torch.zeros(1, 3, self.side, self.side)
        return int(loss_of(program, X, torch.ones_like(X))[1].count_nonzero())

    def again(self, is_mended):
        places = [self.is_in_hole(i, self.side) and self.is_in_hole(j, self.side) for i, j in np.ndindex(32, 32)]
        return 3 * sum(is_in == is_mended for is_in in places)


@dataclass(frozen=True)
class LostAxis(NextFrame):
    """Asked: over how many numbers the loss is the mean, for a few small clips."""

    few: int = 4
    small_side: int = 16

    broken = staticmethod(broken.train_next_frame)
    program = staticmethod(mended.train_next_frame)

    def by_hand(self, is_mended):
        """N x 1 x H x W less N x H x W: every output is compared with the target of every clip."""
        pairs = self.few if is_mended else self.few**2
        return pairs * self.small_side**2

    def measured(self, program):
        counts, mean = [], torch.Tensor.mean

        def counted(tensor):
            counts.append(tensor.numel())
            return mean(tensor)

        X = torch.rand(self.few, self.frames, self.small_side, self.small_side)
        with mock.patch.object(torch.Tensor, "mean", counted):
            program(X, Constant(X[:, :1].clone()), 1)
        return counts[0]

    def again(self, is_mended):
        shape = (self.few, self.small_side, self.small_side)
        target = (shape[0], 1, *shape[1:]) if is_mended else shape
        return int(np.prod(np.broadcast_shapes((shape[0], 1, *shape[1:]), target)))


@dataclass(frozen=True)
class Bytes(Writing):
    """Asked: the loss of an output of one half, on an image all of one byte. Images are whole numbers up to 255."""

    byte: int = 51
    out: float = 0.5
    brightest: int = 255

    broken = staticmethod(broken.train_tint)
    program = staticmethod(mended.train_tint)

    def images(self, count, height, width, seed=1):
        return (255 * super().images(count, height, width, seed)).astype(np.uint8)

    def smooth(self, count, side):
        return (255 * super().smooth(count, side)).astype(np.uint8)

    def wanted(self, X):
        return X / 255

    def given(self, X):
        return X.sum(axis=1, keepdims=True) / 3 / 255

    def answered(self, out):
        return out.sigmoid()

    def guess(self, given):
        """What the sigmoid makes the grey of."""
        return given.clamp(0.01, 0.99).logit().expand(-1, 3, -1, -1)

    def by_hand(self, is_mended):
        return ((self.byte / self.brightest if is_mended else self.byte) - self.out) ** 2

    def measured(self, program):
        """The sigmoid of 0 is one half."""
        X = torch.full((1, 3, 2, 2), self.byte, dtype=torch.uint8)
        return loss_of(program, X, torch.zeros(1, 3, 2, 2))[0]

    def again(self, is_mended):
        X = np.full((3, 2, 2), self.byte) / (self.brightest if is_mended else 1)
        return float(np.mean(np.square(X) - X + 0.25))

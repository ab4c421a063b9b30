"""What each task of the practice gives, and what a right program makes of images: in NumPy, pixel by pixel.

`given` and `wanted` are the pair that the model sees, `guess` what needs no training, and `errors` those of the guess
on a small image: pairs of an error and its share. Tasks whose input is drawn by lot stand in `practice_chance`.
"""

from dataclasses import dataclass
from math import pi

import numpy as np

from snippets.autoencoder import practice_programs as programs

__all__ = ["LeftHalf", "Luminance", "NextFrame", "Rows", "Shaken", "Upsample", "Writing", "evenly", "pixels"]

RNG = np.random.default_rng


def pixels(X):
    """The places of all pixels of N x C x H x W."""
    return np.ndindex(X.shape[0], *X.shape[2:])


@dataclass(frozen=True)
class Writing:
    """500 colour images of 32 x 32; the model's first layer has 16 filters of 3 x 3 with a bias each."""

    count: int = 500
    side: int = 32
    filters: int = 16
    kernel: int = 3

    is_fresh = False  # whether the input is another one in each step

    @property
    def sizes(self):
        """Channels, height and width of what the model gets, and of what it is compared with."""
        return (3, self.side, self.side), (3, self.side, self.side)

    def images(self, count, height, width, seed=1):
        """Random ones, without a pixel of 0: what is 0 afterwards was set."""
        return RNG(seed).uniform(0.1, 1, (count, 3, height, width))

    def smooth(self, count, side):
        """A wave in each image, another one in each channel; in the mean they are reddish."""
        rng = RNG(2)
        phase, height = rng.uniform(0, 2 * pi, (count, 3, 1, 1)), rng.uniform(0.1, 0.35, (count, 3, 1, 1))
        i, j = np.mgrid[:side, :side]
        return np.reshape([0.6, 0.5, 0.4], (3, 1, 1)) + height * np.cos(pi * (i + j) / side + phase)

    def wanted(self, X):
        return X

    def fits(self, X, given):
        """Whether a right program may give this to the model."""
        return np.allclose(given, self.given(X), atol=1e-6)

    def in_loss(self, given, wanted):
        """1 where the loss looks."""
        return np.ones_like(wanted)

    def answered(self, out):
        """What the program makes of the model's output."""
        return out

    def guess(self, given):
        """Of a tensor: the input, copied."""
        return given

    def guess_by_hand(self, given):
        return given

    def small_image(self):
        """The small image in all channels: 1 x 3 x H x W."""
        return np.array(self.small, float)[None, None].repeat(3, axis=1)

    def mean_square(self):
        return sum(share * error**2 for error, share in self.errors())

    def mean_square_again(self):
        """The guess against what is wanted, on the small image."""
        image = self.small_image()
        given, wanted = self.given(image), self.wanted(image)
        looked = self.in_loss(given, wanted)
        return float(((self.guess_by_hand(given) - wanted) ** 2 * looked).sum() / looked.sum())

    def mean_absolute(self):
        return sum(share * abs(error) for error, share in self.errors())

    def sum_of_squares(self):
        return sum(error**2 for error, _ in self.errors())


def evenly(errors):
    """Each error with the same share."""
    return [(error, 1 / len(errors)) for error in errors]


@dataclass(frozen=True)
class LeftHalf(Writing):
    small: tuple = ((0.2, 0.6, 0.9, 0.5), (0.4, 0, 0.7, 0.3))

    program = staticmethod(programs.train_left_half)

    def given(self, X):
        found = X.copy()
        for n, i, j in pixels(X):
            if 2 * j < X.shape[3] - X.shape[3] % 2:
                found[n, :, i, j] = 0
        return found

    def errors(self):
        """A missing pixel is returned as 0."""
        half = len(self.small[0]) // 2
        return evenly([error for row in self.small for error in (*row[:half], *(0 for _ in row[half:]))])


@dataclass(frozen=True)
class Luminance(Writing):
    weights: tuple = (0.3, 0.6, 0.1)
    pixel: tuple = ((1, 0.3, 0.2), (0.2, 0.7, 0.2))

    program = staticmethod(programs.train_luminance)

    @property
    def sizes(self):
        return (1, self.side, self.side), (3, self.side, self.side)

    def given(self, X):
        found = np.zeros((len(X), 1, *X.shape[2:]))
        for n, i, j in pixels(X):
            found[n, 0, i, j] = sum(weight * X[n, c, i, j] for c, weight in enumerate(self.weights))
        return found

    def guess(self, given):
        return given.expand(-1, 3, -1, -1)

    def guess_by_hand(self, given):
        return np.concatenate([given] * 3, axis=1)

    def small_image(self):
        """Both pixels side by side."""
        return np.array(self.pixel, float).T[None, :, None, :]

    def errors(self):
        found = []
        for pixel in self.pixel:
            luma = sum(weight * colour for weight, colour in zip(self.weights, pixel))
            found += [luma - colour for colour in pixel]
        return evenly(found)


@dataclass(frozen=True)
class Upsample(Writing):
    small: tuple = ((0, 0.4, 1, 0.6), (0.4, 0, 0.8, 0.8))

    program = staticmethod(programs.train_upsample)

    @property
    def sizes(self):
        return (3, self.side // 2, self.side // 2), (3, self.side, self.side)

    def given(self, X):
        found = np.zeros((*X.shape[:2], X.shape[2] // 2, X.shape[3] // 2))
        for n, c, i, j in np.ndindex(found.shape):
            found[n, c, i, j] = X[n, c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2].mean()
        return found

    def guess(self, given):
        return given.repeat_interleave(2, dim=2).repeat_interleave(2, dim=3)

    def guess_by_hand(self, given):
        return np.kron(given, np.ones((2, 2)))

    def errors(self):
        """Each pixel against the mean of its block."""
        above, below = self.small
        found = []
        for j in range(0, len(above), 2):
            block = (*above[j : j + 2], *below[j : j + 2])
            found += [sum(block) / 4 - pixel for pixel in block]
        return evenly(found)


@dataclass(frozen=True)
class Rows(Writing):
    small: tuple = ((0.2, 0.6), (0.4, 0.4), (1, 0.5), (0.8, 0.9))

    program = staticmethod(programs.train_rows)

    @property
    def sizes(self):
        half = (3, self.side // 2, self.side)
        return half, half

    def given(self, X):
        return np.stack([X[:, :, i] for i in range(X.shape[2]) if i % 2 == 0], axis=2)

    def wanted(self, X):
        return np.stack([X[:, :, i] for i in range(X.shape[2]) if i % 2 == 1], axis=2)

    def errors(self):
        """The row above, copied."""
        pairs = zip(self.small[0::2], self.small[1::2])
        return evenly([one - other for above, below in pairs for one, other in zip(above, below)])


@dataclass(frozen=True)
class NextFrame(Writing):
    frames: int = 5
    before: tuple = ((0, 1), (0.5, 0.5))
    last: tuple = ((0.2, 0.6), (0.5, 0.9))

    program = staticmethod(programs.train_next_frame)

    @property
    def sizes(self):
        return (self.frames - 1, self.side, self.side), (1, self.side, self.side)

    def images(self, count, height, width, seed=1):
        """Clips of grey frames: count x frames x height x width."""
        return RNG(seed).uniform(0.1, 1, (count, self.frames, height, width))

    def smooth(self, count, side):
        """A wave that moves to the right, a pixel in each frame."""
        phase = RNG(2).uniform(0, 2 * pi, (count, 1, 1, 1))
        t, _, j = np.mgrid[: self.frames, :side, :side]
        return 0.5 + 0.4 * np.cos(2 * pi * (j - t) / side + phase)

    def given(self, X):
        return np.stack([X[:, t] for t in range(X.shape[1] - 1)], axis=1)

    def wanted(self, X):
        return np.stack([X[:, X.shape[1] - 1]], axis=1)

    def guess(self, given):
        return given[:, -1:]

    def guess_by_hand(self, given):
        return given[:, given.shape[1] - 1][:, None]

    def small_image(self):
        """Earlier frames do not matter to the guess."""
        return np.array([self.before] * (self.frames - 1) + [self.last], float)[None]

    def errors(self):
        pairs = zip(self.before, self.last)
        return evenly([one - other for before, last in pairs for one, other in zip(before, last)])


@dataclass(frozen=True)
class Shaken(Writing):
    small: tuple = ((0, 0.4, 0.4, 0),)

    program = staticmethod(programs.train_shaken)

    def given(self, X):
        found = np.zeros_like(X)
        for n, i, j in pixels(X):
            found[n, :, i, j] = (X[n, :, i, j] + X[n, :, i, j - 1]) / 2
        return found

    def errors(self):
        """Half of the step to the left neighbour."""
        return evenly([(left - pixel) / 2 for row in self.small for left, pixel in zip((row[-1], *row), row)])

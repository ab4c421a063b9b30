"""Tasks of the practice whose input is drawn by lot, another one in each step.

`given` draws one that a right program might; `fits` says of any whether it might.
"""

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from snippets.autoencoder import practice_programs as programs
from snippets.autoencoder.practice_tasks import RNG, Writing, evenly, pixels

__all__ = ["Dark", "Noise", "Specks", "Square"]


@dataclass(frozen=True)
class Noise(Writing):
    strength: float = 0.1

    program = staticmethod(programs.train_noise)
    is_fresh = True

    def given(self, X):
        return X + self.strength * RNG(3).standard_normal(X.shape)

    def fits(self, X, given):
        """Its mean, its strength, and nothing in common between channels."""
        noise = (given - X) / self.strength
        alike = np.corrcoef(noise.swapaxes(0, 1).reshape(3, -1)) - np.eye(3)
        return abs(noise.mean()) < 0.1 and abs(noise.std() - 1) < 0.1 and bool(abs(alike).max() < 0.1)

    def small_image(self):
        return np.ones((1, 3, 1, 1))

    def mean_square(self):
        return self.strength**2

    def mean_square_again(self):
        """The integral of z^2 over the normal density."""
        z = np.linspace(-2, 2, 40_001)
        density = np.exp(-0.5 * (z / self.strength) ** 2) / self.strength / sqrt(2 * pi)
        return float(np.trapezoid(z**2 * density, z))

    def mean_absolute(self):
        return self.strength * sqrt(2 / pi)

    def sum_of_squares(self):
        return 3 * self.side**2 * self.strength**2


@dataclass(frozen=True)
class Specks(Writing):
    share: float = 0.2
    grey: float = 0.5

    program = staticmethod(programs.train_specks)
    is_fresh = True

    def given(self, X):
        rng, found = RNG(3), X.copy()
        for n, i, j in pixels(X):
            if rng.random() < self.share:
                found[n, :, i, j] = rng.integers(2)
        return found

    def fits(self, X, given):
        """Every pixel is as it was, or black or white in all channels; so many are hit, half of them white."""
        is_hit = abs(given - X).max(axis=1) > 1e-6
        hit = given.swapaxes(0, 1)[:, is_hit]
        is_one = bool(np.isin(hit, (0, 1)).all() and (hit == hit[0]).all())
        return is_one and abs(is_hit.mean() - self.share) < 0.05 and abs(hit.mean() - 0.5) < 0.1

    def small_image(self):
        return np.full((1, 3, 1, 1), self.grey)

    def mean_square_again(self):
        """Variance plus the square of the bias, of black or white against the grey, at so many pixels."""
        specks = np.array([0.0, 1.0])
        return float(self.share * (specks.var() + (specks.mean() - self.grey) ** 2))

    def sum_of_squares(self):
        return 3 * self.side**2 * self.mean_square()

    def errors(self):
        """On one grey: none, white, black."""
        return [(0, 1 - self.share), (1 - self.grey, self.share / 2), (-self.grey, self.share / 2)]


@dataclass(frozen=True)
class Square(Writing):
    hole: int = 8
    fill: float = 0.5
    greys: tuple = (0.4, 1)

    program = staticmethod(programs.train_square)
    is_fresh = True

    @property
    def sizes(self):
        return (4, self.side, self.side), (3, self.side, self.side)

    def given(self, X):
        rng, found = RNG(3), np.concatenate([X, np.zeros_like(X[:, :1])], axis=1)
        for n in range(len(X)):
            top, left = (rng.integers(length - self.hole + 1) for length in X.shape[2:])
            for i, j in np.ndindex(self.hole, self.hole):
                found[n, :, top + i, left + j] = (0, 0, 0, 1)
        return found

    def fits(self, X, given):
        """The mask is one square in each image, not the same in all; there the image is 0, around it as it was."""
        mask = given[:, 3:]
        corners = set()
        for single in mask[:, 0]:
            rows, columns = np.nonzero(single)
            if len(rows) != self.hole**2 or np.ptp(rows) != self.hole - 1 or np.ptp(columns) != self.hole - 1:
                return False
            corners.add((rows.min(), columns.min()))
        return len(corners) > 1 and np.allclose(given[:, :3], X * (1 - mask), atol=1e-6)

    def in_loss(self, given, wanted):
        return given[:, 3:].repeat(3, axis=1)

    def guess(self, given):
        return given[:, :3] + self.fill * given[:, 3:]

    def guess_by_hand(self, given):
        return np.where(given[:, 3:] == 1, self.fill, given[:, :3])

    def small_image(self):
        """A chessboard of the two greys."""
        board = np.array([self.greys, self.greys[::-1]], float)
        return np.tile(board, (1, 3, self.hole, self.hole))

    def errors(self):
        """As many of one grey as of the other, wherever the square is."""
        return evenly([self.fill - grey for grey in self.greys])


@dataclass(frozen=True)
class Dark(Writing):
    darkest: float = 0.4

    program = staticmethod(programs.train_dark)
    is_fresh = True

    def given(self, X):
        return X * RNG(3).uniform(self.darkest, 1, (len(X), 1, 1, 1))

    def fits(self, X, given):
        """One factor for each image, within the bounds, not the same for all."""
        factors = (given / X).reshape(len(X), -1)
        is_one = bool((np.ptp(factors, axis=1) < 1e-5).all())
        first = factors[:, 0]
        return is_one and self.darkest - 1e-6 <= first.min() and first.max() <= 1 + 1e-6 and np.ptp(first) > 0.1

    def small_image(self):
        return np.ones((1, 3, 1, 1))

    def mean_square(self):
        """Of white: the integral of (1 - f)^2 over all factors f, each as likely as any other."""
        return (1 - self.darkest) ** 2 / 3

    def mean_square_again(self):
        """By Simpson's rule, which is exact for a parabola."""
        middle = (self.darkest + 1) / 2
        return sum(weight * (1 - f) ** 2 for f, weight in ((self.darkest, 1), (middle, 4), (1, 1))) / 6

    def mean_absolute(self):
        return (1 - self.darkest) / 2

    def sum_of_squares(self):
        return 3 * self.side**2 * (1 - self.darkest) ** 2 / 3

"""The losses that variants of exercise 3B are made of, and their data: a slope and a curvature in fractions.

A loss has a factor a and most have a scale c: a residual far below c costs about a z^2 / 2.
"""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import sympy
import torch

Z = sympy.Symbol("z", real=True)
NUMPY = SimpleNamespace(log=np.log, sqrt=np.sqrt, abs=np.abs, positive=lambda v: np.maximum(v, 0))
TORCH = SimpleNamespace(log=torch.log, sqrt=torch.sqrt, abs=torch.abs, positive=torch.relu)
SYMPY = SimpleNamespace(log=sympy.log, sqrt=sympy.sqrt, abs=sympy.Abs, positive=lambda v: sympy.Max(v, 0))


@dataclass(frozen=True)
class Loss:
    """A loss of one residual; `value` computes with numbers, tensors or symbols."""

    a: int = 1
    c: int = 1


class Huber(Loss):
    """a z^2 / 2 up to |z| = c, from there on straight."""

    def value(self, z, xp=NUMPY):
        return self.a * (z**2 - xp.positive(xp.abs(z) - self.c) ** 2) / 2

    def slope(self, z):
        return self.a * sympy.Max(-self.c, sympy.Min(self.c, z))

    def curvature(self, z):
        return self.a * sympy.Piecewise((1, abs(z) < self.c), (0, True))

    steepest = property(lambda self: self.a * self.c)
    most_curved = property(lambda self: self.a)


class PseudoHuber(Loss):
    """a c (sqrt(c^2 + z^2) - c): Huber's loss without a seam."""

    def value(self, z, xp=NUMPY):
        return self.a * self.c * (xp.sqrt(z**2 + self.c**2) - self.c)

    def slope(self, z):
        return self.a * self.c * z / sympy.sqrt(z**2 + self.c**2)

    def curvature(self, z):
        return self.a * self.c**3 / sympy.sqrt(z**2 + self.c**2) ** 3

    steepest = property(lambda self: self.a * self.c)
    most_curved = property(lambda self: self.a)


class Cauchy(Loss):
    """a c^2 / 2 log(1 + z^2 / c^2): far out its slope falls again, so it is not convex."""

    def value(self, z, xp=NUMPY):
        return self.a * self.c**2 * xp.log(1 + z**2 / self.c**2) / 2

    def slope(self, z):
        return self.a * self.c**2 * z / (z**2 + self.c**2)

    def curvature(self, z):
        return self.a * self.c**2 * (self.c**2 - z**2) / (z**2 + self.c**2) ** 2

    steepest = property(lambda self: sympy.Rational(self.a * self.c, 2))
    most_curved = property(lambda self: self.a)


class Fair(Loss):
    """a c (|z| - c log(1 + |z| / c)): its slope comes ever closer to a c."""

    def value(self, z, xp=NUMPY):
        return self.a * self.c * (xp.abs(z) - self.c * xp.log(1 + xp.abs(z) / self.c))

    def slope(self, z):
        return self.a * self.c * z / (sympy.Abs(z) + self.c)

    def curvature(self, z):
        return self.a * self.c**2 / (sympy.Abs(z) + self.c) ** 2

    steepest = property(lambda self: self.a * self.c)
    most_curved = property(lambda self: self.a)


@dataclass(frozen=True)
class Task:
    """E(w) is the mean loss of the residuals z_i = w.x_i - t_i. Shapes: X (N, 2), t (N,), w (2,)."""

    loss: Loss
    X: tuple
    t: tuple
    w: tuple
    z: int  # where the curvature is asked for

    def outputs(self, w=None):
        """The outputs y_i = w.x_i of the linear model."""
        return [sum(wj * xj for wj, xj in zip(self.w if w is None else w, x)) for x in self.X]

    def E(self, w, xp=NUMPY):
        """The mean loss at w."""
        return sum(self.loss.value(y - t, xp) for y, t in zip(self.outputs(w), self.t)) / len(self.X)

"""The given data: inputs, targets, the loss, and the names of things.

The exam has points in the plane. Everything here takes any number of points (N) and of features (d).
"""

from dataclasses import dataclass

import numpy as np
import sympy

__all__ = ["TASKS", "Notation", "Population", "Task"]


class Notation:
    """The symbols of the formulas, by number of features d."""

    s, sigma = sympy.symbols(r"s \sigma", positive=True)
    norm_mu = sympy.Symbol(r"{\lVert\mu\rVert}", positive=True)
    half_trace, determinant = sympy.symbols("m p", real=True)
    largest, smallest = sympy.symbols(r"\lambda_{1} \lambda_{d}", positive=True)

    def w(self, d):
        return self._vector("w", d)

    def mu(self, d):
        return self._vector(r"\mu", d)

    def _vector(self, name, d):
        return sympy.Matrix([sympy.Symbol(rf"{name}_{{{i}}}", real=True) for i in range(1, d + 1)])

    def covariance(self, d):
        """Symmetric: the entry (i, j) has the name of (j, i)."""
        return sympy.Matrix(d, d, lambda i, j: self.sigma_entry(min(i, j), max(i, j)))

    def sigma_entry(self, i, j):
        return sympy.Symbol(rf"\Sigma_{{{i + 1}{j + 1}}}", real=True)


@dataclass(frozen=True)
class Population:
    """Inputs of which mean and covariance are known, and the variance of the noise added to them."""

    name: str
    mean: tuple
    covariance: tuple
    variance: float

    @property
    def mu(self):
        return np.array(self.mean, dtype=float)

    @property
    def sigma(self):
        return np.array(self.covariance, dtype=float)


@dataclass(frozen=True)
class Task:
    """y = w.x without a bias, J(w) = 1/(2N) sum_i (w.x_i - t_i)^2. Shapes: X (N, d), t (N,), w (d,)."""

    X: tuple
    t: tuple
    variances: tuple  # s^2 of the noise on the inputs
    labels: tuple = ()  # targets +1 and -1 for the margin form
    ridge: float = 0.0
    step_sizes: tuple = ()  # to try ...
    run: int = 100  # ... for this many steps
    tolerance: float = 1e-6  # descent has arrived when the error has shrunk to this part of the first one
    shapes: tuple = ()  # names and covariances of noises whose entries are not alike
    copies: tuple = ()  # names of noisy copies of the data, each with its noise
    populations: tuple = ()

    notation = Notation()

    @property
    def N(self):
        return len(self.X)

    @property
    def d(self):
        return len(self.X[0])

    @property
    def inputs(self):
        """X as an array of shape (N, d)."""
        return np.array(self.X, dtype=float)

    @property
    def targets(self):
        return np.array(self.t, dtype=float)

    @property
    def start(self):
        """Descent starts at w = 0."""
        return np.zeros(self.d)

    def loss(self, w, X=None, t=None):
        """J(w) of this data set or of another one; w may hold numbers, tensors or symbols."""
        X, t = self.X if X is None else X, self.t if t is None else t
        errors = (sum(w[j] * x[j] for j in range(self.d)) - target for x, target in zip(X, t))
        return sum(error**2 for error in errors) / (2 * len(X))


half, fifth = sympy.Rational(1, 2), sympy.Rational(1, 5)

TASKS = {
    "exam": Task(
        X=((1, 2), (3, 2), (2, 3), (2, 1)),
        t=(1, 2, 3, 0),
        variances=(0, 0.5, 1.5, 4),
        labels=(-1, 1, 1, -1),
        ridge=1.5,
        step_sizes=(0.1, 0.2, 0.23, 0.24),
        shapes=(
            ("independent, of equal strength", ((4, 0), (0, 4))),
            ("on the first feature only", ((8, 0), (0, 0))),
            ("the same on both features", ((4, 4), (4, 4))),
            ("opposite on the two features", ((4, -4), (-4, 4))),
        ),
        copies=(
            ("onto the diagonal", ((0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (-0.5, 0.5))),
            ("the same numbers with the other sign", ((-0.5, 0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, -0.5))),
        ),
        populations=(
            Population("our four points", (2, 2), ((half, 0), (0, half)), 4),
            Population("the counterexample", (0, sympy.sqrt(3)), ((4, 0), (0, 1)), 3),
            Population("large scale", (2, 0), ((4, 0), (0, 4)), 3),
            Population("already white", (0, 0), ((1, 0), (0, 1)), 3),
            Population("correlated", (4, 1), ((4, 4 * fifth), (4 * fifth, 1)), 3),
        ),
    ),
    "line": Task(X=((1,), (2,), (3,)), t=(2, 4, 6), variances=(0, 2)),  # one feature
    "singular": Task(X=((1, 1), (2, 2)), t=(1, 3), variances=(0, 1)),  # the same feature twice
}

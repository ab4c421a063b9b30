"""The given data: four points, a weight vector, and the error functions that the four readings of the task name.

Shapes: X (N, d), t, labels and separable (N,), w, start and direction (d,); the small network of part (e) with M units
has W (d, M), b and s (M,).
"""

from dataclasses import dataclass

import numpy as np
import sympy


class Notation:
    """The symbols of the formulas. u = beta z is the argument of cosh, z = y - t the residual."""

    beta = sympy.Symbol(r"\beta", positive=True)
    y, t, z = sympy.symbols("y t z", real=True)
    u = sympy.Symbol("u", nonnegative=True)
    k = sympy.Symbol("k", integer=True, nonnegative=True)
    x_j = sympy.Symbol("x_{j}", real=True)


@dataclass(frozen=True)
class Task:
    """A: E(w) = 1/N sum_i 1/beta log cosh(beta z_i), z_i = w.x_i - t_i. B: a network. C: a Hessian. D: margin losses.

    `xp` is the library that computes: numpy, torch, or SymPy for exact numbers and symbols.
    """

    X: tuple = ((1, 2), (3, 2), (2, 3), (2, 1))
    t: tuple = (1, 2, 3, 0)
    w: tuple = (0.5, 0.5)
    beta: float = 1
    zs: tuple = (0.1, 0.5, 1, 2, 5, 10)  # (c) the scalar table ...
    far: tuple = (10, 100, 1000)  # ... residuals far out ...
    betas: tuple = (0.1, 1, 10, 100)  # ... what beta does at z = 1 ...
    floats: tuple = (0.0001, 1, 88, 100)  # ... and where the float32 forms are compared
    runaways: tuple = (0, -10, -100, -1000)  # (b) values for the last target
    scales: tuple = (2, 10, 100)  # (b) weights c of the network y = c * c * 1
    start: tuple = (2, -1)  # (d) where gradient descent starts ...
    steps: int = 200  # ... and how long it runs
    W: tuple = ((3, -1, 1), (0, 2, -1))  # (e) column j belongs to hidden unit j
    b: tuple = (0, 0, 1)
    s: tuple = (1, -1, 1)
    point: tuple = (1, 3)
    labels: tuple = (-1, 1, 1, -1)  # (g)
    margins: tuple = (-2, -0.5, 0.5, 2)
    separable: tuple = (-1, 1, -1, 1)  # labels that y = direction.x gets right, all with the margin 1 ...
    direction: tuple = (1, -1)
    lengths: tuple = (1, 5, 20)  # ... and how far along it the log-loss is looked at

    notation = Notation()

    def loss(self, z, xp=np, beta=None):
        """1/beta log cosh(beta z), as it is defined. Overflows for large z: part (c)."""
        beta = self.beta if beta is None else beta
        return xp.log(xp.cosh(beta * z)) / beta

    def outputs(self, w=None):
        """The outputs y_i = w.x_i of the linear model."""
        return [sum(wj * xj for wj, xj in zip(self.w if w is None else w, x)) for x in self.X]

    def E(self, w=None, xp=np):
        """E(w): the mean loss over the points."""
        return sum(self.loss(y - t, xp) for y, t in zip(self.outputs(w), self.t)) / len(self.X)

    def network(self, x, maximum=np.maximum):
        """f(x) = sum_j s_j max(0, w_j.x + b_j), w_j being column j of W."""
        sums = [sum(w * v for w, v in zip(column, x)) + b for column, b in zip(zip(*self.W), self.b)]
        return sum(s * maximum(0 * a, a) for s, a in zip(self.s, sums))

    def margin_loss(self, name, m, xp=np, maximum=np.maximum):
        """The loss of an output y for the target t, as a function of the margin m = y t."""
        if name == "perceptron":
            return maximum(0 * m, -m)
        if name == "hinge":
            return maximum(0 * m, 1 - m)
        return xp.log(1 + xp.exp(-m))  # log-loss


TASKS = {
    "exam": Task(),
    # A steeper loss, and a network in which no two units pull in the same direction everywhere.
    "sharp": Task(beta=2, s=(1, 1, 1)),
    # The data of `exam` minus their mean. All residuals vanish at (0.5, 1.5).
    "centred": Task(X=((-1, 0), (1, 0), (0, 1), (0, -1)), t=(-0.5, 0.5, 1.5, -1.5), steps=40),
    # The mean (0, 2) lies across the long axis of the points.
    "stretched": Task(X=((2.5, 3.5), (-2.5, 3.5), (2.5, 0.5), (-2.5, 0.5)), t=(1, 1, 0, 0)),
}

"""The given data: one step of the network (the cell), a sequence, a target, and the names of things.

The exam has three steps, and one number each for state and parameter. Everything here takes any number of steps,
and vectors as well: states of shape (m,), parameters of shape (p,). An axis is missing where there is one number.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import sympy
import torch

# The libraries that can run the cell. `np` itself is the third.
TORCH = SimpleNamespace(
    asarray=lambda value: torch.as_tensor(value, dtype=torch.float64),
    maximum=torch.maximum,
    stack=torch.stack,
    tanh=torch.tanh,
)
SYMPY = SimpleNamespace(
    asarray=lambda value: sympy.Matrix(value) if np.ndim(value) else sympy.sympify(value),
    maximum=sympy.Max,
    tanh=sympy.tanh,
)


class Cell:
    """One step h_t = g(x_t, h_{t-1}, theta) = f(z_t), z_t = z(x_t, h_{t-1}, theta), with the direct derivatives.

    Shapes: z_h and g_h (m, m), z_theta and g_theta (m, p): row i belongs to component i of the state.
    """

    def f(self, z, xp=np):
        """The activation; the identity unless a cell says otherwise."""
        return z

    def slope(self, z):
        """f'(z), component by component."""
        return np.ones_like(z)

    def g(self, x, h, theta, xp=np):
        return self.f(self.z(x, h, theta), xp)

    def g_h(self, x, h, theta):
        """g'_h: the derivative with respect to the old state, with theta held fixed."""
        return self._through_activation(self.z_h(x, h, theta), x, h, theta)

    def g_theta(self, x, h, theta):
        """g'_theta: the direct derivative with respect to the parameter, with the old state held fixed."""
        return self._through_activation(self.z_theta(x, h, theta), x, h, theta)

    def _through_activation(self, jacobian, x, h, theta):
        # The transposes scale row i by f'(z_i); they do nothing to a single number.
        return np.transpose(self.slope(self.z(x, h, theta)) * np.transpose(jacobian))


class Linear(Cell):
    """h_t = theta h_{t-1} + x_t with numbers: easy by hand."""

    def z(self, x, h, theta):
        return theta * h + x

    def z_h(self, x, h, theta):
        return theta

    def z_theta(self, x, h, theta):
        return h


class Tanh(Cell):
    """h_t = tanh(w x_t + u h_{t-1}) with numbers and theta = (w, u)."""

    def f(self, z, xp=np):
        return xp.tanh(z)

    def slope(self, z):
        return 1 - np.tanh(z) ** 2

    def z(self, x, h, theta):
        w, u = theta
        return w * x + u * h

    def z_h(self, x, h, theta):
        return theta[1]

    def z_theta(self, x, h, theta):
        return np.array([x, h])


class Matrix(Cell):
    """h_t = W h_{t-1} + x_t with a state of shape (m,); theta holds the rows of W, one after another."""

    def z(self, x, h, theta):
        m = len(h)
        return theta.reshape(m, m) @ h + x

    def z_h(self, x, h, theta):
        return theta.reshape(len(h), len(h))

    def z_theta(self, x, h, theta):
        return np.kron(np.eye(len(h), dtype=int), h)  # W_ij acts on component i, and multiplies h_j


class Notation:
    """The symbols of the formulas. The exam says: write g' for the derivative of g."""

    dL_dy = sympy.Symbol(r"\frac{\partial L}{\partial y}")  # noqa: N815 (the name of the formula)
    y, t, u = sympy.symbols("y t u", real=True)

    def g_h(self, t):
        return sympy.Symbol(rf"g'_{{h}}({t})")

    def g_theta(self, t):
        return sympy.Symbol(rf"g'_{{\theta}}({t})")

    def g_z(self, t):
        """g' of a cell with one scalar pre-activation z_t = w x_t + u h_{t-1}."""
        return sympy.Symbol(rf"g'(z_{{{t}}})")

    def z_theta(self, t):
        """The derivative of the pre-activation with respect to the parameter: x_t for w, h_{t-1} for u."""
        return sympy.Symbol(rf"z'_{{\theta}}({t})")

    def delta(self, t):
        return sympy.Symbol(rf"\delta_{{{t}}}")

    def h(self, t):
        return sympy.Symbol(rf"h_{{{t}}}")

    def x(self, t):
        return sympy.Symbol(rf"x_{{{t}}}")


@dataclass(frozen=True)
class Task:
    """h_t = g(x_t, h_{t-1}, theta) for t = 1, ..., n; y = h_n; L = max(0, -y t), summed over the components of y.

    Shapes: x (n,) or (n, m); h0 and target () or (m,); theta () or (p,).
    """

    cell: Cell
    x: tuple
    h0: Any
    theta: Any
    target: Any
    horizon: int = 20  # the length of the sequences of (d)'s last question ...
    long_runs: tuple = ()  # ... and their pairs (theta, h0), with all inputs 0

    notation = Notation()

    @property
    def steps(self):
        return len(self.x)

    def inputs(self, xp=np):
        """x_1, ..., x_n."""
        return [xp.asarray(x) for x in self.x]

    def run(self, theta=None, h0=None, after=0, xp=np):
        """The states from h_after on: h_0, h_1, ..., h_n, or what follows when h_after is set to `h0`."""
        theta = xp.asarray(self.theta if theta is None else theta)
        states = [xp.asarray(self.h0 if h0 is None else h0)]
        for x in self.inputs(xp)[after:]:
            states.append(self.cell.g(x, states[-1], theta, xp))
        return states

    def loss_at(self, y, xp=np):
        """L(y, t) = max(0, -y t): 0 for a point on the right side."""
        return xp.maximum(xp.asarray(0), -y * xp.asarray(self.target)).sum()


TASKS = {
    "exam": Task(Linear(), (1, 1, 1), 1, 2, -1, long_runs=((0.5, 1), (0.9, 1), (2, 1))),
    "zero": Task(Linear(), (1, 1, 1), 0, 2, -1),
    "right": Task(Linear(), (1, 1, 1), 1, 2, 1),
    "tanh": Task(Tanh(), (1, -1, 0.5), -1, (1, 0.5), -1, long_runs=tuple(((1, 1.5), h0) for h0 in (0, 0.001, 1))),
    "vector": Task(Matrix(), ((1, 0), (0, 1), (1, 0), (0, 1)), (1, 0), (1, 1, -1, 1), (1, -1)),
}

"""Two ways to any derivative, for the witnesses: neither knows a rule for the derivative of our cell.

Both return an array of the function's shape followed by the shape of the point.
"""

import numpy as np
import torch

from snippets.rnn.task import TORCH

__all__ = ["by_autograd", "by_differences"]


def by_autograd(function, point):
    """The Jacobian by reverse mode; `function` computes with torch."""
    return torch.func.jacrev(function)(TORCH.asarray(point)).numpy()[()]


def by_differences(function, point, step=1e-5):
    """The Jacobian by central differences, whose error is of the order step^2."""
    point = np.asarray(point, float)
    directions = step * np.eye(point.size).reshape(point.size, *point.shape)
    columns = np.array([(function(point + d) - function(point - d)) / (2 * step) for d in directions])
    return np.moveaxis(columns, 0, -1).reshape(columns.shape[1:] + point.shape)[()]

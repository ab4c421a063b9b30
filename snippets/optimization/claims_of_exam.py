"""(a) and (b) by hand: the relations between the numbers of `exam`."""

import numpy as np
import torch

from snippets.claims import claim, sides
from snippets.optimization.claims import covariance, mean
from snippets.optimization.curvature import hessian
from snippets.optimization.second_ways import autograd_hessian
from snippets.second_ways import tensor

__all__ = [
    "eigenvectors_of_exam",
    "means_of_exam",
    "moments_of_exam",
    "plane_eigenvalues_of_exam",
]


@claim(
    r"\begin{aligned} H_{11} &= \tfrac14 (1 + 9 + 4 + 4) = 4.5, \\ H_{12} &= \tfrac14 (2 + 6 + 6 + 2) = 4,"
    r" \\ H_{22} &= \tfrac14 (4 + 4 + 9 + 1) = 4.5, \\ \mathbb E[x_1 t] &= \tfrac14 (1 + 6 + 6 + 0) = \tfrac{13}4,"
    r" \\ \mathbb E[x_2 t] &= \tfrac14 (2 + 4 + 9 + 0) = \tfrac{15}4 \end{aligned}",
    instances=("exam",),
)
def means_of_exam(task):
    """The entries of the Hessian and of E[x t] are means of products: autograd, point by point, from the moments."""
    measured, (x1, x2), t = autograd_hessian(task.loss, task.d), task.inputs.T, task.targets
    slopes = torch.func.grad(task.loss)(tensor(np.zeros(task.d))).numpy()
    products = np.mean([x1 * x1, x1 * x2, x2 * x2, x1 * t, x2 * t], axis=1)
    moments = np.cov(x1, x2, bias=True) + np.outer(mean(task), mean(task))
    with_targets = [np.cov(x, t, bias=True)[0, 1] + x.mean() * t.mean() for x in (x1, x2)]
    upper = np.triu_indices(2)
    rows = zip([*measured[upper], *-slopes], products, [*moments[upper], *with_targets])
    return sides(*(value for row in rows for value in row))


@claim(r"\sigma^2 = 0.5, \quad \lVert\mu\rVert^2 = 8", instances=("exam",))
def moments_of_exam(task):
    """In exam each feature has the variance 0.5 and the mean has the squared length 8: definitions, differences."""
    differences = task.inputs[:, None] - task.inputs
    lengths = np.sum(task.inputs**2, axis=1) - np.sum((task.inputs - mean(task)) ** 2, axis=1)
    return sides(covariance(task)[0, 0], np.mean(differences[..., 1] ** 2) / 2, mean(task) @ mean(task), lengths.mean())


@claim(r"\lambda_1 = 4.5 + \sqrt{4.5^2 - 4.25} = 8.5", instances=("exam",))
def plane_eigenvalues_of_exam(task):
    """In exam half the trace is 4.5 and the determinant 4.25, so the larger eigenvalue is 8.5."""
    H = hessian(task)
    half = np.trace(H) / 2
    by_singular_values = np.linalg.svd(task.inputs, compute_uv=False)[0] ** 2 / task.N
    return sides(np.linalg.eigvalsh(H)[-1], half + np.sqrt(half**2 - np.linalg.det(H)), by_singular_values)


@claim(
    r"H\, (1, 1)^\top = 8.5\, (1, 1)^\top, \quad H\, (1, -1)^\top = 0.5\, (1, -1)^\top",
    instances=("exam",),
)
def eigenvectors_of_exam(task):
    """In exam the eigenvectors are (1, 1) and (1, -1), with the eigenvalues 8.5 and 0.5."""
    H, along, across = hessian(task), np.array([1.0, 1]), np.array([1.0, -1])
    largest, smallest = np.linalg.svd(task.inputs, compute_uv=False) ** 2 / task.N
    named = {r"(1, 1)^\top": along, r"(1, -1)^\top": across}
    return sides(H @ along, largest * along, H @ across, smallest * across, named)

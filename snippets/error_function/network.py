"""(e) Reading B: the gradient of a ReLU network with respect to its input, and three norms of W that bound it."""

import itertools
import math
from dataclasses import replace

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact
from snippets.second_ways import by_autograd, by_differences, tensor

__all__ = ["input_gradient", "largest_input_gradient", "norm_bounds", "row_bounds"]


@answer(instances=("exam", "sharp"))
def input_gradient(task):
    """df/dx = sum of s_j w_j over the active units j, those with w_j.x + b_j > 0."""
    W = np.asarray(task.W)
    active = task.point @ W + task.b > 0
    return W @ (active * task.s)


@input_gradient.witness("autograd")
def input_gradient_by_autograd(task):
    return by_autograd(lambda x: task.network(x, torch.maximum), task.point)


@input_gradient.witness("central differences", within=1e-6)
def input_gradient_by_differences(task):
    return by_differences(task.network, task.point)


@input_gradient.slip("the inactive unit counted too")
def input_gradient_all_active(task):
    return np.asarray(task.W) @ task.s


@input_gradient.slip("the signs s_j forgotten")
def input_gradient_without_signs(task):
    return input_gradient(replace(task, s=(1,) * len(task.s)))


@answer(instances=("exam",))
def row_bounds(task):
    """|df/dx_i| is at most the sum of |w_ij| over j: triangle inequality, with every |s_j| and indicator at most 1."""
    return np.sum(np.abs(task.W), axis=1)


@row_bounds.witness("brute force over all signs and activation patterns")
def row_bounds_by_brute_force(task):
    return [max(np.dot(row, f) for f in itertools.product((-1, 0, 1), repeat=len(row))) for row in task.W]


@row_bounds.witness("autograd: for each row a network that attains its bound")
def row_bounds_by_attaining(task):
    # All units active, and s_j with the sign of w_ij, so that no two summands of this row cancel.
    def steepest(i, row):
        attaining = replace(task, s=tuple(np.sign(row)), b=(100,) * len(row))
        return by_autograd(lambda x: attaining.network(x, torch.maximum), task.point)[i]

    return [steepest(i, row) for i, row in enumerate(task.W)]


@row_bounds.slip("the absolute value outside the sum: |sum of w_ij|")
def row_bounds_of_sums(task):
    return [abs(sum(row)) for row in task.W]


@answer(instances=("exam",))
def norm_bounds(task):
    """|df/dx| <= |W|_Mix <= sum_j |w_j| <= sqrt(M) |W|_F: three bounds, each looser and simpler than the one before."""
    W = np.asarray(task.W)
    mix = np.linalg.norm(np.sum(abs(W), axis=1))
    columns = np.sum(np.linalg.norm(W, axis=0))
    return [mix, columns, math.sqrt(W.shape[1]) * np.linalg.norm(W)]


@norm_bounds.witness("exact roots, fifty digits")
def norm_bounds_by_sympy(task):
    W = sympy.Matrix(exact(task.W))
    mix = sympy.sqrt(sum(sum(map(abs, row)) ** 2 for row in W.tolist()))
    columns = sum(W.col(j).norm() for j in range(W.cols))
    return [digits(bound) for bound in (mix, columns, sympy.sqrt(W.cols * (W.T * W).trace()))]


@norm_bounds.witness("the largest sums that signs, directions or lengths allow", within=1e-5)
def norm_bounds_by_maxima(task):
    # Mix: every entry may choose its sign. Columns: every column may turn. Frobenius: columns of one common length.
    W = tensor(task.W)
    signs = torch.tensor(list(itertools.product((-1.0, 1.0), repeat=W.numel())), dtype=torch.float64)
    mix = (signs.reshape(-1, *W.shape) * W).sum(2).norm(dim=1).max().item()
    turns = torch.linspace(0, 2 * math.pi, 3600, dtype=torch.float64)
    directions = torch.stack([torch.cos(turns), torch.sin(turns)])
    columns = (W.T @ directions).max(dim=1).values.sum().item()
    equal = (torch.linalg.svdvals(W).square().sum() / W.shape[1]).sqrt().item()
    return [mix, columns, W.shape[1] * equal]


@norm_bounds.slip("|W|_F alone: |.|_2 read where the l1 norm belongs, so sqrt(M) is missing")
def norm_bounds_without_root(task):
    return [*norm_bounds_by_sympy(task)[:2], np.linalg.norm(task.W)]


@norm_bounds.slip("sqrt(d) in place of sqrt(M)")
def norm_bounds_with_inputs(task):
    return [*norm_bounds_by_sympy(task)[:2], math.sqrt(len(task.W)) * np.linalg.norm(task.W)]


@answer(instances=("exam", "sharp"))
def largest_input_gradient(task):
    """The longest df/dx over all inputs x: one value for each activation pattern that an input can reach."""
    W = np.asarray(task.W)
    patterns = reachable_patterns(W, np.asarray(task.b))
    return max(np.linalg.norm(W @ (np.array(pattern) * task.s)) for pattern in patterns)


def reachable_patterns(W, b):
    """The reachable patterns for inputs in the plane: those around the points where two units switch."""
    found = set()
    for j, k in itertools.combinations(range(len(b)), 2):
        vertex = np.linalg.solve(W[:, [j, k]].T, -b[[j, k]])
        ways = np.linalg.inv(W[:, [j, k]].T).T  # along way 0 only unit j changes
        for signs in itertools.product((-1, 1), repeat=2):
            near = vertex + 1e-6 * (signs @ ways)
            found.add(tuple((near @ W + b > 0).astype(int).tolist()))
    return found


@largest_input_gradient.witness("autograd at 40000 inputs")
def largest_by_sampling(task):
    axis = torch.linspace(-10, 10, 200, dtype=torch.float64) + 0.0123
    x = torch.cartesian_prod(axis, axis).T.clone().requires_grad_()
    outputs = task.network(x, torch.maximum)
    return torch.autograd.grad(outputs.sum(), x)[0].norm(dim=0).max().item()


@largest_input_gradient.witness("slopes of f between neighbours on a grid", within=1e-6)
def largest_by_slopes(task, step=1e-4):
    x, y = np.meshgrid(np.linspace(-10, 10, 200) + 0.0123, np.linspace(-10, 10, 200) + 0.0123)
    slopes = [task.network((x + step * a, y + step * c)) - task.network((x, y)) for a, c in ((1, 0), (0, 1))]
    bends = [task.network((x - step * a, y - step * c)) - task.network((x, y)) for a, c in ((1, 0), (0, 1))]
    smooth = np.all([abs(s + e) < 1e-12 for s, e in zip(slopes, bends)], axis=0)  # away from the kinks
    return np.max(np.hypot(*slopes)[smooth]) / step

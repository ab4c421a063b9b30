"""(b) How large the gradient can become: |tanh| < 1, triangle inequality, Cauchy-Schwarz, and the exact supremum."""

import itertools
import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact, stable_loss
from snippets.second_ways import by_autograd, by_differences

__all__ = ["cauchy_schwarz_bound", "deep_network", "gradient_bound", "gradient_norm", "gradient_supremum", "outliers"]


@answer
def gradient_norm(task):
    """The length of grad E at the given w."""
    X = np.asarray(task.X)
    return np.linalg.norm(np.tanh(task.beta * (X @ task.w - task.t)) @ X) / len(X)


@gradient_norm.witness("autograd")
def norm_by_autograd(task):
    return math.hypot(*by_autograd(lambda w: task.E(w, torch), task.w))


@gradient_norm.witness("the steepest of 3600 directions, by central differences", within=1e-5)
def norm_by_directions(task, step=1e-4):
    turns = np.linspace(0, 2 * np.pi, 3600)
    moves = step * np.array([np.cos(turns), np.sin(turns)])
    there, back = (task.E([w + sign * m for w, m in zip(task.w, moves)]) for sign in (1, -1))
    return np.max(there - back) / (2 * step)


@answer
def gradient_bound(task):
    """|grad E(w)| < 1/N sum_i |x_i| for every w: triangle inequality, then |tanh| < 1. No residual appears in it."""
    return np.mean(np.linalg.norm(task.X, axis=1))


@gradient_bound.witness("lengths by Pythagoras, fifty digits")
def bound_by_pythagoras(task):
    return digits(sum(sympy.sqrt(sum(v**2 for v in x)) for x in exact(task.X)) / len(task.X))


@gradient_bound.witness("autograd: each point alone, at a residual of 300")
def bound_by_points_alone(task):
    # With one point the bound is reached in the limit. Far out tanh is 1 to the last digit.
    def length(x):
        alone = by_autograd(lambda w: task.loss(sum(a * b for a, b in zip(w, x)) + 300 / task.beta, torch), [0.0, 0.0])
        return math.hypot(*alone)

    return np.mean([length(x) for x in task.X])


@gradient_bound.slip("beta tanh is at most beta")
def bound_times_beta(task):
    return task.beta * np.mean([math.hypot(*x) for x in task.X])


@gradient_bound.slip("|tanh| < 1, so |grad E| < 1: x_i forgotten")
def bound_without_x(task):
    return 1.0


@gradient_bound.slip("the bound of the sum: 1/N forgotten")
def bound_of_sum(task):
    return sum(math.hypot(*x) for x in task.X)


@gradient_bound.slip("the triangle inequality the wrong way round: the length of the mean input")
def bound_by_mean_input(task):
    return math.hypot(*np.mean(task.X, axis=0))


@answer
def cauchy_schwarz_bound(task):
    """|grad E(w)| < square root of the largest eigenvalue of 1/N sum_i x_i x_i^T: Cauchy-Schwarz over the points."""
    X = np.asarray(task.X)
    return math.sqrt(np.linalg.eigvalsh(X.T @ X / len(X))[-1])


@cauchy_schwarz_bound.witness("largest singular value of X")
def cauchy_schwarz_by_svd(task):
    return np.linalg.svd(np.asarray(task.X, float), compute_uv=False)[0] / math.sqrt(len(task.X))


@cauchy_schwarz_bound.witness("SymPy: exact eigenvalues")
def cauchy_schwarz_by_sympy(task):
    X = sympy.Matrix(exact(task.X))
    return digits(sympy.sqrt(max((X.T * X / len(task.X)).eigenvals(), key=sympy.N)))


@cauchy_schwarz_bound.slip("the eigenvalue without the square root")
def cauchy_schwarz_without_root(task):
    return np.linalg.svd(np.asarray(task.X, float), compute_uv=False)[0] ** 2 / len(task.X)


@answer
def gradient_supremum(task):
    """The least upper bound of |grad E|: the largest |1/N sum_i s_i x_i| over all signs s_i. It is never attained."""
    signs = itertools.product((-1, 1), repeat=len(task.X))
    return max(np.linalg.norm(np.array(s) @ np.asarray(task.X)) for s in signs) / len(task.X)


@gradient_supremum.witness("the largest mean |u.x_i| over directions u")
def supremum_by_directions(task):
    # Between two directions at which some u.x_i vanishes the mean is m.u for one vector m, hence at most |m|; and
    # every m.u is at most the mean. So the largest |m| is the answer; one direction in each sector finds its m.
    X = np.asarray(task.X, float)
    zeros = np.sort(np.mod(np.arctan2(X[:, 1], X[:, 0]) + np.pi / 2, np.pi))
    between = (zeros + np.append(zeros[1:], zeros[0] + np.pi)) / 2
    directions = np.array([np.cos(between), np.sin(between)])
    means = np.sign(X @ directions).T @ X / len(X)
    return max(math.hypot(*m) for m in means)


@gradient_supremum.witness("autograd at 3600 weights far out", within=1e-6)
def supremum_far_out(task, radius=300.0):
    turns = np.linspace(0, 2 * np.pi, 3600, endpoint=False) + 1e-4
    w = torch.tensor(radius / task.beta * np.array([np.cos(turns), np.sin(turns)]), requires_grad=True)
    z = torch.stack(task.outputs(w)) - torch.tensor(task.t, dtype=torch.float64)[:, None]
    loss = stable_loss(task, z, torch)
    return torch.autograd.grad(loss.mean(0).sum(), w)[0].norm(dim=0).max().item()


@answer(instances=("exam", "sharp"))
def outliers(task):
    """As one target runs away, the gradient of log-cosh stays below its bound; that of z^2/2 grows without end."""
    X, rows = np.asarray(task.X), []
    for target in task.runaways:
        z = X @ task.w - (*task.t[:-1], target)
        logcosh, squared = (np.linalg.norm(slope @ X) / len(X) for slope in (np.tanh(task.beta * z), z))
        rows.append({"target": target, "logcosh": logcosh, "squared": squared})
    return rows


@outliers.witness("autograd")
def outliers_by_autograd(task):
    return outlier_rows(task, lambda mean: by_autograd(mean, task.w), torch)


@outliers.witness("central differences", within=1e-6)
def outliers_by_differences(task):
    return outlier_rows(task, lambda mean: by_differences(mean, task.w, 1e-4), np)


def outlier_rows(task, gradient_of, xp):
    """The lengths of the gradients of both mean losses, whatever way `gradient_of` finds them."""

    def length(target, loss):
        def mean(w):
            return sum(loss(y - t) for y, t in zip(task.outputs(w), (*task.t[:-1], target))) / len(task.X)

        return math.hypot(*gradient_of(mean))

    losses = {"logcosh": lambda z: stable_loss(task, z, xp), "squared": lambda z: z**2 / 2}
    return [{"target": t} | {name: length(t, loss) for name, loss in losses.items()} for t in task.runaways]


@outliers.slip("the slope of z^2/2 taken for a sign, as if it were bounded like tanh")
def outliers_all_bounded(task):
    bound = np.mean([math.hypot(*x) for x in task.X])
    return [{**row, "squared": min(row["squared"], bound)} for row in outliers_by_autograd(task)]


@answer(instances=("exam", "sharp"))
def deep_network(task):
    """For the network y = w_1 w_2 with both weights c, |grad E| < |grad y| = |c| sqrt(2), which grows with c."""
    rows = []
    for c in task.scales:
        bound = math.hypot(c, c)  # dy/dw_1 = w_2, dy/dw_2 = w_1
        rows.append({"c": c, "gradient": abs(math.tanh(task.beta * (c * c - task.t[0]))) * bound, "bound": bound})
    return rows


@deep_network.witness("autograd")
def deep_network_by_autograd(task):
    return deep_rows(task, by_autograd, torch)


@deep_network.witness("central differences", within=1e-6)
def deep_network_by_differences(task):
    return deep_rows(task, lambda f, at: by_differences(f, at, 1e-4), np)


def deep_rows(task, gradient_of, xp):
    """The lengths of grad E and grad y at w_1 = w_2 = c, for one point with the first target."""

    def output(w):
        return w[0] * w[1]

    def loss(w):
        return stable_loss(task, output(w) - task.t[0], xp)

    lengths = [[math.hypot(*gradient_of(f, [c, c])) for f in (loss, output)] for c in map(float, task.scales)]
    return [{"c": c, "gradient": a, "bound": b} for c, (a, b) in zip(task.scales, lengths)]

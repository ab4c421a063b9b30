"""(a) to (c) for the other forms of the task: factor 2, margin form, bias, ridge penalty."""

import numpy as np
import sympy

from snippets.answers import answer
from snippets.claims import claim, sides
from snippets.optimization.second_ways import autograd_hessian, exact_condition, exact_eigenvalues, second_derivatives

__all__ = ["hessian_with_bias", "margin_curvature", "margin_hessian", "variants"]


@answer(instances=("exam",))
def margin_hessian(task):
    """The margin form (1 - y t)^2 / 2 with targets +1 and -1 has the same Hessian for w: E[t^2 x x^T] and t^2 = 1."""
    signed = task.inputs * np.array(task.labels)[:, None]
    return signed.T @ signed / task.N


def margin_loss(task, w, b=0):
    """The mean of (1 - y t)^2 / 2 with y = w.x + b."""
    outputs = (sum(w[j] * x[j] for j in range(task.d)) + b for x in task.X)
    return sum((1 - y * t) ** 2 for y, t in zip(outputs, task.labels)) / (2 * task.N)


@margin_hessian.witness("autograd on the margin loss")
def margin_hessian_by_autograd(task):
    return autograd_hessian(lambda w: margin_loss(task, w), task.d)


@margin_hessian.witness("SymPy: second derivatives of the squared loss, whose targets drop out")
def margin_hessian_by_derivatives(task):
    w, unknown = task.notation.w(task.d), sympy.symbols(f"t:{task.N}")
    return second_derivatives(task.loss(w, t=unknown), w).tolist()


@margin_hessian.slip("one factor t too few: differentiated as if t^2 were t")
def margin_hessian_with_sign(task):
    return (task.inputs * np.array(task.labels)[:, None]).T @ task.inputs / task.N


@claim(r"\mathbb E[t^2 x x^\top] = \mathbb E[x x^\top]", instances=("exam",))
def margin_curvature(task):
    """With labels 1 and -1 the second derivative of the margin form is that of the squared form."""
    return sides(margin_hessian_by_autograd(task), np.mean([np.outer(x, x) for x in task.X], axis=0))


@answer(instances=("exam",))
def hessian_with_bias(task):
    """With a bias, x becomes (x, 1) and the Hessian in (w, b) gets the mean as a border; shape (d + 1, d + 1)."""
    X = np.column_stack([task.inputs, np.ones(task.N)])
    return X.T @ X / task.N


@hessian_with_bias.witness("autograd on the margin loss with bias")
def hessian_with_bias_by_autograd(task):
    return autograd_hessian(lambda v: margin_loss(task, v[:-1], v[-1]), task.d + 1)


@hessian_with_bias.witness("SymPy: second derivatives of the squared loss with bias")
def hessian_with_bias_by_derivatives(task):
    b, w = sympy.Symbol("b"), task.notation.w(task.d)
    # A bias moves each target by -b.
    loss = task.loss(w, t=[t - b for t in task.t])
    return second_derivatives(loss, [*w, b]).tolist()


@hessian_with_bias.slip("block-diagonal: the border mu is forgotten, as if the data were centred")
def hessian_with_bias_block_diagonal(task):
    H = np.zeros((task.d + 1, task.d + 1))
    H[:-1, :-1], H[-1, -1] = task.inputs.T @ task.inputs / task.N, 1
    return H


def summary(name, H):
    """What (b) and (c) ask of a Hessian."""
    values = np.linalg.eigvalsh(H)[::-1]
    return {"variant": name, "eigenvalues": values, "kappa": values[0] / values[-1], "step_limit": 2 / values[0]}


NAMES = (
    "half the mean square",
    "mean square without the half",
    "margin form",
    "with a bias",
    "with a ridge penalty",
)


@answer(instances=("exam",))
def variants(task):
    """The factor 2 changes step sizes, not kappa; the margin form changes nothing; a bias and a ridge do."""
    X, N = task.inputs, task.N
    H = X.T @ X / N
    X1 = np.column_stack([X, np.ones(N)])
    signed = X * np.array(task.labels)[:, None]
    hessians = (H, 2 * H, signed.T @ signed / N, X1.T @ X1 / N, H + task.ridge * np.eye(task.d))
    return [summary(name, H) for name, H in zip(NAMES, hessians)]


def variant_losses(task):
    """The losses themselves, of w or of (w, b), with the number of their parameters."""

    def with_ridge(w):
        return task.loss(w) + task.ridge * sum(w[j] ** 2 for j in range(task.d)) / 2

    return (
        (task.loss, task.d),
        (lambda w: 2 * task.loss(w), task.d),
        (lambda w: margin_loss(task, w), task.d),
        (lambda v: margin_loss(task, v[: task.d], v[task.d]), task.d + 1),
        (with_ridge, task.d),
    )


@variants.witness("autograd on each loss, spectral norms")
def variants_by_autograd(task):
    def row(name, f, d):
        H = autograd_hessian(f, d)
        values = np.linalg.svd(H, compute_uv=False)
        return {
            "variant": name,
            "eigenvalues": values,
            "kappa": np.linalg.cond(H, 2),
            "step_limit": 2 / np.linalg.norm(H, 2),
        }

    return [row(name, f, d) for name, (f, d) in zip(NAMES, variant_losses(task))]


@variants.witness("SymPy on each loss, exact eigenvalues")
def variants_by_roots(task):
    def row(name, f, d):
        w = sympy.Matrix(sympy.symbols(f"w:{d}"))
        H = sympy.nsimplify(second_derivatives(f(w), w), rational=True)
        values = exact_eigenvalues(H)
        return {"variant": name, "eigenvalues": values, "kappa": exact_condition(H), "step_limit": 2 / values[0]}

    return [row(name, f, d) for name, (f, d) in zip(NAMES, variant_losses(task))]


@variants.slip("the factor 2 changes the condition number too")
def variants_factor_in_kappa(task):
    rows = [dict(row) for row in variants(task)]
    rows[1]["kappa"] *= 2
    return rows


@variants.slip("the bias is a parameter like any other and leaves kappa alone")
def variants_bias_ignored(task):
    H = np.array(margin_hessian(task))
    values = np.linalg.eigvalsh(H)
    rows = [dict(row) for row in variants(task)]
    rows[3]["kappa"] = values[-1] / values[0]
    return rows

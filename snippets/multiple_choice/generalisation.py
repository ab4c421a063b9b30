"""Statements on data that are kept apart, on bias and variance, and on augmentation."""

import math

import sympy as sp
import torch

from snippets.multiple_choice.nets import noise
from snippets.statements import statement

LETTERS = {
    "b": "100 100 110 101 110",
    "d": "001 001 011 101 011",
    "o": "000 010 101 101 010",
    "T": "111 010 010 010 010",
}


def expected_best(models, points):
    """The expected accuracy of the best of some models that guess, on so many points."""
    below, chances = 0.0, [math.comb(points, k) / 2**points for k in range(points + 1)]
    expected = 0.0
    for k, chance in enumerate(chances):
        until = below + chance
        expected += k / points * (until**models - below**models)
        below = until
    return expected


@statement(topic="generalisation", claim=50, rival=1)
def generalisation_01(models):
    r"""Of 50 models one keeps the one with the highest accuracy on the test set. This accuracy is, on average, the one
    on new data, because the test set was not used for training.

    The best of many is the best partly by luck. A validation set is there for choosing, the test set for one last
    look.
    """
    found = expected_best(models, 100)
    return abs(found - 0.5) < 1e-9, (
        f"50 models that guess: the best is expected to be right for ${100 * expected_best(50, 100):.1f}$ of 100 "
        f"points; on new data for ${100 * expected_best(1, 100):.0f}$"
    )


@statement(topic="generalisation", claim=2, rival=1)
def generalisation_02(power):
    r"""The expected squared error of an estimate is **always** the square of its bias plus its variance, if the error
    is the distance from the true value.

    With the mean $m$ of the estimate $e$: $\mathbb E(e - \theta)^2 = (m - \theta)^2 + \mathbb E(e - m)^2$, because
    the cross term $2(m - \theta)\,\mathbb E(e - m)$ is 0.
    """
    *e, theta = sp.symbols("e1:4 theta", real=True)  # three equally likely estimates
    mean = sum(e) / 3
    error = sum((value - theta) ** 2 for value in e) / 3
    variance = sum((value - mean) ** 2 for value in e) / 3
    numbers = dict(zip([*e, theta], (1, 2, 6, 2)))
    parts = [(mean - theta).subs(numbers) ** 2, variance.subs(numbers), error.subs(numbers)]
    return sp.expand(error - (mean - theta) ** power - variance) == 0, (
        rf"estimates 1, 2, 6 of $\theta = 2$: ${sp.latex(parts[0])} + {sp.latex(parts[1])} = {sp.latex(parts[2])}$"
    )


@statement(topic="generalisation", claim=True, rival=False)
def generalisation_03(mirrored):
    r"""If **every** training input comes with its mirror image and the same target, the weights of a linear
    least-squares fit are symmetric, because the loss is the same for mirrored weights (let its Hessian $H$ be positive
    definite).

    With $H$ positive definite there is one minimum. Its mirror image has the same loss, so it is the minimum itself.
    """
    x, t = noise(20, 4), noise(20)
    if mirrored:
        x, t = torch.cat([x, x.flip(1)]), torch.cat([t, t])
    w = torch.linalg.lstsq(x, t[:, None]).solution[:, 0]
    apart = (w - w.flip(0)).abs().max().item()
    weights = ", ".join(f"{value:.2f}" for value in w)
    return apart < 1e-9, f"20 inputs of 4 numbers and their mirror images: $w = ({weights})$"


@statement(topic="generalisation", claim="bdoT", rival="oT")
def generalisation_04(letters):
    r"""As training data, images that are mirrored from left to right keep their label in **every** task of
    classification, so this augmentation does no harm there.

    It depends on the task: a mirrored cat is a cat, but a mirrored b is a d.
    """
    bitmaps = {letter: LETTERS[letter].split() for letter in letters}
    mirrored = {letter: [row[::-1] for row in rows] for letter, rows in bitmaps.items()}
    changed = [letter for letter in letters if mirrored[letter] in [bitmaps[o] for o in letters if o != letter]]
    kept = [letter for letter in letters if mirrored[letter] == bitmaps[letter]]
    return not changed, (
        f"letters of $3\\times5$ pixels: mirrored, {' and '.join(kept)} stay as they are, "
        f"{' and '.join(changed) or 'none'} become each other"
    )

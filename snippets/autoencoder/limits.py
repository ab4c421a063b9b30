"""(c) What no amount of training mends, shown on cases small enough for paper."""

from itertools import product

import numpy as np
import sympy
import torch
from torch.optim.optimizer import register_optimizer_step_post_hook

from snippets.answers import answer
from snippets.autoencoder.training import recipes

__all__ = ["black_or_missing", "two_colours", "updates_per_pass"]


@answer(instances=("exam",))
def two_colours(task):
    """Of two equally likely colours the squared error prefers the mean, which is neither of them."""
    colours, rows = np.array(task.disc), []
    guesses = {"red": colours[0], "green": colours[1], "their mean": colours.mean(0)}
    for name, guess in guesses.items():
        if_red, if_green = map(float, np.mean((colours - guess) ** 2, axis=1))
        row = {"guess": name, "colour": list(guess), "grey": float(guess.mean())}
        rows.append(row | {"if_red": if_red, "if_green": if_green, "mse": (if_red + if_green) / 2})
    return rows


@two_colours.witness("a grid of all colours in tenths, searched for the smallest error")
def two_colours_by_search(task):
    def error(guess, *colours):
        return sum((g - c) ** 2 for colour in colours for g, c in zip(guess, colour)) / 3 / len(colours)

    def row(name, guess):
        errors = {"if_red": error(guess, red), "if_green": error(guess, green), "mse": error(guess, red, green)}
        return {"guess": name, "colour": guess, "grey": sum(guess) / 3} | errors

    red, green = task.disc
    best = min(product([k / 10 for k in range(11)], repeat=3), key=lambda guess: error(guess, red, green))
    return [row("red", red), row("green", green), row("their mean", best)]


@two_colours.witness("the derivative of the error set to zero")
def two_colours_by_derivative(task):
    guess = sympy.symbols("r g b")
    red, green = ([sympy.Rational(str(value)) for value in colour] for colour in task.disc)
    errors = {name: sum((g - c) ** 2 for g, c in zip(guess, to)) / 3 for name, to in (("red", red), ("green", green))}
    mse = sum(errors.values()) / 2
    best = sympy.solve([sympy.diff(mse, g) for g in guess], guess)
    wanted = {"grey": sum(guess) / 3, "if_red": errors["red"], "if_green": errors["green"], "mse": mse}
    rows = {"red": dict(zip(guess, red)), "green": dict(zip(guess, green)), "their mean": best}
    return [
        {"guess": name, "colour": [float(at[g]) for g in guess]}
        | {key: float(formula.subs(at)) for key, formula in wanted.items()}
        for name, at in rows.items()
    ]


@answer(instances=("exam",))
def black_or_missing(task):
    """An image with a hole, and the same image truly black there, are one and the same input."""
    image = task.batch_of(1)
    black, missing = image.clone(), image.clone()
    black[:, :, 8:24, 8:24] = torch.zeros(3, 1, 1)
    missing[:, :, 8:24, 8:24] = 0
    return torch.equal(black, missing)


@black_or_missing.witness("what the program gives the model")
def black_or_missing_as_given(task):
    image = task.batch_of(1)
    painted = image * (1 - torch.nn.functional.pad(torch.ones(16, 16), (8, 8, 8, 8)))
    heard = []
    model = torch.nn.Conv2d(3, 3, 1)
    model.register_forward_hook(lambda _, inputs, out: heard.append(inputs[0]))
    for X in (image, painted):
        task.programs[1](X, model, 1)
    return torch.equal(*heard)


@black_or_missing.witness("with a mask as a fourth channel the two differ")
def black_or_missing_with_mask(task):
    image, mask = task.images("training")[0], np.pad(np.ones((16, 16)), 8)
    black = image * (1 - mask)
    told = np.concatenate([black, [0 * mask]]), np.concatenate([black, [mask]])
    return np.array_equal(told[0][:3], told[1][:3]) and not np.array_equal(*told)


@answer(instances=("exam",))
def updates_per_pass(task):
    """In one pass through the images full batch makes a single update, small batches make N / 25."""
    return task.count // task.batch


@updates_per_pass.witness("counted by a data loader")
def updates_by_loader(task):
    return len(torch.utils.data.DataLoader(range(task.count), batch_size=task.batch))


@updates_per_pass.witness("steps of the optimiser in one pass of the better recipe")
def updates_as_trained(task):
    """Images of a single pixel will do: what is counted depends on their number alone."""
    steps = []
    handle = register_optimizer_step_post_hook(lambda *_: steps.append(1))
    try:
        images, net = torch.rand(task.count, 3, 1, 1), torch.nn.Conv2d(1, 3, 1)
        recipes.train(net, images, 1, recipes.grey, recipes.unchanged, lambda *progress: None)
    finally:
        handle.remove()
    return len(steps)


@updates_per_pass.slip("an update for each image, as if a batch were one")
def updates_per_image(task):
    return task.count

"""(c) Every net beside what needs no net, on the images it was trained on and on images it has not seen."""

from functools import cache
from operator import itemgetter

import numpy as np
import torch

from snippets.answers import answer
from snippets.autoencoder import baselines
from snippets.autoencoder.second_ways import (
    baselines_again,
    error,
    forward,
    forward_by_torch,
    in_hole_again,
    inputs_with_hole,
)
from snippets.autoencoder.training.experiments import POSITIONS

__all__ = ["by_position", "colour_errors", "hole_errors", "saturation"]

SETS = ("training", "new", "held_out", "chelsea", "hopper")
COLOUR_NETS = ("exam_from_nothing", "exam_from_grey", "colour", "colour_long")
HOLE_NETS = ("hole_fixed", "hole_random")
HALF = 2e-3  # predictions are stored in half precision


def table(task, kind, nets, baseline_errors):
    """The errors on all sets, the best on held-out photographs first; a baseline has no parameters here.

    `kind` is the name under which the experiments stored theirs; `baseline_errors` takes the name of a set.
    """
    found = {part: baseline_errors(part) for part in SETS}
    rows = [{"name": name, "parameters": 0} | {part: found[part][name] for part in SETS} for name in found["training"]]
    for name in nets:
        measured = {part: float(task.trained(name)[f"{kind}/{part}"]) for part in SETS}
        rows.append({"name": name, "parameters": sum(array.size for array in task.weights(name).values())} | measured)
    return sorted(rows, key=lambda row: row["held_out"])


def table_again(task, nets, of_net, baselines, of_baseline):
    """The same rows from the errors of a net or baseline, by its name, on a set, by its name."""
    rows = [{"name": name, "parameters": 0} | {part: of_baseline(name, part) for part in SETS} for name in baselines]
    for name in nets:
        parameters = sum(map(np.size, task.weights(name).values()))
        rows.append({"name": name, "parameters": parameters} | {part: of_net(name, part) for part in SETS})
    return sorted(rows, key=itemgetter("held_out"))


# Colourise


@answer(instances=("exam",), trained=True)
def colour_errors(task):
    """Mean squared errors of the colours, the best on held-out photographs first."""
    fitted = {name: fit(task.images("training")) for name, fit in baselines.COLOUR.items()}

    def baseline_errors(part):
        images = task.images(part)
        return {name: baselines.mse(predict(images), images) for name, predict in fitted.items()}

    return table(task, "mse", COLOUR_NETS, baseline_errors)


@colour_errors.witness("the nets run by NumPy from their weights, the baselines from moments", within=1e-4)
def colour_errors_by_numpy(task):
    def of_net(name, part):
        return error(coloured(task, name, part), task.images(part))

    def of_baseline(name, part):
        return baselines_again(name, task.images("training"), task.images(part))

    names = ("mean colour", "grey copied", "line per channel")
    return table_again(task, COLOUR_NETS, of_net, names, of_baseline)


@cache
def coloured(task, name, part):
    """What a net makes of the grey of a set, without torch; two answers ask for it."""
    grey = task.images(part).mean(1, keepdims=True)
    return forward(task.weights(name), grey, residual=name != "exam_from_nothing")


@colour_errors.witness("the stored predictions, the baselines by least squares", within=HALF)
def colour_errors_by_predictions(task):
    def of_net(name, part):
        return float(np.square(task.predictions(name, part) - task.images(part)).mean())

    def of_baseline(name, part):
        return fitted_error(task.images("training"), task.images(part), powers[name])

    powers = {"mean colour": 0, "grey copied": None, "line per channel": 1}
    return table_again(task, COLOUR_NETS, of_net, powers, of_baseline)


def fitted_error(training, images, power):
    """The best polynomial of grey of that degree, by the normal equations; without a degree grey itself."""
    grey = images.astype(float).mean(1)
    if power is None:
        return float(np.square(images - grey[:, None]).mean())
    known = training.astype(float).mean(1).ravel()[:, None] ** np.arange(power + 1)
    targets = training.astype(float).transpose(0, 2, 3, 1).reshape(-1, 3)
    fit = np.linalg.solve(known.T @ known, known.T @ targets)
    predicted = grey.ravel()[:, None] ** np.arange(power + 1) @ fit
    return float(np.square(predicted - images.transpose(0, 2, 3, 1).reshape(-1, 3)).mean())


# Fill the hole


@answer(instances=("exam",), trained=True)
def hole_errors(task):
    """Mean squared errors in the hole in the middle, the best on held-out photographs first."""

    def baseline_errors(part):
        images = task.images(part)
        fills = {name: fill(task.images("training"), images) for name, fill in baselines.HOLE.items()}
        return {name: baselines.mse(filled, images[:, :, 8:24, 8:24]) for name, filled in fills.items()}

    return table(task, "hole", HOLE_NETS, baseline_errors)


@hole_errors.witness("the nets run by NumPy from their weights, the soap film by eigenvectors", within=1e-4)
def hole_errors_by_numpy(task):
    def of_net(name, part):
        images = task.images(part)
        out = forward(task.weights(name), inputs_with_hole(images, 8, 8, name == "hole_random"))
        return error(out[:, :, 8:24, 8:24], images[:, :, 8:24, 8:24])

    def of_baseline(name, part):
        return in_hole_again(name, task.images("training"), task.images(part))

    names = ("mean colour", "mean of the border", "harmonic fill")
    return table_again(task, HOLE_NETS, of_net, names, of_baseline)


@hole_errors.witness("the stored predictions, the soap film by its inverse matrix", within=HALF)
def hole_errors_by_predictions(task):
    def of_net(name, part):
        return hole_error(task.predictions(name, part)[:, :, 8:24, 8:24], task.images(part))

    def of_baseline(name, part):
        return hole_error(ways[name](task.images("training"), task.images(part)), task.images(part))

    ways = {"mean colour": whole_mean, "mean of the border": ring_mean, "harmonic fill": dense_film}
    return table_again(task, HOLE_NETS, of_net, ways, of_baseline)


def hole_error(filled, images):
    return float(np.square(filled.astype(float) - images[:, :, 8:24, 8:24]).mean())


def whole_mean(training, images):
    return np.average(training.astype(float), axis=(0, 2, 3))[None, :, None, None]


def ring_mean(training, images):
    """The four sides of the frame around the hole, corners counted once."""
    x = images.astype(float)
    sides = (x[:, :, 7, 7:25], x[:, :, 24, 7:25], x[:, :, 8:24, 7], x[:, :, 8:24, 24])
    return np.concatenate(sides, 2).mean(2)[:, :, None, None]


def dense_film(training, images):
    """The inverse of the matrix of the 256 equations, applied to the sums of known neighbours."""
    path = 2 * np.eye(16) - np.eye(16, k=1) - np.eye(16, k=-1)
    matrix = np.kron(path, np.eye(16)) + np.kron(np.eye(16), path)
    x = images.astype(float)
    known = np.zeros((*x.shape[:2], 16, 16))
    known[:, :, 0] += x[:, :, 7, 8:24]
    known[:, :, -1] += x[:, :, 24, 8:24]
    known[:, :, :, 0] += x[:, :, 8:24, 7]
    known[:, :, :, -1] += x[:, :, 8:24, 24]
    return (known.reshape(-1, 256) @ np.linalg.inv(matrix)).reshape(known.shape)


# Off the middle `hole_fixed` answers what nothing in its training asked, and rounding errors decide more. Trained under
# smaller instruction sets (three times), without oneDNN, and from weights that differ in the seventh digit (twice), it
# came within 0.2 % in the middle, but only within 7.3 % elsewhere. The page allows 5 % and 10 %.
@answer(instances=("exam",), trained=True)
def by_position(task):
    """The MSE in the hole of held-out images, by the hole's top left corner: a net knows the places it was shown."""
    images = task.images("held_out")
    fixed, free = (task.trained(name)["hole/positions"] for name in ("hole_fixed", "hole_random"))
    rows = []
    for (top, left), a, b in zip(POSITIONS, fixed, free):
        truth = images[:, :, top : top + 16, left : left + 16]
        film = baselines.mse(baselines.harmonic_fill(None, images, top, left), truth)
        rows.append({"top": top, "left": left, "hole_fixed": float(a), "hole_random": float(b), "harmonic": film})
    return rows


@by_position.witness("the nets run by NumPy from their weights, the soap film by eigenvectors", within=1e-4)
def by_position_by_numpy(task):
    images, rows = task.images("held_out"), []
    for top, left in POSITIONS:
        inside = (..., slice(top, top + 16), slice(left, left + 16))
        row = {"top": top, "left": left}
        for name in ("hole_fixed", "hole_random"):
            out = forward(task.weights(name), inputs_with_hole(images, top, left, name == "hole_random"))
            row[name] = error(out[inside], images[inside])
        rows.append(row | {"harmonic": in_hole_again("harmonic fill", None, images, top, left)})
    return rows


@by_position.witness(
    "the nets run by torch's functions from their weights, the soap film by its dense equations", within=1e-4
)
def by_position_by_torch(task):
    return [position_again(task, top, left) for top, left in POSITIONS]


def position_again(task, top, left):
    images = torch.from_numpy(task.images("held_out").copy())
    rows, columns = torch.arange(32)[:, None], torch.arange(32)[None, :]
    mask = ((rows - top).clamp(0, 15) == rows - top) & ((columns - left).clamp(0, 15) == columns - left)
    row = {"top": top, "left": left}
    for name, inputs in (("hole_fixed", 3), ("hole_random", 4)):
        weights = {key: torch.from_numpy(array.copy()) for key, array in task.weights(name).items()}
        masks = mask.expand(len(images), 1, 32, 32)
        given = torch.cat([images.masked_fill(mask, 0), masks], 1)[:, :inputs]
        row[name] = (forward_by_torch(weights, given) - images)[:, :, mask].double().square().mean().item()
    filled = dense_at(images.double().numpy(), mask.numpy())
    return row | {"harmonic": float(np.square(filled - images.numpy()[:, :, mask]).mean())}


def dense_at(images, mask):
    """The film over any mask: for each missing pixel its neighbours' sum is as large as their number times itself."""
    places = {place: index for index, place in enumerate(map(tuple, np.argwhere(mask)))}
    matrix, known = np.zeros((len(places), len(places))), np.zeros((*images.shape[:2], len(places)))
    for (i, j), index in places.items():
        for place in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
            if min(place) >= 0 and max(place) < len(mask):
                matrix[index, index] += 1
                if place in places:
                    matrix[index, places[place]] -= 1
                else:
                    known[:, :, index] += images[:, :, place[0], place[1]]
    return np.linalg.solve(matrix, known.reshape(-1, len(places)).T).T.reshape(known.shape)


# What the squared error does to colours


@answer(instances=("exam",), trained=True)
def saturation(task):
    """The mean distance between the largest and the smallest channel of a pixel."""
    rows = [{"name": "truth"} | {part: saturation_of(task.images(part)) for part in SETS}]
    for name in COLOUR_NETS:
        rows.append({"name": name} | {part: saturation_of(task.predictions(name, part)) for part in SETS})
    return rows


def saturation_of(x):
    return float(np.ptp(x, axis=1).mean())


@saturation.witness("the nets run by NumPy from their weights", within=HALF)
def saturation_by_numpy(task):
    def spread(x):
        return float((x.max(1) - x.min(1)).mean())

    rows = [{"name": "truth"} | {part: spread(task.images(part)) for part in SETS}]
    for name in COLOUR_NETS:
        rows.append({"name": name} | {part: spread(coloured(task, name, part)) for part in SETS})
    return rows


@saturation.witness("half the sum of the distances between channels", within=HALF)
def saturation_by_distances(task):
    rows = [{"name": "truth"} | {part: half_the_distances(task.images(part)) for part in SETS}]
    for name in COLOUR_NETS:
        rows.append({"name": name} | {part: half_the_distances(task.predictions(name, part)) for part in SETS})
    return rows


def half_the_distances(x):
    """max - min = (|r - g| + |g - b| + |b - r|) / 2."""
    x = x.astype(float)
    return float(np.abs(x - np.roll(x, 1, axis=1)).sum(1).mean() / 2)

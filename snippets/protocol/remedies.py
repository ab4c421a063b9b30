"""Points on exercise 5: limitations that part (c) of the exam asks for, and what mends them."""

from functools import cache

import numpy as np
import torch
import torch.nn.functional as F

from snippets.autoencoder import baselines
from snippets.autoencoder.task import TASKS
from snippets.autoencoder.training.nets import PixelUNet
from snippets.multiple_choice.tools import short
from snippets.statements import point

EXAM = TASKS["exam"]
INSIDE = (..., slice(8, 24), slice(8, 24))


def as_it_is(out, given):
    return out


def with_given_grey(out, given):
    """Shift the three channels together until their mean is the grey that was given."""
    return out + given - out.mean(1, keepdims=True)


def grey_error(change, net="exam_from_grey"):
    """How far the mean of the predicted channels is from the grey that was given."""
    given = EXAM.images("held_out").mean(1, keepdims=True)
    out = change(EXAM.predictions(net, "held_out"), given)
    return float(np.abs(out.mean(1, keepdims=True) - given).mean())


@point("doubtful", "autoencoder#c", topic="remedies", claim=as_it_is, rival=with_given_grey)
def point_13(change):
    """The coloured image has the grey that was given.

    Predict the colour only, or shift the three channels until their mean is the given grey.

    Nothing in the program ties the output to its input; brightness is guessed again, though it is known.
    """
    nets = [short(grey_error(as_it_is, net), 2) for net in ("exam_from_nothing", "exam_from_grey", "colour")]
    evidence = "off by {} on average after the program, by {} if it starts from the grey, by {} with Adam; shifted {}"
    return grey_error(change) < 1e-6, evidence.format(*nets, short(round(grey_error(with_given_grey), 9)))


RED, GREEN = np.array([0.9, 0.3, 0.3]), np.array([0.3, 0.9, 0.3])


def squared_error(colour):
    """The mean over both colours of a disc that is red or green, equally often."""
    return float(np.mean([(colour - truth) ** 2 for truth in (RED, GREEN)]))


@point("doubtful", "autoencoder#c", topic="remedies", claim=RED, rival=(RED + GREEN) / 2)
def point_14(colour):
    """`MSELoss` makes the net choose one of the likely colours.

    A loss for several answers: classes of colours, an adversarial or perceptual loss, a generative model.

    The squared error is smallest at the mean of all likely colours, and a mean of colours is greyish.
    """
    pure, mean = squared_error(RED), squared_error((RED + GREEN) / 2)
    others = [squared_error(np.array([r, g, b]) / 10) for r in range(11) for g in range(11) for b in range(11)]
    evidence = f"a disc is red or green: error {short(pure)} for red, {short(mean)} for their mean"
    return squared_error(colour) <= min(others) + 1e-12, evidence


EDGES = (6, 7, 8, 9, 10)  # places at which the edge may be


@point("doubtful", "autoencoder#c", topic="remedies", claim=EDGES, rival=EDGES[2:3])
def point_15(places):
    """Filled in with the smallest squared error, an edge stays sharp.

    As for colours: a loss that allows one of several fillings.

    Where the edge is not known for sure, the mean of all its places is a ramp.
    """

    def steepest(places):
        columns = np.arange(16)
        filled = np.mean([columns >= place for place in places], axis=0)  # minimises the squared error
        return np.abs(np.diff(filled)).max()

    return steepest(
        places
    ) == 1, f"five places equally likely: the largest step of the best filling is {steepest(EDGES):g} instead of 1"


def middle_of(X):
    """The hole of 16 x 16 in the middle."""
    start = X.shape[-1] // 2 - 8
    return ..., slice(start, start + 16), slice(start, start + 16)


def everywhere(out, X):
    return F.mse_loss(out, X)


def in_hole(out, X):
    return F.mse_loss(out[middle_of(X)], X[middle_of(X)])


def hollow(X):
    """A copy of the images with the hole in the middle."""
    given = X.clone()
    given[middle_of(X)] = 0
    return given


def weight_of_hole(loss_of, side=32):
    """What an untrained net would save of the loss if it filled the hole without a fault and changed nothing else."""
    X = F.interpolate(EXAM.batch_of(8), side)
    out = EXAM.model(3)(hollow(X)).detach()
    filled = out.clone()
    filled[middle_of(X)] = X[middle_of(X)]
    return 1 - (loss_of(filled, X) / loss_of(out, X)).item()


STARTS = 5  # a single one would decide by chance which loss is the better one
RUNS = {"SGD": (torch.optim.SGD, EXAM.rate), "Adam": (torch.optim.Adam, 3e-3)}


@cache
def hole_after(name, loss_of, start, steps=100):
    """The error in the hole of other photographs, after a short training on eight images from a start of its own."""
    X, others = EXAM.batch_of(8), torch.from_numpy(EXAM.images("held_out").copy())
    torch.manual_seed(start)
    model, (optimiser, rate) = PixelUNet(3, (4, 8, 16)), RUNS[name]
    optimizer = optimiser(model.parameters(), lr=rate)
    for _ in range(steps):
        optimizer.zero_grad()
        loss_of(model(hollow(X)), X).backward()
        optimizer.step()
    with torch.no_grad():
        return in_hole(model(hollow(others)), others).item()


def over_starts(name):
    """The least and the largest error over all starts, for the loss over the whole image and for that in the hole."""
    errors = [[hole_after(name, loss, start) for start in range(STARTS)] for loss in (everywhere, in_hole)]
    shown = (f"{short(min(found), 2)} to {short(max(found), 2)}" for found in errors)
    return f"{name} {' and '.join(shown)}"


@point("not said", "autoencoder#c", topic="remedies", claim=everywhere, rival=in_hole)
def point_16(loss_of):
    """How much of the loss is about the hole.

    Weight the hole, if you like. Do not say that the loss is wrong: say that most of it is about the known pixels.

    Most pixels are known, so most of the loss is about copying them. Whether that harms is another question. We train
    briefly with each loss, from several starts.
    """
    small, large = (f"{weight_of_hole(everywhere, side):.0%}" for side in (32, 64))
    trained = "; ".join(map(over_starts, RUNS))
    saved = f"filling it perfectly would save {small} of the loss, {large} for $S = 64$"
    evidence = f"{saved}. Error in it, {STARTS} starts, loss everywhere and in the hole: {trained}"
    return weight_of_hole(loss_of) > 0.5, evidence


def composed(out, X):
    """Known pixels as they are, the hole as the net fills it."""
    filled = X.copy()
    filled[INSIDE] = out[INSIDE]
    return filled


@point("doubtful", "autoencoder#c", topic="remedies", claim=as_it_is, rival=composed)
def point_17(finish):
    """The output of the net is the finished image.

    `X * (1 - mask) + out * mask`: keep what is known.

    The net paints the known pixels anew, and never exactly.
    """

    def outside(finish):
        X = EXAM.images("held_out")
        wrong = (finish(EXAM.predictions("hole_fixed", "held_out"), X) - X) ** 2
        wrong[INSIDE] = 0
        return float(wrong.sum() / (wrong.size - wrong[INSIDE].size))

    before, after = short(outside(as_it_is), 2), short(outside(composed))
    evidence = f"trained net, other photographs: error {before} on known pixels, {after} after composing"
    return outside(finish) == 0, evidence


@point("doubtful", "autoencoder#c", topic="remedies", claim="hole_fixed", rival="hole_random")
def point_18(net):
    """A net trained on holes in the middle fills holes.

    Holes at random places, and a mask channel.

    It has learnt where the hole is. One pixel further the whole square comes out too dark.
    """
    errors = {name: EXAM.trained(name)["hole/positions"] for name in ("hole_fixed", "hole_random")}
    fixed, free = ([short(value, 2) for value in found[:2]] for found in errors.values())
    worst = max(errors[net]) / errors[net][0]
    shown = ", trained at random places ".join(" and ".join(found) for found in (fixed, free))
    evidence = f"error in the hole, in the middle and one pixel to the right: {shown}"
    return worst < 2, evidence


@point("doubtful", "autoencoder#c", topic="remedies", claim=as_it_is, rival=lambda out, given: out.clip(0, 1))
def point_44(finish):
    """The output is an image, with values from 0 to 1.

    `out.clamp(0, 1)` before it is shown, or a sigmoid at the end of the model.

    The last layer is linear, so nothing bounds it.
    """
    out = EXAM.predictions("colour", "held_out")
    shown = finish(out, None)
    evidence = f"trained net, other photographs: values from ${out.min():.2f}$ to ${out.max():.2f}$"
    return bool(shown.min() >= 0 and shown.max() <= 1), evidence


def itself(X):
    return X


def grey_of(X):
    return np.broadcast_to(X.mean(1, keepdims=True), X.shape)


def with_hole(X):
    missing = X.copy()
    missing[INSIDE] = 0
    return missing


@point("ambiguous", "autoencoder#task", topic="remedies", claim=(itself, grey_of, with_hole), rival=(itself, np.copy))
def point_29(inputs):
    """ "Autoencoder".

    Here less goes in than comes out: grey or with a hole. Say so; skip connections as in a U-Net keep the detail.

    An autoencoder has its input as target. Copying would then be perfect, and here it is not.
    """

    def copying(given):
        X = EXAM.images("held_out").astype(float)
        return baselines.mse(given(X), X)

    errors = [copying(given) for given in (itself, grey_of, with_hole)]
    evidence = "error of a net that copies its input: {} for an autoencoder, {} from grey, {} with a hole"
    return len({copying(given) for given in inputs}) == 1, evidence.format(*(short(error, 2) for error in errors))

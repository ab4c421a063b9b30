"""Points on exercise 5: how the programs train, measured on the nets that this site trains."""

from functools import cache
from itertools import cycle

import torch
import torch.nn.functional as F

from snippets.autoencoder import baselines
from snippets.autoencoder.task import TASKS
from snippets.multiple_choice.tools import short
from snippets.protocol.notes import COLOURISE, grey, layer, mended, pictures, run
from snippets.statements import point

EXAM = TASKS["exam"]
EXAM_NETS = ("exam_from_nothing", "exam_from_grey")  # both trained by the exam's program


def error(net, part):
    """The MSE of a trained net on a set of images, stored when it was trained."""
    return float(EXAM.trained(net)[f"mse/{part}"])


def plain_sgd(parameters):
    return torch.optim.SGD(parameters, lr=EXAM.rate)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=1e-3)


@cache
def after_steps(optimiser, steps=200, count=50):
    """The loss of the exam's net on a few images after so many steps with all of them."""
    X, model = EXAM.batch_of(count), EXAM.model()
    optimizer = optimiser(model.parameters())
    for _ in range(steps):
        optimizer.zero_grad()
        loss = F.mse_loss(model(grey(X)), X)
        loss.backward()
        optimizer.step()
    return loss.item()


@point("doubtful", "autoencoder#c", topic="training", claim=plain_sgd, rival=adam)
def point_05(optimiser):
    """`lr=0.004` with plain `SGD` and 1000 steps trains the net.

    Compare the loss with something simple, such as copying the grey. If the net draws the image from nothing,
    `torch.optim.Adam(model.parameters(), lr=1e-3)` and small batches.

    On such a net the loss falls all the time, looks healthy, and stays far above that of copying the grey. On a net
    that starts from the grey the same program passes it.
    """
    X = EXAM.batch_of(50).numpy()
    copied, all_copied = (
        baselines.mse(baselines.grey_copied(None)(images), images) for images in (X, EXAM.images("training"))
    )
    programs = (error(net, "training") for net in EXAM_NETS)
    values = *programs, all_copied, after_steps(plain_sgd), after_steps(adam), copied
    long = "1000 steps, 500 images: from nothing {}, from the grey {}, copied grey {}"
    evidence = f"{long}. From nothing, 200 steps, 50 images: SGD {{}}, Adam {{}}, copied grey {{}}"
    return after_steps(optimiser) < copied, evidence.format(*(short(value, 2) for value in values))


@point(
    "not said",
    "autoencoder#c",
    topic="training",
    claim=EXAM_NETS,
    rival=("colour", "exam_from_grey"),
)
def point_57(nets):
    """What `model` is.

    Any net that keeps the size of the images will do. One that adds its output to the grey has a long start.

    The exam's program is given the net, so a bad picture may be the fault of either. We trained two nets by it, one
    seed each.
    """
    X = EXAM.images("training")
    copied = baselines.mse(baselines.grey_copied(None)(X), X)
    errors = [[short(error(net, part), 2) for part in ("training", "held_out")] for net in EXAM_NETS]
    shown = "; ".join("{} and {}".format(*pair) for pair in errors)
    evidence = f"error on the training images and on others, from nothing and from the grey: {shown}"
    return len({error(net, "training") < copied for net in nets}) == 1, evidence


@cache
def after_passes(batch, passes=20, count=50):
    """The loss on a few images after some passes through them with SGD, and the number of updates."""
    X = EXAM.batch_of(count)
    model = EXAM.model()
    optimizer, updates = torch.optim.SGD(model.parameters(), lr=EXAM.rate), 0
    for _ in range(passes):
        for images in X.split(batch):
            optimizer.zero_grad()
            F.mse_loss(model(grey(images)), images).backward()
            optimizer.step()
            updates += 1
    with torch.no_grad():
        return F.mse_loss(model(grey(X)), X).item(), updates


@point("doubtful", "autoencoder#c", topic="training", claim=50, rival=5)
def point_06(batch):
    """All images in every step is a good batch.

    `DataLoader(images, batch_size=32, shuffle=True)`.

    One step costs a pass through all images. Small batches make many steps of the same work, and need less memory.
    """
    start, _ = after_passes(50, passes=0)
    found = {size: after_passes(size) for size in (50, 5)}
    shown = ", ".join(f"{short(loss, 2)} after {updates} updates of {size}" for size, (loss, updates) in found.items())
    return found[batch][0] == min(
        loss for loss, _ in found.values()
    ), f"50 images, 20 passes, loss {short(start, 2)} before: {shown}"


@point("doubtful", "autoencoder#c", topic="training", claim="training", rival="chelsea")
def point_08(chosen_on):
    """The loss on the 500 images is all there is to choose a net by.

    Keep some photographs apart, choose by them and stop early; test on others, with `model.eval()` and
    `torch.no_grad()`.

    A net that learns its images by heart has the lower loss on them, and the higher one elsewhere.
    """
    nets = ("colour", "colour_long")
    best = min(nets, key=lambda net: error(net, chosen_on))
    found = {part: [short(error(net, part), 2) for net in nets] for part in ("training", "hopper")}
    epochs = [len(EXAM.trained(net)["loss"]) for net in nets]
    evidence = (
        "{} epochs of varied images, {} of the same: error {} and {} on their own, {} and {} on another photograph"
    )
    holds = best == min(nets, key=lambda net: error(net, "hopper"))
    return holds, evidence.format(*epochs, *found["training"], *found["hopper"])


def trained_by_hand(X, count, steps):
    """The weights after so many steps, each of them with the next few images only."""
    model = layer(1)
    optimizer = plain_sgd(model.parameters())
    for _, images in zip(range(steps), cycle(X.split(count))):
        optimizer.zero_grad()
        F.mse_loss(model(grey(images)), images).backward()
        optimizer.step()
    return torch.nn.utils.parameters_to_vector(model.parameters()).detach()


@point("not said", "autoencoder#c", topic="training", claim=1, rival=500)
def point_43(images):
    """How many of the 500 images one of the 1000 steps sees.

    The program decides it: all of them, so one step is one epoch (a pass through the images).

    The program gives the model all of `X` each time. So its weights must be those of a loop written by hand that does
    the same.
    """
    X, model, steps = pictures(500, 4), layer(1), 20
    run(mended(COLOURISE), X, model, steps)
    weights = torch.nn.utils.parameters_to_vector(model.parameters()).detach()
    away = {count: (weights - trained_by_hand(X, count, steps)).norm().item() for count in (500, 1)}
    shown = ", ".join(f"{short(round(far, 9), 2)} with {count} in a step" for count, far in away.items())
    evidence = f"how far the program's weights are, after {steps} steps, from those of a loop by hand: {shown}"
    return away[images] < 1e-9, evidence

"""(a), (b) What students write, run: Python's answer where it refuses, the losses where it does not."""

import inspect
import warnings
from unittest import mock

import numpy as np
import torch
from torch import nn

from snippets.answers import answer
from snippets.autoencoder.second_ways import forward_by_torch

__all__ = ["bytes_diverge", "quiet_mistakes", "refused"]


def slipped(program, old, new):
    """The program with a stretch of its text replaced."""
    source = inspect.getsource(program)
    if old not in source:
        raise ValueError(f"the program does not say {old!r}")
    space = {"torch": torch}
    exec(compile(source.replace(old, new), "<slip>", "exec"), space)
    return space[program.__name__]


def complaint(run):
    """The type of the error or warning of a run, and all that it says."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            run()
        except Exception as error:
            return type(error).__name__, str(error)
    return caught[0].category.__name__, str(caught[0].message)


# What Python refuses


@answer(instances=("exam",))
def refused(task):
    """Each of these mistakes stops the program at once, or at least makes it warn."""
    colour, X = task.programs[0], task.batch_of(task.few)
    one_channel = nn.Sequential(nn.Conv2d(1, 1, 3, padding=1))
    runs = {
        "torch.nn.SGD(model.parameters(), lr=0.004)": lambda: slipped(colour, "optim.SGD", "nn.SGD")(
            X, task.model(), 1
        ),
        "loss_fn(out, out, X)": lambda: slipped(colour, "(out, X)", "(out, out, X)")(X, task.model(), 1),
        "X.mean(dim=1)": lambda: slipped(colour, ", keepdim=True", "")(X, task.model(), 1),
        "torch.nn.maxPool2d(3)": lambda: nn.Sequential(torch.nn.maxPool2d(3)),
        "a model of 3 input channels": lambda: colour(X, task.model(3), 1),
        "images of whole numbers from 0 to 255": lambda: colour((X * 255).byte(), task.model(), 1),
        "a model of 1 output channel": lambda: colour(X, one_channel, 1),
    }
    return [{"code": code, **dict(zip(("error", "says"), complaint(run)))} for code, run in runs.items()]


@refused.witness("the expressions by themselves")
def refused_alone(task):
    X = torch.rand(task.few, 3, task.side, task.side)
    grey, loss_fn = X.mean(dim=1, keepdim=True), nn.MSELoss()
    layer, three = (nn.Conv2d(inputs, 4, 4, stride=2, padding=1) for inputs in (1, 3))
    runs = (
        ("torch.nn.SGD(model.parameters(), lr=0.004)", lambda: torch.nn.SGD(layer.parameters(), lr=0.004)),
        ("loss_fn(out, out, X)", lambda: loss_fn(X, X, X)),
        ("X.mean(dim=1)", lambda: layer(X.mean(dim=1))),
        ("torch.nn.maxPool2d(3)", lambda: torch.nn.maxPool2d(3)),
        ("a model of 3 input channels", lambda: three(grey)),
        ("images of whole numbers from 0 to 255", lambda: X.byte().mean(dim=1, keepdim=True)),
        ("a model of 1 output channel", lambda: loss_fn(grey, X)),
    )
    return [{"code": code, **raised_by(run)} for code, run in runs]


def raised_by(run):
    """Warnings are errors here, so that both come out alike."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            run()
        except Exception as error:
            return {"error": error.__class__.__name__, "says": "".join(error.args)}
    return {"error": "none", "says": ""}


DECIMALS = "Input dtype must be either a floating point or complex dtype. Got: Byte"
BROADCAST = "This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size."


@refused.witness("what names, signatures and shapes promise")
def refused_as_promised(task):
    """Nothing is run: whether a name exists, how many arguments fit, which shapes do."""
    S, missing = task.side, "module 'torch.nn' has no attribute"
    takes = len(inspect.signature(nn.MSELoss.forward).parameters)
    weight = "Given groups=1, weight of size [4, {0}, 4, 4], expected input[{1}, {2}, 32, 32]"
    images, grey = torch.Size([task.few, 3, S, S]), torch.Size([task.few, 1, S, S])
    rows = [
        ("AttributeError", f"{missing} 'SGD'" * (not hasattr(nn, "SGD"))),
        ("TypeError", f"MSELoss.forward() takes {takes} positional arguments but {takes + 1} were given"),
        ("RuntimeError", weight.format(1, 1, task.few) + f" to have 1 channels, but got {task.few} channels instead"),
        ("AttributeError", f"{missing} 'maxPool2d'" * (not hasattr(nn, "maxPool2d"))),
        ("RuntimeError", weight.format(3, task.few, 1) + " to have 3 channels, but got 1 channels instead"),
        ("RuntimeError", f"mean(): could not infer output dtype. {DECIMALS}"),
        ("UserWarning", f"Using a target size ({images}) that is different to the input size ({grey}). {BROADCAST}"),
    ]
    codes = (
        "torch.nn.SGD(model.parameters(), lr=0.004)",
        "loss_fn(out, out, X)",
        "X.mean(dim=1)",
        "torch.nn.maxPool2d(3)",
        "a model of 3 input channels",
        "images of whole numbers from 0 to 255",
        "a model of 1 output channel",
    )
    return [{"code": code, "error": error, "says": says} for code, (error, says) in zip(codes, rows, strict=True)]


# What Python lets pass


def losses_of(program, X, model, steps):
    """The losses that the program itself sees: whatever it calls backward on."""
    losses, backward = [], torch.Tensor.backward

    def heard(loss):
        losses.append(loss.item())
        backward(loss)

    with mock.patch.object(torch.Tensor, "backward", heard):
        program(X, model, steps)
    return losses


@answer(instances=("exam",), trained=True)
def quiet_mistakes(task):
    """The loss of a wrong program may fall just as well: it measures the wrong thing."""
    colour, hole = task.programs
    runs = {
        "right": (colour, task.model()),
        "loss_fn(out, out)": (slipped(colour, "(out, X)", "(out, out)"), task.model()),
        "no zero_grad": (slipped(colour, "optimizer.zero_grad()", "pass"), task.model()),
        "right, with a hole": (hole, task.model(3)),
        "no clone": (slipped(hole, "X.clone()", "X"), task.model(3)),
    }
    rows = []
    for name, (program, model) in runs.items():
        before = torch.nn.utils.parameters_to_vector(model.parameters()).detach().clone()
        X = task.batch_of(task.few)
        losses = losses_of(program, X, model, task.few_steps)
        moved = (torch.nn.utils.parameters_to_vector(model.parameters()).detach() - before).norm().item()
        target = X[:, :, 8:24, 8:24].mean().item()
        rows.append({"program": name, "first": losses[0], "last": losses[-1], "moved": moved, "target": target})
    return rows


@quiet_mistakes.witness("gradients by torch.autograd.grad in double precision, each step written out", within=1e-3)
def quiet_mistakes_by_grad(task):
    return [quiet_run(task, *case, gradients_by_grad) for case in QUIET]


@quiet_mistakes.witness("gradients by torch.func on parameters outside the model", within=1e-3)
def quiet_mistakes_by_func(task):
    return [quiet_run(task, *case, gradients_by_func) for case in QUIET]


# name, whether there is a hole, whether the target is the output itself, loses its hole, keeps old gradients
QUIET = (
    ("right", False, False, False, False),
    ("loss_fn(out, out)", False, True, False, False),
    ("no zero_grad", False, False, False, True),
    ("right, with a hole", True, False, False, False),
    ("no clone", True, False, True, False),
)


def quiet_run(task, name, hole, itself, spoiled, keeps, gradients_of):
    """One row of the table; the velocity of old gradients is their plain sum."""
    start = first_weights(task, 3 if hole else 1)
    theta = start
    X = task.batch_of(task.few).double()
    given = X.clone() if hole else X.mean(1, keepdim=True)
    for images in [given] * hole + [X] * spoiled:
        images[:, :, 8:24, 8:24] = 0
    summed, losses = dict.fromkeys(theta, 0.0), []
    for _ in range(task.few_steps):
        gradients, loss = gradients_of(theta, given, None if itself else X)
        losses.append(loss)
        summed = {key: gradients[key] + summed[key] * keeps for key in theta}
        theta = {key: theta[key] - task.rate * summed[key] for key in theta}
    moved = sum((theta[key] - start[key]).square().sum() for key in theta).sqrt().item()
    target = X[:, :, 8:24, 8:24].mean().item()
    return {"program": name, "first": losses[0], "last": losses[-1], "moved": moved, "target": target}


def first_weights(task, inputs):
    return {key: value.detach().double() for key, value in task.model(inputs).named_parameters()}


def loss_at(theta, given, target):
    out = forward_by_torch(theta, given)
    return (out - (out if target is None else target)).square().mean()


def gradients_by_grad(theta, given, target):
    leaves = {key: value.clone().requires_grad_() for key, value in theta.items()}
    loss = loss_at(leaves, given, target)
    return dict(zip(leaves, torch.autograd.grad(loss, list(leaves.values())))), loss.item()


def gradients_by_func(theta, given, target):
    gradients, loss = torch.func.grad_and_value(lambda leaves: loss_at(leaves, given, target))(theta)
    return gradients, loss.item()


@answer(instances=("exam",))
def bytes_diverge(task):
    """Decimals up to 255 make the gradient so large that with this step size the loss grows without bound."""
    losses, model, X = [], task.model(), task.batch_of(task.few) * task.brightest
    model.register_forward_hook(lambda _, inputs, out: losses.append(((out.detach() - X) ** 2).mean().item()))
    task.programs[0](X, model, task.soon)
    return not np.isfinite(losses[-1]) or losses[-1] > 1e6 * losses[0]


@bytes_diverge.witness("steps written out, in double precision")
def bytes_diverge_in_double(task):
    theta, X = first_weights(task, 1), task.batch_of(task.few).double() * task.brightest
    losses = []
    for _ in range(task.soon):
        gradients, loss = gradients_by_grad(theta, X.mean(1, keepdim=True), X)
        losses.append(loss)
        theta = {key: theta[key] - task.rate * gradients[key] for key in theta}
    return not np.isfinite(losses[-1]) or losses[-1] > 1e6 * losses[0]


@bytes_diverge.witness("the curvature along the gradient: a step of 0.004 is too long there")
def bytes_diverge_by_curvature(task):
    """Gradient descent overshoots for good when the step exceeds 2 / curvature by far; pixels enter it squared."""
    theta, X = first_weights(task, 1), task.batch_of(task.few).double() * task.brightest
    slope = torch.func.grad(lambda leaves: loss_at(leaves, X.mean(1, keepdim=True), X))
    gradient = slope(theta)
    _, change = torch.func.jvp(slope, (theta,), (gradient,))
    length = sum(part.square().sum() for part in gradient.values())
    curvature = sum((gradient[key] * change[key]).sum() for key in theta) / length
    return bool(task.rate > 100 * 2 / curvature)

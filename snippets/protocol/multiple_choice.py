"""Points on exercise 1."""

from itertools import product

import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.nets import count
from snippets.multiple_choice.tools import grid, sample
from snippets.protocol.notes import says, told
from snippets.statements import point


@point("wrong", "multiple_choice#c", topic="multiple_choice", claim="maxPool2d", rival="MaxPool2d")
def point_04(name):
    """`torch.nn.maxPool2d(3)` makes a pooling layer.

    `torch.nn.MaxPool2d(3)`.

    Classes of PyTorch begin with a capital letter, and Python tells capital letters from small ones.
    """
    said = says(lambda: getattr(nn, name)(3))
    return not said, f"{told(said)}; `MaxPool2d(3)` exists and has {count(nn.MaxPool2d(3))} parameters"


def perceptron(margin):
    return F.relu(-margin)


def hinge(margin):
    return F.relu(1 - margin)


def slopes(loss):
    """The slopes of a loss of the margin, on a grid that does not meet a kink."""
    margins = (grid() + 1e-3).requires_grad_()
    return torch.autograd.grad(loss(margins).sum(), margins)[0]


PROBLEMS = {  # of a loss of the margin, each as a question that a run can answer
    "no margin": lambda loss: loss(torch.tensor(1e-9)).item() == 0,
    "a constant 0 is perfect": lambda loss: loss(torch.tensor(0.0)).item() == 0,
    "a kink": lambda loss: len(slopes(loss).unique()) > 1,
}


@point(
    "ambiguous",
    "multiple_choice#d",
    topic="multiple_choice",
    claim=("no margin", "a kink"),
    rival=("no margin", "a constant 0 is perfect"),
)
def point_48(names):
    r"""The "main problem" of the perceptron loss.

    It has no margin: the loss vanishes for every point that is not on the wrong side. So points next to the boundary
    cost nothing, and neither does a model that returns zero for all.

    Its kink is a problem too. But the usual remedy is the hinge loss, and what that mends may be called the main one.
    """
    mended = {name: has(perceptron) and not has(hinge) for name, has in PROBLEMS.items()}
    shown = "; ".join(f"{name}: {'mended' if gone else 'stays'}" for name, gone in mended.items())
    return len({mended[name] for name in names}) == 1, f"with the hinge loss in its place: {shown}"


def linear(layer):
    """Whether a layer maps a sum of images to the sum of its outputs."""
    a, b = sample(2, 1, 1, 4, 4)
    return torch.allclose(layer(a + b), layer(a) + layer(b))


def without_parameters(layer):
    return count(layer) == 0


@point("ambiguous", "multiple_choice#f", topic="multiple_choice", claim=linear, rival=without_parameters)
def point_49(property_of):
    """ "Properties of pooling".

    Say of which, maximum or average, and prefer what holds for both.

    No parameters, and each channel for itself: these they share. What the layer does to numbers differs.
    """
    layers = {"maximum": nn.MaxPool2d(2), "average": nn.AvgPool2d(2)}
    shown = ", ".join(f"{name} {'yes' if linear(layer) else 'no'}" for name, layer in layers.items())
    evidence = f"is it linear? {shown}. Parameters: {' and '.join(str(count(layer)) for layer in layers.values())}"
    return len({property_of(layer) for layer in layers.values()}) == 1, evidence


def sheets(ways, statements=4):
    """The answers that one may hand in for so many statements."""
    return [marks for marks in product((True, False), repeat=statements) if sum(marks) in ways]


FORMATS = {"true or false for each": range(5), "several of four": range(1, 5), "one of four": (1,)}


@point(
    "not said",
    "multiple_choice#task",
    topic="multiple_choice",
    claim=("true or false for each", "one of four"),
    rival=("one of four", "one of four"),
)
def point_47(formats):
    """Whether "Multiple Choice" is one of several, several of several, or true or false; and what a wrong cross costs.

    Our bank has mostly true and false: whoever can decide each statement can fill in any form.

    With one of four, whoever knows the true one knows all four. In the other forms each statement has to be decided on
    its own.
    """
    found = {name: len(sheets(ways)) for name, ways in FORMATS.items()}
    shown = ", ".join(f"{name} {number}" for name, number in found.items())
    return len({found[name] for name in formats}) == 1, f"ways to fill in four statements: {shown}"

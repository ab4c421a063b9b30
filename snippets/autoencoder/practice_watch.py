"""Programs seen from outside: what they give to the model, what their loss is, and whether it falls."""

from unittest import mock

import numpy as np
import torch
from torch import nn

from snippets.autoencoder.solution import calls_of, in_a_right_order

__all__ = ["compares_rightly", "fixed_guess", "gives_rightly", "heard_of", "is_in_order", "learns", "losses_of"]

SIZES = ((16, 20), (18, 16))  # of images: the smallest that have a hole of 16
WEIGHT, BIAS = 0.7, 0.1
RATE, STEPS = 0.02, 100
FALLS = 0.9  # of the loss of a guess is left at most


class Guesser(nn.Module):
    """A model that returns the guess of a task, scaled and shifted; keeps what it was given and what it returned."""

    def __init__(self, task, weight=WEIGHT, bias=BIAS, dtype=torch.float32):
        super().__init__()
        self.task = task
        self.weight = nn.Parameter(torch.full((1,), weight, dtype=dtype))
        self.bias = nn.Parameter(torch.full((1,), bias, dtype=dtype))
        self.heard, self.said = [], []

    def forward(self, given):
        out = self.weight * self.task.guess(given) + self.bias
        self.heard.append(given.detach().clone().numpy())
        self.said.append(self.task.answered(out.detach()).numpy())
        return out


def fixed_guess(task, dtype=torch.float32):
    """The guess itself: there is a parameter, but no way from it to the output."""
    model = Guesser(task, 0.0, 0.0, dtype)
    model.register_forward_hook(lambda _, inputs, out: task.guess(*inputs) + 0 * out)
    return model


class Learner(nn.Module):
    """A model that begins with the guess of a task, and adds one convolution of it."""

    def __init__(self, task):
        super().__init__()
        self.task = task
        channels = task.sizes[1][0]
        self.layer = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.layer.weight)
        nn.init.zeros_(self.layer.bias)

    def forward(self, given):
        guess = self.task.guess(given)
        return guess + self.layer(guess)


class Faster(torch.optim.Adam):
    """In the place of SGD, so that few steps show whether a program learns."""

    def __init__(self, parameters, lr):
        super().__init__(parameters, lr=RATE)


def tensor_of(task, images):
    """As the program takes them, which may be bytes."""
    return torch.from_numpy(images if images.dtype == np.uint8 else images.astype(np.float32))


def losses_of(program, X, model, steps):
    """The losses that a program itself computes: whatever it calls backward on."""
    losses, backward = [], torch.Tensor.backward

    def heard(loss):
        losses.append(loss.item())
        backward(loss)

    torch.manual_seed(0)
    with mock.patch.object(torch.Tensor, "backward", heard):
        program(X, model, steps)
    return losses


def heard_of(task, program, images, steps=2):
    """What a program gives to the model, what that returns, and the losses; the images must stay as they were."""
    X, model = tensor_of(task, images), Guesser(task)
    before = X.clone()
    losses = losses_of(program, X, model, steps)
    if not torch.equal(X, before):
        raise ValueError("the program changed its images")
    return model.heard, model.said, losses


def gives_rightly(task, program):
    """Each input fits the images, and is another one in each step where it is drawn by lot."""
    right = []
    for height, width in SIZES:
        images = task.images(6, height, width)
        heard, _, _ = heard_of(task, program, images)
        right += [task.fits(images, given) for given in heard]
        right.append(np.array_equal(*heard) != task.is_fresh)
    return all(right)


def compares_rightly(task, program):
    """Each loss is the mean of the squares between output and target, where the task looks."""
    right = []
    for height, width in SIZES:
        images = task.images(4, height, width)
        wanted = task.wanted(images)
        for given, said, loss in zip(*heard_of(task, program, images), strict=True):
            looked = task.in_loss(given, wanted)
            right.append(np.isclose(loss, ((said - wanted) ** 2 * looked).sum() / looked.sum(), rtol=1e-4))
    return all(right)


def is_in_order(task, program):
    return in_a_right_order(calls_of(program, tensor_of(task, task.images(2, *SIZES[0])), Guesser(task)))


def learns(task, program):
    """In a few steps the loss falls below that of the guess, with which the model begins."""
    X = tensor_of(task, task.smooth(8, 16))
    with mock.patch("torch.optim.SGD", Faster):
        losses = losses_of(program, X, Learner(task), STEPS)
    guessed = np.mean(losses_of(program, X, fixed_guess(task), 5))
    return np.mean(losses[-5:]) < FALLS * guessed

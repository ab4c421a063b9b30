"""(a), (b) The two programs, and the properties that a right program must have."""

from unittest import mock

import numpy as np
import torch
from torch import nn

from snippets.answers import answer
from snippets.autoencoder.training import programs

__all__ = ["grey_value", "hole_rows", "hole_share", "shapes", "train_colour", "train_hole"]


# What the programs do is seen from outside: by a model that remembers what it was given, and by a spy on the calls


class Listener(nn.Module):
    """A model that keeps its inputs: one convolution, so that it works at every size."""

    def __init__(self, inputs):
        super().__init__()
        torch.manual_seed(0)
        self.layer = nn.Conv2d(inputs, 3, 3, padding=1)
        self.heard = []

    def forward(self, x):
        self.heard.append(x.detach().clone())
        return self.layer(x)


def made_up_images(count, height, width):
    """Random images without a pixel of 0: what is 0 afterwards was set."""
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(1)) + 0.1


def calls_of(program, X, model):
    """The order in which a program calls the model, the gradient and the optimiser."""
    calls, backward = [], torch.Tensor.backward

    class Spy(torch.optim.SGD):
        def zero_grad(self, *arguments, **options):
            calls.append("zero_grad")
            super().zero_grad(*arguments, **options)

        def step(self, *arguments):
            calls.append("step")
            return super().step(*arguments)

    def spied_backward(loss):
        calls.append("backward")
        backward(loss)

    model.register_forward_hook(lambda *_: calls.append("model"))
    with mock.patch("torch.optim.SGD", Spy), mock.patch.object(torch.Tensor, "backward", spied_backward):
        program(X, model, steps=2)
    return calls


def in_a_right_order(calls):
    """The gradient is cleared before it is computed, and used after that, once for each pass through the model."""
    first = [calls.index(name) for name in ("model", "backward", "step")]
    half = len(calls) // 2
    once = sorted(calls[:half]) == sorted({"zero_grad", "model", "backward", "step"})
    return once and calls[:half] == calls[half:] and first == sorted(first) and calls.index("zero_grad") < first[1]


def learns_the_mean(task, program, X, model, steps=50):
    """With a bias b alone the loss is mean (b_c - X_c)^2: each step takes the share 2/3 eta off the way to the mean."""
    for weights in model.parameters():
        nn.init.zeros_(weights)
    model.layer.weight.requires_grad_(False)
    program(X, model, steps=steps)
    way = 1 - (1 - 2 / 3 * task.rate) ** steps
    return torch.allclose(model.layer.bias, way * X.mean((0, 2, 3)), atol=1e-5)


def moves_every_parameter(program, X, model):
    """A step changes every parameter, and no image."""
    images, before = X.clone(), [weights.detach().clone() for weights in model.parameters()]
    program(X, model, steps=1)
    moved = [(old != new).all() for old, new in zip(before, model.parameters(), strict=True)]
    return torch.equal(X, images) and all(moved)


# (a) Colourise


@answer(instances=("exam",))
def train_colour(task):
    """The input is the mean of the channels, with the channel axis kept; the target is the image in colour."""
    return programs.train_colour


@train_colour.witness("the model is given the mean of the channels as one channel, at square and oblong sizes")
def train_colour_gives_grey(task, program):
    right = []
    for height, width in ((32, 32), (16, 40), (5, 3)):
        X, model = made_up_images(4, height, width), Listener(1)
        program(X, model, steps=1)
        grey = np.average(X.numpy(), axis=1)[:, None]
        right.append(model.heard[0].shape == (4, 1, height, width) and np.allclose(model.heard[0], grey, atol=1e-6))
    return all(right)


@train_colour.witness("zero_grad, backward and step come in this order, once in each step")
def train_colour_in_order(task, program):
    return in_a_right_order(calls_of(program, made_up_images(4, 8, 8), Listener(1)))


@train_colour.witness("a model that can only return one colour comes as near to the mean colour as the steps allow")
def train_colour_learns_colour(task, program):
    return learns_the_mean(task, program, made_up_images(2, 8, 8), Listener(1))


@train_colour.witness("the images stay as they were, and every parameter moves")
def train_colour_moves(task, program):
    return moves_every_parameter(program, made_up_images(4, 8, 8), Listener(1))


@answer(instances=("exam",))
def grey_value(task):
    """The grey of a pixel is the mean of its three channels."""
    red, green, blue = task.pixel
    return (red + green + blue) / 3


@grey_value.witness("what the model is given")
def grey_value_as_given(task):
    X, model = torch.tensor(task.pixel, dtype=torch.float64).reshape(1, 3, 1, 1), Listener(1).double()
    task.programs[0](X, model, steps=1)
    return model.heard[0].item()


@grey_value.witness("the number with the smallest squared distance to the channels")
def grey_value_by_least_squares(task):
    return float(np.linalg.lstsq(np.ones((3, 1)), np.array(task.pixel), rcond=None)[0][0])


@grey_value.slip("luminance, which the task does not ask for")
def grey_luminance(task):
    return float(np.dot(task.luma, task.pixel))


@answer(instances=("exam",))
def shapes(task):
    """The grey images keep the channel axis with length 1; the model returns three channels, as the target has."""
    N, S = task.count, task.side
    rows = (("X", 3), ("X_grey", 1), ("out", 3))
    return [{"tensor": name, "shape": [N, channels, S, S]} for name, channels in rows]


@shapes.witness("torch")
def shapes_by_torch(task):
    X = torch.zeros(task.count, 3, task.side, task.side)
    grey = X.mean(dim=1, keepdim=True)
    out = Listener(1)(grey)
    found = (("X", X), ("X_grey", grey), ("out", out))
    return [{"tensor": name, "shape": list(tensor.shape)} for name, tensor in found]


@shapes.witness("NumPy")
def shapes_by_numpy(task):
    X = np.zeros((task.count, 3, task.side, task.side))
    found = (("X", X), ("X_grey", X.mean(1, keepdims=True)), ("out", np.repeat(X.mean(1, keepdims=True), 3, 1)))
    return [{"tensor": name, "shape": list(array.shape)} for name, array in found]


@shapes.slip("no keepdim: the axis of the images is taken for channels")
def shapes_without_keepdim(task):
    X = np.zeros((task.count, 3, task.side, task.side))
    shape = list(X.mean(1).shape)
    return [{"tensor": row["tensor"], "shape": row["shape"]} for row in shapes_by_numpy(task)[:1]] + [
        {"tensor": "X_grey", "shape": shape},
        {"tensor": "out", "shape": [3, *shape[1:]]},
    ]


# (b) Fill a hole


@answer(instances=("exam",))
def train_hole(task):
    """The input is a copy of the images with 0 in the middle; the target stays the whole image."""
    return programs.train_hole


@train_hole.witness("256 pixels of each channel are 0 at every size from 16 on, and nothing else changes")
def train_hole_zeroes(task, program):
    right = []
    for height, width in [*((side, side) for side in range(16, 36)), (16, 40), (64, 32), (17, 18)]:
        X, model = made_up_images(2, height, width), Listener(3)
        program(X, model, steps=1)
        zero = model.heard[0] == 0
        right.append(torch.equal(model.heard[0], X * ~zero) and bool((zero.sum((2, 3)) == 256).all()))
    return all(right)


@train_hole.witness("the hole is in the middle, to half a pixel, of square and oblong images")
def train_hole_is_central(task, program):
    right = []
    for height, width in ((16, 16), (32, 32), (33, 33), (64, 40)):
        model = Listener(3)
        program(made_up_images(1, height, width), model, steps=1)
        centre = np.argwhere(model.heard[0][0, 0].numpy() == 0).mean(0)
        right.append(bool((abs(centre - [(height - 1) / 2, (width - 1) / 2]) <= 0.5).all()))
    return all(right)


@train_hole.witness("images smaller than the hole are refused, with their size")
def train_hole_refuses_small_images(task, program):
    said = []
    for height, width in ((15, 15), (8, 32), (32, 10)):
        try:
            program(made_up_images(1, height, width), Listener(3), steps=1)
        except ValueError as error:
            said.append(f"{height} x {width}" in str(error))
    return said == [True] * 3


@train_hole.witness("zero_grad, backward and step come in this order, once in each step")
def train_hole_in_order(task, program):
    return in_a_right_order(calls_of(program, made_up_images(2, 16, 16), Listener(3)))


@train_hole.witness(
    "a model that can only return one colour comes as near to the mean of all pixels as the steps allow"
)
def train_hole_learns_the_whole(task, program):
    return learns_the_mean(task, program, made_up_images(2, 18, 18), Listener(3))


@train_hole.witness("the images stay as they were, and every parameter moves")
def train_hole_moves(task, program):
    return moves_every_parameter(program, made_up_images(2, 20, 20), Listener(3))


@answer
def hole_rows(task):
    """The hole begins at S // 2 - 8 and ends before S // 2 + 8."""
    first = task.side // 2 - task.hole // 2
    return [first, first + task.hole - 1]


@hole_rows.witness("rows of the model's input that hold a 0")
def hole_rows_as_given(task):
    model = Listener(3)
    task.programs[1](made_up_images(1, task.side, task.side), model, steps=1)
    rows = np.flatnonzero((model.heard[0][0, 0] == 0).any(1))
    return [int(rows[0]), int(rows[-1])]


@hole_rows.witness("equal margins, the smaller one above")
def hole_rows_by_margins(task):
    above = (task.side - task.hole) // 2
    return [above, task.side - (task.side - task.hole - above) - 1]


@hole_rows.slip("the last row taken for the end of the slice")
def hole_rows_with_end(task):
    return [task.side // 2 - task.hole // 2, task.side // 2 + task.hole // 2]


@answer(instances=("exam", "large"))
def hole_share(task):
    """The hole has 256 of S * S pixels."""
    return task.hole**2 / task.side**2


@hole_share.witness("the program's loss on white images, by a model that returns what it is given")
def hole_share_as_lost(task):
    """There each missing pixel has the squared error 1, and each other one 0."""
    X, model, losses = torch.ones(2, 3, task.side, task.side), nn.Conv2d(3, 3, 1, bias=False), []
    nn.init.dirac_(model.weight)
    model.register_forward_hook(lambda _, inputs, out: losses.append(((out.detach() - X) ** 2).mean().item()))
    task.programs[1](X, model, steps=1)
    return losses[0]


@hole_share.witness("zeros in the model's input")
def hole_share_as_given(task):
    model = Listener(3)
    task.programs[1](made_up_images(2, task.side, task.side), model, steps=1)
    return (model.heard[0] == 0).double().mean().item()


@hole_share.slip("the share of the side, not of the area")
def hole_share_of_the_side(task):
    return task.hole / task.side

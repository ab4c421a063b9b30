"""What a task of the practice asks: the program, and numbers that show whether one knows what it does."""

from difflib import ndiff
from inspect import getsource
from itertools import count
from math import sqrt

import numpy as np
import torch
from torch import nn

from snippets.answers import Estimate, answer
from snippets.autoencoder import practice_watch as watch
from snippets.autoencoder.changes import compiled_lines

__all__ = ["baseline", "broken", "first_layer", "input_shape", "line", "mended", "program", "target_shape"]

WRITING = ("1", "2", "3", "4", "5", "6", "7", "8", "15", "16")
MENDING = ("9", "10", "11", "12", "13", "14")
DRAWS = 100


@answer
def program(task):
    """A right program gives the model what is left of each image, and compares its output with what is wanted."""
    return task.program


@program.witness("what the model is given, against loops over the pixels")
def program_gives_rightly(task, program):
    return watch.gives_rightly(task, program)


@program.witness("each loss, against the mean of squares in NumPy")
def program_compares_rightly(task, program):
    return watch.compares_rightly(task, program)


@program.witness("zero_grad, backward and step come in this order, once in each step")
def program_is_in_order(task, program):
    return watch.is_in_order(task, program)


@program.witness("in a hundred steps the loss falls below that of a guess that needs no training")
def program_learns(task, program):
    return watch.learns(task, program)


# Shapes


@answer(instances=WRITING)
def input_shape(task):
    """The model gets all images at once: images, channels, height, width."""
    return [task.count, *task.sizes[0]]


@input_shape.witness("what the program gives to the model")
def input_shape_as_given(task):
    heard, _, _ = watch.heard_of(task, task.program, task.images(task.count, task.side, task.side), 1)
    return list(heard[0].shape)


@input_shape.witness("loops over the pixels of two images")
def input_shape_by_loops(task):
    found = task.given(task.images(2, task.side, task.side))
    return [task.count, *found.shape[1:]]


@input_shape.slip("the channels last, as in most image files")
def input_shape_channels_last(task):
    channels, height, width = task.sizes[0]
    return [task.count, height, width, channels]


@input_shape.slip("the shape of the target")
def input_shape_of_target(task):
    return [task.count, *task.sizes[1]]


@input_shape.slip("a single image")
def input_shape_of_one(task):
    return [1, *task.sizes[0]]


@answer(instances=WRITING)
def target_shape(task):
    """The output of the model has the shape of what it is compared with."""
    return [task.count, *task.sizes[1]]


@target_shape.witness("an output of the model with which the program computes a loss")
def target_shape_as_said(task):
    _, said, _ = watch.heard_of(task, task.program, task.images(task.count, task.side, task.side), 1)
    return list(said[0].shape)


@target_shape.witness("loops over the pixels of two images")
def target_shape_by_loops(task):
    found = task.wanted(task.images(2, task.side, task.side))
    return [task.count, *found.shape[1:]]


@target_shape.slip("the channels last, as in most image files")
def target_shape_channels_last(task):
    channels, height, width = task.sizes[1]
    return [task.count, height, width, channels]


@target_shape.slip("the shape of the input")
def target_shape_of_input(task):
    return [task.count, *task.sizes[0]]


@target_shape.slip("a single image")
def target_shape_of_one(task):
    return [1, *task.sizes[1]]


# The first layer


@answer(instances=WRITING)
def first_layer(task):
    """Each filter has a weight for each place of its window in each channel of the input, and one bias."""
    return task.filters * (task.sizes[0][0] * task.kernel**2 + 1)


@first_layer.witness("torch")
def first_layer_by_torch(task):
    inputs = task.given(task.images(1, task.side, task.side)).shape[1]
    layer = nn.Conv2d(inputs, task.filters, task.kernel, padding=1)
    return sum(parameters.numel() for parameters in layer.parameters())


@first_layer.witness("counted one by one")
def first_layer_by_counting(task):
    inputs, counted = task.given(task.images(1, task.side, task.side)).shape[1], count(1)
    window = range(task.kernel)
    for _ in range(task.filters):
        last = next(counted)
        for _ in ((c, i, j) for c in range(inputs) for i in window for j in window):
            last = next(counted)
    return last


@first_layer.slip("without the biases")
def first_layer_without_bias(task):
    return task.filters * task.sizes[0][0] * task.kernel**2


@first_layer.slip("one filter only")
def first_layer_of_one_filter(task):
    return task.sizes[0][0] * task.kernel**2 + 1


@first_layer.slip("as many input channels as the target has")
def first_layer_of_target(task):
    return task.filters * (task.sizes[1][0] * task.kernel**2 + 1)


# What needs no training


@answer(instances=WRITING)
def baseline(task):
    """The loss of a guess that needs no training: a net that does not get below it has learned nothing."""
    return task.mean_square()


@baseline.witness(
    "Monte Carlo where an input is drawn: the loss that the program computes, with the guess as its model"
)
def baseline_as_computed(task):
    X = torch.from_numpy(task.small_image())
    X = X.repeat(20, 1, 4, 4) if X[0, 0].numel() == 1 else X  # a single pixel says little in one draw
    losses = watch.losses_of(task.program, X, watch.fixed_guess(task, torch.float64), DRAWS)
    spread = np.std(losses, ddof=1)
    return Estimate(np.mean(losses), spread / sqrt(DRAWS)) if spread > 1e-9 else losses[0]


@baseline.witness("pixel by pixel; where an input is drawn, the integral over what may be drawn")
def baseline_again(task):
    return task.mean_square_again()


@baseline.slip("the sum of the squares, and not their mean")
def baseline_summed(task):
    return task.sum_of_squares()


@baseline.slip("the root of the mean of squares")
def baseline_rooted(task):
    return sqrt(task.mean_square())


@baseline.slip("the mean of absolute errors")
def baseline_absolute(task):
    return task.mean_absolute()


# A wrong line


def text_of(function):
    """The lines of a program as a page shows them, without its docstring."""
    head, _, *body = getsource(function).splitlines()
    return [head, *body]


@answer(instances=MENDING)
def line(task):
    """The line that is wrong, counted from the first one, `def`, as 1."""
    pairs = zip(text_of(task.broken), text_of(task.program))
    return next(number for number, (wrong, right) in enumerate(pairs, 1) if wrong != right)


@line.witness("compiled code: the first line whose instructions are others")
def line_by_instructions(task):
    """The first line of a body stands below the docstring, which no page shows."""
    pairs = zip(compiled_lines(task.broken), compiled_lines(task.program))
    return 2 + next(number for number, (wrong, right) in enumerate(pairs) if wrong[0] != right[0])


@line.witness("the shortest edit: the first line that has to go")
def line_by_edit(task):
    lines = [getsource(function).splitlines() for function in (task.broken, task.program)]
    for shown in lines:
        del shown[1]  # the docstring
    return 1 + [edit[0] for edit in ndiff(*lines) if edit[0] in " -"].index("-")


@line.slip("counted from zero")
def line_from_zero(task):
    return next(i for i, pair in enumerate(zip(text_of(task.broken), text_of(task.program))) if pair[0] != pair[1])


@answer(instances=MENDING)
def broken(task):
    """What the program computes as it is."""
    return task.by_hand(False)


@broken.witness("the program, run", within=1e-6)
def broken_as_run(task):
    return task.measured(task.broken)


@broken.witness("NumPy")
def broken_again(task):
    return task.again(False)


@broken.slip("what the mended program gives")
def broken_as_if_mended(task):
    return task.by_hand(True)


@answer(instances=MENDING)
def mended(task):
    """What the program computes once it is mended."""
    return task.by_hand(True)


@mended.witness("the program, run", within=1e-6)
def mended_as_run(task):
    return task.measured(task.program)


@mended.witness("NumPy")
def mended_again(task):
    return task.again(True)


@mended.slip("what the program gives as it is")
def mended_as_if_broken(task):
    return task.by_hand(False)

"""The two programs of the notes as text, how to run them and what Python says."""

import warnings

import torch
from torch import nn

from snippets.multiple_choice.nets import seeded
from snippets.multiple_choice.seeds import generator

COLOURISE = """\
def train(X, model):
    optim = torch.nn.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_grey = X.mean(dim=1, keepdim=True)
    for i in range(1000):
        optim.zero_grad()
        output = model(X_grey)
        loss = loss_fn(output, X)
        loss.backward()
        optim.step()
"""
FILL_HOLE = """\
def train(X, model):
    optim = torch.nn.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_missing = X.clone()
    S = X.shape[2]
    start = S // 2 - 8
    X_missing[:, :, start : start + 16, start : start + 16] = 0
    for i in range(1000):
        optim.zero_grad()
        out = model(X_missing)
        loss = loss_fn(out, out, X)
        loss.backward()
        optim.step()
"""
ANSWERS = {"a": COLOURISE, "b": FILL_HOLE, "c": ""}  # what the notes answer to each part


def with_optimiser(text):
    """The program with an optimiser that exists: what else is wrong can be seen after that only."""
    return text.replace("torch.nn.SGD", "torch.optim.SGD")


def mended(text):
    """The program without its two errors."""
    return with_optimiser(text).replace("(out, out, X)", "(out, X)")


def run(text, X, model, steps=1):
    """Run a program for a few steps."""
    space = {"torch": torch}
    exec(text.replace("range(1000)", f"range({steps})"), space)
    space["train"](X, model)


def says(action, *arguments):
    """What Python says first, as an error or as a warning; nothing if it is content."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            action(*arguments)
        except Exception as error:
            return f"{type(error).__name__}: {str(error).splitlines()[0].partition('. ')[0]}"
    return ""


def told(message):
    """The message as a page shows it; of one about shapes only what was wanted and what was given."""
    kind, _, text = message.partition(": ")
    wanted = text.partition(" to have ")[2]
    return f"`{kind}: ... to have {wanted}`" if wanted else f"`{message}`" if message else "no error"


def pictures(count, height=32, width=None):
    """Random images without a pixel of 0: what is 0 afterwards was set."""
    shape = (count, 3, height, width or height)
    return torch.rand(shape, generator=generator(), dtype=torch.double) + 0.1


def layer(inputs, outputs=3):
    """The smallest model: one convolution that keeps height and width."""
    return seeded(nn.Conv2d, inputs, outputs, 3, padding=1)


def moved(text, X, model, steps=20):
    """How far a program moves the weights of a model."""
    before = nn.utils.parameters_to_vector(model.parameters()).detach().clone()
    run(text, X, model, steps)
    return (nn.utils.parameters_to_vector(model.parameters()).detach() - before).norm().item()


def grey(X):
    return X.mean(dim=1, keepdim=True)

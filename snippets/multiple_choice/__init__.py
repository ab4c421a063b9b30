"""Exercise 1: true or false, with a check that runs behind each verdict. One module for each topic."""

from dataclasses import dataclass

from snippets.multiple_choice import (
    activation,
    attention,
    autoencoder,
    convolution,
    generalisation,
    generative,
    logcosh,
    margin,
    momentum,
    normalisation,
    optimisation,
    pieces,
    pooling,
    probability,
    pytorch,
    questions,
    regularisation,
    relu,
    resnet,
    rnn,
    unet,
)

TOPICS = (
    questions,
    relu,
    activation,
    pieces,
    logcosh,
    margin,
    pooling,
    convolution,
    resnet,
    unet,
    rnn,
    attention,
    normalisation,
    optimisation,
    momentum,
    regularisation,
    generalisation,
    autoencoder,
    generative,
    probability,
    pytorch,
)


@dataclass(frozen=True)
class Task:
    """The layer and the image that the protocol asks about; the statements carry their own data."""

    kernel: int = 3
    side: int = 32


TASKS = {"exam": Task()}

"""Points on exercise 1."""

from torch import nn

from snippets.multiple_choice.nets import count
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

"""Points on exercise 5: what happens when the programs of the notes are run."""

import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.tools import short
from snippets.protocol.notes import (
    COLOURISE,
    FILL_HOLE,
    grey,
    layer,
    mended,
    moved,
    pictures,
    run,
    says,
    told,
    with_optimiser,
)
from snippets.statements import point

FEW = 4  # images


@point("wrong", "autoencoder#a", topic="program", claim="nn", rival="optim")
def point_01(module):
    """`torch.nn.SGD(model.parameters(), lr=0.004)` makes the optimiser.

    `torch.optim.SGD(model.parameters(), lr=0.004)`. In a line that the task gives, a slip of the pen; in a line of your
    own, a mistake.

    `torch.nn` holds layers and losses, `torch.optim` the optimisers.
    """
    said = says(run, COLOURISE.replace("torch.nn.SGD", f"torch.{module}.SGD"), pictures(FEW), layer(1))
    return not said, f"the first program ends with {told(said)}"


@point("wrong", "autoencoder#b", topic="program", claim="out, out, X", rival="out, X", costs_marks=True)
def point_02(arguments):
    """`loss_fn(out, out, X)` compares the output with the images.

    `loss_fn(out, X)`.

    A loss takes the output and the target, and nothing else.
    """
    text = with_optimiser(FILL_HOLE).replace("out, out, X", arguments)
    said = says(run, text, pictures(FEW), layer(3))
    return not said, f"the second program ends with {told(said)}"


@point("wrong", "autoencoder#a", topic="program", claim="out", rival="X")
def point_03(target):
    """If one argument is too many, `loss_fn(out, out)` repairs the line.

    `loss_fn(out, X)`: the target is the whole image.

    An output compared with itself has loss 0 and gradient 0 from the start. Nothing is learnt, and nothing complains.
    """
    text = mended(FILL_HOLE)
    ways = {name: moved(text.replace("(out, X)", f"(out, {name})"), pictures(FEW), layer(3)) for name in ("out", "X")}
    shown = ", ".join(f"{short(way)} with `loss_fn(out, {name})`" for name, way in ways.items())
    return ways[target] > 0, f"after some steps the weights have moved by {shown}"


@point("wrong", "autoencoder#b", topic="program", claim="", rival="    ", costs_marks=True)
def point_45(indent):
    """In the second program the `for` loop may stand at the left margin.

    Indent the loop: it belongs to `train`.

    The notes have it behind a page break, outside the function. Python runs it before anyone calls `train`, and there
    is no `optim` yet.
    """
    head, loop = mended(FILL_HOLE).split("    for i", 1)
    lines = f"    for i{loop}".splitlines()
    text = head + "\n".join(indent + line.removeprefix("    ") for line in lines)
    said = says(run, text, pictures(FEW), layer(3))
    return not said, f"{told(said)}"


@point("right", "autoencoder#a", topic="program", claim=", keepdim=True", rival="")
def point_11(option):
    """`X.mean(dim=1, keepdim=True)` makes the grey images ("keine ahnung ob das mit dem `X.mean()` so passt").

    The line is right as it stands.

    `dim=1` is the axis of the channels, and `keepdim=True` keeps it with length 1. Without it the images are taken for
    channels.
    """
    text = with_optimiser(COLOURISE)
    with_it, without = (text, text.replace(", keepdim=True", ""))
    said = {name: says(run, program, pictures(FEW), layer(1)) for name, program in (("with", with_it), ("", without))}
    single = says(lambda: layer(1)(pictures(1).mean(dim=1)))
    holds = not (said["with"] if option else said[""])
    evidence = (
        f"with it {told(said['with'])}; without it {told(said[''])}. A single image runs without it: {told(single)}"
    )
    return holds, evidence


@point(
    "doubtful",
    "autoencoder#a",
    topic="program",
    claim=lambda X_grey: X_grey,
    rival=lambda X_grey: X_grey.expand(-1, 3, -1, -1),
)
def point_09(given):
    """Whichever `model` is given, it takes `X_grey`.

    Say: the model takes 1 channel and returns 3. If it takes 3, give it `X_grey.expand(-1, 3, -1, -1)`.

    The first layer fixes the number of channels that go in.
    """
    said = says(lambda: layer(3)(given(grey(pictures(FEW)))))
    return not said, f"a model for colour images says {told(said)}"


def careful(out, X):
    """The loss behind a check of the shapes."""
    if out.shape != X.shape:
        raise ValueError(f"{out.shape} is not {X.shape}")
    return F.mse_loss(out, X)


@point("doubtful", "autoencoder#a", topic="program", claim=nn.MSELoss(), rival=careful)
def point_10(loss):
    """A model with 1 output channel would be stopped by an error.

    Check it: `assert out.shape == X.shape`.

    The loss compares the one channel with each of three colours and only warns. The best such output is the grey image
    itself.
    """
    X = pictures(FEW)
    out = layer(1, 1)(grey(X))
    kinds = [says(found, out, X).partition(":")[0] for found in (loss, nn.MSELoss())]
    best = torch.linalg.lstsq(torch.ones(3, 1, dtype=torch.double), X.transpose(0, 1).reshape(3, -1)).solution
    is_grey = torch.allclose(best.reshape(FEW, 1, 32, 32), grey(X))
    found = f"the best channel by least squares {'is' if is_grey else 'is not'} the grey image"
    evidence = f"`MSELoss` gives {told(kinds[1])} and goes on; {found}"
    return kinds[0].endswith("Error") and not says(loss, X, X), evidence


@point("right", "autoencoder#b", topic="program", claim="X.clone()", rival="X")
def point_24(copy):
    """`X_missing = X.clone()`: the copy is needed.

    The line is right as it stands.

    `X_missing = X` makes no copy. The hole would be cut into the target too, and the net would learn to paint holes.
    """
    left = {}
    for source in ("X.clone()", "X"):
        X = pictures(FEW)
        run(mended(FILL_HOLE).replace("X.clone()", source), X, layer(3))
        left[source] = X[:, :, 8:24, 8:24].mean().item()
    shown = ", ".join(f"{short(mean)} with `{source}`" for source, mean in left.items())
    return left[copy] > 0, f"mean of the target in the hole, afterwards: {shown}"


@point("doubtful", "autoencoder#a", topic="program", claim=None, rival=0)
def point_27(seed):
    """Run twice, the program gives the same net.

    `torch.manual_seed(0)` before the model is made; and print the loss from time to time. `model.train()`, a device and
    a returned value are missing too.

    The first weights are random. Nobody asks for the seed in an exam; you will want it the day after.
    """

    def made(seed):
        with torch.random.fork_rng(devices=[]):
            torch.seed() if seed is None else torch.manual_seed(seed)
            return nn.Linear(4, 4).weight

    same = {name: torch.equal(made(which), made(which)) for name, which in (("without", None), ("with", 0))}
    shown = ", ".join(f"{name} a seed {'equal' if equal else 'different'} weights" for name, equal in same.items())
    return torch.equal(made(seed), made(seed)), f"two new layers have {shown}"


@point("doubtful", "autoencoder#a", topic="program", claim="optim", rival="optimizer")
def point_28(name):
    """`optim` is a good name for the optimiser.

    `optimizer`. The task prints `optim` itself, so nobody takes marks for it.

    It hides the module that most programs import under this name.
    """
    head = "from torch import optim\ndef train(X, model):\n"
    later = f"{head}    {name} = torch.optim.SGD(model.parameters(), lr=0.1)\n    optim.Adam"
    inside = f"{head}    {name} = optim.SGD(model.parameters(), lr=0.1)"
    said = [says(run, text, None, layer(1)) for text in (later, inside)]
    errors = " and ".join(told(message.partition(":")[0]) for message in said)
    return not any(said), f"behind `from torch import optim` it leads to {errors}"

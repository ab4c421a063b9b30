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

    `loss_fn(out, X)`. Not `loss_fn(out, out)`: then nothing is learnt, and nothing complains.

    A loss takes the output and the target, and nothing else. An output compared with itself has loss 0 and gradient 0
    from the start.
    """
    text = with_optimiser(FILL_HOLE)
    programs = {given: text.replace("out, out, X", given) for given in ("out, out, X", "out, out", "out, X")}
    said = {given: says(run, program, pictures(FEW), layer(3)) for given, program in programs.items()}
    ways = [moved(programs[given], pictures(FEW), layer(3)) for given in ("out, out", "out, X")]
    shown = "weights move by {} with `(out, out)`, by {} with `(out, X)`".format(*map(short, ways))
    return not said[arguments], f"the second program ends with {told(said['out, out, X'])}; {shown}"


def torn(text):
    """The program with its loop at the left margin, as it stands behind the page break."""
    head, loop = text.split("    for i", 1)
    return head + "\n".join(line.removeprefix("    ") for line in f"    for i{loop}".splitlines())


@point("right", "autoencoder#b", topic="program", claim=str, rival=torn)
def point_45(read):
    """The second program is one program, though its loop stands at the left margin, behind a page break.

    Read it with the loop inside `train`, as in the first one.

    The break is one of the file, not of the answer. Run as it is printed, the loop would come before anyone calls
    `train`, where there is no `optim` yet.
    """
    said = {way: says(run, way(mended(FILL_HOLE)), pictures(FEW), layer(3)) for way in (str, torn)}
    return not said[read], f"joined: {told(said[str])}; as printed: {told(said[torn])}"


def student_lines(text, only_gaps):
    """The lines that the student wrote: those in the two gaps, or all of them."""
    given = ("def train", "optim = ", "for i in", "optim.")
    return [line for line in text.splitlines() if not (only_gaps and line.strip().startswith(given))]


FAULTS = ("torch.nn.SGD", "loss_fn(out, out, X)")


@point("ambiguous", "autoencoder#b", topic="program", claim=(True, False), rival=(True, True))
def point_56(readings):
    """Skeleton and answer, printed as one block.

    We take the lines around the two comments "Space for code" as given. Then `torch.nn.SGD` is a slip of the task.

    Nothing else tells given lines from written ones. Read otherwise, the same line is a mistake of the answer.
    """
    lines = {only: "\n".join(student_lines(FILL_HOLE, only)) for only in (True, False)}
    found = {only: [fault for fault in FAULTS if fault in text] for only, text in lines.items()}
    counts = f"{len(found[True])} if the gaps are the answer, {len(found[False])} if all is"
    return found[readings[0]] == found[readings[1]], f"faults in the lines of the answer: {counts}"


@point("right", "autoencoder#a", topic="program", claim=", keepdim=True", rival="")
def point_11(option):
    """`X.mean(dim=1, keepdim=True)` makes the grey images: "keine ahnung ob das mit dem `X.mean()` so passt".

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


SPELLINGS = {
    "`mean(dim=1, keepdim=True)`": grey,
    "`mean(1).unsqueeze(1)`": lambda X: X.mean(1).unsqueeze(1),
    "`sum(1, keepdim=True) / 3`": lambda X: X.sum(1, keepdim=True) / 3,
    "a loop over the channels": lambda X: (X[:, 0:1] + X[:, 1:2] + X[:, 2:3]) / 3,
}


@point("right", "autoencoder#a", topic="program", claim=tuple(SPELLINGS.values()), rival=(grey, lambda X: X[:, :1]))
def point_58(ways):
    """The remark goes on: should they take marks off for `X.mean()`, there is room to contest.

    The line is right, so nobody should have to. Other spellings of the average are right too.

    The task asks for the average, and any way to it has the same numbers and the same shape.
    """
    X = pictures(FEW)
    found = [way(X) for way in SPELLINGS.values()]
    apart = max((other - found[0]).abs().max().item() for other in found)
    shapes = {tuple(other.shape) for other in found}
    evidence = f"{len(found)} spellings of it: {len(shapes)} shape, largest distance {short(round(apart, 9))}"
    return all(torch.allclose(way(X), grey(X)) for way in ways), evidence


@point(
    "not said",
    "autoencoder#a",
    topic="program",
    claim=lambda X_grey: X_grey,
    rival=lambda X_grey: X_grey.expand(-1, 3, -1, -1),
)
def point_09(given):
    """How many channels `model` takes.

    Say that the model takes 1 channel and returns 3. If it takes 3, give it `X_grey.expand(-1, 3, -1, -1)`.

    The first layer fixes the number of channels that go in.
    """
    said = says(lambda: layer(3)(given(grey(pictures(FEW)))))
    return not said, f"a model for colour images says {told(said)}"


def careful(out, X):
    """The loss behind a check of the shapes."""
    if out.shape != X.shape:
        raise ValueError(f"{out.shape} is not {X.shape}")
    return F.mse_loss(out, X)


@point("not said", "autoencoder#a", topic="program", claim=nn.MSELoss(), rival=careful)
def point_10(loss):
    """How many channels `model` returns.

    It must be 3. Check it, because nothing stops you: `assert out.shape == X.shape`.

    The loss compares a single channel with each of three colours and only warns. The best such output is the grey
    image itself.
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


@point("not said", "autoencoder#a", topic="program", claim=None, rival=0)
def point_27(seed):
    """A seed, `model.train()`, a device, and what `train` returns.

    For yourself: `torch.manual_seed(0)` before the model is made, and print the loss from time to time.

    The first weights are random, so without a seed no two runs are alike. Nobody asks for it in an exam; you will want
    it the day after.
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
    """The optimiser is called `optim`.

    `optimizer` is safer. The task prints `optim` itself, so it costs nothing.

    It hides the module that most programs import under this name.
    """
    head = "from torch import optim\ndef train(X, model):\n"
    later = f"{head}    {name} = torch.optim.SGD(model.parameters(), lr=0.1)\n    optim.Adam"
    inside = f"{head}    {name} = optim.SGD(model.parameters(), lr=0.1)"
    said = [says(run, text, None, layer(1)) for text in (later, inside)]
    errors = " and ".join(told(message.partition(":")[0]) for message in said)
    return not any(said), f"behind `from torch import optim` it leads to {errors}"

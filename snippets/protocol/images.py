"""Points on exercise 5: what the programs take for granted about the images."""

from functools import cache

import torch

from snippets.autoencoder.task import TASKS
from snippets.autoencoder.training.nets import PixelUNet
from snippets.multiple_choice.tools import short
from snippets.protocol.notes import COLOURISE, FILL_HOLE, layer, mended, pictures, run, says, told
from snippets.statements import point

EXAM = TASKS["exam"]


def zeros(X):
    """Which pixels the second program sets to 0, read off what the model is given."""
    heard, model = [], layer(3)
    model.register_forward_hook(lambda _, inputs, out: heard.append(inputs[0]))
    run(mended(FILL_HOLE), X, model)
    return heard[0][0, 0] == 0


def stretch(flags):
    """The first and the last place that is set."""
    found = flags.nonzero().flatten().tolist()
    return found[0], found[-1]


@point(
    "not said",
    "autoencoder#a",
    topic="images",
    claim=lambda bytes: bytes,
    rival=lambda bytes: bytes.double() / 255,
)
def point_07(given):
    """Type and range of `X`.

    We take decimals from 0 to 1. If `X` holds bytes: `X = X.float() / 255` first.

    Stored images are whole numbers from 0 to 255. Of these PyTorch takes no mean; as decimals they make the gradient
    so large that the steps overshoot.
    """
    bytes, losses, model = (255 * pictures(4) / 1.1).byte(), [], layer(1)
    said = says(run, mended(COLOURISE), given(bytes), layer(1))
    unscaled = bytes.double()
    model.register_forward_hook(lambda _, inputs, out: losses.append((out.detach() - unscaled).square().mean().item()))
    run(mended(COLOURISE), unscaled, model, 3)
    first = says(run, mended(COLOURISE), bytes, layer(1))
    shown = ", ".join(f"${short(loss, 2)}$" for loss in losses)
    return not said, f"{told(first)}; as decimals up to 255 the losses are {shown}"


AVERAGE, LUMINANCE = (1 / 3, 1 / 3, 1 / 3), (0.299, 0.587, 0.114)
GREYS = {"the average": AVERAGE, "the grey for the eye": LUMINANCE, "green": (0.0, 1.0, 0.0)}


@point("right", "autoencoder#a", topic="images", claim=AVERAGE, rival=LUMINANCE)
def point_12(weights):
    """Grey is the plain average of the three channels, in training and afterwards.

    Right, because the task asks for the average.

    Photographs are usually turned grey with other weights, for the eye. A net trained on one grey and used on the other
    meets images that it does not know.
    """
    errors = {name: colour_error(which) for name, which in GREYS.items()}
    shown = ", ".join(f"{short(error, 2)} given {name}" for name, error in errors.items())
    evidence = f"error of a net trained on the average, on other photographs: {shown}"
    return colour_error(weights) == min(errors.values()), evidence


@cache
def colour_error(weights):
    """The MSE on held-out photographs of the net trained on the average, given a grey of other weights."""
    net = PixelUNet(1, (8, 16, 32), residual=True)
    net.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in EXAM.weights("colour").items()})
    X = torch.from_numpy(EXAM.images("held_out").copy())
    given = torch.einsum("c,nchw->nhw", torch.tensor(weights), X)[:, None]
    with torch.no_grad():
        return (net(given) - X).square().mean().item()


def with_zeros(X, hole):
    return X * (1 - hole)


def with_mask(X, hole):
    return torch.cat([X * (1 - hole), hole.expand(len(X), 1, 32, 32)], dim=1)


@point("doubtful", "autoencoder#c", topic="images", claim=with_zeros, rival=with_mask)
def point_19(model_input):
    """A hole filled with 0 tells the net what is missing.

    Add a mask as a fourth channel: 1 in the hole, 0 elsewhere.

    0 is also black. The net cannot tell a missing pixel from a dark one.
    """
    hole, nothing = torch.zeros(1, 1, 32, 32, dtype=torch.double), torch.zeros(1, 1, 32, 32, dtype=torch.double)
    hole[:, :, 8:24, 8:24] = 1
    X = pictures(2)
    black = with_zeros(X, hole)  # as an image of its own
    differ = int((model_input(X, hole) != model_input(black, nothing)).sum())
    plain = int((with_zeros(X, hole) != with_zeros(black, nothing)).sum())
    return differ > 0, f"an image with a hole, and one truly black there, are inputs that differ in {plain} numbers"


def standardised(X):
    """Mean 0 and standard deviation 1 over all pixels of all images."""
    return (X - X.mean()) / X.std()


@point("right", "autoencoder#b", topic="images", claim=torch.clone, rival=standardised)
def point_20(prepared):
    """`X_missing[...] = 0` makes the hole black.

    Right for values from 0 to 1. Only after normalisation, of which nobody speaks, 0 would be the mean colour.

    Subtracting the mean moves black below 0, and the mean to 0.
    """
    X = torch.from_numpy(EXAM.images("training").copy())
    X[0, :, 0, 0] = 0  # a black pixel
    black = prepared(X)[0, 0, 0, 0].item()
    evidence = (
        f"standardised training images: black is ${standardised(X)[0, 0, 0, 0]:.1f}$, 0 is the grey {X.mean():.2f}"
    )
    return black == 0, evidence


@point("right", "autoencoder#b", topic="images", claim=16, rival=15)
def point_21(S):
    """`start = S // 2 - 8` is where the hole begins.

    Right for the task: a hole of 16 pixels needs as many. If smaller images could come, `assert S >= 16`.

    For them the start would be negative. Python counts such numbers from the other end, and hardly anything is cut out.
    """
    counts = {side: int(zeros(pictures(1, side)).sum()) for side in (16, 15, 10, 8)}
    shown = ", ".join(f"{count} for $S = {side}$" for side, count in counts.items())
    return int(zeros(pictures(1, S)).sum()) == min(S, 16) ** 2, f"pixels set to 0: {shown}"


@point("right", "autoencoder#b", topic="images", claim=(32, 32), rival=(32, 64))
def point_22(size):
    """`S = X.shape[2]` is enough to find the middle.

    Right for the task, whose images are square. For others take `X.shape[3]` for the columns.

    With one length the hole is in the middle of square images only.
    """

    def columns(height, width):
        return stretch(zeros(pictures(1, height, width)).any(dim=0))

    first, last = columns(*size)
    wide = columns(32, 64)
    return first == size[
        1
    ] - 1 - last, f"in images of 32 rows and 64 columns it cuts out the columns {wide[0]} to {wide[1]}"


@point("ambiguous", "autoencoder#b", topic="images", claim=33, rival=32)
def point_23(S):
    """ "In the middle".

    For odd $S$ there are two; take either.

    An even hole cannot sit in the middle of an odd number of pixels.
    """

    def margins(side):
        first, last = stretch(zeros(pictures(1, side)).any(dim=1))
        return first, side - 1 - last

    above, below = margins(33)
    return len(set(margins(S))) == 1, f"33 rows: {above} above the hole, {below} below"

"""Statements on PyTorch, most of them about lines of the programming exercise."""

import contextlib
import warnings

import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.nets import noise, seeded, times
from snippets.statements import statement


@statement(topic="pytorch", claim="nn", rival="optim")
def pytorch_01(module):
    """`torch.nn.SGD(model.parameters(), lr=0.004)` creates an optimiser for stochastic gradient descent with the step
    size $0.004$ and without momentum.

    `torch.nn` holds layers and losses; optimisers are found in `torch.optim`.
    """
    found, model = [name for name in ("nn", "optim") if hasattr(getattr(torch, name), "SGD")], nn.Linear(1, 1)
    rate = getattr(torch, found[0]).SGD(model.parameters(), lr=0.004).defaults["lr"]
    return module in found, f"`torch.{found[0]}` alone has `SGD`, with the step size {rate}; else an AttributeError"


@statement(topic="pytorch", claim=3, rival=2, says="loss_fn(out, out, X)")
def pytorch_02(arguments):
    r"""With `loss_fn = torch.nn.MSELoss()`, the call `loss_fn(out, out, X)` compares the output `out` with the
    images `X`.

    The loss takes exactly two tensors, output and target: `loss_fn(out, X)`.
    """
    accepted = [n for n in (1, 2, 3) if _works(nn.MSELoss(), [torch.zeros(2, 3)] * n, TypeError)]
    return arguments in accepted, f"called with 1, 2, 3 tensors it accepts {accepted[0]}; with 3 it raises a TypeError"


def _works(function, arguments, error):
    """Whether the call succeeds; the named error is the only one it may raise."""
    try:
        function(*arguments)
    except error:
        return False
    return True


@statement(topic="pytorch", claim=4, rival=300)
def pytorch_03(divisor):
    r"""For a batch of 4 images of shape $3\times5\times5$, `nn.MSELoss()` divides the summed squared error by 4.

    The default `reduction="mean"` divides by the number of all elements, here $4\cdot3\cdot5\cdot5=300$.
    """
    out, X = noise(2, 4, 3, 5, 5)
    found = ((out - X).square().sum() / nn.MSELoss()(out, X)).item()
    return abs(found - divisor) < 1e-6, f"summed squared error divided by the loss: {found:.0f}"


@statement(topic="pytorch", claim=(1, 2, 3), rival=(0, 2, 3))
def pytorch_04(dimensions):
    r"""For images of shape $N\times C\times H\times W$, `F.mse_loss(out, X, reduction="none").mean(dim=(1, 2, 3))`
    is one reconstruction error for **every** image.

    The mean runs over channels, rows and columns; only the batch dimension is left.
    """
    out, X = noise(2, 4, 3, 5, 5)
    found = F.mse_loss(out, X, reduction="none").mean(dim=dimensions)
    one_by_one = torch.stack([F.mse_loss(a, b) for a, b in zip(out, X)])
    holds = found.shape == one_by_one.shape and torch.allclose(found, one_by_one)
    return holds, f"$N=4$: {len(found)} numbers, the same as `mse_loss` image by image"


@statement(topic="pytorch", claim=(5, 1, 8, 8), rival=(5, 8, 8))
def pytorch_05(shape):
    r"""`X.mean(dim=1, keepdim=True)` turns a batch of colour images of shape $N\times3\times S\times S$ into grey
    images of shape $N\times1\times S\times S$.

    Dimension 1 holds the channels; `keepdim=True` keeps it with length 1, and without it the dimension is lost.
    """
    X = noise(5, 3, 8, 8)
    found, lost = X.mean(dim=1, keepdim=True).shape, X.mean(dim=1).shape
    return tuple(found) == shape, f"${times(X.shape)}$ becomes ${times(found)}$, without `keepdim` ${times(lost)}$"


@statement(topic="pytorch", claim="error", rival="warning")
def pytorch_06(reaction):
    r"""`nn.MSELoss()` stops with an error if the output is grey, of shape $N\times1\times S\times S$, and the target
    has the shape $N\times3\times S\times S$.

    It broadcasts the single channel against all three and only warns, so the network learns grey images.
    """
    out, X = noise(2, 1, 4, 4), noise(2, 3, 4, 4)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        works = _works(nn.MSELoss(), [out, X], RuntimeError)
    found = [name for name, happened in (("error", not works), ("warning", caught)) if happened]
    return reaction in found, f"${times(out.shape)}$ against ${times(X.shape)}$: a {' and a '.join(found)}"


@statement(topic="pytorch", claim=1.0, rival=0.0)
def pytorch_07(value):
    r"""If `X` holds **only** ones, `X[:, :, 8:24, 8:24]` still holds ones after `Y = X; Y[:, :, 8:24, 8:24] = 0`.

    The assignment `Y = X` gives the same tensor a second name; a copy needs `Y = X.clone()`.
    """
    left = {}
    for name, copy in (("Y = X", lambda X: X), ("Y = X.clone()", torch.clone)):
        X = torch.ones(1, 3, 32, 32)
        Y = copy(X)
        Y[:, :, 8:24, 8:24] = 0
        left[name] = X[:, :, 8:24, 8:24].mean().item()
    return left["Y = X"] == value, "mean of `X` in the square: " + ", ".join(
        f"{m:g} after `{n}`" for n, m in left.items()
    )


@statement(topic="pytorch", claim=6, rival=3)
def pytorch_08(gradient):
    r"""If `(3 * w).backward()` runs twice on a new parameter `w`, without `optim.zero_grad()` between, `w.grad` is 6.

    `backward()` adds the new gradient to `.grad`: $3+3=6$.
    """
    w = nn.Parameter(torch.tensor(1.0))
    history = []
    for _ in range(2):
        (3 * w).backward()
        history.append(w.grad.item())
    return history[
        -1
    ] == gradient, f"`w.grad` is {history[0]:g} after the first call and {history[1]:g} after the second"


@statement(topic="pytorch", claim=0, rival=2)
def pytorch_09(changed):
    r"""`optim.step()` before the first `backward()` leaves **every** parameter unchanged.

    Before the first `backward()` every `.grad` is `None`, and optimisers skip such parameters.
    """
    net = seeded(nn.Linear, 3, 1)
    before = [p.detach().clone() for p in net.parameters()]
    torch.optim.SGD(net.parameters(), lr=0.1).step()
    found = sum(not torch.equal(p, old) for p, old in zip(net.parameters(), before))
    return found == changed, f"{found} of the {len(before)} parameter tensors of `Linear(3, 1)` change"


@statement(topic="pytorch", claim=("backward", "zero_grad", "step"), rival=("zero_grad", "backward", "step"))
def pytorch_10(order):
    """In the training loop the order `loss.backward()`, `optim.zero_grad()`, `optim.step()` trains a network as well
    as the usual one does.

    `zero_grad()` deletes the gradients just computed, so `step()` finds nothing to do.
    """
    first, last = _losses(order)
    return last < first, f"ratio of the loss after 20 steps to the loss before: {last / first:.1f}"


def _losses(order):
    """The loss before and after 20 steps of gradient descent, in which the three calls stand in this order."""
    net, X = seeded(nn.Linear, 3, 1), noise(20, 3)
    optim = torch.optim.SGD(net.parameters(), lr=0.1)
    losses = []
    for _ in range(21):
        loss = (net(X) - 1).square().mean()
        losses.append(loss.item())
        for call in order:
            {"backward": loss.backward, "zero_grad": optim.zero_grad, "step": optim.step}[call]()
    return losses[0], losses[-1]


def _evaluation(net):
    net.eval()
    return contextlib.nullcontext()


@statement(topic="pytorch", claim=_evaluation, rival=lambda net: torch.no_grad())
def pytorch_11(switched):
    """After `model.eval()` PyTorch computes **no** gradients for the model, so that evaluation needs less memory and
    time.

    `eval()` changes how layers such as dropout and batch normalisation behave; `torch.no_grad()` turns gradients off.
    """
    net = seeded(nn.Linear, 3, 1)
    with switched(net):
        recorded = net(noise(5, 3)).requires_grad
    return not recorded, f"the output has `requires_grad={recorded}`"


@statement(topic="pytorch", claim=2, rival=7)
def pytorch_12(sequences):
    r"""By default `nn.RNN(4, 8)` reads a $7\times2\times4$ tensor as a batch of 2 sequences of length 7.

    The default order is time, batch, features; `batch_first=True` swaps the first two.
    """
    last = seeded(nn.RNN, 4, 8)(noise(7, 2, 4))[1]  # one state for each sequence
    return last.shape[1] == sequences, f"the last states have shape ${times(last.shape)}$: {last.shape[1]} sequences"


@statement(topic="pytorch", claim=torch.uint8, rival=torch.float32)
def pytorch_13(dtype):
    r"""`X.mean(dim=1)` raises a RuntimeError if the images `X` have the type `torch.uint8`.

    A mean needs a floating-point (or complex) type; images are converted first, for example with `X.float() / 255`.
    """
    works = {
        kind: _works(torch.mean, [torch.zeros(2, 3, 4, 4, dtype=kind), 1], RuntimeError)
        for kind in (torch.uint8, dtype)
    }
    return not works[dtype], f"`uint8` {'works' if works[torch.uint8] else 'raises a RuntimeError'}"

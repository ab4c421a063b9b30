"""Statements on autoencoders and on the losses that train them."""

import sympy
import torch
from torch import nn

from snippets.multiple_choice.nets import noise, seeded
from snippets.statements import statement

EIGENVALUES = torch.tensor([8.0, 4.0, 2.0, 1.0], dtype=torch.double)  # of the covariance of the data below


def uncorrelated(n, d):
    """n random points in d dimensions with mean exactly 0 and covariance exactly I."""
    points = noise(n, d)
    return n**0.5 * torch.linalg.qr(points - points.mean(0)).Q


def data():
    """40 centred points whose covariance matrix has the given eigenvalues, and its random eigenvectors."""
    directions = torch.linalg.qr(noise(4, 4)).Q
    return uncorrelated(40, 4) * EIGENVALUES.sqrt() @ directions.T, directions


def error(points, encoder, decoder):
    """Mean over the points of the squared distance to the reconstruction."""
    return (points @ encoder @ decoder - points).square().sum(1).mean().item()


def trained_error(points, k):
    """The error of a linear autoencoder with bottleneck k after training encoder and decoder in turn."""
    decoder = noise(k, 4)
    for _ in range(40):
        encoder = torch.linalg.pinv(decoder)  # the best one for this decoder
        decoder = torch.linalg.lstsq(points @ encoder, points).solution
    return error(points, encoder, decoder)


@statement(topic="autoencoder", claim=lambda d, k: d - k, rival=lambda d, k: k)
def autoencoder_01(discarded):
    r"""For centred data in $d$ dimensions, the smallest mean squared error $\frac1N\sum_i\|x_i-\hat x_i\|^2$ of a
    linear autoencoder with a $k$-dimensional bottleneck is the sum of the $d-k$ smallest eigenvalues of the
    covariance matrix $\frac1N\sum_ix_ix_i^\top$.

    The best linear map of rank at most $k$ projects onto the first $k$ principal directions (Eckart–Young); what it
    loses is the variance along the others.
    """
    points, _ = data()
    found = {k: trained_error(points, k) for k in (1, 2, 3)}
    holds = all(abs(e - EIGENVALUES.flip(0)[: discarded(4, k)].sum().item()) < 1e-6 for k, e in found.items())
    errors = ", ".join(f"{e:.3f}" for e in found.values())
    return holds, f"eigenvalues 8, 4, 2, 1: trained with $k=1,2,3$ the errors are {errors}"


@statement(topic="autoencoder", claim=((0.9, 0.3, 0.3), (0.3, 0.9, 0.3)), rival=((0.6, 0.6, 0.3),))
def autoencoder_02(candidates):
    r"""A grey disc (grey 0.5) is red $(0.9,0.3,0.3)$ or green $(0.3,0.9,0.3)$ with equal probability. The
    colourisation with the smallest expected squared error is one of these two colours.

    The squared error is smallest at the mean of the two colours, which is neither of them: colours turn greyish.
    """
    colours = torch.tensor([[0.9, 0.3, 0.3], [0.3, 0.9, 0.3]], dtype=torch.double)
    best = torch.linalg.lstsq(torch.ones(2, 1, dtype=torch.double), colours).solution[0]
    mean, red = ((colours - colour).square().mean().item() for colour in (best, colours[0]))
    holds = any(torch.allclose(best, best.new_tensor(candidate)) for candidate in candidates)
    colour, grey = ", ".join(f"{c:.1f}" for c in best), best.mean().item()
    return (
        holds,
        f"best colour $({colour})$, also of grey {grey:.1f}, with error {mean:.2f} per channel; red has {red:.2f}",
    )


@statement(topic="autoencoder", claim=4, rival=3, says="as wide as its input")
def autoencoder_03(bottleneck):
    """On **every** data set **some** linear autoencoder whose bottleneck is as wide as its input has reconstruction
    error 0.

    With the identity matrix in encoder and decoder it copies its input, whatever the data are.
    """
    points, _ = data()
    found = trained_error(points, bottleneck)
    return found < 1e-9, f"4 inputs: trained error {trained_error(points, 3):.3f} with bottleneck 3, {found:.3f} with 4"


@statement(topic="autoencoder", claim=lambda clean, noisy: noisy, rival=lambda clean, noisy: clean)
def autoencoder_04(target):
    """A denoising autoencoder gets the noisy image as input **and** as target, so that it learns what is noise and
    what is not.

    The target is the clean image. With the noisy one, copying the input would have loss 0 and keep the noise.
    """
    signal, disturbance = uncorrelated(40, 2).T  # both have variance 1
    noisy = signal + disturbance
    slopes = [(noisy @ t / (noisy @ noisy)).item() for t in (target(signal, noisy), noisy, signal)]  # least squares
    left, copied, denoised = ((slope * noisy - signal).square().mean().item() for slope in slopes)
    evidence = (
        "signal and noise of variance 1: the error of the best linear map is "
        f"{copied:.1f} with the noisy target, {denoised:.1f} with the clean one"
    )
    return left < 1 - 1e-9, evidence


@statement(topic="autoencoder", claim=lambda t: sum(t) / len(t), rival=lambda t: (t[0] + t[-1]) / 2)
def autoencoder_05(prediction):
    r"""For one input with several equally likely targets, their mean is the prediction with the smallest expected
    squared error.

    $\mathbb E(c-t)^2=(c-\mathbb Et)^2+\mathrm{Var}(t)$, and the second term does not depend on $c$.
    """
    c, *targets = sympy.symbols("c t1:5")
    expected = sum((c - t) ** 2 for t in targets) / len(targets)
    slope = sympy.expand(sympy.diff(expected, c).subs(c, prediction(targets)))
    return slope == 0, f"four targets: derivative at their mean {slope}, second derivative {sympy.diff(expected, c, 2)}"


@statement(topic="autoencoder", claim=1 / 4, rival=1 / 16, says="a quarter of its pixels")
def autoencoder_06(share):
    r"""A $16\times16$ hole in the middle of a $64\times64$ image covers a quarter of its pixels, since $16$ is a
    quarter of $64$.

    The hole has a quarter of the *side*, so it covers $(16/64)^2=1/16$ of the pixels.
    """
    X = torch.ones(1, 3, 64, 64)
    missing = with_hole(X) == 0
    found = missing.double().mean().item()
    return found == share, f"{int(missing[0, 0].sum())} of {X[0, 0].numel()} pixels are 0: {found:.2%}, not {1 / 4:.0%}"


def with_hole(X):
    """A copy of the images without the central square of 16 × 16 pixels."""
    hollow, start = X.clone(), X.shape[-1] // 2 - 8
    hollow[:, :, start : start + 16, start : start + 16] = 0
    return hollow


@statement(topic="autoencoder", claim=torch.median, rival=torch.mean)
def autoencoder_07(prediction):
    r"""For the absolute error in place of the squared error, the best constant prediction is a median of the targets.

    The slope of $\sum_i|c-t_i|$ is the number of targets below $c$ minus the number above $c$; it changes sign at a
    median.
    """
    targets = torch.tensor([0.0, 1.0, 2.0, 3.0, 100.0])
    losses = {c.item(): (c - targets).abs().sum().item() for c in (prediction(targets), targets.mean(), *targets)}
    best = min(losses, key=losses.get)  # a piecewise linear convex function is smallest at one of its kinks
    return best == prediction(
        targets
    ), f"targets {', '.join(f'{t:g}' for t in targets)}: smallest at {best:g}; the mean is {targets.mean():.1f}"


@statement(topic="autoencoder", claim=lambda X, out: out, rival=lambda X, out: X)
def autoencoder_08(target):
    """With `loss_fn = nn.MSELoss()` and `out = model(X)`, an autoencoder learns to reconstruct the images `X` when it
    is trained with `loss_fn(out, out)`.

    The difference of `out` and itself is 0 whatever the weights are, so loss and gradients are 0 from the start.
    """
    model, X = seeded(lambda: nn.Sequential(nn.Linear(4, 2), nn.Linear(2, 4))), data()[0]
    out = model(X)
    loss = nn.MSELoss()(out, target(X, out))
    loss.backward()
    largest = max(p.grad.abs().max().item() for p in model.parameters())
    return largest > 0, f"loss {loss.item():g}, largest gradient {largest:g}"


@statement(
    topic="autoencoder",
    claim=lambda X, mask: X * (1 - mask),
    rival=lambda X, mask: torch.cat([X * (1 - mask), mask], 1),
)
def autoencoder_09(model_input):
    """Holes are filled with 0, and the network gets **no** mask. Then **some** images with a hole are the same input
    as an image that is black there.

    Both hold 0 in the square and the same pixels around it; a mask as a further channel tells them apart.
    """
    X, hole, nothing = noise(1, 3, 32, 32), torch.zeros(1, 1, 32, 32), torch.zeros(1, 1, 32, 32)
    hole[..., 8:24, 8:24] = 1
    different = int((model_input(X, hole) != model_input(with_hole(X), nothing)).sum())
    return different == 0, f"the two inputs differ in {different} numbers; with a mask channel in {int(hole.sum())}"


@statement(topic="autoencoder", claim=(0, 90), rival=(0, 30, 60, 90))
def autoencoder_10(optimal):
    """The two columns of the decoder of an optimal linear autoencoder with bottleneck 2 are **always** principal
    directions of the data, that of the largest variance and the next.

    Only the plane they span is determined: with an invertible matrix $R$, decoder $DR$ and encoder $R^{-1}E$ have the
    same product $DE$ as before, and so the same error.
    """
    points, directions = data()
    errors = {}
    for degrees in (0, 30, 60, 90):
        angle = torch.deg2rad(torch.tensor(degrees, dtype=torch.double))
        turn = torch.stack([torch.cos(angle), -torch.sin(angle), torch.sin(angle), torch.cos(angle)]).reshape(2, 2)
        decoder = (directions[:, :2] @ turn).T
        errors[degrees] = error(points, decoder.T, decoder)
    found = tuple(degrees for degrees, e in errors.items() if abs(e - EIGENVALUES[2:].sum()) < 1e-9)
    return found == optimal, rf"turned by $30^\circ$ in their plane, they give the same error {errors[30]:.3f}"

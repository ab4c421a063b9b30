"""Statements on normalisation layers and on how weights begin."""

import sympy as sp
import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.nets import noise, seeded
from snippets.multiple_choice.tools import network, short
from snippets.statements import Option, choice, statement


def normalise(x, dims):
    """Subtract the mean over some axes and divide by the standard deviation over them."""
    centred = x - x.mean(dims, keepdim=True)
    return centred / centred.square().mean(dims, keepdim=True).sqrt()


@statement(topic="normalisation", claim=(10, 3), rival=(-1, 0))
def normalisation_01(map_):
    r"""In training mode a batch normalisation returns the same for the inputs $x$ and $10x + 3$ (but for its tiny
    $\epsilon$), because the mean and the standard deviation are those of the batch itself.

    $\frac{(10x + 3) - (10\mu + 3)}{10\sigma} = \frac{x - \mu}{\sigma}$ for each feature: scale and shift cancel.
    """
    factor, shift = map_
    layer, x = nn.BatchNorm1d(3, eps=1e-12, dtype=torch.double), noise(20, 3)
    apart = (layer(factor * x + shift) - layer(x)).abs().max().item()
    return apart < 1e-9, f"largest difference on 20 examples, to nine decimals: ${short(round(apart, 9))}$"


@statement(topic="normalisation", claim=0, rival=1)
def normalisation_02(dim):
    r"""Layer normalisation subtracts from each feature its mean over the examples of the batch, so what it returns
    for one example depends on the others.

    It takes mean and variance over the features of *one* example; over the batch is batch normalisation.
    """
    x = noise(4, 5)
    found = F.layer_norm(x, (5,), eps=0)
    changed = F.layer_norm(torch.cat([x[:1], 7 * x[1:]]), (5,), eps=0)
    moved = (changed[0] - found[0]).abs().max().item()
    evidence = f"with the other three examples changed, the first one's result moves by ${short(moved)}$"
    return torch.allclose(found, normalise(x, dim)), evidence


@statement(topic="normalisation", claim=nn.BatchNorm2d, rival=nn.Identity)
def normalisation_03(norm):
    r"""The bias of a convolution directly in front of a batch normalisation influences what the normalisation returns
    in training mode, so it is better not left out.

    The bias adds the same number to each entry of a channel, and the mean that is subtracted contains it as well.
    """
    net, x = seeded(lambda: nn.Sequential(nn.Conv2d(1, 4, 3), norm(4))), noise(5, 1, 6, 6)
    before = net(x)
    net[0].bias.data += 100
    moved = (net(x) - before).abs().max().item()
    return moved > 1e-6, f"100 added to each bias moves the output by ${short(round(moved, 6))}$, to six decimals"


@statement(topic="normalisation", claim=1, rival=2)
def normalisation_04(factor):
    r"""With Xavier initialisation, weights of mean 0 and variance $\frac{2}{n_{in} + n_{out}}$, a linear layer with
    $n_{in} = n_{out}$ keeps, on average over the weights, the variance of independent inputs of mean 0 and variance 1.

    An output is a sum of $n_{in}$ products of variance $\frac{2}{n_{in} + n_{out}} = \frac1{n_{in}}$, so its variance
    is 1.
    """
    layer = seeded(nn.Linear, 1000, 1000, bias=False)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        nn.init.xavier_normal_(layer.weight)
    found = layer.weight.square().sum(1).mean().item()  # the variance of an output, on average over the outputs
    return abs(found - factor) < 0.01, f"`xavier_normal_` in `Linear(1000, 1000)`: variance ${short(found, 2)}$"


@statement(topic="normalisation", claim=2, rival=1)
def normalisation_05(numerator):
    r"""In a deep ReLU network without biases, normal weights of mean 0 and variance $\frac2n$ at $n$ incoming
    connections (He initialisation) keep the expected square of the pre-activations from layer to layer, because the 2
    makes up for the half that ReLU takes away.

    If $z$ is distributed symmetrically, $\mathbb E[\max(0, z)^2] = \frac12\mathbb E[z^2]$, and the sum of $n$
    products multiplies by $n\cdot\frac2n = 2$.
    """
    z = sp.Symbol("z", real=True)
    density = sp.exp(-(z**2) / 2) / sp.sqrt(2 * sp.pi)
    left = sp.integrate(z**2 * density, (z, 0, sp.oo))  # of a mean square 1
    layer = seeded(nn.Linear, 1000, 1000, bias=False)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    variance = layer.weight.square().mean().item()
    return numerator * left == 1 and abs(1000 * variance - numerator) < 0.02, (
        f"of a square of 1, ReLU leaves ${left}$; `kaiming_normal_` at 1000 inputs: variance ${short(variance, 2)}$"
    )


@statement(topic="normalisation", claim=nn.init.ones_, rival=nn.init.eye_)
def normalisation_06(begin):
    """If **all** weights of a network with one hidden layer and no biases begin with the value 1, gradient descent
    makes its hidden units different after a while, as long as the step size is small and the data are not symmetric.

    Equal units have equal outputs and equal gradients, so each step leaves them equal, whatever the data are.
    """
    net = network(3, 3, 1, activation=nn.Tanh, bias=False)
    begin(net[0].weight), nn.init.ones_(net[2].weight)
    x, t = noise(20, 3), noise(20, 1)
    optimiser = torch.optim.SGD(net.parameters(), lr=0.1)
    for _ in range(20):
        optimiser.zero_grad()
        (net(x) - t).square().mean().backward()
        optimiser.step()
    apart = (net[0].weight - net[0].weight[0]).abs().max().item()
    return apart > 1e-6, f"after 20 steps the weights of the three hidden units differ by ${short(apart)}$"


@choice(
    topic="normalisation",
    options=(
        Option("over the channels, at each pixel", (1,), "Each channel has a mean of its own."),
        Option(
            "over height and width, for each image and channel", (2, 3), "That is instance normalisation: no batch."
        ),
        Option("over channels, height and width, for each image", (1, 2, 3), "That is layer normalisation."),
        Option(
            "over examples, height and width, for each channel",
            (0, 2, 3),
            "All pixels of a channel in the whole batch share one mean and one variance.",
        ),
    ),
)
def normalisation_07(dims):
    r"""In training mode `nn.BatchNorm2d` gets a tensor of shape $N\times C\times H\times W$. Over what does it
    average?"""
    x = noise(4, 3, 5, 6)
    apart = (nn.BatchNorm2d(3, eps=1e-12, dtype=torch.double)(x) - normalise(x, dims)).abs().max().item()
    axes = ", ".join(map(str, dims))
    return apart < 1e-9, f"averaged by hand over the axes {axes} (the first is 0), the result is the same"

"""Statements on U-Nets, checked on real ones: encoder, bottleneck, decoder and concatenating skip connections."""

import torch
from torch import nn

from snippets.multiple_choice.nets import (
    UNet,
    accepts,
    concatenate,
    count,
    crop_and_concatenate,
    noise,
    seeded,
    times,
    without_skip,
)
from snippets.statements import statement


@statement(topic="unet", claim=32, rival=16)
def unet_01(channels):
    r"""If the skip connection of a U-Net brings 16 encoder channels to 16 upsampled channels, the next convolution
    of the decoder reads 32 channels.

    U-Nets concatenate along the channel dimension: $16+16=32$; an addition as in a ResNet would leave 16.
    """
    net, read = seeded(UNet, width=16, depth=1), []
    net.decoders[0].register_forward_pre_hook(lambda stage, inputs: read.append(inputs[0].shape))
    net(noise(1, 1, 8, 8))
    return read[0][1] == channels, f"the decoder stage reads a tensor of shape ${times(read[0])}$"


@statement(topic="unet", claim=2, rival=4)
def unet_02(factor):
    r"""`nn.ConvTranspose2d(8, 4, kernel_size=2, stride=2)` doubles **every** height and width.

    Every pixel becomes its own $2\times2$ block: the output has height $(H-1)\cdot2+2=2H$.
    """
    up = seeded(nn.ConvTranspose2d, 8, 4, kernel_size=2, stride=2)
    sizes = [(up(noise(1, 8, h, h + 2)).shape[2:], h) for h in range(1, 8)]
    holds = all(found == (factor * h, factor * (h + 2)) for found, h in sizes)
    return (
        holds,
        rf"checked for the heights {sizes[0][1]} to {sizes[-1][1]}; $7\times9$ becomes ${times(sizes[-1][0])}$",
    )


@statement(topic="unet", claim=1, rival=3)
def unet_03(sizes):
    """A U-Net ends in fully connected layers and can process images of one size **only**, as a classifier with
    `nn.Flatten` does.

    A U-Net has no fully connected layer: convolutions, pooling and up-convolutions work on every size that halves
    evenly.
    """
    net = seeded(UNet, width=4)
    accepted = [size for size in ((16, 16), (32, 48), (64, 16)) if accepts(net, 1, 1, *size)]
    return len(accepted) == sizes, "one net maps " + ", ".join(f"${times(size)}$" for size in accepted)


@statement(topic="unet", claim=(2, 3, 32, 32), rival=(2, 3, 8, 8))
def unet_04(shape):
    r"""A padded U-Net with two $2\times2$ poolings and two up-convolutions can map grey images to colour images of
    the same size, $N\times1\times32\times32 \to N\times3\times32\times32$.

    Padded convolutions keep the size, $32\to16\to8$ is undone by $8\to16\to32$, and a last $1\times1$ convolution
    sets the channels.
    """
    found = tuple(seeded(UNet, channels=1, channels_out=3, width=4)(noise(2, 1, 32, 32)).shape)
    return found == shape, f"for $N=2$ the output has shape ${times(found)}$"


@statement(topic="unet", claim=572, rival=388)
def unet_05(side):
    r"""The original U-Net of 2015, with four poolings and unpadded $3\times3$ convolutions, maps a $572\times572$
    image to a $572\times572$ map, one score for each pixel.

    Two unpadded convolutions cost 4 pixels per axis, and after $k$ poolings $2^k$ times as many; going down, at the
    bottom and going up these are $2\cdot4\cdot(1+2+4+8)+4\cdot16=184$.
    """
    with torch.no_grad():
        net = seeded(UNet, width=1, depth=4, padding=0, join=crop_and_concatenate)
        found = net(noise(1, 1, 572, 572)).shape[-1]
    return found == side, rf"the same layers, $3\times3$, with fewer channels return ${found}\times{found}$"


@statement(topic="unet", claim=(28, 29, 30, 31, 32), rival=(28, 32))
def unet_06(sides):
    r"""A U-Net with padded convolutions and two $2\times2$ poolings, whose skip connections concatenate without
    cropping or padding, accepts square images of **every** side from 28 to 32.

    Pooling rounds down and up-convolution doubles: $30\to15\to7\to14$ does not fit the 15 of the encoder. Without
    cropping or padding, sides have to be divisible by $2^2=4$.
    """
    net = seeded(UNet, width=2)
    found = tuple(side for side in range(28, 33) if accepts(net, 1, 1, side, side))
    evidence = f"of the sides 28, 29, 30, 31, 32 only {' and '.join(map(str, found))} run without a RuntimeError"
    return found == sides, evidence


@statement(topic="unet", claim=concatenate, rival=without_skip)
def unet_07(join):
    """If the weights and biases of its bottleneck are **all** zero, the first encoder layer of a U-Net can still
    receive a gradient.

    The skip connections lead around the bottleneck, the lowest stage; without them it would be the only way and block
    every gradient.
    """
    learning, bare = (_learning_weights(how) for how in (join, without_skip))
    return learning > 0, f"{learning} of 36 weights of the first layer get a gradient, without skip connections {bare}"


def _learning_weights(join):
    """How many weights of the first layer get a gradient in a U-Net with a dead bottleneck and no dead ReLU."""
    net = seeded(UNet, width=4, join=join)
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            parameter.copy_(torch.zeros_like(parameter) if name.startswith("bottleneck") else parameter.abs())
    net(noise(1, 1, 16, 16).abs()).sum().backward()
    return int((net.encoders[0][0].weight.grad != 0).sum())


@statement(topic="unet", claim=0, rival=2880)
def unet_08(change):
    """Removing the skip connections of a U-Net leaves its number of parameters unchanged, because concatenation has
    **no** weights; it saves memory alone.

    The decoder convolutions read the concatenated channels, so they have more weights than without the skips.
    """
    with_skips, without = (count(seeded(UNet, width=8, join=join)) for join in (concatenate, without_skip))
    return with_skips - without == change, f"a small U-Net has {with_skips} parameters with skips and {without} without"


@statement(topic="unet", claim=concatenate, rival=without_skip)
def unet_09(join):
    r"""A padded U-Net can copy a non-negative image exactly, even if its bottleneck returns **only** zeros.

    The first skip connection carries the features in full resolution; convolutions with a single 1 in the centre copy
    them.
    """
    net, image = seeded(UNet, channels_out=1, width=2, join=join), noise(1, 1, 16, 16).abs()
    for parameter in net.parameters():
        nn.init.zeros_(parameter)
    for layer in (*net.encoders[0][::2], *net.decoders[-1][::2], net.head):
        nn.init.dirac_(layer.weight)
    error = (net(image) - image).abs().max().item()
    return error == 0, f"bottleneck zero, copying kernels around it: largest error {error:g}"


@statement(topic="unet", claim=5, rival=5120)
def unet_10(numbers):
    r"""If a padded U-Net is used for segmentation into 5 classes, it returns 5 numbers for a whole $32\times32$
    image, one score for **each** of the classes.

    Segmentation decides pixel by pixel, so it returns a $32\times32$ map of scores for each class.
    """
    found = seeded(UNet, channels_out=5, width=4)(noise(1, 1, 32, 32))
    return found.numel() == numbers, f"the output has shape ${times(found.shape)}$, these are {found.numel()} numbers"

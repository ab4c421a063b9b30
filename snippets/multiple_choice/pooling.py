"""Statements on pooling."""

import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.nets import accepts, count, noise, one_pixel_images, seeded, times
from snippets.statements import statement


@statement(topic="pooling", claim=0, rival=9)
def pooling_01(parameters):
    r"""`torch.nn.MaxPool2d(3)` adds 0 learnable parameters to a network.

    A maximum has nothing to learn; the kernel size 3 and the stride are hyper-parameters.
    """
    found = count(nn.MaxPool2d(3))
    convolution = count(seeded(nn.Conv2d, 1, 1, 3))
    return found == parameters, f"`MaxPool2d(3)` has {found} parameters; `Conv2d(1, 1, 3)` has {convolution}"


@statement(topic="pooling", claim="maxPool2d", rival="MaxPool2d")
def pooling_02(name):
    r"""`torch.nn.maxPool2d(3)`, written with a small m, creates a max-pooling layer.

    Python distinguishes capital and small letters: classes of `torch.nn` begin with a capital, here `MaxPool2d`.
    """
    similar = [found for found in dir(nn) if found.lower() == name.lower()]
    made = ", ".join(str(getattr(nn, found)(3).kernel_size) for found in similar)
    return name in similar, f"`torch.nn` has `{'`, `'.join(similar)}`, here of size {made}; else an AttributeError"


@statement(topic="pooling", claim=1, rival=3)
def pooling_03(stride):
    """`torch.nn.MaxPool2d(3)` moves its window by one pixel at a time, since its stride is not named and the default
    stride is 1.

    The default stride of a pooling layer is its kernel size, here 3, so the windows do not overlap.
    """
    columns = torch.arange(9.0).expand(1, 1, 9, 9)  # every pixel holds the number of its column
    ends = nn.MaxPool2d(3)(columns)[0, 0, 0].int().tolist()
    return ends[1] - ends[0] == stride, f"in a row 0, 1, ..., 8 the windows end at {', '.join(map(str, ends))}"


@statement(topic="pooling", claim=(1, 3, 10, 10), rival=(1, 3, 11, 11))
def pooling_04(shape):
    r"""`torch.nn.MaxPool2d(3)` maps a $1\times3\times32\times32$ tensor to a $1\times3\times10\times10$ tensor.

    Per axis there are $\lfloor(32-3)/3\rfloor+1=10$ windows; the last two rows and columns fill none and are dropped.
    """
    found = tuple(nn.MaxPool2d(3)(torch.zeros(1, 3, 32, 32)).shape)
    return found == shape, f"the output has shape ${times(found)}$"


@statement(topic="pooling", claim=1, rival=8)
def pooling_05(maps):
    """`nn.MaxPool2d(2)` takes its maximum over the window and over the channels, so that 8 feature maps become one.

    The layer treats every channel separately: it changes height and width, never the number of channels.
    """
    found = nn.MaxPool2d(2)(torch.zeros(1, 8, 4, 4)).shape
    return found[1] == maps, rf"8 maps of $4\times4$ become {found[1]} maps of ${times(found[2:])}$"


@statement(topic="pooling", claim=(0, 1, 0, 0), rival=(0.25, 0.25, 0.25, 0.25))
def pooling_06(gradient):
    r"""A $2\times2$ max-pooling window with entries 1, 5, 2, 3 passes its gradient **only** to the entry 5.

    As long as one entry is strictly the largest, the maximum equals this entry: derivative 1 there, 0 elsewhere.
    """
    window = torch.tensor([[[[1.0, 5.0], [2.0, 3.0]]]], requires_grad=True)
    found = torch.autograd.grad(F.max_pool2d(window, 2).sum(), window)[0].flatten().tolist()
    given, passed = (", ".join(f"{v:g}" for v in values) for values in (window.flatten().tolist(), found))
    return found == list(gradient), f"autograd returns $({passed})$ for $({given})$"


@statement(topic="pooling", claim=2, rival=1)
def pooling_07(exponent):
    r"""Average pooling with $k\times k$ windows and stride $k$ equals a convolution of **every** channel, by itself,
    with fixed weights $1/k^2$ and the same stride.

    The mean of $k^2$ numbers is their sum with weights $1/k^2$; both maps are linear and agree on a basis of images.
    """
    images, sides = one_pixel_images(6, 6), (2, 3)
    same = [
        torch.allclose(F.avg_pool2d(images, k), F.conv2d(images, images.new_full((1, 1, k, k), k**-exponent), stride=k))
        for k in sides
    ]
    named = " and ".join(f"$k={k}$" for k in sides)
    return all(same), rf"equal on all {len(images)} images of $6\times6$ with a single 1, for {named}"


@statement(topic="pooling", claim=F.max_pool2d, rival=F.avg_pool2d)
def pooling_08(pool):
    """Max-pooling is a linear operation.

    A linear map is additive, and the maximum is not: two windows can have their maxima at different places.
    """
    a, b = torch.tensor([[[[1.0, 0.0], [0.0, 0.0]]], [[[0.0, 1.0], [0.0, 0.0]]]])
    whole, parts = pool(a + b, 2).item(), (pool(a, 2) + pool(b, 2)).item()
    return whole == parts, rf"$\max(1,0,0,0)+\max(0,1,0,0)={parts:g}$, but the sum has $\max(1,1,0,0)={whole:g}$"


@statement(topic="pooling", claim=8, rival=2, says="under **every** translation")
def pooling_09(unchanged):
    r"""The output of a $2\times2$ max-pooling with stride 2 stays the same under **every** translation of the
    image.

    A shift is absorbed while the maxima stay in their windows and no larger number enters one; a pixel that crosses a
    border moves in the output too.
    """
    image = torch.zeros(1, 1, 8, 8)
    image[..., 3, 3] = 1
    pooled = [F.max_pool2d(image.roll(shift, -1), 2) for shift in range(8)]
    found = sum(torch.equal(pooled[0], other) for other in pooled)
    evidence = f"one bright pixel, 8 cyclic shifts along its row: {found} keep the output, {8 - found} change it"
    return found == unchanged, evidence


@statement(topic="pooling", claim=F.relu, rival=torch.abs)
def pooling_10(g):
    r"""Max-pooling followed by ReLU computes the same function as ReLU followed by max-pooling.

    ReLU never decreases, so the largest entry of a window also has the largest ReLU, and $\max_ig(z_i)=g(\max_iz_i)$.
    """
    window = torch.tensor([[[[-3.0, 1.0], [-2.0, 0.0]]]])
    pairs = [(g(F.max_pool2d(z, 2)), F.max_pool2d(g(z), 2)) for z in (window, noise(20, 3, 8, 8))]
    same = all(torch.equal(pooled_first, g_first) for pooled_first, g_first in pairs)
    one, other = (pooled.item() for pooled in pairs[0])
    return same, f"the window $(-3, 1, -2, 0)$ gives {one:g} in the first order and {other:g} in the second"


@statement(topic="pooling", claim=nn.AdaptiveAvgPool2d(1), rival=nn.AvgPool2d(2))
def pooling_11(pool):
    """Global average pooling before the linear layer lets a convolutional classifier accept images of different
    sizes, because it leaves one number per channel.

    Whatever height and width are, there is one number per channel, so the linear layer always gets the same length.
    """
    net = seeded(lambda: nn.Sequential(nn.Conv2d(3, 5, 3), pool, nn.Flatten(), nn.Linear(5, 2)))
    sizes = [(height, width) for height, width in ((16, 16), (40, 25)) if accepts(net, 1, 3, height, width)]
    return len(sizes) == 2, "accepted by one net: " + " and ".join(rf"${h}\times{w}$" for h, w in sizes)


@statement(topic="pooling", claim=(1, 2, 3), rival=(2, 3))
def pooling_12(strides):
    r"""The output of **every** max-pooling layer is smaller than its input in height and width, whatever its kernel
    size, its stride and its padding are.

    Stride and padding decide: with stride 1 and padding 1 a $3\times3$ window stands on every pixel once.
    """
    sides = {stride: F.max_pool2d(torch.zeros(1, 1, 32, 32), 3, stride, padding=1).shape[-1] for stride in (1, 2, 3)}
    lowered = tuple(stride for stride, side in sides.items() if side < 32)
    return lowered == strides, rf"`MaxPool2d(3, stride=1, padding=1)` maps $32\times32$ to ${sides[1]}\times{sides[1]}$"


@statement(topic="pooling", claim=6, rival=4)
def pooling_13(side):
    r"""Behind a $2\times2$ max-pooling with stride 2 and then a $3\times3$ convolution, both without padding,
    **each** output sees $6\times6$ pixels of the image.

    It sees $3\times3$ windows, and the windows of $2\times2$ pixels lie side by side.
    """
    changed = F.conv2d(F.max_pool2d(one_pixel_images(12, 12), 2), torch.ones(1, 1, 3, 3).double())[:, 0, 1, 1] > 0
    found = int(changed.sum())
    evidence = rf"changing one of the 144 pixels of a $12\times12$ image changes a given output for {found} of them"
    return found == side**2, evidence

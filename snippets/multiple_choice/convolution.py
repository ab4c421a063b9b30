"""Statements on convolution layers."""

import sympy
import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.nets import count, noise, one_pixel_images, seeded, times
from snippets.statements import Option, choice, statement


@statement(topic="convolution", claim=1200, rival=1216)
def convolution_01(parameters):
    r"""`nn.Conv2d(3, 16, 5)` has 1200 learnable parameters: for **each** of its 16 output channels there are
    $3\cdot5\cdot5$.

    There are $16\cdot3\cdot5\cdot5=1200$ weights, but also one bias for each of the 16 output channels.
    """
    layer = seeded(nn.Conv2d, 3, 16, 5)
    weights, biases = layer.weight.numel(), layer.bias.numel()
    return count(layer) == parameters, f"{weights} weights and {biases} biases, together {count(layer)}"


@statement(topic="convolution", claim=2, rival=1)
def convolution_02(padding):
    r"""A convolution with kernel size 5, stride 1 and padding 2 **always** keeps height and width of the image.

    Its output has height $(H+2\cdot2-5)/1+1=H$, and the same holds for the width.
    """
    H = sympy.Symbol("H", positive=True, integer=True)
    height = H + 2 * padding - 5 + 1
    found = seeded(nn.Conv2d, 1, 1, 5, padding=padding)(noise(1, 1, 28, 31)).shape[2:]
    return height == H and found == (28, 31), rf"the height becomes ${height}$; $28\times31$ becomes ${times(found)}$"


@statement(topic="convolution", claim=4, rival=1)
def convolution_03(factor):
    """If height and width of the input image are doubled, a convolution layer with the same kernel size and channels
    has four times as many parameters.

    The same kernel is used at every position, so only kernel size and channels count; the *output* has four times as
    many pixels.
    """
    small, large = (_parameters_for(nn.LazyConv2d(8, 3), torch.zeros(1, 3, side, side)) for side in (16, 32))
    return large == factor * small, rf"`Conv2d(3, 8, 3)`: {small} for $16\times16$, {large} for $32\times32$"


def _parameters_for(lazy, image):
    """The number of parameters of a layer that waits for its first input to find its shape."""

    def layer():
        lazy(image)
        return lazy

    return count(seeded(layer))


@statement(topic="convolution", claim="circular", rival="zeros")
def convolution_04(padding_mode):
    r"""With circular padding that keeps the size, a stride-1 convolution is equivariant to cyclic shifts by whole
    pixels: shifting the input shifts the output.

    The output is $\sum_dw_dx_{p+d}+b$ with positions counted modulo the size, so replacing $x_p$ by $x_{p-s}$ moves it
    by $s$.
    """
    layer = seeded(nn.Conv2d, 1, 2, 3, padding=1, padding_mode=padding_mode)
    images = one_pixel_images(6, 6)
    different = [s for s in range(6) if not torch.allclose(layer(images).roll(s, -1), layer(images.roll(s, -1)))]
    return not different, f"36 images with a single 1, 6 shifts each: {len(different)} shifts give another result"


@statement(topic="convolution", claim=5, rival=6)
def convolution_05(width):
    r"""**Each** output of two stacked $3\times3$ convolutions with stride 1 sees as many pixels of the image as an
    output of one $5\times5$ convolution.

    The second layer sees 3 neighbouring outputs per axis, and the first widens this by one pixel on either side.
    """
    found = _receptive_field(strides=(1, 1))
    return found == width, rf"an output pixel has a gradient in ${found}\times{found}$ input pixels"


@statement(topic="convolution", claim=5, rival=7)
def convolution_06(width):
    r"""**Each** output of two stacked $3\times3$ convolutions, the first with stride 2, the second with stride 1, both
    without padding, sees $5\times5$ pixels of the image.

    The second layer sees 3 outputs per axis; their windows of 3 pixels start 2 pixels apart and cover $2\cdot2+3=7$.
    """
    found = _receptive_field(strides=(2, 1))
    return found == width, rf"an output pixel has a gradient in ${found}\times{found}$ input pixels"


def _receptive_field(strides):
    """The width of the square of input pixels that act on one output, by autograd through 3 × 3 convolutions."""
    net = seeded(lambda: nn.Sequential(*[nn.Conv2d(1, 1, 3, stride) for stride in strides]))
    image = noise(1, 1, 17, 17).requires_grad_()
    gradient = torch.autograd.grad(net(image)[0, 0, 2, 2], image)[0][0, 0]
    return int((gradient != 0).any(dim=0).sum())


@statement(topic="convolution", claim=1, rival=3)
def convolution_07(size):
    r"""A $1\times1$ convolution applies the same linear layer to the channel vector of **every** pixel.

    With one weight per pair of channels the sum over the window has a single position: $y_p=Wx_p+b$ at each pixel $p$.
    """
    layer, image = seeded(nn.Conv2d, 3, 4, size, padding=size // 2), noise(1, 3, 5, 5)
    centre = layer.weight[:, :, size // 2, size // 2]
    by_pixel = F.linear(image.movedim(1, -1), centre, layer.bias).movedim(-1, 1)
    same = torch.allclose(layer(image), by_pixel)
    evidence = rf"one ${times(centre.shape)}$ matrix gives the output at all {image[0, 0].numel()} pixels of the image"
    return same, evidence


@statement(topic="convolution", claim=2, rival=0)
def convolution_08(quarter_turns):
    r"""`nn.Conv2d` turns its kernel by $180^\circ$ before it slides it over the image, as the convolution of
    mathematics does, so a kernel written down by hand has to be turned first.

    PyTorch computes the cross-correlation $\sum_dw_dx_{p+d}$; for learned kernels the turn would make no difference.
    """
    kernel = image = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    found = F.conv2d(image[None, None], kernel[None, None]).item()
    expected, turned = ((torch.rot90(kernel, k) * image).sum().item() for k in (quarter_turns, 2))
    return (
        found == expected,
        f"kernel = image = (1 2; 3 4): `conv2d` gives {found:g}, turned by $180^\\circ$ {turned:g}",
    )


@statement(topic="convolution", claim=(5, 5), rival=(3, 5, 5))
def convolution_09(shape):
    r"""**Every** filter of `nn.Conv2d(3, 16, 5)` is one $5\times5$ matrix, used for the three input channels alike.

    A filter has its own $5\times5$ matrix for each input channel and adds the three results.
    """
    weight = seeded(nn.Conv2d, 3, 16, 5).weight
    found = tuple(weight[0].shape)
    return found == shape, f"the weight has shape ${times(weight.shape)}$, so a filter has shape ${times(found)}$"


@statement(topic="convolution", claim=1, rival=0)
def convolution_10(padding):
    r"""A convolution with kernel size 4, stride 2 and padding 1 halves **every** even height and width.

    For $H=2n$ the output has height $\lfloor(2n+2-4)/2\rfloor+1=(n-1)+1=n$.
    """
    n = sympy.Symbol("n", positive=True, integer=True)
    height = sympy.floor((2 * n + 2 * padding - 4) / 2) + 1
    found = seeded(nn.Conv2d, 1, 1, 4, 2, padding)(noise(1, 1, 32, 20)).shape[2:]
    return height == n and found == (16, 10), rf"$H=2n$ becomes ${height}$; $32\times20$ becomes ${times(found)}$"


@statement(topic="convolution", claim=0, rival=2)
def convolution_11(quarter_turns):
    r"""As linear maps, `F.conv2d` and `F.conv_transpose2d` with the same kernel and stride are transposes of each
    other, so the backward pass of the one is the forward pass of the other.

    Convolution multiplies $x_p$ into $y_q$ with the weight $w_{p-sq}$; the transposed one multiplies $y_q$ into $x_p$
    with the same weight.
    """
    kernel = noise(1, 1, 3, 3)
    down = F.conv2d(one_pixel_images(5, 5), kernel, stride=2).flatten(1)  # row: input pixel, column: output pixel
    turned = torch.rot90(kernel, quarter_turns, (2, 3))
    up = F.conv_transpose2d(one_pixel_images(2, 2), turned, stride=2).flatten(1)
    return torch.allclose(
        down, up.T
    ), rf"$5\times5$ pixels, stride 2: matrices of ${times(down.T.shape)}$ and ${times(up.T.shape)}$"


@statement(topic="convolution", claim=((1.0, 2.0), (3.0, 4.0)), rival=((1.0,),))
def convolution_12(kernel):
    r"""A transposed convolution with the same kernel, stride and padding as a convolution undoes it: applied to its
    output, it returns the image that went in.

    It returns an image of the same *size*. The transpose of a matrix is its inverse for orthogonal matrices only.
    """
    weight, image = torch.tensor(kernel, dtype=torch.double)[None, None], torch.ones(1, 1, 3, 3, dtype=torch.double)
    back = F.conv_transpose2d(F.conv2d(image, weight), weight)
    corner = F.conv_transpose2d(F.conv2d(image, torch.ones(1, 1, 2, 2).double()), torch.ones(1, 1, 2, 2).double())
    return torch.allclose(back, image), (
        rf"an image of ones and a $2\times2$ kernel of ones: back in the corner is {corner[0, 0, 0, 0]:g}, "
        f"in the middle {corner[0, 0, 1, 1]:g}"
    )


@choice(
    topic="convolution",
    options=(
        Option("1", 1, "That is right for dilation 1; here the output would lose one pixel on each side."),
        Option(
            "2",
            2,
            r"With dilation 2 the kernel reaches over $1 + 2\cdot2 = 5$ pixels, so two are missing on each side.",
        ),
        Option("3", 3, "That is the size of the kernel; the output would grow by one pixel on each side."),
        Option("4", 4, "That counts both sides together; the padding is added on each of them."),
    ),
)
def convolution_13(padding):
    r"""Which padding keeps height and width in a $3\times3$ convolution with stride 1 and dilation 2?"""
    sides = {
        p: F.conv2d(torch.zeros(1, 1, 9, 9), torch.zeros(1, 1, 3, 3), padding=p, dilation=2).shape[-1] for p in (1, 2)
    }
    found = F.conv2d(torch.zeros(1, 1, 9, 9), torch.zeros(1, 1, 3, 3), padding=padding, dilation=2).shape[-1]
    return (
        found == 9,
        rf"$9\times9$ pixels: the side of the output is {sides[1]} with padding 1, {sides[2]} with padding 2",
    )

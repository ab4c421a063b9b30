"""Statements on residual networks."""

import sympy
import torch
from torch import nn

from snippets.multiple_choice.nets import Residual, accepts, branch, count, noise, seeded
from snippets.statements import statement

DEPTH = 50  # blocks of the deep chains


@statement(topic="resnet", claim=1, rival=0)
def resnet_01(share):
    r"""The Jacobian of a residual block $x+F(x)$ with identity skip is $I+J_F(x)$, where $J_F$ is the Jacobian of its
    branch $F$.

    By the sum rule: the identity contributes $I$, the branch contributes its own Jacobian $J_F(x)$.
    """
    block, x = seeded(lambda: Residual(branch(2))), noise(1, 2, 3, 3)
    J, J_F = (torch.autograd.functional.jacobian(f, x).reshape(18, 18) for f in (block, block.F))
    rest, identity = J - J_F, torch.eye(18, dtype=torch.double)
    elsewhere = _largest(rest * (1 - identity))
    evidence = f"18 inputs: $J-J_F$ is {rest.diagonal().mean():.3f} on the diagonal, {elsewhere:.3f} elsewhere"
    return torch.allclose(rest, share * identity), evidence


def _largest(tensor):
    return tensor.abs().max().item()


@statement(topic="resnet", claim=16, rival=8)
def resnet_02(channels):
    r"""The skip connection of a ResNet appends the 8 input channels of a block to the 8 channels of its branch, so
    that the block returns 16.

    ResNets *add* input and branch entry by entry, so the shape stays; U-Nets and DenseNets concatenate.
    """
    block, x = seeded(lambda: Residual(branch(8))), noise(1, 8, 4, 4)
    found = block(x).shape[1]
    left = _largest(block(x) - block.F(x) - x)
    return found == channels, f"the block returns {found} channels; output minus $F(x)+x$ is {left:.0f} everywhere"


@statement(topic="resnet", claim=64, rival=0)
def resnet_03(added):
    r"""The identity skip around a convolution block with 8 channels adds $8\cdot8=64$ learnable parameters.

    The identity has no weights; $8\cdot8$ is the size of a $1\times1$ projection, one way to another number of
    channels.
    """
    plain = seeded(branch, 8)
    residual = Residual(plain)
    found = count(residual) - count(plain)
    return found == added, f"{count(plain)} parameters without the skip, {count(residual)} with it"


@statement(topic="resnet", claim=8192, rival=0)
def resnet_04(added):
    r"""In a residual block that leads from 64 to 128 channels, a $1\times1$ projection without bias in the skip adds
    8192 parameters.

    The projection is one $128\times64$ matrix, applied to the channels of every pixel: $128\cdot64=8192$.
    """
    projection = seeded(nn.Conv2d, 64, 128, 1, bias=False)
    F = seeded(nn.Conv2d, 64, 128, 3, padding=1)
    block = Residual(F, projection)
    found = count(block) - count(F)
    channels = block(noise(1, 64, 2, 2)).shape[1]
    return found == added, f"from 64 to {channels} channels: {count(F)} parameters in the branch, {count(block)} in all"


@statement(topic="resnet", claim=1, rival=0)
def resnet_05(factor):
    r"""A residual block $x+F(x)$ returns its input if the last layer of its branch $F$ has zero weights and biases and
    nothing follows the addition.

    Then $F(x)=0$ for every $x$, so $x+F(x)=x$; without the skip the output would be 0.
    """
    block, x = _zero_last_layer(), noise(2, 4, 5, 5)
    return torch.equal(block(x), factor * x), f"largest difference of output and input: {_largest(block(x) - x):g}"


@statement(topic="resnet", claim=0, rival=2)
def resnet_06(tensors):
    """A residual block $x+F(x)$ cannot learn if the last layer of its branch $F$ starts with zero weights and biases,
    so that $F(x)=0$: **all** its gradients are zero.

    The gradient of the last layer contains its inputs, not its weights; after one step the layers before it learn
    too.
    """
    block, x = _zero_last_layer(), noise(2, 4, 5, 5)
    (block(x) - noise(4, 5, 5)).square().mean().backward()
    learning = [f"`F.{name}`" for name, parameter in block.F.named_parameters() if _largest(parameter.grad) > 0]
    return len(learning) == tensors, f"the gradient is not zero for {' and '.join(learning)}, the last layer"


def _zero_last_layer():
    block = seeded(lambda: Residual(branch(4)))
    nn.init.zeros_(block.F[-1].weight)
    nn.init.zeros_(block.F[-1].bias)
    return block


@statement(topic="resnet", claim=1.5, rival=0.5)
def resnet_07(factor):
    r"""In a chain of 50 scalar residual blocks $x+F(x)$ with $F(x)=0.5x$, the derivative of the output with respect
    to the input is $1.5^{50}$.

    By the chain rule the factors $1+F'=1.5$ multiply; without the skips the factors are $0.5$ and the gradient
    vanishes.
    """
    with_skips, without = (_chain_derivative(0.5, skip) for skip in (nn.Identity(), _Nothing()))
    evidence = rf"{_scientific(with_skips)} with the skips, {_scientific(without)} without"
    return abs(with_skips / factor**DEPTH - 1) < 1e-9, evidence


@statement(topic="resnet", claim=(-0.5, 0, 0.5), rival=(0, 0.5))
def resnet_08(kept):
    """The identity in the Jacobian $I+J_F$ keeps the gradient of **every** deep residual network from vanishing,
    since **each** block passes on at least as much as it receives.

    The branch can work against the identity: for $F(x)=-0.5x$ each block multiplies the gradient by $1-0.5$.
    """
    derivatives = {weight: _chain_derivative(weight, nn.Identity()) for weight in (-0.5, 0, 0.5)}
    found = tuple(weight for weight, derivative in derivatives.items() if derivative >= 1)
    return found == kept, rf"50 blocks $x-0.5x$ have the derivative {_scientific(derivatives[-0.5])}"


class _Nothing(nn.Module):
    """In place of a skip: adds nothing."""

    def forward(self, x):
        return 0 * x


def _chain_derivative(weight, skip):
    """The derivative of a chain of blocks skip(x) + weight * x, by autograd."""
    F = seeded(nn.Linear, 1, 1, bias=False)
    nn.init.constant_(F.weight, weight)
    x = torch.ones(1, dtype=torch.double, requires_grad=True)
    return torch.autograd.grad(nn.Sequential(*[Residual(F, skip)] * DEPTH)(x), x)[0].item()


def _scientific(number):
    mantissa, exponent = f"{number:.0e}".split("e")
    return rf"${mantissa}\cdot10^{{{int(exponent)}}}$"


@statement(topic="resnet", claim=2, rival=1)
def resnet_09(base):
    r"""The output of a chain of $n$ residual blocks with linear branches is a sum over $2^n$ paths, where a path
    takes the skip or the branch of **each** block.

    Multiplying out $(I+A_n)\cdots(I+A_1)$ takes one of two terms from each of the $n$ factors.
    """
    paths = []
    for n in range(1, 6):
        A = sympy.symbols(f"A1:{n + 1}", commutative=False)
        paths.append(len(sympy.expand(sympy.prod(1 + a for a in reversed(A))).args))
    return paths == [
        base**n for n in range(1, 6)
    ], f"multiplied out for 1 to 5 blocks: {', '.join(map(str, paths))} terms"


@statement(topic="resnet", claim=(4, 8, 16), rival=(8,))
def resnet_10(allowed):
    r"""With an unpadded identity skip and 8 input channels, the branch of a residual block may return 4, 8 or 16
    channels.

    4 or 16 channels cannot be added to 8; a skip to another number of channels projects, or pads with zeros.
    """
    tried = (4, 8, 16)
    found = tuple(c for c in tried if accepts(seeded(lambda c=c: Residual(branch(8, c))), 1, 8, 4, 4))
    offered = f"of {tried[0]}, {tried[1]} and {tried[2]} channels"
    evidence = f"{offered} only {', '.join(map(str, found))} can be added; else a RuntimeError"
    return found == allowed, evidence

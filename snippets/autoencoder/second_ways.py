"""Second ways to every measurement: the nets run from their stored weights alone, the baselines by other formulas."""

import numpy as np
import torch
from torch.nn import functional as F

__all__ = [
    "baselines_again",
    "error",
    "film_by_eigenvectors",
    "forward",
    "forward_by_torch",
    "in_hole_again",
    "inputs_with_hole",
]


def convolved(x, weights, bias, stride=1):
    """A convolution with padding 1 as one matrix product, channels first: c x N x H x W to k x N x H' x W'."""
    c, n, height, width = x.shape
    side, h, w = weights.shape[2], height // stride, width // stride
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    columns = np.empty((c, side, side, n, h, w), x.dtype)
    for i, j in np.ndindex(side, side):
        columns[:, i, j] = padded[:, :, i : i + stride * h : stride, j : j + stride * w : stride]
    product = weights.reshape(len(weights), -1) @ columns.reshape(c * side * side, -1)
    return (product + bias[:, None]).reshape(-1, n, h, w)


def forward(weights, images, residual=False):
    """The net's output N x 3 x H x W from its stored weights, without torch."""

    def layer(name, x, stride=1):
        return np.maximum(convolved(x, weights[f"{name}.weight"], weights[f"{name}.bias"], stride), 0)

    x = np.ascontiguousarray(images.swapaxes(0, 1))
    e1 = layer("e1", x, 2)
    e2 = layer("e2", e1, 2)
    mid = layer("mid", layer("e3", e2, 2))
    d2 = layer("d2", np.concatenate([mid.repeat(2, 2).repeat(2, 3), e2]))
    d1 = layer("d1", np.concatenate([d2.repeat(2, 2).repeat(2, 3), e1]))
    out = convolved(d1, weights["out.weight"], weights["out.bias"])
    _, n, height, width = out.shape
    shuffled = out.reshape(3, 2, 2, n, height, width).transpose(3, 0, 4, 1, 5, 2).reshape(n, 3, 2 * height, 2 * width)
    return shuffled + images[:, :3] if residual else shuffled  # a single channel is added to all three


def forward_by_torch(weights, images):
    """The net's output N x 3 x H x W, without `residual`, from its weights as tensors; torch can derive it by them."""

    def convolution(name, x, stride=1):
        return F.conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], stride, padding=1)

    def up(x):
        return x.repeat_interleave(2, 2).repeat_interleave(2, 3)

    e1 = convolution("e1", images, 2).relu()
    e2 = convolution("e2", e1, 2).relu()
    mid = convolution("mid", convolution("e3", e2, 2).relu()).relu()
    d2 = convolution("d2", torch.hstack([up(mid), e2])).relu()
    d1 = convolution("d1", torch.hstack([up(d2), e1])).relu()
    return F.pixel_shuffle(convolution("out", d1), 2)


def error(predicted, images):
    return float(((predicted - images) ** 2).mean(dtype=float))


def inputs_with_hole(images, top, left, masked):
    mask = np.zeros_like(images[:, :1])
    mask[:, :, top : top + 16, left : left + 16] = 1
    return np.concatenate([images * (1 - mask), mask][: 1 + masked], 1)


def baselines_again(name, training, images):
    """The MSE of a baseline from moments alone: no image is predicted."""
    t, x = (np.moveaxis(array.astype(float), 1, 0).reshape(3, -1) for array in (training, images))
    if name == "mean colour":
        return float(np.mean(x.var(1) + (x.mean(1) - t.mean(1)) ** 2))
    if name == "grey copied":
        return float(np.mean(x.var(0)))  # the variance of the three channels of a pixel
    grey, g = t.mean(0), x.mean(0)
    slope = np.array([np.cov(grey, channel, bias=True)[0, 1] for channel in t]) / grey.var()
    start = t.mean(1) - slope * grey.mean()
    return float(np.mean([np.mean((a * g + b - channel) ** 2) for a, b, channel in zip(slope, start, x)]))


def in_hole_again(name, training, images, top=8, left=8):
    """The MSE in the hole of a baseline by another way."""
    inside = images[:, :, top : top + 16, left : left + 16].astype(float)
    if name == "mean colour":
        means = training.astype(float).mean((0, 2, 3))
        return float(np.mean(inside.var((0, 2, 3)) + (inside.mean((0, 2, 3)) - means) ** 2))
    if name == "mean of the border":
        ring = images[:, :, max(top - 1, 0) : top + 17, max(left - 1, 0) : left + 17].astype(float)
        pixels = ring[0, 0].size - 256
        mean = (ring.sum((2, 3)) - inside.sum((2, 3))) / pixels
        return float(np.mean(inside.var((2, 3)) + (inside.mean((2, 3)) - mean) ** 2))
    return error(film_by_eigenvectors(images, top, left), inside)


def film_by_eigenvectors(images, top=8, left=8):
    """Along rows and along columns the equations have eigenvectors of their own: there they are solved by division."""
    known = np.pad(images.astype(float), ((0, 0), (0, 0), (1, 1), (1, 1)))
    known[:, :, top + 1 : top + 17, left + 1 : left + 17] = 0
    sums = known[:, :, :-2, 1:-1] + known[:, :, 2:, 1:-1] + known[:, :, 1:-1, :-2] + known[:, :, 1:-1, 2:]
    sums = sums[:, :, top : top + 16, left : left + 16]
    down, V = np.linalg.eigh(chain(top, images.shape[2]))
    right, W = np.linalg.eigh(chain(left, images.shape[3]))
    return V @ ((V.T @ sums @ W) / (down[:, None] + right)) @ W.T


def chain(first, length):
    """16 pixels in a line: the number of neighbours in the image on the diagonal, -1 beside it."""
    matrix = 2 * np.eye(16) - np.eye(16, k=1) - np.eye(16, k=-1)
    matrix[0, 0] -= first == 0
    matrix[-1, -1] -= first + 16 == length
    return matrix

"""(c) What needs no net: one colour for everything, the grey itself, a straight line, the border, a soap film.

Arrays are N x 3 x S x S. Each baseline takes what is fitted on first: the training images. One for colours then
returns a function that predicts images.
"""

import numpy as np
from scipy.sparse import diags_array, eye_array, kron
from scipy.sparse.linalg import splu

__all__ = ["COLOUR", "HOLE", "affine_of_grey", "border_mean", "grey_copied", "harmonic_fill", "mean_colour", "mse"]


def mse(predicted, images):
    """The mean over all images, channels and pixels."""
    return float(np.mean((predicted - images.astype(float)) ** 2))


# Colourise


def mean_colour(training):
    """The best constant: the mean colour of the training images."""
    mean = training.mean((0, 2, 3), dtype=float)
    return lambda images: np.broadcast_to(mean[:, None, None], images.shape)


def grey_copied(training):
    """The grey in all three channels."""
    return lambda images: np.broadcast_to(images.mean(1, keepdims=True, dtype=float), images.shape)


def affine_of_grey(training):
    """For each channel the line a * grey + b that fits the training images best."""
    grey = training.mean(1, dtype=float).ravel()
    lines = np.polyfit(grey, training.transpose(0, 2, 3, 1).reshape(-1, 3), 1).T
    return lambda images: np.stack([np.polyval(line, images.mean(1, dtype=float)) for line in lines], axis=1)


COLOUR = {"mean colour": mean_colour, "grey copied": grey_copied, "line per channel": affine_of_grey}


# Fill the hole: each takes the images and the top left corner, and returns N x 3 x 16 x 16


def mean_colour_in_hole(training, images, top=8, left=8):
    return mean_colour(training)(images)[:, :, :16, :16]


def border_mean(training, images, top=8, left=8):
    """The mean of the 68 pixels around the hole, or of those that lie in the image."""
    window = np.zeros(images.shape[2:], bool)
    window[max(top - 1, 0) : top + 17, max(left - 1, 0) : left + 17] = True
    window[top : top + 16, left : left + 16] = False
    mean = images[:, :, window].mean(2, dtype=float)
    return np.broadcast_to(mean[:, :, None, None], (*mean.shape, 16, 16))


def harmonic_fill(training, images, top=8, left=8):
    """Each missing pixel is the mean of its neighbours (Laplace equation), as a soap film spans a wire."""
    hole = slice(top, top + 16), slice(left, left + 16)
    inside = np.zeros(images.shape[2:], bool)
    inside[hole] = True
    laplacian = grid_laplacian(*images.shape[2:])
    unknown = inside.ravel()
    pixels = images.reshape(-1, unknown.size).T.astype(float)
    right = -laplacian[unknown][:, ~unknown] @ pixels[~unknown]
    filled = splu(laplacian[unknown][:, unknown].tocsc()).solve(right)
    return filled.T.reshape(len(images), 3, 16, 16)


def grid_laplacian(height, width):
    """Number of neighbours on the diagonal, -1 for each neighbour; at the edge of the image there are fewer."""

    def path(n):
        degree = np.full(n, 2.0)
        degree[[0, -1]] = 1
        return diags_array([-np.ones(n - 1), degree, -np.ones(n - 1)], offsets=[-1, 0, 1])

    return (kron(path(height), eye_array(width)) + kron(eye_array(height), path(width))).tocsr()


HOLE = {"mean colour": mean_colour_in_hole, "mean of the border": border_mean, "harmonic fill": harmonic_fill}

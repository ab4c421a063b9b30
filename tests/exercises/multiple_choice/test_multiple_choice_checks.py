"""What the checks of the statements are made of, where a wrong part would leave every verdict as it is."""

import math

import pytest
import sympy
import torch

from snippets import multiple_choice
from snippets.multiple_choice.autoencoder import EIGENVALUES, data
from snippets.multiple_choice.margin import zero_one
from snippets.multiple_choice.nets import concatenate, crop_and_concatenate
from snippets.multiple_choice.optimisation import first_factor
from snippets.multiple_choice.resnet import _largest
from snippets.multiple_choice.scaling import second_moment, standardise, whiten
from snippets.multiple_choice.tools import by_sign, relu, sample

TOPICS = {topic.__name__.rpartition(".")[2]: topic for topic in multiple_choice.TOPICS}

# Words of the statement and the claim they make: with another number the verdict would be the same.
CLAIMS = {
    "activation_01": (r"at most $\frac14$", sympy.Rational(1, 4)),
    "activation_02": (r"at most $\frac14$", sympy.Rational(1, 4)),
    "autoencoder_06": ("covers a quarter", 0.25),
    "convolution_03": ("four times as many parameters", 4),
    "convolution_08": (r"turns its kernel by $180^\circ$", 2),  # quarter turns
    "logcosh_02": ("larger than 1 in", 1),
    "logcosh_03": (r"\le \frac12 z^2$", sympy.Rational(1, 2)),
    "logcosh_09": (r"$\beta\tanh(\beta z)$", 1),  # the power of the beta in front
    "optimisation_06": ("to the same optimal weights", 2),  # t = 2x
    "pieces_02": ("by four different affine functions", 4),
    "pieces_03": ("at **every** point of the line $x_1 = 0$", (1, -1)),  # on both sides of the other kink
    "pieces_06": ("at most $n + 1$ linear", 1),
    "pooling_03": ("by one pixel at a time", 1),
    "pooling_05": ("8 feature maps become one", 1),
    "pooling_12": ("of **every** max-pooling layer is smaller", (1, 2, 3)),  # whatever its stride
    "pytorch_03": ("squared error by 4", 4),
    "pytorch_07": ("still holds ones", 1),
    "relu_04": ("for **every** $w > 0$", (0.5, 1, 2)),
    "relu_09": ("returns the derivative 1 ", 1),
    "relu_12": ("output of the network is multiplied by 2", 2),
    "resnet_08": ("of **every** deep residual network", (-0.5, 0, 0.5)),  # whatever its branch does
    "resnet_10": ("may return 4, 8 or 16 channels", (4, 8, 16)),
    "rnn_03": ("satisfy $yt>0$", 1),  # the sign
    "unet_03": ("of one size **only**", 1),
}


def copy_right_half(upsampled, encoded):
    """A skip connection that loses the left half of the encoder's features."""
    right = torch.arange(encoded.shape[-1]) >= encoded.shape[-1] // 2
    return concatenate(upsampled, encoded * right)


# Claims that are right in a part of the cases, which tell "all" from "any" and the largest from the smallest.
IN_PART = {
    "rnn_01": ((4, -1, 1), False),  # for the linear cell: 4*4 - 6 + 7 = 17; not for the other
    "rnn_06": (lambda n: 3, False),  # after three steps only
    "unet_09": (copy_right_half, False),
    "margin_10": (lambda m: torch.relu(1 + m), False),  # the hinge loss has slopes below the margin 1
    "pooling_10": (lambda z: torch.where(z > 1, -z, z), False),  # rises on the window, not on the noise
    "autoencoder_02": (((0.6, 0.6, 0.3), (0.9, 0.3, 0.3)), True),  # one of the two is the best
    "logcosh_03": (sympy.Integer(1), True),  # z^2 is above z^2/2
}


@pytest.mark.parametrize("name", IN_PART)
def test_a_claim_that_is_right_in_part_comes_out_as_it_should(name):
    statement, (claim, right) = getattr(TOPICS[name.partition("_")[0]], name), IN_PART[name]
    assert bool(statement.function(claim)[0]) is right


@pytest.mark.parametrize("name", CLAIMS)
def test_the_claim_is_what_the_statement_says(name):
    statement, (words, number) = getattr(TOPICS[name.partition("_")[0]], name), CLAIMS[name]
    assert words in statement.text
    assert statement.claim == number


def test_a_proof_by_sign_looks_at_both_signs_and_at_zero():
    x, size = sympy.Symbol("x", real=True), sympy.Symbol("p", positive=True)
    assert by_sign(relu(x), x) == [size, 0, 0]
    assert by_sign(x, x) == [size, 0, -size]


def test_the_data_of_the_autoencoders_are_centred_and_have_the_eigenvalues_that_are_named():
    points, directions = data()
    torch.testing.assert_close(points.mean(0), torch.zeros(4, dtype=torch.double))
    torch.testing.assert_close(points.T @ points / 40 @ directions, directions * EIGENVALUES)


def test_the_second_moment_is_a_mean():
    assert second_moment(torch.tensor([[1.0], [3.0]])).item() == 5


@pytest.mark.parametrize("transform", [whiten, standardise])
def test_both_ways_of_scaling_centre_first(transform):
    X = transform(sample(200, 3) + 5)
    torch.testing.assert_close(X.mean(0), torch.zeros(3, dtype=torch.double))
    torch.testing.assert_close(X.square().mean(0), torch.ones(3, dtype=torch.double))


def test_the_first_step_size_leaves_one_minus_one_over_kappa():
    assert first_factor(17) == pytest.approx(16 / 17)


def test_a_point_on_the_boundary_is_no_error_where_the_statement_says_so():
    assert zero_one(torch.tensor([-1.0, 0.0, 1.0])).tolist() == [1, 0, 0]


def test_the_largest_entry_is_that_by_size():
    assert _largest(torch.tensor([1.0, -3.0, 0.0])) == 3


def test_the_centre_of_the_encoder_s_features_is_used():
    encoded = torch.arange(16.0).reshape(1, 1, 4, 4)
    joined = crop_and_concatenate(torch.zeros(1, 1, 2, 2), encoded)
    assert joined[0, 0].tolist() == [[5, 6], [9, 10]]
    assert math.prod(joined.shape) == 8

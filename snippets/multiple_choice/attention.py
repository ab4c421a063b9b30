"""Statements on attention."""

from itertools import product

import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.nets import noise, seeded
from snippets.multiple_choice.tools import short
from snippets.statements import Option, choice, statement


@statement(topic="attention", claim=(True, True), rival=(True, False))
def attention_01(permuted):
    r"""Attention without mask and positional encodings does not see the order of its tokens: if keys and values are
    permuted alike, the output of **every** query stays as it is.

    The output is $\sum_j\alpha_jv_j$. The score of $k_j$ depends on the query and $k_j$ alone, and the softmax divides
    by a sum over all keys; neither sum has an order.
    """
    q, k, v = noise(3, 6, 4)
    order = torch.tensor([3, 0, 5, 1, 2, 4])
    moved = [part[order] if move else part for part, move in zip((k, v), permuted)]
    apart = (F.scaled_dot_product_attention(q, *moved) - F.scaled_dot_product_attention(q, k, v)).abs().max().item()
    return apart < 1e-9, f"6 tokens in another order: the outputs move by ${short(round(apart, 9))}$, to nine decimals"


@statement(topic="attention", claim=torch.softmax, rival=lambda scores, dim: scores.exp())
def attention_02(weights):
    r"""Scaled dot-product attention divides the scores $q^\top k_j$ by $\sqrt d$ so that the weights $\alpha_j$ of a
    query add up to 1; without this division they would not.

    The softmax makes **every** row add up to 1, divided or not; $\sqrt d$ keeps the scores from growing with $d$.
    """
    q, k = noise(2, 6, 64)
    sums = weights(q @ k.T, dim=1).sum(1)
    return not torch.allclose(sums, torch.ones_like(sums)), (
        f"6 queries, $d = 64$, not divided: the weights of the first one add up to ${short(sums[0])}$"
    )


@statement(topic="attention", claim=1, rival=2)
def attention_03(power):
    r"""If the entries of $q$ and $k$ are independent with mean 0 and variance 1, the score $q^\top k$ of $d$ entries
    has the variance $d$, so after the division by $\sqrt d$ it has the variance 1.

    It is a sum of $d$ uncorrelated products, and each of them has mean 0 and variance $1\cdot1 = 1$.
    """
    variances = {}
    for d in (1, 2, 3):
        signs = torch.tensor(list(product((-1.0, 1.0), repeat=2 * d)))  # all equally likely: mean 0, variance 1
        variances[d] = (signs[:, :d] * signs[:, d:]).sum(1).square().mean().item()
    found = ", ".join(f"${short(value)}$" for value in variances.values())
    return all(abs(value - d**power) < 1e-6 for d, value in variances.items()), (
        rf"all vectors with entries $\pm1$: for $d = 1, 2, 3$ the variance is {found}"
    )


@statement(topic="attention", claim="after", rival="before")
def attention_04(when):
    r"""If a causal mask sets the weights of later tokens to 0 after the softmax has been taken, the weights that a
    token gives to itself and to those before it still add up to 1.

    What the later tokens had is lost. So the mask sets their *scores* to $-\infty$ before the softmax.
    """
    scores = torch.zeros(4, 4)
    later = torch.ones(4, 4, dtype=torch.bool).triu(1)
    before = scores.masked_fill(later, -torch.inf).softmax(1)
    masked = {"before": before, "after": scores.softmax(1).masked_fill(later, 0)}
    sums = masked[when].sum(1)
    evidence = ", ".join(short(value) for value in masked["after"].sum(1))
    return torch.allclose(sums, torch.ones(4)), f"4 tokens with equal scores: the weights add up to ${evidence}$"


@choice(
    topic="attention",
    options=(
        Option(
            "3 times as many",
            3,
            "The number of queries grows by this factor; each of them has 3 times as many keys as well.",
        ),
        Option("6 times as many", 6, "Queries and keys multiply, they do not add up."),
        Option("9 times as many", 9, "There is one score for each pair of query and key: $(3n)^2 = 9n^2$."),
        Option("just as many", 1, "That is the number of *parameters*, which does not depend on the length."),
    ),
)
def attention_05(factor):
    r"""A text becomes three times as long. How many attention scores does a head of self-attention compute then?"""
    layer = seeded(nn.MultiheadAttention, 8, 1, batch_first=True)
    short_text, long_text = (layer(*[noise(1, n, 8)] * 3)[1].numel() for n in (5, 15))
    return (
        long_text == factor * short_text,
        f"`nn.MultiheadAttention`: {short_text} weights for 5 tokens, {long_text} for 15",
    )

"""The recurrent network: its relations hold off the given data too."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from scripts.computing.compare import compare
from scripts.model.relations import relations
from snippets import rnn
from snippets.answers import publications
from snippets.claims import Claim

LINEAR = replace(rnn.TASKS["exam"], theta=-0.7, h0=0.4, x=(0.3, -1.2, 2.5))
TANH = replace(rnn.TASKS["tanh"], theta=(-0.6, 1.3), h0=0.8, x=(0.9, 0.2, -1.4))
GIVEN = {"output_written_out"}  # a polynomial of the given inputs


def claims(module):
    return {name: item for name, item in publications(module) if isinstance(item, Claim)}


def wrong_side(task):
    """The task with the target that the output misses."""
    return replace(task, target=-int(np.sign(task.run()[-1])))


def holds(claim, task):
    values = iter(claim(task).values)
    for chain in relations(claim.tex):
        if not chain.is_condition:
            sides = pairwise([next(values) for _ in chain.sides])
            if not all(compare(sign, *pair, claim.within or 0.0)[0] for sign, pair in zip(chain.signs, sides)):
                return False
    return True


@pytest.mark.parametrize("name", sorted(claims(rnn).keys() - GIVEN))
def test_a_claim_of_the_network_holds_on_other_data(name):
    claim = claims(rnn)[name]
    for task, instance in ((LINEAR, "exam"), (TANH, "tanh")):
        if instance in (claim.instances or rnn.TASKS):
            assert holds(claim, wrong_side(task))


def test_the_polynomial_is_that_of_the_given_inputs():
    assert not holds(claims(rnn)["output_written_out"], wrong_side(replace(LINEAR, x=(2, 1, 1))))

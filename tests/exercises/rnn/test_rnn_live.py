"""What the explorable of the network is given: which slips leave which ways out, and what autograd says."""

from itertools import compress

import pytest

from snippets import rnn
from snippets.rnn import live
from snippets.rnn.task import TASKS

SLIPS = {slip.function.__name__: slip.function for slip in rnn.gradient.slips}


@pytest.mark.parametrize("slip", live.slips(), ids=lambda slip: slip["name"])
@pytest.mark.parametrize("name", live.NAMED)
def test_a_slip_that_leaves_ways_out_is_the_sum_of_the_others(slip, name):
    counted = sum(compress(rnn.contributions(TASKS[name]), slip["ways"]))
    assert SLIPS[slip["name"]](TASKS[name]) == pytest.approx(counted)


def test_whoever_leaves_one_way_out_or_keeps_the_first_or_last_one_only_finds_a_name():
    named = {"".join("+-"[not way] for way in slip["ways"]) for slip in live.slips()}
    assert named == {"-++", "+-+", "++-", "+--", "--+"}


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("gradient_counted_twice", (3, 2, 1)),
        ("gradient_plus_target", (-1, -1, -1)),
        ("gradient_three_thetas", ()),
        ("gradient_wrong_index", ()),
        ("gradient_by_target", ()),
    ],
)
def test_a_slip_that_does_not_just_leave_ways_out_is_found_out(name, times):
    assert live.times_counted(SLIPS[name](live.positive)) == times


def test_autograd_knows_the_gradient_of_each_instance_that_can_be_chosen():
    given, said = live.given(), live.autograd()
    for name, instance in given["instances"].items():
        target, theta, start = (given[key].index(instance[key]) for key in ("target", "theta", "h0"))
        assert said[target][theta][start] == rnn.gradient(TASKS[name])
        assert (type(TASKS[name].cell), TASKS[name].x) == (type(live.EXAM.cell), given["x"])

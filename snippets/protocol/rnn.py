"""Points on exercise 4, on the exam's instance h_t = theta h_{t-1} + x_t."""

from graphlib import CycleError, TopologicalSorter

import torch
import torch.nn.functional as F

from snippets.rnn.task import TASKS
from snippets.statements import point

EXAM = TASKS["exam"]
STEPS, START, THETA, TARGET = EXAM.x, EXAM.h0, EXAM.theta, EXAM.target


def number(value):
    return torch.tensor(float(value), dtype=torch.double, requires_grad=True)


def slope(output, by):
    """The derivative, 0 where the output does not depend on it."""
    found = torch.autograd.grad(output, by, retain_graph=True, allow_unused=True)[0]
    return 0.0 if found is None else found.item()


def run(theta, start=START):
    """The states h_0, ..., h_3."""
    states = [torch.as_tensor(start, dtype=torch.double)]
    for x in STEPS:
        states.append(theta * states[-1] + x)
    return states


def loss(y, target=TARGET):
    return F.relu(-y * target)


def gradient(start=START, target=TARGET):
    theta = number(THETA)
    return slope(loss(run(theta, start)[-1], target), theta)


def direct():
    """What theta does in the last step alone, the states before it held fixed."""
    theta = number(THETA)
    *_, before, _ = run(number(THETA))
    return slope(loss(theta * before.detach() + STEPS[-1]), theta)


def total_by_y():
    y = number(run(number(THETA))[-1].item())
    return slope(loss(y), y)


def partial_by_y():
    """L holds y directly, so nothing else moves with it."""
    return -TARGET * float(run(number(THETA))[-1] * TARGET < 0)


@point(
    "ambiguous",
    "rnn#c",
    topic="rnn",
    claim=(direct, gradient),
    rival=(partial_by_y, total_by_y),
)
def point_34(pair):
    r"""$\delta L/\delta y$ and $\delta L/\delta\theta$, both typed with a $\delta$.

    Write $\partial L/\partial y$, and $dL/d\theta$ for the total derivative. Keep $\delta$ for the deltas.

    For $y$ the two agree, so there the typed $\delta$ costs nothing. For $\theta$ they do not.
    """
    by_theta, by_y = f"{direct():g} and {gradient():g}", f"{partial_by_y():g} and {total_by_y():g}"
    return pair[0]() == pair[1](), rf"partial and total derivative by $\theta$: {by_theta}; by $y$: {by_y}"


def deltas():
    """The three numbers of each reading."""
    theta = number(THETA)
    states = run(theta)
    L, inner = loss(states[-1]), [s.item() for s in states]
    totals = [slope(L, h) for h in states[1:]]
    forward = [slope(h, theta) for h in states[1:]]
    local = inner[:-1]  # direct derivative of theta h_{t-1} + x_t by theta
    return {"R1": totals, "R3": local, "R4": forward, "R5": [float(THETA)] * 3}


def gradients_from(found):
    """The gradient, assembled from the three numbers as each reading says."""
    dy, (_, h1, h2, _) = total_by_y(), [s.item() for s in run(number(THETA))]
    local = [START, h1, h2]
    return {
        "R1": sum(d * g for d, g in zip(found["R1"], local)),
        "R3": dy * (found["R3"][2] + THETA * found["R3"][1] + THETA**2 * found["R3"][0]),
        "R4": dy * found["R4"][2],
        "R5": dy * (local[2] + found["R5"][2] * local[1] + found["R5"][2] * found["R5"][1] * local[0]),
    }


def the_deltas(found):
    return list(found.values())


def the_gradient(found):
    return list(gradients_from(found).values())


@point("ambiguous", "rnn#d", topic="rnn", claim=the_deltas, rival=the_gradient)
def point_35(compared):
    r"""$\delta_1$, $\delta_2$ and $\delta_3$.

    Define them: $\delta_t = dL/dh_t$, the total derivative.

    R1 is that one. R2 is the same before an activation (there is none here), R3 $\partial h_t/\partial\theta$ of one
    step alone, R4 $dh_t/d\theta$ in all, R5 $\partial h_t/\partial h_{t-1}$. Each leads to the same gradient, if you
    stay with it.
    """
    found = deltas()
    values = compared(found)
    shown = ", ".join(f"{name} $({', '.join(f'{d:g}' for d in three)})$" for name, three in found.items())
    results = ", ".join(f"{value:g}" for value in dict.fromkeys(the_gradient(found)))
    evidence = rf"$(\delta_1, \delta_2, \delta_3)$: {shown}. The gradient of each: {results}"
    return all(value == values[0] for value in values), evidence


def three_arguments(theta, h):
    return torch.tanh(theta * h)


def one_argument(theta, h):
    return torch.tanh(theta + h)


@point("ambiguous", "rnn#c", topic="rnn", claim=three_arguments, rival=one_argument)
def point_36(g):
    r"""Just write $g'$ for the derivative of $g$.

    The task allows it, so it costs nothing. Clearer are $g'_h$ and $g'_\theta$, or a word on which of them you mean.

    A function of three arguments has three derivatives, and two of them stand in the answer.
    """
    theta, h = number(0.5), number(2)
    by_h, by_theta = slope(g(theta, h), h), slope(g(theta, h), theta)
    example = rf"$\tanh(\theta h)$ at $\theta = {theta.item():g}$, $h = {h.item():g}$"
    return by_h == by_theta, rf"{example}: by $h$ {by_h:.2f}, by $\theta$ {by_theta:.2f}"


@point("not said", "rnn#task", topic="rnn", claim=TARGET, rival=-TARGET)
def point_37(target):
    r"""What $h_0$ is, the sizes, and the type of $\theta$.

    Say that $h_0$ is a constant, and that all are numbers unless the task says otherwise.

    The start enters the first summand of the gradient.
    """
    found = {start: gradient(start, target) for start in (0, 1)}
    told = {start: gradient(start) for start in (0, 1)}
    shown = ", ".join(f"{slope:g} with $h_0 = {start}$" for start, slope in told.items())
    return len(set(found.values())) == 1, f"the gradient is {shown}; if the point is classified right, it is 0 for both"


SUBGRADIENTS = {
    "relu": F.relu,
    "clamp": lambda z: torch.clamp(z, min=0),
    "maximum": lambda z: torch.maximum(z, torch.zeros_like(z)),
}


@point("not said", "rnn#b", topic="rnn", claim=0, rival=-1)
def point_38(y):
    r"""What the derivative of $L = \max(0, -yt)$ is at its kink.

    Write that it does not exist where $y$ vanishes; every number from $0$ to $-t$ is a sub-gradient.

    At the kink the slopes from both sides differ, and libraries choose differently.
    """

    def slopes(at):
        found = {}
        for name, positive_part in SUBGRADIENTS.items():
            output = number(at)
            found[name] = slope(positive_part(-output), output)  # target 1
        return found

    at_kink = ", ".join(f"`{name}` {value + 0.0:g}" for name, value in slopes(0).items())
    return len(set(slopes(y).values())) == 1, f"at $y = 0$, $t = 1$ PyTorch returns {at_kink}"


def paths(node, leaf):
    """On how many ways the gradient flows from an output back to a leaf, read off autograd's graph."""
    if node is None:
        return 0
    return int(getattr(node, "variable", None) is leaf) + sum(paths(after, leaf) for after, _ in node.next_functions)


@point("right", "rnn#c", topic="rnn", claim=len(STEPS), rival=1)
def point_46(chains):
    r""" "Multi-chain rule": several chains lead from $L$ to $\theta$.

    The usual name is multivariate chain rule (mehrdimensionale Kettenregel): the sum over all ways.

    Each step uses $\theta$ once more, and each use is a way. "Mahlen" in the notes (to grind) is "malen", to draw; a
    spelling cannot be run.
    """
    theta = number(THETA)
    found = paths(loss(run(theta)[-1]).grad_fn, theta)
    return found == chains, rf"autograd's graph has {found} ways from $L$ to $\theta$"


def unrolled(boxes):
    """The three steps side by side, as parents of each node; with boxes, each g is a node of its own."""
    nodes = {"y": ("h3",), "L": ("y", "t")}
    for k in (1, 2, 3):
        inputs = (f"x{k}", f"h{k - 1}", "theta")
        nodes |= {f"g{k}": inputs, f"h{k}": (f"g{k}",)} if boxes else {f"h{k}": inputs}
    return nodes


DRAWINGS = {
    "rolled up": {"h": ("x", "h", "theta"), "y": ("h",), "L": ("y", "t")},
    "unrolled": unrolled(boxes=False),
    "unrolled, with a box for each step": unrolled(boxes=True),
}


def ways(drawing, node="L"):
    """On how many ways a drawing leads from a node back to theta; None if it runs in a circle."""
    try:
        TopologicalSorter(drawing).prepare()
    except CycleError:
        return None
    return int(node == "theta") + sum(ways(drawing, parent) for parent in drawing.get(node, ()))


@point(
    "ambiguous",
    "rnn#a",
    topic="rnn",
    claim=("rolled up", "unrolled"),
    rival=("unrolled", "unrolled, with a box for each step"),
)
def point_55(names):
    r""" "Draw the RNN".

    Draw it unrolled (ausgerollt), with $\theta$ as one node. The version with a loop may stand beside it.

    The chain rule adds up the ways from $L$ back to $\theta$. With a loop in the drawing they cannot be counted.
    """
    found = {name: ways(drawing) for name, drawing in DRAWINGS.items()}
    shown = "; ".join(f"{name}: {'a circle' if number is None else number}" for name, number in found.items())
    return len({found[name] for name in names}) == 1, rf"ways from $L$ to $\theta$: {shown}"


def stated(start):
    """The rule, evaluated for a start: the sum over the steps that use theta."""
    states = [h.item() for h in run(number(THETA), start)]
    return -TARGET * sum(THETA ** (len(STEPS) - 1 - k) * states[k] for k in range(len(STEPS)))


def computed(start):
    """The number that comes out on the exam's instance, whatever the start."""
    return stated(START)


@point("ambiguous", "rnn#c", topic="rnn", claim=computed, rival=stated)
def point_54(answer):
    r""" "State" the rule and "compute" the derivative.

    First the rule with its sum over the ways, then what it is for the given $g$ and $L$.

    To state is to write the formula, to compute is to go on until nothing is left to differentiate. A formula serves
    for any start, a number for one.
    """
    evidence = ", ".join(f"{gradient(start):g} for $h_0 = {start:g}$" for start in (START, 0))
    holds = all(answer(start) == gradient(start) for start in (START, 0))
    return holds, f"the derivative is {evidence}; the rule gives {stated(START):g} and {stated(0):g}"

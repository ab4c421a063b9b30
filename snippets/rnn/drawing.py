"""(a) The network drawn out (unrolled) and as one cell that feeds itself (folded)."""

import matplotlib.pyplot as plt
import sympy
from matplotlib.patches import FancyArrowPatch

from snippets.answers import answer, figure
from snippets.rnn.multivariate import chain_rule_by_nesting
from snippets.rnn.task import TORCH

__all__ = ["folded", "paths", "unrolled"]

THETA, TARGET, LOSS = r"\theta", "t", "L"


def arrows(task):
    """The arrows of the unrolled network, with the derivative that each one carries: (from, to, derivative)."""
    result = []
    for t in range(1, task.steps + 1):
        result += [
            (f"x_{{{t}}}", f"h_{{{t}}}", ""),
            (f"h_{{{t - 1}}}", f"h_{{{t}}}", f"g'_h({t})"),
            (THETA, f"h_{{{t}}}", rf"g'_\theta({t})"),  # always the same node: the parameter is shared
        ]
    return [*result, (f"h_{{{task.steps}}}", LOSS, r"\partial L/\partial y"), (TARGET, LOSS, "")]


@answer(instances=("exam", "vector"))
def paths(task):
    """The number of ways from theta to L along the arrows; each way is one summand of dL/dtheta."""

    def ways(node):
        return node == LOSS or sum(ways(head) for tail, head, _ in arrows(task) if tail == node)

    return ways(THETA)


@paths.witness("the graph that autograd records")
def paths_recorded_by_torch(task):
    theta = TORCH.asarray(task.theta).requires_grad_()
    loss = task.loss_at(task.run(theta, xp=TORCH)[-1], TORCH)

    def ways(node):
        return getattr(node, "variable", None) is theta or sum(ways(inner) for inner, _ in node.next_functions if inner)

    return ways(loss.grad_fn)


@paths.witness("SymPy: the summands of the chain rule")
def paths_as_summands(task):
    return len(sympy.Add.make_args(sympy.expand(chain_rule_by_nesting(task))))


@paths.slip("theta drawn for the last step only")
def paths_of_the_last_step(task):
    return 1


@figure
def unrolled(task):
    """Time runs to the right; theta stands once, above all the states it acts on."""
    n = task.steps
    place = {f"h_{{{t}}}": (t, 0) for t in range(n + 1)} | {f"x_{{{t}}}": (t, -1) for t in range(1, n + 1)}
    place |= {THETA: ((n + 1) / 2, 1.5), LOSS: (n + 1, 0), TARGET: (n + 1, -1)}
    fig, ax = plt.subplots(figsize=(0.8 * (n + 2), 4.0))  # narrow, so that a telephone need not shrink it
    for tail, head, derivative in arrows(task):
        draw_arrow(ax, place, tail, head, derivative)
    draw_nodes(ax, place)
    ax.text(n + 0.08, -0.4, f"$h_{{{n}}} = y$", va="center", size="large")
    ax.set(xlim=(-0.3, n + 1.3), ylim=(-1.3, 1.8))
    alt = (
        f"Unrolled network of {n} steps: a chain of states from h0 to h{n} = y and on to the loss L, an input x at "
        f"each step, the target t at the loss, and a single node theta with {n} arrows, one to each of h1 to h{n}."
    )
    return fig, alt


@figure
def folded(task):
    """The same network as a loop: the state comes back one step later."""
    place = {"x_t": (0, 0), "h_t": (1.2, 0), LOSS: (3, 0), THETA: (1.2, -1), TARGET: (3, -1)}
    fig, ax = plt.subplots(figsize=(4.0, 2.5))
    for tail, head in (("x_t", "h_t"), ("h_t", LOSS), (TARGET, LOSS), (THETA, "h_t")):
        draw_arrow(ax, place, tail, head)
    loop = {"connectionstyle": "arc3,rad=2", "shrinkA": 0, "shrinkB": 0}
    draw_arrow(ax, place | {"out": (1.38, 0.22), "in": (1.02, 0.22)}, "out", "in", **loop)
    ax.text(1.2, 0.88, "one step later", ha="center")
    ax.text(2.1, 0.12, f"$y = h_{{{task.steps}}}$", ha="center", size="large")
    draw_nodes(ax, place)
    ax.set(xlim=(-0.35, 3.35), ylim=(-1.3, 1.15))
    alt = (
        "Folded network: one cell h with an input x, the parameter theta and an arrow back to itself that takes one "
        f"step; after {task.steps} steps its state is the output y, which meets the target t in the loss L."
    )
    return fig, alt


def draw_nodes(ax, place):
    circle = {"boxstyle": "circle,pad=0.3", "facecolor": "none", "edgecolor": "black"}
    for name, (x, y) in place.items():
        ax.text(x, y, f"${name}$", ha="center", va="center", size=14, bbox=circle)
    ax.axis("off")


def draw_arrow(ax, place, tail, head, derivative="", **style):
    """An arrow between two nodes, with its derivative; those of the shared theta are dashed and coloured."""
    style = {"shrinkA": 18, "shrinkB": 18, "color": "black"} | style
    if tail == THETA:
        style |= {"color": "C0", "linestyle": (0, (4, 2))}
    arrow = FancyArrowPatch(place[tail], place[head], arrowstyle="-|>", mutation_scale=14, lw=1.5, **style)
    arrow.set_label(f"{tail} -> {head}")  # not drawn; it says what the arrow means
    ax.add_patch(arrow)
    (x, y), (to_x, to_y) = place[tail], place[head]
    if y == to_y:
        at, align = ((x + to_x) / 2, y + 0.12), "center"
    else:  # beside the arrow, on its outer side, and nearer to the state, where the arrows lie apart
        beside = 0.06 if to_x == x else 0.1
        side, align = (-beside, "right") if to_x < x else (beside, "left")
        at = (x + 0.72 * (to_x - x) + side, y + 0.72 * (to_y - y))
    if derivative:
        ax.text(*at, f"${derivative}$", ha=align, size="large", color=style["color"])

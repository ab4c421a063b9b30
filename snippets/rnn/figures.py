"""(d) Two pictures: what the direct derivative leaves out, and what long products do."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.answers import figure
from snippets.rnn.backpropagation import gradient, gradient_direct_only
from snippets.rnn.products import long_products, product_sizes
from snippets.rnn.task import TASKS

__all__ = ["direct_and_total", "growth"]


@figure
def direct_and_total(task):
    """The loss when theta changes in every step, and when it changes in the last step only."""
    thetas = np.linspace(task.theta - 0.8, task.theta + 0.8, 41)
    before_last, loss = task.run()[-2], task.loss_at(task.run()[-1])
    every = [task.loss_at(task.run(theta)[-1]) for theta in thetas]
    last = [task.loss_at(task.cell.g(task.inputs()[-1], before_last, theta)) for theta in thetas]
    total, direct = gradient(task), gradient_direct_only(task)

    fig, ax = plt.subplots(figsize=(4.0, 3.8))
    ax.plot(thetas, every, "C0", label=f"in every step: slope {total} (total)")
    ax.plot(thetas, last, "C1--", label=f"in the last only: slope {direct} (direct)")
    ax.plot(
        thetas[10:-10], loss + total * (thetas[10:-10] - task.theta), "k:", lw=1.5, label=f"tangent of slope {total}"
    )
    ax.plot(task.theta, loss, "ko")
    ax.set(xlabel=r"$\theta$", ylabel="$L$")
    ax.legend(title=r"$\theta$ is changed", alignment="left", loc="lower left", bbox_to_anchor=(-0.1, 1))
    alt = (
        f"The loss L as a function of theta around theta = {task.theta}. Where theta changes in every step the curve "
        f"has slope {total}, the total derivative; where it changes in the last step only the line has slope {direct}."
    )
    return fig, alt


STYLES = (("C0", "-"), ("C1", "--"), ("C2", "-."), ("C3", ":"), ("C4", (0, (6, 1, 1, 1))), ("C5", (0, (1, 1))))


@figure
def growth(task):
    """|dh_t/dh_0| along a sequence without input, for the linear cell and for tanh."""
    runs = [(task, *run) for run in task.long_runs] + [(TASKS["tanh"], *run) for run in TASKS["tanh"].long_runs]
    fig, ax = plt.subplots(figsize=(4.0, 4.0))
    for (owner, theta, h0), (color, line) in zip(runs, STYLES):
        sizes = product_sizes(owner, theta, h0)
        ax.semilogy(sizes, color=color, linestyle=line)
        name = rf"$\theta={theta}$" if owner is task else f"tanh, $h_0={h0}$"
        ax.annotate(
            name, (owner.horizon, sizes[-1]), (6, 0), textcoords="offset points", va="center", color=color, size="large"
        )
    ax.set_ylabel("$|dh_t/dh_0|$", size="large")
    ax.tick_params(axis="y", labelsize="large")
    ax.set(xlabel="step $t$", xticks=range(0, task.horizon + 1, 5))
    smallest, largest = (f(row["product"] for row in long_products(task)) for f in (min, max))
    alt = (
        f"The size of dh_t/dh_0 over {task.horizon} steps on a logarithmic scale, one straight line per theta of the "
        f"linear cell, from {smallest:.1e} for theta = {task.long_runs[0][0]} to {largest:.1e} for theta = "
        f"{task.long_runs[-1][0]}; for tanh with the same weight it grows for ever from h0 = 0, turns round from h0 = "
        f"{TASKS['tanh'].long_runs[1][1]}, and vanishes from h0 = 1."
    )
    return fig, alt

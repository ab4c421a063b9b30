"""Four pictures: the loss between its bounds, its slope, the gradient along a path, and two descents."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.answers import figure
from snippets.error_function.curvature import largest_step
from snippets.error_function.descent import errors, minimum, path, steps_tried
from snippets.error_function.gradient_bound import gradient_bound, gradient_supremum
from snippets.error_function.value_bounds import crossing, largest_gaps, scalar_table

__all__ = ["along_a_path", "between_the_bounds", "two_descents", "two_slopes"]


@figure
def between_the_bounds(task):
    """The loss, the lower bound, and both upper bounds."""
    z = np.linspace(-4, 4, 161)
    lower_gap, meet = largest_gaps(task)[0]["gap"], crossing(task)
    rows = [row for row in scalar_table(task) if row["z"] <= z[-1]]
    lower, parabola = abs(z) - lower_gap, task.beta * z**2 / 2

    fig, ax = plt.subplots(figsize=(4.0, 4.0))
    ax.fill_between(z, lower, np.minimum(abs(z), parabola), color="C5", alpha=0.2, lw=0)
    ax.plot(z, task.loss(z), "C0", label=r"$\log\cosh(\beta z)\,/\,\beta$")
    ax.plot(z, lower, "C1--", label=r"$|z|-\log(2)\,/\,\beta$")
    ax.plot(z, abs(z), "C2-.", label="$|z|$")
    ax.plot(z, parabola, "C3:", label=r"$\beta z^2/2$")
    ax.plot([row["z"] for row in rows], [row["loss"] for row in rows], "ko", ms=4)
    ax.plot([-meet, meet], [meet, meet], "ks", mfc="none")
    ax.set(xlabel="$z$", ylabel="loss", ylim=(-1, 4.2), xlim=(-4, 4))
    fig.legend(ncols=2, loc="outside upper center", fontsize="large")
    one = next(row for row in rows if row["z"] == 1)
    alt = (
        f"The loss for beta = {task.beta}, in a shaded band between |z| - {lower_gap:.3f} and the smaller of |z| and "
        f"the parabola, which meet at |z| = {meet:.0f}. At z = {one['z']} the loss is {one['loss']:.3f}, the bounds "
        f"are {one['lower']:.3f} and {one['upper']:.3f}."
    )
    return fig, alt


@figure
def two_slopes(task):
    """tanh between its bounds, and the slope of the squared error."""
    z = np.linspace(-4, 4, 161)
    rows = [row for row in scalar_table(task) if row["z"] <= z[-1]]

    fig, ax = plt.subplots(figsize=(4.0, 3.8))
    ax.plot(z, np.tanh(task.beta * z), "C0", label=r"$\tanh(\beta z)$")
    ax.plot(z, z, "C3:", label="$z$, the slope of $z^2/2$")
    for bound in (-1, 1):
        ax.axhline(bound, color="C1", ls="--", label="bound" if bound > 0 else None)
    ax.plot([row["z"] for row in rows], [row["slope"] for row in rows], "ko", ms=4)
    ax.set(xlabel="$z$", ylabel="slope", xlim=(-4, 4), ylim=(-2.2, 2.2))
    fig.legend(loc="outside upper left", fontsize="large")
    last = rows[-1]
    alt = (
        f"The slope tanh(beta z) of the loss stays between -1 and 1: at z = {last['z']} it is {last['slope']:.3f}, "
        f"while the slope of the squared error there is {last['z']} and goes on growing."
    )
    return fig, alt


@figure
def along_a_path(task):
    """The length of both gradients on a straight path away from w."""
    X, distance = np.asarray(task.X), np.geomspace(0.05, 100, 101)
    direction = X.mean(axis=0) / np.linalg.norm(X.mean(axis=0))
    z = (task.w + distance[:, None] * direction) @ X.T - task.t
    logcosh, squared = (np.linalg.norm(slope @ X, axis=1) / len(X) for slope in (np.tanh(task.beta * z), z))
    supremum, bound = gradient_supremum(task), gradient_bound(task)

    fig, ax = plt.subplots(figsize=(4.0, 3.8))
    ax.loglog(distance, squared, "C3:", label="of the squared error")
    ax.loglog(distance, logcosh, "C0", label="of the log-cosh error")
    ax.axhline(bound, color="C1", ls="--", label=f"bound {bound:.3f}")
    ax.axhline(supremum, color="C2", ls="-.", lw=1.2, label=f"supremum {supremum:.3f}")
    ax.set(xlabel="distance from $w$", ylabel="length of the gradient", ylim=(0.5, 2000))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:g}")  # a power has small digits
    ax.legend(loc="upper left")
    near, far = f"{distance[0]}", f"{distance[-1]:.0f}"
    alt = (
        f"The length of the gradient along a straight path, on logarithmic axes: from {near} to {far} away from w that "
        f"of the log-cosh error rises from {logcosh[0]:.3f} to {logcosh[-1]:.3f}, below the bound {bound:.3f}; that "
        f"of the squared error grows from {squared[0]:.3f} to {squared[-1]:.1f}."
    )
    return fig, alt


@figure
def two_descents(task):
    """The error along gradient descent with a safe step and with one taken from the local curvature."""
    tried, shown = steps_tried(task), 40
    safe, local = (errors(task, path(task, tried[name]))[: shown + 1] for name in ("1.9 / L", "1.9 / local"))
    steps, best = range(shown + 1), minimum(task)
    early, late = sorted(local[3:5]), sorted(local[-2:])  # the first pair far apart, and the last

    fig, ax = plt.subplots(figsize=(4.0, 3.8))
    ax.semilogy(
        steps, local, "C1o--", ms=3, lw=1, label=rf"$\eta={tried['1.9 / local']:.3f}$, from the local curvature"
    )
    ax.semilogy(steps, safe, "C0", label=rf"$\eta={tried['1.9 / L']:.3f}$, below $2/L={largest_step(task):.3f}$")
    ax.axhline(best, color="black", ls=":", lw=1, label=f"minimum {best:.3f}")
    ax.set(xlabel="step", ylabel="$E$", ylim=(0.1, 300))
    ax.yaxis.set_major_formatter("{x:g}")
    fig.legend(loc="outside upper left")
    alt = (
        f"The error over {shown} steps of gradient descent. With the step {tried['1.9 / L']:.3f} it falls to the "
        f"minimum {best:.3f}; with {tried['1.9 / local']:.3f} it jumps to and fro, slowly less far: between "
        f"{early[0]:.1f} and {early[1]:.1f} in steps 3 and 4, between {late[0]:.1f} and {late[1]:.1f} at the end."
    )
    return fig, alt

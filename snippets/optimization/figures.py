"""The pictures: level sets with real descents, eigenvalues and kappa against the noise, errors against steps."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.answers import figure
from snippets.optimization.descent import path
from snippets.optimization.input_noise import noise

__all__ = ["error_curves", "level_sets", "spectrum_and_noise"]

STYLES = (("C0", "-"), ("C1", "--"), ("C2", "-."), ("C3", ":"))


def problem(task, s2):
    """H + s^2 I and E[x t]: with noise, the gradient is H w - b."""
    X = task.inputs
    return X.T @ X / task.N + s2 * np.eye(task.d), X.T @ task.targets / task.N


def descend(task, row):
    """The counted descent of one row of the table, with the step size 2/(lambda_1 + lambda_d)."""
    H, b = problem(task, row["variance"])
    return path(H, b, task.start, 2 / (row["eigenvalues"][0] + row["eigenvalues"][-1]), row["steps"])


def ellipse(H, centre, point):
    """The level set through `point` of a quadratic with Hessian H and minimiser `centre`: exact, 121 points."""
    values, vectors = np.linalg.eigh(H)
    height = (point - centre) @ H @ (point - centre)
    angles = np.linspace(0, 2 * np.pi, 121)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    return centre + np.sqrt(height / values) * circle @ vectors.T


@figure
def level_sets(task):
    """Narrow ellipses and a long way before the noise, rounder ones and a short way with it."""
    rows = noise(task)
    clean, noisy = rows[0], rows[-1]
    fig, axes = plt.subplots(1, 2, sharex=True, sharey=True, figsize=(4.0, 3.0))
    for ax, row, color in zip(axes, (clean, noisy), ("C0", "C1")):
        H, _ = problem(task, row["variance"])
        points, centre = descend(task, row), row["minimiser"]
        for index in range(0, row["steps"] // 4, -(-row["steps"] // 16)):
            ax.plot(*ellipse(H, centre, points[index]).T, color="C5", lw=1)
        ax.plot(*points[:41].T, "o-", color=color, ms=3, lw=1.2)
        ax.plot(*centre, "k*", ms=11)
        ax.plot(*clean["minimiser"], "kx", ms=8, mew=2)
        ax.annotate("$w^*$", clean["minimiser"], (-6, 9), textcoords="offset points", ha="right", size="large")
        ax.set_title(f"$s^2={row['variance']:g}$, $\\kappa={row['kappa']:.3g}$:\n{row['steps']} steps", size="large")
        ax.set(aspect="equal", xlim=(-0.9, 1.1), ylim=(-0.6, 1.8))
        ax.set_xlabel("$w_1$", size="large")
    axes[0].set_ylabel("$w_2$", size="large")
    before, after = (", ".join(f"{value:.4f}" for value in row["minimiser"]) for row in (clean, noisy))
    alt = (
        f"Level sets of the loss and the path of gradient descent from the origin, on equal axes. Without noise: "
        f"narrow ellipses (kappa = {clean['kappa']:.3g}) around ({before}), a zigzag of {clean['steps']} steps. With "
        f"noise of variance {noisy['variance']:g}: rounder ellipses (kappa = {noisy['kappa']:.3g}) and "
        f"{noisy['steps']} steps, but the centre has moved to ({after})."
    )
    return fig, alt


@figure
def spectrum_and_noise(task):
    """Both eigenvalues rise by the same amount, and their ratio falls towards 1."""
    rows = noise(task)
    largest, smallest = rows[0]["eigenvalues"]
    s2 = np.linspace(0, task.variances[-1] * 1.1, 45)
    fig, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(4.0, 5.0))
    for (color, line), value, name, index in zip(STYLES, (largest, smallest), (r"\lambda_1", r"\lambda_d"), (0, -1)):
        above.plot(s2, value + s2, color=color, linestyle=line, label=f"${name}+s^2$")
        above.plot(task.variances, [row["eigenvalues"][index] for row in rows], "o", color=color)
    above.set(ylabel="eigenvalues", ylim=(0, None))
    above.legend(fontsize="large")
    below.plot(s2, (largest + s2) / (smallest + s2), "C2", label=r"$(\lambda_1+s^2)/(\lambda_d+s^2)$")
    below.plot(task.variances, [row["kappa"] for row in rows], "o", color="C2")
    for row in rows:
        below.annotate(
            f"{row['kappa']:.3g}",
            (row["variance"], row["kappa"]),
            (6, 6),
            textcoords="offset points",
        )
    below.axhline(1, color="black", linestyle=":", lw=1.5, label="never below 1")
    below.set(ylabel=r"$\kappa$", ylim=(0, None))
    below.set_xlabel("variance of the noise $s^2$", size="large")
    below.legend(fontsize="large")
    first, *between, last = (f"{row['kappa']:.3g}" for row in rows)
    alt = (
        f"Above: the eigenvalues {largest:g} and {smallest:g} rise along parallel lines with the variance of the "
        f"noise, to {rows[-1]['eigenvalues'][0]:g} and {rows[-1]['eigenvalues'][-1]:g} at {task.variances[-1]:g}. "
        f"Below: the condition number falls from {first} over {' and '.join(between)} to {last}, "
        f"steeply at first, and never below 1."
    )
    return fig, alt


@figure
def error_curves(task):
    """On a logarithmic scale the error falls along a straight line, and theory knows its slope."""
    fig, ax = plt.subplots(figsize=(4.0, 4.8))
    rows = noise(task)
    for (color, line), row in zip(STYLES, rows):
        errors = np.linalg.norm(descend(task, row) - row["minimiser"], axis=1)
        count = np.arange(len(errors))
        factor = (row["kappa"] - 1) / (row["kappa"] + 1)
        label = f"$s^2={row['variance']:g}$, $\\kappa={row['kappa']:.3g}$: {row['steps']} steps"
        ax.semilogy(count, errors / errors[0], color=color, linestyle=line, label=label)
        ax.semilogy(count[::8], factor ** count[::8], "o", color=color, ms=5, mfc="none")
    ax.semilogy([], [], "ko", ms=5, mfc="none", label=r"theory: $((\kappa-1)/(\kappa+1))^k$")
    ax.axhline(task.tolerance, color="black", linestyle=":", lw=1.5)
    ax.set_xlabel("step $k$")
    ax.set_ylabel(r"$|w_k-\tilde w|\;/\;|w_0-\tilde w|$", size="large")
    ax.tick_params(axis="y", labelsize="large")
    fig.legend(loc="outside upper left", fontsize="large")
    steps = ", ".join(f"{row['steps']} for s^2 = {row['variance']:g}" for row in rows)
    alt = (
        f"The error of gradient descent against the step, on a logarithmic scale: straight lines that reach a "
        f"millionth after {steps}. The circles of theory, powers of (kappa - 1)/(kappa + 1), lie on the lines."
    )
    return fig, alt

"""(c) The pictures: losses beside what needs no net, what the nets make of photographs, and where they fail."""

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from snippets.answers import figure
from snippets.autoencoder import baselines
from snippets.autoencoder.measurements import by_position, colour_errors
from snippets.autoencoder.second_ways import forward, inputs_with_hole

__all__ = ["colour_sheet", "hole_sheet", "leakage", "losses", "places"]

SHOWN = (3, 30, 104, 121, 180)  # of the held-out set: two crops of the cat, three of the portrait
COLOURS = 96  # of a sheet: a third of the bytes, the same to the eye
MOVED = 4  # pixels to the right


@figure
def losses(task):
    """The loss on the training images by passes through them, the baselines as horizontal lines."""
    fig, ax = plt.subplots(figsize=(6.4, 4.2))
    styles = {"colour_exam": ("C0", "-"), "colour": ("C1", "--"), "colour_long": ("C2", "-.")}
    for name, (color, line) in styles.items():
        loss = task.trained(name)["loss"]
        ax.loglog(np.arange(1, len(loss) + 1), loss, color=color, linestyle=line, label=name)
    levels = {row["name"]: row["training"] for row in colour_errors(task)}
    for name, level in ((name, levels[name]) for name in baselines.COLOUR):
        ax.axhline(level, color="black", lw=1, ls=":")
        ax.annotate(name, (1000, level), (0, 3), textcoords="offset points", ha="right", fontsize=9)
    ax.set(xlabel="passes through the 500 images", ylabel="loss (MSE)")
    ax.legend(loc="lower left")
    alt = (
        f"The loss on a logarithmic scale by passes through {task.count} images, with dotted lines for mean colour, "
        "grey copied and a line per channel. The exam's program falls smoothly for all its passes and stays above all "
        "three lines; the two better recipes are below all three within a few passes."
    )
    return fig, alt


def sheet(rows):
    """Rows of small images as one picture, named on the left; values outside [0, 1] are cut off for the screen."""
    strips = [np.concatenate([image.transpose(1, 2, 0) for image in images], axis=1) for images in rows.values()]
    picture = Image.fromarray((np.concatenate(strips).clip(0, 1) * 255).round().astype(np.uint8))
    picture = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    cell, names = 0.95, 1.65  # inches
    width = names + cell * len(SHOWN)
    fig, ax = plt.subplots(figsize=(width, cell * len(rows)))
    fig.set_layout_engine("none")
    ax.set_position((names / width, 0, 1 - names / width, 1))
    ax.imshow(picture, interpolation="none", extent=(0, len(SHOWN), len(rows), 0))
    ax.set(xticks=[], yticks=np.arange(len(rows)) + 0.5, yticklabels=list(rows))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return fig


@figure
def colour_sheet(task):
    """Held-out photographs: the grey, what three nets make of it, the truth."""
    truth = task.images("held_out")[list(SHOWN)]
    rows = {"input": np.repeat(truth.mean(1, keepdims=True), 3, 1)}
    for name in ("colour_exam", "colour", "colour_long"):
        rows[name] = task.predictions(name, "held_out")[list(SHOWN)]
    alt = (
        f"{len(SHOWN)} crops of two photographs that no net has seen, a cat and a portrait of an officer. The exam's "
        "program returns the same brownish dots for each of them. The other two nets keep the drawing and tint nearly "
        "everything orange or brown, the blue background of the portrait too."
    )
    return sheet(rows | {"truth": truth}), alt


@figure
def hole_sheet(task):
    """Held-out photographs with the hole filled, in the middle and moved."""
    truth = task.images("held_out")[list(SHOWN)]
    film = baselines.harmonic_fill(None, truth)
    rows = {"input": inputs_with_hole(truth, 8, 8, False)}
    for name in ("hole_exam", "hole_fixed", "hole_random"):
        rows[name] = filled(truth, task.predictions(name, "held_out")[list(SHOWN), :, 8:24, 8:24], 8)
    rows["harmonic"] = filled(truth, film, 8)
    moved = forward(task.weights("hole_fixed"), inputs_with_hole(truth, 8, 8 + MOVED, False))
    rows["hole_fixed, moved"] = filled(truth, moved[:, :, 8:24, 8 + MOVED : 24 + MOVED], 8 + MOVED)
    alt = (
        f"{len(SHOWN)} crops of photographs that no net has seen, each with a hole in the middle, and what is put "
        "there. The exam's program leaves a dark dotted square. The two better nets and the harmonic fill give a "
        f"smooth blur; eyes and noses are gone. Moved {MOVED} pixels to the right, the net for the fixed hole leaves a "
        "visible box."
    )
    return sheet(rows | {"truth": truth}), alt


def filled(images, patch, left):
    """The known pixels kept, the hole replaced."""
    whole = images.copy()
    whole[:, :, 8:24, left : left + 16] = patch
    return whole


@figure
def places(task):
    """The MSE in the hole as the hole moves to the right."""
    rows = [row for row in by_position(task) if row["top"] == 8]
    shifts = [row["left"] - 8 for row in rows]
    fig, ax = plt.subplots(figsize=(6, 3.6))
    for name, style in (("hole_fixed", "C0o-"), ("hole_random", "C1s--"), ("harmonic", "C2^:")):
        ax.plot(shifts, [row[name] for row in rows], style, label=name)
    ax.set(xlabel="pixels to the right of the middle", ylabel="MSE in the hole", ylim=(0, None))
    ax.legend()
    alt = (
        "The MSE in the hole as the hole moves to the right of the middle. The net for a fixed hole jumps up as soon "
        "as the hole moves by one pixel. The net for a random hole and the harmonic fill stay low and nearly level, "
        "the fill lowest everywhere."
    )
    return fig, alt


@figure
def leakage(task):
    """Three sets to measure on; only the last one is honest."""
    rows = {row["name"]: row for row in colour_errors(task)}
    names = ("line per channel", "colour", "colour_long")
    fig, ax = plt.subplots(figsize=(6.4, 3.6))
    sets = {"training": "training", "new": "new crops, same photographs", "held_out": "other photographs"}
    for shift, ((part, label), hatch) in enumerate(zip(sets.items(), ("", "/", "\\"))):
        heights = [rows[name][part] for name in names]
        ax.bar(np.arange(3) + 0.26 * (shift - 1), heights, 0.24, label=label, hatch=hatch, edgecolor="black", lw=0.6)
    ax.set(xticks=range(3), xticklabels=names, ylabel="MSE")
    ax.legend()
    alt = (
        "Bars of the MSE on the training images, on new crops of the same photographs and on other photographs, for a "
        "line per channel and for two nets. For both nets new crops look nearly as good as training, and other "
        "photographs are far worse; the net that was trained longer has the lowest first bar and the highest last one."
    )
    return fig, alt

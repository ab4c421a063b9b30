"""(c) The pictures: losses beside what needs no net, what the nets make of photographs, and where they fail."""

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from snippets.answers import figure
from snippets.autoencoder import baselines
from snippets.autoencoder.measurements import COLOUR_NETS, HOLE_NETS, by_position, colour_errors
from snippets.autoencoder.second_ways import forward, inputs_with_hole

__all__ = ["colour_sheet", "hole_sheet", "leakage", "losses", "places"]

SHOWN = (3, 30, 104, 121, 180)  # of the held-out set: two crops of the cat, three of the portrait
COLOURS = 96  # of a sheet: a third of the bytes, the same to the eye
MOVED = 4  # pixels to the right
TRAINED = "another processor rounds otherwise, and in thousands of steps the nets drift apart"


@figure(within=0.05, because=TRAINED)
def losses(task):
    """The loss on the training images by passes through them, the baselines as horizontal lines."""
    fig, ax = plt.subplots(figsize=(4.4, 4.2))
    curves = {name: task.trained(name)["loss"] for name in COLOUR_NETS}
    for (name, loss), style in zip(curves.items(), ("C0-", "C3-", "C1--", "C2-.")):
        ax.loglog(np.arange(1, len(loss) + 1), loss, style, label=name)
    nothing, sums, short, long = curves.values()
    write(ax, "exam_from_nothing", (1, nothing[0]), (0, 5))
    write(ax, "exam_from_grey", (1, sums[0]), (0, 5))
    write(ax, "colour", (len(short), short[-1]), (6, -3))
    write(ax, "colour_long", (len(long), long[-1]), (6, -3))
    levels = {row["name"]: row["training"] for row in colour_errors(task)}
    for name in baselines.COLOUR:
        ax.axhline(levels[name], color="black", lw=1, ls=":")
        write(ax, name, (150, levels[name]), (0, -12), ha="right")
    ax.set(xlabel=f"passes through the {task.count} images", ylabel="loss (MSE)", ylim=(None, 0.4))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:g}")  # a power has small digits
    return fig, described_losses(task, levels, *curves.values())


def write(ax, text, place, offset, ha="left"):
    """Words beside what they name, some points away: a legend would lie on a line."""
    ax.annotate(text, place, offset, textcoords="offset points", ha=ha, fontsize=10)


def described_losses(task, levels, nothing, from_grey, short, long):
    mean, grey, line = (levels[name] for name in baselines.COLOUR)
    return (
        f"The loss on a logarithmic scale by passes through {task.count} images, with dotted lines for mean colour at "
        f"{mean:.3f}, grey copied at {grey:.3f} and a line per channel at {line:.3f}. The exam's program falls "
        f"smoothly for all its {task.steps} passes: from nothing to {nothing[-1]:.3f}, above all three lines; from the "
        f"grey, where it begins at {from_grey[0]:.3f}, to {from_grey[-1]:.3f}, above the lowest line only. The other "
        f"two recipes are below all three within a few passes and end at {short[-1]:.4f} and {long[-1]:.4f}."
    )


def sheet(rows):
    """Rows of small images as one picture, named on the left; values outside [0, 1] are cut off for the screen."""
    strips = [np.concatenate([image.transpose(1, 2, 0) for image in images], axis=1) for images in rows.values()]
    picture = Image.fromarray((np.concatenate(strips).clip(0, 1) * 255).round().astype(np.uint8))
    picture = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    cell, names = 0.78, 1.25  # inches; as narrow as the names allow, for telephones
    width = names + cell * len(SHOWN)
    fig, ax = plt.subplots(figsize=(width, cell * len(rows)))
    fig.set_layout_engine("none")
    ax.set_position((names / width, 0, 1 - names / width, 1))
    ax.imshow(picture, interpolation="none", extent=(0, len(SHOWN), len(rows), 0))
    ax.set(xticks=[], yticks=np.arange(len(rows)) + 0.5, yticklabels=list(rows))
    ax.tick_params(length=0, labelsize=12)
    ax.spines[:].set_visible(False)
    return fig


@figure
def colour_sheet(task):
    """Held-out photographs: the grey, what the nets make of it, the truth."""
    truth = task.images("held_out")[list(SHOWN)]
    rows = {"input": np.repeat(truth.mean(1, keepdims=True), 3, 1)}
    for name in COLOUR_NETS:
        rows[name.replace("from_", "from_\n")] = task.predictions(name, "held_out")[list(SHOWN)]
    alt = (
        f"{len(SHOWN)} crops of two photographs that no net has seen, a cat and a portrait of an officer. The net that "
        "draws from nothing returns the same brownish dots for each of them. The same program on the net that starts "
        "from the grey keeps the drawing and tints it faintly brown. The other two nets tint nearly everything orange "
        "or brown, the blue background of the portrait too."
    )
    return sheet(rows | {"truth": truth}), alt


@figure
def hole_sheet(task):
    """Held-out photographs with the hole filled, in the middle and moved."""
    truth = task.images("held_out")[list(SHOWN)]
    film = baselines.harmonic_fill(None, truth)
    rows = {"input": inputs_with_hole(truth, 8, 8, False)}
    for name in HOLE_NETS:
        rows[name] = filled(truth, task.predictions(name, "held_out")[list(SHOWN), :, 8:24, 8:24], 8)
    rows["harmonic"] = filled(truth, film, 8)
    moved = forward(task.weights("hole_fixed"), inputs_with_hole(truth, 8, 8 + MOVED, False))
    rows["hole_fixed,\nmoved"] = filled(truth, moved[:, :, 8:24, 8 + MOVED : 24 + MOVED], 8 + MOVED)
    alt = (
        f"{len(SHOWN)} crops of photographs that no net has seen, each with a hole in the middle, and what is put "
        f"there. The two nets and the harmonic fill give a smooth blur; eyes and noses are gone. Moved {MOVED} pixels "
        "to the right, the net for the fixed hole leaves a visible box."
    )
    return sheet(rows | {"truth": truth}), alt


def filled(images, patch, left):
    """The known pixels kept, the hole replaced."""
    whole = images.copy()
    whole[:, :, 8:24, left : left + 16] = patch
    return whole


@figure(within=0.1, because="off the middle another processor's net may be that far away, see `by_position`")
def places(task):
    """The MSE in the hole as the hole moves to the right."""
    rows = [row for row in by_position(task) if row["top"] == 8]
    shifts = [row["left"] - 8 for row in rows]
    curves = {name: [row[name] for row in rows] for name in ("hole_fixed", "hole_random", "harmonic")}
    fig, ax = plt.subplots(figsize=(4.4, 3.6))
    for (name, curve), style in zip(curves.items(), ("C0o-", "C1s--", "C2^:")):
        ax.plot(shifts, curve, style, label=name)
    fixed, free, film = curves.values()
    write(ax, "hole_fixed", (shifts[np.argmax(fixed)], max(fixed)), (0, 9), ha="center")
    write(ax, "hole_random", (shifts[-1], free[-1]), (0, 8), ha="right")
    write(ax, "harmonic", (shifts[-1], film[-1]), (0, -16), ha="right")
    ax.set(xlabel="pixels to the right of the middle", ylabel="MSE in the hole", ylim=(0, 1.15 * max(fixed)))
    alt = (
        "The MSE in the hole as the hole moves to the right of the middle. The net for a fixed hole jumps from "
        f"{fixed[0]:.3f} to {fixed[1]:.3f} as soon as the hole moves by one pixel, and stays between "
        f"{min(fixed[1:]):.3f} and {max(fixed):.3f} from there on. The net for a random hole and the harmonic fill are "
        f"nearly level, between {min(free):.3f} and {max(free):.3f} and between {min(film):.3f} and {max(film):.3f}: "
        "the fill is lowest everywhere."
    )
    return fig, alt


@figure(within=0.05, because=TRAINED)
def leakage(task):
    """Three sets to measure on; only the last one is honest."""
    rows = {row["name"]: row for row in colour_errors(task)}
    names = ("line per channel", "colour", "colour_long")
    fig, ax = plt.subplots(figsize=(4.4, 4.2))
    sets = {"training": "training", "new": "new crops, same photographs", "held_out": "other photographs"}
    for shift, ((part, label), hatch) in enumerate(zip(sets.items(), ("", "/", "\\"))):
        heights = [rows[name][part] for name in names]
        ax.bar(np.arange(3) + 0.26 * (shift - 1), heights, 0.24, label=label, hatch=hatch, edgecolor="black", lw=0.6)
    ax.set(xticks=range(3), xticklabels=names, ylabel="MSE")
    fig.legend(loc="outside upper left")
    told = {name: "{:.4f}, {:.4f} and {:.4f}".format(*(rows[name][part] for part in sets)) for name in names}
    alt = (
        "Bars of the MSE on the training images, on new crops of the same photographs and on other photographs. "
        + "".join(f"For {name}: {errors}. " for name, errors in told.items())
        + "For both nets new crops look nearly as good as training, and other photographs are far worse; the net that "
        "was trained longer has the lowest first bar and the highest last one."
    )
    return fig, alt

"""Exercise 5: programs that colourise photographs and fill holes in them."""

# ruff: noqa: I001 (the imports stand in reading order, in which readers then see the answers)
from snippets.autoencoder.task import TASKS, Task
from snippets.autoencoder.solution import train_colour, shapes, grey_value
from snippets.autoencoder.solution import train_hole, hole_rows, hole_share
from snippets.autoencoder.changes import changes, lines_changed
from snippets.autoencoder.slips import refused, quiet_mistakes, bytes_diverge
from snippets.autoencoder.limits import two_colours, black_or_missing, updates_per_pass
from snippets.autoencoder.measurements import colour_errors, hole_errors, by_position, saturation
from snippets.autoencoder.figures import losses, colour_sheet, hole_sheet, places, leakage

__all__ = [
    "TASKS",
    "Task",
    "black_or_missing",
    "by_position",
    "bytes_diverge",
    "changes",
    "colour_errors",
    "colour_sheet",
    "grey_value",
    "hole_errors",
    "hole_rows",
    "hole_share",
    "hole_sheet",
    "leakage",
    "lines_changed",
    "losses",
    "places",
    "quiet_mistakes",
    "refused",
    "saturation",
    "shapes",
    "train_colour",
    "train_hole",
    "two_colours",
    "updates_per_pass",
]

"""The window before anything is drawn into it."""

import matplotlib.pyplot as plt

from snippets.answers import figure
from snippets.linear_regions.figures import axes_of_window


@figure
def empty_window(task):
    """Room for the drawings of (a) and (b)."""
    fig, axes = plt.subplots(figsize=(4.0, 4.0))
    axes_of_window(task, axes)
    axes.grid(color="C5", alpha=0.3, linewidth=0.5)
    return fig, f"The empty window from -{task.half_width} to {task.half_width} in both inputs, to draw into."

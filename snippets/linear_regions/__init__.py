"""Exercise 2: the linear pieces of nested maxima of affine functions in the plane, and their boundaries."""

# In the order of the solution: (a), (b), (c) to (f), the other readings, the drawings.
from snippets.linear_regions.patterns import number_of_patterns, pieces, shares  # isort: skip
from snippets.linear_regions.edges import borders, number_of_kinks  # isort: skip
from snippets.linear_regions.functions import convex, gradients, midpoint_test, network, number_of_functions  # isort: skip
from snippets.linear_regions.readings import (  # isort: skip
    level_corners,
    level_set,
    model_lines,
    negative_somewhere,
    zero_border,
    zero_set,
)
from snippets.linear_regions.figures import boundaries, levels, regions, surface  # isort: skip
from snippets.linear_regions.paper import empty_window  # isort: skip
from snippets.linear_regions.claims import (  # isort: skip
    below_the_chord,
    deep_as_written,
    exam_as_written,
    flattened,
    gradient_of_affine,
    larger_by_what_exceeds,
    network_of_two_units,
    nowhere_negative,
    scales,
    strip_as_written,
    turned_network,
    units_carry_values,
)
from snippets.linear_regions.task import TASKS, Task

__all__ = [
    "TASKS",
    "Task",
    "below_the_chord",
    "borders",
    "boundaries",
    "convex",
    "deep_as_written",
    "empty_window",
    "exam_as_written",
    "flattened",
    "gradient_of_affine",
    "gradients",
    "larger_by_what_exceeds",
    "level_corners",
    "level_set",
    "levels",
    "midpoint_test",
    "model_lines",
    "negative_somewhere",
    "network",
    "network_of_two_units",
    "nowhere_negative",
    "number_of_functions",
    "number_of_kinks",
    "number_of_patterns",
    "pieces",
    "regions",
    "scales",
    "shares",
    "strip_as_written",
    "surface",
    "turned_network",
    "units_carry_values",
    "zero_border",
    "zero_set",
]

"""What the explorables of the page compute: h = max(0, w1 x1 + w2 x2 + b) and y = max(x2, h), at a point, by pieces.

Nothing here is imported by the exercise, whose answers it is held against.
"""

from itertools import product

from sympy import Max, Rational, symbols

from snippets.linear_regions import task as given_task
from snippets.linear_regions.edges import borders
from snippets.linear_regions.patterns import bounds, selected
from snippets.linear_regions.task import SECOND, TASKS, ZERO, Affine, Task
from snippets.live import Live, around

EXAM = TASKS["exam"]
weights = w1, w2, b = symbols("w_1 w_2 b", real=True)
x1, x2 = symbols("x_1 x_2", real=True)
u = w1 * x1 + w2 * x2 + b
h = Max(0, u)

# Affine functions as their coefficients. Of each pattern of winners: what has to be positive, and what y is then.
unit, second, zero = (w1, w2, b), (0, 1, 0), (0, 0, 0)


def minus(f, g):
    return [p - q for p, q in zip(f, g)]


demands = [
    [minus(unit, zero), minus(second, unit)],  # A: u wins inside, x2 outside
    [minus(unit, zero), minus(unit, second)],  # B: u, h
    [minus(zero, unit), minus(second, zero)],  # C: 0, x2
    [minus(zero, unit), minus(zero, second)],  # D: 0, h
]
selects = [second, unit, second, zero]


# Held against


def task_of(w1, w2, b):
    """The exam's task with other weights inside, as fractions."""
    inner = given_task.Max("h", (Affine(*map(Rational, (w1, w2, b))), ZERO))
    return Task(given_task.Max("y", (SECOND, inner)))


def patterns_of(task):
    """Every pattern of winners, possible or not."""
    return [
        dict(zip(task.nodes(), winners)) for winners in product(*(range(len(node.arguments)) for node in task.nodes()))
    ]


def maxima(w1, w2, b, *x):
    """h and y."""
    return [float(node([*map(Rational, x)])) for node in task_of(w1, w2, b).nodes()]


def margins(w1, w2, b, *x):
    """By how much the first argument beats the second one, inside and outside."""
    values = [[argument([*map(Rational, x)]) for argument in node.arguments] for node in task_of(w1, w2, b).nodes()]
    return [float(first - other) for first, other in values]


def demanded(*weights):
    return [
        [list(map(float, bound)) for bound in bounds(pattern, pattern)] for pattern in patterns_of(task_of(*weights))
    ]


def selected_by(*weights):
    task = task_of(*weights)
    return [list(map(float, selected(task.y, pattern))) for pattern in patterns_of(task)]


def given():
    """The window, the exam's weights, and the slips in words."""
    (inner, _), words = EXAM.nodes(), [slip.mistake for slip in borders.slips]
    return {"half_width": EXAM.half_width, "weights": inner.arguments[0], "slips": words}


ANY, WINDOW = [(-2, 2)] * 3, [(-2, 2)] * 2
EXAM_AT = [(1, 0, 0, 1, 0.5), (1, 0, 0, 1, 2), (1, 0, 0, -1, 1), (1, 0, 0, -1, -1)]
ON_BORDERS = [(1, 0, 0, 0, 0), (1, 0, 0, 1, 1), (1, 0, 0, 0, 1), (0, 0, 0, 1, 1), (0, 1, 0, 1, 1)]
IN_BROWSER = {
    "maxima": Live((*weights, x1, x2), [h, Max(x2, h)], maxima, around(*ANY, *WINDOW, edges=EXAM_AT + ON_BORDERS)),
    "margins": Live((*weights, x1, x2), [u, x2 - h], margins, around(*ANY, *WINDOW, edges=EXAM_AT + ON_BORDERS)),
    "demands": Live(weights, demands, demanded, around(*ANY, edges=[(1, 0, 0), (1, 1, -2), (0.25, 0, 1)])),
    "selects": Live(weights, selects, selected_by, around(*ANY, edges=[(1, 0, 0), (0, 1, 0), (0, 0, 0)])),
    "given": given,
}

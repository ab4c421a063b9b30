"""Tasks like that of exercise 3, of any size, for its tests."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from snippets.optimization.task import TASKS, Task

EXAM, LINE, SINGULAR = (TASKS[name] for name in ("exam", "line", "singular"))


few = settings(max_examples=25, deadline=None, derandomize=True)


@st.composite
def tasks(draw, least_points=1):
    """Any number of points with any number of features, whole numbers; singular ones among them."""
    d = draw(st.integers(1, 4))
    N = draw(st.integers(max(least_points, 1), 6))
    number = st.integers(-5, 5)
    X = draw(st.lists(st.tuples(*[number] * d), min_size=N, max_size=N).filter(lambda X: np.any(X)))
    return Task(tuple(X), tuple(draw(st.lists(number, min_size=N, max_size=N))), variances=(0, draw(st.integers(1, 9))))

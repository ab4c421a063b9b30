"""An exercise of one part: its snippet, page, key and test, for tests that build and break a copy of the project.

Matplotlib is imported where it draws: its import is a third of computing the exercise, and most builds draw nothing.
"""

SNIPPET = '''\
"""The square that a fence of given length encloses."""

import math
from dataclasses import dataclass

from sympy import Symbol, sqrt

from snippets.answers import answer, figure
from snippets.claims import claim, sides


@dataclass(frozen=True)
class Task:
    """A fence of so many metres."""

    fence: float = 12.0


TASKS = {"exam": Task(), "short": Task(2.5)}


def quarter(task):
    return task.fence / 4


@answer
def area(task):
    """The fence encloses the square of a quarter of its length."""
    return quarter(task) ** 2


@area.witness("half the square of the diagonal")
def area_by_diagonal(task):
    return math.hypot(task.fence / 4, task.fence / 4) ** 2 / 2


@area.witness("four triangles")
def area_by_triangles(task):
    return 4 * (task.fence / 4 * task.fence / 8 / 2)


@area.slip("squared before dividing")
def area_undivided(task):
    return task.fence**2 / 4


@answer(instances=("exam",))
def longer_fences(task):
    """The area grows with the square of the fence."""
    return [{"fence": fence, "area": fence**2 / 16} for fence in (task.fence, 2 * task.fence)]


@longer_fences.witness("half the square of the diagonal")
def longer_fences_by_diagonal(task):
    return [{"fence": f, "area": math.hypot(f / 4, f / 4) ** 2 / 2} for f in (task.fence, task.fence + task.fence)]


@longer_fences.witness("four triangles")
def longer_fences_by_triangles(task):
    return [{"fence": f, "area": 4 * (f / 4 * f / 8 / 2)} for f in (task.fence, task.fence + task.fence)]


@answer(instances=("exam",))
def diagonal(task):
    """The diagonal of a square is its side times the root of two."""
    return Symbol("s") * sqrt(2)


@diagonal.witness("Pythagoras")
def diagonal_by_pythagoras(task):
    side = Symbol("s", positive=True)
    return sqrt(side**2 + side**2).subs(side, Symbol("s"))


@diagonal.witness("the half square")
def diagonal_by_half_square(task):
    return 2 * Symbol("s") / sqrt(2)


@claim(r"A = \\frac{f^2}{16} < f^2")
def sixteenth(task):
    """The area is a sixteenth of the fence squared."""
    fence = task.fence
    return sides(quarter(task) ** 2, fence**2 / 16, fence * fence, {"f": fence})


@figure
def outline(task):
    from matplotlib import pyplot

    drawing, axes = pyplot.subplots(figsize=(2, 2))
    side = quarter(task)
    axes.plot([0, side, side, 0, 0], [0, 0, side, side, 0])
    return drawing, f"A square of side {side:g}."
'''

PAGE = r"""---
title: The fenced square
description: How much a fence encloses.
exercise: 1
topic: Geometry
minutes: 5
parts:
  a: {title: Area, points: 4}
---
# Exercise 1: The fenced square

Fences and squares.

## Task { #task }

A fence is $12$<!--= square.task.fence --> metres long.

## (a) Area { #a }

<details class="hint" markdown="1">
<summary>Hint 1</summary>

It has four sides.

</details>

<details class="hint" markdown="1">
<summary>Hint 2</summary>

For the short fence $A = \left(\frac{f}{4}\right)^2 \approx 0.39$<!--= square.area@short -->.

</details>

<details class="result" markdown="1">
<summary>Result</summary>

The area is **9**<!--= square.area -->, the diagonal $d = \sqrt{2} s$<!--= square.diagonal -->.
So $A = \frac{f^2}{16} < f^2$<!--! square.sixteenth -->.

</details>

<details class="solution" markdown="1">
<summary>Solution</summary>

![A square of side 3.](../generated/square/outline.svg)

```python
--8<-- "square.py:area"
```

| fence | area |
| ----- | ---- |
| 12<!--= square.longer_fences[0].fence --> | 9<!--= square.longer_fences[0].area --> |
| 24<!--= square.longer_fences[1].fence --> | `36`<!--= square.longer_fences[1].area --> |

</details>

<details class="mistakes" markdown="1">
<summary>Common mistakes</summary>

Squaring before dividing gives 36<!--= square.area_undivided -->.

</details>

<details class="grading" markdown="1">
<summary>How it is graded</summary>

4 points: the number 3, its unit 1.

</details>

## Check it yourself { #check }

<!-- view: ledger square -->

## Where the protocol was wrong or ambiguous { #protocol }

Nowhere. Back to [the exam](../index.md), or to [part (a)](#a).
"""

KEY = """\
# 12 / 4 = 3, 3 * 3 = 9
area = 9
# 2.5 / 4 = 0.625, squared 0.390625
"area@short" = 0.39
# 24 / 4 = 6, 6 * 6 = 36
longer_fences = [{fence = 12, area = 9}, {fence = 24, area = 36}]
diagonal = "s * sqrt(2)"
# (f / 4)^2 = f^2 / 16, and 1 / 16 is below one
sixteenth = "true d576b1"
"""

TEST = "def test_four_sides_make_a_fence():\n    assert 4 * 3 == 12\n"

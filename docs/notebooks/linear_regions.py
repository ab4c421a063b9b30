# ---
# jupyter:
#   title: "Exercise 2 with your own numbers"
#   description: "Change the affine functions inside the maxima, and see pieces, borders, gradients, every second way and mistake."
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Exercise 2 with your own numbers
#
# Here exercise 2 is a few lines of Python. Change a number, run the cells again, and see each answer on your own task: its value, what
# every second way says, and where every common mistake would lead. What the answers mean, and how to get there by hand, is on
# [the page of the exercise](../exercises/linear_regions.md).
#
# The first cell finds the project. Where it is not there, on Colab or after a download, the cell fetches it with git. If it does not
# know from where, it asks: type the address of the project's repository, the one that you would give to `git clone`.

# %% tags=["project"]
...

# %%
import matplotlib.pyplot as plt
from matplotlib_inline.backend_inline import set_matplotlib_formats

from scripts.computing.laboratory import draw, general, tell
from snippets import linear_regions
from snippets.linear_regions import Task, regions
from snippets.linear_regions.task import Affine, Max

plt.style.use(project / "snippets" / "exam.mplstyle")
set_matplotlib_formats("svg")

# %% [markdown]
# ## The task
#
# An affine function has the coefficients of both inputs and a constant, and a maximum has a name and its arguments, affine functions or again
# maxima. Then come the half width of the window, and the level of the contour line that is asked for beyond the exam. Take whole numbers.

# %%
h = Max("h", (Affine(1, 0, 0), Affine(0, 0, 0)))
task = Task(y=Max("y", (Affine(0, 1, 0), h)), half_width=2, level=1)

# %% [markdown]
# ## Every answer
#
# A line with `+` is a second way that agrees, one with `-` a second way that does not; please report that one. A line with `!` is a common
# mistake and its value. If it is your value, you know what went wrong.

# %%
tell(general(linear_regions), task)

# %% [markdown]
# ## The picture
#
# Each piece of the window with its affine function.

# %% alt="The window of the task, cut into its linear pieces, each hatched in its own way and named by a letter."
draw(regions, task)

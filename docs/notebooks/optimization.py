# ---
# jupyter:
#   title: "Exercise 3A with your own numbers"
#   description: "Change points, targets or noise of the linear model, and see Hessian, eigenvalues, step sizes, every second way and mistake."
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Exercise 3A with your own numbers
#
# Here exercise 3A is a few lines of Python. Change a number, run the cells again, and see each answer on your own task: its value, what
# every second way says, and where every common mistake would lead. What the answers mean, and how to get there by hand, is on
# [the page of the exercise](../exercises/optimization.md).
#
# The first cell finds the project. Where it is not there, on Colab or after a download, the cell fetches it with git. If it does not
# know from where, it asks: type the address of the project's repository, the one that you would give to `git clone`.

# %% tags=["project"]
...

# %%
import matplotlib.pyplot as plt
from matplotlib_inline.backend_inline import set_matplotlib_formats

from scripts.computing.laboratory import draw, general, tell
from snippets import optimization
from snippets.optimization import Task, level_sets

plt.style.use(project / "snippets" / "exam.mplstyle")
set_matplotlib_formats("svg")

# %% [markdown]
# ## The task
#
# Points in the plane, a target for each, and the variances of the noise on the inputs. Whole numbers are best: formulas are compared exactly.

# %%
task = Task(X=((1, 2), (3, 2), (2, 3), (2, 1)), t=(1, 2, 3, 0), variances=(0, 4))

# %% [markdown]
# ## Every answer
#
# A line with `+` is a second way that agrees, one with `-` a second way that does not; please report that one. A line with `!` is a common
# mistake and its value. If it is your value, you know what went wrong.

# %%
tell(general(optimization), task)

# %% [markdown]
# ## The picture
#
# Long ellipses mean a large condition number, and a descent that goes to and fro. Noise on the inputs makes them rounder, and moves the minimum.

# %% alt="Level sets of the loss around its minimum with the zigzag path of gradient descent from the origin, once without noise and once with it."
draw(level_sets, task)

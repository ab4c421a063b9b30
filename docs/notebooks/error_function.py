# ---
# jupyter:
#   title: "Exercise 3B with your own numbers"
#   description: "Change points, targets, weights or the steepness of the log-cosh error, and see derivative, bounds and Hessian, every second way and mistake."
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Exercise 3B with your own numbers
#
# Here exercise 3B is a few lines of Python. Change a number, run the cells again, and see each answer on your own task: its value, what
# every second way says, and where every common mistake would lead. What the answers mean, and how to get there by hand, is on
# [the page of the exercise](../exercises/error_function.md).
#
# The first cell finds the project. Where it is not there, on Colab or after a download, the cell fetches it with git. If it does not
# know from where, it asks: type the address of the project's repository, the one that you would give to `git clone`.

# %% tags=["project"]
...

# %%
import matplotlib.pyplot as plt
from matplotlib_inline.backend_inline import set_matplotlib_formats

from scripts.computing.laboratory import draw, general, tell
from snippets import error_function
from snippets.error_function import Task, between_the_bounds

plt.style.use(project / "snippets" / "exam.mplstyle")
set_matplotlib_formats("svg")

# %% [markdown]
# ## The task
#
# Points in the plane, a target for each, the weights, and the steepness `beta`. Decimals are welcome.

# %%
task = Task(X=((1, 2), (3, 2), (2, 3), (2, 1)), t=(1, 2, 3, 0), w=(0.5, 0.5), beta=1)

# %% [markdown]
# ## Every answer
#
# A line with `+` is a second way that agrees, one with `-` a second way that does not; please report that one. A line with `!` is a common
# mistake and its value. If it is your value, you know what went wrong.

# %%
tell(general(error_function), task)

# %% [markdown]
# ## The picture
#
# The loss of one residual between its bounds.

# %% alt="The log-cosh loss as a function of the residual, between a lower and an upper bound."
draw(between_the_bounds, task)

# ---
# jupyter:
#   title: "Exercise 4 with your own numbers"
#   description: "Change inputs, start, parameter, target or cell of the recurrent network, and see every answer, second way and mistake."
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Exercise 4 with your own numbers
#
# Here exercise 4 is a few lines of Python. Change a number, run the cells again, and see each answer on your own task: its value, what
# every second way says, and where every common mistake would lead. What the answers mean, and how to get there by hand, is on
# [the page of the exercise](../exercises/rnn.md).
#
# The first cell finds the project. Where it is not there, on Colab or after a download, the cell fetches it with git. If it does not
# know from where, it asks: type the address of the project's repository, the one that you would give to `git clone`.

# %% tags=["project"]
...

# %%
import matplotlib.pyplot as plt
from matplotlib_inline.backend_inline import set_matplotlib_formats

from scripts.computing.laboratory import draw, tell
from snippets.rnn import deltas, direct_derivatives, gradient, initial_gradient, loss, loss_derivative, states, unrolled
from snippets.rnn.task import Linear, Task

plt.style.use(project / "snippets" / "exam.mplstyle")
set_matplotlib_formats("svg")

# %% [markdown]
# ## The task
#
# The list of inputs may be as long as you like. Another cell is a class of its own in `snippets/rnn/practice_cells.py`, beside `Linear`: import
# `Scaled`, `Quadratic` or `Folded` from there.

# %%
task = Task(cell=Linear(), x=(1, 1, 1), h0=1, theta=2, target=-1)

# %% [markdown]
# ## Every answer
#
# A line with `+` is a second way that agrees, one with `-` a second way that does not; please report that one. A line with `!` is a common
# mistake and its value. If it is your value, you know what went wrong.

# %%
tell([states, loss, loss_derivative, direct_derivatives, deltas, gradient, initial_gradient], task)

# %% [markdown]
# ## The picture
#
# One arrow into a state for each thing that it needs; the paths from the parameter to the loss are the summands of the gradient.

# %% alt="The network of the task, unrolled: a chain of states with an input at each step, one node for the parameter with an arrow into each state, and the loss at the end."
draw(unrolled, task)

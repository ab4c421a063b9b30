# ---
# jupyter:
#   title: "Exercise 5 as a notebook"
#   description: "Write the two programs of exercise 5 yourself, have them tested, train them for seconds, and move the hole."
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Exercise 5 as a notebook
#
# This is exercise 5 to run and to change. You write the two programs, the project's own witnesses test them, and small nets are
# trained for a few seconds each. That is far too short for good pictures, and long enough to see what goes wrong. What long training
# does is on the page of the exercise.
#
# The first cell finds the project. Where it is not there, on Colab or after a download, the cell fetches it.

# %%
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

REPOSITORY = ""  # where to fetch the project from; empty: you are asked

here = Path.cwd()
around = [folder for folder in (here, *here.parents) if (folder / "snippets").is_dir()]
project = around[0] if around else here / "altklausur"
if not project.exists():
    address = REPOSITORY or input("Address of the repository: ")
    subprocess.run(["git", "clone", "--depth", "1", "--", address, str(project)], check=True)
sys.path.insert(0, str(project))

packages = {
    "matplotlib": "matplotlib",
    "scipy": "scipy",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "sympy": "sympy",
    "torch": "torch",
}
missing = [package for module, package in packages.items() if find_spec(module) is None]
if missing:
    subprocess.run([sys.executable, "-m", "pip", "install", *missing], check=True)

# %%
import io

import matplotlib.pyplot as plt
import torch
from IPython.display import Image, display
from matplotlib_inline.backend_inline import set_matplotlib_formats
from torch.nn.functional import mse_loss

from snippets.autoencoder import TASKS, baselines, solution
from snippets.autoencoder.training import photographs, recipes
from snippets.autoencoder.training.nets import PixelUNet

plt.style.use(project / "snippets" / "exam.mplstyle")
set_matplotlib_formats("svg")
torch.set_num_threads(1)  # nets as small as these gain nothing from more

# %% [markdown]
# ## The images
#
# The exam gives no images. Ours are small crops of photographs that come with Python packages. A net is trained on crops of five photographs,
# and measured on crops of two others, a cat and a portrait, which it never sees.


# %% alt="Two rows of small crops. The first row shows photographs for training, the second a cat and a portrait."
def show(rows):
    """Rows of images by name, one under the other, three times their size."""
    joined = [torch.cat(list(images), dim=2) for images in rows.values()]
    sheet = torch.cat(joined, dim=1).clamp(0, 1).permute(1, 2, 0)
    file, options = io.BytesIO(), {"quality": 75, "subsampling": 0}
    plt.imsave(file, sheet.numpy(), format="jpeg", pil_kwargs=options)
    height, width, _ = sheet.shape
    print("from top to bottom:", ", ".join(rows))
    display(Image(file.getvalue(), width=3 * width, height=3 * height))


images = torch.from_numpy(photographs.training_set()[::5])
others = torch.from_numpy(photographs.held_out_set()[::5])
assert images.shape == (100, 3, 32, 32)
assert 0 <= images.min() < images.max() <= 1

samples = others[[8, 15, 19, 25, 36, 39]]  # these are shown from now on
show({"training": images[[1, 14, 22, 41, 67, 80]], "others": samples})

# %% [markdown]
# ## (a) Colourise
#
# The grey of a pixel is the average (Mittelwert) of its channels. Complete the program, so that the model learns to return the colours.


# %% tags=["gap"]
def train_colour(X, model, steps=1000):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    ...  # what the model is given, and what measures its mistake
    for _ in range(steps):
        optimizer.zero_grad()
        ...  # the output, its loss, and the gradient
        optimizer.step()


# %% [markdown] tags=["solution"]
# The grey is made once, before the loop. It is compared with the colours.


# %% tags=["solution"]
def train_colour(X, model, steps=1000):
    """Learn colours from grey: X is N x 3 x S x S, the model maps N x 1 x S x S to N x 3 x S x S."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_grey = X.mean(dim=1, keepdim=True)
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_grey)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


# %% [markdown]
# Is your program right? The project's witnesses watch it from outside: with a model that remembers what it was given, and with a spy on
# the optimiser. The first thing that it does not do yet ends the cell.


# %%
def test(program, answer):
    for witness in answer.witnesses:
        try:
            right = witness.function(TASKS["exam"], program)
        except Exception as error:
            raise AssertionError(f"not yet: {witness.name}") from error
        assert right, f"not yet: {witness.name}"
        print("yes:", witness.name)


test(train_colour, solution.train_colour)

# %% [markdown]
# ### Train, and measure against baselines
#
# First the program of the exam, though with fewer steps and images. Then the same net with the optimiser Adam and small batches. A loss alone says
# little, so compare with what needs no net: one colour for everything, the grey in all three channels, and for each channel a straight line.


# %%
def nothing(*_):
    """Training tells its progress; here nobody listens."""


def new_net(inputs, **options):
    torch.manual_seed(0)
    return PixelUNet(inputs, (8, 16, 32), **options)


def table(errors):
    print(f"{'':20}{'training':>9}{'others':>8}")
    for name, row in errors.items():
        print(f"{name:20}{row[0]:9.3f}{row[1]:8.3f}")


@torch.no_grad()
def error(net):
    return [mse_loss(net(recipes.grey(X, None)), X).item() for X in (images, others)]


exam = new_net(1)
train_colour(images, exam, steps=40)

better = new_net(1, residual=True)
losses = recipes.train(better, images, 25, recipes.grey, recipes.flipped, nothing)
assert losses[-1] < losses[0]

errors = {"the exam's program": error(exam), "Adam, small batches": error(better)}
for name, baseline in baselines.COLOUR.items():
    sets = [X.numpy() for X in (images, others)]
    errors[name] = [baselines.mse(baseline(sets[0])(X), X) for X in sets]
table(errors)

# %% [markdown]
# The exam's program has hardly begun: it is worse than one colour for everything. Adam is ahead of all baselines on the images that it was
# trained on, and behind the straight line on others. It has learned these photographs.

# %%
on_training = {name: row[0] for name, row in errors.items()}
on_others = {name: row[1] for name, row in errors.items()}
assert on_training["the exam's program"] > on_training["mean colour"]
assert min(on_training, key=on_training.get) == "Adam, small batches"
assert on_others["Adam, small batches"] > on_others["line per channel"]

# %% alt="Crops of a cat and a portrait: in colour, in grey, and as two nets colour them. The exam's net returns almost black, the other one keeps the drawing and tints it."
grey = samples.mean(dim=1, keepdim=True)
with torch.no_grad():
    show({"truth": samples, "grey": grey.expand(-1, 3, -1, -1), "exam": exam(grey), "Adam": better(grey)})

# %% [markdown]
# ## (b) Fill a hole
#
# Now a square of 16 x 16 pixels in the middle is missing, and the model shall fill it. Write the program that does this. Which lines
# change?


# %% tags=["gap"]
def train_hole(X, model, steps=1000):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    ...  # where the hole is, and what the model is given
    for _ in range(steps):
        optimizer.zero_grad()
        ...  # the output, its loss, and the gradient
        optimizer.step()


# %% [markdown] tags=["solution"]
# The hole is cut into a copy. The target stays whole, so `X` itself must not change.


# %% tags=["solution"]
def train_hole(X, model, steps=1000):
    """Learn what is missing: X is N x 3 x H x W, the model keeps that shape; the hole is 16 x 16 in the middle."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    top, left = X.shape[2] // 2 - 8, X.shape[3] // 2 - 8
    if min(top, left) < 0:
        raise ValueError(f"images of {X.shape[2]} x {X.shape[3]} are smaller than the hole of 16 x 16")
    X_missing = X.clone()
    X_missing[:, :, top : top + 16, left : left + 16] = 0
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_missing)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


# %%
test(train_hole, solution.train_hole)

# %% [markdown]
# ### Move the hole
#
# A net is trained with the hole in the middle, well this time, with Adam. It meets a hole that begins one pixel further to the right, then two, and so on. A second
# net is trained with holes anywhere, and a fourth channel tells it where. What needs no net is the soap film: each missing
# pixel is the mean of its neighbours (harmonic fill).


# %%
@torch.no_grad()
def filled(net, X, left, masked):
    """The images with a hole, and with what the net puts there."""
    mask = recipes.hole_mask(X, [8] * len(X), [left] * len(X))
    given = X * (1 - mask)
    out = net(torch.cat([given, mask], dim=1) if masked else given)
    return given, given + out * mask


def error_in_hole(net, left, masked):
    hole = (..., slice(8, 24), slice(left, left + 16))
    return mse_loss(filled(net, others, left, masked)[1][hole], others[hole]).item()


def error_of_soap_film(left):
    film = baselines.harmonic_fill(None, others.numpy(), 8, left)
    return baselines.mse(film, others[..., 8:24, left : left + 16].numpy())


fixed, anywhere = new_net(3), new_net(4)
for net, examples in ((fixed, recipes.with_fixed_hole), (anywhere, recipes.with_random_hole)):
    losses = recipes.train(net, images, 60, examples, recipes.permuted, nothing)
    assert losses[-1] < losses[0]

# %% alt="The error in the hole of other photographs as the hole moves to the right. The curve of the net for the fixed hole rises, that of the net for any hole stays nearly level, and the soap film lies lowest."
places = range(8, 17)
curves = {
    "trained in the middle": [error_in_hole(fixed, left, masked=False) for left in places],
    "trained anywhere, with a mask": [error_in_hole(anywhere, left, masked=True) for left in places],
    "soap film": [error_of_soap_film(left) for left in places],
}
for name, curve in curves.items():
    plt.plot([left - 8 for left in places], curve, label=name)
plt.xlabel("pixels that the hole has moved to the right")
plt.ylabel("mean squared error in the hole")
plt.ylim(bottom=0)
plt.legend()
plt.show()

# %% alt="Crops of a cat and a portrait with a hole that has moved to the right, and what the two nets put there. Both put a blur there; that of the net for the fixed hole fits worse."
given, by_fixed = filled(fixed, samples, 16, masked=False)
_, by_anywhere = filled(anywhere, samples, 16, masked=True)
show({"given": given, "middle": by_fixed, "anywhere": by_anywhere, "truth": samples})

# %%
fixed_hole, any_hole, film = curves.values()
assert fixed_hole[-1] > 1.4 * fixed_hole[0], "the hole has left the place that the net knows"
assert fixed_hole[-1] > 1.2 * any_hole[-1], "a hole anywhere, and a mask, are the remedy"
assert max(film) < min(*fixed_hole, *any_hole), "and neither net beats the soap film"

# %% [markdown]
# ## (c) Now you
#
# Change a cell, run all that follow, and see which `assert` stops you.
#
# - Forget `zero_grad()`. Does the loss rise or fall? What do the witnesses say?
# - Write the hole into `X` itself, without `clone()`. Which witness notices, and why may the loss get *lower*?
# - Give the exam's program a hundred times its learning rate. Does it pass the mean colour now?
# - Train "Adam" three times as long. Which column of the table gets better, and which worse?
# - Cut the hole for `anywhere` without the fourth channel. What does the mask do for the net?

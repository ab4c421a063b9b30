"""The programs that the tasks of the practice ask for, as a student would write them in the exam."""

import torch
from torch.nn import functional as F

__all__ = [
    "train_dark",
    "train_left_half",
    "train_luminance",
    "train_next_frame",
    "train_noise",
    "train_rows",
    "train_shaken",
    "train_specks",
    "train_square",
    "train_upsample",
]


def train_left_half(X, model, steps=1000):
    """The left half of N x 3 x H x W is missing."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_right = X.clone()
    X_right[:, :, :, : X.shape[3] // 2] = 0
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_right)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_noise(X, model, steps=1000):
    """Each number has fresh noise of standard deviation 0.1."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    for _ in range(steps):
        X_noisy = X + 0.1 * torch.randn_like(X)
        optimizer.zero_grad()
        out = model(X_noisy)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_specks(X, model, steps=1000):
    """One pixel in five is black or white, in all channels."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    for _ in range(steps):
        is_hit = torch.rand_like(X[:, :1]) < 0.2
        speck = torch.rand_like(X[:, :1]).round()
        X_hit = torch.where(is_hit, speck, X)
        optimizer.zero_grad()
        out = model(X_hit)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_luminance(X, model, steps=1000):
    """The model gets the brightness of each pixel: N x 1 x H x W."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_luma = 0.3 * X[:, 0:1] + 0.6 * X[:, 1:2] + 0.1 * X[:, 2:3]
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_luma)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_upsample(X, model, steps=1000):
    """The model gets images of half the height and width."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_small = F.avg_pool2d(X, 2)
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_small)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_square(X, model, steps=1000):
    """A square of 8 x 8 is missing, elsewhere in each image and step; a fourth channel says where."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    for _ in range(steps):
        mask = torch.zeros_like(X[:, :1])
        for single in mask:
            top = torch.randint(X.shape[2] - 7, ())
            left = torch.randint(X.shape[3] - 7, ())
            single[:, top : top + 8, left : left + 8] = 1
        optimizer.zero_grad()
        out = model(torch.cat([X * (1 - mask), mask], dim=1))
        loss = ((out - X) ** 2 * mask).sum() / (3 * mask.sum())
        loss.backward()
        optimizer.step()


def train_rows(X, model, steps=1000):
    """The model gets every second row, and returns the rows between them."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_even = X[:, :, 0::2]
    X_odd = X[:, :, 1::2]
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_even)
        loss = loss_fn(out, X_odd)
        loss.backward()
        optimizer.step()


def train_next_frame(X, model, steps=1000):
    """The model gets all frames of a clip but the last, and returns that one."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_before = X[:, :-1]
    X_last = X[:, -1:]
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_before)
        loss = loss_fn(out, X_last)
        loss.backward()
        optimizer.step()


def train_shaken(X, model, steps=1000):
    """Each pixel is the mean of itself and its left neighbour; the first column has the last one for it."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_shaken = (X + X.roll(1, dims=3)) / 2
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_shaken)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_dark(X, model, steps=1000):
    """Each image is darker by a factor of its own between 0.4 and 1."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    for _ in range(steps):
        factor = 0.4 + 0.6 * torch.rand_like(X[:, :1, :1, :1])
        optimizer.zero_grad()
        out = model(factor * X)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()

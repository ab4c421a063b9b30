"""The programs of `practice_broken`, each with its wrong line mended."""

import torch

__all__ = [
    "train_colour",
    "train_hole",
    "train_left_half",
    "train_next_frame",
    "train_tint",
    "train_whole",
]


def train_left_half(X, model, steps=1000):
    """Gradients are cleared in each step."""
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


def train_whole(X, model, steps=1000):
    """The model gets the half, and should return the whole."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_right = X.clone()
    X_right[:, :, :, : X.shape[3] // 2] = 0
    pairs = (X_right, X)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_fn(model(pairs[0]), pairs[1])
        loss.backward()
        optimizer.step()


def train_colour(images, model, steps=1000):
    """The axes of N x H x W x 3 are put into another order."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X = images.permute(0, 3, 1, 2)
    X_grey = X.mean(dim=1, keepdim=True)
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_grey)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_hole(X, model, steps=1000):
    """The loss is taken in the hole."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    top, left = X.shape[2] // 2 - 8, X.shape[3] // 2 - 8
    known = torch.ones_like(X)
    known[:, :, top : top + 16, left : left + 16] = 0
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X * known)
        errors = (out - X)[known == 0]
        loss = (errors**2).mean()
        loss.backward()
        optimizer.step()


def train_next_frame(X, model, steps=1000):
    """The target keeps its axis of channels."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    X_before = X[:, :-1]
    X_last = X[:, -1:]
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_before)
        loss = ((out - X_last) ** 2).mean()
        loss.backward()
        optimizer.step()


def train_tint(images, model, steps=1000):
    """Bytes become numbers from 0 to 1."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X = images.float() / 255
    X_grey = X.mean(dim=1, keepdim=True)
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_grey).sigmoid()
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()

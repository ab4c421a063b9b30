"""Programs with one wrong line each, as students write them.

Their names say what they are for, and not what is wrong.
"""

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
    """Gradients are cleared once, and not in each step."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_right = X.clone()
    X_right[:, :, :, : X.shape[3] // 2] = 0
    optimizer.zero_grad()
    for _ in range(steps):
        out = model(X_right)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_whole(X, model, steps=1000):
    """The model gets what it should return."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X_right = X.clone()
    X_right[:, :, :, : X.shape[3] // 2] = 0
    pairs = (X, X_right)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_fn(model(pairs[0]), pairs[1])
        loss.backward()
        optimizer.step()


def train_colour(images, model, steps=1000):
    """The numbers of N x H x W x 3 are dealt out anew."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X = images.reshape(len(images), 3, *images.shape[1:3])
    X_grey = X.mean(dim=1, keepdim=True)
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_grey)
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()


def train_hole(X, model, steps=1000):
    """The loss is taken where nothing is missing."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    top, left = X.shape[2] // 2 - 8, X.shape[3] // 2 - 8
    known = torch.ones_like(X)
    known[:, :, top : top + 16, left : left + 16] = 0
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X * known)
        errors = (out - X)[known == 1]
        loss = (errors**2).mean()
        loss.backward()
        optimizer.step()


def train_next_frame(X, model, steps=1000):
    """The target has lost its axis of channels."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    X_before = X[:, :-1]
    X_last = X[:, -1]
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_before)
        loss = ((out - X_last) ** 2).mean()
        loss.backward()
        optimizer.step()


def train_tint(images, model, steps=1000):
    """Bytes become decimals as large as they are."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.004)
    loss_fn = torch.nn.MSELoss()
    X = images.float()
    X_grey = X.mean(dim=1, keepdim=True)
    for _ in range(steps):
        optimizer.zero_grad()
        out = model(X_grey).sigmoid()
        loss = loss_fn(out, X)
        loss.backward()
        optimizer.step()

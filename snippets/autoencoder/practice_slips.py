"""What students write in the place of a line of a task's program: what is wrong, and what deserves full marks too.

The witnesses of the program object to each of the first, and to none of the second.
"""

from inspect import getsource

import torch
from torch.nn import functional

__all__ = ["RIGHT", "WRONG", "rewritten"]

WRONG = {
    "1": (
        ("X_right = X.clone()", "X_right = X"),
        ("X_right[:, :, :, : X.shape[3] // 2]", "X_right[:, :, : X.shape[2] // 2]"),
    ),
    "2": (
        ("0.1 * torch.randn_like(X)", "0.1 * torch.rand_like(X)"),
        ("loss_fn(out, X)", "loss_fn(out, X_noisy)"),
        ("X_noisy = X + 0.1 * torch.randn_like(X)", "X += 0.1 * torch.randn_like(X); X_noisy = X"),
        (
            "for _ in range(steps):\n        X_noisy = X + 0.1 * torch.randn_like(X)",
            "X_noisy = X + 0.1 * torch.randn_like(X)\n    for _ in range(steps):",
        ),
        ("0.1 * torch.randn_like(X)", "0.1 * torch.randn_like(X[:, :1])"),
    ),
    "3": (
        ("torch.rand_like(X[:, :1]) < 0.2", "torch.rand_like(X) < 0.2"),
        (
            "is_hit = torch.rand_like(X[:, :1]) < 0.2\n        speck = torch.rand_like(X[:, :1]).round()",
            "r = torch.rand_like(X[:, :1])\n        is_hit, speck = r < 0.2, r.round()",
        ),
        ("X_hit = torch.where(is_hit, speck, X)", "X_hit = X; X_hit[:, :1][is_hit] = speck[is_hit]"),
    ),
    "4": (
        ("0.3 * X[:, 0:1] + 0.6 * X[:, 1:2] + 0.1 * X[:, 2:3]", "X.mean(dim=1, keepdim=True)"),
        ("0.3 * X[:, 0:1] + 0.6 * X[:, 1:2] + 0.1 * X[:, 2:3]", "0.3 * X[:, 0] + 0.6 * X[:, 1] + 0.1 * X[:, 2]"),
        (
            "0.3 * X[:, 0:1] + 0.6 * X[:, 1:2] + 0.1 * X[:, 2:3]",
            "(torch.tensor([0.3, 0.6, 0.1]) * X).sum(dim=1, keepdim=True)",
        ),
    ),
    "5": (
        ("F.avg_pool2d(X, 2)", "X[:, :, ::2, ::2]"),
        ("F.avg_pool2d(X, 2)", "F.max_pool2d(X, 2)"),
        ("loss_fn(out, X)", "loss_fn(out, X_small)"),
    ),
    "6": (
        ("(3 * mask.sum())", "mask.numel()"),
        ("X * (1 - mask), mask], dim=1", "X * (1 - mask), mask], dim=0"),
        ("torch.cat([X * (1 - mask), mask], dim=1)", "torch.cat([X * (1 - mask), 0 * mask], dim=1)"),
        ("((out - X) ** 2 * mask).sum() / (3 * mask.sum())", "((out - X) ** 2 * mask).mean()"),
        ("for single in mask:", "for single in [mask.view(-1, *X.shape[2:])]:"),  # one place for all images
    ),
    "7": (
        ("X[:, :, 0::2]", "X[:, 0::2]"),
        ("X[:, :, 0::2]", "X[:, :, :, 0::2]"),
        ("loss_fn(out, X_odd)", "loss_fn(out, X)"),
    ),
    "8": (
        ("X[:, -1:]", "X[:, -1]"),
        ("model(X_before)", "model(X)"),
        ("loss_fn(out, X_last)", "loss_fn(out, X)"),
    ),
    "15": (
        ("X.roll(1, dims=3)", "X.roll(1, dims=2)"),
        ("X.roll(1, dims=3)", "X.roll(1)"),
        ("(X + X.roll(1, dims=3)) / 2", "X + X.roll(1, dims=3)"),
    ),
    "16": (
        ("torch.rand_like(X[:, :1, :1, :1])", "torch.rand(len(X))"),
        ("torch.rand_like(X[:, :1, :1, :1])", "torch.rand_like(X)"),
        ("out = model(factor * X)", "X *= factor; out = model(X)"),
    ),
}

RIGHT = {
    "1": (("X_right = X.clone()", "X_right = X * (torch.arange(X.shape[3]) >= X.shape[3] // 2)"),),
    "2": (("torch.randn_like(X)", "torch.randn(X.shape)"),),
    "3": (("torch.where(is_hit, speck, X)", "speck * is_hit + X * ~is_hit"),),
    "4": (
        (
            "0.3 * X[:, 0:1] + 0.6 * X[:, 1:2] + 0.1 * X[:, 2:3]",
            "(torch.tensor([0.3, 0.6, 0.1]).view(1, 3, 1, 1) * X).sum(dim=1, keepdim=True)",
        ),
        (
            "0.3 * X[:, 0:1] + 0.6 * X[:, 1:2] + 0.1 * X[:, 2:3]",
            'torch.einsum("c,nchw->nhw", torch.tensor([0.3, 0.6, 0.1]), X).unsqueeze(1)',
        ),
    ),
    "5": (
        ("F.avg_pool2d(X, 2)", "torch.nn.AvgPool2d(2)(X)"),
        ("F.avg_pool2d(X, 2)", 'F.interpolate(X, scale_factor=0.5, mode="area")'),
    ),
    "6": (("((out - X) ** 2 * mask).sum() / (3 * mask.sum())", "((out - X) ** 2)[mask.expand_as(X) == 1].mean()"),),
    "7": (("X[:, :, 0::2]", "X[:, :, range(0, X.shape[2], 2)]"),),
    "8": (("X[:, -1:]", "X[:, -1].unsqueeze(1)"),),
    "9": (
        (
            "optimizer.zero_grad()\n        out = model(X_right)",
            "out = model(X_right)\n        optimizer.zero_grad()",
        ),
    ),
    "11": (
        ("images.permute(0, 3, 1, 2)", "images.movedim(3, 1)"),
        ("images.permute(0, 3, 1, 2)", "images.transpose(2, 3).transpose(1, 2)"),
    ),
    "13": (
        ("X[:, -1:]", "X[:, -1].unsqueeze(1)"),
        ("(out - X_last)", "(out.squeeze(1) - X_last.squeeze(1))"),
    ),
    "15": (("X.roll(1, dims=3)", "torch.cat([X[:, :, :, -1:], X[:, :, :, :-1]], dim=3)"),),
    "16": (("torch.rand_like(X[:, :1, :1, :1])", "torch.rand(len(X), 1, 1, 1)"),),
}


def rewritten(program, old, new):
    """The program with a stretch of its text replaced; raises ValueError where it has none such."""
    source = getsource(program)
    if old not in source:
        raise ValueError(f"the program does not say {old!r}")
    space = {"torch": torch, "F": functional}
    exec(compile(source.replace(old, new), "<rewritten>", "exec"), space)
    return space[program.__name__]

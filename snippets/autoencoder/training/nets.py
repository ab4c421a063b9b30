"""The net: an encoder and a decoder with skip connections, small enough to train in seconds on one core."""

import torch
from torch import nn
from torch.nn import functional as F

__all__ = ["PixelUNet"]


class PixelUNet(nn.Module):
    """A U-Net that never convolves at full resolution: N x inputs x H x W to N x 3 x H x W, H and W divisible by 8.

    `residual` adds the output to what is given: to the grey channel, or to the first three channels.
    """

    def __init__(self, inputs, widths, residual=False):
        super().__init__()
        a, b, d = widths
        self.residual = residual
        self.e1 = nn.Conv2d(inputs, a, 4, stride=2, padding=1)
        self.e2 = nn.Conv2d(a, b, 3, stride=2, padding=1)
        self.e3 = nn.Conv2d(b, d, 3, stride=2, padding=1)
        self.mid = nn.Conv2d(d, d, 3, padding=1)
        self.d2 = nn.Conv2d(d + b, b, 3, padding=1)
        self.d1 = nn.Conv2d(b + a, a, 3, padding=1)
        self.out = nn.Conv2d(a, 12, 3, padding=1)

    def forward(self, x):
        e1 = F.relu(self.e1(x))
        e2 = F.relu(self.e2(e1))
        e3 = F.relu(self.e3(e2))
        mid = F.relu(self.mid(e3))
        d2 = F.relu(self.d2(torch.cat([doubled(mid), e2], dim=1)))
        d1 = F.relu(self.d1(torch.cat([doubled(d2), e1], dim=1)))
        out = F.pixel_shuffle(self.out(d1), 2)
        if not self.residual:
            return out
        return out + (x if x.shape[1] == 1 else x[:, :3])


def doubled(x):
    """Each pixel becomes four."""
    return F.interpolate(x, scale_factor=2, mode="nearest")

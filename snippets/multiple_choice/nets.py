"""Small real networks for the checks: residual blocks and a U-Net, built without touching the global generator."""

import torch
from torch import nn

from snippets.multiple_choice.seeds import generator


def noise(*shape):
    """Standard normal numbers in double precision."""
    return torch.randn(shape, generator=generator(), dtype=torch.double)


def seeded(make, *args, **options):
    """What `make` builds, in double precision, with PyTorch's own initialisation drawn from our seed."""
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(generator().initial_seed())
        return make(*args, **options).double()


def count(module):
    """The number of learnable parameters."""
    return sum(parameter.numel() for parameter in module.parameters())


def accepts(net, *shape):
    """Whether the network processes an input of this shape."""
    try:
        net(torch.zeros(shape, dtype=torch.double))
    except RuntimeError:
        return False
    return True


def times(shape):
    """A shape as it is written in a formula."""
    return r"\times".join(map(str, shape))


def one_pixel_images(height, width):
    """All images with a single 1: a basis, so that linear maps that agree on it agree on every image."""
    return torch.eye(height * width, dtype=torch.double).reshape(-1, 1, height, width)


# ResNet


def branch(channels, channels_out=None):
    """F: two 3 × 3 convolutions with a ReLU between them."""
    channels_out = channels_out or channels
    return nn.Sequential(
        nn.Conv2d(channels, channels_out, 3, padding=1), nn.ReLU(), nn.Conv2d(channels_out, channels_out, 3, padding=1)
    )


class Residual(nn.Module):
    """skip(x) + F(x); the skip is the identity unless a projection is given."""

    def __init__(self, F, skip=None):
        super().__init__()
        self.F, self.skip = F, skip or nn.Identity()

    def forward(self, x):
        return self.skip(x) + self.F(x)


# U-Net


def concatenate(upsampled, encoded):
    """The skip connection of a U-Net: encoder features beside the upsampled ones."""
    return torch.cat([encoded, upsampled], dim=1)


def crop_and_concatenate(upsampled, encoded):
    """The same for convolutions without padding, where the encoder features are larger: their centre is used."""
    size = upsampled.shape[-1]
    start = (encoded.shape[-1] - size) // 2
    return concatenate(upsampled, encoded[..., start : start + size, start : start + size])


def without_skip(upsampled, encoded):
    """No skip connection: the encoder features are thrown away."""
    return upsampled


def stage(channels, channels_out, padding):
    """Two 3 × 3 convolutions, each followed by a ReLU."""
    return nn.Sequential(
        nn.Conv2d(channels, channels_out, 3, padding=padding),
        nn.ReLU(),
        nn.Conv2d(channels_out, channels_out, 3, padding=padding),
        nn.ReLU(),
    )


class UNet(nn.Module):
    """Down by stages and 2 × 2 max-pooling, up by transposed convolutions, joined with what the encoder saw."""

    def __init__(self, channels=1, channels_out=3, width=8, depth=2, join=concatenate, padding=1):
        super().__init__()
        widths = [width * 2**level for level in range(depth)]
        joined = 1 if join is without_skip else 2
        self.join = join
        self.encoders = nn.ModuleList(stage(a, b, padding) for a, b in zip([channels, *widths], widths))
        self.bottleneck = stage(widths[-1], 2 * widths[-1], padding)
        self.ups = nn.ModuleList(nn.ConvTranspose2d(2 * w, w, kernel_size=2, stride=2) for w in reversed(widths))
        self.decoders = nn.ModuleList(stage(joined * w, w, padding) for w in reversed(widths))
        self.head = nn.Conv2d(width, channels_out, 1)

    def forward(self, x):
        seen = []
        for encoder in self.encoders:
            seen.append(encoder(x))
            x = nn.functional.max_pool2d(seen[-1], 2)
        x = self.bottleneck(x)
        for up, decoder in zip(self.ups, self.decoders):
            x = decoder(self.join(up(x), seen.pop()))
        return self.head(x)

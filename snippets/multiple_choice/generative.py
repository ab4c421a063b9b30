"""Statements on variational autoencoders and on generative adversarial networks."""

import sympy as sp
import torch
from torch.distributions import Normal, kl_divergence

from snippets.multiple_choice.seeds import generator
from snippets.multiple_choice.tools import grid, short
from snippets.statements import statement


def reparametrised(mu, sigma):
    """A draw written as a function of its parameters."""
    return mu + sigma * torch.randn((), generator=generator(), dtype=torch.double)


def drawn(mu, sigma):
    """A draw that PyTorch does not differentiate."""
    return torch.normal(mu.item(), sigma.item(), (), generator=generator())


@statement(topic="generative", claim=reparametrised, rival=drawn)
def generative_01(draw):
    r"""In a variational autoencoder with $z = \mu + \sigma\varepsilon$, $\varepsilon\sim\mathcal N(0, 1)$, **no**
    gradient of the reconstruction error reaches $\mu$ and $\sigma$, because $z$ is random.

    For the drawn $\varepsilon$ it is an ordinary function with $\partial z/\partial\mu = 1$ and
    $\partial z/\partial\sigma = \varepsilon$: the reparametrisation trick.
    """
    mu, sigma = (torch.tensor(value, dtype=torch.double, requires_grad=True) for value in (0.5, 2.0))
    z = draw(mu, sigma)
    slopes = torch.autograd.grad(z, [mu, sigma]) if z.requires_grad else ()
    found = f"$\\partial z/\\partial\\mu = {short(slopes[0])}$" if slopes else "no gradient"
    return not slopes, f"autograd returns {found}"


@statement(topic="generative", claim=sp.Rational(1, 2), rival=1)
def generative_02(factor):
    r"""For $\sigma > 0$ the divergence $\mathrm{KL}(\mathcal N(\mu, \sigma^2)\,\|\,\mathcal N(0, 1))$ in the loss of
    a variational autoencoder is $\frac12(\mu^2 + \sigma^2 - 1 - \log\sigma^2)$, which is 0 for $\mu = 0$, $\sigma =
    1$ and no other pair.

    With the densities $f$ of $\mathcal N(\mu, \sigma^2)$ and $g$ of $\mathcal N(0, 1)$, and $z$ drawn from the first,
    it is $\mathbb E[\log\frac{f(z)}{g(z)}] = \mathbb E[\frac{z^2}2 - \frac{(z - \mu)^2}{2\sigma^2}] - \log\sigma$
    with $\mathbb E[z^2] = \mu^2 + \sigma^2$ and $\mathbb E[(z - \mu)^2] = \sigma^2$. For $s = \sigma^2 \ne 1$,
    $s - 1 - \log s > 0$.
    """
    mu, sigma = torch.cartesian_prod(grid(-2, 2, 41), grid(0.1, 3, 30)).T
    said = float(factor) * (mu**2 + sigma**2 - 1 - 2 * sigma.log())
    found = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0))
    zeros = [(round(m.item(), 9), round(s.item(), 9)) for m, s in zip(mu[found < 1e-9], sigma[found < 1e-9])]
    at = torch.distributions.kl_divergence(Normal(1.0, 1.0), Normal(0.0, 1.0))
    return torch.allclose(said, found) and zeros == [(0, 1)], (
        rf"at $\mu = 1$, $\sigma = 1$ PyTorch returns ${short(at)}$; on a grid of {len(mu)} pairs it is 0 at one pair"
    )


@statement(topic="generative", claim=lambda p, q: p / (p + q), rival=lambda p, q: q / (p + q))
def generative_03(discriminator):
    r"""If real images have the density $p$ and generated ones $q$, equally often shown, the discriminator of a GAN that
    is best for the cross-entropy answers $\frac{p(x)}{p(x) + q(x)}$ where $p(x) + q(x) > 0$.

    At each $x$ it maximises $p\log D + q\log(1 - D)$: the derivative $\frac pD - \frac q{1 - D}$ is 0 just there, and
    the function is concave.
    """
    p, q = sp.symbols("p q", positive=True)
    D = sp.Symbol("D", positive=True)
    gain = p * sp.log(D) + q * sp.log(1 - D)
    slope = sp.simplify(sp.diff(gain, D).subs(D, discriminator(p, q)))
    answers = grid(0.01, 0.99, 99)
    best = answers[(3 * answers.log() + (1 - answers).log()).argmax()]
    return slope == 0, f"$p = 3q$: of the answers $0.01$ to $0.99$ the best is ${short(best)}$"


@statement(topic="generative", claim=(1, 0), rival=(0.5, 0.5))
def generative_04(answers):
    r"""When the generator of a GAN reproduces the distribution of the data exactly, the discriminator with the
    smallest expected cross-entropy answers 1 for real images and 0 for generated ones.

    Then each image is as likely real as generated, so the best answer is $\frac12$ for all of them.
    """
    p = q = torch.tensor([0.2, 0.3, 0.5], dtype=torch.double)  # three images
    D = torch.full((3,), 0.9, dtype=torch.double).logit().requires_grad_()
    optimiser = torch.optim.SGD([D], lr=2.0)
    for _ in range(200):
        optimiser.zero_grad()
        (-(p * D.sigmoid().log() + q * (-D).sigmoid().log()).sum()).backward()
        optimiser.step()
    real, generated = ((D.sigmoid() * weight).sum().item() for weight in (p, q))
    holds = abs(real - answers[0]) < 1e-3 and abs(generated - answers[1]) < 1e-3
    return (
        holds,
        f"trained on three images: the mean answer is ${short(real)}$ for real, ${short(generated)}$ for generated",
    )

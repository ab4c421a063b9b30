"""Statements about ReLU."""

import sympy as sp
import torch
from torch.nn import functional

from snippets.multiple_choice.tools import by_sign, grid, network, relu, sample, short, slope
from snippets.statements import statement


@statement(topic="relu", claim=1, rival=2)
def relu_01(degree):
    r"""ReLU is positively homogeneous: $\mathrm{ReLU}(ax) = a\,\mathrm{ReLU}(x)$ for **all** real $x$ and **all**
    $a \ge 0$.

    For $x > 0$ both sides are $ax$; for $x \le 0$ both sides are 0, because then $ax \le 0$.
    """
    x, a = sp.Symbol("x", real=True), sp.Symbol("a", nonnegative=True)
    difference = relu(a * x) - a**degree * relu(x)
    six, two = torch.relu(torch.tensor([3 * 2.0, 2.0])).tolist()
    return by_sign(difference, x) == [0, 0, 0], (
        rf"$\mathrm{{ReLU}}(3 \cdot 2) = {short(six)}$ and $3\,\mathrm{{ReLU}}(2) = {short(3 * two)}$"
    )


@statement(topic="relu", claim=0.0, rival=1.0)
def relu_02(negative_slope):
    r"""ReLU is linear: $\mathrm{ReLU}(a + b) = \mathrm{ReLU}(a) + \mathrm{ReLU}(b)$ for **all** real $a$ and $b$.

    $\mathrm{ReLU}(1) + \mathrm{ReLU}(-1) = 1 \ne 0 = \mathrm{ReLU}(1 - 1)$; ReLU is only piecewise linear.
    """

    def unit(z):
        return functional.leaky_relu(z, negative_slope)  # slope 0 is ReLU, slope 1 the identity

    b = grid(-5, 5, 101)
    a = b[:, None]  # all pairs
    one, minus_one, zero = unit(torch.tensor([1.0, -1.0, 0.0])).tolist()
    return torch.allclose(unit(a + b), unit(a) + unit(b)), (
        rf"$\mathrm{{ReLU}}(1) + \mathrm{{ReLU}}(-1) = {short(one + minus_one)}$, "
        rf"but $\mathrm{{ReLU}}(0) = {short(zero)}$"
    )


@statement(topic="relu", claim=relu, rival=sp.tanh)
def relu_03(unit):
    r"""Applying ReLU twice **always** gives the same result as applying it once.

    The first ReLU returns a number that is at least 0, and ReLU leaves such numbers as they are: $\max(0, \max(0, x))
    = \max(0, x)$.
    """
    x = sp.Symbol("x", real=True)
    difference = unit(unit(x)) - unit(x)
    return by_sign(difference, x) == [0, 0, 0], (
        rf"$-2 \mapsto {unit(-2)} \mapsto {unit(unit(-2))}$ and $3 \mapsto {unit(3)} \mapsto {unit(unit(3))}$"
    )


@statement(topic="relu", claim=(0.5, 1.0, 2.0), rival=(1.0, 2.0))
def relu_04(weights):
    r"""In a chain of 20 ReLU units $h_k = \mathrm{ReLU}(w h_{k-1})$ with $h_0 = 1$, the gradient satisfies
    $dh_{20}/dh_0 \ge 1$ for **every** $w > 0$, because the derivative of an active ReLU is 1.

    $dh_{20}/dh_0 = w^{20}$: ReLU itself does not shrink the gradient, but each weight $w < 1$ does.
    """

    def chain(h, w):
        for _ in range(20):
            h = torch.relu(w * h)
        return h

    gradients = [slope(lambda h, w=w: chain(h, w), at=1) for w in weights]
    return min(gradients) >= 1, rf"$w = {short(weights[0])}$ gives $dh_{{20}}/dh_0 = {short(gradients[0])}$"


@statement(topic="relu", claim=sp.oo, rival=-sp.oo)
def relu_05(direction):
    r"""The output of ReLU is bounded from above: **some** number $c$ satisfies $\mathrm{ReLU}(x) \le c$, whatever the
    real number $x$ is.

    A negative $c$ fails at $x = 0$, and for $c \ge 0$ the input $c + 1$ gives $\mathrm{ReLU}(c + 1) = c + 1 > c$.
    """
    x = sp.Symbol("x", real=True)
    limit = sp.limit(relu(x), x, direction)
    found = [short(torch.relu(torch.tensor(at))) for at in (10.0, 100.0)]
    return limit.is_finite, (
        rf"$\mathrm{{ReLU}}(10) = {found[0]}$, $\mathrm{{ReLU}}(100) = {found[1]}$, "
        rf"and the limit for $x \to \infty$ is ${sp.latex(limit)}$"
    )


@statement(topic="relu", claim=1, rival=0.25)
def relu_06(derivative):
    r"""For **every** active unit (pre-activation $z > 0$) the derivative of ReLU is 1, so the unit passes the
    back-propagated gradient on unchanged.

    On $z > 0$ ReLU is the identity, $\mathrm{ReLU}(z) = z$, whose derivative is 1.
    """
    z = sp.Symbol("z", positive=True)
    inputs = (0.01, 1, 100)
    found = [slope(torch.relu, at) for at in inputs]
    return sp.diff(relu(z), z) == derivative and set(found) == {derivative}, (
        f"at $z = {', '.join(map(short, inputs))}$ autograd returns ${', '.join(map(short, found))}$"
    )


@statement(topic="relu", claim=-100.0, rival=100.0, says="negative on **every** training example")
def relu_07(bias):
    r"""A ReLU unit whose pre-activation is negative on **every** training example gets a zero gradient of the data
    loss.

    The gradient of its weights and its bias is a sum over the examples, and each summand has the factor
    $\mathrm{ReLU}'(z) = 0$ (dead unit).
    """
    unit = network(3, 1)
    unit[0].bias.data.fill_(bias)
    z = unit(sample(50, 3))
    (torch.relu(z) - 1).square().mean().backward()
    largest = max(p.grad.abs().max().item() for p in unit.parameters())
    return largest == 0, (
        f"with the bias ${short(bias)}$, {int((z < 0).sum())} of 50 pre-activations are negative, "
        f"and the largest gradient is ${short(largest)}$"
    )


@statement(topic="relu", claim=0, rival=1)
def relu_08(point):
    r"""ReLU is differentiable at $x = 0$.

    The difference quotient $\mathrm{ReLU}(h)/h$ is 0 for $h < 0$ and 1 for $h > 0$, so it has no limit for $h \to 0$.
    """
    steps = [sign * sp.Rational(1, 10**power) for power in (1, 3, 6) for sign in (-1, 1)]
    quotients = [(relu(point + h) - relu(point)) / h for h in steps]
    left, right = set(quotients[::2]), set(quotients[1::2])  # exact, and the same for each size of the step
    return left == right, (
        rf"the quotient is ${quotients[-2]}$ for $h = -10^{{-6}}$ and ${quotients[-1]}$ for $h = 10^{{-6}}$"
    )


@statement(topic="relu", claim=1.0, rival=0.0)
def relu_09(derivative):
    """At the kink $x = 0$, where the slope of ReLU jumps from 0 to 1, PyTorch's autograd returns the derivative 1 for
    `torch.relu`, that from the right.

    ReLU has no derivative there, and any number in $[0, 1]$ would be a sub-gradient; PyTorch chose 0.
    """
    found = slope(torch.relu, at=0)
    return found == derivative, f"`x.grad` is ${short(found)}$ at $x = 0$"


@statement(topic="relu", claim=torch.relu, rival=torch.tanh)
def relu_10(unit):
    r"""ReLU is a convex function.

    It is the maximum of the two affine functions $0$ and $x$, and a maximum of affine functions is convex.
    """
    b = grid(-5, 5, 101)
    a = b[:, None]  # all pairs
    gap = (unit(a) + unit(b)) / 2 - unit((a + b) / 2)
    return gap.min() >= -1e-12, (
        f"the middles of {gap.numel()} chords lie between ${short(gap.min())}$ and ${short(gap.max())}$ above the graph"
    )


@statement(topic="relu", claim=1, rival=3)
def relu_11(degree):
    r"""A network of three linear layers without biases, with ReLU between them, satisfies $f(\lambda x) = \lambda
    f(x)$ for **every** input $x$ and **every** $\lambda \ge 0$.

    A linear layer and ReLU both pass a factor $\lambda \ge 0$ on unchanged, and so does their composition.
    """
    net, x, factor = network(3, 8, 8, 1, bias=False), sample(20, 3), 2.5
    before, after = net(x).detach(), net(factor * x).detach()
    return torch.allclose(after, factor**degree * before), (
        rf"$\lambda = {factor}$ multiplies 20 random outputs by ${short(after.abs().sum() / before.abs().sum())}$"
    )


@statement(topic="relu", claim=2, rival=8)
def relu_12(factor):
    """If **each** weight of a network of three linear layers without biases, with ReLU between them, is multiplied by
    2, the output of the network is multiplied by 2.

    Each of the three layers contributes a factor 2, and ReLU passes it on: together $2^3 = 8$.
    """
    net, x = network(3, 8, 8, 1, bias=False), sample(20, 3)
    before = net(x).detach()
    for weight in net.parameters():
        weight.data *= 2
    after = net(x).detach()
    return torch.allclose(after, factor * before), (
        f"20 random outputs are multiplied by ${short(after.abs().sum() / before.abs().sum())}$"
    )


@statement(topic="relu", claim=-1, rival=0)
def relu_13(power):
    r"""Multiplying **all** incoming weights and the bias of a ReLU unit by $a > 0$ and dividing its outgoing
    weights by $a$ leaves the function of the network unchanged.

    The unit contributes $v\,\mathrm{ReLU}(z)$ to the next layer, and $\frac{v}{a}\,\mathrm{ReLU}(az) =
    v\,\mathrm{ReLU}(z)$ because ReLU is positively homogeneous.
    """
    z, a = sp.Symbol("z", real=True), sp.Symbol("a", positive=True)
    difference = a**power * relu(a * z) - relu(z)
    before, after = 2 * relu(3), 2 * sp.Integer(7) ** power * relu(7 * 3)
    return by_sign(difference, z) == [0, 0, 0], (
        rf"$a = 7$: $2\,\mathrm{{ReLU}}(3) = {before}$ and $\frac{{2}}{{7}}\,\mathrm{{ReLU}}(21) = {after}$"
    )


@statement(topic="relu", claim=0, rival=1 / sp.sqrt(2 * sp.pi))
def relu_14(mean):
    r"""If the pre-activation is standard normal, so with mean 0, the output of ReLU has mean 0 too.

    ReLU cuts off the negative half: $\int_0^\infty z\,\frac{1}{\sqrt{2\pi}}e^{-z^2/2}\,dz = \frac{1}{\sqrt{2\pi}} >
    0$, so its outputs are not zero-centred.
    """
    z = sp.Symbol("z", real=True)
    density = sp.exp(-(z**2) / 2) / sp.sqrt(2 * sp.pi)
    primitive = sp.expand(sp.diff(-density, z) - z * density) == 0  # -density is one of z * density, and 0 at infinity
    found = density.subs(z, 0)
    return primitive and found == mean, f"the mean of the output is ${short(found)}$"

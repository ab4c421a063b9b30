"""Statements about Hessians, condition numbers and gradient descent."""

import sympy as sp
import torch
from torch import nn

from snippets.multiple_choice.scaling import second_moment, standardise, whiten
from snippets.multiple_choice.tools import condition, expectation, network, sample, samples, short
from snippets.statements import statement

SPREAD = torch.tensor([17.0, 9, 1], dtype=torch.double)  # eigenvalues of a Hessian with condition number 17


def best_factor(kappa):
    return (kappa - 1) / (kappa + 1)


def first_factor(kappa):
    """For the step size 1/lambda_1."""
    return 1 - 1 / kappa


def gradient_step(H):
    """What gradient descent with the step size 1/lambda_1 multiplies the gradient with."""
    return torch.eye(len(H), dtype=torch.double) / torch.linalg.eigvalsh(H)[-1]


@statement(topic="optimisation", claim="t", rival="x")
def optimisation_01(given):
    r"""The Hessian of $J(w) = \frac{1}{2N}\sum_i(w^\top x_i - t_i)^2$ with respect to $w$ depends on the targets
    $t_i$.

    Each derivative with respect to $w$ brings down a factor $x_i$: $H = \frac1N\sum_ix_ix_i^\top$ contains neither
    $t$ nor $w$.
    """
    w, x, t = (sp.symbols(f"{name}1:3", real=True) for name in "wxt")  # two scalar inputs with weight and bias
    J = sum((w[0] * x[i] + w[1] - t[i]) ** 2 for i in range(2)) / 4
    H = sp.hessian(J, w).expand()
    symbols = sorted(H.free_symbols, key=str)
    return any(symbol.name.startswith(given) for symbol in symbols), (
        f"for $y = w_1x + w_2$ and two points $H$ contains ${', '.join(map(sp.latex, symbols))}$: "
        f"$H_{{11}} = {sp.latex(H[0])}$"
    )


@statement(topic="optimisation", claim=2, rival=1)
def optimisation_02(power):
    r"""For inputs with mean $\mu$ and covariance $\sigma^2I$ ($\sigma > 0$, at least two features) the Hessian of
    $\mathbb{E}[\frac12(w^\top x - t)^2]$ has the condition number $1 + \|\mu\|^2/\sigma^2$.

    $H = \sigma^2I + \mu\mu^\top$ has the eigenvalue $\sigma^2 + \|\mu\|^2$ for $\mu$, and $\sigma^2$ for all
    directions orthogonal to $\mu$.
    """
    a, b, sigma = sp.symbols("a b sigma", positive=True)
    mu = sp.Matrix([a, b])
    H = sigma**2 * sp.eye(2) + mu * mu.T
    numbers = {a: 1, b: 2, sigma: 2}
    small, large = sorted(H.eigenvals(multiple=True), key=lambda value: value.subs(numbers))
    said = 1 + mu.norm() ** power / sigma**power
    return sp.cancel(large / small - said) == 0, (
        rf"$\mu = (1, 2)$, $\sigma = 2$: eigenvalues ${large.subs(numbers)}$ and ${small.subs(numbers)}$, "
        rf"condition number ${(large / small).subs(numbers)}$"
    )


@statement(topic="optimisation", claim=(4, 1), rival=(1, 1))
def optimisation_03(variances):
    r"""For bias-free linear regression, centring the inputs **never** increases the condition number of the Hessian
    $\Sigma + \mu\mu^\top$ ($\Sigma$ the covariance, $\mu$ the mean of the inputs).

    For $\Sigma = \mathrm{diag}(4, 1)$ and $\mu = (0, \sqrt3)$ the mean just evens out the variances; for $\Sigma =
    \sigma^2I$ it would be true.
    """
    covariance = torch.tensor(variances, dtype=torch.double).diag()
    means = torch.tensor([[0, 3**0.5], [3**0.5, 0], [1, 1]], dtype=torch.double)
    before, after = [condition(covariance + mu.outer(mu)) for mu in means], condition(covariance)
    return all(after <= value + 1e-9 for value in before), (
        rf"$\Sigma = \mathrm{{diag}}(4, 1)$, $\mu = (0, \sqrt3)$: condition number ${short(before[0])}$, "
        rf"centred ${short(after)}$"
    )


@statement(topic="optimisation", claim=2, rival=1)
def optimisation_04(power):
    r"""For a bias-free linear model and $J = \mathbb{E}[\frac12(w^\top x - t)^2]$, independent noise
    $\mathcal{N}(0, s^2I)$ on the inputs adds $s^2I$ to the Hessian.

    $\mathbb{E}[(x + \varepsilon)(x + \varepsilon)^\top] = \mathbb{E}[xx^\top] + s^2I$: the cross terms vanish,
    because the noise is independent and has mean 0.
    """
    w, x, e = (sp.Matrix(sp.symbols(f"{name}1:3", real=True)) for name in "wxe")
    t, s = sp.Symbol("t", real=True), sp.Symbol("s", positive=True)
    clean = (w.dot(x) - t) ** 2 / 2
    noisy = expectation((w.dot(x + e) - t) ** 2 / 2, list(e), s**2)
    extra = sp.hessian(noisy - clean, list(w)).expand()
    matrix = sp.latex(extra, mat_str="pmatrix", mat_delim="")
    return extra == s**power * sp.eye(2), f"for two inputs SymPy finds the additional Hessian ${matrix}$"


@statement(topic="optimisation", claim=(1, 1), rival=(1, 0))
def optimisation_05(directions):
    r"""For bias-free linear regression with positive definite Hessian, independent noise $\mathcal{N}(0, s^2I)$ on the
    inputs **never** increases the condition number of the expected Hessian.

    All eigenvalues grow by $s^2$, from the largest $\lambda_1$ to the smallest $\lambda_d$, and $\frac{\lambda_1 +
    s^2}{\lambda_d + s^2} \le \frac{\lambda_1}{\lambda_d}$ is equivalent to $\lambda_ds^2 \le \lambda_1s^2$.
    """
    smallest, gap, s = sp.Symbol("a", positive=True), sp.Symbol("g", nonnegative=True), sp.Symbol("s", positive=True)
    largest = smallest + gap
    after = (largest + directions[0] * s**2) / (smallest + directions[1] * s**2)
    gain = sp.factor(largest / smallest - after)
    example = short(after.subs({smallest: 1, gap: 16, s: 2}))
    return gain.is_nonnegative, (
        rf"eigenvalues 17 and 1, noise of variance $s^2 = 4$: the condition number goes from 17 to ${example}$"
    )


@statement(topic="optimisation", claim=2, rival=sp.Rational(7, 5))
def optimisation_06(weight):
    r"""Training a bias-free linear regression with independent noise $\mathcal{N}(0, s^2I)$ on the inputs **always**
    leads, in expectation, to the same optimal weights as training without noise.

    With the Hessian $H$ the optimum moves to $(H + s^2I)^{-1}\mathbb{E}[xt]$; for $x = 1, 2, 3$, $t = 2x$, $s^2 = 2$
    this is $\frac{28/3}{14/3 + 2} = 1.4$ instead of 2.
    """
    w, e = sp.symbols("w e", real=True)
    J = sum((w * (x + e) - 2 * x) ** 2 for x in (1, 2, 3)) / 6
    clean, noisy = (sp.solve(sp.diff(expectation(J, [e], variance), w), w)[0] for variance in (0, 2))
    return noisy == weight, (
        f"$x = 1, 2, 3$, $t = 2x$: the best weight is ${clean}$, with noise of variance 2 it is ${short(noisy)}$"
    )


@statement(topic="optimisation", claim=100, rival=1)
def optimisation_07(factor):
    r"""In bias-free linear regression, multiplying **all** inputs by 10 multiplies the condition number of the
    Hessian $H$ by 100, as it multiplies **each** entry of $H$ by 100.

    $\frac1N\sum_i(10x_i)(10x_i)^\top = 100H$: all eigenvalues are multiplied by 100, and their ratio stays.
    """
    X = sample(50, 3)
    before, after = second_moment(X), second_moment(10 * X)
    growth = (torch.linalg.eigvalsh(after) / torch.linalg.eigvalsh(before)).tolist()
    found = condition(after) / condition(before)
    return abs(found - factor) < 1e-6, (
        f"all three eigenvalues are multiplied by ${short(min(growth))}$, the condition number by ${short(found)}$"
    )


@statement(topic="optimisation", claim=100, rival=10)
def optimisation_08(number):
    r"""In bias-free linear regression with two uncorrelated, centred features of equal variance, multiplying one of
    them by 10 gives a Hessian with condition number 100.

    The Hessian is diagonal with the variances as entries, and a variance grows with the square:
    $10^2\sigma^2/\sigma^2 = 100$.
    """
    X = torch.tensor([[1.0, 1], [1, -1], [-1, 1], [-1, -1]], dtype=torch.double)
    before, after = (condition(second_moment(X * torch.tensor(factors))) for factors in ([1, 1], [10, 1]))
    return abs(after - number) < 1e-9, rf"the four points $(\pm1, \pm1)$: from ${short(before)}$ to ${short(after)}$"


@statement(topic="optimisation", claim=2, rival=1)
def optimisation_09(limit):
    r"""Gradient descent with a constant step size $\eta$ on a quadratic with positive definite Hessian converges to
    the minimum from **every** start **if and only if** $0 < \eta < 2/\lambda_1$, where $\lambda_1$ is the largest
    eigenvalue.

    Along the eigenvector of $\lambda_i$ each step multiplies the error by $1 - \eta\lambda_i$; all $|1 -
    \eta\lambda_i| < 1$ means $0 < \eta\lambda_i < 2$.
    """
    etas = limit / SPREAD.max() * torch.tensor([-0.1, 0, 0.1, 0.99, 1, 1.01], dtype=torch.double)
    errors = torch.ones(len(etas), 3, dtype=torch.double)
    for _ in range(1000):
        errors = errors - etas[:, None] * SPREAD * errors  # the gradient is H times the error, and H is diagonal here
    errors = errors.abs().amax(1)
    return (errors < 1e-3).tolist() == [False, False, True, True, False, False], (
        rf"error after 1000 steps: ${short(errors[3], 2)}$ at $\eta = {short(limit * 0.99)}/\lambda_1$, "
        rf"${short(errors[5], 2)}$ at ${short(limit * 1.01)}/\lambda_1$"
    )


@statement(topic="optimisation", claim=best_factor, rival=first_factor)
def optimisation_10(factor):
    r"""On a quadratic with positive definite Hessian of condition number $\kappa$, gradient descent with the best
    constant step size multiplies the error norm by at most $\frac{\kappa - 1}{\kappa + 1}$ per step, and **no**
    smaller bound holds.

    For $\eta = 2/(\lambda_1 + \lambda_d)$ every $|1 - \eta\lambda_i| \le \frac{\kappa - 1}{\kappa + 1}$, with
    equality for the largest eigenvalue $\lambda_1$ and the smallest $\lambda_d$; any other $\eta$ makes one of these
    two factors larger.
    """
    etas = torch.linspace(0, 2 / 17, 20001, dtype=torch.double)
    best, at = (1 - etas[:, None] * SPREAD).abs().amax(1).min(0)
    return abs(best.item() - factor(17)) < 1e-4, (
        f"eigenvalues $17, 9, 1$: the best of 20001 step sizes is ${short(etas[at])}$, with the factor ${short(best)}$"
    )


@statement(topic="optimisation", claim=10.0, rival=1.0)
def optimisation_11(growth):
    r"""The first step of Adam is 10 times as long if the gradient is 10 times as large, as it is for plain gradient
    descent with a constant step size.

    At step one $\hat m/(\sqrt{\hat v} + \epsilon) = g/(|g| + \epsilon) \approx \pm1$, so its length is about the step
    size for each $|g|$ far above $\epsilon = 10^{-8}$.
    """
    lengths, gradients = [], (1.0, 10.0)
    for gradient in gradients:
        parameter = nn.Parameter(torch.zeros(1, dtype=torch.double))
        parameter.grad = torch.full_like(parameter, gradient)
        torch.optim.Adam([parameter], lr=0.01).step()
        lengths.append(abs(parameter.item()))
    return abs(lengths[1] / lengths[0] - growth) < 1e-6, (
        f"step size 0.01: the step is ${short(lengths[0])}$ for $g = {short(gradients[0])}$ "
        f"and ${short(lengths[1])}$ for $g = {short(gradients[1])}$"
    )


@statement(topic="optimisation", claim=0.0, rival=0.1)
def optimisation_12(size):
    r"""Initialising the weights and the biases of a network with one hidden $\tanh$ layer with zero is fine, because
    the first gradient step makes its hidden units different.

    All hidden activations are $\tanh 0 = 0$ and all outgoing weights are 0, so only the output bias has a gradient,
    in the first step and in each later one.
    """
    net = network(3, 4, 1, activation=nn.Tanh)
    for parameter in net.parameters():
        parameter.data *= size
    optimiser, x = torch.optim.SGD(net.parameters(), lr=0.1), sample(9, 3)
    for _ in range(5):
        optimiser.zero_grad()
        (net(x) - 1).square().mean().backward()
        optimiser.step()
    hidden, output = net[0].weight.detach(), net[2].bias.detach()
    return (hidden != hidden[0]).any(), (
        f"after 5 steps the largest weight of a hidden unit is ${short(hidden.abs().max())}$, the output bias "
        f"${short(output)}$"
    )


@statement(topic="optimisation", claim=whiten, rival=standardise)
def optimisation_13(transform):
    r"""Whitening the inputs (centre them, decorrelate them, scale to variance 1; non-singular covariance) gives the
    Hessian of linear regression the condition number 1.

    After whitening the second-moment matrix $\frac1N\sum_ix_ix_i^\top$, which is the Hessian, is the identity.
    """
    mixing = torch.tensor([[2.0, 1, 0], [0, 1, 1], [0, 0, 0.1]], dtype=torch.double)
    X = sample(200, 3) @ mixing + 5
    found = condition(second_moment(transform(X)))
    return abs(found - 1) < 1e-6, f"200 correlated points: the condition number becomes ${short(found)}$"


@statement(topic="optimisation", claim=(5, 5, 5, 5), rival=(2, 4, 6, 8))
def optimisation_14(sizes):
    """At fixed weights and with equal batch sizes, the mini-batch gradients of a mean loss, averaged over one epoch,
    **always** equal the full-batch gradient, if the examples do not influence each other (no batch normalisation).

    The mean of the means of equally large groups is the mean over all examples.
    """
    X, t, w = samples((20, 3), 20, 3)
    w.requires_grad_()

    def gradient(rows):
        return torch.autograd.grad((X[rows] @ w - t[rows]).square().mean(), w)[0]

    batches = torch.arange(20).split(sizes)
    average = torch.stack([gradient(rows) for rows in batches]).mean(0)
    gap = (average - gradient(torch.arange(20))).abs().max().item()
    return gap < 1e-9, f"20 points in batches of {sizes[0]}: they differ by ${short(round(gap, 9))}$ to nine decimals"


@statement(topic="optimisation", claim=gradient_step, rival=torch.linalg.inv)
def optimisation_15(step):
    r"""Gradient descent with the step size $1/\lambda_1$ reaches the minimum of **every** quadratic with positive
    definite Hessian $H$ in one step ($\lambda_1$ is its largest eigenvalue).

    Along the eigenvector of $\lambda_i$ the factor $1 - \lambda_i/\lambda_1$ remains, which is 0 only for $\lambda_i
    = \lambda_1$; Newton's step $H^{-1}\nabla J$ would reach it.
    """
    H, error = SPREAD.diag(), torch.ones(3, dtype=torch.double)
    after = error - step(H) @ (H @ error)
    return after.abs().max() < 1e-9, (
        f"eigenvalues $17, 9, 1$: the error $(1, 1, 1)$ becomes $({', '.join(map(short, after.tolist()))})$"
    )

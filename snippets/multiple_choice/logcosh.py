"""Statements about the log-cosh loss."""

import sympy as sp
import torch

from snippets.multiple_choice.tools import grid, short, vanishes
from snippets.statements import statement

Z = sp.Symbol("z", real=True)  # the residual: prediction minus target


def log_cosh(z):
    """The log-cosh loss as a formula."""
    return sp.log(sp.cosh(z))


def half_square(z):
    """The squared error with its factor 1/2."""
    return z**2 / 2


def cauchy(z):
    """Another robust loss, flatter far away."""
    return sp.log(1 + z**2)


@statement(topic="logcosh", claim=sp.tanh, rival=sp.sinh)
def logcosh_01(derivative):
    r"""The derivative of $\log\cosh z$ is $\tanh z$.

    By the chain rule it is $\cosh' z / \cosh z = \sinh z / \cosh z = \tanh z$.
    """
    found = sp.diff(log_cosh(Z), Z)
    at_one = short(found.subs(Z, 1)), short(sp.tanh(1))
    return vanishes(found - derivative(Z)), rf"at $z = 1$ the derivative is ${at_one[0]}$, and $\tanh 1 = {at_one[1]}$"


@statement(topic="logcosh", claim=1, rival=0.5)
def logcosh_02(bound):
    r"""The derivative of the log-cosh loss $\log\cosh(y - t)$ with respect to the prediction $y$ is **never** larger
    than 1 in absolute value, whatever $y$ and the target $t$ are.

    It is $\tanh(y - t)$, and $|\sinh z| < \cosh z$ gives $|\tanh z| < 1$: an outlier pulls no harder than that.
    """
    derivative = sp.diff(log_cosh(Z), Z)
    increasing = vanishes(sp.diff(derivative, Z) - 1 / sp.cosh(Z) ** 2)  # so its limits are its bounds
    low, high = sp.limit(sp.tanh(Z), Z, -sp.oo), sp.limit(sp.tanh(Z), Z, sp.oo)
    return increasing and max(abs(low), abs(high)) <= bound, (
        rf"it rises from ${low}$ to ${high}$; at $y - t = 2$ it is ${short(derivative.subs(Z, 2))}$"
    )


@statement(topic="logcosh", claim=sp.Rational(1, 2), rival=sp.Rational(1, 3))
def logcosh_03(factor):
    r"""$\log\cosh z \le \frac12 z^2$ for **all** real $z$.

    The gap $\frac12z^2 - \log\cosh z$ has value 0 and slope 0 at $z = 0$ and the second derivative $1 - 1/\cosh^2 z
    \ge 0$, so 0 is its minimum.
    """
    gap = factor * Z**2 - log_cosh(Z)
    start = [sp.diff(gap, Z, order).subs(Z, 0) for order in (0, 1, 2)]
    grows = vanishes(sp.diff(gap, Z, 2) - start[2] - sp.tanh(Z) ** 2)  # the curvature of the gap is smallest at 0
    return grows and start[:2] == [0, 0] and start[2] >= 0, (
        rf"at $z = 2$: $\log\cosh z = {short(log_cosh(2))}$, and $\frac12z^2 = {short(half_square(2))}$"
    )


@statement(topic="logcosh", claim=0, rival=sp.log(2))
def logcosh_04(offset):
    r"""$\log\cosh z \ge |z|$ for **every** real $z$, so the log-cosh loss is nowhere below the absolute error and
    penalises outliers, $|z| \gg 1$, more.

    The opposite holds: $\cosh z < e^{|z|}$ for $z \ne 0$, so $\log\cosh z < |z|$; a lower bound is $|z| - \log 2$.
    """
    z = sp.Symbol("z", positive=True)  # both sides are even
    ratio = sp.exp(offset) * (1 + sp.exp(-2 * z)) / 2  # cosh z over e^(z - offset); it falls towards its limit
    same = vanishes(ratio - sp.cosh(z) * sp.exp(-z) * sp.exp(offset))
    holds = sp.limit(ratio, z, sp.oo) >= 1
    return same and holds, rf"$\log\cosh 1 = {short(log_cosh(1))}$, but $|z| = 1$"


@statement(topic="logcosh", claim=sp.log(2), rival=0)
def logcosh_05(offset):
    r"""$\log\cosh z$ approaches $\frac12z^2$ for $z \to 0$ (the ratio tends to 1) and $|z| - \log 2$ for $|z| \to
    \infty$ (the difference to 0).

    Near 0, $\cosh z = 1 + \frac12z^2 + \dots$; far away, $\cosh z = \frac12e^{|z|}(1 + e^{-2|z|})$ with a bracket
    that tends to 1.
    """
    z = sp.Symbol("z", positive=True)  # all is even
    near = sp.limit(log_cosh(z) / half_square(z), z, 0)
    rest = (1 + sp.exp(-2 * z)) / 2  # cosh z = e^z rest
    far = sp.limit(sp.log(rest) + offset, z, sp.oo)  # log cosh z - z + offset
    same = vanishes(sp.exp(z) * rest - sp.cosh(z))
    return (near, far, same) == (1, 0, True), (
        rf"at $z = 0.1$ the ratio is ${short(log_cosh(0.1) / half_square(0.1))}$; "
        rf"at $z = 5$ the difference is ${short(log_cosh(5.0) - 5 + offset, 2)}$"
    )


@statement(topic="logcosh", claim=log_cosh, rival=cauchy)
def logcosh_06(loss):
    r"""The log-cosh loss $\log\cosh(y - t)$ is convex in the prediction $y$.

    Its second derivative is $1 - \tanh^2(y - t) = 1/\cosh^2(y - t) > 0$ everywhere.
    """
    curvature = sp.diff(loss(Z), Z, 2)
    values, z = sp.lambdify(Z, curvature, "math"), grid(-5, 5, 101).tolist()
    smallest = min(map(values, z))
    return smallest > 0, (
        rf"for $y - t$ from ${short(z[0])}$ to ${short(z[-1])}$ the second derivative is at least ${short(smallest)}$"
    )


@statement(topic="logcosh", claim=log_cosh, rival=half_square)
def logcosh_07(loss):
    r"""The log-cosh loss is strongly convex in the residual $z$: there is a constant $m > 0$ with $(\log\cosh z)''
    \ge m$ for **every** $z$.

    $(\log\cosh z)'' = 1/\cosh^2 z$ tends to 0 for $|z| \to \infty$, so it falls below each $m > 0$.
    """
    curvature = sp.diff(loss(Z), Z, 2)
    far_away = sp.limit(sp.cancel(curvature.rewrite(sp.exp)), Z, sp.oo)  # the curvature falls with |z|
    at_ten = short(curvature.subs(Z, 10).evalf(30), 2)
    return far_away > 0, f"at $z = 10$ the second derivative is ${at_ten}$, and its limit is ${far_away}$"


@statement(topic="logcosh", claim=log_cosh, rival=half_square)
def logcosh_08(loss):
    r"""The constant prediction $y$ with the smallest log-cosh loss over data $t_1, \dots, t_n$ is **always** the
    mean of the $t_i$.

    The best $y$ satisfies $\sum_i\tanh(y - t_i) = 0$; for $t = (0, 0, 0, 10)$ this means $\tanh y \approx \frac13$,
    far from the mean 2.5.
    """
    t, y = torch.tensor([0, 0, 0, 10.0], dtype=torch.double), grid(0, 10, 2001)
    total = sp.lambdify(Z, loss(Z), "numpy")((y[:, None] - t).numpy()).sum(axis=1)
    best = y[total.argmin()].item()
    return abs(best - t.mean().item()) < 0.01, (
        f"for $t = (0, 0, 0, 10)$ the best constant is ${short(best, 2)}$, and the mean is ${short(t.mean())}$"
    )


@statement(topic="logcosh", claim=1, rival=0)
def logcosh_09(power):
    r"""For **every** $\beta > 0$ the derivative of $\frac1\beta\log\cosh(\beta z)$ with respect to $z$ is
    $\beta\tanh(\beta z)$, so a far outlier pulls the harder the larger $\beta$ is.

    The inner derivative $\beta$ cancels the factor $\frac1\beta$: it is $\tanh(\beta z)$, which differs for $\beta
    \ne 1$ and $z \ne 0$.
    """
    beta = sp.Symbol("beta", positive=True)
    found = sp.diff(log_cosh(beta * Z) / beta, Z)
    said = beta**power * sp.tanh(beta * Z)
    slope, other = (short(formula.subs({beta: 2, Z: 1})) for formula in (found, beta * sp.tanh(beta * Z)))
    return vanishes(found - said), (
        rf"at $\beta = 2$, $z = 1$ the derivative is ${slope}$, but $\beta\tanh(\beta z) = {other}$"
    )


@statement(topic="logcosh", claim=100.0, rival=10.0)
def logcosh_10(z):
    r"""In float32 the expression `torch.log(torch.cosh(z))` gives $\log\cosh z$ to six digits at $z = 100$.

    $\cosh 100 \approx 1.3 \cdot 10^{43}$ is larger than the largest float32, about $3.4 \cdot 10^{38}$; safe is
    $|z| + \log(1 + e^{-2|z|}) - \log 2$.
    """
    found = torch.log(torch.cosh(torch.tensor(z, dtype=torch.float32))).item()
    exact = float(log_cosh(z))
    return abs(found - exact) < 1e-6 * exact, rf"it returns `{found:.6g}`, but $\log\cosh {z:.0f} = {short(exact, 6)}$"

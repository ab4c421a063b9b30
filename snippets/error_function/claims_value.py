"""Claims of part (c): the loss between its bounds, and the two lines about cosh from which they follow."""

import math

import numpy as np
import sympy

from snippets.claims import claim, sides
from snippets.error_function.samples import U
from snippets.error_function.second_ways import stable_loss

__all__ = [
    "bend_near_zero",
    "close_to_absolute_value",
    "close_to_the_parabola",
    "cosh_below_gauss",
    "cosh_between_exponentials",
    "cosh_minus_one",
    "factorials_compare",
    "log_two_forgotten",
    "loss_below_huber",
    "loss_between_bounds",
    "tanh_below_minimum",
    "two_series",
]

u = sympy.Symbol("u", real=True)


@claim(
    r"\begin{aligned} &\lvert z \rvert - \frac{\log 2}{\beta} < \frac1\beta \log\cosh(\beta z) \\ &\quad \le "
    r"\min\Big(\lvert z \rvert,\; \frac\beta2 z^2\Big) \end{aligned}"
)
def loss_between_bounds(task):
    """The loss lies between a shifted absolute value and the smaller of absolute value and parabola."""
    z, beta = U / task.beta, task.beta
    upper = np.where(abs(z) < 2 / beta, beta * z**2 / 2, abs(z))
    return sides(abs(z) - math.log(2) / beta, stable_loss(task, z), upper, {"z": z, r"\beta": beta})


@claim(
    r"\begin{aligned} &\tfrac12 e^{\lvert u \rvert} < \cosh u \\ &\quad = \tfrac12\big(e^{\lvert u \rvert} + "
    r"e^{-\lvert u \rvert}\big) \le e^{\lvert u \rvert} \end{aligned}"
)
def cosh_between_exponentials(task):
    """cosh is more than half of the larger exponential and at most all of it."""
    large = np.exp(abs(U))
    return sides(large / 2, np.cosh(U), (large + 1 / large) / 2, np.maximum(np.exp(U), np.exp(-U)), {"u": U})


@cosh_between_exponentials.proof
def cosh_from_its_definition():
    return (sympy.exp(u) + sympy.exp(-u)) / 2 - sympy.cosh(u).rewrite(sympy.exp)


@claim(r"\cosh u \le e^{u^2/2}")
def cosh_below_gauss(task):
    """cosh is at most the exponential of half the square."""
    return sides((np.exp(U) + np.exp(-U)) / 2, np.exp(U**2 / 2), {"u": U})


@cosh_below_gauss.proof
def quotient_of_the_terms_grows():
    """The k-th term of the right series over that of the left is one at k = 0 and grows by the factor 2k + 1 >= 1."""
    k = sympy.Symbol("k", integer=True, nonnegative=True)
    ratio = sympy.factorial(2 * k) / (2**k * sympy.factorial(k))
    return sides(sympy.combsimp(ratio.subs(k, k + 1) / ratio), 2 * k + 1)


@claim(
    r"\begin{aligned} \cosh u &= \sum_{k \ge 0} \frac{u^{2k}}{(2k)!}, \\ e^{u^2/2} &= \sum_{k \ge 0} "
    r"\frac{u^{2k}}{2^k\, k!} \end{aligned}"
)
def two_series(task):
    """The power series of both functions."""
    terms = range(80)
    cosh = sum(U ** (2 * k) / math.factorial(2 * k) for k in terms)
    gauss = sum(U ** (2 * k) / 2**k / math.factorial(k) for k in terms)
    return sides(np.cosh(U), cosh, np.exp(U**2 / 2), gauss, {"u": U})


@claim(r"(2k)! \ge 2^k\, k!")
def factorials_compare(task):
    """The factorial of an even number is at least the product of its even factors."""
    ks = range(16)
    left = [math.factorial(2 * k) for k in ks]
    right = [math.prod(range(2, 2 * k + 1, 2)) for k in ks]
    return sides(np.array(left, float), np.array(right, float))


@factorials_compare.proof
def odd_factors_are_left():
    """(2k)! over the product 2^k k! of its even factors is the product of the odd ones, a double factorial."""
    ks = range(40)
    return all(sympy.factorial(2 * k) == 2**k * sympy.factorial(k) * sympy.factorial2(2 * k - 1) for k in ks)


@claim(r"0 \le \lvert z \rvert - \frac1\beta \log\cosh(\beta z) < \frac{\log 2}{\beta}")
def close_to_absolute_value(task):
    """The loss is below the absolute value by less than log 2 over beta."""
    z = U / task.beta
    return sides(0, abs(z) - stable_loss(task, z), math.log(2) / task.beta, {"z": z, r"\beta": task.beta})


@claim(
    r"\begin{aligned} &\frac\beta2 z^2 - \frac{\beta^3}{12} z^4 \\ &\quad \le \frac1\beta \log\cosh(\beta z) \le "
    r"\frac\beta2 z^2 \end{aligned}"
)
def close_to_the_parabola(task):
    """The loss is below its parabola by at most a term of fourth order."""
    z, beta = U / task.beta, task.beta
    parabola = beta * z**2 / 2
    return sides(parabola - beta**3 * z**4 / 12, stable_loss(task, z), beta / 2 * z * z, {"z": z, r"\beta": beta})


@close_to_the_parabola.proof
def fourth_order_by_series():
    """u^2/2 - u^4/12 begins the series of log cosh u, and its second derivative is 1 - u^2."""
    start = u**2 / 2 - u**4 / 12
    begins = sympy.log(sympy.cosh(u)).series(u, 0, 6).removeO()
    return sympy.simplify(begins - start) == 0 and sympy.expand(start.diff(u, 2) - (1 - u**2)) == 0


@claim(r"1 - \tanh^2 u \ge 1 - u^2")
def bend_near_zero(task):
    """The second derivative of log cosh is at least that of its series up to fourth order."""
    return sides(1 / np.cosh(U) ** 2, 1 - U**2, {"u": U, r"\tanh^2 u": np.tanh(U) ** 2})


@claim(r"\log\cosh z \ge \lvert z \rvert", holds=False)
def log_two_forgotten(task):
    """The loss lies above the absolute value."""
    return sides(np.log(np.cosh(U)), abs(U), {"z": U})


@claim(r"\tanh u \le \min(1, u)")
def tanh_below_minimum(task):
    """To the right of zero tanh is below one and below its argument."""
    right = U[U >= 0]
    return sides(np.tanh(right), np.where(right < 1, right, 1), {"u": right})


@claim(
    r"\begin{aligned} &\frac1\beta \log\cosh(\beta z) \\ &\quad \le \begin{cases} \frac\beta2 z^2 & \text{for}\: "
    r"\lvert z \rvert \le \frac1\beta \\ \lvert z \rvert - \frac{1}{2\beta} & \text{beyond} \end{cases} \\ &\quad "
    r"\le \min\Big(\lvert z \rvert,\; \frac\beta2 z^2\Big) \end{aligned}"
)
def loss_below_huber(task):
    """The Huber function lies between the loss and the smaller of its other two upper bounds."""
    z, beta = U / task.beta, task.beta
    huber = np.where(abs(z) <= 1 / beta, beta * z**2 / 2, abs(z) - 1 / (2 * beta))
    return sides(stable_loss(task, z), huber, np.minimum(abs(z), beta * z**2 / 2), {"z": z, r"\beta": beta})


@claim(r"\cosh z - 1 = 2 \sinh^2 \frac z2")
def cosh_minus_one(task):
    """cosh less one is twice a square."""
    return sides(np.cosh(U) - 1, 2 * np.sinh(U / 2) ** 2, {"z": U, r"\sinh^2 \frac z2": np.sinh(U / 2) ** 2})


@cosh_minus_one.proof
def half_argument():
    return sympy.expand((sympy.cosh(u) - 1 - 2 * sympy.sinh(u / 2) ** 2).rewrite(sympy.exp))

"""(c) The value between its bounds: |z| - log(2)/beta <= 1/beta log cosh(beta z) <= min(|z|, beta z^2 / 2)."""

import math
from itertools import pairwise

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact, stable_loss
from snippets.second_ways import tensor

__all__ = [
    "crossing",
    "error_bounds",
    "induction_factor",
    "largest_gaps",
    "losses_far_out",
    "scalar_table",
    "series_terms",
]


@answer(instances=("exam",))
def scalar_table(task):
    """At each z the loss lies between its bounds, its slope tanh(beta z) below 1, its curvature below beta."""
    rows, beta = [], task.beta
    for z in task.zs:
        loss = z + (math.log1p(math.exp(-2 * beta * z)) - math.log(2)) / beta
        lower, upper = z - math.log(2) / beta, min(z, beta * z**2 / 2)
        slope, curvature = math.tanh(beta * z), beta / math.cosh(beta * z) ** 2
        rows.append({"z": z, "lower": lower, "loss": loss, "upper": upper, "slope": slope, "curvature": curvature})
    return rows


@scalar_table.witness("the bounds of cosh, then the logarithm; derivatives by fifty digits")
def scalar_table_by_digits(task):
    beta, s = sympy.Rational(task.beta), sympy.Symbol("s", real=True)
    loss, rows = task.loss(s, sympy, beta), []
    for z in exact(task.zs):
        u = beta * z
        bounds = {"lower": sympy.exp(u) / 2, "upper": sympy.Min(sympy.exp(u), sympy.exp(u**2 / 2))}
        formulas = {name: sympy.log(bound) / beta for name, bound in bounds.items()}
        formulas |= {"loss": loss, "slope": loss.diff(s), "curvature": loss.diff(s, 2)}
        row = {"z": float(z)} | {name: digits(formula.subs(s, z)) for name, formula in formulas.items()}
        rows.append({name: row[name] for name in ("z", "lower", "loss", "upper", "slope", "curvature")})
    return rows


@scalar_table.witness(
    "autograd twice; the bounds as the two asymptotes and the parabola of equal curvature", within=1e-6
)
def scalar_table_by_autograd(task):
    z = tensor(task.zs).requires_grad_()
    loss = stable_loss(task, z, torch)
    slope = torch.autograd.grad(loss.sum(), z, create_graph=True)[0]
    curvature = torch.autograd.grad(slope.sum(), z)[0]
    asymptote = far_line(task)
    bottom = bottom_curvature(task)
    columns = zip(task.zs, *(column.tolist() for column in (loss, slope, curvature)))
    return [
        {"z": a, "lower": a + asymptote, "loss": b, "upper": min(a, bottom * a * a / 2), "slope": c, "curvature": d}
        for a, b, c, d in columns
    ]


def far_line(task):
    """By how much the loss is below |z| far out."""
    return stable_loss(task, 300 / task.beta) - 300 / task.beta


def bottom_curvature(task):
    """The second derivative of the loss at 0, by autograd."""
    zero = tensor(0.0).requires_grad_()
    slope = torch.autograd.grad(task.loss(zero, torch), zero, create_graph=True)[0]
    return torch.autograd.grad(slope, zero)[0].item()


@answer(instances=("exam", "sharp"))
def error_bounds(task):
    """The mean of the lower bounds, the error itself, the mean of the upper bounds."""
    z = abs(np.asarray(task.X) @ task.w - task.t)
    loss = z + (np.log1p(np.exp(-2 * task.beta * z)) - math.log(2)) / task.beta
    return np.mean([z - math.log(2) / task.beta, loss, np.minimum(z, task.beta * z**2 / 2)], axis=1)


@error_bounds.witness("the bounds of cosh, then the logarithm, fifty digits")
def error_bounds_by_cosh(task):
    u = [task.beta * abs(y - t) for y, t in zip(task.outputs(exact(task.w)), exact(task.t))]
    forms = (lambda u: sympy.exp(u) / 2, sympy.cosh, lambda u: sympy.Min(sympy.exp(u), sympy.exp(u**2 / 2)))
    return [digits(sum(sympy.log(form(v)) for v in u) / len(u) / task.beta) for form in forms]


@error_bounds.witness("the two asymptotes, and the parabola of equal curvature at 0", within=1e-6)
def error_bounds_by_shape(task):
    z, bottom = np.subtract(task.outputs(), task.t), bottom_curvature(task)
    lower = np.maximum(z, -z) + far_line(task)
    return [np.mean(lower), np.mean(stable_loss(task, z)), np.mean(np.minimum(np.maximum(z, -z), bottom * z * z / 2))]


def _bounds(task, lower, upper):
    z = abs(np.subtract(task.outputs(), task.t))
    return [np.mean(lower(z)), task.E(), np.mean(upper(z))]


@error_bounds.slip("log cosh z >= |z|: the log 2 forgotten below")
def bounds_without_log2(task):
    return _bounds(task, lambda z: z, lambda z: np.minimum(z, task.beta * z**2 / 2))


@error_bounds.slip("the maximum of the two upper bounds in place of the minimum")
def bounds_with_maximum(task):
    return _bounds(task, lambda z: z - math.log(2) / task.beta, lambda z: np.maximum(z, task.beta * z**2 / 2))


@error_bounds.slip("log 2 not divided by beta")
def bounds_with_whole_log2(task):
    return _bounds(task, lambda z: z - math.log(2), lambda z: np.minimum(z, task.beta * z**2 / 2))


@error_bounds.slip("z^2/2 above, without beta: not a bound when beta > 1")
def bounds_without_beta(task):
    return _bounds(task, lambda z: z - math.log(2) / task.beta, lambda z: np.minimum(z, z**2 / 2))


@answer(instances=("exam", "sharp"))
def crossing(task):
    """At |z| = 2/beta the two upper bounds |z| and beta z^2/2 meet; inside the parabola is smaller, outside |z|."""
    return 2 / task.beta


@crossing.witness("SymPy: the positive root")
def crossing_by_sympy(task):
    z = sympy.Symbol("z", positive=True)
    return float(sympy.solve(sympy.Rational(task.beta) * z**2 / 2 - z, z)[0])


@crossing.witness("bisection")
def crossing_by_bisection(task):
    low, high = 0.1, 100.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if task.beta * middle**2 / 2 < middle else (low, middle)
    return low


@answer(instances=("exam",))
def series_terms(task):
    """The coefficient of u^(2k) is 1/(2k)! in cosh u and 1/(2^k k!) in e^(u^2/2); their ratio is never below 1."""
    rows = []
    for k in range(6):
        cosh, gauss = math.factorial(2 * k), 2**k * math.factorial(k)
        ratio = sympy.Rational(cosh, gauss)
        rows.append({"k": k, "cosh": sympy.Rational(1, cosh), "gauss": sympy.Rational(1, gauss), "ratio": ratio})
    return rows


@series_terms.witness("SymPy: Taylor series of both functions")
def terms_by_series(task):
    u = task.notation.u
    cosh, gauss = (f.series(u, 0, 12).removeO() for f in (sympy.cosh(u), sympy.exp(u**2 / 2)))
    pairs = [(cosh.coeff(u, 2 * k), gauss.coeff(u, 2 * k)) for k in range(6)]
    return [{"k": k, "cosh": a, "gauss": b, "ratio": b / a} for k, (a, b) in enumerate(pairs)]


@series_terms.witness("the ratio as a product of odd numbers, the rest from the differential equations")
def terms_by_recursion(task):
    # cosh'' = cosh gives a_(k+1) = a_k / ((2k+1)(2k+2)); g' = u g gives b_(k+1) = b_k / (2k+2).
    a = b = ratio = sympy.Integer(1)
    rows = []
    for k in range(6):
        rows.append({"k": k, "cosh": a, "gauss": b, "ratio": ratio})
        a, b, ratio = a / ((2 * k + 1) * (2 * k + 2)), b / (2 * k + 2), ratio * (2 * k + 1)
    return rows


@series_terms.slip("(2k)! read as 2 k!")
def terms_with_double_factorial(task):
    return [{**row, "ratio": sympy.Rational(2, 2 ** row["k"])} for row in terms_by_series(task)]


@answer(instances=("exam",))
def induction_factor(task):
    """From k to k + 1 the ratio (2k)!/(2^k k!) is multiplied by 2k + 1 >= 1, so it never falls below 1."""
    k = task.notation.k
    return sympy.cancel((2 * k + 2) * (2 * k + 1) / (2 * (k + 1)))


@induction_factor.witness("SymPy: quotient of the factorials")
def factor_by_factorials(task):
    k = task.notation.k
    ratio = sympy.factorial(2 * k) / (2**k * sympy.factorial(k))
    return sympy.expand(sympy.combsimp(ratio.subs(k, k + 1) / ratio))


@induction_factor.witness("the line through the quotients of the first Taylor coefficients")
def factor_by_interpolation(task):
    ratios = [row["ratio"] for row in terms_by_series(task)]
    quotients = [(k, after / before) for k, (before, after) in enumerate(pairwise(ratios))]
    return sympy.interpolate(quotients, task.notation.k)


@answer(instances=("exam", "sharp"))
def largest_gaps(task):
    """How loose each bound is: the largest distance from the loss, over all z."""
    log2 = math.log(2)
    return [
        {"bound": "lower bound", "where": "at z = 0", "gap": log2 / task.beta},
        {"bound": "absolute value", "where": "far out", "gap": log2 / task.beta},
        {"bound": "minimum", "where": "far out", "gap": log2 / task.beta},
        {"bound": "Huber", "where": "far out", "gap": (log2 - 1 / 2) / task.beta},
    ]


@largest_gaps.witness("brute force over 100001 points")
def gaps_by_brute_force(task):
    u = np.linspace(0, 50, 100001)  # the gaps are even in z, and constant to the last digit from u = 20 on
    z, loss = u / task.beta, task.loss(u / task.beta)
    parabola = task.beta * z**2 / 2
    huber = np.where(u < 1, parabola, z - 1 / (2 * task.beta))
    gaps = (loss - (z + far_line(task)), z - loss, np.minimum(z, parabola) - loss, huber - loss)
    return [row_of(name, gap, z) for name, gap in zip(GAP_NAMES, gaps)]


GAP_NAMES = ("lower bound", "absolute value", "minimum", "Huber")


def row_of(name, gap, z):
    return {"bound": name, "where": "at z = 0" if gap[0] > gap[-1] else "far out", "gap": float(np.max(gap))}


@largest_gaps.witness("SymPy: limits at 0 and at infinity; between them the gaps are monotone")
def gaps_by_limits(task):
    q = sympy.Symbol("q", positive=True)
    below = sympy.log(2) - sympy.log(1 + q)  # u - log cosh u with q = e^(-2u)
    lower, far = (sympy.log(2) - below).limit(q, 1), below.limit(q, 0)
    pairs = zip(GAP_NAMES, (lower, far, far, far - sympy.Rational(1, 2)))
    return [
        {"bound": name, "where": "at z = 0" if name == "lower bound" else "far out", "gap": digits(gap / task.beta)}
        for name, gap in pairs
    ]


@answer(instances=("exam", "sharp"))
def losses_far_out(task):
    """The loss at large residuals: it grows like |z|, so only its gradient is bounded."""
    return [z - math.log(2) / task.beta + math.log1p(math.exp(-2 * task.beta * z)) / task.beta for z in task.far]


@losses_far_out.witness("fifty digits")
def far_by_digits(task):
    return [digits(task.loss(sympy.Rational(z), sympy)) for z in task.far]


@losses_far_out.witness("torch: logaddexp")
def far_by_torch(task):
    return stable_loss(task, tensor(task.far), torch).tolist()


@losses_far_out.slip("|tanh| < 1, so the loss stays below 1: slope and value confused")
def far_as_if_bounded(task):
    return [1.0 for _ in task.far]

"""(c) log cosh in float32: the naive form overflows, the usual remedy loses small z, two branches lose nothing."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits

__all__ = ["float32_forms", "overflow", "safe_log_cosh"]

LARGEST = float(np.finfo(np.float32).max)  # (2 - 2^-23) 2^127, about 3.4e38
GOOD = 1e-5  # a form is good at z when its relative error stays below this, some eighty units in the last place


def safe_log_cosh(z):
    """log cosh z in the precision of z, without overflow and without loss near 0."""
    z = np.abs(z)
    near = np.log1p(2 * np.sinh(np.minimum(z, 1) / 2) ** 2)  # cosh z = 1 + 2 sinh^2(z/2)
    far = z + np.log1p(np.exp(-2 * z)) - np.log(z.dtype.type(2))
    return np.where(z < 1, near, far)


def usual_log_cosh(z):
    """|z| + log(1 + e^(-2|z|)) - log 2: never overflows, but near 0 it subtracts two numbers close to log 2."""
    return np.abs(z) + np.log1p(np.exp(-2 * np.abs(z))) - np.log(z.dtype.type(2))


def naive_log_cosh(z):
    with np.errstate(over="ignore"):
        return np.log(np.cosh(z))


@answer(instances=("exam",))
def overflow(task):
    """In float32 e^z overflows above log(M) and cosh z above arcosh(M), where M is the largest float32."""
    return [{"function": "exp", "z": math.log(LARGEST)}, {"function": "cosh", "z": math.acosh(LARGEST)}]


@overflow.witness("bisection: where the result no longer fits into a float32", within=1e-7)
def overflow_by_bisection(task):
    def threshold(function):
        low, high = 0.0, 200.0
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if math.isfinite(to_float32(function(middle))) else (low, middle)
        return low

    return [{"function": name, "z": threshold(f)} for name, f in (("exp", math.exp), ("cosh", math.cosh))]


def to_float32(value):
    """The value rounded to float32 by torch: infinite when it does not fit."""
    return torch.tensor(value, dtype=torch.float64).to(torch.float32).item()


@overflow.witness("SymPy: solved for z with fifty digits")
def overflow_by_sympy(task):
    largest = largest_float32()
    inverse = {"exp": sympy.log(largest), "cosh": sympy.log(largest + sympy.sqrt(largest**2 - 1))}
    return [{"function": name, "z": digits(z)} for name, z in inverse.items()]


def largest_float32():
    """A one and 23 more of them behind the binary point, with the exponent 127."""
    return (2 - sympy.Rational(1, 2**23)) * 2**127


@answer(instances=("exam",))
def float32_forms(task):
    """In float32 the naive form overflows for large z and is wrong for small; the usual form is wrong for small z."""
    rows = []
    for z in np.float32(task.floats):
        naive, usual, safe = (form(z[None])[0] for form in (naive_log_cosh, usual_log_cosh, safe_log_cosh))
        true = float(safe_log_cosh(np.float64(z)[None])[0])
        values = {"naive_good": naive, "usual_good": usual, "safe_good": safe}
        good = {name: bool(abs(value - true) < GOOD * true) for name, value in values.items()}
        rows.append({"z": float(z), "safe": float(safe), "overflows": bool(np.isinf(naive)), **good})
    return rows


@float32_forms.witness("torch in float32, judged by fifty digits", within=1e-6)
def forms_by_torch(task):
    rows = []
    for z in torch.tensor(task.floats, dtype=torch.float32):
        naive = torch.log(torch.cosh(z)).item()
        usual = (z + torch.nn.functional.softplus(-2 * z, threshold=1e9) - math.log(2)).item()
        safe = torch.log1p(2 * torch.sinh(z / 2) ** 2).item() if z < 1 else usual
        rows.append(judged(sympy.Rational(z.item()), naive, usual, safe))
    return rows


@float32_forms.witness("SymPy: every step rounded to 24 bits", within=1e-6)
def forms_by_rounding(task):
    rows = []
    for z in (sympy.Rational(float(np.float32(z))) for z in task.floats):
        cosh = in_24_bits(sympy.cosh(z))
        naive = in_24_bits(sympy.log(cosh)) if cosh <= LARGEST else sympy.oo
        usual = in_24_bits(in_24_bits(z + in_24_bits(sympy.log(1 + sympy.exp(-2 * z)))) - in_24_bits(sympy.log(2)))
        safe = in_24_bits(sympy.log(1 + 2 * in_24_bits(sympy.sinh(z / 2)) ** 2)) if z < 1 else usual
        rows.append(judged(z, *map(float, (naive, usual, safe))))
    return rows


def in_24_bits(formula):
    """The value as a fraction, rounded to the 24 bits of a float32."""
    return sympy.Rational(sympy.Float(sympy.N(formula, 60), precision=24))


def judged(z, naive, usual, safe):
    """The row for three float32 values, held against fifty digits."""
    true = digits(sympy.log(sympy.cosh(z)))
    values = {"naive_good": naive, "usual_good": usual, "safe_good": safe}
    good = {name: abs(value - true) / true < GOOD for name, value in values.items()}
    return {"z": float(z), "safe": safe, "overflows": math.isinf(naive), **good}

"""The loss of a variant of exercise 3B as a formula, its derivative, how often that is largest, and if it is convex."""

import math

import numpy as np
import sympy

from snippets.answers import answer
from snippets.error_function.practice_bounds import slope_outside
from snippets.error_function.practice_losses import SYMPY, TORCH, Z
from snippets.second_ways import by_autograd

GRID = np.array([-5.5, -2.5, -1.5, -0.5, 0.25, 0.75, 1.25, 3.5, 7.5, 40.5])
A, C = sympy.symbols("a c", positive=True)
SIZE, FAR = sympy.Abs(Z), sympy.Abs(Z) > C
WRITTEN = {
    "Huber": sympy.Piecewise((A * C * (SIZE - C / 2), FAR), (A * Z**2 / 2, True)),
    "PseudoHuber": A * C * (sympy.sqrt(Z**2 + C**2) - C),
    "Cauchy": A * C**2 * sympy.log(1 + Z**2 / C**2) / 2,
    "Fair": A * C * (SIZE - C * sympy.log(1 + SIZE / C)),
}
DERIVED = {
    "Huber": sympy.Piecewise((A * C, Z > C), (-A * C, Z < -C), (A * Z, True)),
    "PseudoHuber": A * C * Z / sympy.sqrt(Z**2 + C**2),
    "Cauchy": A * C**2 * Z / (Z**2 + C**2),
    "Fair": A * C * Z / (SIZE + C),
}


def with_numbers(formula, task):
    """The formula with the numbers of the variant in it."""
    return formula.subs({A: task.loss.a, C: task.loss.c})


def only_one_with(values, table, task):
    """The only formula of a table that has these values on the grid."""
    forms = [with_numbers(formula, task) for formula in table.values()]
    at = [np.array([float(form.subs(Z, z)) for z in GRID]) for form in forms]
    (same,) = [form for form, seen in zip(forms, at) if np.allclose(seen, values, rtol=1e-9)]
    return same


@answer
def loss(task):
    """The loss as a function of one residual z."""
    return WRITTEN[type(task.loss).__name__].subs({A: task.loss.a, C: task.loss.c})


@loss.witness("the only formula with the values of the loss on a grid")
def loss_by_values(task):
    return only_one_with(task.loss.value(GRID), WRITTEN, task)


@loss.witness("the only formula whose slopes on a grid are those of autograd")
def loss_by_slopes(task):
    values = by_autograd(lambda z: task.loss.value(z, TORCH).sum(), GRID)
    names = [name for name in DERIVED if np.allclose(sampled(DERIVED[name], task), values, rtol=1e-9)]
    (name,) = names
    return with_numbers(WRITTEN[name], task)


def sampled(formula, task):
    """The values of a formula on the grid."""
    return [float(with_numbers(formula, task).subs(Z, z)) for z in GRID]


@answer
def slope(task):
    """The derivative of the loss with respect to the output y, as a function of the residual z."""
    return DERIVED[type(task.loss).__name__].subs({A: task.loss.a, C: task.loss.c})


@slope.witness("the only formula with the slopes of autograd on a grid")
def slope_by_autograd(task):
    return only_one_with(by_autograd(lambda z: task.loss.value(z, TORCH).sum(), GRID), DERIVED, task)


@slope.witness("the only formula with the values of SymPy's derivative on a grid")
def slope_by_sympy(task):
    derivative = task.loss.value(Z, SYMPY).diff(Z)
    return only_one_with([float(derivative.subs(Z, sympy.Rational(z)).doit()) for z in GRID], DERIVED, task)


@slope.slip("the sign: differentiated with respect to the target")
def slope_by_target(task):
    return -DERIVED[type(task.loss).__name__].subs({A: task.loss.a, C: task.loss.c})


@slope.slip("z itself, as for z^2/2")
def slope_of_half_square(task):
    return Z


TAKEN = {"Huber": math.inf, "PseudoHuber": 0, "Cauchy": 1, "Fair": 0}


@answer(infinite=True)
def places_of_bound(task):
    """For how many z > 0 the derivative of the loss is as large as its least upper bound."""
    return TAKEN[type(task.loss).__name__]


def counted(number):
    """Of several there are infinitely many: all from a seam on."""
    return number if number < 2 else math.inf


@places_of_bound.witness("autograd: how often the slope on a fine grid is the bound")
def places_by_autograd(task):
    slopes = by_autograd(lambda z: task.loss.value(z, TORCH).sum(), np.linspace(0.25, 40, 160))
    bound = float(task.loss.steepest)
    return counted(int(np.sum(slopes > bound * (1 - 1e-9))))


@places_of_bound.witness("SymPy: how often the curvature vanishes beyond the seam")
def places_by_curvature(task):
    z, outside = slope_outside(task)
    bends = outside.diff(z)
    roots = [root for root in sympy.solve(sympy.numer(sympy.together(bends)), z) if root.is_number] if bends else []
    return len(roots) if bends else math.inf


@places_of_bound.slip("none, as with log-cosh, whose slope only comes closer to its bound")
def places_of_logcosh(task):
    return 0


@places_of_bound.slip("one, as with a slope that falls again behind its largest value")
def places_of_hill(task):
    return 1


@places_of_bound.slip("infinitely many, as with a slope that stays where it is from a seam on")
def places_of_seam(task):
    return math.inf


@answer
def convex(task):
    """The loss is convex if and only if its second derivative is nowhere negative."""
    return all(task.loss.curvature(sympy.Rational(z)) >= 0 for z in GRID)


@convex.witness("midpoints of the loss lie under its chords")
def convex_by_chords(task):
    ends = np.random.default_rng(3).uniform(-60, 60, size=(2, 500))
    mean = (task.loss.value(ends[0]) + task.loss.value(ends[1])) / 2
    return bool(np.all(task.loss.value(ends.mean(axis=0)) <= mean + 1e-9 * (1 + mean)))


@convex.witness("autograd: no slope is below that of a smaller residual")
def convex_by_slopes(task):
    zs = np.linspace(-60, 60, 481)
    slopes = by_autograd(lambda z: task.loss.value(z, TORCH).sum(), zs)
    return bool(np.all(np.diff(slopes) >= -1e-9 * (1 + abs(slopes[1:]))))

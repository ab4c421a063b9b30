"""(g) Reading D: losses of the margin m = y t, their derivatives, and which of them bound the 0/1 loss."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact
from snippets.second_ways import by_autograd, by_differences, tensor

__all__ = [
    "logistic_curvature",
    "margin_derivatives",
    "margin_gradients",
    "margin_table",
    "separable_errors",
    "zero_one_bounds",
]

LOSSES = ("perceptron", "hinge", "log-loss")


@answer(instances=("exam",))
def margin_derivatives(task):
    """d/dy: perceptron -t if y t < 0, hinge -t if y t < 1, else 0; log-loss -t sigma(-y t). All at most 1 in size."""
    y, t = task.notation.y, task.notation.t
    perceptron = sympy.Piecewise((-t, y * t < 0), (0, y * t > 0))
    hinge = sympy.Piecewise((-t, y * t < 1), (0, y * t > 1))
    return [{"loss": n, "derivative": f} for n, f in zip(LOSSES, (perceptron, hinge, -t / (1 + sympy.exp(y * t))))]


@margin_derivatives.witness("SymPy: derivative of Max and of log(1 + e^-m)")
def margin_derivatives_by_sympy(task):
    y, t = task.notation.y, task.notation.t
    kinks = {"perceptron": 0, "hinge": 1}
    rows = []
    for name in LOSSES:
        derivative = task.margin_loss(name, y * t, sympy, sympy.Max).diff(y)
        if name in kinks:
            derivative = around(derivative, kinks[name], y, t)
        rows.append({"loss": name, "derivative": sympy.simplify(derivative)})
    return rows


@margin_derivatives.witness("SymPy: max(0, v) = (v + |v|) / 2, and the logarithm's inner derivative")
def margin_derivatives_by_absolute_value(task):
    y, t, q = task.notation.y, task.notation.t, sympy.Symbol("q", positive=True)
    ramps = [around(((v + sympy.Abs(v)) / 2).diff(y), kink, y, t) for kink in (0, 1) for v in (kink - y * t,)]
    by_q = (sympy.log(1 + q).diff(q) * -t * q).subs(q, sympy.exp(-y * t))  # q = e^(-y t) has dq/dy = -t q
    return [{"loss": n, "derivative": sympy.simplify(f)} for n, f in zip(LOSSES, (*ramps, by_q))]


def around(derivative, kink, y, t):
    """The derivative left and right of the margin `kink`: at the outputs y = (kink -+ c) / t with c > 0."""
    c, target = sympy.Symbol("c", positive=True), sympy.Symbol("t", real=True, nonzero=True)
    below, above = (
        sympy.simplify(derivative.subs(t, target).subs(y, (kink + side * c) / target)).subs(target, t)
        for side in (-1, 1)
    )
    return sympy.Piecewise((below, y * t < kink), (above, y * t > kink))


@margin_derivatives.slip("the sign: +t")
def margin_derivatives_plus_target(task):
    return [{**row, "derivative": sympy.piecewise_fold(-row["derivative"])} for row in margin_derivatives(task)]


@margin_derivatives.slip("the inner derivative t forgotten: differentiated with respect to the margin")
def margin_derivatives_by_margin(task):
    t = task.notation.t
    return [{**row, "derivative": sympy.piecewise_fold(row["derivative"] / t)} for row in margin_derivatives(task)]


@answer(instances=("exam",))
def margin_table(task):
    """At four margins: the 0/1 loss, the three losses, log-loss to base 2, and the three slopes in the margin."""
    rows = []
    for m in task.margins:
        losses = (max(0, -m), max(0, 1 - m), math.log1p(math.exp(-m)))
        slopes = (-1.0 * (m < 0), -1.0 * (m < 1), -1 / (1 + math.exp(m)))
        row = {"margin": m, "zero_one": int(m <= 0), **dict(zip(("perceptron", "hinge", "log"), losses))}
        rows.append({**row, "log2": losses[2] / math.log(2), "slopes": slopes})
    return rows


@margin_table.witness("torch's own losses and autograd")
def margin_table_by_torch(task):
    f = torch.nn.functional
    forms = {
        "perceptron": lambda m: f.relu(-m),
        "hinge": lambda m: f.hinge_embedding_loss(m, -torch.ones(()), reduction="none"),
        "log": lambda m: f.soft_margin_loss(m, torch.ones(()), reduction="none"),
    }
    rows = []
    for m in task.margins:
        losses = {name: form(tensor(m)).item() for name, form in forms.items()}
        slopes = [by_autograd(form, m).item() for form in forms.values()]
        wrong = int(tensor(m).sign().item() != 1)
        log2 = f.binary_cross_entropy_with_logits(tensor(m), tensor(1.0)).item() / f.softplus(tensor(0.0)).item()
        rows.append({"margin": m, "zero_one": wrong, **losses, "log2": log2, "slopes": slopes})
    return rows


@margin_table.witness("the definitions, and central differences", within=1e-6)
def margin_table_by_differences(task):
    rows = []
    for m in task.margins:
        losses = [float(task.margin_loss(name, m)) for name in LOSSES]
        slopes = [by_differences(lambda v, n=name: task.margin_loss(n, v[0]), [m])[0] for name in LOSSES]
        row = {
            "margin": m,
            "zero_one": 1 - int(np.heaviside(m, 0)),
            **dict(zip(("perceptron", "hinge", "log"), losses)),
        }
        rows.append({**row, "log2": math.log2(1 + math.exp(-m)), "slopes": slopes})
    return rows


@answer(instances=("exam",))
def zero_one_bounds(task):
    """Hinge and log-loss to base 2 lie above the 0/1 loss everywhere; perceptron loss and natural log-loss do not."""
    # All four fall and meet the jump of the 0/1 loss at m = 0, where it still is 1: compare there, once.
    at_jump = {"perceptron": 0.0, "hinge": 1.0, "log-loss": math.log(2), "log-loss, base two": 1.0}
    return [{"loss": name, "holds": value >= 1, "at_jump": value} for name, value in at_jump.items()]


@zero_one_bounds.witness("brute force over 4001 margins")
def zero_one_by_brute_force(task):
    m = np.linspace(-20, 20, 4001)
    zero_one = m <= 1e-12
    forms = {name: task.margin_loss(name, m) for name in LOSSES}
    forms["log-loss, base two"] = forms["log-loss"] / math.log(2)
    middle = len(m) // 2
    return [
        {"loss": n, "holds": bool(np.all(v >= zero_one - 1e-12)), "at_jump": float(v[middle])} for n, v in forms.items()
    ]


@zero_one_bounds.witness("SymPy: the smallest value on m <= 0, from the sign of the derivative")
def zero_one_by_sympy(task):
    m = sympy.Symbol("m", negative=True)
    rows = []
    for name in (*LOSSES, "log-loss, base two"):
        base = sympy.log(2) if name.endswith("two") else 1
        loss = task.margin_loss(name, m, sympy, sympy.Max) / base
        assert sympy.simplify(loss.diff(m)).is_negative  # falling, so smallest at the right end
        smallest = sympy.limit(loss, m, 0, "-")
        rows.append({"loss": name, "holds": bool(smallest >= 1), "at_jump": digits(smallest)})
    return rows


@zero_one_bounds.slip("every loss of the margin lies above the 0/1 loss")
def zero_one_all_hold(task):
    return [{**row, "holds": True} for row in zero_one_by_brute_force(task)]


@answer(instances=("exam",))
def logistic_curvature(task):
    """The second derivative of the log-loss in y is sigma(m) sigma(-m), at most 1/4, which it attains at m = 0."""
    sigma = sympy.Rational(1, 2)  # sigma(0); p (1 - p) is largest at p = 1/2
    return sigma * (1 - sigma)


@logistic_curvature.witness("SymPy: the only root of the third derivative, for t = 1")
def logistic_curvature_by_sympy(task):
    y, q = sympy.Symbol("y", real=True), sympy.Symbol("q", positive=True)  # q = e^y turns it into fractions
    second, third = (
        sympy.cancel(task.margin_loss("log-loss", y, sympy).diff(y, order).subs(y, sympy.log(q))) for order in (2, 3)
    )
    (peak,) = sympy.solve(third, q)
    return second.subs(q, peak)


@logistic_curvature.witness("autograd at 8001 outputs")
def logistic_curvature_by_autograd(task):
    y = torch.linspace(-20, 20, 8001, dtype=torch.float64)
    return torch.func.vmap(torch.func.hessian(torch.nn.functional.softplus))(y).max().item()


@logistic_curvature.slip("p (1 - p) bounded by 1/2 times 1")
def logistic_curvature_half(task):
    return sympy.Rational(1, 2)


@answer(instances=("exam",))
def margin_gradients(task):
    """The lengths of 1/N sum_i dL/dy_i x_i for the three losses, none above 1/N sum_i |x_i|."""
    X, t = np.asarray(task.X), np.asarray(task.labels)
    m = X @ task.w * t
    slopes = (m < 0, m < 1, 1 / (1 + np.exp(m)))
    return [np.linalg.norm((slope * -t) @ X) / len(X) for slope in slopes]


@margin_gradients.witness("autograd")
def margin_gradients_by_autograd(task):
    def length(name):
        return math.hypot(*by_autograd(lambda w: margin_error(task, name, w, torch, torch.maximum), task.w))

    return [length(name) for name in LOSSES]


@margin_gradients.witness("central differences", within=1e-6)
def margin_gradients_by_differences(task):
    return [
        math.hypot(*by_differences(lambda w, n=n: margin_error(task, n, w, np, np.maximum), task.w)) for n in LOSSES
    ]


def margin_error(task, name, w, xp, maximum):
    """The mean margin loss of y = w.x over the points with their labels."""
    margins = [y * t for y, t in zip(task.outputs(w), task.labels)]
    return sum(task.margin_loss(name, m, xp, maximum) for m in margins) / len(margins)


@margin_gradients.slip("sigma(y t) in place of sigma(-y t) in the log-loss")
def margin_gradients_wrong_sigma(task):
    values = [t * y for y, t in zip(task.outputs(), task.labels)]
    total = sum(-t / (1 + math.exp(-m)) * np.array(x) for m, t, x in zip(values, task.labels, task.X))
    return [*margin_gradients_by_autograd(task)[:2], math.hypot(*total) / len(task.X)]


@answer(instances=("exam",))
def separable_errors(task):
    """On data that a direction separates, the log-loss along it falls towards 0 and stays above: no minimiser."""
    margins = np.asarray(task.X) @ task.direction * task.separable
    return [np.mean(np.log1p(np.exp(-length * margins))) for length in task.lengths]


@separable_errors.witness("torch: soft_margin_loss")
def separable_by_torch(task):
    outputs, labels = torch.stack([tensor(y) for y in task.outputs(task.direction)]), tensor(task.separable)
    return [torch.nn.functional.soft_margin_loss(r * outputs, labels).item() for r in task.lengths]


@separable_errors.witness("the definition with fifty digits")
def separable_by_digits(task):
    margins = [y * t for y, t in zip(task.outputs(exact(task.direction)), exact(task.separable))]
    total = [sum(task.margin_loss("log-loss", r * m, sympy) for m in margins) for r in exact(task.lengths)]
    return [digits(errors) / len(margins) for errors in total]


@separable_errors.slip("y in place of the margin y t: the labels forgotten")
def separable_without_labels(task):
    outputs = np.array(task.outputs(task.direction))
    return [np.mean(np.logaddexp(0, -length * outputs)) for length in task.lengths]

"""(d) What are delta_1, delta_2, delta_3? Five readings, and the same gradient from each of them."""

from functools import partial
from types import SimpleNamespace

import numpy as np
import sympy

from snippets.answers import answer
from snippets.rnn.multivariate import chain_rule_by_linear_system, chain_rule_by_nesting, in_short
from snippets.rnn.perceptron_loss import loss_derivative
from snippets.rnn.task import TORCH
from snippets.second_ways import by_autograd, by_differences

__all__ = ["backward_pass", "reading_formulas", "readings"]

DEFINITIONS = {
    "R1": "total derivative of L with respect to the state",
    "R2": "total derivative of L with respect to the pre-activation",
    "R3": "direct derivative of the state with respect to theta",
    "R4": "total derivative of the state with respect to theta",
    "R5": "direct derivative of the state with respect to the one before",
}


@answer(instances=("exam",))
def backward_pass(task):
    """Start with delta_n = dL/dy, go backwards with g'_h, and collect delta_t g'_theta(t) at each step."""
    s, n = task.notation, task.steps
    rows = [{"of": s.delta(n), "delta": s.dL_dy, "summand": s.delta(n) * s.g_theta(n)}]
    for t in range(n - 1, 0, -1):
        delta = sympy.Mul(s.delta(t + 1), s.g_h(t + 1), evaluate=False)
        rows.append({"of": s.delta(t), "delta": delta, "summand": s.delta(t) * s.g_theta(t)})
    return rows


@backward_pass.witness("Lagrange multipliers")
def backward_pass_by_multipliers(task):
    # Minimise L subject to h_t = g(x_t, h_{t-1}, theta). Stationarity in h_t gives delta_t, and
    # the theta-derivative of the Lagrangian is the gradient, term by term.
    s, n = task.notation, task.steps
    dh, dtheta = sympy.symbols(f"dh0:{n + 1}"), sympy.Symbol("dtheta")
    lagrangian = s.dL_dy * dh[n] + sum(
        s.delta(t) * (s.g_h(t) * dh[t - 1] + s.g_theta(t) * dtheta - dh[t]) for t in range(1, n + 1)
    )  # its differential
    rows = []
    for t in range(n, 0, -1):
        stationary = sympy.expand(lagrangian).coeff(dh[t])
        summand = sympy.expand(lagrangian).coeff(dtheta).coeff(s.delta(t)) * s.delta(t)
        rows.append({"of": s.delta(t), "delta": sympy.solve(stationary, s.delta(t))[0], "summand": summand})
    return rows


@backward_pass.witness("SymPy: total derivatives of the nested g")
def backward_pass_by_nesting(task):
    s, n = task.notation, task.steps
    x, h, thetas = (sympy.symbols(f"{name}0:{n + 1}") for name in ("x", "h", "theta"))
    g, L = sympy.Function("g"), sympy.Function("L")

    def derivatives(t):
        """dL/dh_t, and dL/dtheta through step t alone."""
        state, by_step = h[t], g(x[t], h[t - 1], thetas[t])
        for k in range(t + 1, n + 1):
            state, by_step = g(x[k], state, thetas[k]), g(x[k], by_step, thetas[k])
        return [in_short(L(y).diff(v), x[1:], s) for y, v in ((state, h[t]), (by_step, thetas[t]))]

    later, rows = s.delta(n), []
    for t in range(n, 0, -1):
        total, through = derivatives(t)
        delta = total if t == n else s.delta(t + 1) * sympy.cancel(total / later)
        rows.append({"of": s.delta(t), "delta": delta, "summand": s.delta(t) * sympy.cancel(through / total)})
        later = total
    return rows


@answer(instances=("exam",))
def reading_formulas(task):
    """Each reading of the deltas has its own formula for dL/dtheta; written out, they are all the same."""
    s, n = task.notation, task.steps
    backwards = range(n, 0, -1)
    paths = [[s.g_h(k) for k in range(n, t, -1)] for t in backwards]
    local = [[s.delta(k) for k in range(n, t, -1)] for t in backwards]
    formulas = {
        "R1": sum_of_products([s.delta(t), s.g_theta(t)] for t in backwards),
        "R2": sum_of_products([s.delta(t), s.z_theta(t)] for t in backwards),
        "R3": product([s.dL_dy, sum_of_products([*path, s.delta(t)] for path, t in zip(paths, backwards))]),
        "R4": product([s.dL_dy, s.delta(n)]),
        "R5": product([s.dL_dy, sum_of_products([*path, s.g_theta(t)] for path, t in zip(local, backwards))]),
    }
    return [{"reading": reading, "gradient": formula} for reading, formula in formulas.items()]


def product(factors):
    """A product in the order in which it is written."""
    return sympy.Mul(*factors, evaluate=False) if len(factors) > 1 else factors[0]


def sum_of_products(products):
    return sympy.Add(*(product(factors) for factors in products), evaluate=False)


@reading_formulas.witness("SymPy: the definitions put into the derivative of the nested g")
def formulas_from_nesting(task):
    return eliminated(task, chain_rule_by_nesting(task))


@reading_formulas.witness("SymPy: the definitions put into the solved linear system")
def formulas_from_linear_system(task):
    return eliminated(task, chain_rule_by_linear_system(task))


def eliminated(task, gradient):
    """The chain rule, with the symbols that each reading's definition of delta_t allows us to replace."""
    s, n = task.notation, task.steps
    every, later = range(1, n + 1), range(2, n + 1)
    slope, by_h = (lambda t: sympy.Symbol(f"slope{t}")), (lambda t: sympy.Symbol(f"by_h{t}"))
    definitions = {
        "R1": [{s.dL_dy: s.delta(n)}, {s.g_h(t): s.delta(t - 1) / s.delta(t) for t in later}],
        "R2": [
            {s.g_h(t): slope(t) * by_h(t) for t in later} | {s.g_theta(t): slope(t) * s.z_theta(t) for t in every},
            {slope(n): s.delta(n) / s.dL_dy},
            {slope(t - 1): s.delta(t - 1) / (s.delta(t) * by_h(t)) for t in later},
        ],
        "R3": [{s.g_theta(t): s.delta(t) for t in every}],
        "R4": [{s.g_theta(t): s.delta(t) - (s.g_h(t) * s.delta(t - 1) if t > 1 else 0) for t in every}],
        "R5": [{s.g_h(t): s.delta(t) for t in later}],
    }
    return [
        {"reading": name, "gradient": sympy.expand(replaced(gradient, rules))} for name, rules in definitions.items()
    ]


def replaced(formula, rules):
    for rule in rules:
        formula = formula.subs(rule)
    return formula


@answer(instances=("exam", "zero", "right", "tanh"))
def readings(task):
    """Five readings of delta_1, ..., delta_n: different numbers, the same gradient."""
    local = derivatives_of_each_step(task)
    rows = []
    for (reading, definition), solve in zip(DEFINITIONS.items(), SOLUTIONS):
        deltas, gradient = solve(local)
        rows.append({"reading": reading, "definition": definition, "deltas": deltas, "gradient": gradient})
    return rows


def derivatives_of_each_step(task):
    """dL/dy, and for t = 1, ..., n: g'_h, g'_theta, and the three factors z_h, z_theta, f' they are made of."""
    cell = task.cell
    steps = list(zip(task.inputs(), task.run(), [np.asarray(task.theta)] * task.steps))
    derivatives = {
        name: [getattr(cell, name)(*step) for step in steps] for name in ("g_h", "g_theta", "z_h", "z_theta")
    }
    slopes = [cell.slope(cell.z(*step)) for step in steps]
    return SimpleNamespace(dL_dy=loss_derivative(task), slopes=slopes, **derivatives)


def total_by_state(local):
    """R1: delta_n = dL/dy, delta_{t-1} = delta_t g'_h(t); the gradient is the sum of delta_t g'_theta(t)."""
    deltas = [local.dL_dy]
    for g_h in reversed(local.g_h[1:]):
        deltas.insert(0, np.dot(deltas[0], g_h))
    return deltas, sum(map(np.dot, deltas, local.g_theta))


def total_by_preactivation(local):
    """R2: delta_n = dL/dy f'(z_n), delta_{t-1} = delta_t z_h(t) f'(z_{t-1}); the sum of delta_t z'_theta(t)."""
    deltas = [local.dL_dy * local.slopes[-1]]
    for z_h, slope in zip(reversed(local.z_h[1:]), reversed(local.slopes[:-1])):
        deltas.insert(0, np.dot(deltas[0], z_h) * slope)
    return deltas, sum(map(np.dot, deltas, local.z_theta))


def direct_by_theta(local):
    """R3: delta_t = g'_theta(t), carried to the output by the g'_h of the later steps."""
    return local.g_theta, carried_back(local.dL_dy, local.g_h, local.g_theta)


def total_by_theta(local):
    """R4: delta_t = g'_theta(t) + g'_h(t) delta_{t-1}, forwards; the gradient is dL/dy delta_n."""
    deltas = [local.g_theta[0]]
    for g_h, g_theta in zip(local.g_h[1:], local.g_theta[1:]):
        deltas.append(g_theta + np.dot(g_h, deltas[-1]))
    return deltas, np.dot(local.dL_dy, deltas[-1])


def direct_by_state(local):
    """R5: delta_t = g'_h(t), the product of the later ones carries g'_theta(t) to the output."""
    return local.g_h, carried_back(local.dL_dy, local.g_h, local.g_theta)


def carried_back(row, jacobians, directs):
    """The sum over t of row J_n ... J_{t+1} direct_t."""
    result = 0
    for jacobian, direct in zip(reversed(jacobians), reversed(directs)):
        result = result + np.dot(row, direct)
        row = np.dot(row, jacobian)
    return result


SOLUTIONS = (total_by_state, total_by_preactivation, direct_by_theta, total_by_theta, direct_by_state)


@readings.witness("autograd of each definition")
def readings_by_autograd(task):
    return readings_by(by_autograd, task, TORCH)


@readings.witness("central differences of each definition", within=1e-6)
def readings_by_differences(task):
    return readings_by(by_differences, task, np)


def readings_by(jacobian, task, xp):
    """Each delta as its definition says it, by a differentiator that knows no formula of ours."""
    cell, theta = task.cell, xp.asarray(task.theta)
    inputs, states = task.inputs(xp), task.run(xp=xp)
    every = range(1, task.steps + 1)

    def loss_after(t):
        return lambda h: task.loss_at(task.run(h0=h, after=t, xp=xp)[-1], xp)

    def loss_by_preactivation(t):
        return lambda z: loss_after(t)(cell.f(z, xp))

    def step_by_state(t):
        return lambda h: cell.g(inputs[t - 1], h, theta, xp)

    deltas = (
        [jacobian(loss_after(t), states[t]) for t in every],
        [jacobian(loss_by_preactivation(t), cell.z(inputs[t - 1], states[t - 1], theta)) for t in every],
        [jacobian(partial(cell.g, inputs[t - 1], states[t - 1], xp=xp), theta) for t in every],
        jacobian(lambda theta: xp.stack(task.run(theta, xp=xp)[1:]), theta),
        [jacobian(step_by_state(t), states[t - 1]) for t in every],
    )
    gradient = jacobian(lambda theta: task.loss_at(task.run(theta, xp=xp)[-1], xp), theta)
    return [
        {"reading": reading, "definition": definition, "deltas": values, "gradient": gradient}
        for (reading, definition), values in zip(DEFINITIONS.items(), deltas)
    ]

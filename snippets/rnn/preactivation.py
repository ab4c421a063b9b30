"""(d) The backward pass of reading R2: delta_t = dL/dz_t, the total derivative with respect to the pre-activation."""

import sympy

from snippets.answers import answer

__all__ = ["preactivation_pass"]


@answer(instances=("exam",))
def preactivation_pass(task):
    """Start with dL/dy g'(z_n), go backwards with u g'(z_{t-1}), and collect delta_t x_t (w) or delta_t h_{t-1} (u)."""
    s = task.notation
    return _rows(task, lambda t: [s.delta(t + 1), s.u, s.g_z(t)])


def _rows(task, earlier):
    """The pass from the last step to the first, with the factors of each earlier delta."""
    s, n = task.notation, task.steps
    deltas = [[s.dL_dy, s.g_z(n)], *(earlier(t) for t in range(n - 1, 0, -1))]
    rows = [(s.delta(t), factors, s.x(t), s.h(t - 1)) for t, factors in zip(range(n, 0, -1), deltas)]
    return [
        {"of": delta, "delta": sympy.Mul(*factors, evaluate=False), "for_w": delta * x, "for_u": delta * h}
        for delta, factors, x, h in rows
    ]


@preactivation_pass.witness("Lagrange multipliers")
def pass_by_multipliers(task):
    # Minimise L(g(z_n)) subject to z_t = w x_t + u g(z_{t-1}): stationarity in z_t gives delta_t.
    s, n = task.notation, task.steps
    dz, dw, du = sympy.symbols(f"dz1:{n + 1}"), sympy.Symbol("dw"), sympy.Symbol("du")
    lagrangian = s.dL_dy * s.g_z(n) * dz[n - 1]  # its differential
    for t in range(1, n + 1):
        through_the_state = s.u * s.g_z(t - 1) * dz[t - 2] if t > 1 else 0
        lagrangian += s.delta(t) * (s.x(t) * dw + s.h(t - 1) * du + through_the_state - dz[t - 1])
    return [_stationary(sympy.expand(lagrangian), s.delta(t), dz[t - 1], dw, du) for t in range(n, 0, -1)]


def _stationary(lagrangian, delta, dz, dw, du):
    """What the differential of the Lagrangian says of one multiplier."""
    for_w, for_u = (lagrangian.coeff(v).coeff(delta) * delta for v in (dw, du))
    return {"of": delta, "delta": sympy.solve(lagrangian.coeff(dz), delta)[0], "for_w": for_w, "for_u": for_u}


@preactivation_pass.witness("SymPy: total derivatives of the nested g")
def pass_by_nesting(task):
    s, n = task.notation, task.steps
    w, u = sympy.symbols("w u")
    later, rows = None, []
    for t in range(n, 0, -1):
        total, own = _total(task, t), w * s.x(t) + u * s.h(t - 1)
        delta = total if later is None else s.delta(t + 1) * sympy.cancel(total / later)
        of_w, of_u = (s.delta(t) * own.diff(v) for v in (w, u))
        rows.append({"of": s.delta(t), "delta": delta, "for_w": of_w, "for_u": of_u})
        later = total
    return rows


def _total(task, t):
    """dL/dz_t of the steps from t on, one inside another."""
    s, g, z = task.notation, sympy.Function("g"), sympy.Symbol("z")
    nested, slopes = g(z), {z: s.g_z(t)}
    for k in range(t + 1, task.steps + 1):
        inner = s.u * nested + s.x(k)  # the weight of x_k does not matter here
        slopes[inner], nested = s.g_z(k), g(inner)
    return _named(sympy.Function("L")(nested).diff(z), slopes, s)


def _named(derivative, slopes, notation):
    """SymPy's derivative with g'(z_t) and dL/dy for the derivatives of the unknown g and L."""
    for kind in (sympy.Subs, sympy.Derivative):
        for term in derivative.atoms(kind):
            inner, at = (term.expr, term.point[0]) if kind is sympy.Subs else (term, term.variables[0])
            name = notation.dL_dy if inner.expr.func.__name__ == "L" else slopes[at]
            derivative = derivative.xreplace({term: name})
    return derivative


@preactivation_pass.slip("the slope of the later step: delta_{t-1} = delta_t u g'(z_t)")
def pass_with_the_later_slope(task):
    s = task.notation
    return _rows(task, lambda t: [s.delta(t + 1), s.u, s.g_z(t + 1)])

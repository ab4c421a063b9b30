"""(c) The multivariate chain rule: theta acts in every step, so every step contributes a summand."""

import sympy

from snippets.answers import answer

__all__ = ["chain_rule", "preactivation_rule"]


@answer(instances=("exam",))
def chain_rule(task):
    """dL/dtheta: of each step t the direct derivative g'_theta(t), carried to the output by the later g'_h."""
    s, n = task.notation, task.steps
    summands = [in_order(*(s.g_h(later) for later in range(n, t, -1)), s.g_theta(t)) for t in range(n, 0, -1)]
    return in_order(s.dL_dy, sympy.Add(*summands, evaluate=False))


def in_order(*factors):
    """A product that SymPy leaves as we write it: for vectors the order of the Jacobians matters."""
    return sympy.Mul(*factors, evaluate=False) if len(factors) > 1 else factors[0]


@chain_rule.witness("SymPy: derivative of the nested g")
def chain_rule_by_nesting(task):
    theta, h0, *x = sympy.symbols(f"theta h0 x1:{task.steps + 1}")
    g, L = sympy.Function("g"), sympy.Function("L")
    y = h0
    for x_t in x:
        y = g(x_t, y, theta)  # in the end g(x_3, g(x_2, g(x_1, h_0, theta), theta), theta)
    return in_short(L(y).diff(theta), x, task.notation)


def in_short(derivative, x, notation):
    """SymPy's derivative with our names: g'_h(t), g'_theta(t) and dL/dy for the derivatives of the unknown g and L."""

    def name(term):
        inner = term.expr if isinstance(term, sympy.Subs) else term  # Derivative(g(x_t, h, theta), h or theta)
        function, (variable, _) = inner.expr, inner.args[1]
        if function.func.__name__ == "L":
            return notation.dL_dy
        t = 1 + x.index(function.args[0])
        return notation.g_h(t) if variable == function.args[1] else notation.g_theta(t)

    for kind in (sympy.Subs, sympy.Derivative):
        derivative = derivative.xreplace({term: name(term) for term in derivative.atoms(kind)})
    return derivative


@chain_rule.witness("SymPy: linear system of the differentials")
def chain_rule_by_linear_system(task):
    # dh_t = g'_h(t) dh_{t-1} + g'_theta(t) dtheta for every t, with dh_0 = 0: solve (1 - A) dh = b dtheta.
    s, n = task.notation, task.steps
    A = sympy.Matrix(n, n, lambda i, j: s.g_h(i + 1) if j == i - 1 else 0)
    b = sympy.Matrix([s.g_theta(t) for t in range(1, n + 1)])
    return s.dL_dy * (sympy.eye(n) - A).LUsolve(b)[-1]


@chain_rule.slip("the direct term only: earlier states treated as if they did not depend on theta")
def chain_rule_direct_only(task):
    s = task.notation
    return s.dL_dy * s.g_theta(task.steps)


@chain_rule.slip("one product of all theta-derivatives, as if theta itself were passed on from step to step")
def chain_rule_as_product(task):
    s = task.notation
    return sympy.Mul(s.dL_dy, *(s.g_theta(t) for t in range(1, task.steps + 1)))


@chain_rule.slip("the time index of g'_h is one too low: g'_h(t) beside g'_theta(t)")
def chain_rule_wrong_index(task):
    s, n = task.notation, task.steps
    return s.dL_dy * sum(sympy.Mul(*(s.g_h(k) for k in range(t, n)), s.g_theta(t)) for t in range(1, n + 1))


@answer(instances=("exam",))
def preactivation_rule(task):
    """With one scalar pre-activation z_t = w x_t + u h_{t-1} and h_t = g(z_t) a bare g' has a meaning."""
    s, n = task.notation, task.steps

    def rule(factor):
        chains = [
            [f for k in range(n, t, -1) for f in (s.g_z(k), s.u)] + [s.g_z(t), factor(t)] for t in range(n, 0, -1)
        ]
        return in_order(s.dL_dy, sympy.Add(*(in_order(*chain) for chain in chains), evaluate=False))

    return [{"parameter": "w", "derivative": rule(s.x)}, {"parameter": "u", "derivative": rule(lambda t: s.h(t - 1))}]


@preactivation_rule.witness("SymPy: derivative of the nested g")
def preactivation_by_nesting(task):
    s, w, g = task.notation, sympy.Symbol("w"), sympy.Function("g")
    inner, states = {}, [s.h(0)]
    for t in range(1, task.steps + 1):
        z = w * s.x(t) + s.u * states[-1]
        inner[z] = t
        states.append(g(z))
    names = {state: s.h(t) for t, state in enumerate(states)}

    def rule(parameter):
        derivative = states[-1].diff(parameter)  # holds g'(z_t) as Subs(Derivative(g(xi), xi), xi, z_t)
        slopes = {term: s.g_z(inner[term.point[0]]) for term in derivative.atoms(sympy.Subs)}
        return s.dL_dy * derivative.xreplace(slopes).xreplace(names)

    return [{"parameter": "w", "derivative": rule(w)}, {"parameter": "u", "derivative": rule(s.u)}]


@preactivation_rule.witness("SymPy: linear system of the differentials")
def preactivation_by_linear_system(task):
    # dh_t = g'(z_t) (u dh_{t-1} + x_t dw), and the same with h_{t-1} du in place of x_t dw.
    s, n = task.notation, task.steps
    A = sympy.Matrix(n, n, lambda i, j: s.g_z(i + 1) * s.u if j == i - 1 else 0)

    def rule(factor):
        b = sympy.Matrix([s.g_z(t) * factor(t) for t in range(1, n + 1)])
        return s.dL_dy * (sympy.eye(n) - A).LUsolve(b)[-1]

    return [{"parameter": "w", "derivative": rule(s.x)}, {"parameter": "u", "derivative": rule(lambda t: s.h(t - 1))}]


@preactivation_rule.slip("the factor g'(z_t) of the step itself is missing")
def preactivation_without_own_slope(task):
    s, n = task.notation, task.steps

    def rule(factor):
        return s.dL_dy * sum(
            sympy.Mul(*(s.g_z(k) * s.u for k in range(t + 1, n + 1)), factor(t)) for t in range(1, n + 1)
        )

    return [{"parameter": "w", "derivative": rule(s.x)}, {"parameter": "u", "derivative": rule(lambda t: s.h(t - 1))}]

"""(d) The second derivative is at most beta, the Hessian at most beta/N sum x_i x_i^T: that bounds the step size."""

import math

import numpy as np
import sympy
import torch

from snippets.answers import answer
from snippets.error_function.second_ways import digits, exact
from snippets.second_ways import by_autograd, by_differences, tensor

__all__ = [
    "hessian_at_w",
    "hessian_bound",
    "largest_curvature",
    "largest_step",
    "local_curvature",
    "second_derivative",
    "smoothness",
    "trace_bound",
]


@answer(instances=("exam",))
def second_derivative(task):
    """The second derivative of the loss in y is beta (1 - tanh^2(beta z)): positive, at most beta, equal only at 0."""
    beta, z = task.notation.beta, task.notation.z
    return beta * (1 - sympy.tanh(beta * z) ** 2)


@second_derivative.witness("SymPy: differentiated twice")
def second_derivative_by_sympy(task):
    return task.loss(task.notation.z, sympy, task.notation.beta).diff(task.notation.z, 2)


@second_derivative.witness("SymPy: the addition theorem in a difference quotient")
def second_derivative_by_addition(task):
    # tanh(u + v) = (tanh u + tanh v) / (1 + tanh u tanh v), and tanh v behaves like v = beta h
    n, p, v = task.notation, sympy.Symbol("p"), sympy.Symbol("v")
    quotient = sympy.cancel(((p + v) / (1 + p * v) - p) / v)
    return n.beta * quotient.subs(v, 0).subs(p, sympy.tanh(n.beta * n.z))


@second_derivative.slip("beta forgotten: the derivative of tanh without the inner derivative")
def second_derivative_without_beta(task):
    return 1 - sympy.tanh(task.notation.beta * task.notation.z) ** 2


@second_derivative.slip("beta squared: already the first derivative had a beta too many")
def second_derivative_with_beta_squared(task):
    n = task.notation
    return n.beta**2 * (1 - sympy.tanh(n.beta * n.z) ** 2)


@answer
def hessian_at_w(task):
    """H(w) = beta/N sum_i (1 - tanh^2(beta z_i)) x_i x_i^T: positive semi-definite, so E is convex."""
    X = np.asarray(task.X)
    weights = 1 - np.tanh(task.beta * (X @ task.w - task.t)) ** 2
    return task.beta / len(X) * X.T * weights @ X


@hessian_at_w.witness("torch.autograd.functional.hessian")
def hessian_by_autograd(task):
    return torch.autograd.functional.hessian(lambda w: task.E(w, torch), tensor(task.w)).numpy()


@hessian_at_w.witness("central differences of the autograd gradient", within=1e-6)
def hessian_by_differences(task):
    return by_differences(lambda w: by_autograd(lambda v: task.E(v, torch), w), task.w)


@hessian_at_w.slip("beta forgotten")
def hessian_without_beta(task):
    return hessian_by_autograd(task) / task.beta


@hessian_at_w.slip("x_i^T x_i in place of x_i x_i^T: a number")
def hessian_as_number(task):
    return np.mean([sum(v * v for v in x) / math.cosh(y - t) ** 2 for x, y, t in zip(task.X, task.outputs(), task.t)])


@answer
def hessian_bound(task):
    """B = beta/N sum_i x_i x_i^T; B - H(w) is positive semi-definite for every w."""
    X = np.asarray(task.X)
    return task.beta / len(X) * X.T @ X


@hessian_bound.witness("autograd: the Hessian of the same model at residuals 0")
def bound_by_interpolation(task):
    # Targets moved onto the outputs: every 1 - tanh^2 is 1, and the bound is attained.
    def error(w):
        residuals = zip(task.outputs(w), task.outputs())
        return sum(task.loss(y - fitted, torch) for y, fitted in residuals) / len(task.X)

    return torch.autograd.functional.hessian(error, tensor(task.w)).numpy()


@hessian_bound.witness("SymPy: the Hessian of beta z^2 / 2, exact")
def bound_by_parabola(task):
    w = sympy.symbols(f"w:{len(task.w)}")
    outputs = task.outputs(w)
    error = sum((y - t) ** 2 for y, t in zip(outputs, exact(task.t))) * sympy.Rational(task.beta) / (2 * len(outputs))
    return np.array(sympy.hessian(sympy.expand(error), w), float)


@hessian_bound.slip("beta forgotten")
def hessian_bound_without_beta(task):
    return bound_by_parabola(task) / task.beta


@hessian_bound.slip("1/N forgotten")
def hessian_bound_of_sum(task):
    return bound_by_parabola(task) * len(task.X)


@answer
def smoothness(task):
    """L, the largest eigenvalue of beta/N sum_i x_i x_i^T, bounds the curvature of E at every w, in every direction."""
    X = np.asarray(task.X)
    return task.beta * np.linalg.eigvalsh(X.T @ X / len(X))[-1]


@smoothness.witness("power iteration")
def smoothness_by_power_iteration(task):
    v = np.array([1.0, 0.5])
    for _ in range(200):
        v = sum(np.dot(x, v) * np.array(x) for x in task.X)
        v = v / math.hypot(*v)
    return task.beta * np.mean([np.dot(x, v) ** 2 for x in task.X])


@smoothness.witness("SymPy: exact eigenvalues")
def smoothness_by_sympy(task):
    X = sympy.Matrix(exact(task.X))
    return digits(max((sympy.Rational(task.beta) * X.T * X / len(task.X)).eigenvals(), key=sympy.N))


@answer
def trace_bound(task):
    """beta/N sum_i |x_i|^2, the trace: a cruder bound of the curvature that needs no eigenvalue."""
    return task.beta * np.sum(np.square(task.X)) / len(task.X)


@trace_bound.witness("SymPy: the sum of the exact eigenvalues")
def trace_by_eigenvalues(task):
    X = sympy.Matrix(exact(task.X))
    values = (sympy.Rational(task.beta) * X.T * X / len(task.X)).eigenvals()
    return digits(sum(value * times for value, times in values.items()))


@trace_bound.witness("autograd: each point alone, its curvature along its own input")
def trace_by_points_alone(task):
    # At residual 0, where the loss is most curved; r is the distance walked along x_i.
    def error(r):
        return sum(task.loss(r * math.hypot(*x), torch) for x in task.X) / len(task.X)

    return torch.autograd.functional.hessian(error, tensor(0.0)).item()


@answer(instances=("exam", "sharp", "centred"))
def local_curvature(task):
    """The largest eigenvalue of H at the start of gradient descent: a fact about one point only."""
    X = np.asarray(task.X)
    weights = 1 - np.tanh(task.beta * (X @ task.start - task.t)) ** 2
    return np.linalg.eigvalsh(task.beta / len(X) * X.T * weights @ X)[-1]


@local_curvature.witness("autograd Hessian, roots of its characteristic polynomial")
def local_curvature_by_autograd(task):
    H = torch.autograd.functional.hessian(lambda w: task.E(w, torch), tensor(task.start)).numpy()
    return max(np.roots(np.poly(H)))


@local_curvature.witness("the most curved of 3600 directions, by second differences", within=1e-5)
def local_curvature_by_directions(task, step=1e-3):
    turns = np.linspace(0, np.pi, 3600)
    moves = step * np.array([np.cos(turns), np.sin(turns)])
    there, back = (task.E([w + sign * m for w, m in zip(task.start, moves)]) for sign in (1, -1))
    return np.max(there - 2 * task.E(task.start) + back) / step**2


@answer(instances=("exam", "sharp", "centred"))
def largest_curvature(task):
    """The largest curvature that E really has, over all w: L itself where all residuals can vanish, else less."""
    X, centre, width = np.asarray(task.X, float), np.zeros(2), 4.0
    for _ in range(12):  # look at 81 x 81 weights, then more closely around the best
        w = centre[:, None] + width * np.array(np.meshgrid(*[np.linspace(-1, 1, 81)] * 2)).reshape(2, -1)
        weights = 1 - np.tanh(task.beta * (X @ w - np.array(task.t)[:, None])) ** 2
        H = task.beta * np.einsum("ni,nj,nk->kij", X, X, weights) / len(X)
        curvatures = np.linalg.eigvalsh(H)[:, -1]
        centre, width = w[:, curvatures.argmax()], width / 8
    return curvatures.max()


@largest_curvature.witness("autograd: ascent from 16 starts")
def largest_curvature_by_ascent(task):
    axis = tensor([-1.5, -0.5, 0.5, 1.5])
    w = torch.cartesian_prod(axis, axis).T.contiguous().requires_grad_()
    ascent = torch.optim.LBFGS(
        [w], max_iter=300, tolerance_grad=1e-12, tolerance_change=0, line_search_fn="strong_wolfe"
    )

    def curvatures():
        # the larger root of a 2 x 2 matrix, from the second derivatives of each point's loss
        bends = [task.beta / torch.cosh(task.beta * (y - t)) ** 2 for y, t in zip(task.outputs(w), task.t)]
        a, b, c = (
            sum(k * x[i] * x[j] for k, x in zip(bends, task.X)) / len(task.X) for i, j in ((0, 0), (0, 1), (1, 1))
        )
        return (a + c) / 2 + torch.sqrt(((a - c) / 2) ** 2 + b**2 + 1e-300)

    def closure():
        ascent.zero_grad()
        loss = -curvatures().sum()
        loss.backward()
        return loss

    ascent.step(closure)
    return curvatures().max().item()


@largest_curvature.witness("random search, ten rounds of 2000 weights, each closer to the best so far")
def largest_curvature_by_random_search(task):
    draw, best, width = np.random.default_rng(0), np.zeros((1, 2)), 4.0
    for _ in range(10):
        w = torch.tensor(np.vstack([best, best + width * draw.uniform(-1, 1, (2000, 2))]))
        H = torch.func.vmap(torch.func.hessian(lambda v: task.E(v, torch)))(w)
        curvatures = torch.linalg.eigvalsh(H)[:, -1]
        best, width = w[curvatures.argmax()][None].numpy(), width / 4
    return curvatures.max().item()


@answer(instances=("exam", "sharp", "centred"))
def largest_step(task):
    """Gradient descent converges from every start for every constant step between 0 and 2/L."""
    X = np.asarray(task.X)
    return 2 / (task.beta * np.linalg.eigvalsh(X.T @ X / len(X))[-1])


@largest_step.witness("SymPy: 2 over the exact eigenvalue")
def step_by_sympy(task):
    return 2 / smoothness_by_sympy(task)


@largest_step.witness("bisection: where descent on the parabola beta z^2/2 begins to grow", within=1e-6)
def step_by_trial(task):
    # One step multiplies the distance to the minimum by I - eta B; 2^24 steps tell growth from decay.
    B = bound_by_parabola(task)

    def grows(step):
        with np.errstate(over="ignore", invalid="ignore"):
            product = np.linalg.matrix_power(np.eye(len(B)) - step * B, 2**24)
        return not np.all(abs(product) <= 1)

    low, high = 0.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if grows(middle) else (middle, high)
    return high


@largest_step.slip("the local curvature at the start in place of L")
def step_from_local_curvature(task):
    return 2 / local_curvature_by_autograd(task)


@largest_step.slip("the smallest eigenvalue in place of the largest")
def step_from_smallest_eigenvalue(task):
    return 2 / min(np.linalg.eigvalsh(bound_by_parabola(task)))

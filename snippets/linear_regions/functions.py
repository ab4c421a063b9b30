"""Parts (c) to (f): gradient of each piece, how many functions there are, convexity, the network."""

from functools import reduce
from random import Random

import torch
from sympy import Function, Max, Rational, expand

from snippets.answers import answer
from snippets.linear_regions import algebra, points
from snippets.linear_regions.patterns import linear_pieces, selected
from snippets.linear_regions.task import X

ReLU = Function("ReLU")


@answer
def gradients(task):
    """The gradient on a piece holds the coefficients of its affine function."""
    return [{"piece": p.name, "gradient": [p.function.a, p.function.b]} for p in linear_pieces(task)]


def tensor_value(node, x):
    """The same nested maxima in PyTorch."""
    if not node.arguments:
        return node.a * x[0] + node.b * x[1] + node.c + 0 * x[0]
    return reduce(torch.maximum, (tensor_value(argument, x) for argument in node.arguments))


@gradients.witness("autograd")
def gradients_by_autograd(task):
    rows = []
    for number, where in enumerate(points.patterns(task).values()):
        x = torch.tensor([float(value) for value in where[0]], dtype=torch.float64, requires_grad=True)
        tensor_value(task.y, x).backward()
        rows.append({"piece": chr(ord("A") + number), "gradient": x.grad.tolist()})
    return rows


@gradients.witness("central differences", within=1e-6)
def gradients_by_differences(task, step=1e-5):
    rows = []
    for number, where in enumerate(points.patterns(task).values()):
        s, t = (float(value) for value in where[0])
        right_left, up_down = ((s + step, t), (s - step, t)), ((s, t + step), (s, t - step))
        gradient = [float(task.y(p) - task.y(q)) / (2 * step) for p, q in (right_left, up_down)]
        rows.append({"piece": chr(ord("A") + number), "gradient": gradient})
    return rows


@gradients.slip("the derivative of h is added although h has lost the comparison with x2")
def gradients_losers_too(task):
    rows = []
    for piece in linear_pieces(task):
        winners = {selected(node, piece.pattern) for node in task.nodes()}
        rows.append({"piece": piece.name, "gradient": [sum(f.a for f in winners), sum(f.b for f in winners)]})
    return rows


@answer
def number_of_functions(task):
    """Different patterns may select the same affine function; this counts the functions."""
    return len({piece.function for piece in linear_pieces(task)})


@number_of_functions.witness("brute force over points")
def number_of_functions_by_points(task):
    return len({points.plane(task, where) for where in points.patterns(task).values()})


@number_of_functions.witness("Fourier-Motzkin elimination")
def number_of_functions_by_elimination(task):
    return sum(algebra.feasible([f - g for g in task.leaves() if g != f]) for f in task.leaves())


@number_of_functions.slip("one function for each piece")
def number_of_functions_one_each(task):
    return len(linear_pieces(task))


@answer
def convex(task):
    """y is convex: its gradient never turns back where one piece is left for the next."""
    found = linear_pieces(task)
    return all(p.function(x) >= q.function(x) for p in found for x in p.polygon for q in found)


@convex.witness("midpoints of random pairs of points")
def convex_by_midpoints(task, pairs=2000):
    random, grid = Random(0), points.grid(task)
    drawn = [(random.choice(grid), random.choice(grid)) for _ in range(pairs)]
    return all(2 * task.y(((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)) <= task.y(p) + task.y(q) for p, q in drawn)


@convex.witness("no affine function of a piece is above that of another on the other's ground")
def convex_by_elimination(task):
    found = algebra.cases(task)
    return not any(algebra.feasible([*p.bounds, q.function - p.function]) for p in found for q in found)


@convex.slip("nesting is thought to destroy convexity, as the composition of convex functions can")
def convex_not_if_nested(task):
    return len(task.nodes()) == 1


# The ends of a segment, for the test of convexity.
ENDS = (0, -1), (0, 1)


@answer(instances=("exam",))
def midpoint_test(task):
    """A function whose value at a midpoint is above the mean of the ends is not convex: h - ReLU(x2 - h) is not."""
    p, q = ENDS
    middle = tuple(Rational(a + b, 2) for a, b in zip(p, q))
    at_p, at_q, at_middle = (turned_down(task, x) for x in (p, q, middle))
    mean = Rational(at_p + at_q, 2)
    return [{"p": p, "q": q, "middle": middle, "at_p": at_p, "at_q": at_q, "at_middle": at_middle, "mean": mean}]


def turned_down(task, x):
    """The network of (f) with the sign of its last unit turned."""
    second, h = (argument(x) for argument in task.y.arguments)
    return h - max(second - h, 0)


@midpoint_test.witness("PyTorch")
def midpoint_by_torch(task):
    first, last = (torch.tensor(end, dtype=torch.float64) for end in ENDS)

    def value(x):
        h = torch.relu(x[0])
        return (h - torch.relu(x[1] - h)).item()

    middle = (first + last) / 2
    at_p, at_q, mean = value(first), value(last), (value(first) + value(last)) / 2
    ends = {"p": ENDS[0], "q": ENDS[1], "middle": middle.tolist()}
    return [{**ends, "at_p": at_p, "at_q": at_q, "at_middle": value(middle), "mean": mean}]


@midpoint_test.witness("SymPy: twice h less y, as max(x2, h) = h + ReLU(x2 - h)")
def midpoint_by_sympy(task):
    h = Max(X[0], 0)
    values = [(2 * h - Max(X[1], h)).subs(dict(zip(X, x))) for x in (*ENDS, (0, 0))]
    ends = {"p": ENDS[0], "q": ENDS[1], "middle": [0, 0]}
    return [{**ends, "at_p": values[0], "at_q": values[1], "at_middle": values[2], "mean": (values[0] + values[1]) / 2}]


def rectified(node):
    """max(a, b) = b + ReLU(a - b), from the last argument to the first."""
    *others, value = [rectified(argument) if argument.arguments else argument.label for argument in node.arguments]
    for other in reversed(others):
        value = value + ReLU(other - value) if value != 0 else ReLU(other)
    return value


@answer
def network(task):
    """Each maximum is one ReLU with a skip connection: max(a, b) = b + ReLU(a - b)."""
    return rectified(task.y)


def with_absolute_values(node):
    """max(a, b) = (a + b + |a - b|) / 2, and |z| = 2 ReLU(z) - z."""
    *others, value = [with_absolute_values(inner) if inner.arguments else inner.label for inner in node.arguments]
    for other in reversed(others):
        absolute = 2 * unit(other - value) - (other - value)
        value = expand((other + value + absolute) / 2)
    return value


unit = Function("ReLU")


@network.witness("SymPy, from max(a, b) = (a + b + |a - b|) / 2")
def network_by_absolute_values(task):
    return with_absolute_values(task.y)


def fitted(node):
    """p a + q b + ReLU(r a + s b), off for a < b and on for a > b, fitted to the maximum at four pairs."""
    q, p = max(0, 1), -max(-1, 0)
    r, s = max(1, 0) - p, -max(0, -1) - q
    *others, b = [fitted(argument) if argument.arguments else argument.label for argument in node.arguments]
    for a in reversed(others):
        b = p * a + q * b + unit(r * a + s * b)
    return b


@network.witness("ansatz p a + q b + ReLU(r a + s b), fitted to four maxima of numbers")
def network_by_fitting(task):
    return fitted(task.y)


@network.slip("every input gets its own ReLU and the results are added, which compares nothing")
def network_without_comparison(task):
    return sum(ReLU(leaf.label) for leaf in task.leaves() if leaf.a or leaf.b)

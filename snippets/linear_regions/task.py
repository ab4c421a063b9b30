"""The task: nested maxima of affine functions of two inputs, and how conditions on them are written."""

from dataclasses import dataclass
from typing import NamedTuple

from sympy import And, Ge, Gt, Le, Lt, Rational, Symbol, symbols

X = symbols("x1 x2")  # the inputs; SymPy writes them $x_{1}$ and $x_{2}$


class Affine(NamedTuple):
    """The affine function a x1 + b x2 + c, with rational numbers a, b, c."""

    a: Rational
    b: Rational
    c: Rational
    arguments = ()  # a leaf of the expression, unlike a maximum

    def __call__(self, x):
        return self.a * x[0] + self.b * x[1] + self.c

    def __sub__(self, other):
        return Affine(self.a - other.a, self.b - other.b, self.c - other.c)

    def __neg__(self):
        return Affine(-self.a, -self.b, -self.c)

    def below(self, level):
        """The affine function that is zero where this one has the given level."""
        return self - Affine(0, 0, level)

    @property
    def label(self):
        return self(X)

    def solved(self):
        """The line where the function is zero: x2 by x1 if possible, else x1 by a number."""
        if self.b:
            return X[1], -(self.a * X[0] + self.c) / self.b
        return X[0], Rational(-self.c, self.a)

    def positive(self):
        """The half-plane where the function is positive, solved in the same way."""
        greater = (self.b or self.a) > 0
        return (Gt if greater else Lt)(*self.solved())

    def stretch(self, start, end, *, closed):
        """The part of the line between two points (None: no end), in words and as a condition."""
        along = 0 if self.b else 1  # the input that grows on the way from start to end
        at_least, at_most = (Ge, Le) if closed else (Gt, Lt)
        ends = [at_least(X[along], start[along])] if start else []
        ends += [at_most(X[along], end[along])] if end else []
        solved, equals = self.solved()
        shape = ("line", "ray", "segment")[len(ends)]
        return {"shape": shape, "input": solved, "equals": equals, "where": And(*ends)}


@dataclass(frozen=True)
class Max:
    """The largest of its arguments, each of them affine or again a maximum."""

    name: str
    arguments: tuple

    def __call__(self, x):
        return max(argument(x) for argument in self.arguments)

    @property
    def label(self):
        return Symbol(self.name)

    def condition(self, winner):
        """What must hold for one argument to win, written in the order of the arguments."""
        labels = [argument.label for argument in self.arguments]
        before, after = labels[:winner], labels[winner + 1 :]
        return And(*(Lt(label, labels[winner]) for label in before), *(Gt(labels[winner], label) for label in after))


@dataclass(frozen=True)
class Task:
    """Draw the linear pieces of y and their boundaries, in the window |x1|, |x2| <= half_width."""

    y: Max
    half_width: int = 2
    level: Rational = 1  # of the contour line y = c

    def nodes(self):
        """All maxima, each after those inside it."""

        def inside(node):
            return [inner for argument in node.arguments for inner in inside(argument)] + [node] * bool(node.arguments)

        return list(dict.fromkeys(inside(self.y)))

    def leaves(self):
        """All affine functions inside, each once."""
        leaves = (argument for node in self.nodes() for argument in node.arguments if not argument.arguments)
        return list(dict.fromkeys(leaves))


ZERO, FIRST, SECOND = Affine(0, 0, 0), Affine(1, 0, 0), Affine(0, 1, 0)

# The exam's function: h = max(x1, 0), y = max(x2, h). The order of the arguments names the pieces:
# with the first ones winning, (x1 > 0) and (x2 > h), comes the piece the exam gives.
EXAM = Task(Max("y", (SECOND, Max("h", (FIRST, ZERO)))))

# A third argument with a bias: h has a flat bottom between two slopes, so one of the edges is a segment.
TROUGH = Task(Max("y", (SECOND, Max("h", (FIRST, ZERO, Affine(-1, 0, -1))))))

# Three maxima deep, with bounded pieces and an argument, x1 - 1, that never wins: four of twelve patterns are empty.
DEEP = Task(
    Max("y", (Affine(0, 0, 1), Max("k", (SECOND, Max("h", (FIRST, Affine(-1, -1, 0))), Affine(1, 0, -1))))),
    level=Rational(3, 2),
)

# With a bias outside: where x1 > x2 wins inside, h = x1 can never beat x1 + 1. The borders are two whole lines, and y
# changes its sign inside of every piece.
STRIP = Task(Max("y", (Max("h", (SECOND, FIRST)), Affine(1, 0, 1))))

TASKS = {"exam": EXAM, "trough": TROUGH, "deep": DEEP, "strip": STRIP}

r"""Claims: published relations, with their TeX beside the code that decides them.

    @claim(r"\nabla^2 J = \mathbb E[x x^\top] = \Sigma + \mu\mu^\top")
    def hessian_splits(task):
        \"\"\"The Hessian is the covariance plus the outer product of the mean.\"\"\"
        spread, square = covariance(task), np.outer(mean(task), mean(task))
        named = {r"\Sigma": spread, r"\mu\mu^\top": square}
        return sides(by_autograd(task), mean_of_squares(task), spread + square, named)

The function returns one value for each side of the TeX. The machine tests every relation sign that stands there
between its two neighbours, so a turned sign fails by itself. A side whose every quantity is named is evaluated from
its own TeX as well, which is how a wrong term is caught.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, ClassVar, NamedTuple

from snippets.values import AnswerError

__all__ = ["Claim", "Sides", "claim", "sides"]

WITHIN = 1e-9  # relative, as between an answer and its witnesses


class Sides(NamedTuple):
    """One value for each side of a relation, and the quantities by which a side can be read.

    A value is a number, an array (a function on a grid or on samples, a vector, a matrix) or a SymPy expression. The
    named quantities are TeX as it stands in the relation, with numbers or arrays of the shape of the sides.
    """

    values: tuple[Any, ...]
    named: Mapping[str, Any]


def sides(*values: Any) -> Sides:
    """The values in reading order; the last argument may be the dict of named quantities."""
    named = values[-1] if values and isinstance(values[-1], dict) else {}
    return Sides(values[: -1 if named else None], named)


@dataclass(frozen=True)
class Claim:
    """A relation that a page shows; its function returns a value for each side."""

    verdicts: ClassVar[tuple[str, ...]] = ("true", "false")  # what the key may say

    function: FunctionType
    tex: str
    holds: bool = True  # False: a relation that students write, which must fail on some instance
    within: float | None = None  # relative, for the sign of approximate equality, which means nothing without it
    instances: tuple[str, ...] = ()  # where it makes sense; empty: everywhere
    proofs: list[FunctionType] = field(default_factory=list)

    def __call__(self, task: Any) -> Sides:
        found = self.function(task)
        return found if isinstance(found, Sides) else Sides(tuple(found), {})

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def fact(self) -> str:
        return (self.function.__doc__ or "").strip().partition("\n")[0]

    @property
    def words(self) -> list[str]:
        """What a person decides: the relation, and what it says in words."""
        return [self.tex, self.fact]

    def proof(self, function: FunctionType) -> FunctionType:
        """Register what proves the relation for all values: a function without arguments.

        It returns a truth that SymPy found, an expression that simplifies to 0, or `sides` that are equal in pairs.
        """
        self.proofs.append(function)
        return function


def claim(
    tex: str, *, holds: bool = True, within: float | None = None, instances: tuple[str, ...] = ()
) -> Callable[[FunctionType], Claim]:
    """Publish a relation, such as `@claim(r"\\tanh u < 1")`; the function of the task returns a value for each side."""

    def register(function: FunctionType) -> Claim:
        if function.__name__ in function.__globals__:
            raise AnswerError(f"{function.__name__}: defined twice in {function.__module__}; rename one")
        if not (function.__doc__ or "").strip():
            raise AnswerError(f"{function.__name__}: no docstring; its first line says the relation in words")
        return Claim(function, tex, holds, within, instances)

    return register

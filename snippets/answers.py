"""The one data model: answers, the witnesses that prove them, the slips students make, figures.

An exercise decorates functions of its task:

    @answer
    def gradient(task): ...

    @gradient.witness("autograd")
    def gradient_by_autograd(task): ...

    @gradient.slip("only the last step")
    def gradient_direct_only(task): ...

The decorators only collect; nothing is computed before someone asks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FunctionType, ModuleType
from typing import Any

from snippets.claims import Claim
from snippets.statements import Question
from snippets.values import AnswerError, Estimate

__all__ = ["Answer", "AnswerError", "Estimate", "Figure", "Slip", "Witness", "answer", "figure", "publications"]

WITHIN = 1e-9  # relative; a few thousand rounding errors of double precision
WIDEST = 1e-2  # what agrees no better confirms two digits at most, and has to say why
STANDARD_ERRORS = 4.0  # a right Monte Carlo witness fails once in 16,000 runs


@dataclass(frozen=True)
class Witness:
    """A second way to the same value, sharing no function with its answer beyond the task."""

    name: str
    function: FunctionType
    within: float = WITHIN
    because: str = ""  # why it may be further off than a hundredth


@dataclass(frozen=True)
class Slip:
    """A wrong derivation that students really make."""

    mistake: str
    function: FunctionType


@dataclass(frozen=True)
class Figure:
    """A function of the task that returns a Matplotlib figure and its alternative text."""

    function: FunctionType
    instances: tuple[str, ...] = ()  # for which it is drawn; empty: for the first one only
    within: float = 0.0  # relative; how far a page's decimals may be from those of the text, where nets were trained
    because: str = ""

    def __call__(self, task: Any) -> tuple[Any, str]:
        return self.function(task)


@dataclass(frozen=True)
class Answer:
    """A published value; the first line of its function's docstring is the mathematical fact."""

    function: FunctionType
    infinite: bool = False  # whether infinity is a possible value
    instances: tuple[str, ...] = ()  # where it makes sense; empty: everywhere
    trained: bool = False  # whether it is measured on trained nets or photographs, which nobody can do on paper
    witnesses: list[Witness] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)

    def __call__(self, task: Any) -> Any:
        return self.function(task)

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def fact(self) -> str:
        return (self.function.__doc__ or "").strip().partition("\n")[0]

    def witness(
        self, name: str, *, within: float = WITHIN, because: str = ""
    ) -> Callable[[FunctionType], FunctionType]:
        """Register a witness. That of a program takes the task and the program, and returns a bool."""
        _refuse_wide(f"{self.name}: witness {name!r}", within, because)

        def register(function: FunctionType) -> FunctionType:
            _claim(function)
            if any(witness.name == name for witness in self.witnesses):
                raise AnswerError(f"{self.name}: two witnesses are called {name!r}; rename one")
            self.witnesses.append(Witness(name, function, within, because))
            return function

        return register

    def slip(self, mistake: str) -> Callable[[FunctionType], FunctionType]:
        """Register a mistake, said so that a student recognises it."""

        def register(function: FunctionType) -> FunctionType:
            _claim(function)
            self.slips.append(Slip(mistake, function))
            return function

        return register


def answer(
    function: FunctionType | None = None,
    *,
    infinite: bool = False,
    instances: tuple[str, ...] = (),
    trained: bool = False,
) -> Any:
    """Publish what the function returns: `@answer`, or `@answer(infinite=True, instances=("tanh",))`.

    A trained answer has no line in the key, and a page may show it with a tolerance.
    """
    if function is None:
        return lambda function: answer(function, infinite=infinite, instances=instances, trained=trained)
    _claim(function)
    if not (function.__doc__ or "").strip():
        raise AnswerError(f"{function.__name__}: no docstring; its first line is the published fact")
    return Answer(function, infinite, instances, trained)


def figure(
    function: FunctionType | None = None,
    *,
    instances: tuple[str, ...] = (),
    within: float = 0.0,
    because: str = "",
) -> Any:
    """Publish the figure that the function returns: `@figure`, or `@figure(within=0.01)` where nets are trained.

    `instances=("exam", "tanh")` draws it for each of these.
    """
    if function is None:
        return lambda function: figure(function, instances=instances, within=within, because=because)
    _refuse_wide(function.__name__, within, because)
    _claim(function)
    return Figure(function, instances, within, because)


def _refuse_wide(who: str, within: float, because: str) -> None:
    """A tolerance is a small number; a large one has a reason, and one of 1 would agree with 0."""
    if isinstance(within, bool) or not isinstance(within, (int, float)) or not 0 <= within < 1:
        raise AnswerError(f"{who}: within={within!r} is no tolerance; write a number from 0 to {WIDEST}")
    if within > WIDEST and not because.strip():
        raise AnswerError(f'{who}: within={within} is wider than {WIDEST}; make it smaller, or say why: because="..."')


def _claim(function: FunctionType) -> None:
    """A second definition would silently replace the first in its module."""
    if function.__name__ in function.__globals__:
        raise AnswerError(f"{function.__name__}: defined twice in {function.__module__}; rename one")


def publications(module: ModuleType) -> Iterator[tuple[str, Answer | Slip | Figure | Question | Claim]]:
    """What an exercise publishes, by name and in the order of definition: answers, slips, figures, statements, claims.

    A package publishes what its `__init__` imports from its own modules, and all of the modules in its `TOPICS`.
    """
    seen: dict[str, Any] = {}
    for name, value in [item for part in (module, *getattr(module, "TOPICS", ())) for item in vars(part).items()]:
        if not isinstance(value, (Answer, Figure, Question, Claim)):
            continue
        if f"{value.function.__module__}.".startswith(f"{module.__name__}."):
            slips = value.slips if isinstance(value, Answer) else []
            for published in [(name, value), *((slip.function.__name__, slip) for slip in slips)]:
                if seen.setdefault(*published) is not published[1]:
                    raise AnswerError(f"{published[0]}: published by two modules of {module.__name__}; rename one")
                yield published

"""True/false statements: a claim, a check that runs code, and a rival claim that must come out the other way.

    @statement(topic="pooling", claim=9, rival=0)
    def pooling_01(parameters):
        \"\"\"`torch.nn.MaxPool2d(3)` adds 9 learnable parameters to a network.

        A maximum has nothing to learn; kernel size and stride are hyper-parameters.
        \"\"\"
        found = sum(p.numel() for p in nn.MaxPool2d(3).parameters())
        return found == parameters, f"it adds {found} parameters"

The first paragraph of the docstring is the statement, the second the reason that carries the proof. The check
takes the claim as its parameter, so that it cannot know the verdict; its second value is the evidence, with the
numbers it found. What the statement says is `claim`; `rival` is a claim with the opposite verdict. The second way
is the answer key, where a person wrote the verdict down for exactly these words: `pooling_01 = "false 3f2a9c"`.

A point is what notes from memory say in one place. Its docstring has a paragraph more, the second one: what is right
instead. `claim` is the notes' version, `rival` the corrected one, and the class says which verdict the claim must
come to. The key holds the class, not the verdict.

A choice is a question with four options, of which exactly one must come out right. Its docstring is the question; each
option has its text, the claim it makes of the check, and why it is right or wrong. The key holds the letter.
"""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, ClassVar, NamedTuple, TypeVar

from snippets.values import AnswerError

__all__ = ["VERDICTS", "Choice", "Option", "Point", "Question", "Statement", "choice", "point", "statement"]

VERDICTS = {"wrong": False, "doubtful": False, "ambiguous": False, "not said": False, "right": True}
"""The classes of points, and what the claim of the notes must come to.

An ambiguous text claims that all its readings come to the same, a doubtful one that it suffices, and what is not said
that it makes no difference.
"""


@dataclass(frozen=True)
class Question(ABC):
    """What a student decides: words, and a check that runs with what is claimed."""

    needed: ClassVar[tuple[str, ...]] = ()  # the paragraphs of the docstring
    verdicts: ClassVar[tuple[str, ...]] = ()  # what the key may say

    function: FunctionType
    topic: str

    @abstractmethod
    def verdict(self) -> tuple[Any, str]:
        """What is right, and the evidence; raises AnswerError when the check cannot tell claims apart."""

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def text(self) -> str:
        """What the student reads before deciding."""
        return self._paragraphs[0]

    @property
    def words(self) -> list[str]:
        """All that a person reads and decides; the key holds their fingerprint."""
        return self._paragraphs

    @property
    def _paragraphs(self) -> list[str]:
        return [" ".join(part.split()) for part in inspect.cleandoc(self.function.__doc__ or "").split("\n\n")]

    def _run(self, claim: Any) -> tuple[bool, str]:
        holds, evidence = self.function(claim)
        if not isinstance(evidence, str) or not evidence:
            raise AnswerError(f"{self.name}: no evidence in words; return the verdict and what was found")
        return bool(holds), evidence


@dataclass(frozen=True)
class Statement(Question):
    """One statement, published as a truth."""

    needed: ClassVar[tuple[str, ...]] = ("the statement", "its reason")
    verdicts: ClassVar[tuple[str, ...]] = ("true", "false")

    claim: Any
    rival: Any
    says: str = field(default="", kw_only=True)  # the words that make the claim, where it is no number among them

    @property
    def reason(self) -> str:
        """Why it is true or false, in a sentence that proves it."""
        return self._paragraphs[1]

    def verdict(self) -> tuple[bool, str]:
        """Whether the claim holds; raises AnswerError when the rival claim comes out the same."""
        holds, evidence = self._run(self.claim)
        if self._run(self.rival)[0] == holds:
            raise AnswerError(
                f"{self.name}: the rival claim {self.rival!r} comes out {holds} too, which decides nothing"
            )
        return holds, evidence


Kind = TypeVar("Kind", bound=Question)


@dataclass(frozen=True)
class Point(Statement):
    """One point of the notes: what they say, what is right instead, why, and an experiment that decides."""

    needed = ("what the notes say", "what is right instead", "why")
    verdicts: ClassVar[tuple[str, ...]] = tuple(VERDICTS)

    kind: str
    about: str  # slug and part of the exercise it belongs to: "rnn#d"
    costs_marks: bool = False  # for who copies it into an exam

    @property
    def instead(self) -> str:
        """What to write in its place."""
        return self._paragraphs[1]

    @property
    def reason(self) -> str:
        return self._paragraphs[2]

    def verdict(self) -> tuple[bool, str]:
        """As for a statement; raises AnswerError when the experiment contradicts the class as well."""
        holds, evidence = super().verdict()
        if holds is not VERDICTS[self.kind]:
            raise AnswerError(f"{self.name}: called {self.kind}, but its claim comes out {holds}: {evidence}")
        return holds, evidence


class Option(NamedTuple):
    """One of the answers offered: its text, what it claims of the check, and why it is right or wrong."""

    text: str
    claim: Any
    reason: str


@dataclass(frozen=True)
class Choice(Question):
    """A question with four options, published as the letter of the right one."""

    needed = ("the question",)
    verdicts = ("a", "b", "c", "d")

    options: tuple[Option, ...]

    @property
    def lettered(self) -> dict[str, Option]:
        return dict(zip(self.verdicts, self.options))

    @property
    def words(self) -> list[str]:
        return [self.text, *(words for option in self.options for words in (option.text, option.reason))]

    def verdict(self) -> tuple[str, str]:
        """The letter of the right option, and the evidence; raises AnswerError when none or several come out right."""
        runs = {letter: self._run(option.claim) for letter, option in self.lettered.items()}
        right = [letter for letter, (holds, _) in runs.items() if holds]
        if len(right) != 1:
            raise AnswerError(f"{self.name}: {len(right)} of its options come out right, {', '.join(right) or 'none'}")
        return right[0], runs[right[0]][1]


def statement(*, topic: str, claim: Any, rival: Any, says: str = "") -> Callable[[FunctionType], Statement]:
    """Publish a check as a statement of a topic; `rival` is a claim whose verdict must be the opposite."""

    return lambda function: _checked(Statement(function, topic, claim, rival, says=says))


def point(
    kind: str, about: str, *, topic: str, claim: Any, rival: Any, costs_marks: bool = False
) -> Callable[[FunctionType], Point]:
    """Publish a check as a point of the notes, of one class and about one part of an exercise."""
    if kind not in VERDICTS:
        raise AnswerError(f"a point about {about} is {kind!r}; classes are {', '.join(VERDICTS)}")
    return lambda function: _checked(Point(function, topic, claim, rival, kind, about, costs_marks))


def choice(*, topic: str, options: tuple[Option, ...]) -> Callable[[FunctionType], Choice]:
    """Publish a check as a question of a topic, of whose four options exactly one must come out right."""
    if len({option.text for option in options}) != len(Choice.verdicts):
        raise AnswerError(f"a choice about {topic} needs {len(Choice.verdicts)} different options")
    return lambda function: _checked(Choice(function, topic, options))


def _checked(found: Kind) -> Kind:
    """The statement, if its name is still free and its docstring has the paragraphs it needs."""
    if found.name in found.function.__globals__:
        raise AnswerError(f"{found.name}: defined twice in {found.function.__module__}; rename one")
    if len(found._paragraphs) != len(found.needed):
        count = {1: "one paragraph", 2: "two paragraphs", 3: "three paragraphs"}[len(found.needed)]
        raise AnswerError(f"{found.name}: the docstring needs {count}, {', '.join(found.needed)}")
    return found

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
is the answer key, where a person wrote the verdict down.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from snippets.values import AnswerError

__all__ = ["Statement", "statement"]


@dataclass(frozen=True)
class Statement:
    """One statement of the multiple-choice exercise, published as a truth."""

    function: FunctionType
    topic: str
    claim: Any
    rival: Any

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def text(self) -> str:
        """What the student reads before deciding."""
        return self._paragraphs[0]

    @property
    def reason(self) -> str:
        """Why it is true or false, in a sentence that proves it."""
        return self._paragraphs[1]

    @property
    def _paragraphs(self) -> list[str]:
        return [" ".join(part.split()) for part in inspect.cleandoc(self.function.__doc__ or "").split("\n\n")]

    def verdict(self) -> tuple[bool, str]:
        """Whether the claim holds, and the evidence; raises AnswerError when the check cannot tell claims apart."""
        holds, evidence = self._run(self.claim)
        if self._run(self.rival)[0] == holds:
            raise AnswerError(
                f"{self.name}: the rival claim {self.rival!r} comes out {holds} too, which decides nothing"
            )
        return holds, evidence

    def _run(self, claim: Any) -> tuple[bool, str]:
        holds, evidence = self.function(claim)
        if not evidence:
            raise AnswerError(f"{self.name}: no evidence; return the verdict and what was found")
        return bool(holds), evidence


def statement(*, topic: str, claim: Any, rival: Any) -> Callable[[FunctionType], Statement]:
    """Publish a check as a statement of a topic; `rival` is a claim whose verdict must be the opposite."""

    def register(function: FunctionType) -> Statement:
        if function.__name__ in function.__globals__:
            raise AnswerError(f"{function.__name__}: defined twice in {function.__module__}; rename one")
        found = Statement(function, topic, claim, rival)
        if len(found._paragraphs) != 2:
            raise AnswerError(f"{function.__name__}: the docstring needs two paragraphs, the statement and its reason")
        return found

    return register

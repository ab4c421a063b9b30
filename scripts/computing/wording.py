"""Numbers in the wording of a statement: each stands in what runs or in what it found, and so does the claim in it."""

import inspect
import math
import re
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from scripts.computing.declared import Asked, Point
from scripts.model.number_words import SMALL, WHOLE

WORDS = {word: WHOLE[word] for word in ("twice", *SMALL[1:11])}
SWITCHES = {0.0, 1.0, 2.0}  # signs, powers, counts of two: they stand everywhere
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
FRACTION = re.compile(r"\\frac\{?(\d)\}?\{?([1-9])\}?")
FRACTIONS_AND_INDICES = r"\\frac(?:\d|\{\d\})(?:\w|\{\w\})|[_^]\{[^}]*\}|[_^]\S"
NAMES = re.compile(rf"{FRACTIONS_AND_INDICES}|(?<=[A-Za-z])\d+|\b(?:19|20)\d\d\b")  # also Conv2d, a year


def check_wording(question: Asked, evidence: str) -> Iterator[str]:
    """What is wrong with the numbers of a declared wording; those of points are read as a page's are."""
    if isinstance(question, Point):
        return
    name, wording = question.name, question.wording
    for number in sorted(numbers(question.fact) - {*wording.numbers} - numbers(evidence) - SWITCHES):
        yield f"{name}: the {number:g} of its wording stands neither in the check nor in what it found"
    if wording.unsaid is not None:
        yield (
            f"{name}: its claim {wording.unsaid} does not stand in its wording; "
            "name the words that say it, says=..., or write the number"
        )


def numbers(text: str) -> set[float]:
    """Numbers in digits and in words, without those that belong to a name."""
    bare = NAMES.sub(" ", text)
    words = re.findall(r"\w+", bare.lower())
    return {float(number) for number in NUMBER.findall(bare)} | {WORDS[word] for word in words if word in WORDS}


def sources(function: FunctionType) -> Iterator[str]:
    """The text of a check without its docstring, and of what it names in its own module."""
    text = re.sub(r'"""(.*?)"""', "", inspect.getsource(function), count=1, flags=re.S)
    yield text
    for name in set(re.findall(r"\w+", text)) & function.__globals__.keys():
        named = function.__globals__[name]
        if inspect.isfunction(named) and named.__module__ == function.__module__:
            yield inspect.getsource(named)
        elif isinstance(named, int | float | dict):
            yield str(named)


def says(statement: Any) -> bool:
    """Whether the wording holds a claim that is a number, or the words that are named for it."""
    if statement.says:
        return statement.says in statement.text
    fractions = {int(up) / int(down) for up, down in FRACTION.findall(statement.text)}
    known = numbers(statement.text) | fractions | SWITCHES
    return not _is_number(statement.claim) or abs(float(statement.claim)) in known


def _is_number(claim: Any) -> bool:
    is_number = isinstance(claim, int | float) or getattr(claim, "is_Number", False)  # SymPy's, not imported here
    return is_number and not isinstance(claim, bool) and math.isfinite(claim)

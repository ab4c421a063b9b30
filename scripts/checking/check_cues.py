"""A bank of true/false statements gives its verdicts away by nothing but what it says.

Who looks at the length of a statement, at single words or at the verdict before must not do better than by a coin, nor
who knows which single cue helps most.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median

from scripts.model.entries import Statement
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault
from scripts.model.paths import relative, snippet_of

ENOUGH = 100  # statements; in fewer any cue may help by chance
LOW, HIGH = 0.45, 0.58  # of the guesses
WORDS = ("because", "always", "never", "some", "every", "all", "only", "no", "can", "if")

Cue = Callable[[str], float]


def _word(word: str) -> Cue:
    return lambda text: bool(re.search(rf"\b{word}\b", text, re.I))


def _count(pattern: str) -> Cue:
    return lambda text: len(re.findall(pattern, text))


CUES: dict[str, Cue] = {
    "length": len,
    "words": _count(r"\S+"),
    "commas": _count(","),
    "formulas": _count(r"\$[^$]*\$"),
    "code": _count(r"`[^`]*`"),
    "digits": _count(r"\d"),
    "bold": _count(r"\*\*\w"),
    "brackets": _count(r"\(\w"),
    "sentences": _count(r"[.;:]\s"),
    "equals": _count(r"="),
    "begins with If": lambda text: text.startswith("If "),
    "begins with a formula": lambda text: text.startswith(("$", "`")),
    **{word: _word(word) for word in WORDS},
    **{word: _word(word) for word in ("so", "not", "for", "with", "and", "than", "same", "each", "its", "PyTorch")},
}


def check_cues(exercise: Exercise) -> Iterator[Fault]:
    """Every guess without an understanding of the statement is right about as often as a coin."""
    bank = exercise.of(Statement)
    if len(bank) >= ENOUGH:
        for message in find_cues(bank):
            yield Fault(relative(snippet_of(exercise.slug)), 0, message)


def find_cues(bank: list[Statement]) -> Iterator[str]:
    """What gives verdicts away: a message for each guess that is right too often or too seldom."""
    texts, verdicts = [entry.fact for entry in bank], [bool(entry.value) for entry in bank]
    for guess, right in guesses(texts, verdicts):
        if helps(right):
            yield f"who guesses {guess} is right for {sum(right)} of {len(right)} statements; reword some of them"
    if helps(right := opposites(bank)):
        told = f"who guesses the opposite of the verdict before is right for {sum(right)} of {len(right)} statements"
        yield f"{told}; give a new one another number, which moves it on the page"
    rule, count = best_rule(texts, verdicts)
    if count > HIGH * len(bank):
        yield f"who calls true {rule} is right for {count} of {len(bank)} statements; reword some of them"


def helps(right: list[bool]) -> bool:
    """Whether guesses are right too often or too seldom; one more or less than half is no help."""
    return bool(right) and not LOW <= sum(right) / len(right) <= HIGH and abs(2 * sum(right) - len(right)) > 1


def guesses(texts: list[str], verdicts: list[bool]) -> Iterator[tuple[str, list[bool]]]:
    """For each guess whether it is right, statement by statement."""
    middle = median(map(len, texts))
    yield "that the longer ones are true", [(len(text) > middle) is holds for text, holds in zip(texts, verdicts)]
    for word in WORDS:
        yield f"true at the word {word!r}", [holds for text, holds in zip(texts, verdicts) if CUES[word](text)]


def opposites(bank: list[Statement]) -> list[bool]:
    """Whether each verdict is the opposite of the one before it on the page, topic by topic."""
    return [one.value != other.value for one, other in pairwise(bank) if one.topic == other.topic]


def best_rule(texts: list[str], verdicts: list[bool]) -> tuple[str, int]:
    """The rule that is right most often: one cue and a limit, true above it or true up to it.

    It is chosen with all verdicts known, so whoever has to learn it from other statements does worse.
    """
    found = [("nothing", 0)]
    for name, cue in CUES.items():
        values = [cue(text) for text in texts]
        for limit in sorted(set(values)):
            right = sum((value > limit) is holds for value, holds in zip(values, verdicts))
            found += [(f"what has more than {limit:g} in {name!r}", right)]
            found += [(f"what has at most {limit:g} in {name!r}", len(texts) - right)]
    return max(found, key=lambda rule: rule[1])

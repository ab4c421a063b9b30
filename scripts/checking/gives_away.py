"""Whether one statement of a sheet tells something of another: who has decided the one need not think about the other.

Three rules find it in the words. Two statements are of one topic, and so share its notions. Or of the rare words of one
wording half, and at least two, stand in the wording or reason of the other. Or one of them says five words in a row of
the wording of the other, a rare one among them. What only a person sees stands in `apart` of the draws.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from scripts.model.draws import Apart
from scripts.model.entries import Statement

RARE = 0.05  # of the statements of the bank have the word
FEW = 2  # statements of a small bank
HALF, SEVERAL = 0.5, 2  # of the rare words of a wording
IN_A_ROW = 5
WORD, LONG = re.compile(r"[A-Za-z0-9]+"), re.compile(r"[a-z]{3}")
ENDING = re.compile(r"(?<=\w{4})(?:ing|es|ed|s)$")


class Said(NamedTuple):
    """What a statement says: the words of its wording, and those of its reason."""

    topic: str
    asked: list[str]
    told: list[str]


def words(text: str) -> list[str]:
    """Words without their endings, and the names and numbers of formulas."""
    return [ENDING.sub("", word.lower()) for word in WORD.findall(text)]


def runs(said: list[str]) -> set[tuple[str, ...]]:
    """Each stretch of so many words."""
    return set(zip(*(said[start:] for start in range(IN_A_ROW))))


class Bank:
    """The statements of a bank by name, and which of them belong on different sheets."""

    def __init__(self, statements: dict[str, Statement], apart: Iterable[Apart] = ()) -> None:
        self.apart = list(apart)
        self.said = {
            name: Said(entry.topic, words(entry.fact), words(entry.reason)) for name, entry in statements.items()
        }

    @cached_property
    def rare(self) -> set[str]:
        """Words of three letters or more that few statements use."""
        counts = Counter(word for said in self.said.values() for word in {*said.asked, *said.told})
        most = max(FEW, RARE * len(self.said))
        return {word for word, count in counts.items() if count <= most and LONG.match(word)}

    def given_away(self, one: str, other: str) -> str:
        """Why two statements belong on different sheets, or nothing."""
        if self.said[one].topic == self.said[other].topic:
            return f"both are of the topic {self.said[one].topic}"
        judged = [pair.because for pair in self.apart if {one, other} <= {*pair.statements}]
        found = (self._found(*pair) for pair in permutations((one, other)))
        return next(filter(None, [*judged, *found]), "")

    def _found(self, one: str, other: str) -> str:
        """What the words of one have of the wording of the other."""
        tells, asked = self.said[one], self.said[other]
        rare = self.rare & {*asked.asked}
        common = sorted(rare & {*tells.asked, *tells.told})
        if len(common) >= SEVERAL and len(common) >= HALF * len(rare):
            return f"{one} has {', '.join(common)} of {other}"
        said = sorted((runs(tells.asked) | runs(tells.told)) & runs(asked.asked))
        said = [run for run in said if self.rare & {*run}]
        return next((f"{one} says '{' '.join(run)}' as {other} does" for run in said), "")

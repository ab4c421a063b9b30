"""How the answers of variants are spread: who has seen a few of them must not know the next."""

from collections import Counter
from typing import NamedTuple

from scripts.model.evidence import Exercise
from scripts.model.practice import fields
from scripts.model.source import Page

MOST = 0.75  # of the variants may have the same value of an answer


class Spread(NamedTuple):
    """An answer that a practice asks for: its values over all variants, and how often the most frequent one comes."""

    name: str
    variants: int
    values: int
    usual: str
    times: int

    @property
    def share(self) -> float:
        return self.times / self.variants


def spreads(page: Page, exercise: Exercise) -> list[Spread]:
    """One for each answer that has a field, in the order of the page."""
    found = []
    for name in dict.fromkeys(field.id.partition(".")[2] for field in fields(page)):
        values = [entry.display for entry in exercise.entries if entry.name == name]
        counted = Counter(values)
        found += [Spread(name, len(values), len(counted), *counted.most_common(1)[0])] if values else []
    return found

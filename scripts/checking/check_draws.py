"""The committed draws of a large bank: at least forty sheets of ten, each balanced, and of none does one tell another.

A fault says which draw to mend and what to write there: a statement that is new, renamed or gone changes one place of a
sheet that others have sat, and no more.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec

from scripts.checking.check_cues import ENOUGH
from scripts.checking.gives_away import Bank
from scripts.model.draws import Draws, draws_of, read_draws
from scripts.model.entries import Statement
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault
from scripts.model.paths import relative
from scripts.model.toml_lines import key_lines, unreadable

LEAST, SIZE = 40, 10
LOW, HIGH = 4, 6  # of the ten are true
FROM, TO = 0.35, 0.65  # of the statements at one place of a sheet are true
ALIKE = 3  # statements that two sheets may have in common


def check_draws(exercise: Exercise) -> Iterator[Fault]:
    """Every rule for the draws; a bank of few statements has none."""
    statements = {entry.name: entry for entry in exercise.of(Statement)}
    if len(statements) < ENOUGH:
        return
    path = draws_of(exercise.slug)
    try:
        draws = read_draws(exercise.slug)
    except msgspec.DecodeError as error:
        yield unreadable(path, error)
        return
    sheets = Sheets(draws, statements)
    lines = key_lines(path)
    yield from (Fault(relative(path), 0, message) for message in sheets.in_all())
    for number in draws.draws:
        yield from (Fault(relative(path), lines.get(f"{number}", 0), told) for told in sheets.about(number))
    yield from _unknown_apart(path, draws, statements)


def _unknown_apart(path: Path, draws: Draws, statements: dict[str, Statement]) -> Iterator[Fault]:
    """What is kept apart is there."""
    lines = path.read_text(encoding="utf-8").splitlines() if draws.apart else []
    for name in sorted({name for pair in draws.apart for name in pair.statements} - statements.keys()):
        line = max(number for number, text in enumerate(lines, 1) if f'"{name}"' in text)
        yield Fault(relative(path), line, f"there is no statement {name} to keep apart; rename it here, or remove it")


class Sheets:
    """The draws beside the statements of the bank."""

    def __init__(self, draws: Draws, statements: dict[str, Statement]) -> None:
        self.draws, self.statements = draws.draws, statements
        self.bank = Bank(statements, draws.apart)
        self.used = Counter(name for draw in self.draws.values() for name in draw)

    def in_all(self) -> Iterator[str]:
        """What is wrong with them together."""
        if len(self.draws) < LEAST:
            yield f"{len(self.draws)} draws; write at least {LEAST}"
        if [*self.draws] != [*range(1, len(self.draws) + 1)]:
            yield "the draws are not numbered 1, 2, 3 and so on; a number is an address, so write a new draw at the end"
        for name in (name for name in self.statements if name not in self.used):
            yield f"{name} stands in no draw; {self._place_for(name)}"
        yield from self._of_places()

    def _of_places(self) -> Iterator[str]:
        """That a statement comes first, or last, tells nothing of it."""
        sound = {number: draw for number, draw in self.draws.items() if self._is_balanced(draw)}
        for place, names in enumerate(zip(*sound.values()), 1) if len(sound) >= LEAST else ():
            true = sum(map(self._is_true, names))
            if not FROM <= true / len(names) <= TO:
                told = f"place {place} is true in {true} of {len(names)} draws; make it {FROM:.0%} to {TO:.0%}"
                yield f"{told}: {self._exchange(sound, place, too_often=true > TO * len(names))}"

    def _is_balanced(self, draw: list[str]) -> bool:
        return len(draw) == SIZE and self.statements.keys() >= {*draw} and LOW <= sum(map(self._is_true, draw)) <= HIGH

    def _exchange(self, sound: dict[int, list[str]], place: int, *, too_often: bool) -> str:
        """Two statements that may change places, of which the verdict of the first stands there too often."""
        number, here, other = next(
            (number, draw[place - 1], other)
            for number, draw in sound.items()
            for other in draw
            if self._is_true(draw[place - 1]) is too_often is not self._is_true(other)
        )
        return f"in draw {number} exchange {here} and {other}"

    def _place_for(self, name: str) -> str:
        """Where a statement may stand, in the place of the one that stands in most draws."""
        places = [(number, old) for number, draw in self.draws.items() for old in draw if self.used[old] > 1]
        places.sort(key=lambda place: -self.used[place[1]])
        fit = ((number, old) for number, old in places if self._fits(name, self._without(old, self.draws[number])))
        return next((f"in draw {number} write it in the place of {old}" for number, old in fit), "add a draw with it")

    def about(self, number: int) -> Iterator[str]:
        """What is wrong with one of them, and what to write."""
        draw = self.draws[number]
        known = [name for name in draw if name in self.statements]
        if len(draw) != SIZE:
            yield f"draw {number} has {len(draw)} statements; make it {SIZE}"
        for name in (name for name in draw if name not in self.statements):
            yield f"draw {number}: there is no statement {name}; {self._instead(name, draw)}"
        for name in (name for name, count in Counter(known).items() if count > 1):
            yield f"draw {number} has {name} twice; {self._instead(name, draw)} once"
        yield from self._of_verdicts(number, known)
        for one, other in combinations(dict.fromkeys(known), 2):
            if why := self.bank.given_away(one, other):
                yield f"draw {number}: {one} and {other}: {why}; {self._instead(other, draw)}"
        yield from self._alike(number)

    def _of_verdicts(self, number: int, known: list[str]) -> Iterator[str]:
        """About half are true, so that who crosses all alike has about half."""
        true = sum(map(self._is_true, known))
        if len(known) == SIZE and not LOW <= true <= HIGH:
            which = next(name for name in known if self._is_true(name) is (true > HIGH))
            told = f"draw {number}: {true} of {SIZE} are true; make it {LOW} to {HIGH}"
            yield f"{told}, beginning with {which}: {self._instead(which, known)}"

    def _alike(self, number: int) -> Iterator[str]:
        """Two sheets that are nearly the same are one."""
        for other in (other for other in self.draws if other < number):
            common = [name for name in self.draws[number] if name in self.draws[other]]
            if len(common) > ALIKE:
                told = f"draw {number} has {len(common)} statements of draw {other}; make it {ALIKE}"
                yield f"{told}: {self._instead(common[0], self.draws[number])}"

    def _is_true(self, name: str) -> bool:
        return bool(self.statements[name].value)

    def _without(self, gone: str, draw: list[str]) -> list[str]:
        return [name for name in draw if name != gone and name in self.statements]

    def _instead(self, gone: str, draw: list[str]) -> str:
        """What may stand in the place of one: the statement that stands in fewest draws."""
        rest = self._without(gone, draw)
        by_use = sorted(self.statements, key=lambda name: self.used[name])
        found = next((name for name in by_use if name != gone and self._fits(name, rest)), "another one")
        return f"write {found} in the place of {gone}"

    def _fits(self, name: str, rest: list[str]) -> bool:
        """Whether a sheet is balanced with it, and none of the others tells of it."""
        true = sum(map(self._is_true, [*rest, name]))
        false = len(rest) + 1 - true
        return max(true, false) <= HIGH and not any(self.bank.given_away(name, other) for other in rest)

"""Which of all faults are told: of one cause one, and of many alike a few."""

import re
from collections.abc import Iterator
from itertools import groupby

from scripts.model.faults import Fault

FEW = 5  # of many alike, which differ in their instances and values only; no exercise has more instances
VARYING = re.compile(r"@\w+|-?\d[\d.,/e+-]*")


def told_once(faults: list[Fault], named: dict[str, Fault]) -> list[Fault]:
    """The fault of each slug that can be no module, in the place of all the others that name it."""
    others = [fault for fault in faults if not any(slug in f"{fault.file} {fault.message}" for slug in named)]
    return [*others, *named.values()]


def few_alike(faults: list[Fault]) -> Iterator[Fault]:
    """Faults in order; one function that is wrong is wrong on each of sixty variants, and a few of them say so."""
    for (file, line, _), group in groupby(sorted(faults, key=_alike), key=_alike):
        alike = [*group]
        yield from sorted(alike)[:FEW]
        if len(alike) > FEW:
            yield Fault(file, line, f"{len(alike) - FEW} more like the one before it")


def _alike(fault: Fault) -> tuple[str, int, str]:
    return fault.file, fault.line, VARYING.sub("", fault.message)

"""Whether the witnesses confirm the digits that a page shows, which their own tolerance may be too wide for."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scripts.model.entries import Entry
from scripts.model.literals import NUMBER, decimals, default, leaves, scaled
from scripts.model.markers import BadPathError, Reference, resolve
from scripts.model.number_words import VALUES
from scripts.model.rounding import exact, round_half_up
from scripts.model.tree import Tree


def unconfirmed(literal: str, path: Reference, entry: Entry) -> Iterator[str]:
    """Who agrees with the value, but says another number than the literal shows; who disagrees is told elsewhere.

    A simulation is judged by its standard error instead.
    """
    value = resolve(entry.value, path)
    for witness in entry.witnesses:
        if witness.unit == "relative" and float(witness.deviation) <= witness.within:
            try:
                said = resolve(witness.value, path)
            except BadPathError:  # it raised, which is told
                continue
            if not confirms(literal, value, said):
                yield f"witness {witness.name!r} says {default(said)}"


def confirms(literal: str, value: Tree, said: Tree) -> bool:
    """Whether every number of the literal rounds the same, or is nearer than half a unit of its last digit."""
    word = VALUES.get(literal.strip().lower())
    triples = zip(NUMBER.finditer(literal if word is None else str(word)), leaves(value), leaves(said))
    return all(_confirms(match, mine, theirs) for match, mine, theirs in triples if mine is not None)


def _confirms(match: re.Match[str], value: Any, said: Any) -> bool:
    if said is None or value in ("inf", "-inf") or said in ("inf", "-inf"):
        return bool(value == said)
    if match["frac"]:  # two fractions with denominators up to q are 1/q^2 apart
        denominator = int(re.findall(r"\d+", match["frac"])[-1])
        return abs(exact(value) - exact(said)) * 2 * denominator**2 < 1
    mine, theirs, places = scaled(match, value), scaled(match, said), decimals(match)
    apart = abs(exact(mine) - exact(theirs))
    return apart * 2 < Decimal(1).scaleb(-places) or round_half_up(mine, places) == round_half_up(theirs, places)

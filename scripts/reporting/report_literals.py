"""Literals that markers bind, on the pages of two sides: another value, or other digits of the same one.

Where a base was built its values decide, and a literal tells the digits shown. Where it was not, and for given data,
which no version 1 publishes, the literals are all there is to compare.
"""

import re
from collections.abc import Iterator
from itertools import product

from scripts.model.literals import NUMBER, SPACING, TRUTHS, decimals, scaled
from scripts.model.number_words import VALUES
from scripts.reporting.report_sources import Shown
from scripts.reporting.report_steps import ANSWER, EXPLANATION, PRESENTATION, Step


def literal_steps(
    is_whole: bool, before: list[Shown], after: list[Shown], slips: dict[str, str]
) -> Iterator[tuple[str, str, Step]]:
    """The paths that both sides show, and show otherwise: what is shown, the answer it belongs to, the step."""
    mine, theirs = (_by_place(side) for side in (before, after))
    told = set()
    for path, page in (place for place in mine if place in theirs):
        here, there = mine[path, page], theirs[path, page]
        gone, come = _only(here, there), _only(there, here)
        if gone and come and (path, *gone, *come) not in told:
            told.add((path, *gone, *come))
            name, tolerance = there[0].name, max(shown.tolerance for shown in there)
            is_same = any(agree(*pair, tolerance) for pair in product(gone, come))
            what = f"digits shown of {path}" if is_same else f"{path} on its page"
            verdict = _verdict(is_whole, is_same, name, name in slips)
            yield name, slips.get(name, name), Step(verdict, what, "; ".join(gone), "; ".join(come))


def _verdict(is_whole: bool, is_same: bool, name: str, is_slip: bool) -> str:
    """Where values were compared, a literal of the same value is one of presentation, however it is written."""
    if is_same or (is_whole and not name.endswith(".task")):
        return PRESENTATION
    return EXPLANATION if is_slip else ANSWER


def _by_place(side: list[Shown]) -> dict[tuple[str, str], list[Shown]]:
    """The literals of each path on each page, as a base with faults may say another thing on each."""
    found: dict[tuple[str, str], list[Shown]] = {}
    for shown in side:
        found.setdefault((shown.path, shown.page), []).append(shown)
    return found


def _only(side: list[Shown], other: list[Shown]) -> list[str]:
    """The literals that only one side has, each once."""
    there = {_plain(shown.literal) for shown in other}
    return list(dict.fromkeys(shown.literal for shown in side if _plain(shown.literal) not in there))


def _plain(literal: str) -> str:
    """A literal without what is only its look: spaces of TeX, a word for a number, one of the words for a truth."""
    text = SPACING.sub("", literal).lower()
    if text in VALUES:
        return str(VALUES[text])
    return next((pair[0] for pair in zip(("true", "false"), zip(*TRUTHS)) if text in pair[1]), text)


def agree(before: str, after: str, tolerance: float = 0.0) -> bool:
    """Whether two literals can show the same value: to the digits of the shorter one, or within tolerance."""
    pairs = [list(NUMBER.finditer(_plain(text))) for text in (before, after)]
    if not pairs[0] or len(pairs[0]) != len(pairs[1]):
        return False
    return all(_agree(a, b, tolerance) for a, b in zip(*pairs))


def _agree(before: re.Match[str], after: re.Match[str], tolerance: float) -> bool:
    if not (before["digits"] and after["digits"]):
        return before[0] == after[0]
    mine, theirs = map(_value, (before, after))
    coarse = max(_unit(before), _unit(after))
    is_rounded = _unit(before) != _unit(after) and abs(mine - theirs) <= 0.501 * coarse
    return mine == theirs or is_rounded or abs(mine - theirs) <= tolerance * abs(mine)


def _value(match: re.Match[str]) -> float:
    return (-1 if match["sign"] else 1) * float(match["digits"]) * _unit(match) * 10.0 ** decimals(match)


def _unit(match: re.Match[str]) -> float:
    """How much one step of the last digit is."""
    return 10.0 ** -decimals(match) / float(scaled(match, 1.0))

"""What is counted from one has no gaps: a page that speaks of reading 6 speaks of reading 5 too."""

import re
from collections import defaultdict
from collections.abc import Iterator

from scripts.checking.readable import prose
from scripts.model.faults import Fault
from scripts.model.source import Page

NAMED = re.compile(r"\b(?P<word>reading|step|gap|layer|list|statement)s?[ *_]+(?P<number>\d+)\b(?!\.\d)", re.I)


def check_counted(page: Page, covered: list[tuple[int, int]]) -> Iterator[Fault]:
    """A number that names one of several, where no page has the one before it; points of a grading name nothing."""
    places = defaultdict[str, dict[int, int]](dict)
    for match in NAMED.finditer(prose(page)):
        is_covered = any(start <= match.start("number") < end for start, end in covered)
        if not is_covered and "grading" not in page.folds_around(match.start()):
            places[match["word"].lower()].setdefault(int(match["number"]), match.start())
    for word, numbers in places.items():
        for number, position in numbers.items():
            if number != 1 and number - 1 not in numbers:
                told = f"{word} {number} is spoken of, and no {word} {number - 1}" if number else f"{word} 0"
                yield page.fault(position, f"{told}; they count from 1 on. Mend the number, or mark it <!--= path -->")

"""A row of the bench: what is measured, how, and the aim. It is printed as soon as it is known."""

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """What, its aim, and a function that measures it."""

    what: str
    aim: str
    measure: Callable[[], str]


def print_rows(rows: Sequence[Row]) -> None:
    """Measure and print one by one; who interrupts is told what is missing, and leaves with 130."""
    for number, row in enumerate(rows):
        try:
            print(f"{row.what:<58} {row.measure():>26}   {row.aim}", flush=True)
        except KeyboardInterrupt:
            missing = "\n".join(f"  {other.what}" for other in rows[number:])
            print(f"stopped; not measured:\n{missing}", file=sys.stderr)
            sys.exit(130)

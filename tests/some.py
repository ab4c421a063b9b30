"""Which repeats of a question each run asks: `make test ALL=1`, as in CI, asks all of them.

The same question is asked of many pages, files, locales and moments. One of them shows nearly always what all would.
What takes seconds and asks about a corner of what another test walks through (a finger beside mouse and keys, a network
that is gone) is `full` too.
"""

from collections.abc import Collection, Iterable
from typing import Any

import pytest

full = pytest.mark.full


def some(values: Iterable[Any], first: Collection[Any]) -> list[Any]:
    """Parameters of which each run takes the first, and a full one the rest."""
    found = list(values)
    assert set(first) <= set(found), f"{set(first) - set(found)} is none of them"
    rows = {value: value if isinstance(value, tuple) else (value,) for value in found}
    return [value if value in first else pytest.param(*rows[value], marks=full) for value in found]

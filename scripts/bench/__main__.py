"""Print the table of times, then the table of weights."""

import sys
import tempfile
from pathlib import Path

from scripts.bench import forward, times, weights
from scripts.paths import SITE


def main() -> None:
    """Times are measured on a copy of the project, weights on the site as it stands."""
    with tempfile.TemporaryDirectory() as folder:
        print_table(times.measure(times.copy_project(Path(folder) / "project")))
    if not SITE.exists():
        sys.exit("no site/ to weigh; run `make site` first")
    print_table(weights.measure())
    with weights.served(SITE) as address:
        print_table(forward.measure(address))


def print_table(rows: list[tuple[str, str, str]]) -> None:
    """What, measured, aim."""
    for what, measured, aim in rows:
        print(f"{what:<58} {measured:>26}   {aim}")


if __name__ == "__main__":
    main()

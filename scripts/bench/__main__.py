"""Print the table of times, then that of weights: `python -m scripts.bench [rnn optimization ...]`, else of all."""

import sys
import tempfile
from pathlib import Path

from scripts.bench import forward, times, weights
from scripts.model.paths import SITE, slugs


def main(names: list[str]) -> None:
    """Times are measured on a copy of the project, weights on the site as it stands."""
    if unknown := set(names) - set(slugs()):
        sys.exit(f"no exercise {', '.join(sorted(unknown))}; there is {', '.join(slugs())}")
    with tempfile.TemporaryDirectory() as folder:
        print_table(times.measure(times.copy_project(Path(folder) / "project"), names))
    if not SITE.exists():
        sys.exit("no site/ to weigh; run `make site` first")
    print_table(weights.measure(names))
    with weights.served(SITE) as address:
        print_table(forward.measure(address))


def print_table(rows: list[tuple[str, str, str]]) -> None:
    """What, measured, aim."""
    for what, measured, aim in rows:
        print(f"{what:<58} {measured:>26}   {aim}")


if __name__ == "__main__":
    main(sys.argv[1:] or slugs())

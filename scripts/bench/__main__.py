"""Print a table of times, then one of weights: `python -m scripts.bench [rnn optimization ...]`, else of all."""

import sys
import tempfile
from pathlib import Path

from scripts.bench import forward, times, weights
from scripts.bench.rows import print_rows
from scripts.model.paths import SITE, slugs


def main(names: list[str]) -> None:
    """Times are measured on a copy of the project, weights on the site as it stands."""
    if unknown := set(names) - set(slugs()):
        sys.exit(f"no exercise {', '.join(sorted(unknown))}; there is {', '.join(slugs())}")
    if not SITE.exists():
        sys.exit("no site/ to weigh; run `make site` first")
    with tempfile.TemporaryDirectory() as folder, weights.served(SITE) as address:
        project = Path(folder) / "project"
        print_rows([*times.rows(project, names), *weights.rows(address, names), *forward.rows(address)])


if __name__ == "__main__":
    main(sys.argv[1:] or slugs())

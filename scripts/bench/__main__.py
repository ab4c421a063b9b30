"""Print a table of weights and times: `python -m scripts.bench [rnn optimization ...]`, of all exercises if none.

`LIGHTHOUSE=5` in the environment adds what Lighthouse says, the median of so many runs; `GROWTH=500` measures nothing
but how the site grows with so many exercises more.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.bench import growth, lighthouse, live, serving, times, weights
from scripts.bench.browser import Browser, started
from scripts.bench.rows import Row, print_rows
from scripts.model.paths import here, slugs


def main(names: list[str]) -> None:
    """Weights are measured on the site as it stands, times on a copy of the project."""
    if unknown := set(names) - set(slugs()):
        sys.exit(f"no exercise {', '.join(sorted(unknown))}; there is {', '.join(slugs())}")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        if os.environ.get("GROWTH"):
            print_rows([*growth.rows(project, int(os.environ["GROWTH"]))])
            return
        if not here().site.exists():
            sys.exit("no site/ to weigh; run `make site` first")
        with serving.served(here().site) as address, started() as browser:
            print_rows([*rows(address, browser, project, names)])


def rows(address: str, browser: Browser, project: Path, names: list[str]) -> Iterator[Row]:
    """What takes seconds comes first, what takes minutes last and where it is asked for."""
    runs = int(os.environ.get("LIGHTHOUSE") or 0)
    urls = {name: f"{address}{page}" for name, page in weights.pages().items()}
    if names:
        urls = {name: url for name, url in urls.items() if name.partition("/")[0] in names}
    yield from weights.rows(browser, urls)
    yield weights.forward(browser, address)
    yield from times.rows(project, names or slugs())
    yield from live.rows(project)
    if runs:
        yield from lighthouse.rows(urls, runs)
    else:
        yield Row("Lighthouse, a quarter of an hour for all pages", "", lambda: "make bench LIGHTHOUSE=5")


if __name__ == "__main__":
    main(sys.argv[1:])

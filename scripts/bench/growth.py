"""How the build and the site grow with the exam: `make bench GROWTH=500`, on a copy with so many exercises more."""

import statistics
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from scripts.bench import times
from scripts.bench.rows import Row

EDITED = 3


def rows(project: Path, count: int) -> Iterator[Row]:
    """The copy is made, built and enlarged first; its exercises are computed in one process, not in one each."""
    more = f"{count} exercises more"
    yield times.built_copy(project)
    yield Row(f"{more}: computed, all in one process", "", partial(grown, project, count))
    yield Row(f"{more}: whole build / bare mkdocs build", "", partial(built, project, 1))
    yield Row(f"{more}: one sentence / bare mkdocs build", "at most 6 s", partial(built, project, EDITED))
    yield Row(f"{more}: nothing changed", "", partial(times.nothing, project))
    yield Row(f"{more}: size of the site", "at most 40 MB", lambda: size(project / "site"))


def grown(project: Path, count: int) -> str:
    return times.seconds([times.cpu_seconds([sys.executable, "-m", "scripts.bench.grow", str(count)], project)])


def built(project: Path, rounds: int) -> str:
    """Building after an edit of the page that stands last, against MkDocs alone on the same pages."""
    page = sorted((project / "docs" / "exercises").glob("cube_*.md"))[-1]
    ours = []
    for number in range(rounds):
        times.edit(page, number)
        ours.append(times.cpu_seconds(times.BUILD, project))
    return times.ratio(statistics.median(ours), times.cpu_seconds(times.bare_build(project), project))


def size(site: Path) -> str:
    """Of all its files, not compressed."""
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return f"{total / 1e6:.1f} MB"

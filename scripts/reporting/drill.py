"""The drill: plant one fault at a time on a copy of the project, and tell what catches it.

`python -m scripts.reporting.drill` makes the copy and the table; `... drill worker NUMBER ...` runs in the copy. Each
plant is judged as a build would judge it: its exercise is computed anew if need be, then its page is checked. What no
check finds is built for good, and published if that build succeeds.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from scripts.computing.tasks import results_of
from scripts.model.faults import UnusableError
from scripts.model.paths import here
from scripts.reporting.planted import PLANTS, NoPlaceError, Plant

COPIED = "docs snippets scripts tests mkdocs.yml requirements.lock package.json package-lock.json".split()

LATER = "the build itself, which goes further than the checks"


class Outcome(NamedTuple):
    """What became of one plant."""

    name: str
    faults: list[str]  # of a build that was stopped
    is_published: bool
    lost: str = ""  # what is said of a plant that finds no place


def main() -> int:
    """Run every plant and print the table; 1 when one was published, or found no place."""
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            for outcome in drill(range(len(PLANTS)), Path(folder)):
                outcomes.append(outcome)
                print(told(outcome), flush=True)
        except UnusableError as error:
            print(error, file=sys.stderr)
            return 1
    published = [outcome for outcome in outcomes if outcome.is_published]
    lost = [outcome for outcome in outcomes if outcome.lost]
    kinds = Counter(plant.kind for plant in PLANTS)
    count = f"{len(outcomes) - len(lost)} faults of {len(kinds)} kinds planted, {len(published)} published"
    print(count + (f"; {len(lost)} found no place" if lost else ""))
    return 1 if published or lost else 0


def told(outcome: Outcome) -> str:
    """One plant and what it came to, on two lines; a plant without a place is told on one."""
    if outcome.lost:
        return outcome.lost
    caught = "PUBLISHED" if outcome.is_published else f"stopped by {[*outcome.faults, LATER][0]}"
    more = f" (and {len(outcome.faults) - 1} more)" if len(outcome.faults) > 1 else ""
    return f"{outcome.name[:150]}\n    {caught[:220]}{more}"


def drill(numbers: Iterable[int], folder: Path) -> Iterator[Outcome]:
    """The outcome of each plant, tried one after the other in a copy of the project as it stands."""
    copy = copy_into(folder / "project")
    command = [sys.executable, "-m", "scripts.reporting.drill", "worker", *map(str, numbers)]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=copy, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield Outcome(*json.loads(line))
    if process.returncode:
        raise UnusableError("the drill ended early; see the message above")


def copy_into(folder: Path) -> Path:
    """A throw-away copy of the project with what was computed; installed packages are linked."""
    folder.mkdir(parents=True)
    for source in (here().root / name for name in COPIED):
        if source.is_dir():
            shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder)
    shutil.copytree(here().cache, folder / here().cache.name, ignore=shutil.ignore_patterns("lock", "site.*"))
    (folder / here().node_modules.name).symlink_to(here().node_modules)
    return folder


def worker(numbers: list[int]) -> int:
    """In the copy: plant, judge, pull out; refuses to begin on a project that has faults of its own."""
    from scripts.checking.check import check
    from scripts.rendering.views import VIEWS

    if own := check(VIEWS).faults:
        print(f"mend these first: {own[0]}", file=sys.stderr)
        return 1
    for plant in (PLANTS[number] for number in numbers):
        print(json.dumps(judged(plant)), flush=True)
    return 0


def judged(plant: Plant) -> Outcome:
    """What becomes of a plant; one that finds no place keeps no other from being tried."""
    try:
        with planted(plant):
            faults = faults_of(plant)
            return Outcome(plant.name, faults, not faults and is_built())
    except NoPlaceError as error:
        return Outcome(plant.name, [], False, str(error))


@contextmanager
def planted(plant: Plant) -> Iterator[None]:
    """The fault stands in its file meanwhile; afterwards the file and the results are as before."""
    computed = [*results_of(plant.slug), here().hashes]
    results = computed if plant.is_computed else []
    before = {path: path.read_bytes() for path in (here().root / plant.file, *results)}
    path = here().root / plant.file
    path.write_text(plant.planted(path.read_text(encoding="utf-8")), encoding="utf-8")
    try:
        yield
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def faults_of(plant: Plant) -> list[str]:
    """What a build would list; a check that crashes lists itself."""
    from scripts.checking.check import check
    from scripts.computing.tasks import compute
    from scripts.rendering.views import VIEWS

    try:
        if plant.is_computed:
            compute(plant.slug)
        return [str(fault) for fault in check(VIEWS, plant.slug if plant.is_of_an_exercise else "").faults]
    except Exception as error:
        return [f"a check that crashed: {type(error).__name__}: {error}"]


def is_built() -> bool:
    """Whether a whole build publishes the copy as it is."""
    command = [sys.executable, "-m", "scripts.build", "site"]
    return subprocess.run(command, cwd=here().root, capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(worker([int(number) for number in sys.argv[2:]]) if sys.argv[1:2] == ["worker"] else main())

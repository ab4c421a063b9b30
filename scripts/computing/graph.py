"""Computations that wait for each other, run two at a time, and only when a part of what they are made of has changed.

What each was made of is kept part by part in the store, so that a change has a name. Content decides, never time.
"""

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from scripts.computing.inputs import Parts, changes
from scripts.model.paths import here, relative
from scripts.store.kept import PLAIN, file_of, find, keep
from scripts.store.reads import changed_reads

WORKERS = 2


@dataclass(frozen=True)
class Computation:
    """One result, as `train:colour`: what it waits for, what it is made of, what it leaves, and how it is made.

    `compute` returns whether the result is good for another time; `reads` what its process opened beside, and None
    where nobody knows.
    """

    name: str
    made_of: Callable[[], Parts]
    outputs: Callable[[], Iterable[Path]]
    compute: Callable[[], bool]
    after: tuple[str, ...] = ()
    reads: Callable[[], Parts | None] = dict
    verb: str = "computing"
    may_wait: bool = False  # a live site shows a saved page without it, and again when it is there

    @property
    def title(self) -> str:
        return self.name.partition(":")[2]

    def why(self, now: Parts) -> list[str]:
        """What has changed since it was made last; nothing where the result stands."""
        record: dict[str, Any] | None = find(f"made/{self.name}", PLAIN)
        if not record:
            return ["it was never computed"]
        found = changes(record["made_of"], now)
        found += [f"{name.rstrip('/')} changed, which it read" for name in changed_reads(record["read"])]
        found += [] if record["is_good"] else ["a function raised, or its process ended early"]
        return found + [f"{name} is lost" for name in record["outputs"] if not (here().root / name).exists()]

    def run(self, now: Parts, because: list[str]) -> bool:
        """Make the result anew, and note what it was made of."""
        file_of(f"made/{self.name}").unlink(missing_ok=True)
        is_good = self.compute()
        read, outputs = self.reads(), [relative(path) for path in self.outputs()]
        good = {"is_good": is_good and read is not None, "because": because}
        record = {"made_of": now, "read": read or {}, "outputs": outputs, **good}
        keep(f"made/{self.name}", PLAIN, record)
        return is_good


def bring_up_to_date(computations: list[Computation]) -> bool:
    """Run what is stale, in the order given where nothing waits; False when one did not come out well.

    What is reused is said too. An interrupted run keeps what was finished.
    """
    plan = {computation.name: computation for computation in computations}
    rank = {name: place for place, name in enumerate(plan)}
    sorter = TopologicalSorter({name: [other for other in plan[name].after if other in plan] for name in plan})
    sorter.prepare()
    running: dict[Future[bool], str] = {}
    good = True
    pool = ThreadPoolExecutor(WORKERS)
    try:
        waiting: list[str] = []
        while sorter.is_active():
            waiting = sorted([*waiting, *sorter.get_ready()], key=rank.__getitem__)
            if not waiting or len(running) == WORKERS:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    good = future.result() and good
                    sorter.done(running.pop(future))
            elif started := _begin(plan[waiting[0]], pool):
                running[started] = waiting.pop(0)
            else:
                sorter.done(waiting.pop(0))
    finally:
        pool.shutdown(cancel_futures=True)
    return good


def _begin(computation: Computation, pool: ThreadPoolExecutor) -> "Future[bool] | None":
    """Start a computation if it is stale, and say so."""
    now = computation.made_of()
    because = computation.why(now)
    if because:
        _say(f"  {computation.verb} {computation.title} ...")
        return pool.submit(computation.run, now, because)
    if computation.verb != "judging":
        _say(f"  reused {computation.title}")
    return None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)

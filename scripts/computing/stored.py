"""The stored runs of an exercise, and which of them are still what would come out now."""

from pathlib import Path

from scripts.computing.runs import Computed, Record
from scripts.model.faults import Fault
from scripts.model.paths import here
from scripts.model.tree import Tree
from scripts.store.kept import PLAIN, file_of, find, keep
from scripts.store.reads import changed_reads, faults_in, read_by


def has_raised(run: Tree, *, may_refuse: bool = False) -> bool:
    """Whether any function of a run raised; `may_refuse` takes what breaks the data model for a result."""
    if "error" in run:
        return not (may_refuse and run["error"]["kind"] == "refused")
    return any(map(has_raised, [*run.get("witnesses", ()), *run.get("slips", ())]))


def is_fresh(record: Record, made_of: dict[str, str]) -> bool:
    """Whether a stored run is what would come out now."""
    read = record.get("read")
    return not record["raised"] and record["made_of"] == made_of and read is not None and not changed_reads(read)


def load(slug: str) -> Computed | None:
    """What is stored of an exercise."""
    found: Computed | None = find(f"runs/{slug}", PLAIN)
    return found


def store(slug: str, computed: Computed) -> None:
    keep(f"runs/{slug}", PLAIN, computed)


def place_of_store(slug: str) -> Path:
    """The file that holds them."""
    return file_of(f"runs/{slug}")


def remember_reads(slug: str) -> None:
    """Note what the process of an exercise opened with each run that it made: a change of that makes the run stale.

    A fault of reading belongs to the runs that depend on the file in which it stands.
    """
    computed, read = load(slug), read_by("computing.compute", slug)
    if not computed or read is None:
        return
    faults, told = faults_in("computing.compute", slug), set[Fault]()
    for record in (record for record in computed["records"].values() if "read" not in record):
        own = [fault for fault in faults if fault.file in record["made_of"]]
        record["read"], record["faults"], told = read, [fault[:] for fault in own], told | {*own}
    computed["faults"] = [fault[:] for fault in faults if fault not in told]
    store(slug, computed)


def reads_of(slug: str) -> dict[str, str] | None:
    """All that the runs of an exercise read; None where nobody knows."""
    computed = load(slug)
    known = [record.get("read") for record in computed["records"].values()] if computed else []
    last = read_by("computing.compute", slug)
    if last is None or None in known:
        return None
    return {name: state for read in [*known, last] for name, state in (read or {}).items()}


def outputs_of(slug: str) -> list[Path]:
    """The file that holds the runs of an exercise, and its figures."""
    computed = load(slug)
    records = computed["records"].values() if computed else ()
    return [place_of_store(slug), *(here().root / record["file"] for record in records if "file" in record)]

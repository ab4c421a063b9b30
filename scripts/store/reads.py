"""What each computation read beside what it imports, as `scripts.computing.watched` noted it while it ran."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from scripts.model.faults import Fault
from scripts.model.paths import here
from scripts.store.intact import hash_of


def noted_in(worker: str, *names: str) -> Path:
    """Where it stands what a worker read."""
    return here().reads / f"{'.'.join((worker, *names))}.json"


def state_of(name: str) -> str:
    """What a file of the project holds, or a folder (`name/`) lists; nothing for what is not there."""
    path = here().root / name
    if name.endswith("/"):
        names = sorted(os.listdir(path)) if path.is_dir() else []
        return hashlib.sha256("\n".join(name for name in names if name != "__pycache__").encode()).hexdigest()
    if path.is_dir():
        return "a folder"
    return hash_of(path) if path.exists() else ""


def read_by(worker: str, *names: str) -> dict[str, str] | None:
    """What a worker read, each with its state then; None if nobody knows."""
    return _noted(noted_in(worker, *names)).get("read")


def faults_in(worker: str, *names: str) -> list[Fault]:
    """What a worker read and should not."""
    return [Fault(*fault) for fault in _noted(noted_in(worker, *names)).get("faults", [])]


def _noted(file: Path) -> dict[str, Any]:
    """What a worker wrote; empty where none did."""
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def changed_reads(read: dict[str, str]) -> list[str]:
    """The files and folders that are no longer what they were when they were read."""
    return [name for name, state in read.items() if state_of(name) != state]


def faults_of_reading(slug: str = "") -> list[Fault]:
    """What was read that should not be, by functions that are still there; of all computations, or of one exercise."""
    files = sorted(here().reads.glob(f"*.{slug or '*'}.json"))
    found = [Fault(*fault) for file in files for fault in _noted(file)["faults"]]
    return [fault for fault in found if (here().root / fault.file).exists()]

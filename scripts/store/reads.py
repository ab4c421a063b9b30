"""What each computation read beside what it imports, as `scripts.computing.watched` noted it while it ran."""

import hashlib
import json
import os
from pathlib import Path

from scripts.model.faults import Fault
from scripts.model.paths import READS, ROOT
from scripts.store.intact import hash_of


def noted_in(worker: str, *names: str) -> Path:
    """Where it stands what a worker read."""
    return READS / f"{'.'.join((worker, *names))}.json"


def state_of(name: str) -> str:
    """What a file of the project holds, or a folder (`name/`) lists; nothing for what is not there."""
    path = ROOT / name
    if name.endswith("/"):
        names = sorted(os.listdir(path)) if path.is_dir() else []
        return hashlib.sha256("\n".join(name for name in names if name != "__pycache__").encode()).hexdigest()
    if path.is_dir():
        return "a folder"
    return hash_of(path) if path.exists() else ""


def read_by(worker: str, *names: str) -> dict[str, str] | None:
    """What a worker read, each with its state then; None if nobody knows."""
    file = noted_in(worker, *names)
    found: dict[str, str] | None = json.loads(file.read_text(encoding="utf-8"))["read"] if file.exists() else None
    return found


def faults_in(worker: str, *names: str) -> list[Fault]:
    """What a worker read and should not."""
    file = noted_in(worker, *names)
    found = json.loads(file.read_text(encoding="utf-8"))["faults"] if file.exists() else []
    return [Fault(*fault) for fault in found]


def is_as_read(read: dict[str, str]) -> bool:
    """Whether every file and folder is still what it was when it was read."""
    return all(state_of(name) == state for name, state in read.items())


def faults_of_reading(slug: str = "") -> list[Fault]:
    """What was read that should not be, by functions that are still there; of all computations, or of one exercise."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(READS.glob(f"*.{slug or '*'}.json"))]
    found = [Fault(*fault) for text in texts for fault in json.loads(text)["faults"]]
    return [fault for fault in found if (ROOT / fault.file).exists()]

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


def is_as_it_was_read(worker: str, *names: str) -> bool:
    """Whether every file and folder that a worker read is still what it was; not if nobody knows what it read."""
    file = noted_in(worker, *names)
    read = json.loads(file.read_text(encoding="utf-8"))["read"] if file.exists() else {}
    return file.exists() and all(state_of(name) == state for name, state in read.items())


def faults_of_reading(slug: str = "") -> list[Fault]:
    """What was read that should not be, by functions that are still there; of all computations, or of one exercise."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(READS.glob(f"*.{slug or '*'}.json"))]
    found = [Fault(*fault) for text in texts for fault in json.loads(text)["faults"]]
    return [fault for fault in found if (ROOT / fault.file).exists()]

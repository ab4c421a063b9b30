"""What the cache holds is what was written there: a damaged or half-written file is as if it were not there.

Whoever writes a file notes its hash (`paths.note`); a sweep before each build removes every file that does not match.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from scripts.model import paths
from scripts.model.paths import note, write_whole

NEVER_READ = ("lock", "hashes", "site.next/", "site.next.old/")  # below the cache
Seen = tuple[int, int]  # time stamp and size of a file

_seen: dict[str, tuple[Seen, str]] = {}  # what the last sweep hashed, so that nobody hashes thirty megabytes again


def sweep() -> None:
    """Remove what is damaged; of a notebook's pictures and copies, which belong together, the whole folder."""
    found = dict(_hashes())
    cache, wanted = paths.HASHES.parent, noted()
    broken = {name for name in {*wanted, *found} if wanted.get(name) != found.get(name)}
    for name in broken & found.keys():
        (cache / name).unlink(missing_ok=True)
    for folder in {_notebook(name) for name in broken} - {None}:
        shutil.rmtree(cache / str(folder), ignore_errors=True)
    left = {name: content for name, content in found.items() if name not in broken and (cache / name).exists()}
    write_whole(paths.HASHES, "".join(f"{content}  {name}\n" for name, content in sorted(left.items())))


def is_intact(path: Path) -> bool:
    """Whether a file of the cache is there, as it was written."""
    return path.exists() and noted().get(path.relative_to(paths.HASHES.parent).as_posix()) == hash_of(path)


def note_files(*files: Path) -> None:
    """Note the files that a library wrote."""
    for path in files:
        if path.exists():
            note(path, path.read_bytes())


def noted() -> dict[str, str]:
    """The hash of each file of the cache as it was written last; a damaged line is about no file."""
    lines = paths.HASHES.read_text(encoding="utf-8", errors="replace").splitlines() if paths.HASHES.exists() else []
    return {name: content for content, _, name in (line.partition("  ") for line in lines)}


def hash_of(path: Path) -> str:
    """The hash of a file as it is; what the last sweep found, while the file has not been written since."""
    if _stamp(path) == _seen.get(str(path), (None,))[0]:
        return _seen[str(path)][1]
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hashes() -> Iterator[tuple[str, str]]:
    _seen.clear()
    for place, _, names in os.walk(paths.HASHES.parent):
        for path in (Path(place, name) for name in names):
            name = path.relative_to(paths.HASHES.parent).as_posix()
            if not name.startswith(NEVER_READ):
                content = hash_of(path)
                _seen[str(path)] = _stamp(path), content
                yield name, content


def _stamp(path: Path) -> Seen:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _notebook(name: str) -> str | None:
    """The folder of the notebook that a file belongs to."""
    return "/".join(name.split("/")[:2]) if name.startswith("notebooks/") else None

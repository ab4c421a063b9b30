"""What the cache holds is what was written there: a damaged or half-written file is as if it were not there.

Whoever writes a file notes its hash (`note`); a sweep before each build removes every file that does not match.
A file that nobody has touched since a sweep hashed it is not hashed again: every write changes its `ctime`.
"""

import hashlib
import json
import os
import shutil
import time
from pathlib import Path

from scripts.model.paths import here, note, write_whole

NEVER_READ = (
    "lock",
    "hashes",
    "stamps",
    "docs/",
    "theme/",
    "later/",
    "site.next/",
    "site.next.old/",
)  # or written by each build
SETTLED = 2 * 10**9  # ns; what was touched later may be touched again within the same tick of the clock
Stamp = tuple[int, ...]  # of a file: when its content and when anything of it changed last, its inode, its size

_seen: dict[str, tuple[Stamp, str]] = {}  # what the last sweep hashed, so that nobody hashes thirty megabytes again


def sweep() -> None:
    """Remove what is damaged; of a notebook's pictures and copies, which belong together, the whole folder."""
    cache, wanted, started = here().cache, noted(), time.time_ns()
    _seen.clear()
    _seen.update(_read_stamps())
    places = _files(cache)
    found = {name: _look(place) for name, place in places.items()}
    broken = {name for name in {*wanted, *found} if wanted.get(name) != found.get(name)}
    for name in broken & found.keys():
        (cache / name).unlink(missing_ok=True)
    for folder in {_notebook(name) for name in broken} - {None}:
        shutil.rmtree(cache / str(folder), ignore_errors=True)
    left = {name: found[name] for name in sorted(found.keys() - broken) if os.path.exists(places[name])}
    write_whole(here().hashes, "".join(f"{content}  {name}\n" for name, content in left.items()))
    seen = {name: _seen[places[name]] for name in left}
    settled = {name: entry for name, entry in seen.items() if max(entry[0][:2]) < started - SETTLED}
    write_whole(here().stamps, json.dumps(settled))


def is_intact(path: Path) -> bool:
    """Whether a file of the cache is there, as it was written."""
    return path.exists() and noted().get(path.relative_to(here().cache).as_posix()) == hash_of(path)


def note_files(*files: Path) -> None:
    """Note the files that a library wrote."""
    for path in files:
        if path.exists():
            note(path, path.read_bytes())


def noted() -> dict[str, str]:
    """The hash of each file of the cache as it was written last; a damaged line is about no file."""
    lines = here().hashes.read_text(encoding="utf-8", errors="replace").splitlines() if here().hashes.exists() else []
    return {name: content for content, _, name in (line.partition("  ") for line in lines)}


def hash_of(path: Path) -> str:
    """The hash of a file as it is; what a sweep found, while the file has not been touched since."""
    return _hash(str(path), _stamp(str(path)))


def _hash(place: str, stamp: Stamp) -> str:
    if place in _seen and _seen[place][0] == stamp:
        return _seen[place][1]
    return hashlib.sha256(Path(place).read_bytes()).hexdigest()


def look_anew(place: str) -> str:
    """The hash of a file that may just have been written, remembered too."""
    _seen.pop(place, None)
    return _look(place)


def _look(place: str) -> str:
    """The hash of a file, remembered under the stamp that the file had before it was read."""
    stamp = _stamp(place)
    content = _hash(place, stamp)
    _seen[place] = stamp, content
    return content


def moved(folder: Path, place: Path) -> None:
    """A folder has got another place: what was seen in it stands there now."""
    below = f"{folder}/"
    for old in [old for old in _seen if old.startswith(below)]:
        _seen[f"{place}/{old.removeprefix(below)}"] = _seen.pop(old)


def _stamp(place: str) -> Stamp:
    found = os.stat(place)
    return found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_size


def _files(cache: Path) -> dict[str, str]:
    """The place of every file of the cache that a build may read, by its name there."""
    edge = len(f"{cache}/")
    places = [f"{folder}/{name}" for folder, _, names in os.walk(cache) for name in names]
    return {place[edge:]: place for place in places if not place.startswith(NEVER_READ, edge)}


def _read_stamps() -> dict[str, tuple[Stamp, str]]:
    """What the sweep before hashed, by place; a damaged list is about no file."""
    try:
        listed = json.loads(here().stamps.read_text(encoding="utf-8"))
        return {f"{here().cache}/{name}": (tuple(stamp), content) for name, (stamp, content) in listed.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _notebook(name: str) -> str | None:
    """The folder of the notebook that a file belongs to."""
    return "/".join(name.split("/")[:2]) if name.startswith("notebooks/") else None

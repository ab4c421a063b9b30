"""Put a new folder in the place of an old one in a single step, so that there is always a whole site."""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP = -100, 2, 2


def exchange(new: Path, place: Path) -> None:
    """`place` becomes `new`; what stood there before is removed afterwards."""
    try:
        _exchange(new, place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _exchange_with_copy(new, place)


def _exchange_with_copy(new: Path, place: Path) -> None:
    """The cache is a disk of its own: what takes the place has to stand beside it first."""
    beside = place.with_name(f".{place.name}.next")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        shutil.copytree(new, beside)
        _exchange(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    shutil.rmtree(new)


def _exchange(new: Path, place: Path) -> None:
    if not place.exists():
        os.rename(new, place)
        return
    if not _swapped(new, place):  # a file system without exchange: two steps, the old one kept until the end
        old = new.with_name(f"{new.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        os.rename(place, old)
        os.rename(new, place)
        os.rename(old, new)
    shutil.rmtree(new)


def _swapped(new: Path, place: Path) -> bool:
    """Exchange two folders by the kernel's own call, on Linux and macOS."""
    library = ctypes.CDLL(None)
    if sys.platform == "darwin":
        return library.renamex_np(os.fsencode(new), os.fsencode(place), RENAME_SWAP) == 0
    return library.renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(place), RENAME_EXCHANGE) == 0

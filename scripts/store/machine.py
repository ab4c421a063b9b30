"""What the machine refuses, a full disk or a folder that nobody may write to, in one line instead of a traceback."""

import errno

from scripts.model.paths import relative

READABLE_ONLY = "may not be written by you; give it to yourself (chown, chmod), or remove it"
MENDS = {
    errno.ENOSPC: "the disk is full; make room on it",
    errno.EDQUOT: "your share of the disk is used up; make room",
    errno.EROFS: "stands on a disk that can only be read; mount it for writing, or work on a copy elsewhere",
    errno.EACCES: READABLE_ONLY,
    errno.EPERM: READABLE_ONLY,
    errno.EBUSY: "is in use, or a disk of its own, so nothing can take its place; unmount it",
    errno.EIO: "cannot be read or written; the disk is damaged",
}


def refused(error: BaseException) -> str:
    """Which file the machine refuses, why, and what to do; empty for an error that is not the machine's."""
    if not isinstance(error, OSError) or error.errno not in MENDS:
        return ""
    file = error.filename2 or error.filename  # of a copy, what is written
    where = f"{relative(file)}: " if isinstance(file, str) else ""
    return f"{where}{MENDS[error.errno]}, then run the command again"

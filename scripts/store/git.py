"""Which commit is checked out, and what stood in another; the one place that asks git."""

import io
import os
import subprocess

from scripts.model.paths import here


def git(*words: str) -> bytes | None:
    """What a git command prints, run in the project's folder; None where it fails, and where there is no git."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # those are of a hook
    try:
        shown = subprocess.run(["git", "-C", str(here().root), *words], capture_output=True, env=own)
    except OSError:
        return None
    return shown.stdout if shown.returncode == 0 else None


def commit_and_date() -> tuple[str, str]:
    """The commit's hash and its date in ISO 8601; empty outside a repository, and where there is no git."""
    shown = git("show", "-s", "--format=%H %cI", "HEAD") or b""
    commit, _, date = shown.decode().strip().partition(" ")
    return commit, date


def commit_of(ref: str) -> str:
    """The hash of the commit that a branch, a tag or a short hash names; empty where there is none."""
    shown = git("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    return (shown or b"").decode().strip()


def files_of(commit: str) -> dict[str, bytes]:
    """Every file of a commit by its path; nothing where the commit is not in this clone."""
    import tarfile  # not for each build, which asks for the commit alone

    archive = git("archive", "--format=tar", commit) if commit else None
    if archive is None:
        return {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        opened = {member.name: tar.extractfile(member) for member in tar if member.isfile()}
        return {name: file.read() for name, file in opened.items() if file}

"""Which commit is checked out; the one place that asks git."""

import os
import subprocess

from scripts.model.paths import ROOT


def commit_and_date() -> tuple[str, str]:
    """The commit's hash and its date in ISO 8601; empty outside a repository, and where there is no git."""
    command = ["git", "-C", str(ROOT), "show", "-s", "--format=%H %cI", "HEAD"]
    here = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # a hook's own repository
    try:
        shown = subprocess.run(command, capture_output=True, encoding="utf-8", env=here)
    except OSError:
        return "", ""
    commit, _, date = shown.stdout.strip().partition(" ") if shown.returncode == 0 else ("", "", "")
    return commit, date

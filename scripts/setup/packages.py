"""Packages of the distribution, where they may be installed without a question: as root on Debian or Ubuntu."""

import os
import shutil
import subprocess
import sys


def install(*names: str) -> None:
    """Install packages, and say so on the terminal; nothing where we may not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *names]):
        print(f"  {' '.join(command)}", file=sys.stderr)
        if subprocess.run(command, stdout=subprocess.DEVNULL, env=environment).returncode:
            break

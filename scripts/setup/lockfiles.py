"""Resolve the dependencies anew: `make lock`. The lock files carry exact versions and no addresses."""

import json
import re
import subprocess
import sys
from pathlib import Path

from scripts.model.paths import here, write_if_changed

COMPILE = (
    "-m piptools compile --upgrade --quiet --all-extras --strip-extras --no-header --no-annotate "
    "--no-emit-index-url --no-emit-find-links"
).split()
CUDA = re.compile(r"^(nvidia|triton|cuda)", re.M)


def main() -> int:
    lock = here().root / "requirements.lock"
    command = [sys.executable, *COMPILE, "--output-file", str(lock), "pyproject.toml"]
    if code := subprocess.run(command, cwd=here().root).returncode:
        return code
    text = portable(lock.read_text(encoding="utf-8"))
    if found := CUDA.search(text):
        print(
            f"requirements.lock names {found[0]}...: a CUDA build of torch got in; see README on torch", file=sys.stderr
        )
        return 1
    write_if_changed(lock, text)
    npm = [str(Path(sys.executable).with_name("npm")), "update", "--package-lock-only", "--ignore-scripts", "--silent"]
    code = subprocess.run(npm, cwd=here().root).returncode
    package_lock = here().root / "package-lock.json"
    write_if_changed(package_lock, without_addresses(package_lock.read_text(encoding="utf-8")))
    return code


def portable(text: str) -> str:
    """torch without the local version that only one wheel index has: `2.13.0+cpu` exists on no laptop."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return "\n".join(re.sub(r"\+cpu$", "", line) for line in lines) + "\n"


def without_addresses(text: str) -> str:
    """npm notes where a package asks for donations and where it came from; an install needs neither."""
    lock = json.loads(text)
    for package in lock["packages"].values():
        for key in ("funding", "resolved"):
            package.pop(key, None)
    return json.dumps(lock, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())

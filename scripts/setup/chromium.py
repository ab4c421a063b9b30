"""Find a Chrome or Chromium for the browser tests, or install one: `python -m scripts.setup.chromium`.

In this order: the variable CHROME, the PATH, the distribution's package where we are root on Debian or Ubuntu,
Playwright's own download, and else a message that says what to install. Tests of the site prefer the headless shell.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.setup import packages

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SHELL = "chromium-headless-shell"
APPLICATIONS = (Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync "
    "--font-render-hinting=none"  # of the shell: letters as wide as in a browser
).split()
HELP = "No Chrome or Chromium: install one (Debian: apt install chromium) or name it in the variable CHROME."


def find() -> str | None:
    """The program, or None; a CHROME that does not exist is an error, not a wish."""
    if named := os.environ.get("CHROME"):
        if shutil.which(named) is None:
            raise FileNotFoundError(f"CHROME names {named}, which is no program; correct or unset it")
        return named
    found = [shutil.which(name) for name in NAMES] + [str(path) for path in APPLICATIONS if path.exists()]
    return next(filter(None, found), None) or downloaded()


def find_shell() -> str | None:
    """The same engine with no browser around it, which does with half of the work; else what there is."""
    return find() if os.environ.get("CHROME") else shutil.which(SHELL) or find()


def downloaded() -> str | None:
    """The Chromium that Playwright has downloaded before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """The distribution's packages where that is possible (Ubuntu has no shell), else Playwright's download."""
    packages.install("chromium")
    if shutil.which("chromium"):
        packages.install(SHELL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])


def main() -> int:
    """Make sure that there is one; 1 with a clear message where there is none to be had."""
    try:
        if find() is None:
            install()
        found = find_shell()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"  browser: {found}" if found else HELP, file=sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())

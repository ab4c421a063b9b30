"""Firefox, and WebKit, which is Safari's engine: `make engines` installs them, as root on Debian or Ubuntu.

Where they are installed the tests look at the site in them too; `make test` alone installs Chromium and no other.
"""

import shutil
import sys

from scripts.setup import packages

FIREFOX = ("firefox-esr", "firefox")
WEBKIT = ("WebKitWebDriver", "Xvfb")  # its driver, and a screen that nobody sees
PACKAGES = {"Firefox": ("firefox-esr",), "WebKit": ("webkit2gtk-driver", "xvfb")}


def firefox() -> str | None:
    """The program, or None."""
    return next(filter(None, map(shutil.which, FIREFOX)), None)


def missing(engine: str) -> str:
    """What is not looked at without an engine, and how to get it; nothing where it is installed."""
    if firefox() if engine == "Firefox" else all(map(shutil.which, WEBKIT)):
        return ""
    how = f"make engines (Debian: apt install {' '.join(PACKAGES[engine])})"
    return f"{engine} is not installed, and the site was not looked at in it: {how}"


def main() -> int:
    """Install what is missing; a line for each engine that is not to be had, which is no failure."""
    if wanted := [name for engine, names in PACKAGES.items() if missing(engine) for name in names]:
        packages.install(*wanted)
    for engine in PACKAGES:
        print(f"  {missing(engine) or f'{engine} is installed'}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

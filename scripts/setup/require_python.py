"""Fail early and clearly where Python is too old. Runs on any Python 3, before anything is installed."""

import sys

NEEDED = (3, 11, 5)  # pymdown-extensions 13 asks for it


def main(version: "tuple" = tuple(sys.version_info)) -> None:
    """Exit with one sentence unless this Python is new enough."""
    if version[:3] < NEEDED:
        found, needed = (".".join(map(str, numbers)) for numbers in (version[:3], NEEDED))
        sys.exit(f"This is Python {found}; Altklausur needs {needed} or newer.")


if __name__ == "__main__":
    main()

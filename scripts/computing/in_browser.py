"""What explorables compute, printed for the browser: `generated/<slug>/formulas.js`.

`python -m scripts.computing.in_browser SLUG` is a computation of the build, in a process of its own. A build with
nothing to print must not import SymPy, so functions do. What exercises publish is described in snippets/live.py.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

from scripts.model.paths import here, relative, slugs, write_if_changed

TABLE = "\nIN_BROWSER = {"


def publishing() -> dict[str, Path]:
    """By slug the module that publishes what its explorable computes, found without importing any."""
    found = {}
    for slug in slugs():
        module, single = here().snippets / slug / "live.py", here().snippets / f"{slug}.py"
        if module.exists():
            found[slug] = module
        elif single.exists() and TABLE in single.read_text(encoding="utf-8"):
            found[slug] = single
    return found


def formulas_of(slug: str) -> Path:
    """The module that the browser imports, beside the figures of an exercise."""
    return here().figures / slug / "formulas.js"


def published(slug: str) -> dict[str, Any]:
    """The table of an exercise: each entry a formula (`Live`), or a function that returns data."""
    name = ".".join(publishing()[slug].relative_to(here().root).with_suffix("").parts)
    table: dict[str, Any] = importlib.import_module(name).IN_BROWSER
    return table


def main(slug: str) -> int:
    """Print the formulas of an exercise; what cannot be printed is told on one line, and leaves no file."""
    from scripts.computing.javascript import UnprintableError, module_text

    source, text = relative(publishing()[slug]), ""
    try:
        text = module_text(published(slug), source)
    except UnprintableError as error:
        print(f"{source}: {error}", file=sys.stderr)
    finally:
        if not text:
            formulas_of(slug).unlink(missing_ok=True)
    if text:
        write_if_changed(formulas_of(slug), text)
    return 0 if text else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

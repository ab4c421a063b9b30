"""A live site: stage whenever a source was saved, and tell the faults above every page."""

import html
import logging

from scripts.checking.check import Findings, check
from scripts.checking.utf8 import refuse_unreadable
from scripts.computing.tasks import compute
from scripts.model.faults import UnusableError
from scripts.rendering.staging import Stage, stage
from scripts.rendering.views import VIEWS
from scripts.store.kept import code
from scripts.store.lock import build_lock

last: list[Findings] = []  # of the build before
LOOK = "border: 2px solid #c62828; padding: 0 1em; margin-bottom: 1em"  # nobody but a contributor needs it
log = logging.getLogger("mkdocs.hooks.answers")


def staged_with_faults() -> Stage:
    """Compute what is stale, check, and stage; the faults stand on the terminal and on the pages.

    While a file cannot be read at all, the pages stay as they were, under that fault.
    """
    code.cache_clear()  # mkdocs.yml may have changed
    with build_lock():
        try:
            refuse_unreadable()
        except UnusableError as error:
            if not last:
                raise
            return stage(last[0], told([warned(str(error))]))
        compute()
        last[:] = [check(VIEWS)]
        return stage(last[0], told([warned(str(fault)) for fault in last[0].faults]))


def warned(fault: str) -> str:
    log.warning(fault)
    return fault


def told(faults: list[str]) -> str:
    """The faults as HTML; nothing where there is none."""
    if not faults:
        return ""
    lines = "".join(f"<li><code>{html.escape(fault)}</code></li>" for fault in faults)
    said = f"<p>Nothing is published before these are mended:</p><ul>{lines}</ul>"
    return f'\n\n<div class="faults" role="alert" style="{LOOK}">{said}</div>\n\n'

"""A live site: stage whenever a source was saved, and tell the faults above every page."""

import html
import logging

from scripts.checking.check import check
from scripts.computing.tasks import compute
from scripts.model.faults import Fault
from scripts.rendering.staging import Stage, stage
from scripts.rendering.views import VIEWS
from scripts.store.kept import code
from scripts.store.lock import build_lock

LOOK = "border: 2px solid #c62828; padding: 0 1em; margin-bottom: 1em"  # nobody but a contributor needs it
log = logging.getLogger("mkdocs.hooks.answers")


def staged_with_faults() -> Stage:
    """Compute what is stale, check, and stage; the faults stand on the terminal and on the pages."""
    code.cache_clear()  # mkdocs.yml may have changed
    with build_lock():
        compute()
        findings = check(VIEWS)
        for fault in findings.faults:
            log.warning(str(fault))
        return stage(findings, told(findings.faults))


def told(faults: list[Fault]) -> str:
    """The faults as HTML; nothing where there is none."""
    if not faults:
        return ""
    lines = "".join(f"<li><code>{html.escape(str(fault))}</code></li>" for fault in faults)
    said = f"<p>Nothing is published before these are mended:</p><ul>{lines}</ul>"
    return f'\n\n<div class="faults" role="alert" style="{LOOK}">{said}</div>\n\n'

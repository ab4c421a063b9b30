"""A live site: stage whenever a source was saved; above every page stands what is wrong and what is still computed."""

import html
import logging
from collections.abc import Sequence

from scripts.checking.check import Findings, check
from scripts.checking.utf8 import refuse_unreadable
from scripts.computing.inputs import Parts
from scripts.computing.later import Later
from scripts.computing.tasks import compute, compute_first, prepare
from scripts.model.faults import UnusableError
from scripts.rendering.staging import Stage, stage
from scripts.rendering.views import VIEWS
from scripts.store.intact import sweep
from scripts.store.kept import code
from scripts.store.lock import build_lock

last: list[Findings] = []  # of the build before
later = Later()
LOOK = "border: 2px solid #c62828; padding: 0 1em; margin-bottom: 1em"  # nobody but a contributor needs it
log = logging.getLogger("mkdocs.hooks.answers")


def staged_with_faults() -> Stage:
    """Compute what is stale, check, and stage; the faults stand on the terminal and on the pages.

    While a file cannot be read at all, the pages stay as they were, under that fault.
    """
    code.cache_clear()  # mkdocs.yml may have changed
    later.end()
    with build_lock():
        try:
            refuse_unreadable()
        except UnusableError as error:
            if not last:
                raise
            return shown(last[0], [str(error)])
        later.stale = computed()
        last[:] = [check(VIEWS)]
        return shown(last[0], [str(fault) for fault in last[0].faults], later.awaited)


def go_on() -> None:
    """Once the site is on screen: compute what it did not wait for, and have a worker ready for the next edit."""
    later.begin()
    prepare()


def computed() -> dict[str, Parts]:
    """Compute all for the first build, which has nothing to show else; then what is waited for. What is stale then."""
    if last:
        return compute_first()
    sweep()
    compute()
    return {}


def shown(findings: Findings, faults: list[str], waiting: Sequence[str] = ()) -> Stage:
    for fault in faults:
        log.warning(fault)
    staged = stage(findings, is_live=True)
    staged.above = told(faults, waiting)
    return staged


def told(faults: list[str], waiting: Sequence[str] = ()) -> str:
    """The faults, and which computations are waited for, as HTML; nothing where there is neither."""
    lines = "".join(f"<li><code>{html.escape(fault)}</code></li>" for fault in faults)
    said = f"<p>Nothing is published before these are mended:</p><ul>{lines}</ul>" if faults else ""
    names = ", ".join(html.escape(name.partition(":")[2]) for name in waiting if not name.startswith("judge:"))
    said += f"<p>Still being computed, and shown as before: {names}. The page then comes again.</p>" if names else ""
    return f'<div class="faults" role="alert" style="{LOOK}">{said}</div>' if said else ""

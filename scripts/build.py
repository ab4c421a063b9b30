"""Build the site: `python -m scripts.build [site|papers|check|fix|serve]`.

When nothing has changed since the last good build this ends before anything heavy is imported.
"""

import gc
import logging
import os
import re
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable

from scripts.checking.utf8 import refuse_unreadable
from scripts.model.faults import UnusableError
from scripts.model.paths import here, practised, slugs
from scripts.store.intact import moved, sweep
from scripts.store.lock import build_lock
from scripts.store.machine import refused
from scripts.store.manifest import inputs, is_current, remember
from scripts.store.swap import exchange


def site(*, has_papers: bool = False) -> int:
    """Compute, check, render, and put the new site in the place of the last good one.

    The exams on paper take longer to print than all else takes after an edit: that is done once, and when asked for.
    """
    with build_lock():
        found = inputs()  # read before the build, so that a file saved meanwhile makes it stale
        if is_current(found):
            say("nothing changed; site/ is up to date")
            return 0
        gc.disable()  # a build ends before garbage matters, and looking for it takes a thirtieth of its time
        started = time.perf_counter()
        refuse_unreadable()
        sweep()
        if here().site.exists() and not here().site.is_dir():
            raise UnusableError("site is a file, and the build writes a folder of that name; move it away")
        say("building")
        if not render(has_papers=has_papers):
            say("failed; site/ is still the last good one" if here().site.exists() else "failed; mend the faults above")
            return 1
        exchange(here().next_site, here().site)
        moved(here().next_site, here().site)
        remember(found)
        say(f"site/ is ready, {time.perf_counter() - started:.1f} s")
    return 0


def render(*, has_papers: bool = False) -> bool:
    """Make the new site in a folder of its own; True when it is complete. An error of ours shows its traceback."""
    from mkdocs.exceptions import MkDocsException

    try:
        return stage_and_generate(has_papers=has_papers)
    except MkDocsException as error:  # a fault of the sources
        say(str(error))
        return False
    except Exception as error:
        if isinstance(error, UnusableError) or refused(error):
            raise
        traceback.print_exc()
        return False


def stage_and_generate(*, has_papers: bool = False) -> bool:
    """Compute, check, stage, have MkDocs make a site of it; nothing after the first of them that has a fault."""
    from scripts.checking.check import check
    from scripts.computing.tasks import compute
    from scripts.rendering.staging import handed, stage
    from scripts.rendering.views import VIEWS

    compute()
    findings = check(VIEWS)
    for fault in findings.faults:
        say(f"  {fault}")
    if findings.faults:
        return False
    staged = stage(findings)
    handed.append(staged)
    generate()
    add_papers(has_papers=has_papers)
    staged.keep()
    return True


def generate() -> None:
    """Run MkDocs in this process, strictly, on the staged folder; raises MkDocsException."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    shutil.rmtree(here().next_site, ignore_errors=True)
    logging.basicConfig(level=logging.WARNING, format="  %(message)s", stream=sys.stderr)
    os.chdir(here().root)
    config = load_config(str(here().config), strict=True, site_dir=str(here().next_site))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def add_papers(*, has_papers: bool) -> None:
    """Put the exams on paper into the new site; without a browser, or unasked, it is a whole site without them."""
    from scripts.papers.offered import leave_out, were_printed

    if reason := print_papers() if has_papers or not were_printed() else leave_out(here().next_site):
        say(reason)


def print_papers() -> str:
    from scripts.papers.publish import publish  # it loads a reader of HTML and a writer of PDF

    return publish(here().next_site)


def papers() -> int:
    """The site with its exams on paper, also where they were left out before. 1 where nothing prints."""
    from scripts.papers.offered import are_left_out

    if are_left_out(here().site):
        with build_lock():
            here().manifest.unlink(missing_ok=True)
    return site(has_papers=True) or int(are_left_out(here().site))


def fix(slug: str = "") -> int:
    """Compute, then rewrite wrong literals; what has no agreement behind it stays and is listed.

    What the last built site has of new addresses is kept for ever.
    """
    from scripts.checking.check import fix as rewrite
    from scripts.computing.tasks import compute
    from scripts.rendering.frozen import freeze

    with build_lock():
        refuse_unreadable()
        sweep()
        compute(slug)
        say(f"{rewrite(slug)} literals or copies rewritten")
        say(f"{freeze(here().site)} new addresses kept")
        return list_faults(slug)


def check(slug: str = "") -> int:
    """Compute and list every fault of pages and answers, or those of one exercise; no site is made."""
    from scripts.computing.tasks import compute

    with build_lock():
        refuse_unreadable()
        sweep()
        compute(slug)
        return list_faults(slug)


def list_faults(slug: str = "") -> int:
    """Print the faults, those in the files of one exercise only if it is named; 1 if there is any."""
    from scripts.checking.check import check
    from scripts.rendering.views import VIEWS

    faults = [fault for fault in check(VIEWS, slug).faults if not slug or is_of(slug, fault.file)]
    for fault in faults:
        say(f"  {fault}")
    if slug and not faults:
        say(f"no fault in {slug}; `make check` asks what depends on it too")
    return 1 if faults else 0


def is_of(slug: str, file: str) -> bool:
    """Whether a file belongs to an exercise, or to a practice, whose files stand among its exercise's."""
    names = re.split(r"[/.]", file)
    return slug in names or (practised(slug) in names and any(name.startswith("practice") for name in names))


def serve() -> int:
    """The site live on 127.0.0.1, at PORT or 8000; a saved page or snippet is on screen within seconds."""
    address = f"127.0.0.1:{os.environ.get('PORT', 8000)}"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(here().root)}
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", address]
    refuse_unreadable()
    with build_lock():
        sweep()
    here().staged.mkdir(parents=True, exist_ok=True)  # MkDocs asks for it before it lets us stage
    try:
        return subprocess.run(command, cwd=here().root, env=environment).returncode
    except KeyboardInterrupt:
        return 0


def main(words: list[str]) -> int:
    """Run a command: `site`, `papers`, `serve`, or `check` and `fix` with or without the slug of one exercise."""
    name, *names = words
    commands: dict[str, Callable[..., int]] = {
        "site": site,
        "papers": papers,
        "check": check,
        "fix": fix,
        "serve": serve,
    }
    if name not in commands or (names and (name not in ("check", "fix") or names[1:] or names[0] not in slugs())):
        there = f"site, papers, serve, check [slug], fix [slug] with {', '.join(slugs())}"
        say(f"no command {' '.join(words)}; there is {there}")
        return 2
    try:
        return commands[name](*names)
    except UnusableError as error:
        say(str(error))
        return 1
    except OSError as error:
        if not (reason := refused(error)):
            raise
        say(reason)
        return 1
    except KeyboardInterrupt:
        say("stopped; site/ is the last good one, and what was computed is kept")
        return 130


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["site"]))

"""Connects MkDocs with the build: compute and check before, generated files and furniture during. Nothing else."""

import logging
import re
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from scripts.checking.check import check, exam
from scripts.computing.tasks import compute
from scripts.formulas.fonts import fonts_of
from scripts.formulas.katex import STUB, forget_all_but, read_store, with_formulas
from scripts.model.paths import CACHE, DOCS
from scripts.model.source import Page
from scripts.rendering.edition import edition
from scripts.rendering.furniture import furnish
from scripts.rendering.generated import generated_files
from scripts.rendering.kept_pages import keep, keep_search_entries
from scripts.rendering.notebook import render_later, with_notebooks
from scripts.store.intact import note_files
from scripts.store.kept import code
from scripts.store.lock import build_lock

log = logging.getLogger("mkdocs.hooks.answers")
TEMPLATES = CACHE / "templates"
PUT_OFF = re.compile(  # code of checks, the ledger, the cells of a notebook
    r'<details class="code">.*?</details>'
    r'|<div class="ledger">.*?</details>\s*</div>'
    r'|<div class="highlight" data-search-exclude>.*?</pre></div>',
    re.S,
)
AS_THE_TEXT = re.compile(r'<span class="[npw]">([^<]*)</span>')  # names, punctuation, space: most words of any listing
current: dict[str, Any] = {}


def on_pre_build(config: MkDocsConfig) -> None:
    """Compute what is stale and report every fault; strict turns the first into failure, after listing all."""
    current["put_off"] = {}
    code.cache_clear()  # mkdocs.yml may have changed under a live site
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with build_lock():
        compute()
        found = check()
        for fault in found.faults:
            log.warning(str(fault))
        current["edition"] = edition(found.exercises, found.reports)
        current["exam"] = exam()
    current["formulas"] = read_store()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish figures, fonts, notebooks and `answers.json` without writing a file into docs/."""
    with_notebooks(files, config)
    for address, content in generated_files(current["edition"]):
        files.append(File.generated(config, address, content=content))
    return files


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """The page with its generated parts; MkDocs has already read the front matter."""
    if page.file.src_uri.endswith(".ipynb"):
        keep(page, render_later(page, markdown), current["formulas"])
        return ""
    source = Page.read(DOCS / page.file.src_uri)
    furnished = furnish(source, current["edition"], current["exam"]).removeprefix(source.front)
    keep(page, furnished, current["formulas"])
    return furnished


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Code of checks and the ledger wait: a statement is searched for by its own words, not by those of its check.

    Words of a listing that have no colour of their own need no element: without them a long page is laid out sooner.
    """
    html = AS_THE_TEXT.sub(r"\1", html)
    folds = current["put_off"][page.url] = PUT_OFF.findall(html)
    numbers = iter(range(len(folds)))
    return PUT_OFF.sub(lambda _: f"<!--put off {next(numbers)}-->", html)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Every page is rendered; from here on its formulas are looked up. Compiled templates are kept by content."""
    env.bytecode_cache = FileSystemBytecodeCache(str(TEMPLATES))
    keep_search_entries(config.plugins["material/search"])
    current["formulas"], current["used"] = read_store(), set()


def on_page_context(context: dict[str, Any], page: SitePage, config: MkDocsConfig, nav: Navigation) -> None:
    """The theme names the fonts that the page needs first: one that comes late would move the text."""
    stands_open = (page.content or "").partition("<details")[0]
    context["preloaded_fonts"] = fonts_of(with_formulas(stands_open, current["formulas"]))


def on_post_page(output: str, page: SitePage, config: MkDocsConfig) -> str:
    """What is long goes in last, so that neither the search nor the theme need read it."""
    folds = current["put_off"][page.url]
    output = re.sub(r"<!--put off (\d+)-->", lambda match: folds[int(match[1])], output)
    current["used"] |= set(STUB.findall(output))
    return with_formulas(output, current["formulas"])


def on_post_build(config: MkDocsConfig) -> None:
    note_files(*TEMPLATES.iterdir())
    forget_all_but(current["used"])

"""Connects MkDocs with the build: compute and check before, generated files and furniture during. Nothing else."""

import logging
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from scripts.checking.check import check, exam
from scripts.checking.source import Page
from scripts.computing.tasks import compute
from scripts.lock import build_lock
from scripts.paths import DOCS
from scripts.rendering.edition import edition
from scripts.rendering.furniture import furnish
from scripts.rendering.generated import generated_files

log = logging.getLogger("mkdocs.hooks.answers")
current: dict[str, Any] = {}


def on_pre_build(config: MkDocsConfig) -> None:
    """Compute what is stale and report every fault; strict turns the first into failure, after listing all."""
    with build_lock():
        compute()
        for fault in check():
            log.warning(str(fault))
        current["edition"] = edition()
        current["exam"] = exam()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish figures, fonts and `answers.json` without writing a file into docs/."""
    for address, content in generated_files(current["edition"]):
        files.append(File.generated(config, address, content=content))
    return files


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """The page with its generated parts; MkDocs has already read the front matter."""
    source = Page.read(DOCS / page.file.src_uri)
    return furnish(source, current["edition"], current["exam"]).removeprefix(source.front)

"""Rendered pages kept by content: the same text, values, listings and neighbours are not rendered twice."""

import logging
import re
from collections.abc import Callable, Container, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from scripts.checking.listings import INCLUDE
from scripts.formulas.katex import STUB
from scripts.model.paths import EVIDENCE, FIGURES, LISTINGS, slugs
from scripts.store import kept

FIGURE = re.compile(r"\bgenerated/([\w/-]+\.svg)")
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")  # what `Page.render` sets


def keep(page: Page, markdown: str, formulas: Container[str]) -> None:
    """Let the page render by what is kept of it, as long as its formulas are known.

    MkDocs has no hook around its rendering, so the page's method is replaced.
    """
    render = page.render

    def render_or_restore(config: MkDocsConfig, files: Files) -> None:
        name, key = f"pages/{page.file.src_uri}", kept.key_of(_parts(markdown, files))
        found = kept.find(name, key)
        if found and all(stub in formulas for stub in STUB.findall(found["content"])):
            _restore(page, found, files)
        elif _warnings(partial(render, config, files)) == 0:  # a warning must come again until its cause is mended
            kept.keep(name, key, _rendered(page))

    page.render = render_or_restore  # type: ignore[method-assign]  # on purpose, see above


def _rendered(page: Page) -> dict[str, Any]:
    links = {target.src_uri: found for target, found in (page.links_to_anchors or {}).items()}
    return {"links": links, **{name: getattr(page, name) for name in RENDERED}}


def _restore(page: Page, rendered: dict[str, Any], files: Files) -> None:
    for name in RENDERED:
        setattr(page, name, rendered[name])
    found = {files.get_file_from_path(uri): anchors for uri, anchors in rendered["links"].items()}
    page.links_to_anchors = {file: anchors for file, anchors in found.items() if file}


def keep_search_entries(search: Any) -> None:
    """Let the theme's search read a page, which takes longer than rendering its template, only when it is new."""
    index = search.search_index
    read = index.add_entry_from_context

    def read_or_restore(page: Page) -> None:
        before = len(index.entries)
        key = kept.key_of([page.content or "", page.url, repr((page.title, page.meta))])
        name = f"search/{page.file.src_uri}"
        if found := kept.find(name, key):
            index.entries += found
        else:
            read(page)
            kept.keep(name, key, index.entries[before:])

    index.add_entry_from_context = read_or_restore


def _warnings(act: Callable[[], None]) -> int:
    """How many warnings an action logs."""
    counter, log = CountHandler(), logging.getLogger("mkdocs")
    counter.setLevel(logging.WARNING)
    log.addHandler(counter)
    try:
        act()
    finally:
        log.removeHandler(counter)
    return sum(count for _, count in counter.get_counts())


def _parts(markdown: str, files: Files) -> Iterator[str]:
    """Everything that the HTML of a page depends on beside our code; links are resolved against the files."""
    yield markdown
    yield from sorted(file.src_uri for file in files)
    yield from (path.read_text(encoding="utf-8") for path in _read_by(markdown) if path.exists())


def _read_by(markdown: str) -> Iterator[Path]:
    """The computed files that a page's markers, figures and listings name."""
    yield from (EVIDENCE / f"{slug}.json" for slug in slugs() if f"{slug}." in markdown)
    yield from (FIGURES / name for name in sorted(set(FIGURE.findall(markdown))))
    yield from (LISTINGS / name for name in sorted({match["file"] for match in INCLUDE.finditer(markdown)}))

"""A notebook's page: its cells as Markdown, so that code and pictures look as on every other page.

mkdocs-jupyter would do it too. It takes a second to import, and its page is ten times as heavy, with styles and scripts
of its own; a test holds our page against its.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlparse

import yaml

from scripts.checking.check_notebooks import address_in, copy_of, with_address
from scripts.model.paths import here, notebooks
from scripts.model.repository import address, report_link

IN_COLAB = "https://colab.research.google.com/github"
TITLE = re.compile(r"^# .*$", re.M)
IMAGE = re.compile(
    r'<img src="(?:\.\./)*(?P<src>[^"]+)" alt="(?P<alt>[^"]*)"(?P<others>[^>]*)>'
)  # as the execution writes it
# Every notebook begins with this cell, which on its page stands in nobody's way.
FOLDED = '<details class="code" markdown="1">\n<summary>How the project is found</summary>\n\n{}\n\n</details>'
COMMENTS = {  # in cells of their own, because a fold holds cells
    "<!--solution-->": '<details class="solution" markdown="1">\n<summary>Solution</summary>',
    "<!--end-->": "</details>",
}


def notebook_pages() -> Iterator[tuple[str, str]]:
    """The address of each notebook's page, and its Markdown; one that could not be executed has its title alone."""
    for name in notebooks():
        executed = here().executed / name / "page.ipynb"
        there = executed.exists()
        notebook = json.loads(executed.read_text(encoding="utf-8")) if there else {"metadata": {}, "cells": []}
        yield f"notebooks/{name}.md", as_markdown(notebook, name)


def as_markdown(notebook: dict[str, Any], name: str) -> str:
    """The front matter, the title with its line of links, and the cells."""
    matter = {key: notebook["metadata"].get(key, "") for key in ("title", "description")}
    cells = "\n\n".join(text for cell in notebook["cells"] for text in _cell(cell))
    titled = TITLE.sub(lambda title: f"{title[0]}\n\n{links_under_title(name)}", cells, count=1)
    return f"---\n{yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=1000)}---\n{titled}\n"


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield COMMENTS.get(source, source.replace(".ipynb)", ".md)"))
        return
    code = f'```{{ .python data-search-exclude="" }}\n{source}\n```'
    yield FOLDED.format(code) if "project" in cell["metadata"].get("tags", []) else code
    for output in cell["outputs"]:
        yield from _output(output)


def _output(output: dict[str, Any]) -> Iterator[str]:
    """What a cell printed, or a picture with its size and its words."""
    if output["output_type"] == "stream":
        text = html.escape("".join(output["text"]).rstrip("\n"), quote=False)
        yield f'<pre class="printed" data-search-exclude><code>{text}</code></pre>'
    shown = "".join(output.get("data", {}).get("text/html", []))
    if found := IMAGE.search(shown):
        yield f"![{html.unescape(found['alt'])}](../{found['src']}){{ {found['others'].strip(' /')} }}"


def notebook_files() -> Iterator[tuple[str, str | bytes]]:
    """The address of each file that a notebook's page shows or offers, and its content."""
    for name in notebooks():
        for path in sorted((here().executed / name).glob("picture-*")):
            yield f"generated/notebooks/{name}/{path.name}", path.read_bytes()
        for kind, ending in (("with_solutions", ""), *[("exercise", "_exercise")] * has_gaps(name)):
            path = here().executed / name / f"{kind}.ipynb"
            if path.exists():
                text = with_address(path.read_text(encoding="utf-8"), address())
                yield f"generated/notebooks/{name}{ending}.ipynb", text


def links_under_title(name: str) -> str:
    """The exercise, the downloads, Colab where there is a public repository."""
    links = [(f"../../generated/notebooks/{name}.ipynb", "Download it", " download")]
    if has_gaps(name):
        links = [(f"../../generated/notebooks/{name}_exercise.ipynb", "Download it with the gaps", " download")]
        links += [(f"../../generated/notebooks/{name}.ipynb", "with the solutions", " download")]
    if (here().exercises / f"{name}.md").exists():
        links.insert(0, (f"../../exercises/{name}/", "The exercise", ""))
    shown = [f'<a href="{link}"{more}>{text}</a>' for link, text, more in links]
    report = report_link(here().notebooks / f"{name}.md")
    return f'<p class="notebook-links">{" · ".join(filter(None, [*shown, *colab(name), report]))}</p>'


def has_gaps(name: str) -> bool:
    """Whether a reader has something to fill in: then there are two files to download."""
    files = (here().executed / name / f"{kind}.ipynb" for kind in ("with_solutions", "exercise"))
    return len({path.read_text(encoding="utf-8") for path in files if path.exists()}) != 1


def colab(name: str) -> Iterator[str]:
    """Colab opens what is committed, from GitHub only; a notebook without an address asks for it."""
    where, committed = urlparse(address()), copy_of(name)
    if where.netloc != "github.com" or not committed.exists():
        return
    link = html.escape(f"{IN_COLAB}{where.path}/blob/main/docs/notebooks/{name}.ipynb")
    is_told = address_in(committed.read_text(encoding="utf-8"))
    asks = "" if is_told else f", which asks for <code>{html.escape(address())}</code>"
    yield f'<a href="{link}">Open it in Colab</a>{asks}'

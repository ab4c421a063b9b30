"""The page of a notebook: rendered by mkdocs-jupyter, then cut down to what the site's own style needs.

mkdocs-jupyter takes a second to import and brings 575 KB of styles into each page. So it is no plugin in mkdocs.yml,
but is asked here, when the page must be rendered. Code then looks as on every other page, and nothing comes from
elsewhere.
"""

import html
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url

from scripts.checking.check_notebooks import address_in, copy_of, with_address
from scripts.model.paths import EXECUTED, EXERCISES, notebooks
from scripts.model.repository import address

OPTIONS = {
    "include": ["*.ipynb"],
    "execute": False,  # done before, by scripts/computing/notebook.py
    "allow_errors": False,
    "no_prompt": True,
    "ignore_h1_titles": True,
    "cache": False,  # the page is kept like every other
}
IN_COLAB = "https://colab.research.google.com/github"


class NotebookFile(File):
    """The notebook with its outputs, which MkDocs takes for a page."""

    def is_documentation_page(self) -> bool:
        return True


def with_notebooks(files: Files, config: MkDocsConfig) -> None:
    """Put the executed notebooks in the place of those in docs/, which have no outputs."""
    for name in notebooks():
        uri, executed = f"notebooks/{name}.ipynb", EXECUTED / name / "page.ipynb"
        if beside := files.get_file_from_path(uri):
            files.remove(beside)
        there = {"abs_src_path": str(executed)} if executed.exists() else {"content": "{}"}  # its fault has been told
        files.append(NotebookFile.generated(config, uri, inclusion=InclusionLevel.INCLUDED, **there))


def notebook_files() -> Iterator[tuple[str, str | bytes]]:
    """The address of each file that a notebook's page shows or offers, and its content."""
    for name in notebooks():
        for path in sorted((EXECUTED / name).glob("picture-*")):
            yield f"generated/notebooks/{name}/{path.name}", path.read_bytes()
        for kind, ending in (("with_solutions", ""), ("exercise", "_exercise")):
            path = EXECUTED / name / f"{kind}.ipynb"
            if path.exists():
                text = with_address(path.read_text(encoding="utf-8"), address())
                yield f"generated/notebooks/{name}{ending}.ipynb", text


def render_later(page: Page, executed: str) -> str:
    """Have the page rendered by mkdocs-jupyter when it must be; returns all that its HTML is made of."""
    name = Path(page.file.src_uri).stem
    page.meta.update({key: executed_metadata(executed).get(key, "") for key in ("title", "description")})
    links = head(page, name)

    def render(config: MkDocsConfig, files: Files) -> None:
        page.content, page.toc = "", TableOfContents([])
        if page.file.abs_src_path:
            by_mkdocs_jupyter(page, config, files)
        page.content = tidy(page.content or "").replace("</h1>", f"</h1>\n{links}", 1)
        page._title_from_render = page.meta["title"]
        page.present_anchor_ids = set(re.findall(r' id="([^"]+)"', page.content))

    page.render = render  # type: ignore[method-assign]  # MkDocs has no hook there, as in kept_pages
    return executed + links


def executed_metadata(executed: str) -> dict[str, Any]:
    return json.loads(executed).get("metadata", {})


def by_mkdocs_jupyter(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Its plugin renders the page as it would by itself, but for the user's own settings of Jupyter."""
    os.environ["JUPYTER_NO_CONFIG"] = "1"
    from mkdocs_jupyter.plugin import Plugin

    plugin = Plugin()
    plugin.load_config(OPTIONS)
    plugin.on_pre_page(page, config=config, files=files)
    page.render(config, files)


def head(page: Page, name: str) -> str:
    """Under the title: the exercise, the downloads, Colab where there is a public repository."""
    links = [(f"generated/notebooks/{name}_exercise.ipynb", "Download it with the gaps", " download")]
    links += [(f"generated/notebooks/{name}.ipynb", "with the solutions", " download")]
    if (EXERCISES / f"{name}.md").exists():
        links.insert(0, (f"exercises/{name}/", "The exercise", ""))
    shown = [f'<a href="{get_relative_url(link, page.url)}"{more}>{text}</a>' for link, text, more in links]
    return f'<p class="notebook-links">{" · ".join([*shown, *colab(name)])}</p>'


def colab(name: str) -> Iterator[str]:
    """Colab opens what is committed, from GitHub only; a notebook without an address asks for it."""
    where, committed = urlparse(address()), copy_of(name)
    if where.netloc != "github.com" or not committed.exists():
        return
    link = html.escape(f"{IN_COLAB}{where.path}/blob/main/docs/notebooks/{name}.ipynb")
    is_told = address_in(committed.read_text(encoding="utf-8"))
    asks = "" if is_told else f", which asks for <code>{html.escape(address())}</code>"
    yield f'<a href="{link}">Open it in Colab</a>{asks}'


RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"<(style|script)\b.*?</\1>", ""),
    (r"<!-- .*?-->", ""),
    (r'<div class="zeroclipboard-container">.*?</clipboard-copy>', ""),
    (r'<div class="clipboard-copy-txt".*?</div>', ""),
    (r'<span class="tag-container">\s*<span class="cell-tag">[^<]*</span>\s*</span>', ""),
    (r"</?div\b[^>]*>", ""),  # wrappers of wrappers
    (r"<pre>(?!<span></span>|<code)(.*?)\n*</pre>", r'<pre class="printed" data-search-exclude><code>\1</code></pre>'),
    (
        r"<pre><span></span>(.*?)\n?</pre>",
        r'<div class="highlight" data-search-exclude><pre><code>\1</code></pre></div>',
    ),
    (r'<a class="anchor-link" (href="[^"]*")>', r'<a class="headerlink" \1 title="Link to this section">'),
    ("<!--solution-->", '<details class="solution">\n<summary>Solution</summary>'),
    ("<!--end-->", "</details>"),
    (r"(<pre\b.*?</pre>)|\n\s*\n", lambda found: found[1] or "\n"),  # the lines of the wrappers, not those of code
)


def tidy(rendered: str) -> str:
    """Text, code and outputs, without styles, scripts, buttons, or a second copy of the code."""
    for pattern, replacement in RULES:
        rendered = re.sub(pattern, replacement, rendered, flags=re.S)
    return rendered.strip()

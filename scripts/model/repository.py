"""Links into the repository; without its address (a fork, a zip) they are plain text with file and line."""

import html
import os
from pathlib import Path
from urllib.parse import urlencode

from scripts.model.paths import address_of, here


def address() -> str:
    return os.environ.get("REPO_URL", "").rstrip("/")


def site() -> str:
    """The address of the published site, or nothing."""
    return os.environ.get("SITE_URL", "").rstrip("/")


def source_link(source: str) -> str:
    """`snippets/rnn.py:41` as a link to that line of the main branch."""
    file, _, line = source.rpartition(":")
    shown = f"<code>{html.escape(source)}</code>"
    return f'<a href="{address()}/blob/main/{file}#L{line}">{shown}</a>' if address() else shown


def edit_link(file: str, text: str) -> str:
    """The file in GitHub's editor, which opens a pull request by itself; of a folder its list of files."""
    place = "tree" if (here().root / file).is_dir() else "edit"
    return (
        f'<a href="{address()}/{place}/main/{file}">{text}</a>'
        if address()
        else f"{text}: <code>{html.escape(file)}</code>"
    )


def report_link(page: Path, section: str = "") -> str:
    """The issue form for a wrong answer, with the link to the section filled in; its path where the site has none."""
    if not address():
        return ""
    link = "/".join(filter(None, (site(), address_of(page)))) + (f"#{section}" if section else "")
    where = f"{page.stem} ({section})" if section else page.stem
    query = urlencode({"template": "wrong_answer.yml", "title": f"Wrong answer: {where}", "page": link})
    return f'<a href="{address()}/issues/new?{html.escape(query)}">Report a mistake</a>'

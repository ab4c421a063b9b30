"""Links into the repository; without its address (a fork, a zip) they are plain text with file and line."""

import html
import os
from urllib.parse import urlencode


def address() -> str:
    return os.environ.get("REPO_URL", "").rstrip("/")


def source_link(source: str) -> str:
    """`snippets/rnn.py:41` as a link to that line of the main branch."""
    file, _, line = source.rpartition(":")
    shown = f"<code>{html.escape(source)}</code>"
    return f'<a href="{address()}/blob/main/{file}#L{line}">{shown}</a>' if address() else shown


def edit_link(file: str, text: str) -> str:
    """The file in GitHub's editor, which opens a pull request by itself."""
    return (
        f'<a href="{address()}/edit/main/{file}">{text}</a>'
        if address()
        else f"{text}: <code>{html.escape(file)}</code>"
    )


def report_link(page: str, part: str) -> str:
    """The issue form for a wrong answer, with the place filled in."""
    if not address():
        return ""
    query = urlencode(
        {"template": "wrong_answer.yml", "title": f"Wrong answer: {page} ({part})", "page": f"{page} ({part})"}
    )
    return f'<a href="{address()}/issues/new?{html.escape(query)}">Report a mistake in this part</a>'

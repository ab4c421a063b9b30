"""Chromium prints: pages of HTML that ask for files of a folder become PDF, tagged, with an outline."""

import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from scripts.papers.packed import packed
from scripts.setup.chromium import FLAGS, find_shell

ORIGIN = "http://site/"


class CannotPrintError(Exception):
    """There is no browser, or it does not run; says which."""


def printed(papers: Mapping[str, str], folder: Path, others: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each paper by its name as PDF; `others` are files that the folder does not have. Nothing leaves the machine.

    Raises CannotPrintError.
    """
    from playwright.sync_api import Error, sync_playwright  # no build waits for it that prints nothing

    program, texts = _program(), {**papers, **others}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            page = browser.new_context(java_script_enabled=False).new_page()
            page.route("**/*", lambda route: route.fulfill(**reply(route.request.url, texts, folder)))
            for name in papers:
                page.goto(ORIGIN + name)
                page.evaluate("document.fonts.ready")
                made = page.pdf(format="A4", prefer_css_page_size=True, tagged=True, outline=True)
                yield name, packed(made)
            browser.close()
    except Error as error:
        raise CannotPrintError(f"Chromium does not print ({str(error).splitlines()[0]})") from error


def _program() -> str:
    try:
        found = find_shell()
    except FileNotFoundError as error:
        raise CannotPrintError(str(error)) from error
    if found is None:
        raise CannotPrintError("there is no Chromium")
    return found


def reply(url: str, texts: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """What a page gets that asks for an address: a text that is there by its name, or a file of the folder."""
    address = unquote(urlparse(url).path)[1:]
    kind = mimetypes.guess_type(address)[0] or "text/html; charset=utf-8"
    return {"content_type": kind, **({"body": texts[address]} if address in texts else {"path": folder / address})}

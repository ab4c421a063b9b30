"""How long the live demo's nets take on one picture, in the browser that the site is tested with."""

from collections.abc import Iterator

from scripts.bench.browser import Browser
from scripts.bench.rows import Row


def rows(browser: Browser, url: str) -> Iterator[Row]:
    yield Row("demo: forward pass, ms, colour and hole, 32 and 64", "", lambda: measured(browser, url))


def measured(browser: Browser, url: str) -> str:
    """The medians in the order of the nets."""
    return ", ".join(f"{time:.1f}" for time in browser.look("forward", url))

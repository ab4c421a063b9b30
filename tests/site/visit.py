"""Visits to the built site in a browser, and which pages there are to visit."""

from functools import cache
from urllib.parse import urlparse

from playwright.sync_api import Browser, BrowserContext, Page

from scripts.model.paths import DOCS, address_of, page_of, slugs

SOURCES = sorted((DOCS / "exercises").glob("*.md"))
EXERCISES = [f"exercises/{path.stem}" for path in SOURCES]
COMPUTED = [address_of(page_of(slug)).rstrip("/") for slug in slugs()]
WITH_FIGURES = [f"exercises/{path.stem}" for path in SOURCES if "](../generated/" in path.read_text(encoding="utf-8")]
EVERYWHERE = "*, ::before, ::after, [open]::details-content"
AT_ONCE = f"{EVERYWHERE} {{ content-visibility: visible !important; transition: none !important }}"  # however far away
OPEN_ALL = "document.querySelectorAll('article details').forEach(details => details.open = true)"


@cache
def context_of(browser: Browser, **options: bool) -> BrowserContext:
    """The one context with these options; what a page stores is forgotten when the next one opens.

    A context, or a window, of its own for each visit would be half of the work of all tests of the site.
    """
    context = browser.new_context(service_workers="block", **options)
    context.add_init_script("localStorage.clear()")
    context.new_page()  # stays, and with it the window
    return context


class Visit:
    """A page opened in a browser, with everything it asked for and complained of."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        **options: bool,
    ) -> None:
        self.page = context_of(browser, **options).new_page()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(url, wait_until="load")
        self.origin = urlparse(url).netloc

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *error: object) -> None:
        self.page.close()

    @property
    def foreign(self) -> list[str]:
        schemes = ("http", "https", "ws", "wss")
        return [url for url in self.requests if urlparse(url).scheme in schemes and urlparse(url).netloc != self.origin]


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn: two frames, however long they take."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

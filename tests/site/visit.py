"""Visits to the built site in a browser, and which pages there are to visit."""

from functools import cache
from urllib.parse import urlparse

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

from scripts.model.paths import address_of, here, page_of, practised, slugs

SOURCES = sorted((here().docs / "exercises").glob("*.md"))
EXERCISES = [f"exercises/{path.stem}" for path in SOURCES]
COMPUTED = [address_of(page_of(slug)).rstrip("/") for slug in slugs() if not practised(slug)]
WITH_FIGURES = [f"exercises/{path.stem}" for path in SOURCES if "](../generated/" in path.read_text(encoding="utf-8")]
EVERYWHERE = "*, ::before, ::after, [open]::details-content"
AT_ONCE = f"{EVERYWHERE} {{ content-visibility: visible !important; transition: none !important }}"  # however far away
OPEN_ALL = "document.querySelectorAll('article details').forEach(details => details.open = true)"
LIVE = """() => [...document.querySelectorAll('article :is([data-explorable], .demo)')].every(place =>
    !place.checkVisibility() || (place.matches('.demo')
        ? place.querySelector('figure:not(.input) .error')?.textContent
        : place.querySelector(':scope > .live')?.checkVisibility()))"""

# What a page has when nobody emulates anything; a tab is used again, so every visit says all of it.
MEDIA = {"media": "null", "reduced_motion": "no-preference", "forced_colors": "none", "contrast": "no-preference"}


class Tabs:
    """The tabs of one context: a tab that a visit has left serves the next.

    A context, a window or a tab of its own for each visit would be half of the work of all tests of the site.
    """

    def __init__(self, browser: Browser, script: str, **options: bool) -> None:
        self.context = browser.new_context(service_workers="block", **options)
        self.context.add_init_script("localStorage.clear()")  # what a page stores is forgotten when the next one opens
        self.context.add_init_script(script)
        self.idle: list[Page] = []

    def taken(self) -> Page:
        return self.idle.pop() if self.idle else self.context.new_page()

    def given_back(self, page: Page) -> None:
        """Nothing runs on in it, nothing is held back from it and no pointer is over it."""
        page.goto("about:blank", wait_until="commit")
        page.unroute_all()
        page.mouse.move(-1, -1)
        self.idle.append(page)


tabs_of = cache(Tabs)  # one context for each script and options


class Visit:
    """A page opened in a browser, with everything it asked for and complained of.

    A `script` runs before those of the page. It is named here, for what is added to a tab stays with the tab.
    """

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        script: str = "",
        **options: bool,
    ) -> None:
        self.tabs = tabs_of(browser, script, **options)
        self.page = self.tabs.taken()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, **MEDIA)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.heard = {"console": self.hear, "pageerror": self.complain, "request": self.note}
        for event, listener in self.heard.items():
            self.page.on(event, listener)
        self.page.goto(url, wait_until="load")
        self.origin = urlparse(url).netloc

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def complain(self, error: Error) -> None:
        self.complaints.append(str(error))

    def note(self, request: Request) -> None:
        self.requests.append(request.url)

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """After a failure nobody knows how the tab was left."""
        for event, listener in self.heard.items():
            self.page.remove_listener(event, listener)
        if kind:
            self.page.close()
        else:
            self.tabs.given_back(self.page)

    @property
    def foreign(self) -> list[str]:
        schemes = ("http", "https", "ws", "wss")
        return [url for url in self.requests if urlparse(url).scheme in schemes and urlparse(url).netloc != self.origin]


def first_view(browser: Browser, url: str, ready: str) -> set[str]:
    """What is asked for when a stranger opens a page: a used tab lists fonts of the pages before as its own."""
    context = browser.new_context(service_workers="block", viewport={"width": 360, "height": 740})
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(url)
    page.locator(ready).first.wait_for()
    page.wait_for_load_state("networkidle")
    context.close()
    return asked


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn: two frames, however long they take."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def open_all(page: Page) -> None:
    """Every fold of the article, and what is fetched and built when its fold opens."""
    page.evaluate(OPEN_ALL)
    page.wait_for_function(LIVE)

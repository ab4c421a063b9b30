"""What each page weighs on its first view, how many elements it has, how soon all of it is open, and how it prints."""

import re
import statistics
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlparse

from scripts.bench.browser import Browser
from scripts.bench.rows import Row
from scripts.bench.serving import packed
from scripts.model.paths import here

KILOBYTES = {  # of the first view of a page; of all others OTHERS
    **dict.fromkeys(("rnn", "linear_regions", "autoencoder", "protocol", "notation"), 100),
    **dict.fromkeys(("optimization", "error_function", "multiple_choice"), 120),
    **dict.fromkeys(("quiz", "mock"), 60),
}
OTHERS = 70
REQUESTS = {"quiz": 12, "mock": 12}  # of all others 10, but of a practice 12
ELEMENTS = {"multiple_choice": "16000", "error_function": "14000"}
SECONDS = {"multiple_choice": 0.3, "error_function": 1.0, "optimization": 0.8, "rnn": 0.6}  # to open every block
ROUNDS = 5


def pages() -> dict[str, str]:
    """The address below the site's of each page, by a short name; of a practice one variant, the others are like it."""
    found = (path.parent.relative_to(here().site).as_posix() for path in sorted(here().site.rglob("index.html")))
    shown = (address for address in found if not re.search(r"^practice/\w+/(?!7$)\d+$", address))
    return {"index" if address == "." else address.removeprefix("exercises/"): f"{address}/" for address in shown}


def rows(browser: Browser, urls: Mapping[str, str]) -> Iterator[Row]:
    """Of pages by their short names."""
    for name, url in urls.items():
        own = (60, 12) if name.startswith("practice/") else (KILOBYTES.get(name, OTHERS), REQUESTS.get(name, 10))
        aim = f"{own[0]} kB, {own[1]}, 0, 0"
        what = f"{name}: first view: compressed, requests, foreign, shift"
        yield Row(what, aim, partial(weight, browser, url))
    for name in ELEMENTS.keys() & urls.keys():
        yield Row(f"{name}: elements", f"at most {ELEMENTS[name]}", partial(elements, browser, urls[name]))
    yield Row("display formulas at 360 px: scroll, in Results, of all", "6, 0", partial(scrolling, browser, urls))
    for name in SECONDS.keys() & urls.keys():
        what = f"{name}: every block opened, 4 x slower processor"
        yield Row(what, f"at most {SECONDS[name]} s", partial(opening, browser, urls[name]))
    exercises = {name: url for name, url in urls.items() if (here().exercises / f"{name}.md").exists()}
    yield Row("sheets of A4, all solutions of each exercise", "90 in all", partial(sheets, browser, exercises))


def weight(browser: Browser, url: str) -> str:
    """Bytes, requests, requests to other origins and layout shift of a page on a phone, before anyone touches it."""
    seen = browser.look("first_view", url)
    addresses = [urlparse(address) for address in seen["asked"] if address.startswith("http")]
    own = {address.path for address in addresses if address.netloc == urlparse(url).netloc}
    foreign = [address for address in addresses if address.netloc != urlparse(url).netloc]
    size = sum(len(packed(file_of(path))) for path in own)
    return f"{size / 1000:.1f} kB, {len(own)}, {len(foreign)}, {seen['shift']:.3f}"


def file_of(path: str) -> Path:
    """The file of the site behind an address."""
    file = here().site / path.lstrip("/")
    return file / "index.html" if file.is_dir() else file


def elements(browser: Browser, url: str) -> str:
    return str(browser.look("first_view", url)["elements"])


def opening(browser: Browser, url: str) -> str:
    """The median of several pages, each opened anew."""
    return f"{statistics.median(browser.look('opening', url) for _ in range(ROUNDS)):.2f} s"


def scrolling(browser: Browser, urls: Mapping[str, str]) -> str:
    """Added up over all pages."""
    found = [browser.look("formulas", url) for url in urls.values()]
    return ", ".join(str(sum(page[count] for page in found)) for count in ("scroll", "results", "there"))


def sheets(browser: Browser, urls: Mapping[str, str]) -> str:
    """Of each page, and the sum."""
    found = [browser.look("sheets", url) for url in urls.values()]
    return f"{' + '.join(map(str, found))} = {sum(found)}"


def forward(browser: Browser, site: str) -> Row:
    """How long the live demo's nets take on one picture: the medians in the order of the nets."""
    what = "demo: forward pass, ms, colour and hole, 32 and 64"
    return Row(what, "", lambda: ", ".join(f"{time:.1f}" for time in browser.look("forward", site)))

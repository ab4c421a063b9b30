"""What a browser sees of a page: `python -m scripts.bench.looks` answers one request after the other.

It reads lines of JSON, `["first_view", "http://127.0.0.1:8000/"]`, and writes a line for each. One browser serves all;
each page is opened in a fresh context, as by a reader who was never here.
"""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pypdfium2
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.setup import chromium

PHONE: ViewportSize = {"width": 412, "height": 823}
SMALL_PHONE: ViewportSize = {"width": 360, "height": 780}
ADD_UP = "list => list.getEntries().forEach(entry => window.shift += entry.value)"
SHIFTS = f"window.shift = 0; new PerformanceObserver({ADD_UP}).observe({{type: 'layout-shift', buffered: true}})"
OPEN = "for (const fold of document.querySelectorAll('details')) fold.open = true"
TIMED = f"""() => new Promise(resolve => {{
    const started = performance.now();
    {OPEN};
    requestAnimationFrame(() => setTimeout(() => resolve((performance.now() - started) / 1000)));
}})"""
SCROLLING = """() => [...document.querySelectorAll('article .formula.display')]
    .filter(box => box.scrollWidth > box.clientWidth + 1)
    .map(box => box.closest('details')?.className ?? '')"""
NETS = (  # of the live demo; weights do not matter for the time
    {"inputs": 1, "widths": [8, 16, 32], "residual": True, "bytes": 98928},
    {"inputs": 4, "widths": [12, 24, 48], "residual": False, "bytes": 221520},
)
FORWARD = """async ([address, spec, side, rounds]) => {
    const { loadNet, forward } = await import(address);
    const random = (length) => Float32Array.from({ length }, () => Math.random() - 0.4);
    const net = loadNet(spec, random(spec.bytes / 4).buffer);
    const times = Array.from({ length: rounds }, () => {
        const input = random(spec.inputs * side * side), started = performance.now();
        forward(net, input, side, side);
        return performance.now() - started;
    });
    return times.sort((a, b) => a - b)[rounds >> 1];
}"""


def first_view(browser: Browser, url: str) -> dict[str, Any]:
    """Every address that the page asks for before anyone touches it, its layout shift, and its elements."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.add_init_script(SHIFTS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, url)
    elements = page.evaluate("document.querySelectorAll('*').length")
    return {"asked": asked, "shift": page.evaluate("window.shift"), "elements": elements}


def opening(browser: Browser, url: str) -> float:
    """Seconds until every block is open and drawn, on a processor four times as slow."""
    page = on_small_phone(browser, url)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return float(page.evaluate(TIMED))


def formulas(browser: Browser, url: str) -> dict[str, int]:
    """How many display formulas there are on a small phone with every block open, how many scroll, also in Results."""
    page = on_small_phone(browser, url)
    page.evaluate(OPEN)
    found = page.evaluate(SCROLLING)
    there = page.locator("article .formula.display").count()
    return {"there": there, "scroll": len(found), "results": found.count("result")}


def sheets(browser: Browser, url: str) -> int:
    """Sheets of A4 that the solutions of a page take."""
    page = browser.new_context().new_page()
    go(page, url)
    page.evaluate("document.querySelector('#paper-solutions')?.click()")
    return len(pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))))


def forward(browser: Browser, url: str, rounds: int = 51) -> list[float]:
    """Median milliseconds of a forward pass by net and side, the first runs included."""
    page = browser.new_context().new_page()
    page.goto(url)
    module = f"{url}assets/demo/net.js"
    return [page.evaluate(FORWARD, [module, net, side, rounds]) for net in NETS for side in (32, 64)]


def on_small_phone(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport=SMALL_PHONE, device_scale_factor=2).new_page()
    go(page, url)
    return page


def go(page: Page, url: str) -> None:
    """Wait until all of it is read, and then until it asks for nothing more: a slow machine may rest on the way."""
    page.goto(url, wait_until="load")
    page.wait_for_load_state("networkidle")


LOOKS: dict[str, Callable[[Browser, str], Any]] = {
    look.__name__: look for look in (first_view, opening, formulas, sheets, forward)
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        for line in sys.stdin:
            name, url = json.loads(line)
            print(json.dumps(LOOKS[name](browser, url)), flush=True)
            for context in browser.contexts:
                context.close()
        browser.close()


if __name__ == "__main__":
    main()

"""Open a page as a reader on a phone does, and print what it asked for and how far it moved.

`python -m scripts.bench.visit URL`
"""

import json
import sys

from playwright.sync_api import sync_playwright

from scripts.setup import chromium

ADD_UP = "list => list.getEntries().forEach(entry => window.shift += entry.value)"
SHIFTS = f"window.shift = 0; new PerformanceObserver({ADD_UP}).observe({{type: 'layout-shift', buffered: true}})"


def visit(url: str) -> dict[str, object]:
    """Every address that the page asks for, and its layout shift."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        page = browser.new_page(viewport={"width": 412, "height": 823})
        page.add_init_script(SHIFTS)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url, wait_until="networkidle")
        shift = float(page.evaluate("window.shift"))
        browser.close()
    return {"asked": asked, "shift": shift}


if __name__ == "__main__":
    print(json.dumps(visit(sys.argv[1])))

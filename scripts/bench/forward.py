"""How long the live exhibit's nets take on one picture, in the browser that the site is tested with.

`python -m scripts.bench.forward URL` prints the median milliseconds of each net; weights do not matter for the time.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from scripts.bench.rows import Row
from scripts.model.paths import ROOT
from scripts.setup import chromium

NETS = {
    "colour": {"inputs": 1, "widths": [8, 16, 32], "residual": True, "bytes": 98928},
    "hole": {"inputs": 4, "widths": [12, 24, 48], "residual": False, "bytes": 221520},
}
RUN = """async ([address, spec, side, rounds]) => {
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


def medians(url: str, rounds: int = 51) -> dict[str, float]:
    """Milliseconds of a forward pass by net and side, the first runs included."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        page = browser.new_page()
        page.goto(url)
        module = f"{url}assets/exhibit/net.js"
        found = {
            f"{name}, {side} x {side}": float(page.evaluate(RUN, [module, spec, side, rounds]))
            for name, spec in NETS.items()
            for side in (32, 64)
        }
        browser.close()
    return found


def rows(url: str) -> Iterator[Row]:
    yield Row("exhibit: forward pass, ms, colour and hole, 32 and 64", "", lambda: measured(url))


def measured(url: str) -> str:
    """The medians in the order of the nets. Another process: Playwright leaves greenlets behind."""
    command = [sys.executable, "-m", "scripts.bench.forward", url]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout
    return ", ".join(f"{time:.1f}" for time in json.loads(shown).values())


if __name__ == "__main__":
    print(json.dumps(medians(sys.argv[1])))

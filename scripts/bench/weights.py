"""What a page weighs on its first view, and what Lighthouse says of it."""

import gzip
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlparse

from scripts.bench.rows import Row
from scripts.bench.times import FEW
from scripts.formulas.katex import node
from scripts.model.paths import NODE_MODULES, ROOT, SITE, address_of, page_of
from scripts.setup import chromium

PACKED = {".html", ".css", ".js", ".json", ".svg"}  # what a server compresses
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site compressed, as hosts do."""

    def log_message(self, *args: object) -> None:
        """Silent: the table is the output."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


def packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6) if path.suffix in PACKED else path.read_bytes()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on 127.0.0.1 while the block runs."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def rows(address: str, names: list[str]) -> Iterator[Row]:
    """Of the page of each exercise: weight, requests, shift, and Lighthouse, once each where many are asked for."""
    runs = 3 if len(names) <= FEW else 1
    urls = {name: f"{address}{address_of(page_of(name))}" for name in names}
    for name, url in urls.items():
        yield Row(f"{name}: first view: compressed, requests, foreign, shift", "130 kB, 0, 0", partial(weight, url))
    for name, url in urls.items():
        what = f"{name}: Lighthouse, mobile, median of {runs}"
        yield Row(what, "97 / 100 / 100 / 100", partial(lighthouse, url, runs))


def weight(url: str) -> str:
    size, requests, foreign, shift = first_view(url)
    return f"{size / 1000:.1f} kB, {requests}, {foreign}, {shift:.3f}"


def first_view(url: str) -> tuple[int, int, int, float]:
    """Bytes, requests, requests to other origins and layout shift of a page on a phone, before anyone touches it."""
    # Another process: Playwright leaves greenlets behind in a thread, and two of it in one thread quarrel.
    command = [sys.executable, "-m", "scripts.bench.visit", url]
    seen = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout)
    addresses = [urlparse(address) for address in seen["asked"]]
    own = {address.path for address in addresses if address.netloc == urlparse(url).netloc}
    foreign = [address for address in addresses if address.scheme.startswith("http")]
    foreign = [address for address in foreign if address.netloc != urlparse(url).netloc]
    return sum(len(packed(file_of(path))) for path in own), len(own), len(foreign), seen["shift"]


def file_of(path: str) -> Path:
    file = SITE / path.lstrip("/")
    return file / "index.html" if file.is_dir() else file


def lighthouse(url: str, runs: int) -> str:
    """The median in each category."""
    found = [lighthouse_once(url) for _ in range(runs)]
    return " / ".join(str(sorted(run[category] for run in found)[runs // 2]) for category in CATEGORIES)


def lighthouse_once(url: str) -> dict[str, int]:
    program = NODE_MODULES / "lighthouse" / "cli" / "index.js"
    options = [
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(chromium.FLAGS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium.find() or ""}
    shown = subprocess.run(
        [node(), str(program), url, *options], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    categories = json.loads(shown.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in CATEGORIES}

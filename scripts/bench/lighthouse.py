"""What Lighthouse says of a page on a phone. It takes ten seconds for each run: `make bench LIGHTHOUSE=5`."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from functools import partial

from scripts.bench.rows import Row
from scripts.formulas.katex import node
from scripts.model.paths import here
from scripts.setup import chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def rows(urls: Mapping[str, str], runs: int) -> Iterator[Row]:
    """Of each page the median of so many runs."""
    for name, url in urls.items():
        what = f"{name}: Lighthouse, mobile, median of {runs}"
        yield Row(what, "98 / 100 / 100 / 100", partial(measured, url, runs))


def measured(url: str, runs: int) -> str:
    """The median in each category."""
    found = [once(url) for _ in range(runs)]
    return " / ".join(str(sorted(run[category] for run in found)[runs // 2]) for category in CATEGORIES)


def once(url: str) -> dict[str, int]:
    """The score of each category, of a hundred."""
    program = here().node_modules / "lighthouse" / "cli" / "index.js"
    options = [
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(chromium.FLAGS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium.find() or ""}
    shown = subprocess.run(
        [node(), str(program), url, *options], cwd=here().root, env=environment, capture_output=True, check=True
    )
    categories = json.loads(shown.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in CATEGORIES}

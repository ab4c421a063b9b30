"""Files of the site that no page source holds: figures, the fonts of the formulas, the machine-readable edition."""

import json
from collections.abc import Iterator
from typing import Any

from scripts.paths import FIGURES
from scripts.rendering.fonts import FOLDER


def generated_files(edition: dict[str, Any]) -> Iterator[tuple[str, str | bytes]]:
    """The address of each file under the site, and its content."""
    yield "answers.json", json.dumps(edition, ensure_ascii=False, separators=(",", ":"))
    for figure in edition["figures"]:
        path = FIGURES / figure["file"].removeprefix("generated/")
        if path.exists():  # one that could not be drawn has been reported
            yield figure["file"], path.read_bytes()
    for path in [*sorted(FOLDER.glob("*.woff2")), FOLDER / "katex.css"]:
        yield f"generated/fonts/{path.name}", path.read_bytes()

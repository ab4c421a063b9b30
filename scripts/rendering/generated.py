"""Files of the site that no page source holds: figures, the fonts of the formulas, the machine-readable edition."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.computing.exhibit import FILES, RESIDUAL
from scripts.formulas.fonts import FOLDER
from scripts.model.paths import DOCS, EXHIBIT, FIGURES, TRAINED
from scripts.rendering.notebook import notebook_files

LOOK = DOCS / "assets" / "look"
STYLES = (
    "colours",
    "page",
    "exercise",
    "content",
    "exhibit",
    "notebook",
    "print",
)  # later ones may overrule earlier ones


def generated_files(edition: dict[str, Any]) -> Iterator[tuple[str, str | bytes]]:
    """The address of each file under the site, and its content."""
    yield "answers.json", json.dumps(edition, ensure_ascii=False, separators=(",", ":"))
    for figure in edition["figures"]:
        path = FIGURES / figure["file"].removeprefix("generated/")
        if path.exists():  # one that could not be drawn has been reported
            yield figure["file"], path.read_bytes()
    for path in exhibit_files():
        yield f"generated/autoencoder/{path.name}", path.read_bytes()
    yield from notebook_files()
    for path in sorted(FOLDER.glob("*.woff2")):
        yield f"generated/fonts/{path.name}", path.read_bytes()
    yield "generated/fonts/style.css", style_sheet()


def exhibit_files() -> list[Path]:
    """What the live exhibit reads; nothing where a net is not trained or the files are not all written."""
    there = (EXHIBIT / FILES[-1]).exists() and all((TRAINED / f"{name}.npz").exists() for name in RESIDUAL)
    return [EXHIBIT / name for name in FILES] if there else []


def style_sheet() -> str:
    """Formulas and the look of the site in one file, which a browser waits for once; beside the fonts that it names."""
    sheets = [FOLDER / "katex.css", *(LOOK / f"{name}.css" for name in STYLES)]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)

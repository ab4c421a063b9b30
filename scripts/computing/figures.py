"""Save a Matplotlib figure as one SVG that serves the light page, the dark page and paper."""

import io
import re
from pathlib import Path
from typing import Any

from scripts.model.paths import SNIPPETS, write_if_changed
from snippets.answers import Figure
from snippets.values import AnswerError

LIGHT, DARK = "#1d2433", "#e4e7ef"  # the page's text colours; docs/assets/look/colours.css has the same

STYLE = (
    f"<style>svg{{color:{LIGHT};fill:currentColor}}"
    f"@media (prefers-color-scheme:dark){{svg{{color:{DARK}}}}}"
    f"@media print{{svg{{color:{LIGHT}}}}}</style>"
)


def draw(figure: Figure, task: Any, path: Path) -> dict[str, str]:
    """Draw a figure into a file; its alternative text. Raises AnswerError where a page cannot hold that."""
    from matplotlib import pyplot, rcdefaults, style  # half a second, for exercises with figures only

    rcdefaults()  # whatever matplotlibrc this machine has
    style.use(SNIPPETS / "exam.mplstyle")
    try:
        found = figure(task)
        if not isinstance(found, tuple) or len(found) != 2:
            raise AnswerError("return the Matplotlib figure and its alternative text, one after the other")
        drawn, alt = found
        if not re.fullmatch(r"[^\]\n]+", alt):
            raise AnswerError("its alternative text must be one line of text without ]")
        save_svg(drawn, path)
    finally:
        pyplot.close("all")
    return {"alt": alt}


def save_svg(figure: Any, path: Path) -> None:
    """Write the figure; black becomes the text's colour of the page it stands on."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    write_if_changed(path, adapt(buffer.getvalue()))


def adapt(svg: str) -> str:
    """Text and axes in `currentColor`, no background, size in pixels, nothing an `<img>` does not need."""
    svg = svg[svg.index("<svg") :].replace("#000000", "currentColor").replace("fill: #ffffff", "fill: none")
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r'(width|height)="([\d.]+)pt"', lambda size: f'{size[1]}="{float(size[2]) * 4 / 3:.0f}"', svg, count=2)
    return re.sub(r"\n\s*", "\n", svg.replace(">", f">{STYLE}", 1))

"""Save a Matplotlib figure as one SVG that serves the light page, the dark page, paper and telephones."""

import inspect
import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from scripts.computing.lighter import lighter
from scripts.model.paths import here, write_if_changed
from snippets.answers import Figure
from snippets.values import AnswerError

LIGHT, DARK = "#1d2433", "#e4e7ef"  # the page's text colours; docs/assets/look/colours.css has the same

STYLE = f"<style>:root{{color:{LIGHT};fill:currentColor}}:root:target{{color:{DARK}}}</style>"
PLACE = 'id="dark" role="img" lang="en" xml:lang="en"'  # `curve.svg#dark` is the drawing for the dark page
PIXELS = 1.5  # for a point: words of a figure are then as high as those around it
PHONE = 290  # pixels that a narrow telephone leaves for a figure
LEGIBLE = 9  # pixels, of a letter's height as of an index's
WORDS = re.compile(r"<!-- (?P<words>.*?) -->\s*<g [^>]*?scale\((?P<scale>[\d.]+)[^>]*>(?P<glyphs>.*?)</g>", re.S)
SMALLER = re.compile(r"<use [^>]*?scale\(([\d.]+)")


def draw(figure: Figure, task: Any, path: Path) -> dict[str, str]:
    """Draw a figure into a file; its alternative text. Raises AnswerError where a page cannot hold that."""
    from matplotlib import pyplot, rcdefaults, style  # half a second, for exercises with figures only

    rcdefaults()  # whatever matplotlibrc this machine has
    style.use(here().style)
    try:
        found = figure(task)
        if not isinstance(found, tuple) or len(found) != 2:
            raise AnswerError("return the Matplotlib figure and its alternative text, one after the other")
        drawn, alt = found
        if not re.fullmatch(r"[^\]\n]+", alt):
            raise AnswerError("its alternative text must be one line of text without ]")
        title, _, _ = (inspect.getdoc(figure.function) or "").partition("\n")
        save_svg(drawn, path, title, alt)
    finally:
        pyplot.close("all")
    return {"alt": alt}


def save_svg(figure: Any, path: Path, title: str, description: str = "") -> None:
    """Write the figure; one that is the text of an SVG already stands within a page, so it is written as it is.

    Raises AnswerError where a word in it is too small for a telephone.
    """
    if isinstance(figure, str):
        write_if_changed(path, figure)
        return
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    if small := too_small(buffer.getvalue()):
        raise AnswerError(small)
    write_if_changed(path, adapt(buffer.getvalue(), title, description))


def too_small(svg: str) -> str:
    """What to mend where a word of an SVG, as Matplotlib writes it, cannot be read on a telephone; or nothing."""
    height, words = min(heights(svg), default=(LEGIBLE, ""))
    if round(height, 1) >= LEGIBLE:
        return ""
    return (
        f"a letter of {words!r} is {height:.1f} pixels high on a telephone, where a figure is {PHONE} wide, and must "
        f'be {LEGIBLE}: make the text larger (size="large" for an index or a power) or the figure narrower'
    )


def heights(svg: str) -> Iterator[tuple[float, str]]:
    """How high the smallest letter of each text is on a telephone, in pixels, and the text."""
    for text in WORDS.finditer(svg):
        width = float(svg.partition(' viewBox="0 0 ')[2].partition(" ")[0])
        smallest = min(map(float, SMALLER.findall(text["glyphs"])), default=1.0)
        yield 100 * float(text["scale"]) * min(smallest, 1) * min(PHONE / width, PIXELS), text["words"]


def adapt(svg: str, title: str, description: str = "") -> str:
    """Named, text and axes in `currentColor`, no background, size in pixels, nothing an `<img>` does not need."""
    svg = svg[svg.index("<svg") :].replace("#000000", "currentColor").replace("fill: #ffffff", "fill: none")
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(
        r'(width|height)="([\d.]+)pt"', lambda size: f'{size[1]}="{float(size[2]) * PIXELS:.0f}"', svg, count=2
    )
    named = f"<title>{escape(title)}</title>" + (f"<desc>{escape(description)}</desc>" if description else "")
    head, _, rest = lighter(svg).partition(">")
    return re.sub(r"\n\s*", "\n", f"{head} {PLACE}>{named}{STYLE}{rest}")

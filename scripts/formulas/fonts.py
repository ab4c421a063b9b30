"""KaTeX's style sheet and fonts, cut down to the characters that the site's formulas show.

The full set is 250 KB; a page needs about a tenth of it.
"""

import hashlib
import html
import logging
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from scripts.formulas.boxes import BLANKS
from scripts.formulas.katex import version
from scripts.formulas.lean import is_used
from scripts.model.paths import here, write_if_changed
from scripts.store.intact import note_files
from scripts.store.kept import LOADED

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
FACE = re.compile(r"@font-face\{[^}]*?font-family:\"?([\w]+)\"?;[^}]*?fonts/(KaTeX_[\w-]+)\.woff2[^}]*\}")
NAMED = re.compile(r'url\("([\w-]+\.woff2)"\)')
FONT_OF_CLASS = {  # as KaTeX's style sheet has it
    'class="katex': ("Main-Regular", "Math-Italic"),
    "mathbf": ("Main-Bold",),
    "mathbb": ("AMS-Regular",),
    "amsrm": ("AMS-Regular",),
    "mathcal": ("Caligraphic-Regular",),
    "delimsizing size1": ("Size1-Regular",),
    "small-op": ("Size1-Regular",),
    "delimsizing size2": ("Size2-Regular",),
    "large-op": ("Size2-Regular",),
    "delimsizing size3": ("Size3-Regular",),
    "delimsizing size4": ("Size4-Regular",),
    "delim-size4": ("Size4-Regular",),
}
VISIBLE = re.compile(r"<math.*?</math>|<[^>]*>", re.S)


def characters(formulas: Iterable[str]) -> str:
    """Every character that the rendered formulas show, MathML left out."""
    shown = {character for formula in formulas for character in html.unescape(VISIBLE.sub("", formula))}
    return "".join(sorted(shown))


def fonts_of(shown: str) -> list[str]:
    """The fonts of the formulas in a piece of HTML, each once."""
    needed = [font for mark, fonts in FONT_OF_CLASS.items() if mark in shown for font in fonts]
    return list(dict.fromkeys(needed))


def build_fonts(keys: Iterable[str], render: Callable[[], Iterable[str]]) -> None:
    """Write `katex.css` and the subset fonts, unless they are there for the same formulas or characters already.

    `render` gives the HTML of the formulas that the keys name.
    """
    mark = here().fonts / "stamp"
    of_formulas, *of_characters = mark.read_text(encoding="utf-8").split() if mark.exists() else [""]
    stamp, whole = _hash(*sorted(set(keys))), _are_all_there()
    if stamp == of_formulas and whole:
        return
    needed = characters(render())
    if of_characters != [_hash(needed)] or not whole:
        _write_fonts(needed)
    write_if_changed(mark, f"{stamp} {_hash(needed)}")


def _are_all_there() -> bool:
    """Whether the style sheet is in the cache, and every font that it names."""
    folder, sheet = here().fonts, here().fonts / "katex.css"
    return sheet.exists() and all((folder / name).exists() for name in NAMED.findall(sheet.read_text(encoding="utf-8")))


def _hash(*texts: str) -> str:
    return hashlib.sha256("\n".join([version(), LOADED["scripts/formulas/fonts.py"], *texts]).encode()).hexdigest()


def _write_fonts(needed: str) -> None:
    css = (here().katex / "dist" / "katex.min.css").read_text(encoding="utf-8")
    faces = list(FACE.finditer(css))
    kept = {face[2] for face in faces if _subset(face[2], needed)}
    for face in faces:
        subset = re.sub(r"src:[^;}]*", f'src:url("{face[2]}.woff2") format("woff2")', face[0])  # its only source
        css = css.replace(face[0], subset if face[2] in kept else "")
    write_if_changed(here().fonts / "katex.css", RULE.sub(lambda rule: rule[0] if is_used(rule[1]) else "", css))


def _subset(name: str, needed: str) -> bool:
    """Write the font with the needed characters only; False if it would have none but the space."""
    from fontTools import subset  # 0.2 s, only when the formulas have a new character

    font = _whole(name)
    if not set(map(ord, needed)) & font.getBestCmap().keys() - {0x20, 0xA0}:
        (here().fonts / f"{name}.woff2").unlink(missing_ok=True)  # of formulas that are gone
        return False
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, notdef_outline=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=needed)
    subsetter.subset(font)
    here().fonts.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, here().fonts / f"{name}.woff2", options)
    note_files(here().fonts / f"{name}.woff2")
    return True


def _whole(name: str) -> "TTFont":
    """A font of KaTeX's as it comes. Unpacking its WOFF2 outline by outline would take longer than all else."""
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)  # these do not say when they were made
    font = TTFont(here().katex / f"dist/fonts/{name}.ttf", recalcTimestamp=False)  # the same bytes from every build
    if name == "KaTeX_Main-Regular":
        _add_blanks(font)
    return font


def _add_blanks(font: "TTFont") -> None:
    """The spaces of a formula as characters: the font has none of their widths."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    for width, blank in BLANKS.items():
        glyph = f"uni{ord(blank):04X}"
        font["glyf"][glyph] = Glyph()
        font["hmtx"][glyph] = (round(width * font["head"].unitsPerEm), 0)
        for table in font["cmap"].tables:
            table.cmap[ord(blank)] = glyph

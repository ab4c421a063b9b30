"""Boxes of a visible formula: as few elements as its letters, spaces and shifts need, and no letter moved.

KaTeX sets a formula with an element for each symbol, each space and each step of its layout, ten times as many as its
MathML has. A box here is what is left: text in one font, moved by margins and shifts that are lengths in em.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

FONT = re.compile(
    r"(?:math|text|ams|main|bold|delimsizing|size\d|small-op|large-op|delim-size)\w*"
)  # sets a font alone
BLANKS = {
    0.1667: "\u2006",
    0.2222: "\u205f",
    0.2778: "\u2005",
    1.0: "\u2003",
}  # thin, medium, thick, quad: see fonts.py
MARGINS = ("margin-left", "margin-right")
ZERO = {*MARGINS, "padding-left", "padding-right", "top", "left", "right", "vertical-align"}  # where 0 says nothing


class Space(NamedTuple):
    """A blank of so many em."""

    width: float


class Drawing(NamedTuple):
    """An SVG, as it is written."""

    markup: str


@dataclass(frozen=True)
class Box:
    """An element; its lengths are in em of its own font, whose size is in em of the font around it."""

    inside: "tuple[Piece, ...]"
    classes: tuple[str, ...] = ()
    style: dict[str, float | str] = field(default_factory=dict)

    @property
    def size(self) -> float:
        return float(self.style.get("font-size", 1))

    def moved(self, side: str, width: float) -> "Box":
        """The box with so much more margin, in em of the font around it."""
        margin = float(self.style.get(side, 0)) + width / self.size
        return replace(self, style={**self.style, side: margin})


Piece = Box | Space | Drawing | str


def box_of(pieces: Iterable[Piece], classes: Iterable[str] = (), style: dict[str, float | str] | None = None) -> Box:
    """A box around pieces: neighbours that look alike are one; TeX's usual spaces are characters, others margins."""
    named = tuple(filter(None, classes))
    if not any(map(FONT.fullmatch, named)):
        pieces = [BLANKS.get(round(piece.width, 4), piece) if isinstance(piece, Space) else piece for piece in pieces]
    return _folded(Box(tuple(_joined(_spaced(_joined(pieces)))), named, style or {}))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        one = _as_one(found[-1], piece) if found else None
        if one is None:
            found.append(piece)
        else:
            found[-1] = one
    return found


def _as_one(left: Piece, right: Piece) -> Piece | None:
    """Two neighbours as one piece, if nothing parts them."""
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if not isinstance(left, Box) or not isinstance(right, Box) or left.classes != right.classes:
        return None
    words = all(isinstance(piece, str) for piece in (*left.inside, *right.inside))
    if not words or left.style.keys() - {"margin-left"} or right.style.keys() - {"margin-right"}:
        return None
    return Box(tuple(_joined([*left.inside, *right.inside])), left.classes, {**left.style, **right.style})


def _spaced(pieces: Iterable[Piece]) -> list[Piece]:
    """Without spaces: each is a margin, of the box before it or of what follows, so that it asks for few elements."""
    found: list[Piece] = []
    blank = 0.0
    for piece in pieces:
        last = found[-1] if found else None
        if not isinstance(piece, Space):
            found.append(_beside(piece, "margin-left", blank) if blank else piece)
            blank = 0.0
        elif isinstance(last, Box) and not blank:
            found[-1] = last.moved("margin-right", piece.width)
        else:
            blank += piece.width
    if blank:
        found[-1:] = [_beside(found[-1] if found else "", "margin-right", blank)]
    return found


def _beside(piece: Piece, side: str, width: float) -> Box:
    return (piece if isinstance(piece, Box) else Box((piece,) if piece else ())).moved(side, width)


def _folded(outer: Box) -> Box:
    """One box for a box that holds nothing but another, where both together say the same."""
    inner = outer.inside[0] if len(outer.inside) == 1 else None
    if not isinstance(inner, Box) or not all(map(FONT.fullmatch, inner.classes)):
        return outer
    shared = outer.style.keys() & inner.style.keys() - {*MARGINS, "font-size"}
    fonts = outer.classes and inner.classes and any(map(FONT.fullmatch, outer.classes))
    if shared or fonts:
        return outer
    style = {name: _scaled(name, value, inner.size) for name, value in outer.style.items()}
    style |= {name: float(inner.style[name]) + float(style.get(name, 0)) for name in MARGINS if name in inner.style}
    style |= {name: value for name, value in inner.style.items() if name not in {*MARGINS, "font-size"}}
    if "font-size" in inner.style:
        style["font-size"] = outer.size * inner.size
    return Box(inner.inside, (*outer.classes, *inner.classes), style)


def _scaled(name: str, value: float | str, size: float) -> float | str:
    return value if isinstance(value, str) or name == "font-size" else value / size


def written(pieces: Iterable[Piece]) -> str:
    """The pieces as HTML."""
    return "".join(map(_written, pieces))


def _written(piece: Piece) -> str:
    if isinstance(piece, str):
        return html.escape(piece, quote=False)
    if isinstance(piece, Drawing):
        return piece.markup
    assert isinstance(piece, Box)
    tag = "i" if "mathnormal" in piece.classes else "span"
    classes = [name for name in piece.classes if name != "mathnormal"]
    return f"<{tag}{attributes(classes, piece.style)}>{written(piece.inside)}</{tag}>"


def attributes(classes: Iterable[str], style: dict[str, float | str]) -> str:
    """The attributes of an element, each behind a blank; what says nothing is left out."""
    told = {"class": " ".join(classes), "style": ";".join(_declared(style))}
    return "".join(f' {name}="{html.escape(value)}"' for name, value in told.items() if value)


def _declared(style: dict[str, float | str]) -> Iterator[str]:
    for name, value in style.items():
        if isinstance(value, str):
            yield f"{name}:{value}"
        elif (length := round(value, 4)) or name not in ZERO:
            yield f"{name}:{length:.4f}".rstrip("0").rstrip(".").replace(":0.", ":.").replace(":-0.", ":-.") + "em"

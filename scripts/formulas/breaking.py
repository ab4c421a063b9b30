"""Where else a line of a display formula may break: KaTeX breaks none within `\\left( \right)`."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

SIGNS = {"mbin", "mrel"}
HIGH = {"mfrac", "mtable", "op-limits", "large-op", "sqrt", "delimsizing", "munder", "mover"}
LOW = Element("span", {"class": "katex-strut", "style": "height:1.5em;vertical-align:-0.4em"})  # letters with scripts


def broken(part: Element) -> list[Element]:
    """A part in pieces that end behind the signs within its brackets, if these are no higher than their letters."""
    strut, *inside = part
    if not any(map(_is_low_bracket, inside)):
        return [part]
    pieces = list(_pieces([piece for child in inside for piece in (child if _is_low_bracket(child) else [child])]))
    return [_around(piece, strut if _is_high(piece) or len(pieces) == 1 else LOW) for piece in pieces]


def _is_low_bracket(element: Element) -> bool:
    """Whether an element is `\\left( ... \right)` in brackets of the size of text."""
    return element.get("class") == "minner" and len(element) > 2 and not (len(element[0]) or len(element[-1]))


def _pieces(elements: list[Element]) -> Iterator[list[Element]]:
    piece: list[Element] = []
    for element in elements:
        if any(sign.get("class") in SIGNS for sign in piece) and element.get("class") != "mspace":
            yield piece
            piece = []
        piece.append(element)
    yield piece


def _is_high(piece: list[Element]) -> bool:
    return any(HIGH & {*inner.get("class", "").split()} for element in piece for inner in element.iter())


def _around(piece: list[Element], strut: Element) -> Element:
    part = Element("span", {"class": "katex-base"})
    part.extend([strut, *piece])
    return part

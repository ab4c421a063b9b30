"""Where else a line of a display formula may break: KaTeX breaks none within `\\left( \right)`."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

SIGNS = {"mbin", "mrel"}
COMMAS = {"mpunct"}
LONG = 3  # commas of a row of numbers that may break
HIGH = {"mfrac", "mtable", "op-limits", "large-op", "sqrt", "delimsizing", "munder", "mover"}
LARGE = {"size2", "size3", "size4", "mult"}
LOW = Element("span", {"class": "katex-strut", "style": "height:1.5em;vertical-align:-0.4em"})  # letters with scripts


def broken(part: Element, is_display: bool) -> list[Element]:
    """A part in pieces: a display formula ends them behind the signs in low brackets, any other in a row of numbers."""
    strut, *inside = part
    if is_display and any(map(_is_low_bracket, inside)):
        opened = [piece for child in inside for piece in (child if _is_low_bracket(child) else [child])]
        pieces = list(_pieces(opened, SIGNS))
        return [_around(piece, strut if _is_high(piece) or len(pieces) == 1 else LOW) for piece in pieces]
    if not is_display and sum(child.get("class") in COMMAS for child in inside) >= LONG:
        return [_around(piece, strut) for piece in _pieces(inside, COMMAS)]
    return [part]


def _is_low_bracket(element: Element) -> bool:
    r"""Whether an element is `\left( ... \right)` in brackets hardly larger than text."""
    if element.get("class") != "minner" or len(element) < 3:
        return False
    brackets = [inner for bracket in (element[0], element[-1]) for inner in bracket.iter()]
    return not any(LARGE & {*inner.get("class", "").split()} for inner in brackets)


def _pieces(elements: list[Element], ends: set[str]) -> Iterator[list[Element]]:
    """The elements, a new piece behind each that ends one and the space after it."""
    piece: list[Element] = []
    for element in elements:
        if any(sign.get("class") in ends for sign in piece) and element.get("class") != "mspace":
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

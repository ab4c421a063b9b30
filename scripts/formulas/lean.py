"""KaTeX's HTML of a formula with a fifth of its elements, every letter where it was.

What KaTeX stacks in a table of six elements is a grid whose pieces share one cell and one base line, each moved by its
`top`; a single script is text moved by `vertical-align`. Classes without a rule in KaTeX's style sheet go.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from scripts.formulas.boxes import ZERO, Box, Drawing, Piece, Space, attributes, box_of, written
from scripts.formulas.breaking import broken
from scripts.formulas.mathml import mathml
from scripts.model.paths import here

SIZES = (0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488)  # of KaTeX's size1 to size11
NAMESPACE = re.compile(r' xmlns="[^"]*"')
SIDES = {  # how pieces stand upon each other, by the class of what is around the stack
    "msupsub": "left",
    "col-align-l": "left",
    "svg-align": "left",
    "col-align-r": "right",
    **dict.fromkeys(("mfrac", "op-limits", "katex-accent", "col-align-c", "x-arrow", "mover", "munder"), "centred"),
}
UNSTYLED = {  # have a rule only for what is done here in another way
    *SIDES,
    *("mathrm", "mspace", "mtable", "sqrt", "op-symbol", "delimcenter", "mult"),
    *("katex-sizing", "fontsize-ensurer", "katex-overline", "katex-underline"),
}
REPLACED = {  # classes of which nothing is left
    *UNSTYLED,
    *("vlist", "vlist-t", "vlist-t2", "vlist-r", "vlist-s", "pstrut", "nulldelimiter", "arraycolsep"),
    *("katex-display", "katex-html", "katex-mathml", "katex-version"),
}
SIDEWAYS = re.compile(r"margin:0 (-?[\d.]+em)")
CLASS = re.compile(r"\.([a-z][\w-]*)")
LINES = {("frac-line",), ("overline-line",), ("underline-line",)}
ACROSS = {
    "frac-line",
    "overline-line",
    "underline-line",
    "katex-hline",
    "katex-hdashline",
    "hide-tail",
    "katex-stretchy",
}
NULL_DELIMITER = 0.12  # em
HIDDEN = ' aria-hidden="true"'
LEAST = 0.0005  # em; a symbol that is moved by less stays where it is
ABOVE, BELOW = 0.85, 0.25  # em that a line of the formulas' font has anyway
Style = dict[str, float | str]


def lean(html: str) -> str:
    """MathML for screen readers, with the TeX in `data-tex`, and beside it what is seen."""
    root = ElementTree.fromstring(NAMESPACE.sub("", html))
    math, shown = root.find(".//math"), root.find(".//*[@class='katex-html']")
    assert math is not None
    assert shown is not None
    is_display = root.get("class") == "katex-display"
    return mathml(math) + _shown([Part.of(part) for base in shown for part in broken(base, is_display)])


class Part(NamedTuple):
    """A piece of a formula behind which a line may break; how high and deep it is, where a line is not so anyway."""

    inside: list[Piece]
    style: Style
    name: str

    @classmethod
    def of(cls, element: ElementTree.Element) -> "Part":
        struts = [_style(child) for child in element if child.get("class") == "katex-strut"]
        height, depth = max(
            ((float(at["height"]), -float(at.get("vertical-align", 0))) for at in struts), default=(0, 0)
        )
        is_tall = height - depth > ABOVE or depth > BELOW
        inside = _opened(box_of([piece for child in list(element)[len(struts) :] for piece in _read(child)]))
        return cls(inside, {"--height": height, "--depth": -depth} if is_tall else {}, element.get("class", ""))

    def written(self, name: str, more: str = "") -> str:
        classes = [name, "tall"] if self.style else [name]
        return f"<span{attributes(classes, self.style)}{more}>{written(self.inside)}</span>"


def _shown(parts: list[Part]) -> str:
    """What is seen: as few elements around the parts as tell where a line may break, and how high it is there."""
    if len(parts) == 1:
        return _alone(parts[0])
    if any(part.style or part.name == "katex-tag" for part in parts):
        return f'<span class="katex"{HIDDEN}>{"".join(part.written(part.name) for part in parts)}</span>'
    return f'<span class="katex"{HIDDEN}>{"<wbr>".join(written(part.inside) for part in parts)}</span>'


def _alone(part: Part) -> str:
    """A formula in which no line breaks is one element, a letter that of the letter."""
    match part.inside:
        case [Box(classes=("mathnormal",)) as letter] if not part.style:
            return f"<i{attributes(['katex'], letter.style)}{HIDDEN}>{written(letter.inside)}</i>"
    return part.written("katex", HIDDEN)


@cache
def _styled(sheet: Path) -> frozenset[str]:
    """The classes that KaTeX's style sheet knows, less those whose rule is not needed here."""
    return frozenset(CLASS.findall(sheet.read_text(encoding="utf-8"))) - REPLACED


def is_used(selectors: str) -> bool:
    """Whether a rule of KaTeX's style sheet is about anything that is left of its HTML."""
    return any(not REPLACED & {*CLASS.findall(selector)} for selector in selectors.split(","))


def _style(element: ElementTree.Element) -> Style:
    """Lengths in em as numbers; those that move nothing are left out."""
    told = SIDEWAYS.sub(r"margin-left:\1;margin-right:\1", element.get("style", ""))
    pairs = (part.split(":", 1) for part in told.split(";") if part)
    style = {name: float(value[:-2]) if re.fullmatch(r"-?[\d.]+em", value) else value for name, value in pairs}
    return {name: value for name, value in style.items() if not (name in ZERO and _is_nothing(value))}


def _is_nothing(length: float | str) -> bool:
    return isinstance(length, float) and abs(length) < LEAST


def _read(element: ElementTree.Element, side: str = "") -> list[Piece]:
    """The pieces of an element; `side` says how they stand upon each other if it is a stack."""
    classes, style = element.get("class", "").split(), _style(element)
    if element.tag == "svg":
        return [Drawing(ElementTree.tostring(element, "unicode"))]
    if "vlist-t" in classes:
        return _stack(element, side)
    if size := re.search(r"reset-size(\d+) size(\d+)", " ".join(classes)):
        style["font-size"] = SIZES[int(size[2]) - 1] / SIZES[int(size[1]) - 1]
        classes = [name for name in classes if name not in size[0]]
    if "nulldelimiter" in classes:
        return [Space(NULL_DELIMITER * float(style.get("font-size", 1)))]
    if not len(element) and not element.text and {"mspace", "arraycolsep"} & {*classes}:
        return [Space(float(style.get("margin-right", 0)) + float(style.get("width", 0)))]
    return _boxed(element, classes, style)


def _boxed(element: ElementTree.Element, classes: list[str], style: Style) -> list[Piece]:
    side = next((SIDES[name] for name in classes if name in SIDES), "")
    inside = list(_inside(element, side))
    kept = [name for name in classes if name in _styled(here().katex / "dist" / "katex.min.css")]
    if not kept and any(isinstance(piece, Drawing) for piece in inside):
        kept, style = ["drawn"], {"width": "100%", **style}
    style.pop("position", None)  # goes with `top`
    return _opened(_moved(box_of(inside, kept, style))) if kept or style else inside


def _inside(element: ElementTree.Element, side: str) -> Iterator[Piece]:
    if element.text:
        yield element.text
    for child in element:
        yield from _read(child, side)
        if child.tail:
            yield child.tail


def _moved(box: Box) -> Box:
    """The box moved by `vertical-align`, which does not make a layer of its own, in place of `top`."""
    style = {name: value for name, value in box.style.items() if name != "top"}
    raised = -float(box.style.get("top", 0))
    if _is_nothing(raised):
        return replace(box, style=style)
    return replace(box, classes=("shift", *box.classes), style={"vertical-align": raised, **style})


def _opened(box: Box) -> list[Piece]:
    """What is in a box that says nothing, else the box."""
    return [box] if box.classes or box.style else list(box.inside)


def _stack(table: ElementTree.Element, side: str) -> list[Piece]:
    """Pieces that stand upon each other; a single one is only moved up or down."""
    items = [item for item in map(_item, table[0][0]) if item.inside or _is_across(item)]
    if len(items) > 1 or any(map(_is_across, items)):
        return [Box(tuple(items), tuple(filter(None, ("stack", side))))]
    return [piece for item in items for piece in _opened(_moved(item))]


def _is_across(item: Box) -> bool:
    return any(isinstance(piece, Box) and ACROSS & {*piece.classes} for piece in (item, *item.inside))


def _item(row: ElementTree.Element) -> Box:
    """A piece of a stack, by how much it is moved from the base line; drawings ask for no height of their own."""
    strut, *others = row
    style = _style(row)
    style["top"] = float(style.get("top", 0)) + float(_style(strut)["height"])
    pieces = [_flat(piece) for element in others for piece in _read(element)]
    if len(pieces) == 1 and isinstance(line := pieces[0], Box) and line.classes in LINES:
        return replace(line, style={**style, **line.style})
    return box_of(pieces, [SIDES[name] for name in row.get("class", "").split() if name in SIDES], style)


def _flat(piece: Piece) -> Piece:
    if not isinstance(piece, Box) or not isinstance(height := piece.style.get("height"), float):
        return piece
    return replace(piece, style={**piece.style, "margin-top": -height})

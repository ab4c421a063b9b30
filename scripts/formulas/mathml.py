"""KaTeX's MathML as MathML Core wants it, without the elements that say nothing to a screen reader."""

import re
import unicodedata
from html import escape
from xml.etree.ElementTree import Element, tostring

CHILDREN = {  # how many an element has by its schema; of others any number is right
    **dict.fromkeys(("msub", "msup", "mfrac", "mroot", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
ROWS = {"mrow", "mstyle", "mtd", "msqrt", "mpadded", "mphantom", "menclose"}  # their children stand in a row
LOOK = {  # how a formula is set, not what it is
    *("stretchy", "fence", "separator", "symmetric", "minsize", "maxsize", "lspace", "rspace"),
    *("rowspacing", "columnspacing", "columnalign", "scriptlevel", "displaystyle"),
}
APPLIED = "\u2061"  # stands behind the name of a function
VARIANTS = {
    "double-struck": ["DOUBLE-STRUCK"],
    "script": ["SCRIPT"],
    "bold": ["BOLD"],
    "fraktur": ["FRAKTUR", "BLACK-LETTER"],
}


def mathml(math: Element) -> str:
    """The formula as a screen reader hears it; its TeX, for whoever copies it, is an attribute."""
    formula, annotation = math[0]
    row = Element("mrow")
    row.append(formula)
    inside = "".join(tostring(child, "unicode", short_empty_elements=False) for child in _children(row))
    return f'<math data-tex="{escape(annotation.text or "")}">{inside}</math>'


def _children(parent: Element) -> list[Element]:
    """The children, mended: as many as the schema wants, a row of its own only where it groups something."""
    is_row = parent.tag in ROWS
    children = [mended for child in parent for mended in _mended(child, is_row)]
    if is_row and len(children) == 1 and children[0].tag == "mrow":
        return list(children[0])
    if len(children) > CHILDREN.get(parent.tag, len(children)):  # as KaTeX has it in \lambda_{\max}
        return [child for child in children if child.text != APPLIED]
    return children


def _mended(old: Element, in_row: bool) -> list[Element]:
    """An element without its look; a row around one element, or in a row for its look alone, is what stands in it."""
    told = {name: value for name, value in old.attrib.items() if name not in LOOK}
    tag = "mrow" if old.tag == "mstyle" and not told else old.tag
    element = Element(tag, told)
    element.text = old.text
    element.extend(_children(old))
    _use_letters(element)
    if tag == "mrow" and (len(element) == 1 or (in_row and (old.tag == "mstyle" or not len(element)))):
        return list(element)
    return [element]


def _use_letters(element: Element) -> None:
    """A letter of a mathematical alphabet for a variant, which browsers no longer know."""
    styles = VARIANTS.get(element.get("mathvariant", ""), [])
    letters = [_letter(character, styles) for character in element.text or ""]
    if element.tag in ("mi", "mn") and styles and all(letters):
        element.text = "".join(letters)
        del element.attrib["mathvariant"]


def _letter(character: str, styles: list[str]) -> str:
    """The letter in the first of the styles that has it, or nothing."""
    name = re.sub(r"^(?:LATIN|GREEK) (CAPITAL|SMALL) LETTER", r"\1", unicodedata.name(character, ""))
    for full in (f"{before}{style} {name}" for style in styles for before in ("MATHEMATICAL ", "")):
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return ""

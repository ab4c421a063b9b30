"""The formulas of the built site: for screen readers valid MathML."""

import re
from xml.etree import ElementTree

import pytest

from scripts.formulas.mathml import CHILDREN
from tests.site.reading import pages

MATH = re.compile("<math .*?</math>", re.S)
CORE = {  # what may stand in MathML Core, and MathML 4's menclose
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
    *("mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose"),
}


def wrong(math: str) -> list[str]:
    """What the schema would not have: unknown elements, too few or too many children, a variant of a letter."""
    found = []
    for element in ElementTree.fromstring(math).iter():
        wanted = CHILDREN.get(element.tag, len(element))
        if element.tag not in CORE or len(element) != wanted or element.get("mathvariant", "normal") != "normal":
            found.append(f"{element.tag} with {len(element)} children: {math}")
    return found


def test_the_mathml_of_every_formula_is_valid(site):
    formulas = {math for path in pages(site) for math in MATH.findall(path.read_text(encoding="utf-8"))}
    assert len(formulas) > 1000
    assert [fault for math in sorted(formulas) for fault in wrong(math)] == []


@pytest.mark.parametrize(
    "math",
    [
        "<math><msub><mi>λ</mi><mi>max</mi><mo>\u2061</mo></msub></math>",
        "<math><mfrac><mn>1</mn></mfrac></math>",
        '<math><mi mathvariant="double-struck">E</mi></math>',
        "<math><semantics><mi>x</mi></semantics></math>",
    ],
)
def test_what_is_not_valid_is_noticed(math):
    assert len(wrong(math)) == 1

"""A claimed formula has the TeX of its claim; every other relation on an exercise page needs something behind it."""

import pytest
from msgspec.structs import replace

from scripts.checking.check_claims import check_claims
from scripts.checking.check_markers import check_markers
from scripts.checking.check_relations import check_relations
from scripts.model.entries import Side
from tests import told
from tests.checking.made_up import EX, page

CLAIMS = [
    told.claim("ex.bound", r"\kappa \le \frac{a}{b}"),
    told.claim("ex.unread", r"H = \nabla^2 J", sides=[Side("H", False)]),
    told.claim("ex.doubted", "a < b", agreed=False),
]
EXERCISES = {"ex": replace(EX, entries=[*EX.entries, *CLAIMS])}


def report(text: str):
    found = check_markers(page(text), EXERCISES)
    check_claims(page(text), EXERCISES, found)
    check_relations(page(text), EXERCISES, found)
    return found


def messages(text: str) -> list[str]:
    return [fault.message for fault in report(text).faults]


def solution(text: str) -> str:
    return f'<details class="solution" markdown="1">\n\n{text}\n\n</details>\n'


@pytest.mark.parametrize(
    "text",
    [
        r"$\kappa \le \frac{a}{b}$<!--! ex.bound -->",
        r"$$\kappa\, \le \frac{a}{b}.$$<!--! ex.bound -->",
        r"**$\kappa \le \frac{a}{b}$**<!-- ! ex.bound -->",
    ],
)
def test_the_formula_of_a_claim(text):
    assert messages(text) == []
    assert report(text).shown == {"ex.bound": text.index("<!--")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (r"$\kappa \ge \frac{a}{b}$<!--! ex.bound -->", r"page says \kappa \ge \frac{a}{b}, ex.bound is \kappa \le"),
        (r"$\kappa \le -\frac{a}{b}$<!--! ex.bound -->", "page says"),
        ("$?$<!--! ex.bound -->", "page says ?, ex.bound is"),
        ("$a < b$<!--! ex.gone -->", "no claim ex.gone; ex claims bound, doubted, unread"),
        ("$a < b$<!--! other.gone -->", "no claim other.gone; other claims nothing"),
        ("$17$<!--! ex.n -->", "no claim ex.n; ex claims"),
        ("words<!--! ex.bound -->", "this claim binds no formula"),
        ("`a`<!--! ex.bound -->", "this claim binds no formula"),
        ("$a < b$<!--! ex.bound[0] -->", "cannot read the claim"),
        ("$a < b$<!--! -->", "cannot read the claim"),
    ],
)  # fmt: skip
def test_what_is_no_formula_of_its_claim(text, says):
    assert any(says in message for message in messages(text)), messages(text)


def test_fix_writes_the_tex_of_a_claim_that_stands():
    assert report("$?$<!--! ex.bound -->").rewrites == [(1, 2, r"\kappa \le \frac{a}{b}")]
    assert report("$?$<!--! ex.doubted -->").rewrites == []


@pytest.mark.parametrize(
    "text",
    [
        r"The result is $H = \Sigma$.",
        r"$$H = \Sigma - \mu\mu^\top$$",
        r"<details class='result'>" + "\n\n" + r"$a \ll b$" + "\n\n</details>",
        solution("| $a = b$ | cell |"),
        '<details class="mistakes" markdown="1">\n\n$a = b$\n\n</details>',
        "It holds for $a \\ge 0$ that $a = b$.",
        "where $H = A + B$",
        r"$w = a \le b = 17$<!--= ex.n -->",
    ],
)
def test_a_relation_with_nothing_behind_it(text):
    assert len(messages(text)) == 1
    assert "<!--! slug.claim -->" in messages(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "for $a \\ge 0$, $b > 0$ and $c_1 \\ne 0$",
        "Let $\\sigma > 0$ and $\\mu \\ne 0$.",
        r"if all $\lvert z_i \rvert < 1$",
        "$h := a + b$",
        "## Task { #task }\n\nGiven is $y = w x$.\n",
        "$n = 17$<!--= ex.n -->",
        "the count is n = 17<!--= ex.n --> there",
        "closed conditions ($\\ge$)",
        r"$\mathbf 1_{\{z > 0\}}$",
        "$a + b$",
    ],
)
def test_conditions_definitions_given_data_and_values_need_no_claim(text):
    assert messages(text) == []


@pytest.mark.parametrize("kind", ["hint", "solution", "beyond"])
def test_a_step_of_a_derivation_may_stand_and_is_counted(kind):
    found = report(solution("So $a = b$.").replace("solution", kind))
    assert found.faults == []
    assert found.relations["argued in words"] == 1


def test_what_stands_behind_the_relations_of_a_page_is_counted():
    text = solution(
        r"$\kappa \le \frac{a}{b}$<!--! ex.bound -->, $H = \nabla^2 J$<!--! ex.unread -->, "
        r"$n = 17$<!--= ex.n -->, $a = b$, for $c > 0$."
    )
    assert report(text).relations == {
        "computed": 1,
        "claimed and parsed": 1,
        "claimed": 1,
        "argued in words": 1,
    }


@pytest.mark.parametrize("text", ["a ≤ b", "it is ≠ 0", "x = y"])
def test_a_relation_in_a_sentence_is_written_as_a_formula(text):
    assert "write the relation as a formula" in messages(text)[0]

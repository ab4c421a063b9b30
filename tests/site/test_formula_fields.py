"""Formulas and choices: read as a student types them, compared by value, every mistake by its name, by keyboard."""

import json
import math
import re

import pytest

from scripts.formulas.plain import in_signs
from scripts.model.entries import Answer
from scripts.model.evidence import read_all
from scripts.model.paths import here, slug_of
from tests.site.axe import axe
from tests.site.test_practice import field, said_of
from tests.site.visit import AT_ONCE, Visit

TYPED = json.loads((here().root / "tests" / "typed_answers.json").read_text(encoding="utf-8"))
NAMES = TYPED["names"]
READ = """async ([site, names, point, texts]) => {
    const { UnreadableError, formula } = await import(`${site}assets/practice/formula.js`);
    return texts.map((text) => {
        try {
            return formula(text, names)(point);
        } catch (error) {
            return error instanceof UnreadableError ? error.message : `broken: ${error}`;
        }
    });
}"""
JUDGED = """async ([site, asked]) => {
    const { judge } = await import(`${site}assets/practice/judge.js`);
    return asked.map(([said, about, values]) => judge(said, about, values));
}"""
PIECES = re.compile(r"Piecewise\(\((.*), z > (.*)\), \((.*), z < -(.*)\), \((.*), True\)\)")


@pytest.fixture(scope="module")
def page(browser, address):
    """Variant 1 of exercise 3B on a phone, which has a formula, a choice and a truth."""
    with Visit(browser, f"{address}practice/error_function/1/", width=360, height=740) as visit:
        visit.page.locator("form.field").first.wait_for()
        visit.page.add_style_tag(content=AT_ONCE)
        yield visit.page
        assert visit.complaints == []


def read(page, address, texts):
    return page.evaluate(READ, [address, [*NAMES], [*NAMES.values()], texts])


def test_a_formula_is_read_in_every_form_and_has_the_value_that_python_gives(page, address):
    texts, written = zip(*TYPED["formulas"])
    known = {name: value for name, value in NAMES.items() if name.isidentifier()}
    expected = [eval(text, {**vars(math)}, known) for text in written]
    assert read(page, address, texts) == pytest.approx(expected, rel=1e-12)


def test_of_what_is_no_formula_it_is_said_what_is_wrong(page, address):
    texts, expected = zip(*TYPED["unreadable_formulas"])
    found = read(page, address, texts)
    assert [said for said, told in zip(found, expected) if not isinstance(said, str) or told not in said] == []


def typed(text):
    """A formula of SymPy as a student types it."""
    found = re.sub(r"_\{t(-1)?\}", "", text).replace(r"\frac{\partial L}{\partial y}", "dL/dy")
    if pieces := PIECES.fullmatch(found.removeprefix("-")):  # seldom typed, but there is a way
        above, edge, below, _, between = pieces.groups()
        right, left = f"(1 + sign(z - {edge}))/2", f"(1 - sign(z + {edge}))/2"
        minus = "-" if found.startswith("-") else ""
        return f"{minus}(({above})*{right} + ({below})*{left} + ({between})*(1 - {right} - {left}))"
    return found.removeprefix("Matrix([[").removesuffix("]])").replace("], [", "; ")


def told_of(slug):
    """What fields compare with, and what was computed, of an exercise or of its practice."""
    own = slug.removeprefix("practice_")
    file = own if own != slug else f"exam/{own}"
    return json.loads((here().site / "generated" / "practice" / f"{file}.json").read_text(encoding="utf-8"))


def asked_of(slug):
    """Of every variant the right formula and those of all mistakes: what is typed, with what to compare, the reply."""
    told = told_of(slug)
    for entry in read_all()[slug].of(Answer):
        about = told["answers"].get(entry.name, {})
        if "points" not in about or entry.instance not in told["variants"]:
            continue
        values = told["variants"][entry.instance][entry.name]
        wrong = [(slip.value, in_signs(slip.mistake)) for slip in entry.slips if slip.differs]
        for value, reply in [(entry.value, "Right."), *wrong]:
            text = value["text"] if isinstance(value, dict) else str(value)
            yield entry.id, [typed(text), about, values], reply


def test_every_formula_is_right_and_every_mistake_has_its_name_on_every_variant(page, address):
    slugs = [slug_of(path) for path in sorted(here().practice.glob("*.md"))]
    asked = [one for slug in slugs for own in (slug, slug.removeprefix("practice_")) for one in asked_of(own)]
    names = {id.partition("@")[0] for id, _, _ in asked}
    assert {"error_function.second_derivative", "linear_regions.network", "optimization.gradient",
            "optimization.noisy_kappa", "rnn.chain_rule"} <= names  # fmt: skip
    replies = page.evaluate(JUDGED, [address, [question for _, question, _ in asked]])
    assert [
        (id, question[0], reply["words"])
        for (id, question, told), reply in zip(asked, replies)
        if told not in reply["words"]
    ] == []
    assert len(asked) > 700


def test_what_is_nearly_right_or_has_no_value_is_told_as_that(page, address):
    about = {"kind": "formula", "mistakes": [], "points": {"z": [0.5, -2, 3]}}
    values = [[1.5, -6, 9]]
    replies = {
        "3z": ("right", "Right."),
        "-3z": ("near", "the sign"),
        "z*6": ("near", "a factor of two"),
        "2.97z": ("near", "rounded too early"),
        "z": ("wrong", "Hint 1"),
        "3*exp(ln(z))": ("wrong", "it has no value at z = -2."),
        "1/(z-3)": ("wrong", "it has no value at z = 3."),
        "3z; 1": ("unreadable", "cannot be read"),
    }
    found = page.evaluate(JUDGED, [address, [[said, about, values] for said in replies]])
    for said, reply, (kind, words) in zip(replies, found, replies.values()):
        assert reply["kind"] == kind, (said, reply)
        assert words in reply["words"]


def test_a_formula_is_typed_with_its_names_beside_it(page):
    place = field(page, "slope")
    help_of = page.locator(f"#{place.locator('input').get_attribute('aria-describedby')}").inner_text()
    assert help_of.startswith("In z; for example 2*z - z^2/3. Functions: sqrt, ln, exp, tanh,")
    assert said_of(page, "slope", "18z/(z² + 9)") == ("right", "Right.")
    assert said_of(page, "slope", "-18z/(9+z^2)")[1].endswith("the sign: differentiated with respect to the target.")
    assert said_of(page, "slope", "18y/(y²+9)") == ("unreadable", "y is not known here; known are z.")
    assert said_of(page, "slope", "18/(z²+9)")[0] == "wrong"


def test_one_of_several_is_chosen_by_keyboard_and_judged(page):
    place = field(page, "places_of_bound")
    options = place.get_by_role("radiogroup", name="For how many positive").get_by_role("radio")
    assert options.count() == 3
    options.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    place.locator("output.slip").wait_for()
    assert (
        place.locator("output")
        .inner_text()
        .endswith("none, as with log-cosh, whose slope only comes closer to its bound.")
    )
    options.first.focus()
    page.keyboard.press("ArrowDown")
    assert place.locator("output").inner_text() == ""
    page.keyboard.press("Enter")
    place.locator("output.right").wait_for()
    truth = field(page, "convex")
    truth.get_by_role("button", name="Check").click()
    assert truth.locator("output").inner_text() == "Give an answer first."
    truth.get_by_role("radio", name="true").check()
    page.keyboard.press("Enter")
    truth.locator("output.wrong").wait_for()


def test_fields_of_every_kind_are_large_and_named(page):
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    large = page.locator("form.field :is(input:not([type=radio]), button, fieldset label)")
    heights = large.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 44


def test_a_formula_of_the_exam_itself_is_checked_and_what_was_chosen_is_kept(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        visit.page.keyboard.press("Shift")
        field(visit.page, "chain_rule").wait_for()
        right = "dL/dy (g_θ(3) + g_h(3) g_θ(2) + g_h(3) g_h(2) g_θ(1))"
        assert said_of(visit.page, "chain_rule", right) == ("right", "Right.")
        assert "earlier states treated" in said_of(visit.page, "chain_rule", "dL/dy g_theta(3)")[1]
        assert visit.complaints == []

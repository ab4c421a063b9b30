"""Practising: what is typed is read in every form, judged by name, and kept."""

import json
import re

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page

from scripts.model.paths import here
from tests.site.axe import axe
from tests.site.visit import AT_ONCE, Visit
from tests.some import full, some

TYPED = json.loads((here().root / "tests" / "typed_answers.json").read_text(encoding="utf-8"))
COMPARED = ("number", "vector", "matrix")  # formulas and choices: test_formula_fields.py
SLUGS = sorted(path.stem for path in here().practice.glob("*.md"))
READ = """async ([site, name, text, ...more]) => {
    const script = await import(`${site}assets/practice/read.js`);
    try {
        return script[name](text, ...more);
    } catch (error) {
        return error instanceof script.UnreadableError ? `unreadable: ${error.message}` : `broken: ${error}`;
    }
}"""
JUDGED = """async ([site, said, about, values]) =>
    (await import(`${site}assets/practice/judge.js`)).judge(said, about, values)"""
HEIGHTS = """() => [".linenodiv pre", "pre > code"].map((place) =>
    getComputedStyle(document.querySelector(`article ${place}`)).lineHeight)"""
WRONG = [  # derivations that go wrong, as a student would type them: what is typed, and how the reply begins
    ("gradient", "16", "slip"),
    ("gradient", "-42", "slip"),
    ("gradient", "84", "near"),
    ("gradient", "21", "near"),
    ("gradient", "43", "wrong"),
    ("gradient", "42.01", "wrong"),
    ("gradient", "(42, 0)", "unreadable"),
    ("gradient", "12, 14, 16", "unreadable"),
    ("gradient", "forty-two", "unreadable"),
    ("loss_derivative", "-1", "slip"),
    ("loss_derivative", "-32", "slip"),
    ("loss_derivative", "0", "wrong"),
    ("loss_derivative", "1.2", "wrong"),
    ("loss", "-32", "near"),
    ("loss", "0", "wrong"),
    ("deltas", "(0, 0, 1)", "slip"),
    ("deltas", "1, 2, 4", "near"),
    ("deltas", "4, 2", "unreadable"),
    ("deltas", "4, 2, 2", "wrong"),
    ("deltas", "8; 4; 2", "near"),
    ("states", "2, 6, 14", "wrong"),
    ("states", "-6, -14, -32", "near"),
    ("direct_derivatives", "6, 14, 32", "near"),
]


@pytest.fixture(scope="module")
def page(browser, address):
    """Any page, to ask the scripts on."""
    with Visit(browser, f"{address}practice/rnn/5/") as visit:
        yield visit.page
        assert visit.complaints == []


@pytest.fixture
def phone(browser, address):
    """Variant 5 of exercise 4 on a phone, nothing typed yet; at its end nobody has complained."""
    with Visit(browser, f"{address}practice/rnn/5/", width=360, height=740) as visit:
        visit.page.locator("form.field").first.wait_for()
        yield visit.page
        assert visit.complaints == []


def truths(slug: str) -> dict:
    return json.loads((here().site / "generated" / "practice" / f"{slug}.json").read_text(encoding="utf-8"))


def field(page: Page, name: str) -> Locator:
    return page.locator(f'form.field[data-field*=".{name}@"]')


def said_of(page: Page, name: str, typed: str) -> tuple[str, str]:
    """The kind of reply to an answer, and its words."""
    place = field(page, name)
    place.locator("input").fill(typed)
    place.locator("input").press("Enter")
    place.locator("output:not(:empty)").wait_for()
    return place.locator("output").get_attribute("class"), place.locator("output").inner_text()


@pytest.mark.parametrize(("typed", "number"), TYPED["numbers"])
def test_a_number_is_read_in_every_form(page, address, typed, number):
    assert page.evaluate(READ, [address, "number", typed]) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize("typed", TYPED["unreadable"])
def test_what_is_no_number_is_said_to_be_none(page, address, typed):
    assert page.evaluate(READ, [address, "number", typed]).startswith("unreadable: ")


@pytest.mark.parametrize(("typed", "numbers"), TYPED["vectors"] + TYPED["matrices"])
def test_several_numbers_are_read_in_whichever_brackets(page, address, typed, numbers):
    assert page.evaluate(READ, [address, "numbers", typed, len(numbers)]) == pytest.approx(numbers)


@pytest.mark.parametrize("number", [one for one in TYPED["numbers"] if re.fullmatch(r"\d+(\.\d+)?", one[0], re.A)])
def test_python_reads_plain_literals_as_the_site_does(number):
    assert float(number[0]) == number[1]


@pytest.mark.parametrize("slug", some(SLUGS, ["optimization"]))
def test_every_mistake_of_every_part_has_its_name(page, address, slug):
    """On three variants, and on every other that a mistake needs to be one."""
    told = truths(slug)
    named = set()
    for number in told["variants"]:
        for name, (value, *wrong) in told["variants"][number].items():
            about = told["answers"][name]
            for mistake, found in zip(about["mistakes"], wrong):
                is_seen = (name, mistake) in named
                if found is None or not is_typed(about["kind"], value, found) or (int(number) > 3 and is_seen):
                    continue
                reply = page.evaluate(JUDGED, [address, json.dumps(found), about, [value, *wrong]])
                assert reply["kind"] == "slip", (name, number, found, reply)
                assert mistake in reply["words"]
                named.add((name, mistake))
    asked = {name for name, about in told["answers"].items() if about["mistakes"] and about["kind"] in COMPARED}
    assert {name for name, _ in named} == asked


def is_typed(kind: str, value: object, found: object) -> bool:
    """Whether a mistake leads to something of the shape that is asked for."""
    return kind in COMPARED and count(value) == count(found)


def count(value: object) -> int:
    return sum(map(count, value)) if isinstance(value, list) else 1


@pytest.mark.parametrize(("name", "typed", "kind"), WRONG)
def test_a_wrong_derivation_is_told_as_what_it_is(page, name, typed, kind):
    found, words = said_of(page, name, typed)
    assert found == kind, words
    assert "42" not in words.replace(typed, "")


def test_right_answers_are_right_and_nothing_else_is_told(phone):
    for name, typed in {"states": "6; 14; 32", "loss": "32,0", "loss_derivative": "1", "gradient": "84/2"}.items():
        assert said_of(phone, name, typed) == ("right", "Right.")
    assert phone.locator("details[open]").count() == 0


def test_what_was_typed_is_there_after_a_reload_and_an_old_reply_is_not(browser, address):
    context = browser.new_context()  # other tabs forget what is stored when a page opens
    phone = context.new_page()
    phone.goto(f"{address}practice/rnn/5/")
    assert said_of(phone, "gradient", "16")[0] == "slip"
    assert said_of(phone, "loss", "32")[0] == "right"
    phone.reload()
    phone.locator("form.field").first.wait_for()
    assert field(phone, "gradient").locator("input").input_value() == "16"
    assert field(phone, "gradient").locator("output").inner_text() == ""
    assert field(phone, "loss").locator("output").inner_text() == "You had this right before."
    field(phone, "loss").locator("input").press("End")
    phone.keyboard.type("0")
    assert field(phone, "loss").locator("output").inner_text() == ""
    context.close()


def test_another_one_is_another_one_that_was_not_begun(phone):
    phone.locator("a.another").click()
    phone.locator("form.field").first.wait_for()
    assert not phone.url.endswith("/practice/rnn/5/")
    assert "/practice/rnn/" in phone.url


def test_fields_are_large_named_and_within_a_phone(phone):
    phone.add_style_tag(content=AT_ONCE)
    for name in ("gradient", "states"):
        said_of(phone, name, "7")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    heights = phone.locator("form.field :is(input:not([type=radio]), button, fieldset label)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    field(phone, "loss").get_by_label("The loss").focus()


@full
def test_without_a_network_that_is_said_and_the_answer_stays(browser, address):
    with Visit(browser, f"{address}practice/rnn/5/") as visit:
        visit.page.route("**/generated/practice/*.json", lambda route: route.abort())
        found, words = said_of(visit.page, "gradient", "42")
        assert (found, words[:19]) == ("unreadable", "There is no network")
        visit.page.unroute_all()
        assert said_of(visit.page, "gradient", "42")[0] == "right"


def asked(page: str) -> int:
    """How many fields a source has."""
    return (here().docs / f"{page}.md").read_text(encoding="utf-8").count(" data-field=")


def nearly(values: list[float]) -> list[float]:
    """In the wrong order, or all of them doubled where there is none."""
    return values[::-1] if values[::-1] != values else [2 * value for value in values]


def test_the_exam_s_own_answers_are_checked_when_a_reader_is_at_work(browser, address):
    told = truths("exam/rnn")["variants"]["exam"]
    with Visit(browser, f"{address}exercises/rnn/", width=360, height=740) as visit:
        page = visit.page
        assert page.locator("p.field").count() == asked("exercises/rnn")
        before = page.locator("#d").evaluate("heading => heading.getBoundingClientRect().top")
        page.keyboard.press("Shift")
        page.locator("form.field").first.wait_for()
        after = page.locator("#d").evaluate("heading => heading.getBoundingClientRect().top")
        assert abs(after - before) < 20  # less than a line: room was kept
        right, *wrong = told["gradient"]
        assert said_of(page, "gradient", next(str(slip) for slip in wrong if slip is not None))[0] == "slip"
        assert said_of(page, "gradient", str(right)) == ("right", "Right.")
        assert said_of(page, "deltas", f"({'; '.join(map(str, nearly(told['deltas'][0])))})")[0] == "near"
        assert visit.complaints == []


OWN = sorted(path.stem for path in (here().site / "generated" / "practice" / "exam").glob("*.json"))


@pytest.mark.parametrize("page", [page for page in OWN if truths(f"exam/{page}")["variants"]])
def test_what_the_exam_s_fields_compare_with_is_what_is_published(page):
    told = truths(f"exam/{page}")["variants"]["exam"]
    published = json.loads((here().site / "answers.json").read_text(encoding="utf-8"))["answers"]
    values = {entry["alias"]: entry["value"] for entry in published if "alias" in entry and entry["kind"] != "formula"}
    known = {name for name in told if f"{page}.{name}" in values}
    assert {name: values[f"{page}.{name}"] for name in known} == {name: told[name][0] for name in known}


def test_a_variant_is_printed_on_one_sheet_without_its_solution(browser, address):
    with Visit(browser, f"{address}practice/rnn/5/") as visit:
        visit.page.locator("form.field").first.wait_for()
        printed = pypdfium2.PdfDocument(visit.page.pdf(format="A4"))
    assert len(printed) == 1
    text = printed[0].get_textpage().get_text_range()
    assert "The direct derivatives" in text
    assert "Go backwards" not in text


def test_a_program_to_mend_asks_for_its_line_and_is_printed_on_one_sheet(browser, address):
    with Visit(browser, f"{address}practice/autoencoder/12/", width=360, height=740) as visit:
        page = visit.page
        page.locator("form.field").first.wait_for()
        assert said_of(page, "line", "8") == ("slip", "This comes out of a mistake that has a name: counted from zero.")
        assert said_of(page, "line", "9")[0] == "right"
        assert said_of(page, "broken", "768")[0] == "slip"
        assert said_of(page, "mended", "3*16^2")[0] == "right"
        numbers, lines = page.evaluate(HEIGHTS)
        assert numbers == lines  # a number stands beside its line
        page.get_by_label("The new line").fill("errors = out - X")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        page.add_style_tag(content=AT_ONCE)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
        assert page.get_by_role("link", name="All tasks").get_attribute("href") == "../"
        page.locator("a.another").click()
        page.wait_for_url(re.compile(r"/practice/autoencoder/(?!12/)\d+/$"))
        assert visit.complaints == []
    assert len(printed) == 1
    text = printed[0].get_textpage().get_text_range()
    assert "optimizer.zero_grad()" in text
    assert "the mended one" not in text


def test_without_a_script_there_is_a_task_room_and_a_solution(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}practice/rnn/5/")
    assert page.locator("p.field").count() == asked("practice/rnn")
    assert page.locator("p.field .option").all_inner_texts() == ["larger", "smaller", "neither"]
    page.locator("details.solution summary").first.click()
    assert page.locator("details.solution").first.get_by_text("the states are").is_visible()
    assert page.locator("a.another").get_attribute("href") == "../6/"
    context.close()

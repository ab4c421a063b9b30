"""A mock exam: the same for everybody who has its number, sat with clicks and keys only, marked point by point."""

import gzip
import json
import re
from urllib.parse import urlparse

import pypdfium2
import pytest
from playwright.sync_api import Page

from scripts.model.paths import here
from scripts.papers.exams import Exam, drawn_part
from tests.site.conftest import SUB_PATH
from tests.site.visit import Visit
from tests.some import full, some

SITE = here().site
RULES = "async ([site, name, ...more]) => (await import(`${site}assets/mock/rules.js`))[name](...more)"
PART = re.compile(r"^\([a-z]\) .* \(\d+ points?\)(?=\r?$)", re.M)
CONTENTS = json.loads((SITE / "generated" / "mock.json").read_text(encoding="utf-8"))
MINUTES = {letter: sum(one["minutes"] for one in CONTENTS if one["list"] in ("", letter)) for letter in "AB"}


def exercises(letter: str) -> list[dict]:
    return [exercise for exercise in CONTENTS if exercise["list"] in ("", letter)]


@pytest.fixture(scope="module")
def rule(browser, address):
    """A function that asks a rule of the script."""
    with Visit(browser, f"{address}credits/") as visit:
        yield lambda name, *more: visit.page.evaluate(RULES, [address, name, *more])
        assert visit.complaints == []


# Rules


def test_an_address_names_an_exam_odd_ones_with_the_first_list(rule):
    assert rule("examOf", "#exam-17", 40) == {"id": "exam-17", "number": 17, "list": "A"}
    assert rule("examOf", "#exam-40", 40)["list"] == "B"
    assert [rule("examOf", id, 40)["list"] for id in ("#original", "#original-b")] == ["A", "B"]
    for wrong in ("#exam-41", "#exam-0", "#exam-01", "#exam-", "#marks", "", "#original-c"):
        assert rule("examOf", wrong, 40) is None


def test_different_exams_have_different_variants_while_there_are_enough(rule):
    assert [rule("variantOf", number, 63) for number in (1, 17, 40)] == [1, 17, 40]
    assert [rule("variantOf", number, 12) for number in (1, 12, 13, 40)] == [1, 12, 1, 4]


def test_a_fresh_variant_is_not_the_one_that_was_sat_nor_one_that_was_begun(rule):
    for sat, count in ((12, 12), (3, 13)):
        others = [number for number in range(1, count + 1) if number != sat]
        found = [rule("freshVariant", sat, count, [one for one in others if one != left]) for left in others]
        assert found == others
        assert rule("freshVariant", sat, count, others) in others


def test_points_are_shared_equally_and_rounded_down_to_halves(rule):
    assert [rule("share", 7, right, 3) for right in range(4)] == [0, 2, 4.5, 7]
    assert [rule("share", 1, right, 5) for right in (4, 5)] == [0.5, 1]
    assert rule("share", 15, 7, 10) == 10.5


def test_a_rubric_says_what_each_field_brings_and_what_the_student_judges(rule):
    part = {"points": 9, "fields": ["a", "b", "c"], "shares": [1, 0.5, 1.5], "hand": 6}
    assert rule("byFields", part, [True, False, True]) == 2.5
    assert rule("byHand", part) == 6
    shared = {"points": 7, "fields": ["a", "b", "c"]}
    assert (rule("byFields", shared, [True, False, True]), rule("byHand", shared)) == (4.5, 0)
    assert (rule("byFields", {**shared, "fields": []}, []), rule("byHand", {**shared, "fields": []})) == (0, 7)


ASKED = """async ([site, contents, count]) => {
  const { drawnPart } = await import(`${site}assets/mock/rules.js`);
  const pages = (number) => contents.map((one) => one.parts.map((part) => drawnPart(part, one, number).page ?? ""));
  return Array.from({ length: count }, (_, index) => pages(index + 1));
}"""


def test_each_number_asks_the_same_on_the_screen_and_on_paper(browser, address):
    count = CONTENTS[0]["draws"]
    with Visit(browser, f"{address}credits/") as visit:
        found = visit.page.evaluate(ASKED, [address, CONTENTS, count])
    exams = [Exam(number + 1, "") for number in range(count)]
    pages = [[[drawn_part(exam, one, part)["page"] for part in one["parts"]] for one in CONTENTS] for exam in exams]
    assert found == pages
    places = [(number, place) for number, one in enumerate(CONTENTS) for place in range(len(one["parts"]))]
    programs = {at: CONTENTS[at[0]]["parts"][at[1]].get("tasks", []) for at in places}
    assert any(programs.values())
    for (number, place), tasks in programs.items():
        assert not tasks or len({exam[number][place] for exam in pages}) == min(count, len(tasks))


def test_points_of_each_rubric_are_those_printed():
    asked = [{**part, **task} for one in CONTENTS for part in one["parts"] for task in part.get("tasks") or [part]]
    graded = [part for part in asked if part["fields"] and "shares" in part]
    programs = [task for one in CONTENTS for part in one["parts"] for task in part.get("tasks", ()) if task["fields"]]
    assert len(graded) > len(programs) > 0
    assert all("shares" in task for task in programs)
    for part in graded:
        assert len(part["shares"]) == len(part["fields"])
        assert sum(part["shares"]) + part["hand"] == part["points"]


@pytest.mark.parametrize(("said", "points"), [("4", 4), ("0", 0), ("2.5", 2.5), ("2,5", 2.5)])
def test_points_that_can_be_given(rule, said, points):
    assert rule("given", said, 4) == points


@pytest.mark.parametrize("said", ["", " ", "4.5", "-1", "2.25", "many"])
def test_points_that_cannot_be_given(rule, said):
    assert rule("given", said, 4) is None


def test_the_three_parts_where_most_was_lost_are_to_be_repeated(rule):
    marked = [
        (4, 4, 0),
        (7, 2, 0),
        (5, 0, 5),
        (2, 1, 0),
        (9, 4, 0),
        (3, 2, 0),
        (9, 3, 6),
    ]  # points, got, not yet judged
    found = rule("toRepeat", [dict(zip(("points", "got", "open"), one)) for one in marked])
    assert [(one["points"], one["got"]) for one in found] == [(7, 2), (9, 4), (2, 1)]


def test_the_clock_shows_minutes_and_what_is_over(rule):
    assert [rule("shown", seconds) for seconds in (6180, 61, 0, -5)] == ["103:00", "1:01", "0:00", "+0:05"]


# The page


def printed(letter: str) -> float:
    """The points that the first page adds up for a sitting with 3A or 3B."""
    row = re.search(rf"In all, with \w*{letter}\b.*?</tr>", (SITE / "index.html").read_text(encoding="utf-8"), re.S)
    return float(re.findall(r"<strong>(\d+)</strong>", row[0])[0])


def shown(page: Page, selector: str) -> float:
    """The points in places of the page, added up."""
    return sum(float(text.split()[0]) for text in page.locator(selector).all_inner_texts())


@pytest.mark.parametrize(
    ("exam", "letter"), some([("exam-7", "A"), ("exam-8", "B"), ("original-b", "B")], [("exam-7", "A")])
)
def test_points_shown_add_up_to_those_printed(browser, address, exam, letter):
    with Visit(browser, f"{address}mock/#{exam}", width=360, height=740) as visit:
        page = visit.page
        page.locator(".sitting").wait_for()
        is_drawn = exam != "original-b"
        titles = [(one["number"], (is_drawn and one["drawn"]) or one["title"]) for one in exercises(letter)]
        heads = [f"Exercise {number}: {title}" for number, title in titles]
        assert page.locator(".sitting h2").all_inner_texts() == heads
        assert shown(page, ".sitting section > .where") == printed(letter)
        statements = 0 if exam.startswith("original") else sum(part["points"] for part in CONTENTS[0]["parts"])
        assert shown(page, ".sitting h3 small") + statements == printed(letter)
        assert page.locator(".sitting .sheet > li").count() == (10 if statements else 0)
        assert page.get_by_text("As in part").count() == 0
        if is_drawn:
            asked = [re.sub(r"(\d+ points?)$", r"(\1)", text) for text in page.locator(".sitting h3").all_inner_texts()]
            assert asked == on_paper(exam)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        rooms = page.locator(".sitting .room").filter(visible=True)
        assert rooms.count() == 0
        page.emulate_media(media="print")
        assert rooms.count() == page.locator(".sitting h3 small").count() > 10
        assert not page.locator("#marks").is_visible()
        assert own_scripts(visit) <= 30_000
        assert visit.complaints == []


def on_paper(exam: str) -> list[str]:
    """The titles of parts on the task sheet."""
    sheets = pypdfium2.PdfDocument(SITE / "papers" / f"{exam}-tasks.pdf")
    return [line for sheet in sheets for line in PART.findall(sheet.get_textpage().get_text_range())]


def own_scripts(visit: Visit) -> int:
    """Bytes of all scripts that were asked for, packed, without the library that reads formulas."""
    asked = {urlparse(url).path.removeprefix(SUB_PATH) for url in visit.requests if url.endswith(".js")}
    assert "/assets/mock/sitting.js" in asked
    return sum(len(gzip.compress(SITE.joinpath(path[1:]).read_bytes())) for path in asked if "jsep" not in path)


def test_comments_of_scripts_stay_at_home(site):
    scripts = [path for path in (site / "assets").glob("*/*.js") if path.name not in ("jsep.js", "minisearch.js")]
    assert len(scripts) > 20
    commented = [path.name for path in scripts if "\n/**" in f"\n{path.read_text(encoding='utf-8')}"]
    assert commented == []


POINTS = {"autoencoder.a": "8", "autoencoder.b": "6", "autoencoder.c": "4.5"}
OLD_SITTING = {"crosses": {}, "typed": {"gap-input": "X.mean()"}, "points": POINTS, "seconds": 60, "isHandedIn": True}
OLD = ("altklausur.mock", json.dumps({"exam-4": OLD_SITTING}))  # exercise 5 was the exam's own in each exam


@full
def test_who_looks_elsewhere_and_comes_back_finds_it_as_it_was(browser, address):
    with Visit(browser, f"{address}mock/#exam-2", width=360, height=740) as visit:
        page = visit.page
        page.get_by_role("radio", name="False").first.check()
        page.get_by_role("button", name="Pause").click()
        assert "(paused)" in page.get_by_role("timer").inner_text()
        page.evaluate("location.hash = 'marks'")
        page.evaluate("new Promise(done => { addEventListener('hashchange', () => done()); history.back(); })")
        assert page.get_by_role("radio", name="False").first.is_checked()
        page.get_by_role("button", name="Leave it for later").click()
        assert page.get_by_role("combobox", name="Exam").evaluate("field => field === document.activeElement")
        page.get_by_role("button", name="Go on with exam 2").click()
        assert page.get_by_role("radio", name="False").first.is_checked()
        assert "(paused)" in page.get_by_role("timer").inner_text()
        page.evaluate("([key, old]) => { localStorage.setItem(key, old); location.hash = 'exam-4' }", OLD)
        page.get_by_label("Your points for (c), 0 to 6").wait_for()
        judged = page.locator("input[id^='judged-autoencoder']").evaluate_all("all => all.map(({ value }) => value)")
        assert judged == ["", "", "4.5"]  # it did not have these two programs
        assert page.locator(".marks tbody tr td:nth-child(2)").last.inner_text() == "4.5"
        assert visit.complaints == []


@full
def test_where_an_exam_cannot_be_read_that_is_said_and_draw_tries_again(browser, address):
    with Visit(browser, f"{address}mock/") as visit:
        page = visit.page
        page.route("**/exercises/rnn/", lambda route: route.fulfill(status=503))
        page.get_by_role("combobox", name="Exam").select_option("17")
        page.get_by_role("button", name="Draw the exam").click()
        page.locator(".known", has_text="The exam could not be read.").wait_for()
        page.unroute_all()
        page.get_by_role("button", name="Draw the exam").click()
        page.locator(".sitting").wait_for()
        assert page.url.endswith("#exam-17")


@full
def test_the_time_that_is_up_is_told_and_stops_nothing(browser, address):
    with Visit(browser, f"{address}credits/", width=360, height=740) as visit:
        page = visit.page
        page.clock.install()
        page.goto(f"{address}mock/#exam-1")
        timer = page.get_by_role("timer")
        timer.wait_for()
        page.clock.run_for(2_000)
        assert timer.inner_text().startswith(f"{MINUTES['A'] - 1}:5")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Say the time left").press("Enter")
        assert page.locator(".clock .told").inner_text() == f"About {MINUTES['A']} minutes left."
        page.clock.fast_forward(60_000 * (MINUTES["A"] + 2))
        page.clock.run_for(2_000)
        assert page.locator(".clock .told").inner_text() == "The time is up. Nothing stops: go on, or hand in."
        assert timer.inner_text().startswith("+")
        page.get_by_role("radio", name="False").first.check()


def test_where_nothing_can_be_drawn_the_words_for_readers_without_scripts_stay(browser, address):
    with Visit(browser, f"{address}credits/") as visit:
        visit.page.route("**/generated/mock.json", lambda route: route.abort())
        visit.page.goto(f"{address}mock/")
        visit.page.locator(".mock.failed").wait_for()
        assert visit.page.locator(".mock").evaluate("place => place.scrollHeight <= place.clientHeight")


def test_without_scripts_the_page_says_how_to_sit_one_on_paper(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}mock/")
    assert page.locator(".mock li").first.is_visible()
    assert page.locator(".mock a").count() >= 7
    context.close()

"""The quiz: it asks what stands in the bank, says why, repeats what was wrong, marks a sheet, and remembers."""

import json
from datetime import date

import pytest
from lxml import html
from playwright.sync_api import Page

from scripts.model.paths import here
from tests.site.axe import axe, colours
from tests.site.test_soundness import switch_scheme
from tests.site.visit import AT_ONCE, Visit
from tests.some import full, some

CONTENTS = "**/generated/quiz.json"
QUIZ, BANK = "quiz/", here().site / "exercises/multiple_choice/index.html"
PLACE = "altklausur.quiz"
TOPIC = "convolution"  # it has a question with four options


HEIGHTS = "buttons => buttons.map(button => button.getBoundingClientRect().height)"


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def bank() -> dict[str, tuple[str, str]]:
    """The id and what is right, by the words of each question of the bank, read off the published page."""
    folds = html.parse(BANK).xpath('//details[contains(@class, "statement")]')
    return {
        plain(fold.find("summary").text_content()): (fold.get("id"), fold.xpath(".//data/@value")[0]) for fold in folds
    }


@pytest.fixture
def quiz(browser, address):
    """A visit to the quiz on a phone, nothing answered yet; at its end nobody has complained."""
    with Visit(browser, address + QUIZ, width=360, height=740) as visit:
        ready(visit.page)
        yield visit.page
        assert visit.complaints == []


def ready(page: Page) -> None:
    page.locator(".quiz.ready").wait_for()


def begin(page: Page, topic: str = TOPIC, how: str = "One question at a time", rule: str = "costs nothing") -> None:
    page.get_by_label("Topic").select_option(topic)
    page.get_by_label(how).check()
    page.get_by_label(rule).check()
    page.get_by_role("button", name="Start").click()
    page.locator(".choices").wait_for(state="detached")  # the bank has been read


def asked(page: Page) -> str:
    return plain(page.locator(".asked").text_content())


def answer(page: Page, bank: dict, *, rightly: bool) -> str:
    """Answer what is asked by a key; the id of the question."""
    id, right = bank[asked(page)]
    wrong = {"true": "false", "false": "true"}.get(right, "a" if right != "a" else "b")
    page.keyboard.press((right if rightly else wrong)[0])
    return id


@full
def test_every_question_of_a_topic_is_asked_once_and_told_why(quiz, bank):
    of_topic = {id for id, _ in bank.values() if id.startswith(TOPIC)}
    begin(quiz)
    seen = []
    for _ in of_topic:
        seen.append(answer(quiz, bank, rightly=True))
        reply = quiz.locator(".reply")
        assert reply.locator(".verdict").inner_text() == "Right. It comes again in 1 day."
        assert reply.evaluate("reply => reply === document.activeElement")
        why = quiz.locator(".reply > :not(.ways, .verdict)")
        assert plain(why.first.text_content()).startswith(("True.", "False.", "a.", "b.", "c.", "d."))
        link = why.get_by_role("link", name="(its code)").get_attribute("href")
        assert link.endswith(f"/exercises/multiple_choice/checked/#{seen[-1]}")
        quiz.keyboard.press("n")
    assert sorted(seen) == sorted(of_topic)
    assert quiz.locator(".result").inner_text() == (
        f"{len(seen)} of {len(seen)} right. {len(seen)} questions to repeat in 1 day."
    )


def test_what_was_wrong_comes_again_after_four_others_and_is_due_today(quiz, bank):
    begin(quiz)
    seen = [answer(quiz, bank, rightly=False)]
    assert quiz.locator(".verdict").inner_text().startswith("Not right: you said ")
    for _ in range(5):
        quiz.get_by_role("button", name="Next").click()
        seen.append(answer(quiz, bank, rightly=True))
    assert seen[5] == seen[0]
    assert len(set(seen)) == 5
    quiz.keyboard.press("n")
    quiz.keyboard.press("s")
    assert quiz.locator(".result").inner_text() == "5 of 6 right. There is more for today."


@full
def test_a_sheet_is_marked_by_the_rule_that_was_chosen(quiz, bank):
    begin(quiz, "", "A sheet of ten", "costs a point")
    items = quiz.locator(".sheet > li")
    assert items.count() == 10
    for number, rightly in enumerate([True, False, False, False]):
        item = items.nth(number)
        _, right = bank[plain(item.locator("> :first-child").text_content())]
        choices = item.locator("label")
        texts = [plain(text) for text in choices.all_text_contents()]
        wanted = texts.index({"true": "True", "false": "False"}.get(right, f"({right})"))
        choices.nth(wanted if rightly else (wanted + 1) % (len(texts) - 1)).click()
    assert axe(quiz) == []
    quiz.get_by_role("button", name="Mark the sheet").click()
    assert quiz.locator(".result").inner_text().startswith("−2 points of 10: 1 right, 3 wrong, 6 left out.")
    assert [words.split(":")[0] for words in items.locator(".verdict").all_inner_texts()] == [
        "Right.",
        *["Not right"] * 3,
        *["Left out."] * 6,
    ]
    assert len(json.loads(quiz.evaluate("place => localStorage[place]", PLACE))) == 4


def test_what_was_answered_is_known_another_day_and_forgotten_when_asked(browser, address, bank):
    kept = {id: {"box": 2, "due": days() + due, "mark": "as it was"} for id, due in (("relu-01", 0), ("relu-02", 3))}
    stored = f"localStorage[{PLACE!r}] = {json.dumps(json.dumps({**kept, 'x': {'box': 'y'}}))}"
    with Visit(browser, address + QUIZ, script=stored) as visit:
        ready(visit.page)
        begin(visit.page, "relu")
        texts = []
        while visit.page.locator(".asked").count():
            changed = "changed since you answered it" in visit.page.locator(".where").inner_text()
            texts += [bank[asked(visit.page)][0]] if changed else []
            answer(visit.page, bank, rightly=True)
            visit.page.keyboard.press("n")
        assert sorted(texts) == ["relu-01", "relu-02"]
        visit.page.keyboard.press("n")
        visit.page.get_by_label("Topic").select_option("relu")
        assert "To repeat today: 0." in visit.page.locator(".known").inner_text()
        visit.page.get_by_role("button", name="Forget").click()
        assert visit.page.locator(".known").inner_text().startswith("Nothing of this")
        assert visit.page.evaluate("place => localStorage[place]", PLACE) is None


def days() -> int:
    return date.today().toordinal() - date(1970, 1, 1).toordinal()


BOXES = """async (address) => {
    const { answered, isDue, queue, sheet, today } = await import(`${address}assets/quiz/boxes.js`);
    let kept;
    const dues = [true, true, true, true, true, false, true].map((isRight, time) => {
        kept = answered(kept, isRight, "", 100 * time);
        return kept.due - 100 * time;
    });
    const all = Array.from({ length: 40 }, (_, id) => ({ id, right: id % 2 ? "true" : "false" }));
    const known = [{ due: 9 }, { due: 7 }, { due: 11 }];
    const sheets = Array.from({ length: 200 }, () => sheet(all));
    return {
        dues,
        due: [isDue(undefined, 5), isDue({ due: 6 }, 5), isDue({ due: 5 }, 5)],
        queue: queue(all.slice(0, 5), ({ id }) => known[id], 10).map(({ id }) => id),
        midnight: today(new Date(2026, 0, 2, 0, 1)) - today(new Date(2026, 0, 1, 23, 59)),
        sizes: [...new Set(sheets.map((drawn) => new Set(drawn).size))],
        trues: [...new Set(sheets.map((drawn) => drawn.filter(({ right }) => right === "true").length))].sort(),
        few: sheet(all.slice(0, 3)).length,
        ones: sheet(all.filter(({ right }) => right === "true")).length,
    };
}"""


def test_questions_come_again_later_and_later_and_sheets_are_mixed(quiz, address):
    found = quiz.evaluate(BOXES, address)
    assert found["dues"] == [1, 2, 4, 7, 7, 0, 1]
    assert found["due"] == [False, False, True]
    assert found["queue"][:2] == [1, 0]
    assert sorted(found["queue"][2:]) == [3, 4]
    assert found["midnight"] == 1
    assert found["sizes"] == [10]
    assert found["trues"] == [4, 5, 6]
    assert (found["few"], found["ones"]) == (3, 10)


@pytest.mark.parametrize("width", some([360, 1280], [360]))
def test_the_quiz_has_its_room_before_it_comes(browser, address, width):
    with Visit(browser, address + "credits/", width=width) as visit:
        visit.page.route(CONTENTS, lambda route: route.fulfill(status=404))
        visit.page.goto(address + QUIZ)
        before = visit.page.locator(".quiz").bounding_box()["height"]
        visit.page.unroute_all()
        visit.page.reload()
        ready(visit.page)
        assert abs(visit.page.locator(".quiz").bounding_box()["height"] - before) <= 2


def test_the_quiz_is_sound_and_fits_a_phone_while_it_asks(quiz):
    wide = "document.documentElement.scrollWidth"
    quiz.add_style_tag(content=AT_ONCE)
    assert axe(quiz) == []
    begin(quiz)
    assert axe(quiz) == []
    assert min(quiz.locator(".quiz button").evaluate_all(HEIGHTS)) >= 44
    quiz.locator(".answers button").first.click()
    assert axe(quiz) == []
    assert quiz.evaluate(wide) == 360
    switch_scheme(quiz)
    assert colours(quiz, set()) == []


@full
def test_without_javascript_or_without_its_contents_its_words_stay(browser, address):
    words = "The quiz needs JavaScript."
    with Visit(browser, address + QUIZ, java_script_enabled=False) as visit:
        assert words in visit.page.locator(".quiz").inner_text()
    with Visit(browser, address + "credits/") as visit:
        visit.page.route(CONTENTS, lambda route: route.fulfill(status=404))
        visit.page.goto(address + QUIZ)
        visit.page.wait_for_load_state("networkidle")
        assert words in visit.page.locator(".quiz").inner_text()
        assert visit.page.locator(".quiz.ready").count() == 0

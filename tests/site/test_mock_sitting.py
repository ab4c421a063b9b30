"""A person sits a drawn exam on a phone, offline after loading, is marked, and is sent to three things to repeat."""

import functools
import json
import math
import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from scripts.model.draws import read_draws
from scripts.model.paths import here
from tests.site.axe import axe, colours
from tests.site.conftest import SUB_PATH, Handler, Server
from tests.site.hands import Fingers, Keys
from tests.site.test_quiz_sheets import HELD
from tests.site.visit import AT_ONCE
from tests.some import some

SITE = here().site
EXAM = 17
CONTENTS = [
    one for one in json.loads((SITE / "generated" / "mock.json").read_text(encoding="utf-8")) if one["list"] != "B"
]
VERDICTS = {
    one["id"]: one["value"] for one in json.loads((SITE / "answers.json").read_text(encoding="utf-8"))["answers"]
}
SHEET = read_draws("multiple_choice").draws[EXAM]
RIGHT = 7  # of the statements; one more is crossed wrongly, the others are left out
PROGRAMS = [one["number"] + part["id"] for one in CONTENTS for part in one["parts"] if "tasks" in part]
FIELDS = {one["number"] + part["id"]: len(part["fields"]) for one in CONTENTS for part in one["parts"]}
LOST = max(FIELDS, key=lambda key: FIELDS[key])  # the part in which nothing is right
TYPED, CHOSEN = ("number", "vector", "matrix"), ("truth", "choice")
PROGRAM = "for step in range(1000):\n    pass"
SECRETS = ".sitting :is(output, .marking, .reply, .hint, .solution, .grading, .result)"


@pytest.fixture
def server(site) -> Server:
    """One of its own, which is switched off as a network is."""
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def phone(browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("hands", some([Fingers, Keys], [Fingers]))
def test_a_drawn_exam_is_sat_marked_and_leads_to_three_things_to_repeat(phone, server, hands):
    address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"
    hand = hands(phone)
    phone.goto(f"{address}mock/")
    hand.draw(EXAM)
    phone.add_style_tag(content=AT_ONCE)
    wait_until_kept(phone, {address + path for path in needed()})
    server.shutdown()
    server.server_close()
    assert phone.locator(SECRETS).count() == 0
    hand.answer(crosses(), {field: row for _, _, typed in answers() for field, *row in typed}, PROGRAM)
    assert phone.locator(SECRETS).count() == 0
    assert axe(phone) == []
    assert phone.locator(".clock").bounding_box()["y"] < 740 - 44
    before = seconds(phone)
    phone.reload()
    phone.locator(".sitting").wait_for()
    assert before - 60 < seconds(phone) <= before < 60 * sum(exercise["minutes"] for exercise in CONTENTS)
    assert phone.get_by_role("radio", name="left out", checked=True).count() == len(SHEET) - RIGHT - 1
    gaps = [gap.input_value() for gap in phone.locator(".sitting textarea").all()]
    assert gaps == [PROGRAM] * len(gaps) != []
    hand.hand_in()
    got = {"1": RIGHT * points_of(CONTENTS[0]) / len(SHEET), **typed_points()}
    total, whole = phone.locator(".total"), shown(sum(map(points_of, CONTENTS)))
    assert (
        total.inner_text()
        == f"{shown(sum(got.values()))} of {whole} points. {shown(sum(by_hand().values()))} are for you to judge."
    )
    assert [drawing.is_visible() for drawing in phone.locator(".marking .drawing svg").all()] == [True, True]
    assert phone.locator(".marking .highlight").count() >= 2
    judged = by_hand() | {PROGRAMS[-1]: 1}
    hand.judge({key: shown(points) for key, points in judged.items()})
    for key, points in judged.items():
        got[key] = got.get(key, 0) + points
    assert total.inner_text() == f"{shown(sum(got.values()))} of {whole} points."
    assert rows(phone) == [shown(sum(of(got, exercise["number"]))) for exercise in CONTENTS]
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert repeated(phone, address) == worst(got)
    phone.evaluate("delete window.axe")
    assert axe(phone) == []
    phone.emulate_media(color_scheme="dark")
    assert colours(phone, set()) == []
    hand.repeat()
    phone.wait_for_url(f"{address}exercises/*/#*")


def parts(exercise: dict) -> Iterator[dict]:
    """As the exam asks them: the page of a variant or of a task, with its fields, or none."""
    for part in exercise["parts"]:
        tasks = part.get("tasks")
        if tasks:
            yield {**part, **tasks[(EXAM - 1) % len(tasks)]}
        else:
            page = f"{exercise['practice']}{(EXAM - 1) % exercise['variants'] + 1}/" if part["fields"] else ""
            yield {**part, "page": page}


def needed() -> set[str]:
    """What an exam is kept of: each page it was read off, what fields compare with, a drawing."""
    practices = {exercise["practice"] for exercise in CONTENTS if exercise["practice"]}
    truths = {f"generated/{path[:-1]}.json" for path in practices}
    drawn = {part["page"] for exercise in CONTENTS for part in parts(exercise) if part["page"]}
    pages = {f"exercises/{exercise['slug']}/" for exercise in CONTENTS}
    return (
        pages | truths | drawn | {"mock/", "generated/mock.json", "generated/quiz.json", "generated/rnn/unrolled.svg"}
    )


def wait_until_kept(page: Page, wanted: set[str]) -> None:
    for _ in range(200):
        missing = wanted - {*page.evaluate(HELD)}
        if not missing:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not kept: {missing}")


def crosses() -> list[str]:
    """The right ones, and a wrong one."""
    begun = SHEET[: RIGHT + 1]
    return [str(VERDICTS[f"multiple_choice.{name}@exam"] != (number == RIGHT)) for number, name in enumerate(begun)]


def answers() -> Iterator[tuple[str, dict, list[tuple[str, str, bool]]]]:
    """Each part with fields: its key, itself, and what is typed, nothing right in one, else only the first wrong."""
    for exercise in (one for one in CONTENTS if one["practice"]):
        slug = exercise["practice"].split("/")[1]
        told = json.loads((SITE / "generated" / "practice" / f"{slug}.json").read_text(encoding="utf-8"))
        for part in (one for one in parts(exercise) if one["fields"]):
            key, typed, variant = exercise["number"] + part["id"], [], part["page"].split("/")[2]
            for place, name in enumerate(part["fields"]):
                kind = told["answers"][name]["kind"]
                is_right = place > 0 and key != LOST and kind in (*TYPED, *CHOSEN)
                value = json.dumps(told["variants"][variant][name][0]).strip('"')
                text = value if is_right or kind in CHOSEN else "-77"
                typed.append((f"practice_{slug}.{name}@{variant}", text, is_right))
            yield key, part, typed


def typed_points() -> dict[str, float]:
    found = {}
    for key, part, typed in answers():
        right = [is_right for _, _, is_right in typed]
        shared = math.floor(2 * part["points"] * sum(right) / len(right)) / 2
        found[key] = (
            sum(part["shares"][place] for place, one in enumerate(right) if one) if "shares" in part else shared
        )
    return found


def by_hand() -> dict[str, float]:
    """What is for the student to judge of each part."""
    found = {}
    for exercise in CONTENTS[1:]:
        for part in parts(exercise):
            found[exercise["number"] + part["id"]] = part.get("hand", 0) if part["fields"] else part["points"]
    return {key: points for key, points in found.items() if points}


def points_of(exercise: dict) -> float:
    return sum(part["points"] for part in exercise["parts"])


def seconds(page: Page) -> int:
    """Those that the clock has left."""
    minutes, rest = page.get_by_role("timer").inner_text().split(":")
    return 60 * int(minutes) + int(rest)


def shown(points: float) -> str:
    return f"{points:g}"


def of(got: dict[str, float], exercise: str) -> list[float]:
    return [points for key, points in got.items() if key.startswith(exercise)]


def rows(page: Page) -> list[str]:
    return page.locator(".marks tbody tr td:nth-child(2)").all_inner_texts()


def worst(got: dict[str, float]) -> list[list[str]]:
    """Where the three parts lead in which most was lost, and where one practises them."""
    lost = [(points_of(CONTENTS[0]) - got["1"], "exercises/multiple_choice/#bank", "quiz/")]
    for exercise in CONTENTS[1:]:
        for part in parts(exercise):
            fresh = f"{exercise['practice']}N/#{part['id']}" if part["fields"] else ""
            lost.append(
                (
                    part["points"] - got[exercise["number"] + part["id"]],
                    f"exercises/{exercise['slug']}/#{part['id']}",
                    fresh,
                )
            )
    return [[link for link in links if link] for _, *links in sorted(lost, key=lambda one: -one[0])[:3]]


def repeated(page: Page, address: str) -> list[list[str]]:
    """Where the links lead, the number of a fresh variant left out; it is not the one that was sat."""
    found = page.locator(".repeat li").evaluate_all(
        "all => all.map(item => [...item.querySelectorAll('a')].map(link => link.href))"
    )
    assert f"/{EXAM}/" not in str(found)
    return [[re.sub(r"/\d+/", "/N/", link.removeprefix(address)) for link in links] for links in found]

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
from scripts.model.paths import SITE
from tests.site.axe import axe, colours
from tests.site.conftest import SUB_PATH, Handler, Server
from tests.site.test_quiz_sheets import HELD
from tests.site.visit import AT_ONCE

EXAM = 17
CONTENTS = [
    one for one in json.loads((SITE / "generated" / "mock.json").read_text(encoding="utf-8")) if one["list"] != "B"
]
VERDICTS = {
    one["id"]: one["value"] for one in json.loads((SITE / "answers.json").read_text(encoding="utf-8"))["answers"]
}
SHEET = read_draws("multiple_choice").draws[EXAM]
TYPED, CHOSEN = ("number", "vector", "matrix"), ("truth", "choice")
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


def test_a_drawn_exam_is_sat_marked_and_leads_to_three_things_to_repeat(phone, server):
    address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"
    draw(phone, address)
    wait_until_kept(phone, {address + path for path in needed()})
    server.shutdown()
    server.server_close()
    assert phone.locator(SECRETS).count() == 0
    crosses(phone)
    type_answers(phone)
    assert phone.locator(SECRETS).count() == 0
    assert axe(phone) == []
    assert phone.locator(".clock").bounding_box()["y"] < 740 - 44
    before = seconds(phone)
    phone.reload()
    phone.locator(".sitting").wait_for()
    assert before - 60 < seconds(phone) <= before < 103 * 60
    assert phone.get_by_role("radio", name="left out", checked=True).count() == 2
    hand_in(phone)
    got = {"1": 7 * 1.5, **typed_points()}
    assert phone.locator(".total").inner_text().startswith(f"{shown(sum(got.values()))} of 98 points.")
    got |= judge(phone)
    assert phone.locator(".total").inner_text() == f"{shown(sum(got.values()))} of 98 points."
    assert rows(phone) == [shown(sum(of(got, exercise["number"]))) for exercise in CONTENTS]
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert repeated(phone, address) == worst(got)
    phone.evaluate("delete window.axe")
    assert axe(phone) == []
    phone.emulate_media(color_scheme="dark")
    assert colours(phone, set()) == []
    phone.locator(".repeat a").first.click()
    phone.wait_for_url(f"{address}exercises/*/#*")


def needed() -> set[str]:
    """What an exam is kept of: each page it was read off, what fields compare with, a drawing."""
    practices = {exercise["practice"] for exercise in CONTENTS if exercise["practice"]}
    variants = {f"{practice}{EXAM}/" for practice in practices} | {f"generated/{path[:-1]}.json" for path in practices}
    pages = {f"exercises/{exercise['slug']}/" for exercise in CONTENTS}
    return pages | variants | {"mock/", "generated/mock.json", "generated/quiz.json", "generated/rnn/unrolled.svg"}


def draw(page: Page, address: str) -> None:
    page.goto(f"{address}mock/")
    page.get_by_role("combobox", name="Exam").select_option(str(EXAM))
    page.get_by_role("button", name="Draw the exam").click()
    page.locator(".sitting").wait_for()
    page.add_style_tag(content=AT_ONCE)


def wait_until_kept(page: Page, wanted: set[str]) -> None:
    for _ in range(200):
        missing = wanted - {*page.evaluate(HELD)}
        if not missing:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not kept: {missing}")


def crosses(page: Page) -> None:
    """Seven right ones, a wrong one, two left out."""
    items = page.locator(".sheet > li")
    assert items.count() == len(SHEET)
    for number, name in enumerate(SHEET[:8]):
        is_true = VERDICTS[f"multiple_choice.{name}@exam"] != (number == 7)
        items.nth(number).get_by_role("radio", name=str(is_true)).check()


def answers() -> Iterator[tuple[str, float, list[tuple[str, str, bool]]]]:
    """Each part with fields: its key, points, and what is typed, nothing right in 4 (d), else only the first wrong."""
    for exercise in (one for one in CONTENTS if one["practice"]):
        slug, variant = exercise["practice"].split("/")[1], str((EXAM - 1) % exercise["variants"] + 1)
        told = json.loads((SITE / "generated" / "practice" / f"{slug}.json").read_text(encoding="utf-8"))
        for part in (one for one in exercise["parts"] if one["fields"]):
            key, typed = exercise["number"] + part["id"], []
            for place, name in enumerate(part["fields"]):
                kind = told["answers"][name]["kind"]
                is_right = place > 0 and key != "4d" and kind in (*TYPED, *CHOSEN)
                value = json.dumps(told["variants"][variant][name][0]).strip('"')
                typed.append(
                    (f"practice_{slug}.{name}@{variant}", value if is_right or kind in CHOSEN else "-77", is_right)
                )
            yield key, part["points"], typed


def type_answers(page: Page) -> None:
    for _, _, typed in answers():
        for field, text, is_right in typed:
            form = page.locator(f'form[data-field="{field}"]')
            if form.get_by_role("radiogroup").count():
                chosen = f'[value="{text}"]'
                form.locator(chosen if is_right else f"input:not({chosen})").first.check()
                continue
            form.locator("input").click()
            page.keyboard.insert_text(text)


def typed_points() -> dict[str, float]:
    found = {key: (points, [is_right for _, _, is_right in typed]) for key, points, typed in answers()}
    return {key: math.floor(2 * points * sum(right) / len(right)) / 2 for key, (points, right) in found.items()}


def seconds(page: Page) -> int:
    """Those that the clock has left."""
    minutes, rest = page.get_by_role("timer").inner_text().split(":")
    return 60 * int(minutes) + int(rest)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Hand in").click()
    assert "left out" in page.locator(".end p[tabindex]").inner_text()
    page.get_by_role("button", name="Hand in for good").click()
    assert page.locator(".marks").evaluate("place => place === document.activeElement")


def judge(page: Page) -> dict[str, float]:
    """Full points for all that was done on paper, but one for 5 (c), beside its rubric."""
    got = {}
    for exercise in CONTENTS[1:]:
        for part in (one for one in exercise["parts"] if not one["fields"]):
            key = exercise["number"] + part["id"]
            field = page.get_by_role("region", name=f"Exercise {exercise['number']}:").get_by_label(
                f"Your points for ({part['id']})"
            )
            got[key] = 1.0 if key == "5c" else float(part["points"])
            field.press_sequentially(shown(got[key]))
    return got


def shown(points: float) -> str:
    return f"{points:g}"


def of(got: dict[str, float], exercise: str) -> list[float]:
    return [points for key, points in got.items() if key.startswith(exercise)]


def rows(page: Page) -> list[str]:
    return page.locator(".marks tbody tr td:nth-child(2)").all_inner_texts()


def worst(got: dict[str, float]) -> list[list[str]]:
    """Where the three parts lead in which most was lost, and where one practises them."""
    lost = [
        (sum(part["points"] for part in CONTENTS[0]["parts"]) - got["1"], "exercises/multiple_choice/#bank", "quiz/")
    ]
    for exercise in CONTENTS[1:]:
        for part in exercise["parts"]:
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

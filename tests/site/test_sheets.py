"""What "On paper" chooses: task sheets with room to write, solutions, everything; and the foot of each sheet."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pypdfium2
import pytest
from playwright.sync_api import Page

from scripts.model.paths import here, page_of
from scripts.model.source import Page as Source
from tests.site.reading import squeezed
from tests.site.visit import EXERCISES, Visit
from tests.some import full, some

QUICK = {"exercises/rnn"}
Sheets = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def printed(browser, address) -> Iterator[Sheets]:
    """The texts of the sheets of an exercise, by its address and what is chosen; without JavaScript, once each."""
    with Visit(browser, address, java_script_enabled=False) as visit:
        yield cache(lambda name, chosen: sheets(visit.page, f"{address}{name}/", chosen))


def sheets(page: Page, url: str, chosen: str) -> list[str]:
    if page.url != url:
        page.goto(url)
    page.locator(".paper > summary").click()
    page.locator(f"#paper-{chosen}").check()
    page.locator(".paper > summary").click()
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))
    return [sheet.get_textpage().get_text_range() for sheet in document]


@pytest.mark.parametrize("name", some([name for name in EXERCISES if "multiple_choice" not in name], QUICK))
def test_a_task_sheet_has_the_task_and_room_for_each_part_and_no_solution(printed, name):
    text = printed(name, "tasks")
    page = Source.read(page_of(name.rpartition("/")[2]))
    whole = squeezed("".join(text))
    assert 1 <= len(text) <= 2
    for part in page.parts.values():
        points = part["points"]
        assert squeezed(str(part["title"])) in whole
        assert f"{points}point" in whole
    for word in ("Result", "Solution", "Commonmistakes", "Hint1", "Howitisgraded"):
        assert word not in whole


@full
def test_the_bank_on_paper_has_boxes_to_tick_and_verdicts_on_its_last_sheet_only(printed):
    text = printed("exercises/multiple_choice", "tasks")
    numbers = [set(re.findall(r"\b[a-z]+-\d\d", sheet)) for sheet in text]
    assert len(numbers[-1]) > 150
    assert set().union(*numbers[:-1]) == numbers[-1]
    verdict = r"-\d\d\s*(true|false)\b"
    assert [bool(re.search(verdict, sheet)) for sheet in text] == [*[False] * (len(text) - 1), True]
    assert sum(len(re.findall(r"true\s+\S?\s*false", sheet)) for sheet in text[:-1]) > 150


@pytest.mark.parametrize("name", some(EXERCISES, QUICK))
def test_solutions_have_no_hints_and_nothing_beyond_the_exam(printed, name):
    whole = squeezed("".join(printed(name, "solutions")))
    assert "Hint1" not in whole
    assert "ÜberdieKlausurhinaus" not in whole
    assert "Howitisgraded" in whole


@full
def test_all_solutions_of_the_exam_are_at_most_fifteen_sheets_for_an_exercise(printed):
    assert sum(len(printed(name, "solutions")) for name in EXERCISES) <= 15 * len(EXERCISES)


def test_each_sheet_says_what_it_is_how_many_there_are_and_of_which_edition(printed):
    text = printed("exercises/rnn", "tasks")
    (title,) = re.findall(r"- (.*): exercises/rnn\.md", (here().root / "mkdocs.yml").read_text(encoding="utf-8"))
    editions = set()
    for number, sheet in enumerate(text, 1):
        foot = squeezed(sheet)
        assert f"{squeezed(title)}·Altklausur" in foot
        assert f"{number}/{len(text)}" in foot
        editions |= set(re.findall(r"exercises/rnn/·edition([0-9a-f]{7})", foot))
    assert len(editions) == 1

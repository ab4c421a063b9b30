"""What a student sees first on a phone, how it is called for who hears it, and the way on."""

import re

import lxml.html
import pytest
from playwright.sync_api import Page

from scripts.model.source import Page as Source
from tests.site.visit import EXERCISES, SOURCES, Visit
from tests.some import some

PHONE = {"width": 360, "height": 740}
SCREENS = 1.25  # of a phone, for the exam without its lines of exercises, how to sit it and where to practise
ROWS = "article table tr:has(a[href^='exercises/'])"
EDGES = "of => of.map(one => one.getBoundingClientRect()).map(box => [box.top, box.bottom])"
MARKER = "item => getComputedStyle(item).listStyleType"


def edges(page: Page, selector: str) -> tuple[float, float]:
    """The upper and the lower edge of the first element."""
    return tuple(page.locator(selector).evaluate_all(EDGES)[0])


@pytest.mark.parametrize("name", some(EXERCISES, ["exercises/rnn"]))
def test_the_first_screen_of_an_exercise_shows_its_task(browser, address, name):
    with Visit(browser, f"{address}{name}/", **PHONE) as visit:
        page = visit.page
        line, task, first = (edges(page, place) for place in (".exam-line", "#task", "#task ~ p"))
        assert line[1] - line[0] < 30  # one line
        assert task[1] < PHONE["height"] * 0.65
        assert first[1] <= PHONE["height"]
        assert edges(page, "button.unfold")[0] > edges(page, "#task ~ :is(p, ul)")[1]
        assert edges(page, "button.unfold")[1] < edges(page, "#a")[0]
        assert page.locator(".lettered > li").first.evaluate(MARKER) == '""'


def test_the_home_page_is_short_on_a_phone_beside_a_line_or_two_for_each_exercise(browser, address):
    with Visit(browser, address, **PHONE) as visit:
        rows = [bottom - top for top, bottom in visit.page.locator(ROWS).evaluate_all(EDGES)]
        assert len(rows) == len(EXERCISES)
        assert max(rows) < 60
        assert edges(visit.page, "article table")[1] - sum(rows) <= PHONE["height"] / 2
        assert edges(visit.page, "#use + ol")[1] <= edges(visit.page, "#practise + ul")[0]
        assert edges(visit.page, "#practise + ul")[1] - sum(rows) <= SCREENS * PHONE["height"]


def page_of(site, name: str):
    return lxml.html.parse(str(site / name / "index.html")).getroot()


def test_the_number_of_an_exercise_is_said_once_above_its_task(site):
    for name in EXERCISES:
        above = page_of(site, name).xpath("//article/*[following-sibling::h2[@id='task']]")
        assert sum(len(re.findall(r"Exercise \d", element.text_content())) for element in above) == 1, name


def test_a_heading_is_a_link_to_itself_and_nothing_else_stands_in_it(site):
    for path in site.rglob("index.html"):
        for heading in lxml.html.parse(str(path)).xpath("//article//*[self::h1 or self::h2 or self::h3]"):
            (link,) = heading
            assert link.get("href") == f"#{heading.get('id')}", path
            assert link.text_content() == heading.text_content(), path


def test_a_heading_is_called_by_its_words_alone(browser, address):
    with Visit(browser, f"{address}exercises/rnn/") as visit:
        heard = re.findall(r'heading "(.*?)" \[', visit.page.locator("article").aria_snapshot())
        words = visit.page.locator("article :is(h1, h2, h3)").all_text_contents()
        assert heard == words


@pytest.mark.parametrize("name", EXERCISES)
def test_no_two_blocks_of_an_exercise_have_one_name(site, name):
    summaries = page_of(site, name).xpath("//article/details/summary[not(@markdown)]")
    names = [" ".join(summary.text_content().split()) for summary in summaries]
    named = [name for name in names if not re.match(r"[a-z]+-\d\d", name)]
    assert "Hint 1 of part (a)" in named
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", EXERCISES)
def test_the_title_of_a_block_is_one_element(site, name):
    """A part of it beside others, such as a German term with its language, would be a column of its own."""
    for summary in page_of(site, name).xpath("//article/details/summary"):
        pieces = [summary.text, *(title.tail for title in summary)]
        assert len(summary) + sum(bool((text or "").strip()) for text in pieces) == 1, summary.text_content()


def test_a_letter_is_the_only_marker_of_an_item(site):
    for path in site.rglob("index.html"):
        items = lxml.html.parse(str(path)).xpath("//article//ul[not(@class='lettered')]/li")
        assert [item for item in items if re.match(r"\([a-z]\) ", item.text_content().lstrip())] == [], path


def test_each_exercise_leads_to_the_next(site):
    first, *others = (name for name in EXERCISES if not page_of(site, name).xpath("//article//a[@rel='prev']"))
    assert others == []
    way = [first]
    while found := page_of(site, way[-1]).xpath("//article//a[@rel='next']/@href"):
        way.append(f"exercises/{found[0].removeprefix('../').removesuffix('/')}")
    assert sorted(way) == sorted(EXERCISES)
    assert page_of(site, way[-1]).xpath("//nav[@class='onward']/a[@href='../../']")


def test_an_exercise_of_one_list_has_one_name_wherever_it_is_named(site):
    home = page_of(site, "")
    rows = [row.text_content().split("\n") for row in home.xpath("//article//tr[td]")]
    named = [next(filter(None, (cell.strip() for cell in row))) for row in rows]
    entries = [" ".join(link.text_content().split()) for link in home.xpath("//nav//a[contains(@href, 'exercises/')]")]
    titles = [page_of(site, name).xpath("string(//h1)") for name in EXERCISES]
    lettered = [page.front_matter for page in map(Source.read, SOURCES) if "list" in page.front_matter]
    assert len(lettered) >= 2
    for name in (f"{front['exercise']}{front['list']}" for front in lettered):
        assert named.count(name) == 1
        assert sum(entry.startswith(f"{name} · ") for entry in entries) == 1
        assert sum(title.startswith(f"Exercise {name}: ") for title in titles) == 1

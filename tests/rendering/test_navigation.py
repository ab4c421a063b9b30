"""The navigation of a page does not grow with the site, and is whole where the site is small."""

import re

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from scripts.rendering.navigation import NEAR, WHOLE, near


def navigation(nav: list, active: str = "") -> Navigation:
    """As MkDocs makes it of the lines in its configuration, with one page the active one."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Exams", "nav": nav})
    config.validate()
    names = re.findall(r"[\w/]+\.md", str(nav))
    found = get_navigation(Files([File(name, ".", "site", use_directory_urls=True) for name in names]), config)
    for page in (page for page in found.pages if page.file.src_uri == active):
        page.active = True
    return found


def told(items: list) -> list:
    """Titles, with those inside a section as a list behind its own."""
    return [word for item in items for word in ([item.title, told(item.children)] if item.children else [item.title])]


def long(name: str, count: int) -> list[dict[str, str]]:
    return [{f"{name} {number}": f"{name}/{number}.md"} for number in range(count)]


def count(items: list) -> int:
    return sum(1 + count(item.children or []) for item in items)


def test_a_small_site_has_all_of_it_on_each_page():
    found = navigation([{"Home": "index.md"}, {"Exam": long("e", WHOLE - 1)}], "e/3.md")
    assert near(found) is found


@pytest.mark.parametrize(("place", "first", "last"), [(0, 0, 20), (30, 20, 40), (99, 79, 99)])
def test_of_a_long_list_a_page_shows_what_stands_near_it(place, first, last):
    found = navigation([{"Home": "index.md"}, {"Exam": long("e", 100)}], f"e/{place}.md")
    home, exam, shown = told(near(found).items)
    assert (home, exam) == ("Home", "Exam")
    assert shown == [*(f"e {number}" for number in range(first, last + 1)), "All 100 of them"]


def test_the_page_and_its_section_stay_the_active_ones():
    section = near(navigation([{"Home": "index.md"}, {"Exam": long("e", 100)}], "e/30.md")).items[1]
    assert section.active
    assert [item.title for item in section.children if item.active] == ["e 30"]
    assert isinstance(section.children[NEAR], Page)


def test_another_section_is_a_link_to_its_first_page():
    nav = [{"Home": "index.md"}, {"Old": [{"Older": long("o", 40)}]}, {"New": long("n", 40)}]
    shown = near(navigation(nav, "n/0.md"))
    assert told(shown.items[:2]) == ["Home", "Old"]
    assert shown.items[1].url == "o/0/"


def test_where_all_of_a_list_are_is_the_first_page_of_the_site():
    shown = near(navigation([{"Home": "index.md"}, {"Exam": long("e", 100)}], "e/30.md"))
    assert shown.items[1].children[-1].url == "."
    assert shown.homepage.is_homepage


def test_no_page_grows_with_the_site():
    for number in (100, 1000):
        exams = [{f"Exam {exam}": long(f"x{exam}", 10)} for exam in range(number // 10)]
        assert count(near(navigation([{"Home": "index.md"}, *exams], "x3/3.md")).items) <= 4 * NEAR

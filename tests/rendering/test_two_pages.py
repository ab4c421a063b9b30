"""One source becomes the student's page and the sceptic's, and links lead to where a place stands now."""

import pytest

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering import frozen, site_pages
from scripts.rendering.page_parts import furnish
from scripts.rendering.sceptics import sceptics_page
from scripts.rendering.two_pages import ids, is_sceptics, link_down, one_level_down, to_sceptics
from tests.rendering.typed import answer, edition, point
from tests.tiny_exercise import PAGE

NOTES = "\n## Notes that change no answer { #notes }\n\nSee [part (a)](#a), [the exam](../index.md), [above](#check).\n"
SQUARE = Page(here().exercises / "square.md", PAGE + NOTES)
EDITION = edition(answer("square.n", part="a"))
POINTS = Page(
    here().docs / "points.md", "# Points\n\n## One { #one }\n\n### Sums { #sums }\n\n<!-- view: statements sums -->\n"
)


@pytest.fixture(autouse=True)
def no_repository(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)


def test_the_student_has_task_and_parts_and_the_sceptic_the_rest():
    student, sceptic = furnish(SQUARE, EDITION, [SQUARE]), sceptics_page(SQUARE, EDITION, [SQUARE])
    assert [student.count(f"#{id} }}") for id in ("task", "a", "check", "protocol", "notes")] == [1, 1, 0, 1, 0]
    assert [sceptic.count(f"#{id} }}") for id in ("task", "a", "check", "protocol", "notes")] == [0, 1, 1, 0, 1]
    assert "value-square-n" not in student
    assert sceptic.index("#check }") < sceptic.index("value-square-n") < sceptic.index("#notes }")
    assert "Edit the" not in student
    assert "Edit the text: <code>docs/exercises/square.md</code>" in sceptic


def test_the_sceptics_page_has_a_title_a_way_back_and_no_entry_in_the_search():
    sceptic = sceptics_page(SQUARE, EDITION, [SQUARE])
    page = Page(here().docs / "checked.md", sceptic)
    assert page.front_matter["title"] == "Checked: The fenced square"
    assert page.front_matter["search"] == {"exclude": True}
    assert '# How it was checked\n\n<p class="back">Back to <a href="../">The fenced square</a></p>' in sceptic


def test_links_of_a_sceptics_section_lead_to_the_same_places():
    sceptic = sceptics_page(SQUARE, EDITION, [SQUARE])
    assert "See [part (a)](../square.md#a), [the exam](../../index.md), [above](#check)." in sceptic


def test_where_nothing_is_computed_there_is_one_page():
    assert sceptics_page(SQUARE, edition(), [SQUARE]) == ""
    assert "{ #check }" in furnish(SQUARE, edition(), [SQUARE])


def test_statements_have_their_checks_below_the_heading_that_they_stand_under():
    sceptic = sceptics_page(POINTS, edition(point("points.point_01", "wrong")), [])
    assert "## The checks { #checks }\n\n### Sums { #sums }\n\n<details" in sceptic
    assert '--8<-- "points/sums.py:point_01"' in sceptic
    assert "The checks" not in sceptics_page(SQUARE, EDITION, [SQUARE])


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("[a](b.md#c) ![d](../e.svg)", "[a](../b.md#c) ![d](../../e.svg)"),
        ("[a](https://example.org/x) <https://example.org>", "[a](https://example.org/x) <https://example.org>"),
        ("[a](#here) [b](#there)", "[a](#here) [b](../page.md#there)"),
        ('<a href="#there">a</a> <img src="x.png">', '<a href="../#there">a</a> <img src="../x.png">'),
        ("[a][b]\n\n[b]: c.md", "[a][b]\n\n[b]: ../c.md"),
        ("`[a](b.md)` and\n\n```python\nx[0](y)\n```", "`[a](b.md)` and\n\n```python\nx[0](y)\n```"),
    ],
)
def test_one_level_down(text, below):
    assert one_level_down(text, Page(here().exercises / "page.md", ""), {"here"}) == below


@pytest.mark.parametrize(
    ("text", "onward"),
    [
        ("[a](#gone)", "[a](page/checked.md#gone)"),
        ("[a](other.md#gone)", "[a](other.md#gone)"),
        ("[a](../exercises/page.md#gone)", "[a](../exercises/page/checked.md#gone)"),
        ('[a](page.md#gone "title")', '[a](page/checked.md#gone "title")'),
        ("[a](#here) [b](page.md)", "[a](#here) [b](page.md)"),
    ],
)
def test_a_link_to_what_moved_leads_to_the_sceptics_page(text, onward):
    assert to_sceptics(text, "exercises/page.md", {"exercises/page.md": {"gone"}}) == onward


def test_the_ids_of_a_page_are_those_of_headings_and_of_elements():
    assert ids('## A { #a }\n\n<p id="b-1">x</p>\n\n### B {: #c }\n') == {"a", "b-1"}


def test_only_the_sceptics_pages_are_left_out_of_the_search():
    assert is_sceptics("exercises/square/checked/")
    assert not is_sceptics("how-it-is-checked/")


def test_a_link_down_leads_to_the_same_id_or_to_the_page():
    assert link_down("x", "a") == '<a class="checked" href="checked/#a" data-search-exclude>x</a>'
    assert 'href="checked/"' in link_down("x")


def test_old_addresses_of_what_moved_have_a_place_on_the_old_page(monkeypatch):
    old = {"exercises/square/": ["task", "check", "value-square-n", "value-square-lost"]}
    monkeypatch.setattr(frozen, "frozen", lambda: old)
    index = Page(
        here().docs / "index.md", "# Exam\n\nSee [it](exercises/square.md#check), [its notebook](notebooks/a.ipynb).\n"
    )
    pages = dict(site_pages.site_pages([index, SQUARE], EDITION, [SQUARE]))
    assert list(pages) == ["index.md", "exercises/square.md", "exercises/square/checked.md"]
    place = pages["exercises/square.md"].partition('<p class="elsewhere">')[2].partition("</p>")[0]
    assert place.startswith('<i id="check"></i><i id="value-square-n"></i><a class="checked" href="checked/"')
    assert pages["index.md"].endswith("See [it](exercises/square/checked.md#check), [its notebook](notebooks/a.md).\n")
    assert pages["exercises/square.md"].endswith("</nav>\n")


OTHER = Page(here().exercises / "other.md", PAGE.replace("The fenced square", "Another"))
RENAMED = Page(SQUARE.path, SQUARE.text.replace("{ #task }", "again { #task }"))
ELSEWHERE = Page(here().docs / "points.md", "# Points\n\n<!-- view: entry square.n -->\n")


@pytest.mark.parametrize(
    ("sources", "entries", "exam", "anew"),
    [
        ([SQUARE, ELSEWHERE], [answer("square.n", part="a")], [SQUARE], []),
        ([Page(SQUARE.path, f"{SQUARE.text}\nMore.\n"), ELSEWHERE], [answer("square.n", part="a")], [SQUARE], [SQUARE]),
        ([SQUARE, ELSEWHERE], [answer("square.n", part="a", fact="New.")], [SQUARE], [SQUARE, ELSEWHERE]),
        ([SQUARE, ELSEWHERE], [answer("square.n", part="a"), answer("other.n")], [SQUARE], [ELSEWHERE]),
        ([SQUARE, ELSEWHERE], [answer("square.n", part="a")], [SQUARE, OTHER], [SQUARE, ELSEWHERE]),
        ([SQUARE, ELSEWHERE], [answer("square.n", part="a")], [RENAMED], [ELSEWHERE]),
    ],
    ids=["nothing", "its text", "its entry", "an entry of another", "the front matter of another", "a heading"],
)
def test_the_halves_of_a_source_are_made_again_only_where_what_they_show_changed(sources, entries, exam, anew):
    kept: set[str] = set()

    def known(makers):
        made.append([text for text in makers if text not in kept])
        kept.update(makers)
        return {text: make() for text, make in makers.items()}

    made: list[list[str]] = []
    list(site_pages.site_pages([SQUARE, ELSEWHERE], EDITION, [SQUARE], known))
    list(site_pages.site_pages(sources, edition(*entries), exam, known))
    assert [text.split("\0")[0] for text in made[-1]] == [str(page.path) for page in anew]


def test_the_list_of_old_addresses_has_the_ids_of_each_page(monkeypatch, tmp_path):
    (tmp_path / "list.txt").write_text("# words\n/a/ one two\n/a/ three\n/ four\n/b/\n", encoding="utf-8")
    assert frozen.read(tmp_path / "list.txt") == {"a/": ["one", "two", "three"], "": ["four"], "b/": []}
    assert "value-rnn-gradient" in frozen.frozen()["exercises/rnn/"]


def test_the_halves_are_made_again_where_the_practice_that_their_parts_lead_to_changed(standing_in, tmp_path):
    standing_in(root=tmp_path)
    page, practice = Page(here().exercises / "square.md", SQUARE.text), here().practice / "square.md"
    practice.parent.mkdir(parents=True)
    asked = []

    def known(makers):
        asked.append(list(makers))
        return {text: make() for text, make in makers.items()}

    for text in (None, "## One { #a }\n", "## One { #a }\n", "## One { #b }\n"):
        if text:
            practice.write_text(text, encoding="utf-8")
        list(site_pages.site_pages([page], EDITION, [page], known))
    without, one, again, other = asked
    assert one == again
    assert len({*without, *one, *other}) == 3

"""What the build adds to a page."""

import pytest

from scripts.checking.check_views import written
from scripts.model.paths import here, page_of
from scripts.model.source import Page, edited
from scripts.rendering.exam import at_a_glance, exam_line, points
from scripts.rendering.page_parts import fields_of_exam, furnish, to_notebook, to_practice
from scripts.rendering.sceptics import sceptics_page
from scripts.rendering.views import VIEWS, Context, entry_as_json
from tests import told
from tests.rendering.typed import answer, edition
from tests.tiny_exercise import PAGE

EDITION = edition(answer("square.area", part="a"))


@pytest.fixture(autouse=True)
def no_repository(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)


def page(text: str = PAGE, name: str = "square") -> Page:
    return Page(here().exercises / f"{name}.md", text)


def furnished(text: str = PAGE) -> str:
    return furnish(page(text), EDITION, [page(text)])


LINE = '<p class="exam-line"><span class="wide">Geometry\xa0· </span>4 points\xa0· about 5 minutes</p>'


def test_the_line_of_the_exam_stands_under_the_title():
    assert f"# Exercise 1: The fenced square\n\n{LINE}\n\nFences" in furnished().replace("\n\n\n", "\n\n")


def test_the_topic_is_text_not_html():
    assert "R&amp;D &lt;b&gt;" in exam_line(page(PAGE.replace("topic: Geometry", "topic: R&D <b>")))


@pytest.mark.parametrize("comment", ["# a comment\n", "# Not the title\n"])
def test_a_comment_in_the_front_matter_is_no_title(comment):
    text = PAGE.replace("title: The", f"{comment}title: The")
    assert furnished(text).startswith(page(text).front)
    assert f"square\n\n{LINE}" in furnished(text)


def test_a_page_that_is_its_title_alone_or_has_none_is_no_crash():
    front = page().front
    assert furnished(f"{front}# Title").endswith(f"# Title\n\n{LINE}\n")
    assert furnished(f"{front}text") == f"{front}text"


def test_each_part_ends_with_its_links():
    text = furnished()
    assert text.count('class="part-links"') == 1
    before, _, after = text.partition('<p class="part-links">')
    assert "4 points: the number 3" in before
    assert after.startswith('<a class="checked" href="checked/#a" data-search-exclude>How (a) was checked</a></p>')
    assert "Edit the" not in text


def test_links_of_several_parts_stand_in_their_parts():
    text = PAGE.replace("  a: {title: Area, points: 4}", "  a: {title: Area, points: 4}\n  b: {title: B, points: 3}")
    text = furnished(text.replace("## Check it", "## (b) B { #b }\n\nlast words\n\n## Check it"))
    assert [text.count(words) for words in ("7 points", 'class="part-links"', 'href="checked/#b"')] == [1, 2, 1]
    assert "last words\n\n<p class" in text


def test_every_section_has_a_link_to_report_a_mistake(monkeypatch):
    monkeypatch.setenv("REPO_URL", "https://example.org/us/exam")
    ends = furnished().split("Report a mistake</a>")
    assert len(ends) == 4  # task, part, protocol
    assert [end.count("was checked") for end in ends] == [0, 1, 0, 0]


def test_the_button_that_opens_every_block_has_its_place_below_the_task():
    before, _, after = furnished().partition('<div class="unfold-place"></div>')
    assert before.rstrip().endswith("metres long.")
    assert after.partition("</fieldset>")[2].partition("\n")[2].lstrip().startswith("## (a) Area")


def test_a_block_is_named_with_its_part():
    text = PAGE.replace(
        "<summary>Solution</summary>", "<summary>Solution</summary>\n\n```html\n<summary>x</summary>\n```"
    )
    shown = furnished(text.replace("four sides.", "four sides.\n\n<details><summary>Why</summary>\n</details>"))
    assert '<summary><span>Hint 1<span class="unseen"> of part (a)</span></span></summary>' in shown
    assert shown.count('<span class="unseen">') == 6
    assert "<summary>x</summary>" in shown
    assert "<summary>Why</summary>" in shown


def test_a_page_beside_the_exercises_has_them_if_it_publishes_something(monkeypatch):
    monkeypatch.setenv("REPO_URL", "https://example.org/us/exam")
    text = "# Points\n\n## Of one { #one }\n\nWords.\n"
    published = edition(answer("points.n"))
    assert "Report a mistake" in furnish(page(text, "points"), published, [])
    assert "Report a mistake" not in furnish(page(text, "credits"), published, [])


def test_a_page_with_a_broken_front_matter_gets_nothing():
    text = PAGE.replace("minutes: 5", "minutes: [5")
    assert furnish(page(text), edition(), []) == text.replace(
        "<!-- view: ledger square -->", furnish(page("<!-- view: ledger square -->"), edition(), [])
    )


def test_the_ledger_holds_the_answers_of_its_page():
    text = sceptics_page(page(), edition(answer("square.n"), answer("circle.n")), [])
    assert 'id="value-square-n"' in text
    assert "value-circle-n" not in text
    assert "<!-- view" not in text


def test_the_exam_at_a_glance_adds_up():
    other = page(
        PAGE.replace("exercise: 1", "exercise: 2").replace("points: 4", "points: 6").replace("Geometry", "A|B"), "two"
    )
    table = at_a_glance([page(), other])
    assert '| 1 | [Geometry](exercises/square.md)<span class="wide"><br>The fenced square</span> | 4 | 5 |' in table
    assert '| 2 | [A&#124;B](exercises/two.md)<span class="wide"><br>The fenced square</span> | 6 | 5 |' in table
    assert table.endswith("| | **In all** | **10** | **10** |")
    assert furnish(page("<!-- view: exam -->", "index"), EDITION, [page(), other]) == table


@pytest.mark.parametrize(
    "code", ["```text\n<!-- view: ledger square -->\n```", "Write `<!-- view: ledger square -->` there."]
)
def test_a_view_in_code_is_text(code):
    assert furnish(page(code), EDITION, []) == code


def test_every_view_is_made_into_something():
    current = edition(answer("other.a"))
    for name, view in VIEWS.items():
        text = written(name, "x" if view.argument else "")
        assert text not in furnish(page(f"a\n\n{text}\n"), current, []), name
    assert "<!-- view: gone -->" in furnish(page("<!-- view: gone -->"), current, [])


def test_points_are_those_of_the_parts():
    assert points(page()) == 4
    assert points(page("")) == 0


def test_an_example_of_the_edition_is_an_entry_as_it_stands():
    context = Context(page(), edition(answer("square.a", fact="ä"), answer("square.b")), [])
    shown = entry_as_json(context, "square.b")
    assert shown.startswith('```json\n{\n  "entry": "answer",\n  "id": "square.b@exam",\n  "alias": "square.b",\n')
    assert entry_as_json(context, "square.b@exam") == shown
    assert '"fact": "ä"' in entry_as_json(context, "square.gone")


def test_an_example_is_asked_for_by_id_or_alias():
    computed = told.exercise("square", told.answer("square.a"), told.answer("square.a@short"))
    known = VIEWS["entry"].known(page(), {"square": computed})
    assert known == {"square.a", "square.a@exam", "square.a@short"}


def test_a_part_leads_to_the_section_of_the_practice_that_trains_it():
    page = Page.read(page_of("rnn"))
    assert 'href="../../practice/rnn/#d"' in to_practice(page, "d")
    assert to_practice(page, "a") == ""  # a drawing
    other = to_practice(Page.read(page_of("autoencoder")), "a")
    assert 'href="../../practice/autoencoder/#a"' in other
    assert "with other programs" in other
    assert to_practice(page, "task") == ""
    assert to_practice(Page.read(page_of("multiple_choice")), "a") == ""


def test_the_task_of_an_exercise_leads_to_its_notebook():
    page = Page.read(page_of("rnn"))
    assert 'href="../../notebooks/rnn/"' in to_notebook(page, "task")
    assert to_notebook(page, "d") == to_notebook(Page.read(page_of("multiple_choice")), "task") == ""


def test_fields_of_an_exercise_say_on_which_instance_they_ask_and_for_what():
    page = Page(page_of("square"), '<p data-field="square.area">a</p> <p data-field="square.lost">b</p>')
    (edit,) = fields_of_exam(page, [answer("square.area"), answer("square.area@small")])
    assert edited(page.text, [edit]).startswith(
        '<p data-field="square.area@exam" data-kind="number">a</p> <p data-field="square.lost">'
    )

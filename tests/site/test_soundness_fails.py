"""That the walk through a page names what is wrong with it: one page with a fault for each question."""

import shutil
from pathlib import Path

import pytest

from tests.site import test_soundness as questions
from tests.site.axe import axe
from tests.site.visit import COMPUTED, Visit

ON_PHONES, ON_DESKS = "@media (max-width: 400px)", "@media (min-width: 400px)"
FAULTS = {
    "<div style='width: 400px'>x</div>": ("too wide, dark, 360", 72),
    "<p style='color: #bbb'>pale words</p>": ("axe, light, 1280", "color-contrast: <p style"),
    "<p style='color: #555'>dark words</p>": ("axe, dark, 1280", "color-contrast: <p style"),
    "<img src='../assets/favicon.svg'>": ("axe, dark, 1280", "image-alt: <img src"),
    f"<style>{ON_PHONES} {{ #pale {{ color: #bcb }} }}</style><p id=pale>pale on phones</p>": (
        "axe, light, 360",
        'color-contrast: <p id="pale"',
    ),
    f"<style>{ON_DESKS} {{ #dark {{ color: #565 }} }}</style><p id=dark>dark on desks</p>": (
        "axe, dark, 1280",
        'color-contrast: <p id="dark"',
    ),
    f"<style>{ON_DESKS} {{ #late {{ display: none }} }}</style><p><img id=late src='../assets/favicon.svg'></p>": (
        "axe, light, 360",
        'image-alt: <img id="late"',
    ),
    f"<style>{ON_PHONES} {{ #wordless * {{ display: none }} }}</style>"
    "<p><a id=wordless href='#'><b>words</b></a></p>": ("axe, light, 360", 'link-name: <a id="wordless"'),
    "<div id=scrolls style='overflow-x: auto'><p style='width: 450px; text-align: right'>words</p></div>": (
        "axe, light, 360",
        'scrollable-region-focusable: <div id="scrolls"',
    ),
    "<details class=result><summary>Result</summary><div class='formula display' data-answer=a.result "
    "style='overflow-x: auto'><div style='width: 500px'>x</div></div></details>": ("cut, 360", "a.result"),
    "<div class='formula display' data-answer=a.formula style='overflow-x: auto'>"
    "<div style='width: 5000px'>x</div></div>": ("cut, 1280", "a.formula"),
    "<div class=md-typeset__scrollwrap><div class=md-typeset__table><table>"
    "<tr><td style='position: static !important'>loose<td><div style='width: 500px'>x</div></table></div></div>": (
        "loose",
        "loose",
    ),
    "<table><tr><td><a href='#' style='display: block; width: 9px; height: 9px; padding: 0; margin: 0'>i</a></table>": (
        "too small for a finger",
        "i: 9 x 9",
    ),
    "<table><tr><td style='position: relative'><a href='#' style='display: block; height: 50px'>below</a>"
    "<span style='position: absolute; inset: 0'></span></table>": ("too small for a finger", "below is covered"),
    "<details><summary style='height: 20px; min-height: 0; padding: 0'>low</summary></details>": (
        "too small for a finger",
        "low: lower than 44",
    ),
    "<script>console.error('oh')</script>": ("complaints", "oh"),
    "<img src='http://127.0.0.2:9/x.png' alt=x>": ("foreign", "http://127.0.0.2:9/x.png"),
}
TESTS = {
    "scheme": questions.test_a_page_is_as_dark_as_the_device_prefers_until_it_is_switched,
    "too wide": questions.test_a_page_is_no_wider_than_the_screen,
    "axe": questions.test_axe_finds_nothing_on_a_page,
    "cut": questions.test_what_scrolls_sideways_is_told_by_name,
    "loose": questions.test_the_first_column_of_a_table_stays_where_it_is,
    "too small for a finger": questions.test_values_links_of_tables_and_summaries_are_large_enough_for_a_finger,
    "complaints": questions.test_a_page_complains_of_nothing_and_asks_nobody_else,
    "foreign": questions.test_a_page_complains_of_nothing_and_asks_nobody_else,
}


@pytest.fixture(scope="module")
def faulty(browser, serve, site, tmp_path_factory) -> dict[str, object]:
    """What is found on the page with all faults."""
    left_out = shutil.ignore_patterns("exercises", "search")
    copy = Path(shutil.copytree(site, tmp_path_factory.mktemp("faulty") / "site", ignore=left_out))
    page = copy / "credits" / "index.html"
    html = page.read_text(encoding="utf-8").replace("</article>", f"{''.join(FAULTS)}</article>")
    page.write_text(html, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(questions, "PATIENCE", 2)
        return questions.walk(browser, f"{serve(copy)}credits/", set()) | {"name": COMPUTED[0]}


@pytest.mark.parametrize(("place", "told"), FAULTS.values())
def test_a_fault_is_told_with_its_place_and_fails_its_question(faulty, place, told):
    answers = faulty[place] if isinstance(faulty[place], list) else [faulty[place]]
    said = [answer["name"] if isinstance(answer, dict) else answer for answer in answers]
    assert [answer for answer in said if answer == told or str(answer).startswith(str(told))], said
    with pytest.raises(AssertionError):
        TESTS[place.partition(",")[0]](faulty)


def test_a_page_that_ignores_its_device_and_its_switch_is_noticed():
    with pytest.raises(AssertionError):
        TESTS["scheme"]({"scheme, at first": "slate", "scheme, switched": "slate"})


def test_a_fault_for_axe_and_a_foreign_request_are_noticed_on_any_page(browser, serve, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>x</title><body><main><h1>x</h1>"
        "<img src='http://127.0.0.2:9/x.png'><script>console.error('oh')</script></main>",
        encoding="utf-8",
    )
    with Visit(browser, serve(tmp_path)) as visit:
        assert visit.foreign == ["http://127.0.0.2:9/x.png"]
        assert "oh" in visit.complaints
        assert axe(visit.page) == ['image-alt: <img src="http://127.0.0.2:9/x.png">']

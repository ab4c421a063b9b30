"""A practice is published once for each variant: values, fields, links, titles; and what its fields compare with."""

import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from scripts.formulas.katex import STORE, Renderer, read_store, version
from scripts.model.evidence import read_all
from scripts.model.paths import here, page_of
from scripts.model.practice import fields, own_pages, truths_of
from scripts.model.source import Page
from scripts.rendering import practice, staging
from scripts.rendering.practice import Practice, practices_of, truths
from scripts.rendering.whole import Whole
from scripts.store import kept

THEME = Path(staging.__file__).with_name("theme")
HTML = (
    '<head><title>Practise</title><link href="../../assets/x.css">'
    '<link rel="canonical" href="https://example.org/practice/rnn/"></head><h1>Practise</h1>'
    '<p>It is <data class="answer formula" value="1" data-answer="practice_rnn.loss">1</data>.</p>'
    '<p class="field" data-field="practice_rnn.loss">The loss:</p>'
    '<p>So <wbr data-if="practice_rnn.small">it is <data class="answer" value="3">3</data>'
    "<wbr data-else>not<wbr data-end>.</p>"
    '<a href="#b">b</a><a href="..">up</a><a href="https://example.org/">out</a>'
)
VALUES = {
    "1": ['<data class="answer formula" value="1">one</data>', '<data class="answer" value="3">three</data>'],
    "2": ['<data class="answer" value="2">two</data>', '<data class="answer" value="4">four</data>'],
}
OWN = Practice(
    "practice/rnn/",
    "practice_rnn",
    {"loss": 'data-kind="number'},
    VALUES,
    {number: {"practice_rnn.small": number == "1"} for number in VALUES},
)


@pytest.fixture
def made() -> dict[str, str]:
    return dict(OWN.pages(lambda url: HTML, {}))


def test_the_first_stands_at_the_address_of_the_practice_and_each_below_it(made):
    assert [*made] == ["practice/rnn/", "practice/rnn/1/", "practice/rnn/2/"]


def test_each_shows_its_own_values_without_a_card_behind_them(made):
    assert '<data class="formula" value="1">one</data>' in made["practice/rnn/1/"]
    assert '<data class="" value="2">two</data>' in made["practice/rnn/2/"]


def test_a_field_says_which_variant_it_asks_about_and_what_kind_of_answer_it_takes(made):
    assert 'data-field="practice_rnn.loss@2" data-kind="number"' in made["practice/rnn/2/"]


def test_of_a_condition_each_shows_what_is_so(made):
    assert '<p>So it is <data class="" value="3">three</data>.</p>' in made["practice/rnn/"]
    assert "<p>So not.</p>" in made["practice/rnn/2/"]


def test_links_lead_where_they_led_one_folder_deeper(made):
    deeper = made["practice/rnn/2/"]
    assert 'href="../../../assets/x.css"' in deeper
    assert 'href="#b"' in deeper
    assert 'href="../.."' in deeper
    assert 'href="https://example.org/"' in deeper
    assert 'href="../../assets/x.css"' in made["practice/rnn/"]


def test_the_way_on_goes_through_all_of_them_and_begins_again(made):
    ways = [re.search(r'class="another" href="([^"]*)" data-variants="2"', html)[1] for html in made.values()]
    assert ways == ["2/", "../2/", "../1/"]


def test_a_window_is_named_by_its_variant_and_a_search_engine_is_led_to_the_first(made):
    assert "<title>Practise - variant 2</title>" in made["practice/rnn/2/"]
    assert '<link rel="canonical" href="https://example.org/practice/rnn/">' in made["practice/rnn/2/"]


def test_every_variant_is_written_into_the_site_with_the_address_of_its_style_sheet(tmp_path, made):
    pages = {url: f"{html}{practice.ADDRESS}".encode() for url, html in made.items()}
    practice.publish(tmp_path, pages.items(), "generated/fonts/style.1.css")
    written = sorted(path.relative_to(tmp_path).parent.as_posix() for path in tmp_path.rglob("*.html"))
    assert written == ["practice/rnn", "practice/rnn/1", "practice/rnn/2"]
    text = (tmp_path / "practice" / "rnn" / "2" / "index.html").read_text(encoding="utf-8")
    assert text == f"{made['practice/rnn/2/']}generated/fonts/style.1.css"


def test_a_live_site_writes_again_only_the_variants_that_have_changed(tmp_path, made):
    pages = {url: html.encode() for url, html in made.items()}
    practice.put_aside(tmp_path)
    assert list(tmp_path.iterdir()) == []
    practice.publish(tmp_path, pages.items())
    kept, changed = (tmp_path / "practice" / "rnn" / number / "index.html" for number in "12")
    before = kept.stat().st_ino
    pages["practice/rnn/2/"] = b"edited"
    for _ in range(2):  # what was put aside before goes
        practice.put_aside(tmp_path)
        assert not kept.exists()
        (tmp_path / "practice" / "rnn").mkdir(parents=True)  # the generator's own page stands there already
        practice.publish(tmp_path, pages.items())
    assert (kept.stat().st_ino, kept.read_bytes()) == (before, pages["practice/rnn/1/"])
    assert changed.read_bytes() == b"edited"


def test_variants_are_made_once_while_all_that_they_are_made_of_is_the_same(tmp_path, monkeypatch, standing_in, made):
    standing_in(kept=tmp_path)
    written = {url: html.encode() for url, html in made.items()}
    assert OWN.published(lambda url: HTML, {}) == written
    monkeypatch.setattr(Practice, "pages", lambda self, made, formulas: [("anew", made(self.url))])
    assert OWN.published(lambda url: HTML, {}) == written
    monkeypatch.setattr(practice, "version", lambda: "another KaTeX")
    assert OWN.published(lambda url: HTML, {}) == {"anew": HTML.encode()}
    assert OWN.published(lambda url: "edited", {}) == {"anew": b"edited"}


@pytest.mark.parametrize(
    "changed", [{"variants": {"1": VALUES["1"]}}, {"truths": {}}, {"asked": {}}, {"url": "other/"}]
)
def test_variants_are_made_anew_for_other_values_truths_fields_or_another_address(
    tmp_path, monkeypatch, standing_in, changed
):
    standing_in(kept=tmp_path)
    OWN.published(lambda url: HTML, {})
    monkeypatch.setattr(Practice, "pages", lambda self, made, formulas: [("anew", made(self.url))])
    assert replace(OWN, **changed).published(lambda url: HTML, {}) == {"anew": HTML.encode()}


def test_a_variant_has_the_mark_of_the_edition_that_it_is_published_with(standing_in, tmp_path):
    standing_in(kept=tmp_path)
    for mark in ("1234567", "7654321"):
        whole = Whole(f"{HTML}{staging.MARK}", "", [], frozenset(), (), frozenset())
        stage = staging.Stage(known={OWN.url: whole}, practices=[OWN], mark=mark)
        assert {html.endswith(mark.encode()) for _, html in stage.variants()} == {True}


@pytest.mark.parametrize("changed", ["evidence/rnn.json", "evidence/samples/rnn.json", "page"])
def test_what_fields_compare_with_is_made_anew_when_something_changes_that_it_is_made_of(
    changed, tmp_path, monkeypatch, standing_in
):
    exercise, page, place = read_all()["rnn"], Page(page_of("rnn"), "the page"), tmp_path / f"{truths_of('rnn')}"
    standing_in(cache=tmp_path, staged=tmp_path)
    (tmp_path / "evidence/samples").mkdir(parents=True)
    for folder in ("evidence", "evidence/samples"):
        (tmp_path / folder / "rnn.json").write_text("before", encoding="utf-8")
    for made, told in [("once", "once"), ("again", "once")]:
        monkeypatch.setattr(staging, "truths", lambda exercise, pages, made=made: made)
        staging._write_truths([page], exercise)
        assert place.read_text(encoding="utf-8") == told
    if changed == "page":
        page = Page(page.path, "the page, edited")
    else:
        (tmp_path / changed).write_text("after", encoding="utf-8")
    staging._write_truths([page], exercise)
    assert place.read_text(encoding="utf-8") == "again"


def test_what_fields_compare_with_is_staged_beside_the_figures(tmp_path, standing_in):
    standing_in(staged=tmp_path)
    for slug, address in (("practice_rnn", "generated/practice/rnn.json"), ("rnn", "generated/practice/exam/rnn.json")):
        assert staging._write_truths([Page.read(page_of(slug))], read_all()[slug]) == address
    assert json.loads((tmp_path / "generated/practice/rnn.json").read_text(encoding="utf-8"))["variants"]["63"]
    of_exam = json.loads((tmp_path / "generated/practice/exam/rnn.json").read_text(encoding="utf-8"))
    assert [*of_exam["variants"]] == ["exam"]
    assert {*of_exam["answers"]} == {"loss_derivative", "chain_rule", "deltas", "gradient"}


def test_fields_compare_with_the_value_and_with_what_each_mistake_gives():
    told = json.loads(truths(read_all()["practice_rnn"], [Page.read(page_of("practice_rnn"))]))
    names = [slip.name for slip in read_all()["practice_rnn"].by_id["practice_rnn.gradient"].slips]
    assert len(told["answers"]["gradient"]["mistakes"]) == len(names)
    value, *wrong = told["variants"]["1"]["gradient"]
    assert len(wrong) == len(names)
    assert value == -38
    assert wrong[names.index("gradient_plus_target")] == 38
    assert wrong[names.index("gradient_without_cases")] is None  # the output is on the wrong side: no mistake here
    assert (told["answers"]["step"]["kind"], told["answers"]["step_of_descent"]["kind"]) == ("formula", "choice")


def test_of_a_formula_fields_have_points_and_values_there_and_not_the_formula():
    told = json.loads(truths(read_all()["practice_rnn"], [Page.read(page_of("practice_rnn"))]))
    points = told["answers"]["step_by_state"]["points"]
    assert [*points] == ["h", "theta", "x"]
    assert told["variants"]["1"]["step_by_state"][0] == pytest.approx(points["theta"])
    assert told["variants"]["1"]["step_by_state"][1] == pytest.approx(points["h"])
    assert told["variants"]["5"]["step_by_state"][2] == [1.0] * len(points["x"])


def test_a_field_for_a_formula_has_the_names_that_it_is_made_of():
    (made,) = practices_of([Page.read(page_of("practice_optimization"))], read_all(), Renderer())
    assert made.asked["gradient"] == 'data-kind="formula" data-names="w_1, w_2" data-entries="2'
    assert made.asked["hessian"] == 'data-kind="matrix'


def test_a_number_that_is_whole_on_every_variant_is_asked_for_as_such():
    sources = [Page.read(page_of(f"practice_{slug}")) for slug in ("rnn", "optimization")]
    rnn, optimization = practices_of(sources, read_all(), Renderer())
    assert rnn.asked["gradient"] == 'data-kind="whole'
    assert optimization.asked["condition_number"] == 'data-kind="number'


def test_fields_on_pages_of_single_variants_belong_to_the_sections_there():
    overview = Page.read(page_of("practice_autoencoder"))
    told = json.loads(truths(read_all()["practice_autoencoder"], map(Page.read, own_pages(overview))))
    assert {name: about["part"] for name, about in told["answers"].items()} == {
        **dict.fromkeys(("input_shape", "target_shape", "first_layer", "baseline"), "a"),
        **dict.fromkeys(("line", "broken", "mended"), "b"),
        "program": "",  # for which there is no field
    }
    assert set(told["variants"]["9"]) == {"program", "line", "broken", "mended"}


def test_a_page_of_its_own_is_told_which_it_is_and_keeps_its_words():
    none, truths = {"1": [], "2": []}, {key: {"practice_rnn.small": True} for key in "12"}
    own = Practice("practice/x/", "practice_x", {"loss": 'data-kind="number'}, none, truths, has_own_pages=True)
    html = {f"practice/x/{key}/": HTML.replace("practice_rnn.loss", f"practice_x.loss@{key}") for key in "12"}
    found = dict(own.pages(html.__getitem__, {}))
    assert found.keys() == html.keys()
    text = found["practice/x/2/"]
    assert 'Task 2 of 2 · <a class="another" href="../1/" data-variants="2">Another one</a> · <a href="../">' in text
    assert 'data-field="practice_x.loss@2" data-kind="number"' in text
    assert '<data class="formula" value="1" data-answer="practice_x.loss@2">1</data>' in text
    assert "<title>Practise - task 2</title>" in text
    assert 'href="../../assets/x.css"' in text


def test_the_map_of_the_site_leads_to_no_single_variant():
    urls = ("practice/x/", "practice/x/3/", "exercises/x/checked/")
    files = [SimpleNamespace(url=url, page=SimpleNamespace(is_link=False, canonical_url=url)) for url in urls]
    told = Environment(loader=FileSystemLoader(THEME)).get_template("sitemap.xml").render(pages=files)
    assert told.startswith("<?xml")
    assert re.findall("<loc>(.*)</loc>", told) == ["practice/x/", "exercises/x/checked/"]


def test_where_one_stands_can_ask_about_every_exercise_that_has_a_practice():
    pages = [*map(Page.read, here().docs.rglob("*.md"))]
    asked = {page.slug for page in pages if staging.is_asked(page)}
    practices = {path.stem for path in here().practice.glob("*.md")}
    assert asked - practices == {page.slug for page in pages if fields(page)} - practices
    assert practices | {f"practice_{name}" for name in practices} <= asked


def test_values_are_made_anew_where_a_formula_of_theirs_was_forgotten(monkeypatch):
    page, exercises = Page.read(page_of("practice_rnn")), read_all()
    (known,) = practices_of([page], exercises, Renderer())
    assert known.formulas <= read_store().keys()
    lost = {number: ["<!--formula 0123456789abcdef-->"] for number in known.variants}
    monkeypatch.setattr(practice.kept, "kept_each", lambda name, parts, makers: dict.fromkeys(makers, lost))
    (found,) = practices_of([page], exercises, Renderer())
    assert found == known
    assert kept is practice.kept


def test_after_an_edit_values_of_that_section_alone_are_made_and_after_a_computation_all(
    tmp_path, monkeypatch, standing_in
):
    page, exercises, formulas = Page.read(page_of("practice_rnn")), read_all(), read_store()
    standing_in(kept=tmp_path)
    kept.keep(STORE, version(), formulas)
    monkeypatch.setattr(practice, "hash_of", lambda file: "a")
    (first,) = practices_of([page], exercises, Renderer())
    made, none = [], dict.fromkeys(first.variants, ())
    monkeypatch.setattr(practice, "_values", lambda section, *_: made.append(section.text) or none)
    for text, content, count in [(page.text, "a", 0), (f"{page.text}\nMore.\n", "a", 1), (page.text, "b", 4)]:
        monkeypatch.setattr(practice, "hash_of", lambda file, content=content: content)
        made.clear()
        (found,) = practices_of([Page(page.path, text)], exercises, Renderer())
        assert len(made) == count, text[-9:]
        assert (found.variants == first.variants) == (not count)

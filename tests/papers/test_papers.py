"""Exams on paper of a tiny site: what stands on them, when they are printed, and what is said where nothing prints."""

from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from scripts import build
from scripts.papers import offered, printing, publish
from scripts.papers.built import BuiltSite
from scripts.papers.exams import Contents
from scripts.papers.sheets import paper, parts
from tests.papers.test_packed import plain
from tests.papers.tiny_site import MOCK, tiny_site

NO_CHROMIUM = (
    "there is no Chromium, so the site has no exams on paper; `make papers` prints them as soon as there is one"
)


@pytest.fixture
def site(tmp_path, monkeypatch, standing_in):
    standing_in(kept=tmp_path / "kept")
    monkeypatch.setattr(publish, "style_sheet", lambda: "p { color: black }")
    return tiny_site(tmp_path / "site")


@pytest.fixture
def sheets(site):
    built = BuiltSite(site)
    exams = {exam.id: exam for exam in built.contents.exams()}
    return lambda id, kind: paper(built, exams[id], kind)


@pytest.fixture
def printer(monkeypatch):
    """A printer that notes what it was given."""
    names = []

    def printed(papers, folder, others):
        names.append([*papers])
        yield from ((name, text.encode()) for name, text in papers.items())

    monkeypatch.setattr(publish, "printed", printed)
    return names


# What stands on them


def test_a_number_chooses_list_and_variant(site):
    exams = Contents.read(site).exams()
    drawn = [("exam-1", "A"), ("exam-2", "B"), ("exam-3", "A")]
    assert [(exam.id, exam.list) for exam in exams] == [("exam", ""), *drawn]


def test_points_and_minutes_are_added_up_with_one_list(sheets):
    text = sheets("exam-2", "tasks")
    assert "<h1>Exam 2, with 3B: task sheet</h1>" in text
    assert '<th scope="row">In all, with 3B</th><td>15</td><td>40</td>' in text
    assert "3A" not in text
    assert "5 points · about 20 minutes" in text
    assert "Lines &amp; more" in text


def test_the_exam_itself_has_both_lists_and_a_sum_for_each(sheets):
    text = sheets("exam", "tasks")
    assert "<h1>The original, with 3A or 3B: task sheet</h1>" in text
    assert '<th scope="row">In all, with 3A</th><td>15</td><td>30</td>' in text
    assert '<th scope="row">In all, with 3B</th><td>15</td><td>40</td>' in text


def test_a_task_sheet_has_boxes_and_rooms_and_nothing_that_is_told_afterwards(sheets):
    text = sheets("exam-2", "tasks")
    assert text.count('class="squares"') == 4
    assert 'viewBox="-0.1 -0.1 185.2 30.2"' in text
    assert text.count('<span class="box">') == 4
    assert "2.5 points for each right cross." in text
    for secret in (
        "five",
        "It is three",
        "True</strong>",
        "Think",
        "1 point: a line",
        "Because",
        "Beside",
        "Beyond",
        "lines.slope@exam",
    ):
        assert secret not in text


def test_a_variant_stands_beside_the_exams_own_data_for_what_it_does_not_ask(sheets):
    text = sheets("exam-2", "tasks")
    assert "The exam's own data, for (b)</h3>\n<p>Given is the exam's own line.</p>" in text
    assert "<p>Find it.</p>" in text
    assert "As in" not in text
    assert text.count("<li>(a) Slope.</li>") == 1
    assert text.count("<li>(b) Picture.</li>") == 2
    assert "own data" not in sheets("exam", "tasks")


def test_where_the_variant_asks_for_everything_nothing_else_is_given(site):
    built = BuiltSite(site)
    (lines,) = (one for one in built.contents.exercises if one["number"] == "2")
    text = "".join(parts(built, built.contents.exams()[1], {**lines, "parts": lines["parts"][:1]}, "tasks"))
    assert text.startswith("<p>Given is another line.</p><h3>(a) Slope")


def test_a_formula_is_read_as_it_is_seen(sheets):
    assert '<p>Find the slope <span class="formula"><i class="katex">a</i></span>.</p>' in sheets("exam", "tasks")


def test_solutions_have_verdicts_results_and_rubrics_but_no_hints(sheets):
    text = sheets("exam-2", "solutions")
    for told in (
        "<strong>True</strong>. Count. </p>",
        "It is five.",
        "1 point: a line.",
        "shared equally by 1 answer.",
    ):
        assert told in text
    for hint in ("Think", 'class="squares"', "its code", 'class="box"', "It is four", "Because"):
        assert hint not in text
    assert "in the solutions of the original" in text
    assert "It is four." in sheets("exam-1", "solutions")
    assert "It is four." in sheets("exam-3", "solutions")  # there are two variants
    assert "<h4>Solution</h4><p>Because.</p>" in sheets("exam", "solutions")
    assert '<img src="generated/line.svg" alt="A line">' in text


def test_each_sheet_has_its_address_and_edition_at_its_foot(sheets):
    text = sheets("exam-3", "solutions")
    assert "<title>Exam 3: solutions · Tiny</title>" in text
    assert 'content: "https://x.org/mock/#exam-3 · edition 1234567"' in text


# When they are printed


def test_papers_are_printed_once_and_again_when_they_change(site, printer):
    assert publish.publish(site) == ""
    page = (site / "mock/index.html").read_text(encoding="utf-8")
    assert page.count("<li>") == 4
    assert '<a href="../papers/exam-3-tasks.pdf">task sheet<span class="unseen"> of exam 3</span></a> (' in page
    assert page.count(" kB)") == 8
    assert b"Exam 3: task sheet" in (site / "papers/exam-3-tasks.pdf").read_bytes()
    (site / "practice/lines/2/index.html").write_text(
        "<article><h1>P</h1><h2 id='a'>A</h2></article>", encoding="utf-8"
    )
    (site / "generated/line.svg").write_text("<svg/>", encoding="utf-8")
    (site / "mock/index.html").write_text(MOCK, encoding="utf-8")
    assert publish.publish(site) == ""
    solutions = [f"{name}-solutions" for name in ("exam", "exam-1", "exam-2", "exam-3")]
    assert [len(names) for names in printer] == [8, 5]
    assert sorted(printer[1]) == sorted([*solutions, "exam-2-tasks"])
    (site / "mock/index.html").write_text(MOCK, encoding="utf-8")
    assert publish.publish(site) == ""
    assert len(printer) == 2


def test_papers_are_printed_again_by_another_version_of_what_prints_them(site, printer, monkeypatch):
    publish.publish(site)
    monkeypatch.setattr(publish, "version", lambda name: "another" if name == "pikepdf" else "1")
    publish.publish(tiny_site(site))
    assert [len(names) for names in printer] == [8, 8]


def test_a_site_without_a_place_for_them_has_none(tmp_path, printer):
    assert publish.publish(tmp_path) == offered.leave_out(tmp_path) == ""
    assert not offered.are_left_out(tmp_path)
    assert printer == []


def beside(call, *arguments):
    """In a thread of its own: tests that ran before in this process may have left a browser open in theirs."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(call, *arguments).result()


# Where nothing prints


def test_without_a_browser_the_site_is_whole_and_says_what_it_lacks(site, monkeypatch, standing_in, capsys):
    monkeypatch.setattr(printing, "find_shell", lambda: None)
    standing_in(next_site=site)
    build.add_papers(has_papers=False)  # the first time they are wanted unasked
    assert capsys.readouterr().err == f"{NO_CHROMIUM}\n"
    assert not (site / "papers").exists()
    assert offered.are_left_out(site)


def test_once_they_were_printed_an_edit_leaves_them_out_until_they_are_asked_for(
    site, monkeypatch, standing_in, printer, capsys
):
    standing_in(next_site=site)
    page = site / "mock/index.html"
    for has_papers, count, said in [(False, 1, ""), (False, 1, f"{offered.UNASKED}\n"), (True, 2, "")]:
        page.write_text(MOCK, encoding="utf-8")
        monkeypatch.setattr(publish, "style_sheet", lambda count=count: f"/* {count} */")
        build.add_papers(has_papers=has_papers)
        assert (len(printer), capsys.readouterr().err) == (count, said)
        assert offered.are_left_out(site) == bool(said)


def test_a_browser_that_is_named_wrongly_or_does_not_start_is_told(site, monkeypatch, tmp_path):
    monkeypatch.setenv("CHROME", "/my/chrome")
    assert publish.publish(site).startswith("CHROME names /my/chrome, which is no program; correct or unset it, so the")
    monkeypatch.setenv("CHROME", "/bin/false")
    (site / "mock/index.html").write_text(MOCK, encoding="utf-8")
    assert beside(publish.publish, site).startswith("Chromium does not print (BrowserType.launch: ")


def test_papers_looks_again_for_a_browser(site, monkeypatch, standing_in):
    (site / "mock/index.html").write_text(MOCK.replace("></div>", f">{offered.NO_FILES}</div>"), encoding="utf-8")
    manifest = site / "manifest"
    manifest.touch()
    standing_in(site=site, manifest=manifest)
    monkeypatch.setattr(build, "site", lambda **_: 0)
    assert build.main(["papers"]) == 1
    assert not manifest.exists()
    (site / "mock/index.html").write_text(MOCK, encoding="utf-8")
    manifest.touch()
    assert build.main(["papers"]) == 0
    assert manifest.exists()


# Chromium


def test_chromium_prints_what_is_given_and_what_the_folder_has(site):
    papers = {"one": "<html lang=en><title>One</title><link rel=stylesheet href=x.css><h1>A</h1><p>Seen<p class=no>Not"}
    ((name, data),) = beside(lambda: [*printing.printed(papers, site, {"x.css": ".no { display: none }"})])
    document = pypdfium2.PdfDocument(data)
    assert name == "one"
    assert document.get_metadata_dict()["Title"] == "One"
    assert document.get_metadata_dict()["CreationDate"] == ""
    assert "Seen" in document[0].get_textpage().get_text_range()
    assert "Not" not in document[0].get_textpage().get_text_range()
    assert [mark.get_title() for mark in document.get_toc()] == ["A"]


class Played:
    """What Playwright gives, each of its objects in one, and a made-up PDF: coverage cannot follow the real ones."""

    def __init__(self):
        self.chromium, self.asked = self, []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.asked.append("ended")

    def __getattr__(self, name):
        return lambda *words, **options: self.asked.append(name) or (plain() if name == "pdf" else self)


def test_each_paper_is_opened_and_printed_in_one_browser(site, monkeypatch):
    played = Played()
    monkeypatch.setattr("playwright.sync_api.sync_playwright", lambda: played)
    assert [name for name, _ in printing.printed({"one": "", "two": ""}, site, {})] == ["one", "two"]
    each = ["goto", "evaluate", "pdf"]
    assert played.asked == ["launch", "new_context", "new_page", "route", *each, *each, "close", "ended"]


def test_a_page_gets_texts_by_their_names_and_files_of_the_folder(site):
    texts = {"papers/x": "words", "generated/x.css": "rules"}
    assert printing.reply("http://site/papers/x", texts, site) == {
        "content_type": "text/html; charset=utf-8",
        "body": "words",
    }
    assert printing.reply("http://site/generated/x.css", texts, site) == {"content_type": "text/css", "body": "rules"}
    found = printing.reply("http://site/generated/line.svg", texts, site)
    assert found == {"content_type": "image/svg+xml", "path": site / "generated/line.svg"}

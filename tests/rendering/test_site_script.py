"""Modules become one script, each in a scope of its own; comments stay at home."""

import subprocess

import pytest

from scripts.formulas.katex import node
from scripts.model.faults import UnusableError
from scripts.rendering import site_script as module
from scripts.rendering.site_script import answer_parser, lightened, search_library, site_script, worker

FIRST = """/** A comment
 * that goes. */
export const name = "first"; // this one stays
const own = 1;
export function twice(x) {
  return 2 * x;
}
"""
SECOND = """import { name, twice } from "./first.js";
const own = /** @type {number} */ (3);
  /** @type {string} */ (name).length;
console.log(name, twice(own));
"""


def test_modules_share_what_they_export_and_nothing_else(monkeypatch, standing_in, tmp_path):
    standing_in(docs=tmp_path)
    (tmp_path / "assets/site").mkdir(parents=True)
    monkeypatch.setattr(module, "JOINED", ("first", "second"))
    for name, text in (("first", FIRST), ("second", SECOND)):
        (tmp_path / f"assets/site/{name}.js").write_text(text, encoding="utf-8")
    script = site_script()
    assert "that goes" not in script
    assert subprocess.run([node(), "-e", script], capture_output=True, encoding="utf-8").stdout == "first 6\n"


def test_a_part_that_fails_is_told_and_ends_no_other(monkeypatch, standing_in, tmp_path):
    standing_in(docs=tmp_path)
    (tmp_path / "assets/site").mkdir(parents=True)
    monkeypatch.setattr(module, "JOINED", ("bad", "good"))
    (tmp_path / "assets/site/bad.js").write_text("nobody.knows();\n", encoding="utf-8")
    (tmp_path / "assets/site/good.js").write_text("console.log('on');\n", encoding="utf-8")
    script = f"const reportError = (error) => console.log(error.message);\n{site_script()}"
    said = subprocess.run([node(), "-e", script], capture_output=True, encoding="utf-8").stdout
    assert said == "nobody is not defined\non\n"


def test_a_comment_that_something_follows_stays():
    assert lightened("/* a */ b;\n/* c */\nd;\n") == "/* a */ b;\nd;\n"


def test_the_library_is_whole_without_its_comments():
    index = "const index = new MiniSearch({fields: ['a']}); index.add({id: 1, a: 'word'});"
    finds = f"{index} console.log(index.search('word').length)"
    script = search_library().replace("export { MiniSearch as default };", finds)
    assert subprocess.run([node(), "-e", script], capture_output=True, encoding="utf-8").stdout == "1\n"
    assert "/**" not in script


def test_a_library_that_is_not_there_says_how_to_get_it(standing_in, tmp_path):
    standing_in(minisearch=tmp_path / "index.js")
    with pytest.raises(UnusableError, match="make setup"):
        search_library()


def test_the_reader_of_answers_asks_for_no_source_map(standing_in, tmp_path):
    assert answer_parser().rstrip().endswith("as default};")
    standing_in(jsep=tmp_path / "jsep.min.js")
    with pytest.raises(UnusableError, match=r"jsep is missing .*make setup"):
        answer_parser()


def test_each_edition_of_the_site_has_a_worker_of_its_own(tmp_path):
    (tmp_path / "index.html").write_text("one", encoding="utf-8")
    (tmp_path / "sitemap.xml").write_text("today", encoding="utf-8")
    first = worker(tmp_path)
    assert first.startswith('const EDITION = "')
    (tmp_path / "sitemap.xml").write_text("tomorrow", encoding="utf-8")
    assert worker(tmp_path) == first
    (tmp_path / "index.html").write_text("two", encoding="utf-8")
    assert worker(tmp_path) != first

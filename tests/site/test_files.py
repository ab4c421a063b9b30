"""The built site as files: links, fragments, valid HTML, nothing foreign, nothing left over."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.formulas.katex import node
from scripts.model.paths import here
from tests.edition_rules import published
from tests.site.reading import broken_links, foreign_resources, one_of_each, pages, parsed
from tests.some import some


def html_faults(asked: list[Path]) -> str:
    """What html-validate says of these pages."""
    command = [
        node(),
        here().node_modules / "html-validate" / "bin" / "html-validate.mjs",
        "--config",
        here().root / ".htmlvalidate.json",
    ]
    shown = subprocess.run([*command, *asked], cwd=here().root, capture_output=True, encoding="utf-8")
    return shown.stdout + shown.stderr if shown.returncode else ""


@pytest.fixture
def copy(site, tmp_path):
    """A copy of the site, whose front page a test may break."""
    shutil.copytree(site, tmp_path / "site", copy_function=os.link)  # of twenty megabytes one file is written
    return tmp_path / "site"


def broken(copy: Path, html: str) -> Path:
    page = copy / "index.html"
    text = page.read_text(encoding="utf-8")
    page.unlink()
    page.write_text(text.replace("</article>", f"{html}</article>"), encoding="utf-8")
    return page


def test_every_internal_link_and_fragment_resolves(site):
    assert broken_links(site, pages(site)) == []


def test_a_broken_link_and_a_broken_fragment_are_found(copy):
    page = broken(copy, '<a href="nowhere/">x</a><a href="notation/#nothing">y</a>')
    assert broken_links(copy, [page]) == [
        "index.html: nowhere/ leads nowhere",
        "index.html: notation/#nothing names no id",
    ]


def test_nothing_is_loaded_from_another_origin(site):
    assert foreign_resources(site, pages(site)) == []


def test_a_foreign_resource_is_found(copy):
    page = broken(copy, '<img src="https://elsewhere.invalid/x.png" alt="">')
    assert foreign_resources(copy, [page]) == ["index.html: https://elsewhere.invalid/x.png"]


@pytest.mark.parametrize("asked", some(["every page", "the lightest"], ["the lightest"]))
def test_pages_are_valid_html(site, asked):
    paths = one_of_each(site) if asked == "every page" else sorted(one_of_each(site), key=size)[:22]
    assert html_faults(paths) == ""


def size(path: Path) -> int:
    return path.stat().st_size


def test_invalid_html_is_found(tmp_path):
    page = tmp_path / "index.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p><div id="a"></div></p>', encoding="utf-8")
    assert "index.html" in html_faults([page])


def test_answers_json_follows_its_schema_and_the_rules_beside_it(site):
    published(*((site / name).read_text(encoding="utf-8") for name in ("answers.json", "answers.schema.json")))


def test_no_marker_and_no_raw_formula_is_left_on_a_page(site):
    for path in pages(site):
        text = parsed(path).find(".//body").text_content()
        assert "<!--=" not in path.read_text(encoding="utf-8"), path
        assert "--8<--" not in text, path
        assert "$$" not in text, path


def test_every_exercise_shows_the_code_that_is_run(site):
    for folder in (site / "exercises").iterdir():
        halves = [parsed(path) for path in folder.rglob("index.html")]
        code = [half.xpath("string(//article//pre[contains(., 'def ')])") for half in halves]
        assert any(code), folder


def test_every_value_on_a_page_is_an_entry_of_answers_json_or_of_a_practice(site):
    edition = json.loads((site / "answers.json").read_text(encoding="utf-8"))
    slips = [slip for entry in edition["answers"] for slip in entry.get("slips", ())]
    named = [*edition["answers"], *slips, *edition["instances"]]
    known = {item[name] for item in named for name in ("id", "alias") if name in item}
    for file in (site / "generated" / "practice").glob("*.json"):
        variants = json.loads(file.read_text(encoding="utf-8"))["variants"]
        names = [(number, name) for number, told in variants.items() for name in (*told, "task")]
        known |= {f"practice_{file.stem}.{name}" + (f"@{number}" if number != "1" else "") for number, name in names}
    for path in pages(site):
        for value in parsed(path).xpath("//data[@class]/@data-answer"):
            id = value.partition("[")[0]
            name = ".".join(id.split(".")[:2])
            assert name in known, f"{path}: {value}"


def test_every_figure_of_answers_json_is_there_and_shown(site):
    edition = json.loads((site / "answers.json").read_text(encoding="utf-8"))
    shown = {image.split("generated/")[-1] for path in pages(site) for image in parsed(path).xpath("//img/@src")}
    for figure in edition["figures"]:
        assert (site / figure["file"]).is_file()
        assert figure["file"].removeprefix("generated/") in shown

"""A page about which nothing has changed is not given to the generator again; all else is."""

import json
import subprocess
import sys

import pytest

from scripts.model.paths import here
from scripts.model.source import Page
from scripts.rendering.whole import Place, Whole, titles
from tests.breaks import PAGE
from tests.some import full
from tests.tiny_project import Project

WHOLE = Whole("<p>as published</p>", "The page", [], frozenset(), ("a", "check"), frozenset())
TEXT = "---\ntitle: The page\n---\n# The page { #top }\n\nWords.\n"


@pytest.fixture(autouse=True)
def folder(standing_in, tmp_path):
    standing_in(kept=tmp_path)


def place(text: str = TEXT, kind: str = "site", parts: tuple[str, ...] = ("context",)) -> Place:
    return Place.of(Page(here().docs / "page.md", text), kind, parts)


def test_what_was_kept_is_found_for_the_same_page():
    assert place().find() is None
    place().keep(WHOLE)
    assert place().find() == WHOLE


@pytest.mark.parametrize("other", [{"text": "Words"}, {"kind": "live"}, {"parts": ("another",)}])
def test_another_text_kind_of_site_or_context_is_another_page(other):
    place().keep(WHOLE)
    assert place(**other).find() is None


def test_what_other_pages_say_of_a_page_is_its_title():
    pages = {"a.md": TEXT, "b.md": "# Without front matter\n\n```python\n# a comment\n```\n"}
    assert list(titles(pages)) == [
        "a.md\ntitle: The page\n# The page { #top }",
        "b.md\n# Without front matter\n# a comment",
    ]


# In a build

MARK = """
import pickle
from scripts.store import kept
for name in ("site/index", "site/exercises/square"):
    key, _, found = kept.file_of(name).read_bytes().partition(b"\\n")
    page = pickle.loads(found)
    kept.keep(name, key.decode(), page._replace(html=page.html.replace("</body>", "from the store</body>")))
"""


def rendered(project: Project) -> set[str]:
    """The pages that a build does not take from the store."""
    subprocess.run([sys.executable, "-c", MARK], cwd=project.root, env=project.environment(), check=True)
    outcome = project.run()
    assert outcome.code == 0, outcome
    pages = ("index.html", "exercises/square/index.html")
    return {page for page in pages if "from the store" not in project.read(f"site/{page}")}


def test_only_pages_that_changed_are_rendered(project):
    project.edit(PAGE, "Fences and squares.", "Fences, edited.")
    assert rendered(project) == {"exercises/square/index.html"}
    project.edit("docs/index.md", "# The exam", "# The exam\n\nAn introduction.")
    assert rendered(project) == {"index.html"}
    project.edit("mkdocs.yml", "site_name: Altklausur", "site_name: Exam")
    assert rendered(project) == {"index.html", "exercises/square/index.html"}


@full
def test_a_page_from_the_store_is_the_page_that_would_be_rendered(project):
    before = project.site()
    for old, new in [("Fences and squares.", "Fences, edited."), ("Fences, edited.", "Fences and squares.")]:
        project.edit(PAGE, old, new)
        assert project.run().code == 0
    changing = {"sitemap.xml.gz"}  # holds the time of day
    assert {name for name, content in project.site().items() if before.get(name) != content} <= changing


@full
def test_a_new_title_stands_in_the_navigation_of_pages_that_did_not_change(project):
    project.edit("mkdocs.yml", "  - Square: exercises/square.md\n", "  - exercises/square.md\n  - Notes: notes.md\n")
    project.write("docs/notes.md", "# Notes\n\nWords.\n")
    project.edit(PAGE, "title: The fenced square", "title: The round square")
    for old, new in [("round", "oval"), ("oval", "long")]:
        project.edit(PAGE, f"title: The {old} square", f"title: The {new} square")
        outcome = project.run()
        assert outcome.code == 0, outcome
        assert f"The {new} square" in project.read("site/notes/index.html")


@full
def test_macros_and_german_terms_that_changed_reach_pages_that_did_not(project):
    project.edit("docs/index.md", "# The exam", "# The exam\n\nThe target (Zielwert) is $\\goal$.")
    for letter, language in [("g", "english"), ("h", "german")]:
        project.write("docs/macros.toml", f"goal = '{letter}'\n")
        project.write("docs/german.toml", f'{language} = ["Zielwert"]\n')
        outcome = project.run()
        assert outcome.code == 0, outcome
    html = project.read("site/index.html")
    assert "<mi>h</mi>" in html
    assert '(<span lang="de">Zielwert</span>)' in html


@full
def test_formulas_that_were_lost_from_the_store_are_found_by_the_search_again(project):
    rows = json.loads(project.read("site/search/search_index.json"))["rows"]
    project.remove(".cache/kept/formulas of all pages.pickle")
    project.edit("docs/index.md", "# The exam", "# The exam\n\nAn introduction.")
    outcome = project.run()
    assert outcome.code == 0, outcome
    found = json.loads(project.read("site/search/search_index.json"))["rows"]
    exercise = [row for row in rows if row[0].startswith("exercises/square/")]
    assert [row for row in found if row[0].startswith("exercises/square/")] == exercise

"""Links into the repository, or plain text without its address."""

import re
from html import unescape
from urllib.parse import parse_qs, urlparse

import pytest

from scripts.model.paths import here
from scripts.model.repository import address, edit_link, report_link, source_link


@pytest.fixture
def repository(monkeypatch):
    monkeypatch.setenv("REPO_URL", "https://example.org/us/exam/")


@pytest.fixture
def no_repository(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)


def test_without_an_address_there_is_no_link(no_repository):
    assert address() == ""
    assert source_link("snippets/rnn.py:41") == "<code>snippets/rnn.py:41</code>"
    assert edit_link("docs/a<b.md", "Edit") == "Edit: <code>docs/a&lt;b.md</code>"
    assert report_link(here().exercises / "rnn.md", "d") == ""


def test_an_empty_address_is_none(monkeypatch):
    monkeypatch.setenv("REPO_URL", "")
    assert source_link("a.py:1") == "<code>a.py:1</code>"


def test_a_source_links_to_its_line(repository):
    assert source_link("snippets/rnn.py:41") == (
        '<a href="https://example.org/us/exam/blob/main/snippets/rnn.py#L41"><code>snippets/rnn.py:41</code></a>'
    )


def test_a_file_links_to_its_editor(repository):
    assert edit_link("docs/a.md", "Edit") == '<a href="https://example.org/us/exam/edit/main/docs/a.md">Edit</a>'


def test_a_folder_links_to_the_list_of_its_files(repository):
    assert edit_link("snippets/rnn", "Edit") == '<a href="https://example.org/us/exam/tree/main/snippets/rnn">Edit</a>'


@pytest.mark.parametrize(
    ("site", "link"),
    [("", "exercises/rnn/#d"), ("https://us.example.org/exam/", "https://us.example.org/exam/exercises/rnn/#d")],
)
def test_a_mistake_is_reported_with_the_link_to_its_section(repository, monkeypatch, site, link):
    monkeypatch.setenv("SITE_URL", site)
    shown = report_link(here().exercises / "rnn.md", "d")
    query = parse_qs(urlparse(unescape(re.search('href="([^"]*)"', shown)[1])).query)
    assert query == {"template": ["wrong_answer.yml"], "title": ["Wrong answer: rnn (d)"], "page": [link]}


def test_of_a_page_without_sections_the_page_is_reported(repository, monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    assert "title=Wrong+answer%3A+credits&amp;page=credits%2F" in report_link(here().docs / "credits.md")

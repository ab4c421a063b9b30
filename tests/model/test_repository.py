"""Links into the repository, or plain text without its address."""

import pytest

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
    assert report_link("rnn", "d") == ""


def test_an_empty_address_is_none(monkeypatch):
    monkeypatch.setenv("REPO_URL", "")
    assert source_link("a.py:1") == "<code>a.py:1</code>"


def test_a_source_links_to_its_line(repository):
    assert source_link("snippets/rnn.py:41") == (
        '<a href="https://example.org/us/exam/blob/main/snippets/rnn.py#L41"><code>snippets/rnn.py:41</code></a>'
    )


def test_a_file_links_to_its_editor(repository):
    assert edit_link("docs/a.md", "Edit") == '<a href="https://example.org/us/exam/edit/main/docs/a.md">Edit</a>'


def test_a_mistake_is_reported_with_its_place(repository):
    link = report_link("rnn", "d")
    assert "issues/new?template=wrong_answer.yml&amp;title=Wrong+answer%3A+rnn+%28d%29&amp;page=rnn+%28d%29" in link

"""A page that has not changed is not scanned again, and its tokens are what they were."""

import pytest

from scripts.checking import scanned
from scripts.checking.scanned import scan
from scripts.model.paths import here
from scripts.model.source import Page


@pytest.fixture(autouse=True)
def folder(standing_in, tmp_path):
    standing_in(kept=tmp_path)


def test_tokens_are_kept_for_the_same_text(monkeypatch):
    text = "---\ntitle: T\n---\n# T\n\n$x$ and `y`\n\n```text\nz\n```\n"
    scan("some", [Page(here().docs / "a.md", text)])
    monkeypatch.setattr(scanned, "_stretches", lambda page: pytest.fail("scanned again"))
    again = Page(here().docs / "a.md", text)
    scan("some", [again])
    assert "tokens" in vars(again)
    assert again.tokens == Page(here().docs / "b.md", text).tokens
    assert [token.kind for token in again.tokens] == ["front", "maths", "code", "fence"]

"""A page that has not changed is not scanned again, and its tokens are what they were."""

import pytest

from scripts.checking import scanned
from scripts.checking.scanned import scan
from scripts.model.paths import DOCS
from scripts.model.source import Page
from scripts.store import kept


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "KEPT", tmp_path)


def test_tokens_are_kept_for_the_same_text(monkeypatch):
    text = "---\ntitle: T\n---\n# T\n\n$x$ and `y`\n\n```text\nz\n```\n"
    scan("some", [Page(DOCS / "a.md", text)])
    monkeypatch.setattr(scanned, "_stretches", lambda page: pytest.fail("scanned again"))
    again = Page(DOCS / "a.md", text)
    scan("some", [again])
    assert "tokens" in vars(again)
    assert again.tokens == Page(DOCS / "b.md", text).tokens
    assert [token.kind for token in again.tokens] == ["front", "maths", "code", "fence"]

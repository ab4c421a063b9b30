"""Coverage of what the bench does in a browser."""

import pytest

from tests.tiny_project import measuring


@pytest.fixture(autouse=True)
def followed_into_greenlets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright runs our lines in greenlets. Coverage is twice as slow where it follows them, so it does only here."""
    for name, settings in measuring(concurrency=["greenlet"]).items():
        monkeypatch.setenv(name, settings)

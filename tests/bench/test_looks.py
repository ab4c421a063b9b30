"""The bench looks at whole pages."""

from scripts.bench import serving
from scripts.bench.browser import started
from tests.some import full

WORKS = "<script>for (const until = performance.now() + 60; performance.now() < until; );</script>"


@full
def test_a_page_that_takes_long_to_read_is_looked_at_when_it_is_read(tmp_path):
    """Chromium calls the network idle while scripts hold up the rest of the page."""
    (tmp_path / "index.html").write_text(f"<p>{WORKS}" * 50, encoding="utf-8")
    with serving.served(tmp_path) as address, started() as browser:
        seen = browser.look("first_view", address)
    assert seen["elements"] > 100
